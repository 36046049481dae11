//! Applying fixes: in memory first, read again and compared, then written or shown.

use super::examine::{Examination, Examined};
use super::known::Before;
use super::output::{self, Target};
use super::replace;
use crate::check::fix::{Pass, Seen, pass};
use crate::finding::Finding;
use crate::render::wording::errors::Failure;
use crate::render::{self, Language, wording};
use crate::source::edit;
use crate::source::files::{self, Content};
use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Fixes that overlap need a pass each; one that needs more than this waits for the next run.
const PASSES: usize = 10;

/// Options about fixes.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct FixOptions {
    /// Apply the fixes that certainly keep the meaning
    #[arg(long)]
    fix: bool,
    /// Apply also the fixes that should be looked at
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what the fixes would change, and write nothing; exit with 1 if that is anything
    #[arg(long)]
    diff: bool,
}

/// What is needed to check again.
pub(super) struct Again<'a> {
    pub(super) examination: &'a Examination<'a>,
    pub(super) paths: &'a [PathBuf],
    pub(super) before: &'a Before,
}

/// A folder with fixes.
struct Fixed {
    examined: Examined,
    /// What was found before findings that are known were taken out.
    seen: Seen,
    texts: BTreeMap<PathBuf, Changed>,
    fixes: usize,
    /// Files that their fixes would not make better.
    left_alone: BTreeSet<PathBuf>,
}

#[derive(Clone)]
struct Changed {
    before: String,
    after: String,
}

impl FixOptions {
    /// Whether there is anything to do.
    pub(super) fn are_wanted(self) -> bool {
        self.fix || self.unsafe_fixes || self.diff
    }

    /// Whether the changes are shown and not made.
    pub(super) fn only_show(self) -> bool {
        self.diff
    }

    /// Applies the fixes of what was found, and gives what is left to find.
    pub(super) fn apply(self, again: &Again<'_>, language: Language) -> Result<Applied> {
        let mut fixed = again.start()?;
        for _ in 0..PASSES {
            if !fixed.step(again, self.unsafe_fixes)? {
                break;
            }
        }
        let Fixed { examined, mut texts, fixes, left_alone, .. } = fixed;
        texts.retain(|_, text| text.before != text.after);
        for path in &left_alone {
            output::note(&wording::known::left_alone(language, &path.display().to_string()));
        }
        if self.diff {
            show(&texts)?;
        } else {
            write(&texts, language)?;
        }
        if !texts.is_empty() {
            output::note(&wording::known::fixed(language, fixes, texts.len(), !self.diff));
        }
        Ok(Applied { examined, changes: !texts.is_empty() })
    }
}

/// What came of fixes.
pub(super) struct Applied {
    /// What is left to find.
    pub(super) examined: Examined,
    /// Whether a file changes.
    pub(super) changes: bool,
}

impl Again<'_> {
    fn start(&self) -> Result<Fixed> {
        let texts = BTreeMap::new();
        let (examined, seen) = self.check(&texts)?;
        Ok(Fixed { examined, seen, texts, fixes: 0, left_alone: BTreeSet::new() })
    }

    /// Checks the folder with texts in the place of those on the disk.
    fn check(&self, texts: &BTreeMap<PathBuf, Changed>) -> Result<(Examined, Seen)> {
        let content = |path: &Path| -> io::Result<Content> {
            texts.get(path).map_or_else(|| files::content(path), |text| Ok(Content::of(&text.after)))
        };
        let mut examined = self.examination.run(self.paths, &content)?;
        let seen = Seen::new(&examined.outcome, &examined.loaded.sources);
        self.before.sift(&mut examined, self.examination.selection);
        Ok((examined, seen))
    }
}

impl Fixed {
    /// Applies what can be applied in one pass, all files together or else one by one; whether
    /// anything changed.
    fn step(&mut self, again: &Again<'_>, with_unsafe: bool) -> Result<bool> {
        let all = self.pass(with_unsafe, |_| true);
        if all.fixes == 0 {
            return Ok(false);
        }
        if self.improve(again, &all)? {
            return Ok(true);
        }
        let of = |finding: &Finding, fixed: &Self| fixed.path(finding).to_path_buf();
        let files: BTreeSet<_> =
            self.examined.outcome.findings.iter().map(|finding| of(finding, self)).collect();
        let mut improved = false;
        for file in files {
            let pass = self.pass(with_unsafe, |path| path == file);
            if pass.fixes == 0 {
                continue;
            }
            if self.improve(again, &pass)? {
                improved = true;
            } else {
                self.left_alone.insert(file);
            }
        }
        Ok(improved)
    }

    /// The fixes of the findings in some of the files.
    fn pass(&self, with_unsafe: bool, wanted: impl Fn(&Path) -> bool) -> Pass {
        let is_wanted = |finding: &&Finding| {
            let path = self.path(finding);
            wanted(path) && !self.left_alone.contains(path)
        };
        pass(self.examined.outcome.findings.iter().filter(is_wanted), with_unsafe)
    }

    fn path(&self, finding: &Finding) -> &Path {
        self.examined.loaded.sources.file(finding.span.file).path()
    }

    /// Makes the edits of a pass, unless the folder would not be better for them.
    fn improve(&mut self, again: &Again<'_>, pass: &Pass) -> Result<bool> {
        let mut texts = self.texts.clone();
        for (file, edits) in &pass.edits {
            let source = self.examined.loaded.sources.file(*file);
            let Ok(after) = edit::apply(source.text(), edits) else { return Ok(false) };
            let before = source.text().to_owned();
            let text =
                texts.entry(source.path().to_path_buf()).or_insert(Changed { before, after: String::new() });
            text.after = after;
        }
        let (examined, seen) = again.check(&texts)?;
        if !self.seen.is_worse_than(&seen) {
            return Ok(false);
        }
        self.fixes += pass.fixes;
        (self.examined, self.seen, self.texts) = (examined, seen, texts);
        Ok(true)
    }
}

/// Writes a unified diff on standard output, with paths as they are from here.
fn show(texts: &BTreeMap<PathBuf, Changed>) -> Result<()> {
    let mut target = Target::stdout();
    for (path, text) in texts {
        render::diff::unified(path, &text.before, &text.after, target.look.styled, target.writer())?;
    }
    target.finish()
}

/// Writes the files, after looking that all of them can be.
fn write(texts: &BTreeMap<PathBuf, Changed>, language: Language) -> Result<()> {
    for (path, text) in texts {
        let shown = path.display();
        let there = std::fs::read(path).with_context(|| Failure::NotRead { path: path.clone() })?;
        if there != text.before.as_bytes() {
            bail!(match language {
                Language::En => format!("{shown} has changed since it was read; nothing was written"),
                Language::Zh => format!("{shown} 在读取之后又被改动；没有写入任何文件"),
            });
        }
        if std::fs::metadata(path).is_ok_and(|there| there.permissions().readonly()) {
            return Err(anyhow!(match language {
                Language::En => format!("{shown} is read-only; nothing was written"),
                Language::Zh => format!("{shown} 是只读文件；没有写入任何文件"),
            }));
        }
    }
    for (path, text) in texts {
        replace::write_file(path, |out| Ok(out.write_all(text.after.as_bytes())?))?;
    }
    Ok(())
}
