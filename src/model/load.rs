//! From files to definitions: every file read, every mistake reported.

use super::read::Reader;
use super::{Calendar, Clock, Commitment, Log, Settings, Standard, resolve};
use crate::finding::{Definition, Expected, Finding, Invalid, Kind, codes};
use crate::source::files::{self, FilesError};
use crate::source::{self, Entry, Node, Sources, Spanned, Syntax, SyntaxError, SyntaxErrorKind, Value};
use std::path::PathBuf;

/// All definitions of a folder that could be read.
#[derive(Debug, Default)]
pub struct Definitions {
    /// Commitments, each version apart, in the order of the files.
    pub commitments: Vec<Commitment>,
    /// Standards.
    pub standards: Vec<Standard>,
    /// Clocks.
    pub clocks: Vec<Clock>,
    /// Calendars.
    pub calendars: Vec<Calendar>,
    /// Logs.
    pub logs: Vec<Log>,
    /// Settings.
    pub settings: Settings,
    /// Files that were read, settings included.
    pub files: usize,
    /// Every definition that stands in the files, also those with mistakes.
    pub declared: Vec<(Kind, Spanned<String>)>,
    /// Definitions left out because of mistakes.
    pub unsound: usize,
}

impl Definitions {
    /// The clock of an id.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id.value == id)
    }

    /// The calendar of an id.
    pub fn calendar(&self, id: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.id.value == id)
    }

    /// The standard of an id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.iter().find(|standard| standard.id.value == id)
    }

    /// The versions of a commitment.
    pub fn versions<'d>(&'d self, id: &'d str) -> impl Iterator<Item = &'d Commitment> {
        self.commitments.iter().filter(move |commitment| commitment.id.value == id)
    }

    /// Whether nothing at all is defined.
    pub fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }
}

/// Reads all files and cross-references what they define. `shown` gives the path that users see.
pub fn load(
    sources: &mut Sources,
    paths: &[PathBuf],
    shown: impl Fn(&std::path::Path) -> PathBuf,
) -> Result<(Definitions, Vec<Finding>), FilesError> {
    let mut syntax = Vec::new();
    let mut trees = Vec::new();
    for path in paths {
        let (file, error) = files::read(sources, path, shown(path))?;
        if let Some(error) = error {
            syntax.push(error);
            continue;
        }
        let kind = Syntax::of_path(path).unwrap_or(Syntax::Toml);
        let (tree, errors) = source::parse(sources, file, kind);
        let complete = errors.is_empty();
        syntax.extend(errors);
        let is_settings = path.file_name().is_some_and(|name| name == files::SETTINGS);
        trees.extend(tree.map(|tree| (file, tree, is_settings, complete)));
    }
    let mut reader = Reader { sources, findings: syntax.iter().map(syntax_finding).collect() };
    let mut definitions = Definitions { files: paths.len(), ..Definitions::default() };
    for (file, tree, is_settings, complete) in &trees {
        if *is_settings {
            settings(&mut reader, &mut definitions, *file, tree);
        } else {
            // Where the syntax broke off, the last table is cut: what it lacks is no mistake of its own.
            let before = reader.findings.len();
            read_file(&mut reader, &mut definitions, tree);
            if !complete {
                let kept = reader.findings.split_off(before);
                let cut = |finding: &Finding| matches!(finding.code.code, "DEF003" | "DEF004");
                reader.findings.extend(kept.into_iter().filter(|finding| !cut(finding)));
            }
        }
    }
    let mut findings = reader.findings;
    resolve::check(&definitions, &mut findings);
    Ok((definitions, findings))
}

fn settings(reader: &mut Reader<'_>, definitions: &mut Definitions, file: source::FileId, tree: &Node) {
    if definitions.settings.file.is_some() {
        let span = reader.sources.first_line(tree.span);
        reader.invalid::<()>(span, Invalid::SecondSettings);
    } else if let Some(settings) = Settings::read(reader, file, tree) {
        definitions.settings = settings;
    }
}

const KINDS: [(&str, Kind); 5] = [
    ("commitment", Kind::Commitment),
    ("standard", Kind::Standard),
    ("clock", Kind::Clock),
    ("calendar", Kind::Calendar),
    ("log", Kind::Log),
];

fn read_file(reader: &mut Reader<'_>, definitions: &mut Definitions, tree: &Node) {
    // A file with nothing but comments is an empty one in both syntaxes.
    if tree.value == Value::Null {
        return;
    }
    let Some(mut table) = reader.table("file", tree) else { return };
    for (field, kind) in KINDS {
        let Some(node) = table.node(field) else { continue };
        let Some(items) = reader.sequence(node, Expected::Tables) else { continue };
        for item in items {
            definition(reader, definitions, kind, item);
        }
    }
    table.finish(reader);
}

fn definition(reader: &mut Reader<'_>, definitions: &mut Definitions, kind: Kind, item: &Node) {
    let id = declared_id(item);
    definitions.declared.extend(id.clone().map(|id| (kind, id)));
    let before = reader.findings.len();
    let read = match kind {
        Kind::Commitment => Commitment::read(reader, item).map(|c| definitions.commitments.push(c)),
        Kind::Standard | Kind::StandardOrCommitment => {
            Standard::read(reader, item).map(|s| definitions.standards.push(s))
        }
        Kind::Clock => Clock::read(reader, item).map(|c| definitions.clocks.push(c)),
        Kind::Calendar => Calendar::read(reader, item).map(|c| definitions.calendars.push(c)),
        Kind::Log => Log::read(reader, item).map(|l| definitions.logs.push(l)),
    };
    definitions.unsound += usize::from(read.is_none());
    if let Some(id) = id {
        for finding in &mut reader.findings[before..] {
            finding.definition = Some(id.value.clone());
        }
    }
}

/// The id that stands in a definition, whether or not the rest of it can be read.
fn declared_id(item: &Node) -> Option<Spanned<String>> {
    let Value::Mapping(entries) = &item.value else { return None };
    let Entry { value, .. } = entries.iter().find(|entry| entry.key.value == "id")?;
    match &value.value {
        Value::String(id) => Some(Spanned::new(id.clone(), value.span)),
        _ => None,
    }
}

fn syntax_finding(error: &SyntaxError) -> Finding {
    let code = match error.kind {
        SyntaxErrorKind::DuplicateKey { .. } => &codes::DUPLICATE,
        SyntaxErrorKind::NotUtf8 { .. } => &codes::NOT_UTF8,
        _ => &codes::SYNTAX,
    };
    let finding = Finding::new(code, error.span, Definition::Syntax(error.kind.clone()));
    match &error.kind {
        SyntaxErrorKind::DuplicateKey { first: Some(first), .. } => {
            finding.related(*first, crate::finding::Note::FirstHere)
        }
        SyntaxErrorKind::FullWidthColon => finding.fix(true, error.span, ": "),
        _ => finding,
    }
}
