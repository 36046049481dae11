//! From the text of a format to the items that are matched one after the other.
//!
//! What a format cannot mean is found here, once, and not row by row. It must not read values.

use super::Kind;
use super::scan::{Field, Item};

/// Compiles strptime directives. The error is the part that is not understood; the whole text where
/// what is wrong is that no date comes out of it.
pub(super) fn directives(text: &str) -> Result<Kind, String> {
    let mut compiler = Compiler::default();
    compiler.text(text)?;
    let timed = compiler.check(text)?;
    let mut items = compiler.items;
    share_digits(&mut items);
    own_points(&mut items);
    let common = matches!(text, "%Y-%m-%d %H:%M:%S" | "%F %T" | "%Y-%m-%d %T" | "%F %H:%M:%S");
    Ok(Kind::Directives { items, timed, common })
}

#[derive(Default)]
struct Compiler {
    items: Vec<Item>,
    /// What the directives so far give, with the directive that gives it.
    gives: Vec<(Gives, String)>,
}

/// What a directive gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    Year,
    Month,
    Day,
    Ordinal,
    Weekday,
    Hour,
    Hour12,
    Minute,
    Second,
    Fraction,
    Half,
    Offset,
    Epoch,
}

impl Compiler {
    fn text(&mut self, text: &str) -> Result<(), String> {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let length = if first == '%' {
                self.directive(rest)?
            } else {
                if first.is_whitespace() {
                    self.spaces();
                } else {
                    self.literal(first);
                }
                first.len_utf8()
            };
            rest = &rest[length..];
        }
        Ok(())
    }

    /// Compiles the directive that the text begins with, and says how long it is.
    fn directive(&mut self, text: &str) -> Result<usize, String> {
        // `%-d`, `%_d` and `%0d` ask for a padding, which means nothing when reading; `%:z` is `%z`.
        let flag = usize::from(text[1..].starts_with(['-', '_', '0']) || text[1..].starts_with(":z"));
        let Some(letter) = text[1 + flag..].chars().next() else { return Err(text.to_owned()) };
        let written = &text[..1 + flag + letter.len_utf8()];
        match letter {
            'Y' => self.number(written, Gives::Year, Field::Year, 4, 4)?,
            'y' => self.number(written, Gives::Year, Field::ShortYear, 2, 2)?,
            'm' => self.number(written, Gives::Month, Field::Month, 1, 2)?,
            'd' | 'e' => self.number(written, Gives::Day, Field::Day, 1, 2)?,
            'j' => self.number(written, Gives::Ordinal, Field::Ordinal, 1, 3)?,
            'H' | 'k' => self.number(written, Gives::Hour, Field::Hour, 1, 2)?,
            'I' | 'l' => self.number(written, Gives::Hour12, Field::Hour12, 1, 2)?,
            'M' => self.number(written, Gives::Minute, Field::Minute, 1, 2)?,
            'S' => self.number(written, Gives::Second, Field::Second, 1, 2)?,
            'f' => self.item(written, Gives::Fraction, Item::Fraction)?,
            's' => self.item(written, Gives::Epoch, Item::Epoch)?,
            'b' | 'B' | 'h' => self.item(written, Gives::Month, Item::Month { point: true })?,
            'a' | 'A' => self.item(written, Gives::Weekday, Item::Weekday { point: true })?,
            'p' | 'P' => self.item(written, Gives::Half, Item::Half)?,
            'z' => self.item(written, Gives::Offset, Item::Offset)?,
            'T' => self.text("%H:%M:%S")?,
            'R' => self.text("%H:%M")?,
            'D' => self.text("%m/%d/%y")?,
            'F' => self.text("%Y-%m-%d")?,
            'n' | 't' => self.spaces(),
            '%' => self.literal('%'),
            _ => return Err(written.to_owned()),
        }
        Ok(written.len())
    }

    fn number(
        &mut self,
        written: &str,
        gives: Gives,
        field: Field,
        min: usize,
        max: usize,
    ) -> Result<(), String> {
        let padded = written.ends_with(['e', 'k', 'l']);
        self.item(written, gives, Item::Number { field, min, max, after: 0, whole: 0, padded })
    }

    fn item(&mut self, written: &str, gives: Gives, item: Item) -> Result<(), String> {
        if self.has(gives) {
            return Err(written.to_owned());
        }
        self.gives.push((gives, written.to_owned()));
        self.items.push(item);
        Ok(())
    }

    fn spaces(&mut self) {
        if self.items.last() != Some(&Item::Spaces) {
            self.items.push(Item::Spaces);
        }
    }

    fn literal(&mut self, character: char) {
        let mut buffer = [0; 4];
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        if let Some(Item::Literal(text)) = self.items.last_mut() {
            text.extend_from_slice(bytes);
        } else {
            self.items.push(Item::Literal(bytes.to_vec()));
        }
    }

    fn has(&self, gives: Gives) -> bool {
        self.gives.iter().any(|(given, _)| *given == gives)
    }

    /// The directive that gives something, as the error.
    fn refuse(&self, gives: Gives) -> Result<(), String> {
        let written = self.gives.iter().find(|(given, _)| *given == gives);
        written.map_or(Ok(()), |(_, written)| Err(written.clone()))
    }

    /// Refuses what would have to be guessed: a time of day without its hour, an hour of twelve
    /// without its half, a time beside an epoch, an offset of a day. Says whether it is timed.
    fn check(&self, text: &str) -> Result<bool, String> {
        let has = |gives| self.has(gives);
        if has(Gives::Epoch) {
            if let Some((_, other)) = self.gives.iter().find(|(gives, _)| *gives != Gives::Epoch) {
                return Err(other.clone());
            }
            return Ok(true);
        }
        let date = has(Gives::Year) && (has(Gives::Ordinal) || has(Gives::Month) && has(Gives::Day));
        if !date {
            return Err(text.to_owned());
        }
        if has(Gives::Hour) {
            self.refuse(Gives::Hour12)?;
        } else if !has(Gives::Hour12) {
            for gives in [Gives::Minute, Gives::Second, Gives::Fraction, Gives::Half, Gives::Offset] {
                self.refuse(gives)?;
            }
        } else if !has(Gives::Half) {
            self.refuse(Gives::Hour12)?;
        }
        Ok(has(Gives::Hour) || has(Gives::Hour12))
    }
}

/// A point that the format itself has behind a name is not the name's: `%d.%b.%Y`.
fn own_points(items: &mut [Item]) {
    for place in 1..items.len() {
        let literal = matches!(&items[place], Item::Literal(text) if text.starts_with(b"."));
        if let Item::Month { point } | Item::Weekday { point } = &mut items[place - 1]
            && literal
        {
            *point = false;
        }
    }
}

/// Numbers that stand against each other share one run of digits: all but the first have their full
/// width, and the first has what is left. A time of day may be an integer, `805` for 08:05.
fn share_digits(items: &mut [Item]) {
    let mut start = 0;
    while start < items.len() {
        let numbers = items[start..].iter().take_while(|item| matches!(item, Item::Number { .. })).count();
        let fraction = items.get(start + numbers) == Some(&Item::Fraction);
        if numbers > 1 || (numbers == 1 && fraction) {
            share_run(&mut items[start..start + numbers], fraction);
        }
        start += numbers.max(1);
    }
}

fn share_run(run: &mut [Item], fraction: bool) {
    let width = |item: &Item| if let Item::Number { max, .. } = item { *max } else { 0 };
    let all: usize = run.iter().map(width).sum();
    let integer = !fraction && matches!(run.first(), Some(Item::Number { field: Field::Hour, .. }));
    let mut left = all;
    let last = run.len() - 1;
    for (place, item) in run.iter_mut().enumerate() {
        let Item::Number { min, max, after, whole, .. } = item else { continue };
        left -= *max;
        // A fraction takes any number of digits, so that everything before it has its full width.
        *after = if fraction { 0 } else { left };
        if integer {
            *min = usize::from(place == last);
            *whole = if place == 0 { all } else { 0 };
        } else if place > 0 || fraction {
            *min = *max;
        }
    }
}
