//! English: what CON rules say.

use crate::finding::Consistency;
use crate::render::wording::Words;

pub(super) fn words(message: &Consistency) -> Words {
    match message {
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
    }
}

const COPY_HELP: &str =
    "write there what the commitment's text says, or change the text if the copy is right";

fn quoted(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}

/// A law or contract with its date.
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
