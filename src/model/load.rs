//! From files to definitions: every file read, every mistake reported.

use super::read::Reader;
use super::{
    Calendar, Clock, Commitment, EventRef, Log, Settings, Share, Standard, Suppression, resolve, suppression,
};
use crate::finding::{Definition, Expected, Finding, Invalid, Kind, Note, codes};
use crate::source::files::{self, FilesError, ReadContent};
use crate::source::{
    self, Entry, FileId, Node, Sources, Span, Spanned, Syntax, SyntaxError, SyntaxErrorKind, Value,
};
use crate::text::Duration;
use foldhash::{HashMap, HashMapExt as _};
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
    /// Comments that allow findings.
    pub suppressions: Vec<Suppression>,
    /// Files that were read, settings included.
    pub files: usize,
    /// Every definition that stands in the files, also those with mistakes.
    pub declared: Vec<(Kind, Spanned<String>)>,
    /// Definitions left out because of mistakes.
    pub unsound: usize,
    places: Places,
}

impl Definitions {
    /// The clock of an id.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.get(*self.places.clocks.get(id)?)
    }

    /// Whether a name is the end of a clock, of which conditions test presence alone.
    pub fn is_clock_end(&self, name: &str) -> bool {
        let names = |end: &EventRef| end.events.iter().any(|event| event.value == name);
        self.clocks.iter().any(|clock| names(&clock.start) || names(&clock.stop))
    }

    /// The calendar of an id.
    pub fn calendar(&self, id: &str) -> Option<&Calendar> {
        self.calendars.get(*self.places.calendars.get(id)?)
    }

    /// The standard of an id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.standards.get(*self.places.standards.get(id)?)
    }

    /// The versions of a commitment.
    pub fn versions(&self, id: &str) -> impl Iterator<Item = &Commitment> {
        let places = self.places.commitments.get(id).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.commitments.get(*place))
    }

    /// Whether there is a log of cases or events, beside the answers to surveys.
    pub fn has_service_log(&self) -> bool {
        self.logs.iter().any(|log| log.survey.is_none())
    }

    /// Whether nothing at all is defined.
    pub fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }
}

/// Where each id stands in the lists, so that following a reference does not search them.
#[derive(Debug, Default)]
struct Places {
    clocks: HashMap<String, usize>,
    calendars: HashMap<String, usize>,
    standards: HashMap<String, usize>,
    commitments: HashMap<String, Vec<usize>>,
}

impl Places {
    fn new(definitions: &Definitions) -> Self {
        let mut places = Self {
            clocks: by_id(definitions.clocks.iter().map(|clock| &clock.id)),
            calendars: by_id(definitions.calendars.iter().map(|calendar| &calendar.id)),
            standards: by_id(definitions.standards.iter().map(|standard| &standard.id)),
            commitments: HashMap::with_capacity(definitions.commitments.len()),
        };
        for (place, commitment) in definitions.commitments.iter().enumerate() {
            places.commitments.entry(commitment.id.value.clone()).or_default().push(place);
        }
        places
    }
}

/// The place of each id; of one that comes twice the first.
fn by_id<'d>(
    ids: impl DoubleEndedIterator<Item = &'d Spanned<String>> + ExactSizeIterator,
) -> HashMap<String, usize> {
    ids.enumerate().rev().map(|(place, id)| (id.value.clone(), place)).collect()
}

/// Reads all files from the disk and cross-references what they define. `shown` gives the path that
/// users see.
pub fn load(
    sources: &mut Sources,
    paths: &[PathBuf],
    shown: impl Fn(&std::path::Path) -> PathBuf,
) -> Result<(Definitions, Vec<Finding>), FilesError> {
    load_from(sources, paths, shown, &files::content)
}

/// The same, where the files are read by `content`.
pub fn load_from(
    sources: &mut Sources,
    paths: &[PathBuf],
    shown: impl Fn(&std::path::Path) -> PathBuf,
    content: ReadContent<'_>,
) -> Result<(Definitions, Vec<Finding>), FilesError> {
    let mut files = Vec::new();
    for path in paths {
        let (file, error) = files::read(sources, path, shown(path), content)?;
        let is_settings = path.file_name().is_some_and(|name| name == files::SETTINGS);
        files.push((file, Syntax::of_path(path).unwrap_or(Syntax::Toml), is_settings, error));
    }
    let mut load = Load {
        reader: Reader::new(sources),
        definitions: Definitions { files: paths.len(), ..Definitions::default() },
        findings: Vec::new(),
        broken: Vec::new(),
    };
    // One tree at a time: a tree takes many times the memory of its text.
    for (file, syntax, is_settings, error) in files {
        match error {
            Some(error) => load.unreadable(file, &error),
            None => load.file(file, syntax, is_settings),
        }
    }
    let Load { reader, mut definitions, mut findings, .. } = load;
    findings.extend(resolve::check(&reader.links, sources));
    definitions.declared = reader.links.declared;
    definitions.places = Places::new(&definitions);
    Ok((definitions, findings))
}

struct Load<'a> {
    reader: Reader<'a>,
    definitions: Definitions,
    findings: Vec<Finding>,
    /// The syntax errors of the file that is being read.
    broken: Vec<Broken>,
}

/// A syntax error, as seen from the definitions of its file.
struct Broken {
    /// First byte of the definition that it stands in; none above the first.
    definition: Option<u32>,
    /// Whether fields may be cut off, or stand where they do not belong.
    cut: bool,
}

impl Load<'_> {
    fn unreadable(&mut self, file: FileId, error: &SyntaxError) {
        self.reader.links.unread.push(file);
        self.findings.push(syntax_finding(self.reader.sources, error));
    }

    fn file(&mut self, file: FileId, syntax: Syntax, is_settings: bool) {
        let (tree, errors) = source::parse(self.reader.sources, file, syntax);
        self.broken = broken(tree.as_ref(), &errors);
        if !errors.is_empty() {
            self.reader.links.unread.push(file);
        }
        // An empty file, or one with nothing but comments, defines nothing in both syntaxes.
        if let Some(tree) = tree.as_ref().filter(|tree| tree.value != Value::Null) {
            if is_settings { self.settings(file, tree) } else { self.top(tree) }
        }
        let suppressions = suppression::read(&mut self.reader, file, syntax, tree.as_ref());
        self.definitions.suppressions.extend(suppressions);
        let mut mistakes = self.reader.take_findings();
        // The value that a syntax error leaves behind is no mistake of its own.
        let left_behind = |span: Span| {
            let touches = |error: &SyntaxError| error.span.start <= span.end && span.start <= error.span.end;
            errors.iter().filter(|error| !is_whole(&error.kind)).any(touches)
        };
        mistakes.retain(|finding| !left_behind(finding.span));
        let sources = self.reader.sources;
        self.findings.extend(errors.iter().map(|error| syntax_finding(sources, error)));
        self.findings.append(&mut mistakes);
    }

    fn settings(&mut self, file: FileId, tree: &Node<'_>) {
        if self.definitions.settings.file.is_some() {
            let span = self.reader.sources.first_line(tree.span);
            self.reader.invalid::<()>(span, Invalid::SecondSettings);
        } else if let Some(settings) = Settings::read(&mut self.reader, file, tree) {
            self.definitions.settings = settings;
        }
    }

    fn top(&mut self, tree: &Node<'_>) {
        // What stands outside of definitions is where a broken header leaves its fields.
        self.reader.cut = self.broken.iter().any(|error| error.cut);
        let Some(mut table) = self.reader.table("file", tree) else { return };
        let mut lists = Vec::new();
        for (field, kind) in KINDS {
            let Some(node) = table.node(field) else { continue };
            // Behind a broken header TOML's recovery takes `[[standard]]` for `[standard]`.
            if self.reader.cut && matches!(node.value, Value::Mapping(_)) {
                lists.push((kind, std::slice::from_ref(node)));
                continue;
            }
            lists.extend(self.reader.sequence(node, Expected::Tables).map(|items| (kind, items)));
        }
        table.finish(&mut self.reader);
        for (kind, items) in lists {
            for item in items {
                self.definition(kind, item);
            }
        }
        self.reader.cut = false;
    }

    /// Reads a definition. One with a mistake is left out: a field that could not be read must not
    /// be taken for one that is not there.
    fn definition(&mut self, kind: Kind, item: &Node<'_>) {
        let Self { reader, definitions, broken, .. } = self;
        let errors = || broken.iter().filter(|error| error.definition == Some(item.span.start));
        let id = declared_id(item);
        reader.cut = errors().any(|error| error.cut);
        reader.links.declared.extend(id.clone().map(|id| (kind, id)));
        reader.within = id.map(|id| id.value.into());
        let (before, whole) = (reader.mistakes, errors().next().is_none());
        let sound = |reader: &Reader<'_>| whole && reader.mistakes == before;
        let kept = match kind {
            Kind::Commitment => {
                let read = Commitment::read(reader, item);
                keep(&mut definitions.commitments, read, sound(reader))
            }
            Kind::Standard | Kind::StandardOrCommitment => {
                let read = Standard::read(reader, item);
                keep(&mut definitions.standards, read, sound(reader))
            }
            Kind::Clock => {
                let read = Clock::read(reader, item);
                keep(&mut definitions.clocks, read, sound(reader))
            }
            Kind::Calendar => {
                let read = Calendar::read(reader, item);
                keep(&mut definitions.calendars, read, sound(reader))
            }
            Kind::Log => {
                let read = Log::read(reader, item);
                keep(&mut definitions.logs, read, sound(reader))
            }
        };
        definitions.unsound += usize::from(!kept);
        reader.within = None;
    }
}

fn keep<T>(list: &mut Vec<T>, read: Option<T>, sound: bool) -> bool {
    let kept = read.filter(|_| sound);
    let is_kept = kept.is_some();
    list.extend(kept);
    is_kept
}

const KINDS: [(&str, Kind); 5] = [
    ("commitment", Kind::Commitment),
    ("standard", Kind::Standard),
    ("clock", Kind::Clock),
    ("calendar", Kind::Calendar),
    ("log", Kind::Log),
];

/// Which definition each syntax error stands in: the last that begins before it.
fn broken(tree: Option<&Node<'_>>, errors: &[SyntaxError]) -> Vec<Broken> {
    let mut starts: Vec<_> = match tree {
        Some(tree) if !errors.is_empty() => items(tree).map(|item| item.span.start).collect(),
        _ => Vec::new(),
    };
    starts.sort_unstable();
    let place = |error: &SyntaxError| {
        let before = starts.partition_point(|start| *start <= error.span.start);
        before.checked_sub(1).and_then(|last| starts.get(last)).copied()
    };
    let one = |error: &SyntaxError| Broken { definition: place(error), cut: !keeps_fields(&error.kind) };
    errors.iter().map(one).collect()
}

/// Whether every field around such an error is still read, in its place.
fn keeps_fields(kind: &SyntaxErrorKind) -> bool {
    matches!(kind, SyntaxErrorKind::NoValue | SyntaxErrorKind::SecondDocument) || is_whole(kind)
}

/// Whether even the value at the error is read as it was meant.
fn is_whole(kind: &SyntaxErrorKind) -> bool {
    matches!(kind, SyntaxErrorKind::Unquoted(_) | SyntaxErrorKind::DuplicateKey { .. })
}

/// The definitions of a file; what stands where a list of them should is taken for one.
pub(super) fn items<'n>(tree: &'n Node<'n>) -> impl Iterator<Item = &'n Node<'n>> {
    let entries = if let Value::Mapping(entries) = &tree.value { entries.as_slice() } else { &[] };
    let lists = entries.iter().filter(|entry| KINDS.iter().any(|(kind, _)| *kind == entry.key.value));
    lists.flat_map(|entry| match &entry.value.value {
        Value::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(&entry.value),
    })
}

/// The id that stands in a definition, whether or not the rest of it can be read.
pub(super) fn declared_id(item: &Node<'_>) -> Option<Spanned<String>> {
    let Value::Mapping(entries) = &item.value else { return None };
    let Entry { value, .. } = entries.iter().find(|entry| entry.key.value == "id")?;
    match &value.value {
        Value::String(id) => Some(Spanned::new(id.to_string(), value.span)),
        _ => None,
    }
}

/// The finding of a syntax error.
pub fn syntax_finding(sources: &Sources, error: &SyntaxError) -> Finding {
    let code = match error.kind {
        SyntaxErrorKind::DuplicateKey { .. } => &codes::DUPLICATE,
        SyntaxErrorKind::NotUtf8 { .. } => &codes::NOT_UTF8,
        _ => &codes::SYNTAX,
    };
    let finding = Finding::new(code, error.span, Definition::Syntax(error.kind.clone()));
    match &error.kind {
        SyntaxErrorKind::DuplicateKey { first: Some(first), .. } => finding.related(*first, Note::FirstHere),
        SyntaxErrorKind::Unquoted(text) => {
            // Only of a duration or a share is it certain that it was meant as it stands.
            let certain = Duration::parse(text).is_ok() || Share::parse(text).is_some();
            let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            finding.fix(certain, error.span, quoted)
        }
        SyntaxErrorKind::FullWidthColon => {
            let behind = sources.file(error.span.file).text().get(error.span.range().end..);
            let has_space = behind.is_some_and(|rest| rest.starts_with([' ', '\n', '\r']));
            finding.fix(true, error.span, if has_space { ":" } else { ": " })
        }
        _ => finding,
    }
}
