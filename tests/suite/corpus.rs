//! How well the rules read prose, measured on restated charters of many trades in English and
//! Chinese (`tests/corpus`): the findings that a careful reader expects against those of `check`.
//!
//! Of the entries that were written first, a hash of the id puts one into the half that rules may be
//! developed on or into the half that is only measured. The entries under `blind` and `fresh` came after
//! the rules, from people who had not seen them; those under `blind` were looked at once they had been
//! measured. Those under `fresh` were measured together and then halved by the same hash: one half may be
//! looked at, the other may not. Misses and false alarms are printed only for what may be looked at:
//! `cargo test corpus -- --nocapture`. The half that nobody has looked at is not even measured unless
//! `PROMISE_CORPUS=blind` asks for it: rules that are mended until its totals are good have seen it.

use crate::command::{Folder, root};
use promise::check::{self, Context, Selection};
use promise::finding::Finding;
use promise::model::{self, Date};
use promise::source::Sources;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The rules that read prose or compare it with fields; findings of all others are not compared.
const CODES: &[&str] = &[
    "CLR001", "CLR002", "CLR003", "CLR004", "CLR005", "CLR006", "CLR007", "CLR008", "CLR009", "CLR010",
    "CLR011", "CLR012", "CLR014", "CON001", "CON002", "CON009", "CON010", "FEA001", "FLX005", "FLX010",
    "TIM001", "TIM012",
];
const TODAY: &str = "2026-11-26";

#[derive(Deserialize)]
struct Corpus {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    source: String,
    note: String,
    definition: String,
    #[serde(default)]
    expect: Vec<Expected>,
}

#[derive(Clone, Deserialize)]
struct Expected {
    code: String,
    /// The piece of the prose at fault; empty where the fault is in a field or something missing.
    #[serde(default)]
    word: String,
}

/// What a finding of the check is compared by.
struct Found {
    code: &'static str,
    span: Range<usize>,
    text: String,
}

/// Expected and found, of one entry or many.
#[derive(Clone, Copy, Default)]
struct Score {
    expected: usize,
    found: usize,
    matched: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.expected += other.expected;
        self.found += other.found;
        self.matched += other.matched;
    }

    fn recall(self) -> f64 {
        ratio(self.matched, self.expected)
    }

    fn precision(self) -> f64 {
        ratio(self.matched, self.found)
    }
}

/// A share of nothing is all of it.
fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    if whole == 0 { 1.0 } else { count(part) / count(whole) }
}

/// Held-out entries that somebody has looked at since: they can measure nothing any more.
const LOOKED_AT: &[&str] = &["en-passport-05"];

/// What an entry may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Rules may be developed on it.
    Seen,
    /// Written before the rules; its totals were seen while they were developed, but no entry.
    HeldOut,
    /// Written after the rules by people who had not seen them, and looked at by nobody since.
    Blind,
}

/// The part is a matter of the id alone, so that adding an entry moves no other.
fn part(id: &str) -> Part {
    let fnv = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    match id.get(2..5) {
        // The first of the blind entries were looked at after they had been measured.
        Some("-b-") => Part::Seen,
        _ if fnv % 2 == 0 || LOOKED_AT.contains(&id) => Part::Seen,
        Some("-c-") => Part::Blind,
        _ => Part::HeldOut,
    }
}

fn entries() -> Vec<Entry> {
    let mut files: Vec<PathBuf> = ["en", "en/blind", "en/fresh", "zh", "zh/blind", "zh/fresh"]
        .iter()
        .flat_map(|language| fs::read_dir(root().join("tests/corpus").join(language)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| -> Vec<Entry> {
        let corpus: Corpus = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        corpus.entry
    };
    files.iter().flat_map(read).collect()
}

/// The compared findings of a definition.
fn check(path: &Path) -> Vec<Found> {
    let mut sources = Sources::default();
    let (definitions, findings) = model::load(&mut sources, &[path.to_owned()], Path::to_path_buf).unwrap();
    let form: Vec<_> = findings.iter().filter(|finding| finding.code.family() == "DEF").collect();
    assert!(form.is_empty(), "{}: {form:?}", path.display());
    let context = Context::new(&definitions, &sources, Date::parse(TODAY).unwrap());
    let outcome = check::run(&context, findings, &Selection::default());
    let found = |finding: &Finding| Found {
        code: finding.code.code,
        span: finding.span.range(),
        text: sources.text(finding.span).to_owned(),
    };
    outcome.findings.iter().filter(|finding| CODES.contains(&finding.code.code)).map(found).collect()
}

/// Whether a finding is the expected one: same code, and the words overlap where any are named. A
/// difference between translations has no one place.
fn is_expected(expected: &Expected, found: &Found, definition: &str) -> bool {
    let overlaps = |(at, word): (usize, &str)| at < found.span.end && found.span.start < at + word.len();
    expected.code == found.code
        && (expected.word.is_empty()
            || expected.code == "CON002"
            || definition.match_indices(&expected.word).any(overlaps))
}

/// Pairs expectations and findings one to one; what is left over is missed or a false alarm.
fn pair(entry: &Entry, found: Vec<Found>) -> (Vec<Expected>, Vec<Found>) {
    let is_registered = |expected: &&Expected| check::rule(&expected.code).is_some();
    let mut missed: Vec<Expected> = entry.expect.iter().filter(is_registered).cloned().collect();
    // Those with words first: the others take any finding of their code.
    missed.sort_by_key(|expected| expected.word.is_empty());
    let mut alarms = found;
    missed.retain(|expected| {
        let place = alarms.iter().position(|found| is_expected(expected, found, &entry.definition));
        if let Some(place) = place {
            alarms.remove(place);
        }
        place.is_none()
    });
    (missed, alarms)
}

/// Scores by part, then by code.
type Scores = BTreeMap<(Part, String), Score>;

fn measure(entries: &[Entry]) -> Scores {
    let mut scores = Scores::new();
    for entry in entries {
        let folder = Folder::new().file("entry.toml", &entry.definition);
        let found = check(&folder.path().join("entry.toml"));
        let part = part(&entry.id);
        let mut count = |code: &str, score| scores.entry((part, code.to_owned())).or_default().add(score);
        for found in &found {
            count(found.code, Score { found: 1, ..Score::default() });
        }
        for expected in entry.expect.iter().filter(|expected| check::rule(&expected.code).is_some()) {
            count(&expected.code, Score { expected: 1, matched: 1, ..Score::default() });
        }
        let (missed, alarms) = pair(entry, found);
        for expected in &missed {
            let score = scores.get_mut(&(part, expected.code.clone())).unwrap();
            score.matched -= 1;
        }
        let differs = !missed.is_empty() || !alarms.is_empty();
        if differs && part == Part::Seen {
            println!("\n{} ({})", entry.id, entry.note);
            for expected in &missed {
                println!("  missed       {} {}", expected.code, expected.word);
            }
            for found in &alarms {
                println!("  false alarm  {} {}", found.code, found.text.lines().next().unwrap_or_default());
            }
        }
    }
    scores
}

/// The scores of a part by family.
fn families(scores: &Scores, part: Part) -> BTreeMap<String, Score> {
    let mut families: BTreeMap<String, Score> = BTreeMap::new();
    for ((_, code), score) in scores.iter().filter(|((known, _), _)| *known == part) {
        families.entry(code[..3].to_owned()).or_default().add(*score);
    }
    families
}

fn line(name: &str, score: Score) {
    println!(
        "  {name:<7} expected {:>3}, found {:>3}, matched {:>3}: recall {:>5.1} %, precision {:>5.1} %",
        score.expected,
        score.found,
        score.matched,
        100.0 * score.recall(),
        100.0 * score.precision()
    );
}

#[test]
fn corpus_recall_and_precision_per_family() {
    let is_blind_asked = env::var("PROMISE_CORPUS").is_ok_and(|asked| asked == "blind");
    let mut entries = entries();
    entries.retain(|entry| is_blind_asked || part(&entry.id) != Part::Blind);
    let scores = measure(&entries);
    let skipped: Vec<_> = CODES.iter().filter(|code| check::rule(code).is_none()).copied().collect();
    if !skipped.is_empty() {
        println!("\nnot compared, since no rule has them yet: {}", skipped.join(" "));
    }
    println!("\nseen, by code");
    for ((_, code), score) in scores.iter().filter(|((part, _), _)| *part == Part::Seen) {
        line(code, *score);
    }
    for measured in [Part::Seen, Part::HeldOut, Part::Blind] {
        let count = entries.iter().filter(|entry| part(&entry.id) == measured).count();
        if count == 0 {
            continue;
        }
        println!("\n{measured:?}: {count} entries");
        for (family, score) in families(&scores, measured) {
            line(&family, score);
        }
    }
    for (family, score) in families(&scores, Part::HeldOut) {
        assert!(score.recall() >= 0.90, "{family}: recall {:.3}", score.recall());
        assert!(score.precision() >= 0.95, "{family}: precision {:.3}", score.precision());
    }
}

#[test]
fn corpus_entries_are_sound() {
    let entries = entries();
    let mut ids: Vec<_> = entries.iter().map(|entry| &entry.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), entries.len(), "an id comes twice");
    for language in ["en", "zh"] {
        let count = entries.iter().filter(|entry| entry.id.starts_with(language)).count();
        assert!(count >= 60, "{count} entries in {language}");
    }
    for entry in &entries {
        assert!(!entry.source.is_empty() && !entry.note.is_empty(), "{}", entry.id);
        for expected in &entry.expect {
            assert!(CODES.contains(&expected.code.as_str()), "{}: {}", entry.id, expected.code);
            let stands = entry.definition.contains(&expected.word);
            assert!(stands, "{}: \"{}\" is not in the definition", entry.id, expected.word);
        }
    }
}
