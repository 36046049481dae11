//! What a statement gives back: counts in long form, or a row per case and target.
//!
//! Every row of the log meets every target once, by a join with their numbers: the log is scanned once.

use super::bins;
use super::civil;
use super::columns::Columns;
use super::dialect::Dialect;
use super::draft::Draft;
use super::expr::{Expr, and, case, either, flag, or};
use super::group::Group;
use super::judge::Judged;
use super::number::{self, ONE};
use super::outcome::Numbered;
use super::relation::Years;
use super::request::Request;
use super::time::NONE;
use crate::calendar::{Instant, Zone, database_version};
use crate::clock::{Plan, Roster, SubjectKind};
use crate::model::Log;
use crate::report::{period_of, scale_of};
use std::fmt::Write as _;

/// What a statement knows when all is judged.
pub(super) struct Told<'a> {
    pub(super) by: Vec<Group>,
    pub(super) columns: &'a Columns,
    /// What keeps a row from being judged at all.
    pub(super) unexpressed: Vec<(Expr, &'static str)>,
    pub(super) roster: &'a Roster<'a>,
    pub(super) judged: &'a [Judged],
    pub(super) plan: &'a Plan,
    pub(super) log: &'a Log,
    /// The zone in which as-of is shown.
    pub(super) zone: &'a Zone,
    pub(super) as_of: Instant,
    pub(super) years: Years,
    pub(super) request: &'a Request<'a>,
}

/// A target by its names.
struct Named<'a> {
    kind: &'static str,
    id: &'a str,
    version: &'a str,
    place: usize,
}

/// A column of the result, by what it is for each target; number 0 is the row itself.
type Choice<'n> = (&'n str, Vec<Expr>);

/// Columns of what became of the time of cases.
const TIMES: [&str; 4] = ["counted", "closed", "paused", "excluded"];

impl Told<'_> {
    fn named(&self, number: usize) -> Named<'_> {
        let found = self.roster.each().find(|(known, ..)| *known == number);
        found.map_or(Named { kind: "", id: "", version: "", place: 0 }, |(_, subject, version, _)| Named {
            kind: kind(subject.kind),
            id: subject.id,
            version: &version.name,
            place: number - version.first_target + 1,
        })
    }

    /// State and reason of a target, marked where it cannot be told.
    fn marked(&self, draft: &mut Draft, judged: &Judged) -> (Expr, Expr) {
        let marks = self.unexpressed.iter().chain(&judged.outcome.unexpressed);
        let marks: Vec<_> = marks.map(|(condition, word)| (condition.clone(), draft.literal(word))).collect();
        let any = or(marks.iter().map(|(condition, _)| condition.clone()));
        let state = either(&any, &draft.literal("unexpressed"), &judged.outcome.state);
        let reason = case(marks, &judged.outcome.reason);
        (draft.define("state", &state), draft.define("reason", &reason))
    }
}

fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Commitment => "commitment",
        SubjectKind::Standard => "standard",
    }
}

/// A column by target, in the common table that joins rows and targets.
fn choose(name: &str, by_target: &[Expr], first: usize) -> String {
    let Some((last, others)) = by_target.split_last() else { return String::new() };
    let arms = others.iter().enumerate().map(|(place, value)| {
        let number = i64::try_from(first + place).unwrap_or(i64::MAX);
        (Expr::new("t.n", 0).is(number), value.clone())
    });
    format!("{} AS {name}", case(arms, last).text())
}

/// The statement up to rows and targets side by side, of which those are [`chosen`] where a target is about a row.
fn paired(draft: &mut Draft, from: &str, choices: &[Choice<'_>], included: &[Expr], first: usize) -> String {
    let numbers: Vec<_> =
        (0..included.len()).map(|place| vec![i64::try_from(first + place).unwrap_or(i64::MAX)]).collect();
    let targets = draft.dialect.constants(&["n".to_owned()], &numbers);
    let once = draft.dialect.computed_once();
    let mut columns = String::from("t.n AS n");
    for (name, by_target) in choices {
        let _ = write!(columns, ",\n    {}", choose(name, by_target, first));
    }
    let included: Vec<_> = included.iter().map(flag).collect();
    let _ = write!(columns, ",\n    {}", choose("included", &included, first));
    if let Some(chance) = draft.dialect.chance() {
        let _ = write!(columns, ",\n    {chance} AS chance");
    }
    let mut text = String::from("WITH\n");
    text.push_str(&draft.tables(from, &columns));
    let _ = write!(
        text,
        ",\ntargets AS {once}{targets},\nchosen AS {once}(\n  SELECT {columns}\n  FROM {} AS p CROSS JOIN targets AS t\n)",
        draft.last()
    );
    text
}

/// The rows and targets where a target is about a row, as something to select from.
fn chosen(dialect: &dyn Dialect) -> &'static str {
    match dialect.chance() {
        Some(_) => "chosen WHERE included > chance",
        None => "chosen WHERE included = 1",
    }
}

/// The counts.
pub(super) fn tally(mut draft: Draft, told: &Told<'_>, from: &str) -> String {
    let draft = &mut draft;
    let literal = |draft: &Draft, text: &str| draft.literal(text);
    let stands = &told.columns.stands;
    let any = |conditions: Vec<Expr>| or(conditions);
    let is_judged = any(told.judged.iter().map(|judged| judged.about.clone()).collect());
    let is_later = any(told.judged.iter().map(|judged| judged.later.clone()).collect());
    let invalid = literal(draft, "invalid");
    let is_invalid = any(told
        .judged
        .iter()
        .map(|judged| and([judged.about.clone(), judged.outcome.state.eq(&invalid)]))
        .collect());
    // The row itself: what became of it.
    let [word_judged, word_later, uncovered] =
        ["judged", "later", "uncovered"].map(|word| literal(draft, word));
    let no_case: Vec<_> = told
        .columns
        .no_case
        .iter()
        .map(|(condition, word)| (condition.clone(), literal(draft, word)))
        .collect();
    let fate =
        case(no_case.into_iter().chain([(is_judged, word_judged), (is_later, word_later)]), &uncovered);
    let fate = draft.define("fate", &fate);
    let spoilt = either(&is_invalid, &invalid, &literal(draft, ""));
    let spoilt = draft.define("spoilt", &spoilt);
    let names = ["kind", "subject", "id", "version", "target"];
    let mut choices: Vec<Choice<'_>> = Vec::new();
    let targets: Vec<_> = told.judged.iter().map(|judged| told.named(judged.number)).collect();
    for (column, name) in names.into_iter().enumerate() {
        let of_row = match column {
            0 => literal(draft, "log"),
            2 => literal(draft, &told.log.id.value),
            _ => literal(draft, ""),
        };
        let of = |named: &Named<'_>| match column {
            0 => literal(draft, "count"),
            1 => literal(draft, named.kind),
            2 => literal(draft, named.id),
            3 => literal(draft, named.version),
            _ => literal(draft, &named.place.to_string()),
        };
        choices.push((name, std::iter::once(of_row).chain(targets.iter().map(of)).collect()));
    }
    let (mut states, mut reasons) = (vec![fate], vec![spoilt]);
    let none = Expr::int(0);
    let mut numbers =
        [Expr::int(NONE), none.clone(), told.columns.rows.clone(), none.clone()].map(|first| vec![first]);
    let mut times = [const { 0_i64 }; 4].map(|none| vec![Expr::int(none)]);
    let mut included = vec![stands.clone()];
    for judged in told.judged {
        let cells = cells(draft, told, judged);
        states.push(cells.state);
        reasons.push(cells.reason);
        let own = [judged.outcome.dated.clone(), flag(&cells.given), cells.whole, cells.fraction];
        numbers.iter_mut().zip(own).for_each(|(all, number)| all.push(number));
        times.iter_mut().zip(cells.times).for_each(|(times, time)| times.push(time));
        included.push(and([stands.clone(), judged.about.clone()]));
    }
    choices.extend([("state", states), ("reason", reasons)]);
    choices.extend(["dated", "given", "whole", "fraction"].into_iter().zip(numbers));
    choices.extend(TIMES.into_iter().zip(times));
    let by: Vec<_> = (1..=told.by.len()).map(|place| format!("by{place}")).collect();
    for (name, group) in by.iter().zip(&told.by) {
        let mut groups = vec![literal(draft, "")];
        for judged in told.judged {
            let zone = told.plan.targets().find(|target| target.number == judged.number);
            let zone = zone.map_or(told.zone, |target| &target.zone);
            groups.push(group.of(draft, &judged.outcome, zone, told.years));
        }
        choices.push((name, groups));
    }
    let mut text = paired(draft, from, &choices, &included, 0);
    text.push_str(&counted(draft, told, &by));
    text
}

/// What a target says of a row, as the counts have it.
struct TallyCells {
    state: Expr,
    reason: Expr,
    /// Whether there is a number.
    given: Expr,
    whole: Expr,
    fraction: Expr,
    times: [Expr; 4],
}

fn cells(draft: &mut Draft, told: &Told<'_>, judged: &Judged) -> TallyCells {
    let outcome = &judged.outcome;
    let (state, reason) = told.marked(draft, judged);
    let ended = or(["met", "late"].map(|word| state.eq(&draft.literal(word))));
    let none = Expr::int(0);
    let (given, whole, fraction) = match &outcome.number {
        Some(number) => {
            let given = and([number.given.clone(), ended]);
            let given = draft.define("given", &given);
            (given.clone(), either(&given, &number.whole, &none), either(&given, &number.fraction, &none))
        }
        None => (Expr::boolean(false), none.clone(), none.clone()),
    };
    let is_marked = state.eq(&draft.literal("unexpressed"));
    let times = outcome.times.clone().map(|time| {
        let time = if time == none { time } else { either(&is_marked, &none, &time) };
        draft.define("spent", &time)
    });
    let (whole, fraction) = (draft.define("whole", &whole), draft.define("fraction", &fraction));
    TallyCells { state, reason, given, whole, fraction, times }
}

/// Period and bin of what was chosen, found once for all targets.
fn labelled(told: &Told<'_>, dialect: &'static dyn Dialect, by: &[String]) -> String {
    let mut draft = Draft::new(dialect, "label");
    let keys = ["kind", "subject", "id", "version", "target", "state", "reason"];
    let names = ["n", "dated", "given", "whole", "fraction"].into_iter().chain(keys).chain(TIMES);
    let mut columns: Vec<String> = names.map(str::to_owned).collect();
    columns.extend(by.iter().cloned());
    for column in &columns {
        draft.keep(column);
    }
    let at = |column: &str| Expr::new(column, 0);
    let target = |judged: &Judged| {
        told.roster.each().find(|(number, ..)| *number == judged.number).map(|(.., target)| target)
    };
    // Targets of one kind of period, and of one scale, share what is found.
    let mut periods: Vec<(Expr, Expr)> = Vec::new();
    let mut bins: Vec<(Expr, Expr)> = Vec::new();
    let number =
        Numbered { given: at("given").is(1), whole: at("whole"), fraction: at("fraction"), is_value: false };
    for (place, judged) in (1_i64..).zip(told.judged) {
        let Some(target) = target(judged) else { continue };
        let is_it = at("n").is(place);
        periods.push((is_it.clone(), civil::period(&mut draft, period_of(target, None), &at("dated"))));
        bins.push((is_it, bins::bin(&mut draft, &scale_of(target), &number)));
    }
    let empty = draft.literal("");
    let nothing = at("n").is(0);
    let undated = at("dated").is(NONE);
    let all = draft.literal("all");
    let period = case([(nothing, empty.clone()), (undated, all)].into_iter().chain(periods), &empty);
    let bin = case(bins, &Expr::int(0));
    let bin = draft.define("bin", &bin);
    let bin = either(&number.given, &draft.text_of(&bin), &empty);
    let (period, bin) = (draft.define("period", &period), draft.define("bin", &bin));
    let once = dialect.computed_once();
    let kept: Vec<_> =
        columns.iter().filter(|name| !["n", "dated", "given"].contains(&name.as_str())).cloned().collect();
    let used = format!("{}, {} AS period, {} AS bin", kept.join(", "), period.text(), bin.text());
    format!(
        ",\n{},\ncounts AS {once}(SELECT {used} FROM {})",
        draft.tables(chosen(dialect), &used),
        draft.last()
    )
}

/// The last part: rows counted, and where they come from.
fn counted(draft: &Draft, told: &Told<'_>, by: &[String]) -> String {
    let dialect = draft.dialect;
    let keys: Vec<_> = ["kind", "subject", "id", "version", "target", "period"]
        .into_iter()
        .map(str::to_owned)
        .chain(by.iter().cloned())
        .chain(["state", "reason", "bin"].map(str::to_owned))
        .collect();
    let keys = keys.join(", ");
    let total = |column: &str| format!("sum({})", dialect.wide(column));
    let units = format!("{} * {} + {}", total("whole"), dialect.wide(&ONE.to_string()), total("fraction"));
    let mut text = labelled(told, dialect, by);
    let _ = write!(
        text,
        "\nSELECT {keys},\n  {} AS n,\n  {} AS sum",
        dialect.to_text("count(*)"),
        dialect.wide_text(&units)
    );
    for column in TIMES {
        let _ = write!(text, ",\n  {} AS {column}", dialect.wide_text(&total(&format!("counts.{column}"))));
    }
    let empty = dialect.text("");
    let _ = write!(text, ",\n  {empty} AS about\nFROM counts\nGROUP BY {keys}");
    let others = 6 + by.len() + 3 - 1 + 6;
    for row in tail(draft, told) {
        let _ = write!(text, "\nUNION ALL\nSELECT {}", dialect.text(row.kind));
        for place in 0..others {
            let _ = match row.cells.iter().find(|(known, _)| *known == place) {
                Some((_, cell)) => write!(text, ", {cell}"),
                None => write!(text, ", {empty}"),
            };
        }
        let _ = write!(text, ", {}", dialect.text(&row.about));
    }
    text.push_str(dialect.settings());
    text.push('\n');
    text
}

/// A row that is no count.
struct Tail {
    kind: &'static str,
    /// By place behind the kind, in words of the dialect.
    cells: Vec<(usize, String)>,
    about: String,
}

/// Where the counts come from, and the calendars that were loaded.
fn tail(draft: &Draft, told: &Told<'_>) -> Vec<Tail> {
    let dialect: &dyn Dialect = draft.dialect;
    let mut rows = vec![Tail { kind: "origin", cells: Vec::new(), about: about(told) }];
    for relation in draft.relations().iter().filter(|relation| relation.table.is_some()) {
        let (count, sum) = relation.print();
        let numbers: Vec<_> = relation.columns.iter().map(|column| dialect.wide(column)).collect();
        let found = format!(
            "(SELECT {} FROM {})",
            dialect.wide_text(&format!("coalesce(sum({}), 0)", numbers.join(" + "))),
            relation.name
        );
        let rows_found = format!("(SELECT {} FROM {})", dialect.to_text("count(*)"), relation.name);
        let shown = |text: &str| dialect.text(text);
        // Subject, id, period; then what was found behind the groups.
        let behind = 5 + told.by.len();
        rows.push(Tail {
            kind: "calendar",
            cells: vec![
                (0, shown(relation.kind)),
                (1, shown(&relation.calendar)),
                (behind, shown(&count.to_string())),
                (behind + 1, shown(&sum.to_string())),
                (behind + 3, rows_found),
                (behind + 4, found),
            ],
            about: String::new(),
        });
    }
    rows
}

/// What counts must have in common to belong together, as `promise tally` writes it.
fn about(told: &Told<'_>) -> String {
    let zones: Vec<_> = told
        .plan
        .targets()
        .map(|target| {
            let named = told.named(target.number);
            serde_json::json!({
                "kind": named.kind, "id": named.id, "version": named.version, "target": named.place,
                "timezone": target.zone.name(),
            })
        })
        .collect();
    serde_json::json!({
        "version": 1,
        "definitions": told.request.print,
        "time_zones": database_version(),
        "as_of": told.zone.rfc3339(told.as_of).to_string(),
        "timezone": told.zone.name(),
        "commitments": told.request.commitments,
        "by": told.request.by,
        "log": {
            "id": told.log.id.value,
            "timezone": told.plan.zone.name(),
            "timezone_declared": told.log.timezone.is_some(),
        },
        "targets": zones,
    })
    .to_string()
}

/// A row per case and target.
pub(super) fn cases(mut draft: Draft, told: &Told<'_>, from: &str) -> String {
    let draft = &mut draft;
    let is_shown = |judged: &&Judged| {
        !told.request.commitments.is_empty() || told.named(judged.number).kind != kind(SubjectKind::Standard)
    };
    let shown: Vec<_> = told.judged.iter().filter(is_shown).collect();
    let mut choices: Vec<Choice<'_>> =
        ["commitment", "version", "target", "start", "due", "stop", "elapsed", "value", "state", "reason"]
            .map(|name| (name, Vec::new()))
            .into();
    let mut included = Vec::new();
    for judged in &shown {
        let named = told.named(judged.number);
        let outcome = &judged.outcome;
        let (state, reason) = told.marked(draft, judged);
        let instant = |draft: &mut Draft, at: &Expr| {
            let text = either(&at.is(NONE), &draft.literal(""), &draft.text_of(at));
            draft.define("shown", &text)
        };
        let ended = or(["met", "late"].map(|word| state.eq(&draft.literal(word))));
        let (mut took, mut value) = (draft.literal(""), draft.literal(""));
        if let Some(number) = &outcome.number {
            let given = and([number.given.clone(), ended]);
            let told = if number.is_value {
                number::shown(draft, &number.whole, &number.fraction)
            } else {
                draft.text_of(&number.whole)
            };
            let told = either(&given, &told, &draft.literal(""));
            let told = draft.define("shown", &told);
            if number.is_value { value = told } else { took = told }
        }
        let cells = [
            draft.literal(named.id),
            draft.literal(named.version),
            draft.literal(&named.place.to_string()),
            instant(draft, &outcome.start),
            instant(draft, &outcome.due),
            instant(draft, &outcome.stop),
            took,
            value,
            state,
            reason,
        ];
        choices.iter_mut().zip(cells).for_each(|((_, column), cell)| column.push(cell));
        included.push(and([told.columns.stands.clone(), judged.about.clone()]));
    }
    let case = draft.define("case_name", &told.columns.case);
    let every = shown.iter().map(|_| case.clone()).collect();
    choices.insert(0, ("id", every));
    let mut text = paired(draft, from, &choices, &included, 1);
    let _ = writeln!(
        text,
        "\nSELECT {} AS log, id, commitment, version, target, start, due, stop, elapsed, value, state, reason\n\
         FROM {}{}",
        draft.dialect.text(&told.log.id.value),
        chosen(draft.dialect),
        draft.dialect.settings()
    );
    text
}
