//! A folder of definitions for one test: files in, findings out.

use promise::check::{self, Context, Outcome, Selection};
use promise::finding::Finding;
use promise::model::{self, Date, Definitions};
use promise::render::text::Options;
use promise::render::{self, Language};
use promise::source::{Sources, files};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A rule on words, two on fields, one on two definitions, one on parts, and wrong references.
const ONE_OF_EACH_KIND: &[&str] = &["CLR001", "CLR013", "TIM001", "CON012", "FLX002", "CON011"];

/// A folder that is deleted with the value.
pub(crate) struct Folder {
    path: PathBuf,
}

/// What a check of a folder gave.
pub(crate) struct Checked {
    pub(crate) sources: Sources,
    pub(crate) definitions: Definitions,
    pub(crate) outcome: Outcome,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let name = format!("promise-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// A file with this text; an empty first line is for the layout of the test.
    pub(crate) fn file(self, name: &str, text: &str) -> Self {
        self.bytes(name, text.strip_prefix('\n').unwrap_or(text).as_bytes())
    }

    pub(crate) fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn load(&self) -> (Sources, Definitions, Vec<Finding>) {
        let mut sources = Sources::default();
        let paths = files::collect(std::slice::from_ref(&self.path)).unwrap();
        let shown = |path: &std::path::Path| path.strip_prefix(&self.path).unwrap().to_path_buf();
        let (definitions, reading) = model::load(&mut sources, &paths, shown).unwrap();
        (sources, definitions, reading)
    }

    /// Checks with the given codes selected (none: one rule of each kind), as of 2026-11-21. Tests of
    /// how findings are shown must not change with every new rule.
    pub(crate) fn check(&self, select: &[&str]) -> Checked {
        let select = if select.is_empty() { ONE_OF_EACH_KIND } else { select };
        let (sources, definitions, reading) = self.load();
        let today = Date::parse("2026-11-21").unwrap();
        let context = Context::new(&definitions, &sources, today);
        let outcome = check::run(&context, reading, &Selection::new(select, &[]).unwrap());
        Checked { sources, definitions, outcome }
    }

    /// Mistakes of form and wrong references must read like this, at 80 columns.
    pub(crate) fn finds(&self, expected: &str) {
        let text = self.check(&["CON011"]).text(Language::En, 80);
        // What can be fixed is for the tests of fixes.
        let lines: Vec<_> = text.lines().filter(|line| !line.contains(" can be fixed with --")).collect();
        let text = lines.join("\n");
        assert!(text.trim() == expected.trim(), "found:\n{text}\nexpected:\n{expected}");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.path).ok();
    }
}

impl Checked {
    pub(crate) fn text(&self, language: Language, width: usize) -> String {
        let options = Options { language, width, styled: false };
        let mut out = Vec::new();
        render::text::check(&self.outcome, &self.sources, options, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        // Editors cut spaces at line ends.
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn json(&self, language: Language) -> String {
        let mut out = Vec::new();
        render::json::check(&self.outcome, &self.sources, language, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// `path:line:column code` of every finding.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |finding: &Finding| {
            let (at, file) = (self.sources.start(finding.span), self.sources.file(finding.span.file));
            format!("{}:{}:{} {}", file.path().display(), at.line, at.column, finding.code.code)
        };
        self.outcome.findings.iter().map(place).collect()
    }

    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.outcome.findings.iter().map(|finding| finding.code.code).collect()
    }
}
