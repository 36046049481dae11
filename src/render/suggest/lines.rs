//! What text and Markdown show alike: the rows of both tables and what stands around them.

use super::definition::Proposed;
use super::words::Words;
use crate::report::suggest::{
    Amount, Class, LimitRow, ShareRow, SubjectSuggestions, Suggestible, Suggestions, TargetSuggestions,
    Tightest,
};

/// A table: its headings and rows.
pub(super) struct Table {
    pub(super) headings: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
pub(super) enum Row {
    /// A cell for each heading.
    Cells(Vec<String>),
    /// What stands first, and why there is nothing else.
    Without(String, String),
}

/// A class in lines.
pub(super) struct Shown {
    /// The values of its attributes; empty where there is one class.
    pub(super) name: String,
    /// How its cases stand.
    pub(super) cases: String,
    pub(super) tables: Vec<Table>,
    /// What the figures mean.
    pub(super) notes: Vec<String>,
    /// What is proposed, and the definition of it.
    pub(super) definition: Option<(String, String)>,
}

/// A class of a target in lines.
pub(super) fn class(
    words: Words,
    suggestions: &Suggestions,
    (kind, subject): (&'static str, &SubjectSuggestions),
    target: &TargetSuggestions,
    class: &Class,
) -> Shown {
    let by: Vec<_> =
        suggestions.by.iter().map(String::as_str).zip(class.by.iter().map(String::as_str)).collect();
    let name: Vec<_> = by.iter().map(|(name, value)| format!("{name} = {}", words.value(value))).collect();
    let has_staff = class.shares.iter().any(|row| row.staff.is_some());
    let tables = [shares(words, class, target, has_staff), limits(words, class)];
    let mut notes = Vec::new();
    notes.extend(has_staff.then(|| words.staff_note().to_owned()));
    let proposed = class.proposal.map(|proposal| Proposed {
        target: &target.target,
        proposal,
        kind,
        by,
        text: subject.text.as_ref(),
    });
    let definition = proposed.map(|proposed| {
        let limit = proposed.proposal.limit.map(|limit| limit.in_definition(words.tongue()));
        (words.paste(proposed.proposal.share, limit.as_deref()), proposed.toml(words))
    });
    if definition.is_none() && !matches!(target.suggestible, Suggestible::Nothing(_)) {
        notes.push(words.nothing_to_paste().to_owned());
    }
    Shown {
        name: printable(&name.join(", ")),
        cases: words.cases(class.counts),
        tables: tables.into_iter().flatten().collect(),
        notes,
        definition,
    }
}

/// Why a target gets no limit, or nothing at all.
pub(super) fn why_not(words: Words, suggestible: Suggestible) -> Option<&'static str> {
    match suggestible {
        Suggestible::Limit(..) => None,
        Suggestible::Percentile(..) => Some(words.percentile()),
        Suggestible::Share(why) => Some(words.share_only(why)),
        Suggestible::Nothing(why) => Some(words.nothing(why)),
    }
}

/// A text of a log without what a terminal would obey.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn shares(words: Words, class: &Class, target: &TargetSuggestions, has_staff: bool) -> Option<Table> {
    let [share, limit, write, met, low, staff] = words.share_columns();
    let mut headings = vec![share, limit, write, met, low];
    headings.extend(has_staff.then_some(staff));
    let rows: Vec<_> = class
        .shares
        .iter()
        .map(|row| {
            let name = match target.terms.statistic {
                Some(kind) => crate::render::report::statistic(kind),
                None => marked(row.share.to_string(), row.is_promised),
            };
            share_row(words, class, row, (name, has_staff))
        })
        .collect();
    (!rows.is_empty()).then_some(Table { headings, rows })
}

fn share_row(words: Words, class: &Class, row: &ShareRow, (name, has_staff): (String, bool)) -> Row {
    let without = |why: String| Row::Without(name.clone(), why);
    match row.tightest {
        Tightest::Limit { exact, written, met, decided, low } => {
            let mut cells = vec![
                name,
                words.exact(exact),
                written.in_definition(words.tongue()),
                words.of(met, decided),
                percent(low),
            ];
            cells.extend(has_staff.then(|| row.staff.map_or_else(dash, |staff| staff.to_string())));
            Row::Cells(cells)
        }
        Tightest::TooFew { needs } => without(words.too_few(needs, class.cases)),
        Tightest::Every => without(words.every().to_owned()),
        Tightest::Unreached => without(words.unreached().to_owned()),
    }
}

fn limits(words: Words, class: &Class) -> Option<Table> {
    let headings = words.limit_columns().to_vec();
    let row = |row: &LimitRow| {
        let limit = row.limit.map_or_else(|| words.as_it_is().to_owned(), |limit| in_words(words, limit));
        Row::Cells(vec![
            marked(limit, row.is_promised),
            words.of(row.met, row.decided),
            row.low.map_or_else(dash, percent),
            row.share.map_or_else(dash, |share| share.to_string()),
        ])
    };
    let rows: Vec<_> = class.limits.iter().map(row).collect();
    (!rows.is_empty()).then_some(Table { headings, rows })
}

fn in_words(words: Words, limit: Amount) -> String {
    limit.in_definition(words.tongue())
}

/// What is promised now has a star.
fn marked(text: String, is_promised: bool) -> String {
    if is_promised { text + " *" } else { text }
}

/// Two decimals, cut and not rounded: what is supported must not look like more.
fn percent(low: f64) -> String {
    format!("{:.2}%", (low * 10_000.0).floor() / 100.0)
}

fn dash() -> String {
    "–".to_owned()
}
