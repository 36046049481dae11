//! Writing durations into texts, for fixes: in the language and the characters of the text.

use super::fold::is_unspaced;
use super::{Decimal, Duration, DurationKind};

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// English.
    English,
    /// Chinese in simplified characters.
    Simplified,
    /// Chinese in traditional characters.
    Traditional,
}

/// Characters that only traditional texts have, of the words that promises are made of.
const TRADITIONAL: &str = "時內個後訴覆辦達復險費錢務會與從關應處響決電話聯繫週曆";

impl Tongue {
    /// By its tag, else by its characters.
    pub fn of(tag: Option<&str>, text: &str) -> Self {
        match tag {
            Some(tag) if tag == "en" || tag.starts_with("en-") => Self::English,
            None if !text.contains(is_unspaced) => Self::English,
            Some(tag) if tag.contains("Hans") || tag.ends_with("-CN") => Self::Simplified,
            _ if text.contains(|c| TRADITIONAL.contains(c)) => Self::Traditional,
            _ => Self::Simplified,
        }
    }
}

impl Duration {
    /// As a definition says it: shortly in English (`1h30m`), quarters of hours as such (`1.5 business
    /// hours`).
    pub fn in_definition(self, tongue: Tongue) -> String {
        let amount = self.amount();
        let plural = if amount == 1 { "" } else { "s" };
        match (self.kind(), tongue) {
            (DurationKind::Elapsed, Tongue::English) => clock_time(amount, ["h", "m", "s"]),
            (DurationKind::Elapsed, Tongue::Simplified) => clock_time(amount, ["小时", "分钟", "秒"]),
            (DurationKind::Elapsed, Tongue::Traditional) => clock_time(amount, ["小時", "分鐘", "秒"]),
            (DurationKind::Open, _) if amount > 3600 && amount % 3600 != 0 && amount % 900 == 0 => {
                let hours = Decimal::from_units(i128::from(amount / 900) * (Decimal::ONE / 4));
                match tongue {
                    Tongue::English => format!("{hours} business hours"),
                    Tongue::Simplified => format!("{hours}个工作小时"),
                    Tongue::Traditional => format!("{hours}個工作小時"),
                }
            }
            (DurationKind::Days, Tongue::English) => format!("{amount} day{plural}"),
            (DurationKind::BusinessDays, Tongue::English) => format!("{amount} business day{plural}"),
            _ => self.in_words(tongue),
        }
    }

    /// As a text of a language says it.
    pub fn in_words(self, tongue: Tongue) -> String {
        let amount = self.amount();
        let (count, unit) = match self.kind() {
            DurationKind::Elapsed | DurationKind::Open => in_clock_units(amount),
            DurationKind::Days => (amount, 3),
            DurationKind::BusinessDays => (amount, 4),
            DurationKind::Months => (amount, 5),
        };
        let is_open = self.kind() == DurationKind::Open;
        match tongue {
            Tongue::English => {
                let unit = ["second", "minute", "hour", "calendar day", "working day", "month"][unit];
                let kind = if is_open { "business " } else { "" };
                let plural = if count == 1 { "" } else { "s" };
                format!("{count} {kind}{unit}{plural}")
            }
            Tongue::Simplified => {
                let unit = match (unit, is_open) {
                    (0, true) => "个工作秒",
                    (1, true) => "个工作分钟",
                    (2, true) => "个工作小时",
                    (unit, _) => ["秒", "分钟", "小时", "个自然日", "个工作日", "个月"][unit],
                };
                format!("{count}{unit}")
            }
            Tongue::Traditional => {
                let unit = match (unit, is_open) {
                    (0, true) => "個工作秒",
                    (1, true) => "個工作分鐘",
                    (2, true) => "個工作小時",
                    (unit, _) => ["秒", "分鐘", "小時", "個曆日", "個工作天", "個月"][unit],
                };
                format!("{count}{unit}")
            }
        }
    }
}

/// Hours, minutes and seconds, without those that are zero.
pub fn clock_time(seconds: i64, units: [&str; 3]) -> String {
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60];
    let shown = parts.iter().zip(units).filter(|(amount, _)| **amount != 0);
    let shown: Vec<_> = shown.map(|(amount, unit)| format!("{amount}{unit}")).collect();
    if shown.is_empty() { format!("0{}", units[2]) } else { shown.concat() }
}

/// Seconds in the largest unit that takes them whole: seconds, minutes, hours.
fn in_clock_units(seconds: i64) -> (i64, usize) {
    match seconds {
        seconds if seconds % 3600 == 0 => (seconds / 3600, 2),
        seconds if seconds % 60 == 0 => (seconds / 60, 1),
        seconds => (seconds, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_they_are_read() {
        for text in ["45s", "90m", "24h", "7 days", "3 business days", "16 business hours", "1 month"] {
            let duration = Duration::parse(text).unwrap();
            for tongue in [Tongue::English, Tongue::Simplified, Tongue::Traditional] {
                let written = duration.in_words(tongue);
                let found = crate::text::find_durations(&written);
                assert_eq!(found.len(), 1, "{written}");
                assert_eq!((found[0].duration.clone(), found[0].stated), (Ok(duration), true), "{written}");
            }
        }
    }

    #[test]
    fn definitions_say_them_shortly() {
        for text in [
            "45s",
            "1h30m",
            "24h",
            "1h1s",
            "7 days",
            "1 business day",
            "1.5 business hours",
            "35 business minutes",
            "2.75 business hours",
            "4 business hours",
            "1 month",
        ] {
            let duration = Duration::parse(text).unwrap();
            assert_eq!(duration.in_definition(Tongue::English), text);
            for tongue in [Tongue::Simplified, Tongue::Traditional] {
                assert_eq!(Duration::parse(&duration.in_definition(tongue)), Ok(duration), "{text}");
            }
        }
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(Tongue::of(Some("en-GB"), "We"), Tongue::English);
        assert_eq!(Tongue::of(None, "We answer"), Tongue::English);
        assert_eq!(Tongue::of(None, "24小时内答复"), Tongue::Simplified);
        assert_eq!(Tongue::of(Some("zh-Hant"), "24小時內答覆"), Tongue::Traditional);
        assert_eq!(Tongue::of(Some("zh"), "24小時內答覆"), Tongue::Traditional);
    }
}
