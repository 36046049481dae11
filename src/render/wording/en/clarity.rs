//! English: what CLR rules say.

use crate::finding::Clarity;
use crate::render::wording::Words;

pub(super) fn words(message: &Clarity) -> Words {
    match message {
        Clarity::VagueTime { word } => Words::new(
            format!("\"{word}\" says no time that could be kept or missed"),
            "name the limit in the same clause, such as \"within 4 hours\", or drop the word",
        ),
        Clarity::ContactMissing => Words::new(
            "a published commitment without `contact`",
            "write whom customers can turn to and when, such as `contact = \"400-800-1234, every day 8:00-20:00\"`",
        ),
        Clarity::VagueEffort { word } => Words::new(
            format!("\"{word}\" promises an effort, not a result"),
            "say what is done, by when and how often, such as \"within 24 hours in 98% of cases\"",
        ),
        Clarity::ClockEndsUnstated { limit } => Words::new(
            format!("nothing says from which event \"{limit}\" counts, and up to which"),
            "name both events in the text, and give the target a `clock` with `start` and `stop`",
        ),
        Clarity::FuzzyOutcome { word, stops } => Words::new(
            format!("\"{word}\" does not say what the customer has when the time is up"),
            format!("write what the clock stops at ({}), such as \"a written decision\"", list(stops)),
        ),
        Clarity::OpenException { word } => Words::new(
            format!("\"{word}\" opens an exception that nothing defines"),
            "drop the word, or write a `[[commitment.exception]]` with its case and what is given instead",
        ),
        Clarity::UndefinedTerm { word } => Words::new(
            format!("nothing says which cases are \"{word}\""),
            format!(
                "define the word: in `[glossary]` or `[order]` of promise.toml, as a value such as \
                 `when = {{ class = \"{word}\" }}`, or in brackets behind it"
            ),
        ),
        Clarity::LongChineseSentence { characters, most } => Words::new(
            format!("a sentence of {characters} characters"),
            format!("make two of it: one thing a sentence, up to {most} characters each"),
        ),
        Clarity::LongEnglishSentence { words, most } => Words::new(
            format!("a sentence of {words} words"),
            format!("make two of it: one thing a sentence, up to {most} words each"),
        ),
        Clarity::DoubleNegative { words } => Words::new(
            format!("\"{words}\" says no twice"),
            "say what is done instead, such as \"we call you back\"",
        ),
        Clarity::ScopeUnstated => Words::new(
            "nothing says for whom or what this holds",
            "add `applies = { type = \"complaint\" }` with the cases, or `scope` with words",
        ),
        Clarity::ShareWithoutPeriod { share } => Words::new(
            format!("{share} of cases, but of which period is not said"),
            "add `per = \"month\"` (or day, week, quarter, year), and say it in the text",
        ),
        Clarity::StatisticWithoutPeriod { statistic } => Words::new(
            format!("a {statistic}, but over which period is not said"),
            "add `per = \"month\"` (or day, week, quarter, year), and say it in the text",
        ),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
