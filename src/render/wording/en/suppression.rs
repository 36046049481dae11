//! English: what SUP rules say.

use crate::finding::{AllowedBy, Suppression};
use crate::render::wording::Words;

pub(super) fn words(message: &Suppression) -> Words {
    match message {
        Suppression::WithoutReason(by) => Words::new(
            "no reason is given, so nothing is suppressed",
            match by {
                AllowedBy::Comment => {
                    "write why behind a colon: `# promise: allow(CLR002): the legal wording is being reviewed`"
                }
                AllowedBy::Settings => "add `reason = \"the legal wording is being reviewed\"`",
            },
        ),
        Suppression::Unused { codes, partly, by } => Words::new(
            format!("{} finds nothing here, so there is nothing to suppress", list(codes)),
            match (by, partly) {
                (_, true) => format!("delete {} from the list", list(codes)),
                (AllowedBy::Comment, false) => "delete the comment".to_owned(),
                (AllowedBy::Settings, false) => "delete this `[[allow]]`".to_owned(),
            },
        ),
        Suppression::CoversNothing => Words::new(
            "no value, list item or table begins on the line that this comment is about",
            "move it to the end of the line that it is about, or directly above, with no empty line between; for all of the folder use `[[allow]]` in promise.toml",
        ),
        Suppression::NotSuppressible { code } => Words::new(
            format!("`{code}` cannot be suppressed"),
            if code.starts_with("SUP") {
                "its level can be set under `[rules]` in promise.toml"
            } else {
                "a definition with a mistake of form is left out of every rule: mend it instead"
            },
        ),
        Suppression::Expired { until } => Words::new(
            format!("suppressed until {until}, which is past"),
            "mend what was suppressed; if that takes longer, write a later date and the reason for it",
        ),
        Suppression::UnknownCode { code, suggestion } => Words::new(
            format!("there is no rule `{code}`"),
            match suggestion {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write a code such as CLR002; `promise rule` lists them".to_owned(),
            },
        ),
        Suppression::NoCode => Words::new(
            "no rule is named, so nothing is suppressed",
            "write its code between the parentheses: `# promise: allow(CLR002): the legal wording is being reviewed`",
        ),
    }
}

fn list(codes: &[String]) -> String {
    codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ")
}
