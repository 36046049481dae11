//! Findings that are no news: those of a baseline, and those that an earlier revision had.

use super::definitions::Loaded;
use super::examine::{Examination, Examined};
use super::revisions::{content_of, definitions_of, logs_of_work_tree, repository, shown};
use super::{output, outputs, replace};
use crate::check::Selection;
use crate::check::baseline::{Baseline, BaselineError, LeftOut};
use crate::finding::Identity;
use crate::git::{GitError, Repository};
use crate::model::Date;
use crate::render::{Language, Root, wording};
use crate::source::{Sources, Span};
use anyhow::{Context as _, Result, anyhow};
use std::path::{Path, PathBuf};

/// Options about findings that are known.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct KnownOptions {
    /// Leave out the findings that this file holds
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the findings to this file, to be left out from now on
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since"])]
    write_baseline: Option<PathBuf>,
    /// Leave out the findings that this revision of git had, and compare with it
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

/// What is known before a check.
pub(super) struct Before {
    /// The definitions of the revision, for rules about changes.
    pub(super) revision: Option<Loaded>,
    since: Option<Since>,
    baseline: Option<Baseline>,
    root: Root,
}

struct Since {
    name: String,
    findings: Baseline,
    /// Paths are counted from the root of the repository, whatever leads to them.
    repository: Repository,
}

impl KnownOptions {
    /// Reads the baseline and the revision.
    pub(super) fn before(
        &self,
        roots: &[PathBuf],
        (selection, today): (&Selection, Date),
        language: Language,
    ) -> Result<Before> {
        let baseline = self.baseline.as_deref().map(|path| read_baseline(path, language)).transpose()?;
        let mut before = Before { revision: None, since: None, baseline, root: outputs::root()? };
        if let Some(name) = &self.since {
            let told = |error: GitError| anyhow!(error.in_language(language));
            let repository = repository(roots).map_err(told)?;
            let mut revision = repository.revision(name).map_err(told)?;
            let paths = definitions_of(&mut revision, &repository, roots).map_err(told)?;
            let examination = Examination { selection, today, before: None, logs: false, as_of: None };
            let content = |path: &Path| content_of(&revision, path);
            let Examined { mut loaded, outcome, .. } = examination.run(&paths, &content)?;
            let path = |span: Span| shown(loaded.sources.file(span.file).path());
            let findings = Baseline::of(&outcome, &loaded.sources, path);
            before.since = Some(Since { name: name.clone(), findings, repository: repository.clone() });
            logs_of_work_tree(&mut loaded, &repository)?;
            before.revision = Some(loaded);
        }
        Ok(before)
    }

    /// Writes the baseline, if that is asked for; what it holds is known from then on.
    pub(super) fn write(&self, examined: &Examined, before: &mut Before, language: Language) -> Result<bool> {
        let Some(path) = &self.write_baseline else { return Ok(false) };
        let sources = &examined.loaded.sources;
        let baseline = Baseline::of(&examined.outcome, sources, |span| before.path(sources, span));
        replace::write_file(path, |out| Ok(write!(out, "{baseline}")?))?;
        output::note(&wording::known::written(language, baseline.len(), &path.display().to_string()));
        before.baseline = Some(baseline);
        Ok(true)
    }
}

impl Before {
    /// Takes out of a check what is known.
    pub(super) fn sift(&self, examined: &mut Examined, selection: &Selection) {
        let Examined { loaded, outcome, .. } = examined;
        let sources = &loaded.sources;
        if let Some(baseline) = &self.baseline {
            let (findings, mut stale) = baseline.sift(outcome, sources, |span| self.path(sources, span));
            let read: Vec<_> = sources.files().map(|(_, file)| self.root.path(file.path())).collect();
            // A definition with a mistake hides its findings; nothing is known to be mended.
            let hidden = outcome.unsound > 0;
            stale.retain(|known| !hidden && self.was_looked_for(known, &read, outcome, selection));
            outcome.left_out.push(LeftOut::Baseline { findings, stale });
        }
        if let Some(Since { name, findings: revision, repository }) = &self.since {
            let path = |span: Span| {
                let path = sources.file(span.file).path();
                repository.path(path).map_or_else(|| shown(path), |path| shown(&path))
            };
            let (findings, _) = revision.sift(outcome, sources, path);
            outcome.left_out.push(LeftOut::Revision { name: name.clone(), findings });
        }
    }

    fn path(&self, sources: &Sources, span: Span) -> String {
        self.root.path(sources.file(span.file).path())
    }

    /// Whether a finding would have been made if it were still there: its rule ran, and its file was
    /// read or is gone.
    fn was_looked_for(
        &self,
        known: &Identity,
        read: &[String],
        outcome: &crate::check::Outcome,
        selection: &Selection,
    ) -> bool {
        let code = crate::check::entry(&known.code).map(|entry| entry.code);
        let ran = code.is_none_or(|code| {
            selection.includes(code) && !outcome.skipped.iter().any(|(skipped, _)| *skipped == code)
        });
        ran && (read.contains(&known.path) || !self.root.file(&known.path).exists())
    }
}

fn read_baseline(path: &Path, language: Language) -> Result<Baseline> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| match language {
        Language::En => format!("cannot read the baseline {shown} (`--write-baseline {shown}` writes it)"),
        Language::Zh => format!("无法读取基线 {shown}（用 `--write-baseline {shown}` 生成）"),
    })?;
    Baseline::parse(&text).map_err(|error| match (language, error) {
        (Language::En, BaselineError::Malformed(why)) => anyhow!("{shown} is no baseline: {why}"),
        (Language::Zh, BaselineError::Malformed(why)) => anyhow!("{shown} 不是基线文件：{why}"),
        (Language::En, BaselineError::Version(version)) => {
            anyhow!("{shown} is a baseline of version {version}, which this program does not read")
        }
        (Language::Zh, BaselineError::Version(version)) => {
            anyhow!("{shown} 是第 {version} 版的基线，本程序不能读取")
        }
    })
}
