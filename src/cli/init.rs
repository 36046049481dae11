//! `promise init`: a small folder to start from, complete enough to be checked and reported on.

use super::output::Target;
use super::{Outcome, fmt, time};
use crate::model::{Date, Weekday};
use crate::render::Language;
use crate::render::wording::{Notice, notice};
use crate::source::{Syntax, files};
use anyhow::{Context as _, Result, bail};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Arguments of `promise init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Where to make the folder `commitments` [default: here]
    dir: Option<PathBuf>,
    /// Write the definitions in YAML instead of TOML
    #[arg(long)]
    yaml: bool,
    /// The date from which the starter's dates are reckoned [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    today: Option<Date>,
}

/// The definitions: name without extension, and text.
const DEFINITIONS: [(&str, &str); 3] = [
    ("email", include_str!("starter/email.toml")),
    ("calendar", include_str!("starter/calendar.toml")),
    ("log", include_str!("starter/log.toml")),
];
const SETTINGS: &str = include_str!("starter/promise.toml");
const CASES: &str = include_str!("starter/log.csv");
const LOG: &str = "example-log.csv";

impl Init {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let folder = self.folder();
        let shown = folder.display().to_string();
        if folder.is_dir() && !files::collect(std::slice::from_ref(&folder))?.is_empty() {
            bail!(notice(language, Notice::FolderInUse { folder: &shown }));
        }
        let contents = self.contents(language)?;
        // Nothing is written unless all can be.
        for (name, _) in &contents {
            let path = folder.join(name);
            if path.exists() {
                bail!(notice(language, Notice::FileExists { path: &path.display().to_string() }));
            }
        }
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {shown}"))?;
        let mut target = Target::stdout();
        for (name, content) in &contents {
            let path = folder.join(name);
            create(&path, content)?;
            let path = path.display().to_string();
            writeln!(target.writer(), "{}", notice(language, Notice::Created { path: &path }))?;
        }
        let first = folder.join(&contents[1].0).display().to_string();
        let argument = self.dir.as_ref().map(|_| format!(" {shown}")).unwrap_or_default();
        let next = Notice::NextSteps { commitment: &first, argument: &argument };
        writeln!(target.writer(), "\n{}", notice(language, next))?;
        target.finish()?;
        Ok(Outcome::Clean)
    }

    /// The folder to make: `commitments` in the one named, or that one if this is its name.
    fn folder(&self) -> PathBuf {
        match &self.dir {
            None => PathBuf::from(files::FOLDER),
            Some(dir) if dir.file_name().is_some_and(|name| name == files::FOLDER) => dir.clone(),
            Some(dir) => dir.join(files::FOLDER),
        }
    }

    /// The files by name.
    fn contents(&self, language: Language) -> Result<Vec<(String, String)>> {
        let dates = Dates::of(self.today.unwrap_or_else(time::today));
        let mut contents = vec![(files::SETTINGS.to_owned(), dates.fill(language, SETTINGS))];
        for (name, template) in DEFINITIONS {
            let text = dates.fill(language, template);
            contents.push(if self.yaml {
                (format!("{name}.yaml"), fmt::as_syntax(Path::new(name), text, Syntax::Toml, Syntax::Yaml)?)
            } else {
                (format!("{name}.toml"), text)
            });
        }
        contents.push((LOG.to_owned(), dates.log()));
        Ok(contents)
    }
}

/// Writes a file that is not there yet.
fn create(path: &Path, content: &str) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.with_context(cannot)?.write_all(content.as_bytes()).with_context(cannot)
}

/// The dates of a starter: the promise has been in force since the first of last month, whose cases
/// the log holds.
struct Dates {
    from: Date,
    review: Date,
}

impl Dates {
    fn of(today: Date) -> Self {
        let this_month = today.plus_days(1 - i32::try_from(today.day()).unwrap_or(1));
        let from = this_month.minus_months(1).unwrap_or(this_month);
        Self { from, review: today.plus_months(6).unwrap_or(today) }
    }

    /// The text of a template in one language: lines `#en …` and `#zh …` are comments in it.
    fn fill(&self, language: Language, template: &str) -> String {
        let own = format!("#{} ", language.as_str());
        let mut text = String::new();
        for line in template.lines() {
            if let Some(comment) = line.strip_prefix(&own) {
                text.extend(["# ", comment, "\n"]);
            } else if !line.starts_with("#en ") && !line.starts_with("#zh ") {
                text.extend([line, "\n"]);
            }
        }
        let year = self.from.year();
        text.replace("{FROM}", &self.from.to_string())
            .replace("{REVIEW}", &self.review.to_string())
            .replace("{YEAR}", &year.to_string())
            .replace("{NEXT_YEAR}", &(year + 1).to_string())
    }

    /// Ten invented cases, one on each of the month's first days from Monday to Friday.
    fn log(&self) -> String {
        let (header, cases) = CASES.split_once('\n').unwrap_or((CASES, ""));
        let saturday = Weekday::parse("sat");
        let days = (0..31).map(|day| self.from.plus_days(day)).filter(|day| Some(day.weekday()) < saturday);
        let mut log = format!("{header}\n");
        for (case, day) in cases.lines().zip(days) {
            log.extend([case.replace("{DAY}", &day.to_string()).as_str(), "\n"]);
        }
        log
    }
}
