//! English: what CON rules say.

use crate::finding::Consistency;
use crate::render::wording::Words;

pub(super) fn words(message: &Consistency) -> Words {
    match message {
        Consistency::StandardLimitLooser { standard, standard_limit, promised, case } => Words::new(
            format!(
                "standard `{standard}` allows {standard_limit} where the commitment promises {promised}{}",
                in_case(case)
            ),
            format!("make the standard's limit {promised} or stricter, or promise what the standard holds"),
        ),
        Consistency::StandardShareLooser { standard, standard_share, promised, case } => Words::new(
            format!(
                "standard `{standard}` asks for {standard_share} of cases where the commitment promises {}{}",
                every(promised),
                in_case(case)
            ),
            format!("make the standard's share {promised} or more, or promise what the standard holds"),
        ),
        Consistency::TextLimitDiffers { said, target } => Words::new(
            format!("the text says \"{said}\", the target {target}"),
            format!("write {target} in the text, or change the target; number and kind must agree"),
        ),
        Consistency::LimitWithoutTarget { said } => Words::new(
            format!("the text promises \"{said}\", and no target has that limit"),
            "add a target with this limit, or take it out of the text",
        ),
        Consistency::NotInText { target } => Words::new(
            format!("{target} is nowhere in the text"),
            "say it in the text: customers must read what is measured",
        ),
        Consistency::TextShareDiffers { said, target } => Words::new(
            format!("the text says {said}, the target {}", every(target)),
            if target == "100%" {
                format!("write the share into the target, `share = \"{said}\"`, or take it out of the text")
            } else {
                format!("write {target} in the text, or change the target's `share`")
            },
        ),
        Consistency::TranslationsDiffer { said, language, other } => Words::new(
            format!("\"{said}\" stands in {} and not in {}", tongue(language), tongue(other)),
            "make both languages say the same; customers may hold you to either",
        ),
        Consistency::TranslationHedges { word, other } => Words::new(
            format!("\"{word}\" takes back what {} promises", tongue(other)),
            "promise as firmly in both languages",
        ),
        Consistency::RoundTheClockDiffers { words, limit } => Words::new(
            format!("\"{words}\" in the text, but {limit} runs in opening hours alone"),
            "write the limit in hours that run on, or say when you work",
        ),
        Consistency::WorkingHoursDiffer { words, limit } => Words::new(
            format!("\"{words}\" in the text, but {limit} runs day and night"),
            "give the clock the calendar of those hours and write the limit in business hours",
        ),
        Consistency::StatedHoursDiffer { hours, calendar } => Words::new(
            format!("{hours} are not the hours of calendar `{calendar}`"),
            "make the text and the calendar say the same hours",
        ),
        Consistency::RemedyAmountDiffers { said, field } => Words::new(
            format!("the text of the remedy says {said}, its fields {field}"),
            format!("write {field} in the text, or change the field"),
        ),
        Consistency::RemedyTermDiffers { said, field } => Words::new(
            format!("the text of the remedy says \"{said}\", its field {field}"),
            format!("write {field} in the text, or change the field; number and kind must agree"),
        ),
        Consistency::TiersLeaveGap { below, share } => Words::new(
            format!("below {share} the promise is broken, but the tiers begin below {below}"),
            format!("add a tier `below = \"{share}\"`"),
        ),
    }
}

/// A language by its tag.
fn tongue(tag: &str) -> String {
    match tag {
        "en" => "English".to_owned(),
        "zh" => "Chinese".to_owned(),
        tag => format!("`{tag}`"),
    }
}

fn every(share: &str) -> &str {
    if share == "100%" { "every case" } else { share }
}

fn in_case(case: &[(String, String)]) -> String {
    let one = |(name, value): &(String, String)| match value.as_str() {
        "" => format!("no `{name}`"),
        value => format!("`{name}` = \"{value}\""),
    };
    let all: Vec<_> = case.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!(", as for a case with {}", all.join(" and ")) }
}
