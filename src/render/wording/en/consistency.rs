//! English: what CON rules say.

use super::past;
use crate::finding::{Consistency, Unequal};
use crate::render::wording::Words;

#[expect(clippy::too_many_lines, reason = "a table of words, checked by the compiler")]
pub(super) fn words(message: &Consistency) -> Words {
    match message {
        Consistency::UnequalDelivery(differs) => unequal(differs),
        Consistency::PastRewritten { from, field, old, new } => Words::new(
            format!(
                "terms in force since {from} are rewritten: {field}{}",
                rewritten(old.as_deref(), new.as_deref())
            ),
            "end this version with `until` and add the next one with its own `effective`, so that cases keep the terms of their day",
        ),
        Consistency::StandardLimitLooser { standard, commitment, standard_limit, promised, case } => {
            Words::new(
                format!(
                    "standard `{standard}` allows {standard_limit} where `{commitment}` promises {promised}{}",
                    in_case(case)
                ),
                format!(
                    "make the standard's limit {promised} or stricter, or promise what the standard holds"
                ),
            )
        }
        Consistency::StandardShareLooser { standard, commitment, standard_share, promised, case } => {
            Words::new(
                format!(
                    "standard `{standard}` asks for {standard_share} of cases where `{commitment}` promises {}{}",
                    every(promised),
                    in_case(case)
                ),
                format!("make the standard's share {promised} or more, or promise what the standard holds"),
            )
        }
        Consistency::CopyUnreadable { path, missing } => Words::new(
            format!("{path} {}", if *missing { "does not exist" } else { "cannot be read as text" }),
            "name a text file of the page that customers read, relative to this file, or drop it from `published`",
        ),
        Consistency::CopyUnmarked { path, id } => Words::new(
            format!(
                "{path} has no copy of this commitment: the marker `<!-- promise: {id} -->` is not there"
            ),
            format!(
                "write `<!-- promise: {id} -->` on the line before the text there, or drop the file from `published`"
            ),
        ),
        Consistency::CopyFactsDiffer { copy, text } => Words::new(
            match (copy.as_slice(), text.as_slice()) {
                ([], text) => format!("this copy lacks what the commitment promises: {}", quoted(text)),
                (copy, []) => format!("this copy promises what the commitment does not: {}", quoted(copy)),
                (copy, text) => {
                    format!("this copy says {} where the commitment says {}", quoted(copy), quoted(text))
                }
            },
            COPY_HELP,
        ),
        Consistency::CopyWordsDiffer { copy, text } => Words::new(
            match (copy.as_str(), text.as_str()) {
                ("", "") => "nothing of the commitment's text stands behind the marker".to_owned(),
                ("", text) => format!("this copy lacks words of the commitment: \"{text}\""),
                (copy, "") => format!("this copy has words that the commitment has not: \"{copy}\""),
                (copy, text) => format!("this copy says \"{copy}\" where the commitment says \"{text}\""),
            },
            COPY_HELP,
        ),
        Consistency::StalePage { found, expected } => Words::new(
            match (found.as_str(), expected.as_str()) {
                ("", expected) => format!("this page no longer matches its source: it lacks \"{expected}\""),
                (found, "") => {
                    format!("this page no longer matches its source: \"{found}\" does not belong here")
                }
                (found, expected) => {
                    format!(
                        "this page no longer matches its source: it says \"{found}\", and should say \"{expected}\""
                    )
                }
            },
            "make the page again with `promise publish`; what you want to add to it belongs on another page",
        ),
        Consistency::PageUnmade => Words::new(
            "this marker does not say how the page was made, so it cannot be held against its source",
            "make the page again with `promise publish`, which writes the marker",
        ),
        Consistency::PromisesDiffer { other, limit, other_limit, case } => Words::new(
            format!("{limit} here and {other_limit} in `{other}` for the same cases{}", in_case(case)),
            "keep one of the two, or part their cases by `applies`; where it is raised, end the old one with `effective`",
        ),
        Consistency::PromisesRepeat { other, limit, case } => Words::new(
            format!("{limit} is promised in `{other}` too, for the same cases{}", in_case(case)),
            "keep one of the two, or part their cases by `applies`",
        ),
        Consistency::BandGap { attribute, value } => Words::new(
            format!("no target takes a case with `{attribute}` = {value}, which lies between two bands"),
            "let one band end where the next begins, such as \"<=5\" and \">5\"",
        ),
        Consistency::BandOverlap { attribute, value } => Words::new(
            format!("two bands take a case with `{attribute}` = {value}"),
            "let one band end where the next begins, such as \"<=5\" and \">5\"",
        ),
        Consistency::SeverityReversed { attribute, severe, severe_limit, mild, mild_limit, case } => {
            Words::new(
                format!(
                    "a case with `{attribute}` = \"{severe}\" may take {severe_limit}, a milder one with \"{mild}\" {mild_limit}{}",
                    in_case(case)
                ),
                format!(
                    "promise \"{severe}\" cases {mild_limit} or less, or mend the order of `{attribute}` in promise.toml"
                ),
            )
        }
        Consistency::EndBeforeStep { end, limit, step, step_limit, case } => Words::new(
            format!(
                "`{end}` is due within {limit}, before the {step_limit} that the earlier `{step}` may take{}",
                in_case(case)
            ),
            format!("promise `{step}` within {limit} or less, or give `{end}` more time"),
        ),
        Consistency::LimitBelowFloor { source, dated, limit, floor, case } => Words::new(
            format!(
                "{limit} is weaker than the {floor} of {}{}",
                cited(source, dated.as_ref()),
                in_case(case)
            ),
            format!("promise {floor} or better"),
        ),
        Consistency::ShareBelowFloor { source, dated, share, floor, case } => Words::new(
            format!(
                "{share} of cases are fewer than the {} of {}{}",
                if floor == "100%" { "100%".to_owned() } else { format!("{floor} of cases") },
                cited(source, dated.as_ref()),
                in_case(case)
            ),
            if floor == "100%" {
                "drop the `share`: the floor holds for every case".to_owned()
            } else {
                format!("promise {floor} of cases or more")
            },
        ),
        Consistency::MixedTerms { word, term } => Words::new(
            format!("\"{word}\" for what the glossary calls \"{term}\""),
            format!("write \"{term}\", so that nobody looks for a difference"),
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

const COPY_HELP: &str =
    "write there what the commitment's text says, or change the text if the copy is right";

fn unequal(differs: &Unequal) -> Words {
    let Unequal { divided, worst, best, chance } = differs;
    let groups = [worst, best].into_iter().flatten().map(past::group).collect::<Vec<_>>();
    Words::new(
        format!(
            "kept unequally {}, by more than chance (p ≤ {chance}): {}",
            past::divided(divided),
            groups.join("; ")
        ),
        "see to it that all get what is promised, or promise each what it gets: a target with `when` for it",
    )
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}

/// A law or contract with its date.
fn rewritten(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => format!(", `{old}` is now `{new}`"),
        (Some(old), None) => format!(", `{old}` is gone"),
        (None, Some(new)) => format!(", `{new}` is new"),
        (None, None) => String::new(),
    }
}

fn cited(source: &str, dated: Option<&String>) -> String {
    dated.map_or_else(|| source.to_owned(), |date| format!("{source} ({date})"))
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

/// A language by its tag.
fn tongue(tag: &str) -> String {
    match tag {
        "en" => "English".to_owned(),
        "zh" => "Chinese".to_owned(),
        tag => format!("`{tag}`"),
    }
}
