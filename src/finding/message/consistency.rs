//! What CON rules say.

/// CON rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consistency {
    /// CON012: the standard's limit is weaker.
    StandardLimitLooser {
        /// The standard.
        standard: String,
        /// Its limit as written.
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
        /// Its share.
        standard_share: String,
        /// The promise's share.
        promised: String,
        /// Attributes of a case in which the two meet; empty where their conditions say it alike.
        case: Vec<(String, String)>,
    },
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
}
