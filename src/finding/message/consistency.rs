//! What CON rules say.

use super::past::Unequal;

/// CON rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// CON001: the limit of the text is not the target's.
    TextLimitDiffers {
        /// As the text has it.
        said: String,
        /// As the target has it.
        target: String,
    },
    /// CON001: a limit that the text promises and no target has.
    LimitWithoutTarget {
        /// As the text has it.
        said: String,
    },
    /// CON001: a target's limit or share is nowhere in the text.
    NotInText {
        /// As the target has it.
        target: String,
    },
    /// CON001: the share of the text is not the target's.
    TextShareDiffers {
        /// As the text has it.
        said: String,
        /// The target's.
        target: String,
    },
    /// CON002: a fact of one language that the other does not have.
    TranslationsDiffer {
        /// The fact, as written.
        said: String,
        /// The language that has it.
        language: String,
        /// The language that does not.
        other: String,
    },
    /// CON002: one language takes back what the other promises.
    TranslationHedges {
        /// The word that takes it back.
        word: String,
        /// The language that does not.
        other: String,
    },
    /// CON003: a copy that cannot be read.
    CopyUnreadable {
        /// Its path as written.
        path: String,
        /// Whether there is no such file.
        missing: bool,
    },
    /// CON003: a copy without the commitment's marker.
    CopyUnmarked {
        /// Its path as written.
        path: String,
        /// The commitment.
        id: String,
    },
    /// CON003: durations or shares of a copy that are not those of the text.
    CopyFactsDiffer {
        /// Those that only the copy has, as written.
        copy: Vec<String>,
        /// Those that only the text has, as written.
        text: Vec<String>,
    },
    /// CON003: a copy with other words, and the same durations and shares.
    CopyWordsDiffer {
        /// The words of the copy; empty where it has none there.
        copy: String,
        /// The words of the text; empty where it has none there.
        text: String,
    },
    /// CON014: a page that no longer matches what it was made of.
    StalePage {
        /// What stands in the page; empty where something is missing.
        found: String,
        /// What its source would have there; empty where nothing should stand.
        expected: String,
    },
    /// CON014: a page whose marker does not say how it was made.
    PageUnmade,
    /// CON004: another promise for the same cases, with another limit.
    PromisesDiffer {
        /// The other commitment.
        other: String,
        /// The limit as written.
        limit: String,
        /// The other's.
        other_limit: String,
        /// Attributes of a case to which both apply; empty where neither looks at any.
        case: Vec<(String, String)>,
    },
    /// CON004: another promise for the same cases, with the same limit.
    PromisesRepeat {
        /// The other commitment.
        other: String,
        /// The limit as written.
        limit: String,
        /// Attributes of a case to which both apply; empty where neither looks at any.
        case: Vec<(String, String)>,
    },
    /// CON005: a value between the bands that none of them takes.
    BandGap {
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// CON005: a value that two bands take.
    BandOverlap {
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// CON006: a severer class that waits longer than a milder one.
    SeverityReversed {
        /// The attribute of `[order]`.
        attribute: String,
        /// The severer value.
        severe: String,
        /// Its limit as written.
        severe_limit: String,
        /// The milder value.
        mild: String,
        /// Its limit as written.
        mild_limit: String,
        /// Other attributes of a case of which this holds.
        case: Vec<(String, String)>,
    },
    /// CON006: a limit for the end of a case under that for an earlier step of it.
    EndBeforeStep {
        /// The event that ends the case.
        end: String,
        /// Its limit as written.
        limit: String,
        /// The earlier event.
        step: String,
        /// Its limit as written.
        step_limit: String,
        /// Attributes of a case to which both apply; empty where neither looks at any.
        case: Vec<(String, String)>,
    },
    /// CON007: a limit weaker than the floor's.
    LimitBelowFloor {
        /// The law or contract.
        source: String,
        /// Of when.
        dated: Option<String>,
        /// The limit as written.
        limit: String,
        /// The floor's limit as written.
        floor: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
    /// CON007: a share lower than the floor's.
    ShareBelowFloor {
        /// The law or contract.
        source: String,
        /// Of when.
        dated: Option<String>,
        /// The share.
        share: String,
        /// The floor's share.
        floor: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
    /// CON008
    MixedTerms {
        /// The word that is used.
        word: String,
        /// The word of the glossary.
        term: String,
    },
    /// CON009: round the clock in the text, office hours in the clock.
    RoundTheClockDiffers {
        /// The words.
        words: String,
        /// The limit as written.
        limit: String,
    },
    /// CON009: working hours in the text, a clock that never stops.
    WorkingHoursDiffer {
        /// The words.
        words: String,
        /// The limit as written.
        limit: String,
    },
    /// CON009: stated hours that are not the calendar's.
    StatedHoursDiffer {
        /// The hours as written.
        hours: String,
        /// The calendar.
        calendar: String,
    },
    /// CON010: an amount or percentage of the text that the remedy does not have.
    RemedyAmountDiffers {
        /// As the text has it.
        said: String,
        /// As the field has it.
        field: String,
    },
    /// CON010: a term of the text that the remedy does not have.
    RemedyTermDiffers {
        /// As the text has it.
        said: String,
        /// As the field has it.
        field: String,
    },
    /// CON010: attainments that break the promise and bring nothing.
    TiersLeaveGap {
        /// Below which the tiers begin.
        below: String,
        /// Below which the promise is broken.
        share: String,
    },
    /// CON013
    PastRewritten {
        /// The first day of the version.
        from: String,
        /// The field that changed.
        field: String,
        /// What it was.
        old: Option<String>,
        /// What it is.
        new: Option<String>,
    },
    /// CON012: the standard's limit is weaker.
    StandardLimitLooser {
        /// The standard.
        standard: String,
        /// The commitment.
        commitment: String,
        /// The standard's limit as written.
        standard_limit: String,
        /// The promise's limit as written.
        promised: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
    /// CON012: the standard's share is weaker.
    StandardShareLooser {
        /// The standard.
        standard: String,
        /// The commitment.
        commitment: String,
        /// The standard's share.
        standard_share: String,
        /// The promise's share.
        promised: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
    /// CON015
    UnequalDelivery(Unequal),
}
