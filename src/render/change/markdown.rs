//! For a comment on a pull request: a table with a row for each changed promise, and what changed
//! folded below it. A hidden marker comes first, by which the comment is found to be updated in place.

use super::{Changes, cut};
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
    for line in [compared, changes.summary()].iter().chain(&changes.unread()) {
        page.push_str(&escaped(&cut(line, VALUE * 4)));
        page.push_str("\n\n");
    }
    let all = &changes.diff.changes;
    if !all.is_empty() {
        let _ = writeln!(page, "| {} |\n|{}", words.columns().join(" | "), " --- |".repeat(3));
    }
    let mut rows = all.iter().map(|change| row(changes, change));
    let left = fill(&mut page, TABLE, &mut rows);
    left_out(changes, left, &mut page);
    let mut details = all.iter().map(|change| details(changes, change));
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

fn name(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> String {
    let id = change.subject().map_or("", crate::diff::Subject::id);
    let title = changes.title(change);
    let title = if title.is_empty() { String::new() } else { format!(" {title}") };
    cut(&format!("{id}{title}{}", changes.about(change)), VALUE)
}

fn row(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> String {
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
        lines.extend(effect.witnesses.iter().map(|witness| changes.witness(witness)));
    }
    if let Some((old, new)) = change.files.as_ref().filter(|_| change.kinds.contains(&Kind::Moved)) {
        lines.push(words.files(old, new));
    }
    let lines: Vec<_> = lines.iter().map(|line| escaped(&cut(line, VALUE))).collect();
    let grave = change.kinds.iter().any(|kind| kind.is_weakening());
    let kinds = escaped(&changes.kinds(change));
    let kinds = if grave { format!("**{kinds}**") } else { kinds };
    format!("| {kinds} | {} | {} |\n", escaped(&name(changes, change)), lines.join("<br>"))
}

fn details(changes: &Changes<'_, '_>, change: &SubjectChange<'_>) -> String {
    let words = changes.words();
    let title = format!("{} – {}", name(changes, change), changes.kinds(change));
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
    page.push_str("\n</details>\n");
    page
}

/// Text within an element of HTML.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(['\n', '\r'], " ")
}
