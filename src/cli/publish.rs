//! `promise publish`: the page that customers read, the sheets for staff, and whether pages still match their source.

use super::definitions::{self, Loaded};
use super::examine::read_again;
use super::progress::ProgressLine;
use super::replace::write_file;
use super::{Lang, Outcome, output, outputs, time};
use crate::model::{Date, Prose, by_nearness};
use crate::publish::{
    Audience, NotShown, PageFormat, Shown, Stamp, as_of, difference, owners, renewed, shown, teams,
};
use crate::render::publish::Told;
use crate::render::wording::errors::Failure;
use crate::render::wording::publish::PublishWords;
use crate::render::{self, Language};
use crate::report::{AsOf, Query, Report, Run, RunError};
use crate::source::files;
use crate::text::Tongue;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Arguments of `promise publish`.
#[derive(Debug, clap::Args)]
pub(super) struct Publish {
    /// Folders or files of definitions [default: the nearest folder `commitments`]
    paths: Vec<PathBuf>,
    /// Only these commitments
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    commitment: Vec<String>,
    /// Write sheets for staff, one for each owner of commitments: standard, clock, pauses, exceptions, escalation and
    /// when example cases are due
    #[arg(long, conflicts_with_all = ["commitment", "as_of", "without_results"])]
    staff: bool,
    /// With --staff: only the sheet of this owner
    #[arg(long, value_name = "OWNER", requires = "staff")]
    owner: Option<String>,
    /// The language of the page [default: that of the output]
    #[arg(long, value_enum, conflicts_with = "into")]
    language: Option<Lang>,
    /// How to write the page
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the page to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a page for each language of the texts into this folder, such as promises.en.html or staff.en.html
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    into: Option<PathBuf>,
    /// Results count what happened up to then; a date is the end of that day [default: the latest time of the logs]
    #[arg(long, value_name = "TIME", value_parser = time::as_of)]
    as_of: Option<AsOf>,
    /// Leave the results out: the logs are not read
    #[arg(long, conflicts_with = "as_of")]
    without_results: bool,
    /// The day whose promises are shown; example cases start on it or later [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    today: Option<Date>,
    /// Write nothing; exit with 1 if these pages no longer match their source, and show what differs. Results are
    /// compared only with --as-of, where they are of the same time
    #[arg(
        long,
        value_name = "FILE",
        num_args = 1..,
        conflicts_with_all =
            ["commitment", "staff", "owner", "language", "format", "output", "into", "without_results"]
    )]
    check: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Html,
    Markdown,
}

impl Format {
    fn page_format(self) -> PageFormat {
        match self {
            Self::Html => PageFormat::Html,
            Self::Markdown => PageFormat::Markdown,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

impl Publish {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let loaded = match definitions::usable(&self.paths, language)? {
            Ok(loaded) => loaded,
            Err(outcome) => return Ok(outcome),
        };
        let today = self.today.unwrap_or_else(time::today);
        if !self.check.is_empty() {
            return self.check(&loaded, today, language);
        }
        self.all_are_shown(&loaded, today)?;
        let is_silent = self.staff || self.without_results;
        let report = if is_silent { None } else { self.report(&loaded, language)? };
        let told = match &report {
            Some(report) => Told::Results(report),
            None if is_silent => Told::Nothing,
            None => Told::NoLog,
        };
        let page = |language: Language| {
            let stamp = Stamp {
                format: self.format.page_format(),
                language: language.as_str().to_owned(),
                audience: self.audience(today),
            };
            loaded.publisher(today).page(&stamp, told).unwrap_or_default()
        };
        let Some(folder) = &self.into else {
            let page = page(self.language.map_or(language, |asked| output::language(Some(asked))));
            outputs::deliver(self.output.as_deref(), |_, out| Ok(out.write_all(page.as_bytes())?))?;
            return Ok(Outcome::Clean);
        };
        fs::create_dir_all(folder).with_context(|| Failure::NotWritten { path: folder.clone() })?;
        for of_page in self.languages(&loaded, today, language) {
            let name = if self.staff { "staff" } else { "promises" };
            let path = folder.join(format!("{name}.{}.{}", of_page.as_str(), self.format.extension()));
            write_file(&path, |out| Ok(out.write_all(page(of_page).as_bytes())?))?;
            output::note(&PublishWords(language).written(&path.display().to_string()));
        }
        Ok(Outcome::Clean)
    }

    /// Whom the page is for.
    fn audience(&self, today: Date) -> Audience {
        if self.staff {
            Audience::Staff { owner: self.owner.clone(), today }
        } else {
            Audience::Customers { commitments: self.commitment.clone() }
        }
    }

    /// What the page shows.
    fn shown<'l>(&self, loaded: &'l Loaded, today: Date) -> Vec<Shown<'l>> {
        if self.staff {
            let teams = teams(&loaded.definitions, today, self.owner.as_deref());
            teams.into_iter().flat_map(|team| team.commitments).collect()
        } else {
            shown(&loaded.definitions, today, &self.commitment)
        }
    }

    /// Whether customers are told of every commitment that was asked for, and the owner has any.
    fn all_are_shown(&self, loaded: &Loaded, today: Date) -> Result<()> {
        if let Some(owner) = &self.owner
            && self.shown(loaded, today).is_empty()
        {
            let known = by_nearness(owner, owners(&loaded.definitions, today));
            let known = known.into_iter().map(str::to_owned).collect();
            return Err(Failure::NoOwner { owner: owner.clone(), known }.into());
        }
        match NotShown::first(&loaded.definitions, today, &self.commitment) {
            None => Ok(()),
            Some(NotShown::Unknown { id, suggestion }) => {
                Err(RunError::UnknownSubject { id, suggestion }.into())
            }
            Some(NotShown::NotTold { id }) => Err(Failure::NotPublished { id }.into()),
        }
    }

    /// The languages of the texts that are shown, English first; without a text that of the output.
    fn languages(&self, loaded: &Loaded, today: Date, language: Language) -> Vec<Language> {
        let shown = self.shown(loaded, today);
        let texts: Vec<&Prose> = shown.iter().filter_map(|shown| shown.commitment.text.as_ref()).collect();
        let is_in = |language: Language| {
            texts.iter().flat_map(|text| &text.entries).any(|(tag, text)| {
                let tongue = Tongue::of(tag.as_ref().map(|tag| tag.value.as_str()), text);
                (tongue == Tongue::English) == (language == Language::En)
            })
        };
        let mut languages = vec![Language::En, Language::Zh];
        languages.retain(|language| is_in(*language));
        if languages.is_empty() { vec![language] } else { languages }
    }

    /// What the logs say; `None` where there is no log.
    fn report(&self, loaded: &Loaded, language: Language) -> Result<Option<Report>> {
        if !loaded.definitions.has_service_log() {
            return Ok(None);
        }
        let query = Query {
            commitments: self.commitment.clone(),
            as_of: self.as_of,
            threads: std::thread::available_parallelism().ok(),
            ..Query::default()
        };
        let mut run = read_again(|stdin| Run::open(&loaded.definitions, &query, stdin))?;
        let line = ProgressLine::begin(language, false);
        run.tell(&line.progress());
        Ok(Some(Report::collect(run, &query)?))
    }

    fn check(&self, loaded: &Loaded, today: Date, language: Language) -> Result<Outcome> {
        let report = match self.as_of {
            Some(_) => self.report(loaded, language)?,
            None => None,
        };
        let mut target = output::Target::stdout();
        let mut outcome = Outcome::Clean;
        let mut notes = Vec::new();
        for path in &self.check {
            let text = files::read_text(path).with_context(|| Failure::NotRead { path: path.clone() })?;
            let checked = Checked { path, text: &text, report: report.as_ref(), language };
            let publisher = loaded.publisher(today);
            let stamp = Stamp::find(&text).and_then(|found| found.stamp);
            let told = checked.told();
            let made = stamp.and_then(|stamp| publisher.page(&stamp, told));
            let Some(made) = made else { return Err(Failure::NoPage { path: path.clone() }.into()) };
            if let Some(expected) = checked.expected(&made) {
                render::diff::unified(path, &text, &expected, target.look.styled, target.writer())?;
                outcome = Outcome::Found;
            }
            notes.extend(checked.notes(&made));
        }
        target.finish()?;
        for note in &notes {
            output::note(note);
        }
        Ok(outcome)
    }
}

/// A page that is held against its source.
struct Checked<'a> {
    path: &'a Path,
    text: &'a str,
    /// What results are held against, if they are.
    report: Option<&'a Report>,
    language: Language,
}

impl<'a> Checked<'a> {
    /// The as-of of the report.
    fn as_of(&self) -> Option<String> {
        let report = self.report?;
        report.as_of.map(|as_of| report.zone.rfc3339(as_of).to_string())
    }

    /// The report, where the results of the page are of the same time.
    fn told(&self) -> Told<'a> {
        match self.report {
            Some(report) if self.as_of().as_deref() == as_of(self.text) => Told::Results(report),
            _ => Told::Nothing,
        }
    }

    /// What the page should be, if it is something else.
    fn expected(&self, made: &str) -> Option<String> {
        if let Told::Nothing = self.told() {
            return difference(self.text, made).map(|_| renewed(self.text, made));
        }
        (self.text.replace("\r\n", "\n") != made).then(|| made.to_owned())
    }

    fn notes(&self, made: &str) -> Vec<String> {
        let words = PublishWords(self.language);
        let path = self.path.display().to_string();
        let mut notes = Vec::new();
        match self.expected(made) {
            Some(expected) => {
                let lines = self.text.lines().zip(expected.lines());
                let line = lines.take_while(|(found, expected)| found == expected).count() + 1;
                notes.push(words.differs(&path, line));
            }
            None => notes.push(words.matches(&path)),
        }
        if let (Told::Nothing, Some(asked)) = (self.told(), self.as_of()) {
            notes.push(words.other_as_of(&path, as_of(self.text), &asked));
        }
        notes
    }
}
