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

fn targets_are(count: usize) -> String {
    match count {
        0 => "is no target".to_owned(),
        1 => "is 1 target".to_owned(),
        count => format!("are {count} targets"),
    }
}
