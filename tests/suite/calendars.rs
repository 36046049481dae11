//! Calendars for tests, from definitions as users write them.

use promise::calendar::{Calendars, Instant, OpeningHours, Zone};
use promise::finding::Finding;
use promise::model::{Date, Definitions, load};
use promise::source::{Sources, files};
use std::path::{Path, PathBuf};

/// A folder of its own for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calendars").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Reads definitions from a text; whatever is wrong with them fails the test.
pub(crate) fn definitions(name: &str, text: &str) -> Definitions {
    let path = folder(name).join("calendars.toml");
    std::fs::write(&path, text).unwrap();
    let (definitions, findings) = load(&mut Sources::default(), &[path], Path::to_path_buf).unwrap();
    assert!(findings.is_empty(), "{findings:#?}");
    definitions
}

/// Compiled calendars and what was found on the way.
pub(crate) fn compiled(name: &str, text: &str) -> (Calendars, Vec<Finding>) {
    Calendars::compile(&definitions(name, text), &|path| files::read_text(path))
}

/// One calendar of the zone, from its fields `hours`, `closed`, `open`.
pub(crate) fn calendar(name: &str, zone: &str, fields: &str) -> OpeningHours {
    let text = format!("[[calendar]]\nid = \"c\"\ntimezone = \"{zone}\"\n{fields}\n");
    let definitions = definitions(name, &text);
    OpeningHours::compile(&definitions.calendars[0], Zone::get(zone).unwrap(), Vec::new())
}

/// The instant of `2026-03-02 16:00` or `2026-03-02 16:00:05` on the wall of a zone.
pub(crate) fn at(zone: &Zone, text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    let time = time.split(':').map(|part| part.parse::<i64>().unwrap());
    let seconds = time.zip([3600, 60, 1]).map(|(part, unit)| part * unit).sum::<i64>();
    zone.to_instant(i64::from(date(day).days()) * 86_400 + seconds).instant
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text}"))
}
