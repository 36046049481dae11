//! Fields side by side: values compared as values, so that reformatting and reordering are no change.

use super::{FieldChange, Subject, shown};
use crate::model::witness::canonical;
use crate::model::{
    Amount, Basis, Commitment, Date, Exception, Expectation, Limit, Prose, Share, Standard, Target, Written,
};
use crate::source::{Span, Spanned};
use crate::text::Duration;

/// A value of a field, in a form that compares by what it means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'d> {
    Text(&'d str),
    /// A value of a case: numbers compare as numbers, true and false in any case.
    OfCase(&'d str),
    Date(Date),
    Number(u64),
    Duration(&'d Written<Duration>),
    Limit(&'d Limit),
    Prose(&'d Prose),
    Texts(&'d [Spanned<String>]),
    Decimal(crate::text::Decimal),
    Share(Share),
    Amount(Amount),
}

impl Value<'_> {
    pub(super) fn is_same(self, other: Value<'_>) -> bool {
        match (self, other) {
            (Self::Text(one), Value::Text(other)) => one == other,
            (Self::OfCase(one), Value::OfCase(other)) => canonical(one.trim()) == canonical(other.trim()),
            (Self::Date(one), Value::Date(other)) => one == other,
            (Self::Number(one), Value::Number(other)) => one == other,
            (Self::Decimal(one), Value::Decimal(other)) => one == other,
            (Self::Share(one), Value::Share(other)) => one == other,
            (Self::Amount(one), Value::Amount(other)) => one == other,
            (Self::Duration(one), Value::Duration(other)) => one.value == other.value,
            (Self::Limit(one), Value::Limit(other)) => same_limit(one, other),
            (Self::Prose(one), Value::Prose(other)) => same_prose(one, other),
            (Self::Texts(one), Value::Texts(other)) => {
                let has = |list: &[Spanned<String>], text: &str| list.iter().any(|item| item.value == text);
                one.iter().all(|text| has(other, text)) && other.iter().all(|text| has(one, text))
            }
            _ => false,
        }
    }

    pub(super) fn shown(self) -> String {
        match self {
            Self::Text(text) | Self::OfCase(text) => text.to_owned(),
            Self::Date(date) => date.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Share(share) => share.to_string(),
            Self::Amount(amount) => shown::amount(amount),
            Self::Duration(written) => written.text.clone(),
            Self::Limit(limit) => shown::limit(limit),
            Self::Prose(prose) => shown::prose(prose),
            Self::Texts(texts) => texts.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join(", "),
        }
    }
}

pub(super) fn same_limit(one: &Limit, other: &Limit) -> bool {
    match (one, other) {
        (Limit::Number(one), Limit::Number(other)) => one == other,
        (Limit::Duration(one), Limit::Duration(other)) => one.value == other.value,
        _ => false,
    }
}

/// Whether texts are the same but for line breaks and the order of languages.
fn same_prose(one: &Prose, other: &Prose) -> bool {
    let has = |prose: &Prose, tag: Option<&str>, text: &str| {
        prose.entries.iter().any(|(other_tag, other)| {
            other_tag.as_ref().map(|tag| tag.value.as_str()) == tag
                && (other.value == text || other.split_whitespace().eq(text.split_whitespace()))
        })
    };
    one.entries.len() == other.entries.len()
        && one.entries.iter().all(|(tag, text)| has(other, tag.as_ref().map(|tag| tag.value.as_str()), text))
}

/// A field of one side: its name, its value if it is there, its place.
pub(super) type Field<'d> = (&'static str, Option<Value<'d>>, Option<Span>);

/// The change of a field, if it is one; a field that is gone is placed at what it was a part of.
pub(super) fn change(
    prefix: &str,
    old: &Field<'_>,
    new: &Field<'_>,
    whole: Option<Span>,
) -> Option<FieldChange> {
    let same = match (old.1, new.1) {
        (None, None) => true,
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    };
    if same {
        return None;
    }
    let field = if prefix.is_empty() { new.0.to_owned() } else { format!("{prefix}: {}", new.0) };
    Some(FieldChange {
        field,
        old: old.1.map(Value::shown),
        new: new.1.map(Value::shown),
        span: new.2.or(whole),
    })
}

/// The changes of fields that stand in the same order on both sides.
pub(super) fn changes(
    prefix: &str,
    old: &[Field<'_>],
    new: &[Field<'_>],
    whole: Option<Span>,
) -> Vec<FieldChange> {
    old.iter().zip(new).filter_map(|(old, new)| change(prefix, old, new, whole)).collect()
}

pub(super) fn text<'d>(name: &'static str, value: Option<&'d Spanned<String>>) -> Field<'d> {
    (name, value.map(|text| Value::Text(&text.value)), value.map(|text| text.span))
}

pub(super) fn of_case<'d>(name: &'static str, value: Option<&'d Spanned<String>>) -> Field<'d> {
    (name, value.map(|text| Value::OfCase(&text.value)), value.map(|text| text.span))
}

pub(super) fn word<'d, T: Copy>(
    name: &'static str,
    value: Option<&Spanned<T>>,
    as_str: impl Fn(T) -> &'d str,
) -> Field<'d> {
    (name, value.map(|word| Value::Text(as_str(word.value))), value.map(|word| word.span))
}

pub(super) fn duration<'d>(name: &'static str, value: Option<&'d Spanned<Written<Duration>>>) -> Field<'d> {
    (name, value.map(|written| Value::Duration(&written.value)), value.map(|written| written.span))
}

fn prose<'d>(name: &'static str, value: Option<&'d Prose>) -> Field<'d> {
    let span = value.and_then(|prose| prose.entries.first()).map(|(_, text)| text.span);
    (name, value.map(Value::Prose), span)
}

fn date<'d>(name: &'static str, value: Option<&Spanned<Date>>) -> Field<'d> {
    (name, value.map(|date| Value::Date(date.value)), value.map(|date| date.span))
}

fn number<'d>(name: &'static str, value: Option<&Spanned<u64>>) -> Field<'d> {
    (name, value.map(|number| Value::Number(number.value)), value.map(|number| number.span))
}

fn texts<'d>(name: &'static str, value: &'d [Spanned<String>]) -> Field<'d> {
    let span = value.first().map(|text| text.span);
    (name, (!value.is_empty()).then_some(Value::Texts(value)), span)
}

fn expectation<'d>(name: &'static str, value: Option<&'d Spanned<Expectation>>) -> Field<'d> {
    let shown = value.map(|value| match &value.value {
        Expectation::Duration(written) => Value::Duration(written),
        Expectation::Number(number) => Value::Decimal(*number),
        Expectation::Share(share) => Value::Share(*share),
    });
    (name, shown, value.map(|value| value.span))
}

/// The words and particulars of a commitment or standard: all that promises nothing to customers.
pub(super) fn particulars(subject: Subject<'_>) -> Vec<Field<'_>> {
    match subject {
        Subject::Commitment(commitment) => of_commitment(commitment),
        Subject::Standard(standard) => of_standard(standard),
    }
}

fn of_commitment(commitment: &Commitment) -> Vec<Field<'_>> {
    let basis = commitment.basis.as_ref();
    let of_basis = |field: fn(&Basis) -> Option<&Spanned<Expectation>>| basis.and_then(field);
    let pilot = commitment.pilot.as_ref();
    let escalation = commitment.escalation.as_ref();
    let volume = commitment.volume.as_ref();
    let remedy = commitment.remedy.as_ref();
    let budget = remedy.and_then(|remedy| remedy.budget.as_ref());
    vec![
        prose("title", commitment.title.as_ref()),
        prose("text", commitment.text.as_ref()),
        prose("scope", commitment.scope.as_ref()),
        prose("contact", commitment.contact.as_ref()),
        prose("feedback", commitment.feedback.as_ref()),
        prose("remedy.text", remedy.and_then(|remedy| remedy.text.as_ref())),
        text("owner", commitment.owner.as_ref()),
        word("dimension", commitment.dimension.as_ref(), crate::model::Dimension::as_str),
        text("standard", commitment.standard.as_ref()),
        date("review_by", commitment.review_by.as_ref()),
        texts("published", &commitment.published),
        text("basis.survey", basis.and_then(|basis| basis.survey.as_ref())),
        expectation("basis.expectation", of_basis(|basis| basis.expectation.as_ref())),
        expectation("basis.benchmark", of_basis(|basis| basis.benchmark.as_ref())),
        date("pilot.from", pilot.and_then(|pilot| pilot.from.as_ref())),
        date("pilot.until", pilot.and_then(|pilot| pilot.until.as_ref())),
        number("pilot.min_cases", pilot.and_then(|pilot| pilot.min_cases.as_ref())),
        duration("escalation.after", escalation.map(|escalation| &escalation.after)),
        text("escalation.to", escalation.map(|escalation| &escalation.to)),
        number("volume.cases", volume.map(|volume| &volume.cases)),
        word("volume.per", volume.map(|volume| &volume.per), crate::model::Period::as_str),
        (
            "remedy.budget",
            budget.map(|(amount, _)| Value::Decimal(amount.value)),
            budget.map(|(amount, _)| amount.span),
        ),
        word("remedy.budget.per", budget.map(|(_, per)| per), crate::model::Period::as_str),
    ]
}

fn of_standard(standard: &Standard) -> Vec<Field<'_>> {
    let capacity = standard.capacity.as_ref();
    let staff = capacity.map(|capacity| &capacity.staff);
    let arrivals = capacity.map(|capacity| &capacity.arrivals_per_hour);
    let floor = standard.floor.as_ref();
    vec![
        prose("title", standard.title.as_ref()),
        prose("text", standard.text.as_ref()),
        prose("scope", standard.scope.as_ref()),
        text("owner", standard.owner.as_ref()),
        ("capacity.staff", staff.map(|n| Value::Decimal(n.value)), staff.map(|n| n.span)),
        duration("capacity.handling", capacity.map(|capacity| &capacity.handling)),
        ("capacity.arrivals_per_hour", arrivals.map(|n| Value::Decimal(n.value)), arrivals.map(|n| n.span)),
        text("capacity.calendar", capacity.and_then(|capacity| capacity.calendar.as_ref())),
        texts("depends_on", &standard.depends_on),
        text("floor.source", floor.map(|floor| &floor.source)),
        date("floor.dated", floor.and_then(|floor| floor.dated.as_ref())),
    ]
}

/// The words of an exception.
pub(super) fn exception_words(exception: &Exception) -> [Field<'_>; 2] {
    [prose("text", exception.text.as_ref()), prose("instead", exception.instead.as_ref())]
}

/// The dates of a version.
pub(super) fn dates(subject: Subject<'_>) -> [Field<'_>; 2] {
    let effective = subject.effective();
    [date("effective.from", effective.from.as_ref()), date("effective.until", effective.until.as_ref())]
}

/// What a target says of its due instants.
pub(super) fn timing(target: &Target) -> [Field<'_>; 3] {
    [
        duration("within", target.within.as_ref()),
        duration("ahead", target.ahead.as_ref()),
        word("due_at", target.due_at.as_ref(), due_at),
    ]
}

fn due_at(at: crate::model::DueAt) -> &'static str {
    match at {
        crate::model::DueAt::Midnight => "midnight",
        crate::model::DueAt::Close => "close",
        crate::model::DueAt::SameTime => "same-time",
    }
}

/// A bound of a value or statistic.
pub(super) fn bound<'d>(name: &'static str, value: Option<&'d Spanned<Limit>>) -> Field<'d> {
    (name, value.map(|limit| Value::Limit(&limit.value)), value.map(|limit| limit.span))
}

fn plain<T: Copy>(field: Option<Spanned<T>>) -> Option<T> {
    field.map(|field| field.value)
}

/// Whether two targets say the same, whatever their places.
pub(super) fn same_target(one: &Target, other: &Target) -> bool {
    let value = |field: &Option<Spanned<Limit>>, other: &Option<Spanned<Limit>>| match (field, other) {
        (None, None) => true,
        (Some(one), Some(other)) => same_limit(&one.value, &other.value),
        _ => false,
    };
    let name = |one: &Option<Spanned<String>>, other: &Option<Spanned<String>>| {
        one.as_ref().map(|name| &name.value) == other.as_ref().map(|name| &name.value)
    };
    let timing = timing(one).iter().zip(&timing(other)).all(|(one, other)| match (one.1, other.1) {
        (None, None) => true,
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    });
    timing
        && name(&one.clock, &other.clock)
        && name(&one.value, &other.value)
        && name(&one.by, &other.by)
        && name(&one.equals, &other.equals)
        && value(&one.at_least, &other.at_least)
        && value(&one.at_most, &other.at_most)
        && plain(one.absent) == plain(other.absent)
        && plain(one.statistic) == plain(other.statistic)
        && plain(one.share) == plain(other.share)
        && plain(one.per) == plain(other.per)
        && plain(one.counted_by) == plain(other.counted_by)
        && one.when == other.when
}
