//! What is wrong with the rows of a log, under the codes DAT001 to DAT011.

use super::data::LogReport;
use crate::clock::Reason;
use crate::finding::{Code, data_codes as codes};
use crate::log::{Offsets, Place, Places, Summary, ValueKind, WhyLeftOut};
use crate::model::AnswerScale;

/// Something that is wrong with rows of a log.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// What.
    pub kind: ProblemKind<'a>,
    /// How often.
    pub count: u64,
    /// Where first.
    pub first: &'a [Place],
}

/// Kinds of problems, with what tells one from another of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind<'a> {
    /// Rows with too few fields, not judged.
    Short,
    /// Rows with too many fields, not judged.
    Long,
    /// Rows of events that name no case.
    NoCase,
    /// Rows of events without a time.
    NoTime,
    /// Events after as-of.
    UnseenEvents,
    /// Cases that begin after as-of.
    Later,
    /// Characters that stand for bytes that are none of the encoding's.
    Malformed,
    /// Times that the clocks jumped over.
    Gap,
    /// Values of a column that cannot be read.
    Unreadable(&'a str, ValueKind),
    /// Times of a column, of which others say the contrary about the offset.
    MixedOffsets {
        /// Our name of the column.
        column: &'a str,
        /// Whether these have an offset.
        with: bool,
        /// How many others there are.
        others: u64,
    },
    /// Ids of cases that came before.
    Repeated,
    /// Pauses that have no end although the clock has stopped.
    UnclosedPause,
    /// Values of an attribute that `[order]` does not list.
    UnknownValue {
        /// The attribute.
        attribute: &'a str,
        /// The values that are listed.
        values: &'a [String],
    },
    /// Answers of a column of a survey that are not on its scale.
    OffScale(&'a str, AnswerScale),
    /// An event of a clock that no row has.
    AbsentEvent(&'a AbsentFromRows),
    /// Cases that are data errors for another reason.
    Case(Reason),
}

/// An event that a clock names and no row of any log has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsentFromRows {
    /// The event.
    pub event: String,
    /// The clock.
    pub clock: String,
    /// The event of the rows that was probably meant.
    pub suggestion: Option<String>,
}

impl ProblemKind<'_> {
    /// The code under which it is reported. A case that is never due has none: its calendar is at fault.
    pub fn code(self) -> Option<&'static Code> {
        Some(match self {
            Self::Short | Self::Long | Self::NoCase => &codes::RAGGED_ROW,
            Self::NoTime => &codes::MISSING_START,
            Self::UnseenEvents | Self::Later => &codes::AFTER_AS_OF,
            Self::Malformed => &codes::ENCODING_DOUBTFUL,
            Self::Gap => &codes::TIME_IN_DST_GAP,
            Self::Unreadable(_, ValueKind::Time | ValueKind::Duration) => &codes::UNREADABLE_TIME,
            Self::Unreadable(_, ValueKind::Number)
            | Self::UnknownValue { .. }
            | Self::OffScale(..)
            | Self::AbsentEvent(_) => &codes::UNKNOWN_VALUE,
            Self::MixedOffsets { .. } => &codes::MIXED_OFFSETS,
            Self::Repeated => &codes::DUPLICATE_CASE,
            Self::UnclosedPause => &codes::PAUSE_UNCLOSED,
            Self::Case(reason) => return code_of(reason),
        })
    }
}

/// The code of a data error.
pub(super) fn code_of(reason: Reason) -> Option<&'static Code> {
    Some(match reason {
        Reason::StopBeforeStart | Reason::PauseEndsFirst => &codes::STOP_BEFORE_START,
        Reason::UnreadableStart
        | Reason::UnreadableStop
        | Reason::UnreadableDue
        | Reason::UnreadablePause => &codes::UNREADABLE_TIME,
        Reason::UnreadableValue => &codes::UNKNOWN_VALUE,
        Reason::MissingStart => &codes::MISSING_START,
        Reason::Copy => &codes::DUPLICATE_CASE,
        Reason::NeverDue | Reason::Exception(_) | Reason::NoVersion | Reason::NoDue | Reason::NoValue => {
            return None;
        }
    })
}

/// The code of a row that was left out.
pub(super) fn code_of_row(why: WhyLeftOut) -> &'static Code {
    match why {
        WhyLeftOut::TooFewFields | WhyLeftOut::TooManyFields | WhyLeftOut::NoCase => &codes::RAGGED_ROW,
        WhyLeftOut::Dropped => &codes::DUPLICATE_CASE,
        WhyLeftOut::NoTime => &codes::MISSING_START,
        WhyLeftOut::UnreadableTime => &codes::UNREADABLE_TIME,
        WhyLeftOut::AfterAsOf => &codes::AFTER_AS_OF,
    }
}

impl<'a> Problem<'a> {
    pub(super) fn of(kind: ProblemKind<'a>, places: &'a Places) -> Self {
        Self { kind, count: places.count, first: &places.first }
    }

    /// Of a column whose times say their offset in some rows only: the rarer ones.
    fn mixed(offsets: &'a Offsets) -> Option<Self> {
        if !offsets.are_mixed() {
            return None;
        }
        let (with, without) = (&offsets.with, &offsets.without);
        let rarer_have_one = with.count <= without.count;
        let (rarer, others) = if rarer_have_one { (with, without) } else { (without, with) };
        let column = offsets.column.as_str();
        Some(Self::of(
            ProblemKind::MixedOffsets { column, with: rarer_have_one, others: others.count },
            rarer,
        ))
    }
}

/// What the reader of a log met.
pub(super) fn of_summary(summary: &Summary) -> Vec<Problem<'_>> {
    use ProblemKind as Kind;
    let mut problems = vec![
        Problem::of(Kind::Short, &summary.ragged.short),
        Problem::of(Kind::Long, &summary.ragged.long),
        Problem::of(Kind::Malformed, &summary.malformed),
        Problem::of(Kind::Gap, &summary.gaps),
        Problem::of(Kind::Repeated, &summary.repeated),
    ];
    if let Some(rows) = &summary.events {
        problems.push(Problem::of(Kind::NoCase, &rows.nameless));
        problems.push(Problem::of(Kind::NoTime, &rows.undated));
        problems.push(Problem::of(Kind::UnseenEvents, &rows.unseen));
    }
    let unreadable = summary.unreadable.iter();
    problems.extend(
        unreadable.map(|column| Problem::of(Kind::Unreadable(&column.column, column.kind), &column.places)),
    );
    problems.extend(summary.offsets.iter().filter_map(Problem::mixed));
    problems
}

/// Those that were met, by code and place.
pub(super) fn in_order(mut problems: Vec<Problem<'_>>) -> Vec<Problem<'_>> {
    problems.retain(|problem| problem.count > 0);
    // What has no code comes last.
    let code = |problem: &Problem<'_>| problem.kind.code().map_or("~", |code| code.code);
    problems.sort_by(|one, other| (code(one), one.first.first()).cmp(&(code(other), other.first.first())));
    problems
}

impl LogReport {
    /// What was wrong with its rows, and where first, by code. What a column says of unreadable values
    /// is not said again of the cases that have them.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        use ProblemKind as Kind;
        let mut problems = of_summary(&self.summary);
        problems.push(Problem::of(Kind::Later, &self.later));
        problems.push(Problem::of(Kind::UnclosedPause, &self.unclosed));
        problems.extend(self.unknown.iter().map(|unknown| {
            let (attribute, values) = (unknown.attribute.as_str(), unknown.values.as_slice());
            Problem::of(Kind::UnknownValue { attribute, values }, &unknown.places)
        }));
        problems.extend(self.absent.iter().map(|absent| Problem {
            kind: Kind::AbsentEvent(absent),
            count: 1,
            first: &[],
        }));
        let cases = self.errors.iter().filter(|(reason, _)| !reason.is_unreadable());
        problems.extend(cases.map(|(reason, places)| Problem::of(Kind::Case(*reason), places)));
        in_order(problems)
    }
}
