//! DEF007 in English.

use super::super::Words;
use crate::finding::Invalid;

#[expect(clippy::too_many_lines, reason = "a table of words, checked by the compiler")]
pub(super) fn words(why: &Invalid) -> Words {
    match why {
        Invalid::NotOneOf { value, allowed, suggestion } => {
            let help = match suggestion {
                Some(meant) => format!("did you mean \"{meant}\"? It takes {}", allowed.join(", ")),
                None => format!("it takes {}", allowed.join(", ")),
            };
            Words::new(format!("\"{value}\" is not among the words of this field"), help)
        }
        Invalid::Empty => Words::new("this is empty", "write something, or delete the field"),
        Invalid::Padded(text) => {
            Words::new(format!("\"{text}\" has spaces around it"), format!("write \"{}\"", text.trim()))
        }
        Invalid::Date(text) => {
            Words::new(format!("`{text}` is no date"), "write year, month and day as 2026-03-31")
        }
        Invalid::RangeReversed(range) => Words::new(
            format!("`{range}` ends before it has begun"),
            "write the earlier end first; `until` is the first day after",
        ),
        Invalid::Years(text) => {
            Words::new(format!("`{text}` is no range of years"), "write 2026 or \"2025..2027\"")
        }
        Invalid::Share(text) => Words::new(format!("`{text}` is no share of cases"), "write \"98%\" or 0.98"),
        Invalid::ShareOutOfRange(text) => Words::new(
            format!("`{text}` is not between nothing and all cases"),
            "write \"98%\" or 0.98; 98 alone would be 9800 %",
        ),
        Invalid::Number(text) => {
            Words::new(format!("`{text}` is no number"), "write digits, such as 20 or 4.5")
        }
        Invalid::NotPositive(text) => {
            Words::new(format!("{text} is not more than 0"), "write a number above 0")
        }
        Invalid::Limit(text) => Words::new(
            format!("`{text}` is neither a number nor a duration"),
            "write a value without quotes, such as 4.5, or a duration with its unit, such as \"2h\"",
        ),
        Invalid::Statistic(text) => Words::new(
            format!("\"{text}\" is no statistic"),
            "it takes share, mean, median, count, sum, or a percentile from p1 to p100",
        ),
        Invalid::Language(tag) => {
            Words::new(format!("`{tag}` is no language"), "write a tag such as en, zh or zh-Hant")
        }
        Invalid::Comparison(text) => Words::new(
            format!("`{text}` is no comparison with numbers"),
            "write \"<=5\", \">5\" or \">5 <=10\"",
        ),
        Invalid::DurationKind { text } => Words::new(
            format!("a duration, {text}, where no time is measured"),
            "write a number or a plain duration such as 30s, or name a `clock` instead of a `value`",
        ),
        Invalid::UnreadableFile { path, reason } => Words::new(
            format!("{path} cannot be read: {reason}"),
            "paths are relative to the file they are written in",
        ),
        Invalid::Weekdays(text) => Words::new(
            format!("`{text}` is no weekday"),
            "write mon, tue, wed, thu, fri, sat, sun, or a range such as mon-fri",
        ),
        Invalid::WeekdayTwice(day) => Words::new(
            format!("the hours of {day} are given twice"),
            "give each weekday once, with all its windows in one list",
        ),
        Invalid::Window(text) => Words::new(
            format!("`{text}` are no opening hours"),
            "write \"09:00-18:00\"; the day may end at 24:00",
        ),
        Invalid::WindowsOverlap(text) => {
            Words::new(format!("{text} overlaps the window before it"), "join the two, or move one")
        }
        Invalid::NoHours => {
            Words::new("a calendar that is never open", "add `hours`, such as `mon-fri = [\"09:00-18:00\"]`")
        }
        Invalid::TimeZone { name, suggestion } => Words::new(
            format!("there is no time zone \"{name}\""),
            match suggestion {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "write an IANA name, such as \"Asia/Shanghai\" or \"Europe/London\"".to_owned(),
            },
        ),
        Invalid::NeedsCalendar { limit, clock } => Words::new(
            format!("{limit} cannot be counted: clock `{clock}` has no calendar"),
            format!("give clock `{clock}` a `calendar`, or write the limit in hours or days that run on"),
        ),
        Invalid::Delimiter(text) => Words::new(
            format!("\"{text}\" does not separate fields"),
            "write one character, such as \",\" or \";\", or \"tab\"",
        ),
        Invalid::Encoding(text) => Words::new(
            format!("there is no encoding \"{text}\""),
            "write utf-8, gb18030 or another label of the WHATWG list",
        ),
        Invalid::TimeFormat { format, part } => Words::new(
            format!("`{part}` in \"{format}\" cannot be read"),
            "write a format such as \"%Y-%m-%d %H:%M:%S\", or iso, epoch, epoch_ms",
        ),
        Invalid::Conflict { first, second } => {
            Words::new(format!("`{first}` and `{second}` cannot stand together"), "keep one of them")
        }
        Invalid::Needs { field, needs } => Words::new(
            format!("`{field}` means nothing without `{needs}`"),
            format!("add `{needs}`, or delete `{field}`"),
        ),
        Invalid::PauseNeedsEvents(field) => Words::new(
            format!("`{field}` looks at the rows of a case, of which this log has one"),
            "write `shape = \"events\"` if it has a row per event, else where the pause is: `columns` or `duration`",
        ),
        Invalid::Scale(text) => Words::new(
            format!("`{text}` is no scale of answers"),
            "write the lowest and the highest answer, such as \"1..7\", neither beyond a million",
        ),
        Invalid::NoDimension => Words::new(
            "this survey asks about no dimension",
            "add one, such as `reliability = { expectation = \"e1\", perception = \"p1\" }`",
        ),
        Invalid::NotFromOne(text) => {
            Words::new(format!("{text} is no place"), "columns and parts are counted from 1")
        }
        Invalid::SecondSettings => Words::new(
            "a second promise.toml",
            "keep one in the folder; a part of the folder cannot have settings of its own",
        ),
        Invalid::UnknownRule { code, suggestion } => Words::new(
            format!("there is no rule or family `{code}`"),
            match suggestion {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write a code such as CLR001, or a family: CLR, FEA, CON, TIM, FLX, COV, DAT, SUP"
                    .to_owned(),
            },
        ),
        Invalid::FixedRule(code) => Words::new(
            format!("the level of `{code}` cannot be changed"),
            "a definition with a mistake of form is left out of every rule: mend it instead",
        ),
        Invalid::NotInVocabulary { word, list } => Words::new(
            format!("the words of `{list}` have no \"{word}\" to take away"),
            "take away a word as findings quote it, or a longer expression in which it means something else",
        ),
    }
}
