//! For a comment on a pull request: a table with a row for each changed promise, and what changed
//! folded below it. A hidden marker comes first, by which the comment is found to be updated in place.

use super::{Changes, cut};
use crate::diff::backtest::SubjectTried;
use crate::diff::{Kind, SubjectChange};
use crate::render::markdown::escaped;
use std::fmt::Write as _;
use std::io::{self, Write};

/// The first line of a comment.
pub const MARKER: &str = "<!-- promise diff -->";

/// Bytes of a comment that are filled at most; GitHub takes 65,536 characters.
const ROOM: usize = 64_000;
/// Bytes that the table may take of them.
const TABLE: usize = 24_000;
/// Characters of a value that are shown at most.
const VALUE: usize = 600;

/// Writes a comparison as Markdown.
pub fn markdown(changes: &Changes<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let words = changes.words();
    let mut page = format!("{MARKER}\n## promise diff\n\n");
    let compared = words.compared(changes.name(0), changes.name(1));
    let told = [changes.backtest_lines(), changes.unread()].concat();
    for line in [compared, changes.summary()].iter().chain(&told) {
        page.push_str(&escaped(&cut(line, VALUE * 4)));
        page.push_str("\n\n");
    }
    let all = &changes.diff.changes;
    if !all.is_empty() {
        let _ = writeln!(page, "| {} |\n|{}", words.columns().join(" | "), " --- |".repeat(3));
    }
    let mut rows = all.iter().enumerate().map(|(place, change)| row(changes, change, changes.tried(place)));
    let left = fill(&mut page, TABLE, &mut rows);
    left_out(changes, left, &mut page);
    let mut details =
        all.iter().enumerate().map(|(place, change)| details(changes, change, changes.tried(place)));
    let left = fill(&mut page, ROOM, &mut details);
    left_out(changes, left, &mut page);
    out.write_all(page.as_bytes())
}

/// Adds parts as long as there is room; gives how many are left.
fn fill(page: &mut String, room: usize, parts: &mut dyn Iterator<Item = String>) -> usize {
    let mut left = 0;
    for part in parts {
        if left > 0 || page.len() + part.len() > room {
            left += 1;
        } else {
            page.push_str(&part);
        }
    }
    left
}

fn left_out(changes: &Changes<'_, '_>, count: usize, page: &mut String) {
    if count > 0 {
        let _ = writeln!(page, "\n{}", escaped(&changes.words().left_out(count)));
    }
}

fn id<'c>(change: &'c SubjectChange<'_>) -> &'c str {
    change.subject().map_or("", crate::diff::Subject::id)
}

/// Title, status, version and the like.
fn title(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> String {
    cut(format!("{}{}", changes.title(change), changes.about(change)).trim(), VALUE)
}

fn row(changes: &Changes<'_, '_>, change: &SubjectChange<'_>, tried: Option<&SubjectTried>) -> String {
    let words = changes.words();
    // What is gravest comes first; words that changed are not worth a line beside it.
    let worth = |effect: &&crate::diff::Effect<'_>| {
        effect.kind != Kind::Reworded || change.kinds.first() == Some(&Kind::Reworded)
    };
    let mut lines = Vec::new();
    let mut shown: &[crate::diff::FieldChange] = &[];
    for effect in change.effects.iter().filter(worth).take(4) {
        let is_same = std::mem::replace(&mut shown, &effect.fields) == effect.fields;
        let fields = effect.fields.iter().filter(|_| !is_same).take(3).map(|field| {
            let value =
                |value: &Option<String>| value.as_ref().map_or("–".to_owned(), |value| cut(value, 120));
            format!(
                "{}: {}",
                words.field(&field.field),
                words.compared(&value(&field.old), &value(&field.new))
            )
        });
        lines.extend(fields);
        lines.extend(effect.witnesses.iter().map(|witness| words.example(&changes.witness(witness))));
    }
    if let Some((old, new)) = change.files.as_ref().filter(|_| change.kinds.contains(&Kind::Moved)) {
        lines.push(words.files(old, new));
    }
    let mut lines: Vec<_> = lines.iter().map(|line| escaped(&cut(line, VALUE))).collect();
    lines.extend(tried.map(|tried| in_short(changes, tried)));
    let grave = change.kinds.iter().any(|kind| kind.is_weakening());
    let kinds = escaped(&changes.kinds(change));
    let kinds = if grave { format!("**{kinds}**") } else { kinds };
    let name = format!("**{}** {}", escaped(id(change)), escaped(&title(changes, change)));
    format!("| {kinds} | {name} | {} |\n", lines.join("<br>"))
}

/// What a change would have done, for who has ten seconds.
fn in_short(changes: &Changes<'_, '_>, tried: &SubjectTried) -> String {
    let mut parts = vec![changes.flips_in_short(tried)];
    if tried.targets.iter().flatten().flatten().any(|side| !side.report.periods.is_empty()) {
        parts.push(changes.verdicts_in_short(tried));
        parts.extend(changes.owed_in_short(tried));
    }
    let words = changes.words();
    let said = escaped(&cut(&parts.join(words.semicolon()), VALUE * 2));
    words.said(&format!("**{}**", words.backtest()), &said)
}

/// Bytes that the cases of one way to flip may take.
const CASES: usize = 8_000;

/// The periods of every target, then the cases that flip.
fn backtest(changes: &Changes<'_, '_>, tried: &SubjectTried) -> String {
    let words = changes.words();
    let mut page = format!("\n**{}**", escaped(words.backtest()));
    for note in changes.tried_notes(tried) {
        let _ = write!(page, "\n\n*{}*", escaped(&note));
    }
    page.push('\n');
    for target in changes.target_lines(tried).iter().filter(|target| !target.rows.is_empty()) {
        let note = target.note.as_ref().map_or(String::new(), |note| format!(" ({note})"));
        let _ = writeln!(page, "\n{}\n", escaped(&format!("{}{note}", target.terms)));
        let _ = writeln!(page, "| {} |\n|{}", words.period_columns().join(" | "), " --- |".repeat(3));
        for row in &target.rows {
            let _ = writeln!(page, "| {} |", row.each_ref().map(|cell| escaped(cell)).join(" | "));
        }
    }
    let _ = writeln!(page, "\n{}", escaped(&changes.flips_in_short(tried)));
    let flips = changes.flip_lines(tried);
    for flip in flips.iter().filter(|flip| !flip.cases.is_empty()) {
        let heading = flip.heading(flips.len()).map(|heading| format!("{}\n\n", escaped(&heading)));
        let _ = write!(page, "\n{}", heading.unwrap_or_default());
        let room = page.len() + CASES;
        let mut cases = flip.cases.iter().map(|case| format!("- {}\n", escaped(&cut(case, VALUE))));
        let left = fill(&mut page, room, &mut cases);
        left_out(changes, left, &mut page);
    }
    page.extend(changes.owed_in_short(tried).map(|owed| format!("\n{}\n", escaped(&owed))));
    page
}

fn details(changes: &Changes<'_, '_>, change: &SubjectChange<'_>, tried: Option<&SubjectTried>) -> String {
    let words = changes.words();
    let title = format!("{} {} – {}", id(change), title(changes, change), changes.kinds(change));
    let mut page = format!("\n<details><summary>{}</summary>\n\n", html(&title));
    if let Some((path, line, _)) = changes.place_of(change) {
        let _ = writeln!(page, "{}:{line}\n", escaped(&path));
    }
    for effect in &change.effects {
        let names: Vec<_> = effect.fields.iter().map(|field| words.field(&field.field)).collect();
        let names = escaped(&names.join(words.separator()));
        let _ = writeln!(page, "- **{}** {names}", escaped(words.kind(effect.kind)));
        for field in &effect.fields {
            let value = |value: &Option<String>| value.as_ref().map(|value| escaped(&cut(value, VALUE)));
            page.extend(value(&field.old).map(|old| format!("  - ~~{old}~~\n")));
            page.extend(value(&field.new).map(|new| format!("  - {new}\n")));
        }
        page.extend(
            changes.notes(effect).iter().map(|note| format!("  - *{}*\n", escaped(&cut(note, VALUE)))),
        );
    }
    page.extend(tried.map(|tried| backtest(changes, tried)));
    page.push_str("\n</details>\n");
    page
}

/// Text within an element of HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(['\n', '\r'], " ")
}
