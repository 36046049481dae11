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
        Clarity::NumberWithoutUnit { number, meant } => Words::new(
            format!("{number} of what? The number has no unit"),
            match meant {
                Some(meant) => format!("write \"{meant}\""),
                None => "write the unit, such as \"24 hours\" or \"99%\"".to_owned(),
            },
        ),
        Clarity::ShareOverAll { share } => Words::new(
            format!("{share} is more than every case"),
            "write a share of at most 100%, or say what the number is a multiple of",
        ),
        Clarity::DayKindUnstated { duration, meant } => Words::new(
            format!("\"{duration}\" does not say whether weekends and holidays count"),
            match meant {
                Some(meant) => format!("write \"{meant}\""),
                None => "write \"calendar days\" or \"working days\"".to_owned(),
            },
        ),
        Clarity::BoundaryTwice { first, second, includes } => Words::new(
            if *includes {
                format!("the bound is in both bands, \"{first}\" and \"{second}\"")
            } else {
                format!("the bound is in neither band, \"{first}\" nor \"{second}\"")
            },
            "let one band include the bound and the other exclude it: \"up to 20 kg\" and \"over 20 kg\"",
        ),
        Clarity::CompoundPromise { limit, limits, targets } => Words::new(
            format!("the text promises {limits} limits, but there {}", targets_are(*targets)),
            format!("add a target for \"{limit}\", or make it a commitment of its own"),
        ),
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn targets_are(count: usize) -> String {
    match count {
        0 => "is no target".to_owned(),
        1 => "is 1 target".to_owned(),
        count => format!("are {count} targets"),
    }
}
