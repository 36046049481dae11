//! DEF and CON011 in English, values apart.

use super::super::{Words, ascii, leading_number};
use super::{expected, found, invalid, kind, table};
use crate::finding::{Definition, DurationError, Expected, Found};
use crate::source::{MAX_FILE_BYTES, Syntax, SyntaxErrorKind};

pub(super) fn words(message: &Definition) -> Words {
    match message {
        Definition::Syntax(error) => syntax(error),
        Definition::UnknownField { field, table: name, suggestion, known, belongs } => Words::new(
            format!("{} has no field `{field}`", table(name)),
            unknown_field(field, name, *suggestion, known, *belongs),
        ),
        Definition::WrongType { expected: takes, found: stands, written } => Words::new(
            format!("expected {}, found {}", expected(*takes), found(*stands)),
            write_instead(*takes, *stands, written.as_deref()),
        ),
        Definition::MissingField { field, table: name } => {
            Words::new(format!("{} without `{field}`", table(name)), missing_field(field))
        }
        Definition::BadDuration { text, error } => duration(text, error),
        Definition::DuplicateId { kind: what, id } => Words::new(
            format!("{} `{id}` is defined twice", kind(*what)),
            if *what == crate::finding::Kind::Commitment {
                "rename one; if it is a later version, give both an `effective` range that do not overlap"
            } else {
                "rename one, or delete it"
            },
        ),
        Definition::Invalid(why) => invalid::words(why),
        Definition::OverlappingVersions { id, day } => Words::new(
            format!("two versions of `{id}` are in force on {day}"),
            "end the earlier one with `until`, the first day on which it is no longer in force",
        ),
        Definition::MoreMistakes { hidden } => Words::new(
            format!("{hidden} more mistakes in this file are not shown"),
            "mend these first; if the file holds no definitions, move it out of the folder",
        ),
        Definition::UnknownReference { kind: what, id, suggestion } => Words::new(
            format!("there is no {} `{id}`", kind(*what)),
            match suggestion {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("define it, or name a {} that is defined", kind(*what)),
            },
        ),
    }
}

fn syntax(error: &SyntaxErrorKind) -> Words {
    match error {
        SyntaxErrorKind::Parser(Syntax::Toml, text) => Words::new(
            format!("not valid TOML: {text}"),
            "look at the quotes, brackets and commas of this line",
        ),
        SyntaxErrorKind::Parser(Syntax::Yaml, text) => Words::new(
            format!("not valid YAML: {text}"),
            "look at the indentation, colons and quotes of this line and the one before",
        ),
        SyntaxErrorKind::DuplicateKey { key, .. } => Words::new(
            format!("`{key}` comes twice in one table"),
            "keep one; several values of a field are a list",
        ),
        SyntaxErrorKind::FullWidthColon => Words::new(
            "a full-width colon `：` where YAML needs `: `",
            "write `: `, a half-width colon and a space",
        ),
        SyntaxErrorKind::FullWidthMark(mark) => Words::new(
            format!("a full-width `{mark}` outside of quotes"),
            format!("write `{}`", ascii(*mark)),
        ),
        SyntaxErrorKind::Unquoted(text) => {
            Words::new("text without quotes", format!("TOML wants quotes around it: \"{text}\""))
        }
        SyntaxErrorKind::NoValue => {
            Words::new("a field without a value", "write the value behind `=`, or delete the line")
        }
        SyntaxErrorKind::NoEquals => {
            Words::new("a line without `=`", "TOML writes `field = \"value\"`; a file in YAML ends in .yaml")
        }
        SyntaxErrorKind::UnclosedQuote => Words::new(
            "a quotation mark that is not closed",
            "close it; a text of several lines stands between `\"\"\"` in TOML, behind `|` in YAML",
        ),
        SyntaxErrorKind::UnclosedBracket => Words::new(
            "a bracket that is not closed, or a comma that is missing",
            "close every `[` and `{` and put commas between items",
        ),
        SyntaxErrorKind::Tab => Words::new("a tab in the indentation", "YAML is indented with spaces only"),
        SyntaxErrorKind::Indentation => Words::new(
            "this line is indented like nothing above it",
            "give the fields of one table the same indentation",
        ),
        SyntaxErrorKind::ColonInText => Words::new(
            "a colon where no field can begin",
            "write a space behind the colon of a field, and put text that holds `: ` in quotes",
        ),
        SyntaxErrorKind::ReservedStart(mark) => Words::new(
            format!("a value that begins with `{mark}`"),
            "put it in quotes: YAML keeps this character for itself",
        ),
        SyntaxErrorKind::UnknownAnchor => Words::new(
            "an alias of an anchor that is not there",
            "define it further up with `&name`, or put the text in quotes",
        ),
        SyntaxErrorKind::ControlCharacter(c) => Words::new(
            format!("a control character, U+{:04X}", u32::from(*c)),
            "delete it; is this a text file, saved as UTF-8?",
        ),
        SyntaxErrorKind::TooDeep => {
            Words::new("lists or tables nested too deep", "no definition needs more than a few levels")
        }
        SyntaxErrorKind::TooManyAliases => {
            Words::new("aliases that repeat too much", "write the values out, or repeat smaller ones")
        }
        SyntaxErrorKind::RecursiveAlias => {
            Words::new("an alias inside the value that it repeats", "write the value out")
        }
        SyntaxErrorKind::SecondDocument => {
            Words::new("a second document in one file", "put it into a file of its own, or delete the `---`")
        }
        SyntaxErrorKind::ComplexKey => {
            Words::new("a field name that is a list or a table", "a field name is text")
        }
        SyntaxErrorKind::NotUtf8 { utf16: true } => {
            Words::new("this file is UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)")
        }
        SyntaxErrorKind::NotUtf8 { utf16: false } => Words::new(
            "bytes that are not UTF-8",
            "save the file as UTF-8; Chinese text from older programs is often GBK: `iconv -f GB18030 -t UTF-8`",
        ),
        SyntaxErrorKind::TooLarge { bytes } => Words::new(
            format!("a file of {bytes} bytes, which is too large to be definitions"),
            format!("split it: up to {MAX_FILE_BYTES} bytes are read; logs belong in another folder"),
        ),
    }
}

fn unknown_field(
    field: &str,
    name: &str,
    suggestion: Option<&str>,
    known: &[&str],
    belongs: Option<&str>,
) -> String {
    let settings =
        ["rules", "glossary", "order", "suspension", "allow", "vocabulary", "notice_days", "most_excluded"];
    let definitions = ["commitment", "standard", "clock", "calendar", "log"];
    if field == "<<" {
        return "merge keys are not read; repeat the fields, or a whole value with `*name`".to_owned();
    }
    if name == "file" && settings.contains(&field) {
        return "settings stand in promise.toml in the folder".to_owned();
    }
    if name == "promise.toml" && definitions.contains(&field) {
        return "definitions stand in other files of the folder; promise.toml holds settings only".to_owned();
    }
    match (belongs, suggestion) {
        (Some(outer), _) => format!(
            "it is a field of `{outer}`: in TOML move it above the first table of the `{outer}`, in YAML out by one level"
        ),
        (None, Some(meant)) => format!("did you mean `{meant}`?"),
        (None, None) => format!("it takes {}", known.join(", ")),
    }
}

fn missing_field(field: &str) -> String {
    match field {
        "id" => "add `id = \"a-short-name\"`, by which others refer to it".to_owned(),
        "timezone" => "add `timezone = \"Asia/Shanghai\"` or another IANA name".to_owned(),
        "start" | "stop" => format!("add `{field}` with the event that {field}s the clock"),
        "path" => "add `path = \"logs/tickets-*.csv\"`, relative to this file".to_owned(),
        field => format!("add `{field}`"),
    }
}

fn write_instead(takes: Expected, stands: Found, written: Option<&str>) -> String {
    let written = written.unwrap_or_default();
    match (takes, stands) {
        (Expected::Tables, Found::Table) => {
            "write the header with two brackets, `[[...]]`, or in YAML each table as an item, `- `".to_owned()
        }
        (_, Found::Nothing) => "write a value, or delete the field".to_owned(),
        (
            Expected::Text | Expected::Prose | Expected::Texts,
            Found::Number | Found::Boolean | Found::Date,
        ) => {
            format!("put it in quotes: \"{written}\"")
        }
        (Expected::Number | Expected::Integer | Expected::Boolean, Found::Text) => {
            "write it without quotes".to_owned()
        }
        (Expected::Table | Expected::Tables, _) => "write fields with names below it".to_owned(),
        (Expected::Prose, _) => "write text, or `{ en = \"...\", zh = \"...\" }`".to_owned(),
        (Expected::Date, _) => "write it as 2026-03-31".to_owned(),
        (Expected::Duration, _) => "write \"24h\", \"3 business days\" or \"7 days\"".to_owned(),
        (Expected::Share, _) => "write \"98%\" or 0.98".to_owned(),
        (Expected::Condition, _) => {
            "write \"urgent\", [\"phone\", \"web\"], \">5 <=10\" or { not = [\"test\"] }".to_owned()
        }
        (Expected::Column, _) => {
            "write the column's header, or a table such as { from = \"Ticket\", split = \"/\", part = 2 }"
                .to_owned()
        }
        (Expected::Windows, _) => "write [\"09:00-12:00\", \"13:00-18:00\"]".to_owned(),
        (Expected::DateRange, _) => "write 2026-10-01, or \"2026-10-01..2026-10-08\"".to_owned(),
        (Expected::Years, _) => "write 2026, or \"2025..2027\"".to_owned(),
        (Expected::Limit, _) => "write a number such as 4.5, or a duration such as \"2h\"".to_owned(),
        (Expected::Boolean, _) => "write true or false".to_owned(),
        (Expected::Integer, _) => "write a whole number such as 200".to_owned(),
        (Expected::Number, _) => "write a number such as 20".to_owned(),
        (Expected::Text | Expected::Texts | Expected::Scalar, _) => "write one text in quotes".to_owned(),
    }
}

fn duration(text: &str, error: &DurationError) -> Words {
    let number = leading_number(text);
    let examples = "write \"24h\", \"16 business hours\", \"7 days\" or \"3 business days\"";
    match error {
        DurationError::NoNumber => {
            Words::new(format!("`{text}` is no duration: a number is missing"), examples)
        }
        DurationError::NoUnit => Words::new(
            format!("`{text}` has no unit"),
            format!(
                "write \"{number}h\", \"{number} business hours\", \"{number} days\" or \"{number} business days\""
            ),
        ),
        DurationError::UnknownUnit(unit) => Words::new(
            format!("`{unit}` is no unit of time"),
            "units are s, m, h, days, weeks, months, years, and business minutes, business hours, business days",
        ),
        DurationError::NotPositive => Words::new(format!("`{text}` is not longer than nothing"), examples),
        DurationError::NotWhole => Words::new(
            format!("`{text}` is not a whole number of its unit"),
            "days, weeks and months are counted whole; write part of a day in hours, such as \"36h\"",
        ),
        DurationError::Mixed => Words::new(
            format!("`{text}` mixes kinds of time"),
            "hours run round the clock, business hours in opening hours, days by the calendar: choose one kind",
        ),
        DurationError::TooLong => Words::new(format!("`{text}` reaches past the year 9999"), examples),
    }
}
