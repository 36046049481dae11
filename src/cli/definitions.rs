//! Finding and loading the definitions that a command works on.

use super::{Outcome, output};
use crate::calendar::Calendars;
use crate::diff::{Place, Side};
use crate::finding::{Finding, Level};
use crate::model::{self, Date, Definitions};
use crate::render::Language;
use crate::render::publish::Publisher;
use crate::render::wording::errors::Failure;
use crate::source::files::{self, ReadContent};
use crate::source::{Sources, fingerprint};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};

/// The definitions of a command, with what was found while reading them.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    pub(super) definitions: Definitions,
    pub(super) findings: Vec<Finding>,
    pub(super) calendars: Calendars,
}

impl Loaded {
    /// What it is as one side of a comparison, with paths counted by `place`.
    pub(super) fn side<'d>(&'d self, place: Place<'d>) -> Side<'d> {
        Side::new(&self.definitions, &self.sources, &self.calendars, &self.findings, place)
    }

    /// What makes pages of it, for a day.
    pub(super) fn publisher(&self, today: Date) -> Publisher<'_> {
        let Self { definitions, sources, calendars, .. } = self;
        Publisher { definitions, sources, calendars, today }
    }

    /// A print of all that the definitions say, the files of holidays included, wherever they stand.
    pub(super) fn fingerprint(&self) -> Result<String> {
        let holidays = self
            .definitions
            .calendars
            .iter()
            .filter_map(|calendar| Some(calendar.folder.join(&calendar.holidays.as_ref()?.value)));
        let mut texts = holidays
            .map(|path| files::read_text(&path).with_context(|| Failure::NotRead { path }))
            .collect::<Result<Vec<_>>>()?;
        texts.extend(self.sources.files().map(|(_, file)| file.text().to_owned()));
        texts.sort_unstable();
        Ok(fingerprint(texts.iter().flat_map(|text| text.bytes().chain([0]))))
    }

    /// Whether nothing is defined, not even with mistakes.
    pub(super) fn is_empty(&self) -> bool {
        self.definitions.is_empty() && self.findings.is_empty()
    }

    /// Whether a mistake keeps the definitions from being used.
    pub(super) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }
}

/// Loads the paths given, or the nearest folder. `None` where there is nothing to load.
pub(super) fn load(paths: &[PathBuf]) -> Result<Option<Loaded>> {
    let Some(roots) = roots(paths)? else { return Ok(None) };
    let loaded = read(&files::collect(&roots)?, &files::content)?;
    Ok(Some(loaded).filter(|loaded| !loaded.is_empty()))
}

/// The definitions of these paths, if they are there and without mistakes; else what to end with, after
/// saying why.
pub(super) fn usable(paths: &[PathBuf], language: Language) -> Result<Result<Loaded, Outcome>> {
    let Some(loaded) = load(paths)? else {
        output::note(&none_found(paths, language));
        return Ok(Err(Outcome::NoDefinitions));
    };
    if loaded.has_errors() {
        super::check::show_mistakes(&loaded, language)?;
        return Ok(Err(Outcome::Failed));
    }
    Ok(Ok(loaded))
}

/// The folders and files to work on: the paths given, or the nearest folder if there is one.
pub(super) fn roots(paths: &[PathBuf]) -> Result<Option<Vec<PathBuf>>> {
    if !paths.is_empty() {
        return Ok(Some(paths.iter().map(|path| inside(path)).collect()));
    }
    let here = std::env::current_dir().context(Failure::NoCurrentFolder)?;
    Ok(nearest(&here).map(|folder| vec![folder]))
}

/// Reads definitions, from wherever `content` takes them.
pub(super) fn read(paths: &[PathBuf], content: ReadContent<'_>) -> Result<Loaded> {
    let mut sources = Sources::default();
    let (definitions, mut findings) = model::load_from(&mut sources, paths, Path::to_path_buf, content)?;
    let text = |path: &Path| content(path)?.into_text();
    let (calendars, mistakes) = Calendars::compile(&definitions, &text);
    findings.extend(mistakes);
    findings.extend(crate::log::validate(&definitions));
    Ok(Loaded { sources, definitions, findings, calendars })
}

/// A folder that holds a folder of definitions stands for it: `promise check .` reads no `Cargo.toml`.
fn inside(path: &Path) -> PathBuf {
    let folder = path.join(files::FOLDER);
    if folder.is_dir() { folder } else { path.to_path_buf() }
}

/// The nearest folder of definitions, as a path from here.
fn nearest(here: &Path) -> Option<PathBuf> {
    let folder = files::nearest_folder(here)?;
    if here == folder {
        return Some(PathBuf::from("."));
    }
    if let Ok(below) = folder.strip_prefix(here) {
        return Some(below.to_path_buf());
    }
    let parent = folder.parent()?;
    let up = here.strip_prefix(parent).ok()?.components().count();
    let mut path: PathBuf = std::iter::repeat_n("..", up).collect();
    path.push(files::FOLDER);
    Some(path)
}

/// Says that there are no definitions.
pub(super) fn none_found(paths: &[PathBuf], language: Language) -> String {
    Failure::NoDefinitions { paths: paths.to_vec() }.in_language(language)
}
