//! Names in times: months, days of the week, halves of the day.
//!
//! English in any case, as logs have them, and the Chinese halves of the day. It must not know numbers.

/// Months by their English names.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Halves of the day, and whether they are the second.
const HALVES: [(&str, bool); 6] =
    [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true), ("上午", false), ("下午", true)];

/// The month (from 1) that the text begins with, and how long its name is.
pub(super) fn month(text: &[u8]) -> Option<(i32, usize)> {
    let (place, length) = name(text, &MONTHS)?;
    Some((i32::try_from(place).ok()? + 1, length))
}

/// The length of the name of a weekday that the text begins with.
pub(super) fn weekday(text: &[u8]) -> Option<usize> {
    name(text, &WEEKDAYS).map(|(_, length)| length)
}

/// Whether the text begins with the second half of the day, or the first, and how long that is.
pub(super) fn half(text: &[u8]) -> Option<(bool, usize)> {
    let begins =
        |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    HALVES.iter().find(|(name, _)| begins(name)).map(|&(name, second)| (second, name.len()))
}

/// A name in full, or its first three or four letters (`Sept`, `Tues`).
fn name(text: &[u8], names: &[&str]) -> Option<(usize, usize)> {
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let word = &text[..letters];
    let is = |name: &&str| {
        let start = name.as_bytes().get(..letters);
        (letters == name.len() || matches!(letters, 3 | 4))
            && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    names.iter().position(is).map(|place| (place, letters))
}
