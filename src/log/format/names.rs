//! Names in times: months, days of the week, halves of the day.
//!
//! English and Spanish in any case, as logs have them, and the Chinese halves of the day. It must not
//! know numbers.

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

/// Months by their Spanish names.
const MESES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const DIAS: [&str; 9] =
    ["lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo"];

/// The month (from 1) that the text begins with, and how long its name is.
pub(in crate::log) fn month(text: &[u8]) -> Option<(i32, usize)> {
    let word = word(text);
    // Spain writes `setiembre` and `set` too.
    let setiembre = || abbreviates(word, "setiembre").then_some(8);
    let place = place(word, &MONTHS).or_else(|| place(word, &MESES)).or_else(setiembre)?;
    Some((i32::try_from(place).ok()? + 1, word.len()))
}

/// The length of the name of a weekday that the text begins with.
pub(in crate::log) fn weekday(text: &[u8]) -> Option<usize> {
    let word = word(text);
    place(word, &WEEKDAYS).or_else(|| place(word, &DIAS)).map(|_| word.len())
}

/// Whether the text begins with the second half of the day, or the first, and how long that is:
/// `AM`, `p.m.`, `a. m.`, `上午`.
pub(in crate::log) fn half(text: &[u8]) -> Option<(bool, usize)> {
    for (name, second) in [("上午", false), ("下午", true)] {
        if text.starts_with(name.as_bytes()) {
            return Some((second, name.len()));
        }
    }
    let second = match text.first()?.to_ascii_lowercase() {
        b'a' => false,
        b'p' => true,
        _ => return None,
    };
    let dotted = text.get(1) == Some(&b'.');
    let m = if dotted { 2 + super::scan::spaces(&text[2..]) } else { 1 };
    text.get(m).filter(|m| m.eq_ignore_ascii_case(&b'm'))?;
    Some((second, m + 1 + usize::from(dotted && text.get(m + 1) == Some(&b'.'))))
}

/// The letters that the text begins with.
pub(in crate::log) fn word(text: &[u8]) -> &[u8] {
    // The only other letters in these names are two of Latin-1, whose first byte in UTF-8 is this.
    let letters =
        text.iter().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, 0xC3 | 0x80..=0xBF));
    &text[..letters.count()]
}

/// Whether a word is the `de` of Spanish dates.
pub(in crate::log) fn is_de(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"de")
}

/// Whether a word names the offset zero.
pub(in crate::log) fn is_utc(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"utc") || word.eq_ignore_ascii_case(b"gmt")
}

/// Whether a word is a name, or its first three or four letters (`Sept`, `Tues`).
fn abbreviates(word: &[u8], name: &str) -> bool {
    let start = name.as_bytes().get(..word.len());
    (word.len() == name.len() || matches!(word.len(), 3 | 4))
        && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn place(word: &[u8], names: &[&str]) -> Option<usize> {
    names.iter().position(|name| abbreviates(word, name))
}
