//! Promises in public and at work: the page that customers read and the sheets for staff, as HTML or Markdown.
//!
//! A page is made of blocks that have no format; what it shows was chosen in [`crate::publish`].
//! The page for customers names no owners, standards, cases, clocks or columns of logs: that is for the
//! sheets, which tell of no case and no customer.

mod blocks;
mod document;
mod examples;
mod html;
mod markdown;
mod outcome;
mod plain;
mod promise;
mod sheet;
mod terms;

use super::Language;
use super::wording::publish::{PublishWords, StaffWords};
use crate::calendar::Calendars;
use crate::diff::Side;
use crate::model::{Date, Definitions, Prose};
use crate::publish::{Audience, MakePage, PageFormat, Stamp, services, shown, teams};
use crate::report::Report;
use crate::source::Sources;
use crate::text::words_of_name;
use blocks::Block;
use document::Document;
use sheet::Sheets;
use std::path::Path;

/// What a page tells of the past.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// Nothing: the logs were not read.
    Nothing,
    /// That there are no results: there is no log.
    NoLog,
    /// What the logs say.
    Results(&'a Report),
}

/// Makes pages of definitions.
#[derive(Clone, Copy, Debug)]
pub struct Publisher<'a> {
    /// The definitions.
    pub definitions: &'a Definitions,
    /// The texts that they stand in.
    pub sources: &'a Sources,
    /// Their calendars, compiled.
    pub calendars: &'a Calendars,
    /// The day whose promises are shown.
    pub today: Date,
}

impl Publisher<'_> {
    /// The page that a stamp asks for; `None` for a language that there is not.
    pub fn page(&self, stamp: &Stamp, told: Told<'_>) -> Option<String> {
        let language: Language = stamp.language.parse().ok()?;
        let place = |_: &Path| String::new();
        let side = Side::new(self.definitions, self.sources, self.calendars, &[], &place);
        let words = PublishWords(language);
        let page = Page { side: &side, today: self.today, language, words, told };
        let document = match &stamp.audience {
            Audience::Customers { commitments } => page.for_customers(stamp, commitments),
            Audience::Staff { owner, today } => page.for_staff(stamp, owner.as_deref(), *today),
        };
        let mut out = Vec::new();
        let written = match stamp.format {
            PageFormat::Html => html::write(&document, &mut out),
            PageFormat::Markdown => markdown::write(&document, &mut out),
        };
        // Memory takes all that is written to it.
        written.ok()?;
        String::from_utf8(out).ok()
    }
}

impl MakePage for Publisher<'_> {
    fn make(&self, stamp: &Stamp) -> Option<String> {
        self.page(stamp, Told::Nothing)
    }
}

/// What the parts of a page have in common.
struct Page<'a> {
    side: &'a Side<'a>,
    today: Date,
    language: Language,
    words: PublishWords,
    told: Told<'a>,
}

impl Page<'_> {
    fn for_customers(&self, stamp: &Stamp, ids: &[String]) -> Document {
        let words = self.words;
        let mut head = self.as_of();
        head.push(Block::Text(words.about().to_owned()));
        Document {
            stamp: stamp.to_string(),
            language: self.language,
            title: words.title(),
            listed: 3,
            skip: words.skip(),
            contents: words.contents(),
            head,
            blocks: self.promises(ids),
            foot: words.foot(),
        }
    }

    /// Sheets of what staff must know on the day, with example cases that start on `first` or later.
    fn for_staff(&self, stamp: &Stamp, owner: Option<&str>, first: Date) -> Document {
        let words = StaffWords(self.language);
        let teams = teams(self.side.definitions, self.today, owner);
        let sheets = Sheets { page: self, words, first };
        let mut blocks = Vec::new();
        for (place, team) in teams.iter().enumerate() {
            sheets.sheet(team, &format!("t{place}"), &mut blocks);
        }
        if teams.is_empty() {
            blocks.push(Block::Text(words.no_teams().to_owned()));
        }
        Document {
            stamp: stamp.to_string(),
            language: self.language,
            title: words.title(),
            listed: if teams.len() > 1 { 2 } else { 3 },
            skip: self.words.skip(),
            contents: self.words.contents(),
            head: vec![Block::Text(words.about(&first.to_string()))],
            blocks,
            foot: words.foot(),
        }
    }

    /// The promises, service by service.
    fn promises(&self, ids: &[String]) -> Vec<Block> {
        let services = services(shown(self.side.definitions, self.today, ids));
        let mut blocks = Vec::new();
        let only = services.len() == 1;
        let mut number = 0;
        for (place, service) in services.iter().enumerate() {
            let text = match service.name {
                Some(name) => capitalized(&words_of_name(name)),
                None if only => self.words.all_promises().to_owned(),
                None => self.words.several_services().to_owned(),
            };
            blocks.push(Block::Heading { level: 2, anchor: format!("s{place}"), text });
            for shown in &service.promises {
                self.promise(*shown, &format!("c{number}"), &mut blocks);
                self.results(*shown, &mut blocks);
                number += 1;
            }
        }
        if services.is_empty() {
            blocks.push(Block::Text(self.words.no_promises().to_owned()));
        }
        blocks
    }
}

fn prose(language: Language, prose: &Prose) -> String {
    prose.in_language(language.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + characters.as_str()
}
