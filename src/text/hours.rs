//! Opening hours in prose: 8:00-20:00 with its days, 工作时间, business hours, 7×24.

use super::clause::Structure;
use super::find::FoundDuration;
use super::lexicon::{HOURS, Hit, WEEKDAYS, WHOSE_HOURS};
use super::part::is_joined;
use super::starts::{NUMBERS, Scan};
use std::ops::Range;

/// Opening hours that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenHours {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// When they begin, in minutes of the day.
    pub from: u16,
    /// When they end; past 24:00 where they run into the next day.
    pub to: u16,
    /// On which days, Monday first, where the sentence says it.
    pub days: Option<[bool; 7]>,
    /// Whether they are those of a shop or counter, which work in working days need not keep.
    pub is_of_place: bool,
}

/// Words for opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursWords {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Which hours.
    pub kind: HoursKind,
}

/// Which hours words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HoursKind {
    /// Day and night: 7×24, round the clock.
    RoundTheClock,
    /// Somebody can be reached day and night; the work may keep other hours: a 24-hour hotline.
    Reception,
    /// The hours of a calendar: 工作时间, business hours.
    Working,
    /// The same as the unit of a limit: 4 business hours, 4个工作小时.
    Counted,
}

const DAY: u16 = 24 * 60;

/// The stated hours of a folded text, from left to right.
pub(super) fn find(text: Scan<'_>, structure: &Structure) -> Vec<OpenHours> {
    let mut found: Vec<OpenHours> = Vec::new();
    let mut next = 0;
    for (at, character) in text.characters(NUMBERS) {
        let begins = character.is_ascii_digit() && !is_joined(&text, at) && !text[..at].ends_with(['-', '/']);
        if begins
            && at >= next
            && let Some((end, from, to)) = window(&text, at)
        {
            let whose = whose(text, structure, at, end);
            if whose != Some("other") {
                let days = days(&text, &structure.sentence(at), at);
                found.push(OpenHours { range: at..end, from, to, days, is_of_place: whose == Some("place") });
            }
            next = end;
        }
    }
    found
}

/// Whose hours of the day stand at a place: the last that the clause names before them, else that of
/// the clause before it ("the shop, open 10:00-18:00"), else what the clause names behind them.
fn whose(text: Scan<'_>, structure: &Structure, at: usize, end: usize) -> Option<&'static str> {
    let clause = structure.near(&text, &(at..end));
    let head = &text[clause.start.min(at)..at];
    let named = |part: Range<usize>| last_named(&text, &WHOSE_HOURS.find_in(text, part));
    named(clause.start.min(at)..at)
        .or_else(|| {
            let before = structure.clauses_before(at).find(|before| before.end <= clause.start)?;
            let is_bare = |part: &str| !part.contains(|c: char| c.is_ascii_digit());
            (says_only_when(head) && is_bare(&text[before.clone()])).then(|| named(before)).flatten()
        })
        .or_else(|| named(end..clause.end.max(end)))
}

/// The last that is named: hours of our own, unless another thing right before says whose they are.
fn last_named(text: &str, hits: &[Hit]) -> Option<&'static str> {
    let mut hits = hits.iter().rev().filter(|hit| hit.kind != "always");
    let last = hits.next()?;
    let before = hits.next().filter(|before| last.kind == "own" && before.kind != "own");
    let qualifies = |before: &&Hit| {
        text[before.range.end..last.range.start].trim_matches([' ', '\'', 's', '的']).is_empty()
    };
    Some(before.filter(qualifies).map_or(last.kind, |before| before.kind))
}

/// Whether a clause up to its hours names nothing but days and opening: "which opens", 每天.
fn says_only_when(head: &str) -> bool {
    let words = ["which", "that", "open", "opens", "is", "are", "hours", "from", "daily", "time"];
    let end = WEEKDAYS.find_words(head).last().map_or(0, |hit| hit.range.end);
    let rest = &head[end..];
    let is_word = |word: &str| words.contains(&word) || !word.contains(char::is_alphabetic);
    rest.split_whitespace().all(is_word)
        || ["时间", "时间为", "时间:", "开放", "营业"].iter().any(|word| rest.trim() == *word)
}

/// The words for hours in a folded text.
pub(super) fn words(text: Scan<'_>, structure: &Structure) -> Vec<HoursWords> {
    let hits = HOURS.find(text).into_iter();
    let read = |hit: Hit| {
        let is_always = || {
            let clause = structure.near(&text, &hit.range);
            WHOSE_HOURS.find_in(text, clause).iter().any(|hit| hit.kind != "own")
        };
        let kind = match hit.kind {
            "round-the-clock" if is_channel(&text[hit.range.end..]) || is_always() => HoursKind::Reception,
            "round-the-clock" => HoursKind::RoundTheClock,
            "reception" => HoursKind::Reception,
            "unit" => HoursKind::Counted,
            _ => HoursKind::Working,
        };
        // "8 business hours" counts in them; 营业时间外 is what lies outside.
        let is_amount = text[..hit.range.start]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两".contains(c));
        let is_outside =
            text[hit.range.end..].starts_with(['外', '以']) || text[..hit.range.start].ends_with('非');
        let kind = if is_amount { HoursKind::Counted } else { kind };
        (!is_outside).then_some(HoursWords { range: hit.range, kind })
    };
    hits.filter_map(read).collect()
}

/// Whether what is always open is a way to reach somebody: 7×24小时热线, "24/7 phone line".
fn is_channel(behind: &str) -> bool {
    let near: String = behind.chars().take_while(|c| !matches!(c, ',' | '.' | '。' | ';')).take(10).collect();
    ["热线", "电话", "客服", "专线", "受理", "接听", "line", "hotline", "phone"]
        .iter()
        .any(|word| near.contains(word))
}

/// Whether working days are named without being counted: "on working days", 工作日2小时内.
pub(super) fn speaks_of_workdays(text: Scan<'_>, durations: &[FoundDuration]) -> bool {
    WEEKDAYS.find(text).iter().any(|hit| {
        hit.kind == "workdays" && !durations.iter().any(|duration| duration.range.contains(&hit.range.start))
    })
}

/// The end of a window and its times.
fn window(text: &str, at: usize) -> Option<(usize, u16, u16)> {
    let first = Time::read(&text[at..])?;
    let rest = &text[at + first.length..];
    let trimmed = rest.trim_start();
    let mark = ["-", "–", "—", "~", "至", "到", "to ", "until "]
        .iter()
        .find_map(|mark| trimmed.strip_prefix(*mark))?;
    // 8:00——20:00 has two dashes.
    let second = mark.trim_start_matches(['-', '—', '–']).trim_start();
    let start = text.len() - second.len();
    let last = Time::read(second)?;
    if !first.certain && !last.certain {
        return None;
    }
    let (from, mut to) = (first.minutes, last.minutes);
    if to <= from {
        to += DAY;
    }
    Some((start + last.length, from, to))
}

/// A time of day at the beginning of a text.
struct Time {
    minutes: u16,
    length: usize,
    /// Whether it cannot be another number.
    certain: bool,
}

impl Time {
    fn read(text: &str) -> Option<Self> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let count = digits(text);
        let mut hour: u16 = text.get(..count).filter(|_| (1..=2).contains(&count))?.parse().ok()?;
        let (mut length, mut minute, mut certain) = (count, 0_u16, false);
        let rest = &text[count..];
        if let Some(after) = rest.strip_prefix([':', '.']).filter(|after| digits(after) == 2) {
            minute = after[..2].parse().ok()?;
            length += 3;
            certain = rest.starts_with(':');
        } else if let Some(after) = rest.strip_prefix(['时', '点']) {
            length = text.len() - after.len();
            certain = true;
            if after.starts_with('半') {
                minute = 30;
                length += '半'.len_utf8();
            }
        }
        let after = text[length..].trim_start();
        let mut half_day = None;
        for (word, is_afternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
            let Some(behind) = after.strip_prefix(word) else { continue };
            if !behind.starts_with(|c: char| c.is_ascii_alphabetic()) {
                length = text.len() - behind.len();
                half_day = Some(is_afternoon);
                certain = true;
                break;
            }
        }
        match half_day {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => {}
        }
        let minutes = hour * 60 + minute;
        (minute < 60 && minutes <= DAY).then_some(Self { minutes, length, certain })
    }
}

/// The days that a sentence names nearest to its hours: before them, else behind them.
fn days(text: &str, sentence: &Range<usize>, at: usize) -> Option<[bool; 7]> {
    let all = named_days(text.get(sentence.clone())?);
    let at = at - sentence.start;
    let before = all.iter().rev().find(|(range, _)| range.end <= at);
    before.or_else(|| all.iter().find(|(range, _)| range.start > at)).map(|(_, days)| *days)
}

/// All days and ranges of days in a sentence.
fn named_days(sentence: &str) -> Vec<(Range<usize>, [bool; 7])> {
    let mut found: Vec<(Range<usize>, [bool; 7])> = Vec::new();
    for hit in WEEKDAYS.find_words(sentence) {
        if found.last().is_some_and(|(range, _)| hit.range.start < range.end) {
            continue;
        }
        let (mut range, mut days) = (hit.range.clone(), [false; 7]);
        match hit.kind {
            "every" => days = [true; 7],
            "workdays" => days[..5].fill(true),
            first => {
                let Ok(first) = first.parse::<usize>() else { continue };
                // 五, 六 and 日 alone are days only at the end of a range.
                let is_single = sentence[hit.range.clone()].chars().count() == 1;
                if is_single {
                    continue;
                }
                let (last, end) = range_end(sentence, hit.range.end).unwrap_or((first, hit.range.end));
                for step in 0..=(last + 7 - first) % 7 {
                    days[(first + step) % 7] = true;
                }
                range.end = end;
            }
        }
        found.push((range, days));
    }
    found
}

fn range_end(sentence: &str, at: usize) -> Option<(usize, usize)> {
    let rest = sentence[at..].trim_start();
    let rest = ["-", "–", "—", "~", "至", "到", "to ", "through "]
        .iter()
        .find_map(|mark| rest.strip_prefix(*mark))?;
    let hit = WEEKDAYS.at(sentence, sentence.len() - rest.trim_start().len())?;
    Some((hit.kind.parse().ok()?, hit.range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    const WORK: [bool; 7] = [true, true, true, true, true, false, false];

    #[test]
    fn hours_with_their_days() {
        for (text, written, from, to, days) in [
            ("营业时间为每天9:00至20:00，", "9:00至20:00", 540, 1200, Some([true; 7])),
            ("服务时间：8:00-20:00", "8:00-20:00", 480, 1200, None),
            ("服务时间为每天7:30-22:00", "7:30-22:00", 450, 1320, Some([true; 7])),
            ("周一至周五8：30—17：30", "8：30—17：30", 510, 1050, Some(WORK)),
            ("星期一至五8时至18时", "8时至18时", 480, 1080, Some(WORK)),
            ("(Monday to Friday, 8:00–17:00)", "8:00–17:00", 480, 1020, Some(WORK)),
            ("open 9am to 5pm on weekdays", "9am to 5pm", 540, 1020, Some(WORK)),
            ("8.30 a.m. - 6 p.m.", "8.30 a.m. - 6 p.m.", 510, 1080, None),
            ("20:00-2:00", "20:00-2:00", 1200, 1560, None),
        ] {
            let reading = Reading::new(text);
            let found = reading.open_hours();
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let hours = &found[0];
            assert_eq!(
                (&text[hours.range.clone()], hours.from, hours.to, hours.days),
                (written, from, to, days),
                "{text}"
            );
        }
        for text in ["2-3 days", "400-800-1234", "2026-01-02", "by 18:00 that day", "1–3 working days"] {
            assert_eq!(Reading::new(text).open_hours(), [], "{text}");
        }
    }

    #[test]
    fn hours_of_other_things() {
        let places = |text: &str| {
            Reading::new(text).open_hours().iter().map(|hours| hours.is_of_place).collect::<Vec<_>>()
        };
        for text in [
            "Collection from the warehouse: 07:00-15:00.",
            "Phone lines are open 8am to 8pm.",
            "The pool, open 06:30-21:00 daily, is cleaned at night.",
            "仓库收货时间为8:00-16:00，3个工作日内退款。",
            "提货请于13:00-16:00到仓库。",
            "客服热线服务时间8:00-20:00。",
        ] {
            assert_eq!(places(text), [false; 0], "{text}");
        }
        for text in [
            "The shop is open 10:00 to 18:00.",
            "Our shop, which opens 10:00-19:00, repairs it.",
            "门店营业时间10:00-22:00",
        ] {
            assert_eq!(places(text), [true], "{text}");
        }
        for text in [
            "报修服务时间为每天7:30-22:00",
            "The office is open from 8:00 to 16:00.",
            "the help desk is open 9am to 5pm",
        ] {
            assert_eq!(places(text), [false], "{text}");
        }
    }

    #[test]
    fn words_for_hours() {
        let kinds = |text: &str| Reading::new(text).hours_words().iter().map(|w| w.kind).collect::<Vec<_>>();
        assert_eq!(kinds("工作时间内的来电"), [HoursKind::Working]);
        assert_eq!(kinds("7×24小时抢修服务"), [HoursKind::RoundTheClock]);
        assert_eq!(kinds("７×２４小时"), [HoursKind::RoundTheClock]);
        assert_eq!(kinds("on our 24-hour emergency line"), [HoursKind::Reception]);
        assert_eq!(kinds("24 hours a day, 7 days a week"), [HoursKind::RoundTheClock]);
        assert_eq!(kinds("拨打7×24小时服务热线"), [HoursKind::Reception]);
        assert_eq!(kinds("during business hours"), [HoursKind::Working]);
        assert_eq!(kinds("within 8 business hours"), [HoursKind::Counted]);
        assert_eq!(kinds("4个工作小时内"), [HoursKind::Counted]);
        assert_eq!(kinds("The lobby is open 24/7"), [HoursKind::Reception]);
        assert_eq!(kinds("自助机24小时服务"), [HoursKind::Reception]);
        for text in ["非工作时间", "营业时间以外", "outside office hours", "24小时内"] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
