//! `promise diff`: what a change of the definitions means.

use super::backtest::BacktestOptions;
use super::definitions::{self, Loaded};
use super::revisions::{content_of, definitions_of, logs_of_work_tree, repository, shown};
use super::{Outcome, output, outputs, time};
use crate::diff::{self, Kind, Options};
use crate::git::{GitError, Repository, Revision};
use crate::model::Date;
use crate::render::change::{Changes, customer, json, markdown, text};
use crate::render::{Language, Root};
use crate::source::Syntax;
use crate::source::files::{self, Content};
use anyhow::{Result, anyhow};
use std::path::{Path, PathBuf};

/// Arguments of `promise diff`.
#[derive(Debug, clap::Args)]
pub(super) struct DiffCommand {
    /// A revision of git or two, then folders or files; or two folders or files to compare
    /// [default: the merge base with the main branch, and the nearest folder `commitments`]
    #[arg(value_name = "REV[..REV]|PATH")]
    arguments: Vec<PathBuf>,
    /// Folders or files of definitions, never revisions
    #[arg(last = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to show the changes
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the changes to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Say in plain words what changes for customers, in English and Chinese
    #[arg(long)]
    customer: bool,
    /// Exit with 1 if there is a change of one of these kinds
    #[arg(long, value_enum, value_name = "KINDS", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    /// The date whose year is looked at where neither calendars nor versions name one [default: the
    /// system's date]
    #[arg(long, value_name = "DATE", value_parser = time::date)]
    today: Option<Date>,
    #[command(flatten)]
    tries: BacktestOptions,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Withdrawn,
    Loosened,
    Mixed,
    Narrowed,
    Undecided,
    StatusChanged,
    Tightened,
    Widened,
    Added,
    Reworded,
    Moved,
}

impl FailOn {
    fn kind(self) -> Kind {
        match self {
            Self::Withdrawn => Kind::Withdrawn,
            Self::Loosened => Kind::Loosened,
            Self::Mixed => Kind::Mixed,
            Self::Narrowed => Kind::Narrowed,
            Self::Undecided => Kind::Undecided,
            Self::StatusChanged => Kind::StatusChanged,
            Self::Tightened => Kind::Tightened,
            Self::Widened => Kind::Widened,
            Self::Added => Kind::Added,
            Self::Reworded => Kind::Reworded,
            Self::Moved => Kind::Moved,
        }
    }
}

/// What is compared with what.
enum Compared {
    /// A folder or file with another.
    Paths([PathBuf; 2]),
    /// A revision with another or the work tree; without one, the merge base with the main branch.
    Revisions { named: Option<String>, paths: Vec<PathBuf> },
}

/// One side as it was read.
struct Read {
    loaded: Loaded,
    /// What it is called; `None` for the work tree.
    name: Option<String>,
    /// How the paths of its files are counted.
    paths: Paths,
}

/// How paths are counted from the top of a side.
enum Paths {
    /// From the root of the repository already.
    OfRevision,
    /// From here, within a repository.
    OfWorkTree(Repository),
    /// From here, below a folder; of a file there is only one.
    Below(PathBuf),
}

impl DiffCommand {
    pub(super) fn run(&self, language: Language) -> Result<Outcome> {
        let (old, new) = match self.compared() {
            Compared::Paths([old, new]) => (of_path(&old)?, of_path(&new)?),
            Compared::Revisions { named, paths } => of_revisions(named.as_deref(), &paths, language)?,
        };
        if old.loaded.is_empty() && new.loaded.is_empty() {
            output::note(&definitions::none_found(&self.paths, language));
            return Ok(Outcome::NoDefinitions);
        }
        let root = outputs::root()?;
        let places = [&old, &new].map(|read| move |path: &Path| read.paths.below_top(path));
        let sides = [old.loaded.side(&places[0]), new.loaded.side(&places[1])];
        let options = Options { today: self.today.unwrap_or_else(time::today) };
        let diff = diff::compare(&sides[0], &sides[1], options);
        let backtest = self.tries.backtest([&sides[0], &sides[1]], &diff)?;
        let is_markdown = self.format == Format::Markdown;
        let paths = [&old, &new].map(|read| {
            let root = is_markdown.then_some(&root);
            move |path: &Path| read.paths.shown(path, root)
        });
        let changes = Changes {
            diff: &diff,
            sides: [&sides[0], &sides[1]],
            names: [old.name.as_deref(), new.name.as_deref()],
            paths: [&paths[0], &paths[1]],
            backtest: backtest.as_ref(),
            language,
        };
        outputs::deliver(self.output.as_deref(), |look, out| {
            let options = look.text_options(language);
            match self.format {
                Format::Json => json(&changes, self.customer, out)?,
                format if self.customer => customer(&changes, format == Format::Markdown, out)?,
                Format::Text => text(&changes, options, out)?,
                Format::Markdown => markdown(&changes, out)?,
            }
            Ok(())
        })?;
        let fails = self.fail_on.iter().any(|kind| diff.has(kind.kind()));
        Ok(if fails { Outcome::Found } else { Outcome::Clean })
    }

    /// What the arguments mean: the first is a revision unless there is a path of that name.
    fn compared(&self) -> Compared {
        let mut paths = self.arguments.clone();
        let named = match paths.as_slice() {
            [first, ..] if !first.exists() => Some(paths.remove(0).to_string_lossy().into_owned()),
            [old, new] if self.paths.is_empty() && new.exists() => {
                return Compared::Paths([old.clone(), new.clone()]);
            }
            _ => None,
        };
        paths.extend(self.paths.iter().cloned());
        Compared::Revisions { named, paths }
    }
}

impl Read {
    fn new(
        paths: &[PathBuf],
        content: files::ReadContent<'_>,
        name: Option<String>,
        of: Paths,
    ) -> Result<Self> {
        Ok(Self { loaded: definitions::read(paths, content)?, name, paths: of })
    }
}

impl Paths {
    fn below_top(&self, path: &Path) -> String {
        match self {
            Self::OfRevision => shown(path),
            Self::OfWorkTree(repository) => {
                shown(&repository.place(path).unwrap_or_else(|| path.to_path_buf()))
            }
            Self::Below(top) => shown(path.strip_prefix(top).unwrap_or(path)),
        }
    }

    /// The path that users see: from here, or from the root of the checkout.
    fn shown(&self, path: &Path, root: Option<&Root>) -> String {
        match (self, root) {
            (Self::OfRevision, _) | (_, None) => shown(path),
            (_, Some(root)) => root.path(path),
        }
    }
}

fn of_path(path: &Path) -> Result<Read> {
    let roots = definitions::roots(&[path.to_path_buf()])?.unwrap_or_default();
    let top = roots.first().cloned().unwrap_or_default();
    Read::new(&files::collect(&roots)?, &files::content, Some(shown(path)), Paths::Below(top))
}

fn of_revisions(named: Option<&str>, paths: &[PathBuf], language: Language) -> Result<(Read, Read)> {
    let told = |error: GitError| anyhow!(error.in_language(language));
    let roots = definitions::roots(paths)?.unwrap_or_else(|| vec![PathBuf::from(files::FOLDER)]);
    let repository = repository(&roots).map_err(told)?;
    let (old_name, old, new) = range(&repository, named).map_err(told)?;
    let mut before = repository.revision(&old).map_err(told)?;
    let mut now = new.as_deref().map(|name| repository.revision(name)).transpose().map_err(told)?;
    let new_paths = match &mut now {
        Some(revision) => definitions_of(revision, &repository, &roots).map_err(told)?,
        None => files::collect(&roots.iter().filter(|root| root.exists()).cloned().collect::<Vec<_>>())?,
    };
    let placed: Vec<_> = match now {
        Some(_) => new_paths.clone(),
        None => new_paths.iter().filter_map(|path| repository.place(path)).collect(),
    };
    let mut old_paths = definitions_of(&mut before, &repository, &roots).map_err(told)?;
    let moved = moved_here(&before, now.as_ref(), &placed, &old_paths).map_err(told)?;
    old_paths.extend(moved);
    old_paths.sort();
    let content = |path: &Path| content_of(&before, path);
    let mut old = Read::new(&old_paths, &content, Some(old_name), Paths::OfRevision)?;
    logs_of_work_tree(&mut old.loaded, &repository)?;
    let new = match &now {
        Some(revision) => {
            let content = |path: &Path| -> std::io::Result<Content> { content_of(revision, path) };
            let mut new = Read::new(&new_paths, &content, new, Paths::OfRevision)?;
            logs_of_work_tree(&mut new.loaded, &repository)?;
            new
        }
        None => Read::new(&new_paths, &files::content, None, Paths::OfWorkTree(repository.clone()))?,
    };
    Ok((old, new))
}

/// What the old side is called, its revision and that of the new side; without the latter it is the
/// work tree.
fn range(repository: &Repository, named: Option<&str>) -> Result<(String, String, Option<String>), GitError> {
    let head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let Some(named) = named else {
        let (main, base) = repository.main_base()?;
        return Ok((format!("{main} ({})", base.get(..8).unwrap_or(&base)), base, None));
    };
    if let Some((one, other)) = named.split_once("...") {
        let (one, other) = (head(one), head(other));
        let base = repository.merge_base(&one, &other)?;
        return Ok((format!("{one} ({})", base.get(..8).unwrap_or(&base)), base, Some(other)));
    }
    Ok(match named.split_once("..") {
        Some((old, new)) => (head(old), head(old), Some(head(new))),
        None => (named.to_owned(), named.to_owned(), None),
    })
}

/// Where files stood before that were moved to the paths of the new side: those that git finds, and
/// those that are gone and have the name of one that came.
fn moved_here(
    before: &Revision<'_>,
    now: Option<&Revision<'_>>,
    placed: &[PathBuf],
    known: &[PathBuf],
) -> Result<Vec<PathBuf>, GitError> {
    let come: Vec<_> = placed.iter().filter(|path| !known.contains(path)).collect();
    if come.is_empty() {
        return Ok(Vec::new());
    }
    let gone = before.gone(now)?.into_iter().filter(|gone| match &gone.new {
        Some(new) => come.contains(&new),
        None => come.iter().any(|path| path.file_name() == gone.old.file_name()),
    });
    let mut moved: Vec<_> = gone.map(|gone| gone.old).collect();
    moved.retain(|path| Syntax::of_path(path).is_some() && !known.contains(path));
    Ok(moved)
}
