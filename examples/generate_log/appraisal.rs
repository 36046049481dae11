//! The log of `appraisal/`: repairs from January to March 2026 by six teams.
//!
//! The story: the north has mostly hardware, which takes longer, and so looks slow until the same kinds are
//! compared. The west closes one repair in eight within seconds; nobody else closes more than one in a
//! hundred so. Two teams are too small to be shown alone.

use crate::calendar::{DAY, HOUR, MINUTE, date, stamp};
use crate::random::SplitMix64;
use crate::table::Table;

const SEED: u64 = 28;
const FIRST_DAY: i64 = date(2026, 1, 1);

/// Teams with their repairs, and of 1,000 of these how many are of hardware, and closed within seconds.
const TEAMS: [(&str, i64, i64, i64); 6] = [
    ("east", 150, 300, 8),
    ("harbour", 22, 500, 8),
    ("island", 18, 500, 8),
    ("north", 150, 850, 8),
    ("south", 150, 300, 8),
    ("west", 150, 450, 125),
];

pub(crate) fn files() -> crate::Files {
    let mut random = SplitMix64(SEED);
    let mut table = Table::new("ticket,received_at,repaired_at,asked_at,answered_at,team,kind");
    for (team, repairs, hardware, at_once) in TEAMS {
        for _ in 0..repairs {
            repair(&mut random, (team, hardware, at_once), &mut table);
        }
    }
    table.sort();
    table.number(|number| format!("R{number:04}"));
    vec![("repairs.csv", table.csv())]
}

fn repair(random: &mut SplitMix64, (team, hardware, at_once): (&str, i64, i64), table: &mut Table) {
    let is_hardware = random.chance(hardware);
    let received = FIRST_DAY * DAY + random.below(89) * DAY + 8 * HOUR + random.below(9 * HOUR);
    let mut work = random.taken(8 * HOUR, if is_hardware { 260 } else { 60 });
    if random.chance(at_once) {
        work = random.between(2, 9);
    }
    let (mut asked, mut answered, mut waited) = (String::new(), String::new(), 0);
    if work > HOUR && random.chance(250) {
        let at = received + random.below(work);
        waited = random.between(20 * MINUTE, 20 * HOUR);
        (asked, answered) = (stamp(at), stamp(at + waited));
    }
    let kind = if is_hardware { "hardware" } else { "software" };
    let fields = [stamp(received), stamp(received + work + waited), asked, answered];
    let [received_at, repaired_at, asked, answered] = fields;
    table.row(received, [received_at, repaired_at, asked, answered, team.to_owned(), kind.to_owned()]);
}
