//! What changed between two sets of definitions, in every format: a function of the comparison alone.

mod customer;
mod json;
mod json_tried;
mod markdown;
mod text;
mod tried;
mod tried_words;
mod words;

pub use customer::customer;
pub(super) use customer::{
    asked as asked_of_staff, duration as duration_for_customers, of_version,
    promised as promised_to_customers,
};
pub use json::json;
pub use markdown::{MARKER, markdown};
pub use text::text;

use super::Language;
use super::wording::instants;
use crate::calendar::{Due, Instant, Zone};
use crate::clock::SubjectKind;
use crate::diff::backtest::Backtest;
use crate::diff::{Diff, Effect, Kind, Side, SubjectChange, Witness};
use crate::source::Span;
use std::path::Path;
use words::ChangeWords;

/// A comparison with what it takes to show it.
#[derive(Clone, Copy)]
pub struct Changes<'a, 'd> {
    /// The comparison.
    pub diff: &'a Diff<'d>,
    /// Its sides.
    pub sides: [&'a Side<'d>; 2],
    /// What the sides are called; `None` for the working tree.
    pub names: [Option<&'a str>; 2],
    /// The path of a file as it is shown, of each side.
    pub paths: [&'a dyn Fn(&Path) -> String; 2],
    /// What the changes would have done to the cases of logs, if that was tried.
    pub backtest: Option<&'a Backtest>,
    /// The language.
    pub language: Language,
}

impl<'d> Changes<'_, 'd> {
    fn words(&self) -> ChangeWords {
        ChangeWords(self.language)
    }

    fn name(&self, side: usize) -> &str {
        self.names[side].unwrap_or(self.words().working_tree())
    }

    /// The path, line and column of a place on a side.
    fn place(&self, side: usize, span: Span) -> (String, usize, usize) {
        let sources = self.sides[side].sources;
        let start = sources.start(span);
        ((self.paths[side])(sources.file(span.file).path()), start.line, start.column)
    }

    /// Where a subject stands: on the new side, else where it stood.
    fn place_of(&self, change: &SubjectChange<'d>) -> Option<(String, usize, usize)> {
        let new = change.new.map(|new| self.place(1, new.place()));
        new.or_else(|| change.old.map(|old| self.place(0, old.place())))
    }

    /// The kinds there are, each with how many changes are of it.
    fn counts(&self) -> Vec<(Kind, usize)> {
        let count =
            |kind: Kind| self.diff.changes.iter().filter(|change| change.kinds.contains(&kind)).count();
        Kind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
    }

    fn summary(&self) -> String {
        self.words().summary(&self.counts(), self.diff.unchanged)
    }

    /// What could not be read on either side.
    fn unread(&self) -> Vec<String> {
        let sides = self.diff.unread.iter().enumerate().filter(|(_, files)| !files.is_empty());
        let told = |(side, files): (usize, &Vec<crate::source::FileId>)| {
            self.words().unread(side == 0, &self.files(side, files).join(", "))
        };
        sides.map(told).collect()
    }

    fn files(&self, side: usize, files: &[crate::source::FileId]) -> Vec<String> {
        files.iter().map(|file| (self.paths[side])(self.sides[side].sources.file(*file).path())).collect()
    }

    /// The title of a subject, if it has one.
    fn title<'t>(&self, change: &'t SubjectChange<'d>) -> &'t str {
        let title = change.subject().and_then(crate::diff::Subject::title);
        title.map_or("", |title| title.in_language(self.language.as_str()))
    }

    /// Status, version and the like of a subject.
    fn about(&self, change: &SubjectChange<'d>) -> String {
        let words = self.words();
        let mut about = Vec::new();
        let Some(subject) = change.subject() else { return String::new() };
        match subject.kind() {
            SubjectKind::Commitment => {
                about.extend(subject.status().map(|status| words.status(status).to_owned()));
            }
            SubjectKind::Standard => about.push(words.standard().to_owned()),
        }
        let version = subject.version();
        match change.old.filter(|_| change.is_next_version) {
            Some(old) => about.push(words.next_version(&version, &old.version())),
            None if version != "1" => about.push(words.version(&version)),
            None => {}
        }
        if !change.backs.is_empty() {
            about.push(words.backs(&change.backs.join(words.separator())));
        }
        words.about(&about)
    }

    fn kinds(&self, change: &SubjectChange<'d>) -> String {
        let words = self.words();
        change.kinds.iter().map(|kind| words.kind(*kind)).collect::<Vec<_>>().join(words.separator())
    }

    /// What is to be said of an effect besides its fields.
    fn notes(&self, effect: &Effect<'d>) -> Vec<String> {
        let words = self.words();
        let mut notes = Vec::new();
        if let (Some(target), false) = (effect.targets.1.or(effect.targets.0), effect.names_target()) {
            notes.push(words.target(&crate::diff::target_in_one_line(target)));
        }
        if !effect.case.is_empty() {
            notes.push(words.for_case(&self.case(effect)));
        }
        notes.extend(effect.witnesses.iter().map(|witness| self.witness(witness)));
        notes.extend(effect.reason.map(|reason| words.reason(reason).to_owned()));
        notes.extend(effect.years.map(|years| words.years(years)));
        notes
    }

    /// A case, as far as conditions look at it: `priority = urgent`.
    fn case(&self, effect: &Effect<'d>) -> String {
        let words = self.words();
        let value =
            |value: &str| if value.is_empty() { words.missing().to_owned() } else { value.to_owned() };
        let entry = |(name, found): &(String, String)| format!("{name} = {}", value(found));
        effect.case.iter().map(entry).collect::<Vec<_>>().join(words.separator())
    }

    fn witness(&self, witness: &Witness) -> String {
        let due = |due: Option<Due>| {
            due.map_or(self.words().never().to_owned(), |due| self.due(&witness.zone, due))
        };
        let start = self.instant(&witness.zone, witness.start);
        self.words().witness(witness.ahead, &start, &due(witness.new), &due(witness.old))
    }

    fn due(&self, zone: &Zone, due: Due) -> String {
        instants::due(self.language, zone, due)
    }

    fn instant(&self, zone: &Zone, instant: Instant) -> String {
        instants::instant(self.language, zone, instant)
    }
}

/// A text that is no longer than so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
