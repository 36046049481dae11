//! Tally files: what was counted of logs, so that reports can be made of it elsewhere, and of several
//! parts together. `docs/formats.md` describes them.

mod differences;
mod rows;
mod types;

pub use differences::differences;

use crate::calendar::Zone;
use crate::clock::{Reason, Roster, SubjectKind};
use crate::log::{Parsed, TimeFormat};
use crate::model::{Date, Definitions, Period};
use crate::report::{Origin, Part, Terms, period_of, scales};
use crate::tally::{Counter, Counters, Group, PeriodKey, Sample, Scale, Scratch, Times, Total};
use std::collections::BTreeMap;
use std::io::Write;

/// Why a tally file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// It is no JSON of that form.
    #[error("{reason}")]
    Form {
        /// What the JSON reader says.
        reason: String,
    },
    /// Another program wrote it.
    #[error("it is of version {found}, and this program reads version {VERSION}")]
    Version {
        /// Its version.
        found: u32,
    },
    /// Rows of a statement without the one that says where they come from.
    #[error("it lacks the row `origin`, which every statement of `promise sql` gives")]
    NoOrigin,
    /// Cases that the statement could not judge exactly.
    #[error("{}", untold(cases))]
    Unexpressed {
        /// Why, and how many.
        cases: Vec<(String, u64)>,
    },
    /// A calendar in a table that is not the one of the definitions.
    #[error(
        "the table of calendars does not hold \"{calendar}\" as it is now: load `promise calendar --csv --relation` again, with the same --years"
    )]
    Calendar {
        /// The calendar.
        calendar: String,
    },
    /// A value that its field cannot have.
    #[error("{field} cannot be \"{value}\"")]
    Value {
        /// The field.
        field: &'static str,
        /// As it stands there.
        value: String,
    },
}

impl TallyError {
    /// Whether it is what it should be, but cannot be used.
    pub fn is_of_content(&self) -> bool {
        matches!(self, Self::Unexpressed { .. } | Self::Calendar { .. })
    }

    fn value(field: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        Self::Value { field, value: value.to_string() }
    }
}

fn untold(cases: &[(String, u64)]) -> String {
    let each = cases.iter().map(|(why, count)| format!("{count} for `{why}`"));
    let each: Vec<_> = each.collect();
    format!(
        "the engine could not judge some cases exactly: {} (docs/scale.md says what to do)",
        each.join(", ")
    )
}

/// The version of the format.
const VERSION: u32 = 1;
/// The words for kinds of periods.
const PERIODS: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];
/// No count of a file is greater: sums of many must fit.
const MOST: u64 = 1 << 48;

/// Writes what was counted.
pub fn write(
    part: &Part,
    origin: &Origin,
    roster: &Roster<'_>,
    scales: &[Scale],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let (ordered, mut scratch) = (part.counters.ordered(), Scratch::default());
    let mut targets = Vec::new();
    for (number, subject, version, target) in roster.each() {
        let period = period_of(target, origin.period);
        let cell = |(key, by, counter): (PeriodKey, Group, Counter)| {
            written(key.label(period), &by, &counter, &scales[number], (part.timed, &mut scratch))
        };
        targets.push(types::Target {
            kind: kind(subject.kind).to_owned(),
            id: subject.id.to_owned(),
            version: version.name.clone(),
            target: number - version.first_target + 1,
            timezone: part.zones.get(number).and_then(Option::as_ref).map(|zone| zone.name().to_owned()),
            counts: ordered.of_target(number).map(cell).collect(),
        });
    }
    let file = types::File {
        version: VERSION,
        definitions: origin.definitions.clone(),
        time_zones: origin.time_zones.clone(),
        as_of: part.as_of.map(|as_of| part.zone.rfc3339(as_of).to_string()),
        timezone: part.zone.name().to_owned(),
        commitments: origin.commitments.clone(),
        by: origin.by.clone(),
        period: origin.period.map(|period| period.as_str().to_owned()),
        from: origin.from.map(|day| day.to_string()),
        until: origin.until.map(|day| day.to_string()),
        terms: terms(origin.terms).to_owned(),
        logs: part.logs.iter().map(types::Log::from).collect(),
        targets,
    };
    serde_json::to_writer(&mut *out, &file)?;
    writeln!(out)
}

fn written(
    period: String,
    by: &[String],
    counter: &Counter,
    scale: &Scale,
    (timed, scratch): (bool, &mut Scratch),
) -> types::Counts {
    let total = counter.sample.total(scale);
    let bins = counter.sample.bins(scale, scratch).into_iter();
    types::Counts {
        period,
        by: by.to_vec(),
        met: counter.met,
        late: counter.late,
        overdue: counter.overdue,
        pending: counter.pending,
        excluded: counter.excluded,
        invalid: counter.invalid,
        reasons: counter.reasons.iter().map(|(reason, count)| (word(*reason), *count)).collect(),
        count: total.count,
        sum: total.sum.to_string(),
        time: timed.then(|| counter.times.into()),
        bins: bins.map(|(bin, count)| (i64::from(bin), count)).collect(),
    }
}

/// Reads a tally file, or the rows of a statement of `promise sql`; `definitions` are those that its counts were made with.
pub fn read(text: &str, definitions: &Definitions) -> Result<(Origin, Part), TallyError> {
    let file = if rows::are_here(text) { rows::file(text)? } else { json(text)? };
    if file.version != VERSION {
        return Err(TallyError::Version { found: file.version });
    }
    let zone = |name: &str| Zone::get(name).ok_or_else(|| TallyError::value("timezone", name));
    let day = |text: &Option<String>| match text {
        Some(text) => Date::parse(text).map(Some).ok_or_else(|| TallyError::value("from or until", text)),
        None => Ok(None),
    };
    let as_of = match &file.as_of {
        Some(text) => match TimeFormat::ISO.parse(text.as_bytes()) {
            Some(Parsed::Instant(as_of)) => Some(as_of),
            _ => return Err(TallyError::value("as_of", text)),
        },
        None => None,
    };
    let known = |word: &str| PERIODS.into_iter().find(|period| period.as_str() == word);
    let period =
        file.period.as_deref().map(|word| known(word).ok_or_else(|| TallyError::value("period", word)));
    let terms = [Terms::InForce, Terms::Current].into_iter().find(|known| terms(*known) == file.terms);
    let origin = Origin {
        definitions: file.definitions,
        time_zones: file.time_zones,
        as_of,
        commitments: file.commitments,
        by: file.by,
        period: period.transpose()?,
        from: day(&file.from)?,
        until: day(&file.until)?,
        terms: terms.ok_or_else(|| TallyError::value("terms", &file.terms))?,
    };
    let home = zone(&file.timezone)?;
    let roster = origin.roster(definitions, &home);
    let scales = scales(&roster);
    let (mut zones, mut counters) = (vec![None; roster.targets], Counters::default());
    let mut timed = true;
    for target in file.targets {
        let named = roster.each().find(|(number, subject, version, _)| {
            kind(subject.kind) == target.kind
                && subject.id == target.id
                && version.name == target.version
                && number - version.first_target + 1 == target.target
        });
        // Of other definitions it is another target; the fingerprint tells.
        let Some((number, .., defined)) = named else { continue };
        zones[number] = target.timezone.as_deref().map(zone).transpose()?;
        for counts in target.counts {
            let label = &counts.period;
            let period = PeriodKey::parse(period_of(defined, origin.period), label)
                .ok_or_else(|| TallyError::value("period", label))?;
            if counts.by.len() != origin.by.len() {
                return Err(TallyError::value("by", &counts.by.join(", ")));
            }
            timed &= counts.time.is_some();
            let group = counts.by.clone();
            counters.add(number, period, group, counter(counts, &scales[number])?);
        }
    }
    let logs = file.logs.into_iter().map(types::Log::report).collect::<Result<_, _>>()?;
    Ok((origin, Part { as_of, zone: home, zones, logs, counters, timed, claims: None, binned: true }))
}

fn json(text: &str) -> Result<types::File, TallyError> {
    let form = |error: serde_json::Error| TallyError::Form { reason: error.to_string() };
    let types::Version { version } = serde_json::from_str(text).map_err(form)?;
    if version != VERSION {
        return Err(TallyError::Version { found: version });
    }
    serde_json::from_str(text).map_err(form)
}

fn counter(counts: types::Counts, scale: &Scale) -> Result<Counter, TallyError> {
    let sum = counts.sum.parse().map_err(|_| TallyError::value("sum", &counts.sum))?;
    let bin = |(bin, count): (i64, u64)| {
        Ok((scale.parse(bin).ok_or_else(|| TallyError::value("bins", &bin))?, count))
    };
    let bins = counts.bins.into_iter().map(bin).collect::<Result<Vec<_>, TallyError>>()?;
    let reason = |(word, count): (String, u64)| Ok((reason(&word)?, count));
    let reasons = counts.reasons.into_iter().map(reason).collect::<Result<BTreeMap<_, _>, TallyError>>()?;
    let states = [counts.met, counts.late, counts.overdue, counts.pending, counts.excluded, counts.invalid];
    let all = bins.iter().map(|(_, count)| count).chain(reasons.values()).chain(&states);
    if let Some(count) = all.chain([&counts.count]).find(|count| **count > MOST) {
        return Err(TallyError::value("a count", count));
    }
    if bins.iter().map(|(_, count)| count).sum::<u64>() != counts.count {
        return Err(TallyError::value("count", &counts.count));
    }
    Ok(Counter {
        met: counts.met,
        late: counts.late,
        overdue: counts.overdue,
        pending: counts.pending,
        excluded: counts.excluded,
        invalid: counts.invalid,
        reasons,
        sample: Sample::of_bins(bins, Total { count: counts.count, sum }),
        times: counts.time.map(Times::from).unwrap_or_default(),
        open: Vec::new(),
    })
}

fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Commitment => "commitment",
        SubjectKind::Standard => "standard",
    }
}

fn terms(terms: Terms) -> &'static str {
    match terms {
        Terms::InForce => "in-force",
        Terms::Current => "current",
    }
}

/// The word of a reason; an exception is named by its place in the version, from 1.
fn word(reason: Reason) -> String {
    match reason {
        Reason::Exception(place) => format!("exception {}", u32::from(place) + 1),
        other => other.as_str().to_owned(),
    }
}

fn reason(word: &str) -> Result<Reason, TallyError> {
    let place = word.strip_prefix("exception ").and_then(|place| place.parse::<u16>().ok()?.checked_sub(1));
    place.map_or_else(|| fixed_reason(word), |place| Ok(Reason::Exception(place)))
}

/// The reason of a word, other than an exception.
fn fixed_reason(word: &str) -> Result<Reason, TallyError> {
    let known = Reason::FIXED.into_iter().find(|reason| reason.as_str() == word);
    known.ok_or_else(|| TallyError::value("a reason", word))
}
