//! The `log` and `clock` tables with which the file can be reported on, in TOML.

use super::delimiter;
use super::words::Words;
use crate::log::Sureness;
use crate::log::inspect::{InspectedColumn, Inspection, Looks, TimeFormats};
use crate::render::Language;
use crate::render::toml::{key, quoted, table};
use std::fmt::Write as _;
use std::path::Path;

/// The tables; `path` is the file as seen from the folder of definitions.
pub fn tables(inspection: &Inspection, path: &str, language: Language) -> String {
    let tables = Tables { inspection, words: Words::of(language) };
    let mut text = tables.log(path);
    text.push('\n');
    text.push_str(&tables.clock());
    text
}

struct Tables<'a> {
    inspection: &'a Inspection,
    words: &'static Words,
}

impl Tables<'_> {
    fn log(&self, path: &str) -> String {
        let Inspection { proposal, encoding, .. } = self.inspection;
        let mut lines = vec![("id", quoted(id(path)), None), ("path", quoted(path), None)];
        if let Some(events) = &proposal.events {
            lines.push(("shape", quoted("events"), None));
            lines.extend(proposal.case.map(|case| ("case", self.reference(case), None)));
            lines.push(("event", self.reference(events.event), None));
            lines.push(("at", self.reference(events.at), None));
        } else {
            lines.extend(proposal.case.map(|case| ("case", self.reference(case), None)));
        }
        let mapped = self.mapped();
        if !mapped.is_empty() {
            lines.push(("columns", format!("{{ {} }}", mapped.join(", ")), None));
        }
        lines.extend(self.timestamps());
        let missing = self.missing();
        if !missing.is_empty() {
            let missing: Vec<_> = missing.into_iter().map(quoted).collect();
            lines.push(("missing", format!("[{}]", missing.join(", ")), None));
        }
        if !matches!(encoding.label, "utf-8") {
            let doubt = (encoding.sureness == Sureness::Doubtful).then(|| self.words.doubtful.to_owned());
            lines.push(("encoding", quoted(encoding.label), doubt));
        }
        if self.inspection.delimiter != b',' {
            lines.push(("delimiter", quoted(delimiter(self.inspection.delimiter)), None));
        }
        if !self.inspection.has_header {
            lines.push(("header", quoted("none"), None));
        }
        let mut text = table("log", &lines);
        let _ = writeln!(text, "# timezone = \"Asia/Shanghai\"  # {}", self.words.zone);
        text
    }

    fn clock(&self) -> String {
        let proposal = &self.inspection.proposal;
        let ends = match (&proposal.events, proposal.start, proposal.stop) {
            (Some(events), ..) if !events.stops.is_empty() => {
                let stops: Vec<_> = events.stops.iter().map(quoted).collect();
                (quoted("first_of_case"), format!("{{ event = [{}] }}", stops.join(", ")))
            }
            (None, Some(start), Some(stop)) => {
                (quoted(self.name(start, "started")), quoted(self.name(stop, "ended")))
            }
            _ => return format!("# {}\n", self.words.no_clock),
        };
        table("clock", &[("id", quoted("resolution"), None), ("start", ends.0, None), ("stop", ends.1, None)])
    }

    fn column(&self, place: usize) -> Option<&InspectedColumn> {
        self.inspection.columns.get(place)
    }

    /// A column by its header where that is its own, else by its place.
    fn reference(&self, place: usize) -> String {
        match self.column(place) {
            Some(column) if !column.name.is_empty() && !column.repeated => quoted(&column.name),
            _ => (place + 1).to_string(),
        }
    }

    /// Our name of a column: its header where that is its own, else this word.
    fn name(&self, place: usize, word: &str) -> String {
        match self.column(place) {
            Some(column) if !column.name.is_empty() && !column.repeated => column.name.clone(),
            _ => word.to_owned(),
        }
    }

    /// The ends of the clock with our names.
    fn ends(&self) -> Vec<(usize, String)> {
        let proposal = &self.inspection.proposal;
        let ends = [(proposal.start, "started"), (proposal.stop, "ended")];
        ends.into_iter().filter_map(|(place, word)| Some((place?, self.name(place?, word)))).collect()
    }

    /// The ends that have no header of their own.
    fn mapped(&self) -> Vec<String> {
        let ends = self.ends().into_iter();
        let own = |place: usize, name: &str| self.reference(place) == quoted(name);
        ends.filter(|(place, name)| !own(*place, name))
            .map(|(place, name)| format!("{name} = {}", place + 1))
            .collect()
    }

    /// The formats of the times that are used: one list for all where they agree.
    fn timestamps(&self) -> Option<(&'static str, String, Option<String>)> {
        let at = self.inspection.proposal.events.as_ref().map(|events| (events.at, String::new()));
        let used: Vec<_> = match at {
            Some(at) => vec![at],
            None => self.ends(),
        };
        let formats: Vec<_> =
            used.iter().filter_map(|(place, name)| Some((name, self.times(*place)?))).collect();
        let (_, first) = formats.first()?;
        let open = formats.iter().find_map(|(_, times)| times.ambiguous.as_ref());
        let comment = open.map(|formats| self.words.open(formats));
        let value = if formats.iter().all(|(_, times)| list(times) == list(first)) {
            list(first)
        } else {
            let each = formats.iter().map(|(name, times)| format!("{} = {}", key(name), list(times)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        };
        Some(("timestamps", value, comment))
    }

    fn times(&self, place: usize) -> Option<&TimeFormats> {
        match &self.column(place)?.looks {
            Looks::Time(times) => Some(times),
            _ => None,
        }
    }

    /// Markers of missing values, where times, numbers or durations are expected.
    fn missing(&self) -> Vec<&'static str> {
        let mut all = Vec::new();
        let figures = self
            .inspection
            .columns
            .iter()
            .filter(|column| matches!(column.looks, Looks::Time(_) | Looks::Number | Looks::Duration));
        for (marker, _) in figures.flat_map(|column| &column.markers) {
            if !all.contains(marker) {
                all.push(*marker);
            }
        }
        all
    }
}

fn list(times: &TimeFormats) -> String {
    let formats: Vec<_> = times.formats.iter().map(|(format, _)| quoted(format)).collect();
    if let [only] = formats.as_slice() { only.clone() } else { format!("[{}]", formats.join(", ")) }
}

/// A log's id from its file: `tickets` from `../logs/tickets.csv.gz`.
fn id(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    let stem = name.trim_start_matches('.').split('.').next().unwrap_or_default().trim();
    if stem.is_empty() || stem == "-" { "log".to_owned() } else { stem.to_owned() }
}
