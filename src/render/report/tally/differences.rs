//! Where the counts of two tally files differ, a line each.

use super::kind;
use crate::clock::Roster;
use crate::model::Period;
use crate::render::Language;
use crate::render::wording::tally;
use crate::report::{CountDiffers, period_of};
use std::io::Write;

/// Lines that are shown.
const SHOWN: usize = 20;

/// Writes the first differences, and how many there are.
pub fn differences(
    differences: &[CountDiffers],
    (roster, period): (&Roster<'_>, Option<Period>),
    language: Language,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if differences.is_empty() {
        return writeln!(out, "{}", tally::same(language));
    }
    for difference in differences.iter().take(SHOWN) {
        let Some((number, subject, version, target)) =
            roster.each().find(|(number, ..)| *number == difference.target)
        else {
            continue;
        };
        let place = number - version.first_target + 1;
        let mut key = vec![difference.period.label(period_of(target, period))];
        key.extend(difference.by.iter().map(|value| format!("\"{value}\"")));
        let target = (kind(subject.kind), subject.id, version.name.as_str(), place);
        writeln!(out, "{}", tally::differs(language, target, &key, &difference.field, difference.found))?;
    }
    if differences.len() > SHOWN {
        writeln!(out, "{}", tally::more(language, differences.len() - SHOWN))?;
    }
    Ok(())
}
