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
