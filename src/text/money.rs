//! Amounts of money in prose: 20元, ￥20, £50, "20 yuan", 1万元, NT$1,500.

use super::Decimal;
use super::fold::is_word;
use super::lexicon::{CURRENCIES, PRICES};
use super::number::read_in_prose;
use super::part::is_numeral;
use super::starts::{NUMBERS, Scan};
use std::ops::Range;

/// An amount of money that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyFact {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How much.
    pub amount: Decimal,
    /// In what.
    pub currency: Currency,
}

/// A currency as far as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(&'static str);

impl Currency {
    /// The codes of ISO 4217 that it can be: 元 and $ are units of several.
    fn codes(&self) -> &[&'static str] {
        match self.0 {
            "dollar" => &["USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MOP"],
            "yuan" => &["CNY", "RMB", "HKD", "TWD", "MOP", "SGD"],
            "CNY" => &["CNY", "RMB", "JPY"],
            _ => std::slice::from_ref(&self.0),
        }
    }

    /// Whether it can be the currency of a code.
    pub fn may_be(&self, code: &str) -> bool {
        self.codes().contains(&code.trim())
    }

    /// Whether two texts can mean the same currency.
    pub fn may_equal(&self, other: &Self) -> bool {
        self.codes().iter().any(|code| other.may_be(code))
    }
}

/// The amounts of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>) -> Vec<MoneyFact> {
    let mut found: Vec<MoneyFact> = Vec::new();
    let mut next = 0;
    for (at, character) in text.characters(NUMBERS) {
        let begins = (character.is_ascii_digit() || is_numeral(character))
            && !text[..at].ends_with(|c: char| c.is_ascii_digit() || is_numeral(c) || c == '.');
        if begins
            && at >= next
            && let Some(amount) = amount_at(&text, at)
        {
            next = amount.range.end;
            found.push(amount);
        }
    }
    found
}

fn amount_at(text: &str, at: usize) -> Option<MoneyFact> {
    let number = read_in_prose(&text[at..])?;
    let end = at + number.length;
    let head = text[..at].trim_end();
    let before = CURRENCIES.before(head, head.len()).filter(|hit| hit.kind != "none");
    let start = text.len() - text[end..].trim_start().len();
    let after = CURRENCIES.at(text, start).filter(|hit| hit.kind != "none");
    // A unit behind the number is the number's; a sign before it too, but 20元 ends another amount.
    let sign = before.filter(|hit| !text[..hit.range.start].ends_with(|c: char| c.is_ascii_digit()));
    if text[end..].starts_with(is_word) && after.is_none() {
        return None;
    }
    let (range, kind) = match (sign, after) {
        (Some(sign), Some(unit)) => (sign.range.start..unit.range.end, sign.kind),
        (Some(sign), None) => (sign.range.start..end, sign.kind),
        (None, Some(unit)) => (at..unit.range.end, unit.kind),
        (None, None) => return None,
    };
    Some(MoneyFact { range, amount: number.value, currency: Currency(kind) })
}

/// Parts and multiples of a price in words, in percent: 一半, "half the fee", 双倍, "the full fare".
pub(super) fn parts(text: &str) -> Vec<(Range<usize>, Decimal)> {
    let english = [("half", 50), ("double", 200), ("twice", 200), ("full", 100), ("whole", 100)];
    let chinese = [
        ("一半", 50),
        ("半价", 50),
        ("双倍", 200),
        ("双倍", 200),
        ("两倍", 200),
        ("全额", 100),
        ("全额", 100),
        ("三倍", 300),
    ];
    let is_word_of_price = |at: usize, word: &str| {
        let rest: Vec<_> = text[at + word.len()..].split_whitespace().take(4).collect();
        !text[..at].ends_with(is_word)
            && PRICES.find_words(&rest.join(" ")).iter().any(|hit| hit.kind == "price")
    };
    let english = english.iter().flat_map(|(word, percent)| {
        let places = text.match_indices(*word).filter(|(at, word)| is_word_of_price(*at, word));
        places.map(|(at, word)| (at..at + word.len(), *percent))
    });
    let chinese = chinese.iter().flat_map(|(word, percent)| {
        text.match_indices(*word).map(|(at, word)| (at..at + word.len(), *percent))
    });
    english.chain(chinese).map(|(range, percent)| (range, Decimal::from_integer(percent))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    fn found(text: &str) -> Vec<(String, String, &'static str)> {
        Reading::new(text)
            .money()
            .iter()
            .map(|money| (text[money.range.clone()].to_owned(), money.amount.to_string(), money.currency.0))
            .collect()
    }

    #[test]
    fn amounts_as_charters_write_them() {
        for (text, written, amount, currency) in [
            ("每件赔付20元，", "20元", "20", "yuan"),
            ("赔付￥20。", "￥20", "20", "CNY"),
            ("we credit £9.98 to your account", "£9.98", "9.98", "GBP"),
            ("a 20 yuan voucher", "20 yuan", "20", "CNY"),
            ("you get 20 euros", "20 euros", "20", "EUR"),
            ("pay TWD 1,500 to your card", "TWD 1,500", "1500", "TWD"),
            ("將新臺幣1,500元退至", "新臺幣1,500元", "1500", "TWD"),
            ("1万元及以下", "1万元", "10000", "yuan"),
            ("五十元", "五十元", "50", "yuan"),
            ("a S$3 voucher", "S$3", "3", "SGD"),
            ("credited with $40 within", "$40", "40", "dollar"),
            ("€500,000", "€500,000", "500000", "EUR"),
        ] {
            assert_eq!(found(text), [(written.to_owned(), amount.to_owned(), currency)], "{text}");
        }
        for text in ["2026年元旦", "5 pounding", "20个元件", "24小时"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn signs_of_several_currencies() {
        assert!(Currency("dollar").may_be("AUD") && !Currency("dollar").may_be("GBP"));
        assert!(Currency("yuan").may_be("TWD") && !Currency("CNY").may_be("TWD"));
        assert!(
            Currency("dollar").may_equal(&Currency("HKD")) && !Currency("GBP").may_equal(&Currency("EUR"))
        );
        assert!(Currency("yuan").may_equal(&Currency("dollar")));
    }
}
