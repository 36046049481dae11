//! Numbers in the place of an obligation that lack their unit: "within 24", 合格率达到99, 24内办结.

use super::Decimal;
use super::clause::Structure;
use super::count::CountFact;
use super::fold::{is_unspaced, is_word};
use super::lexicon::{ACTS, PERIODS, RATES};
use super::number::read_in_prose;
use super::part::is_numeral;
use super::starts::{NUMBERS, Scan};
use std::ops::Range;

/// A number that lacks its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unitless {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Its value.
    pub value: Decimal,
    /// Whether a per-cent sign is missing; otherwise a unit of time.
    pub is_rate: bool,
}

/// The numbers without unit of a folded text, among those that count nothing that can be seen.
pub(super) fn find(text: Scan<'_>, structure: &Structure, counts: &[CountFact]) -> Vec<Unitless> {
    // "a 95 success rate": the noun is no unit.
    let is_bare = |count: &&CountFact| count.is_bare() || is_of_rate(&text[count.number.end..]);
    let bare = counts.iter().filter(is_bare).map(|count| (count.number.clone(), count.value));
    let mut found: Vec<Unitless> =
        bare.filter_map(|(range, value)| Surroundings::new(&text, structure, &range).lacks(value)).collect();
    found.extend(words_behind_within(text.text));
    found.extend(numerals_behind_rates(text, counts));
    found.sort_by_key(|number| number.range.start);
    found
}

/// "within thirty of the first ring": numbers in words, which count nothing by themselves.
fn words_behind_within(text: &str) -> impl Iterator<Item = Unitless> + '_ {
    text.match_indices("within ").filter_map(move |(at, word)| {
        let start = at + word.len();
        let number =
            read_in_prose(&text[start..]).filter(|number| number.value > Decimal::from_integer(1))?;
        let is_word_of = text[start..].starts_with(|c: char| c.is_ascii_alphabetic());
        let tail = &text[start + number.length..];
        let stands_free = tail.starts_with([',', '.', ';']) || is_of_event(tail);
        let range = start..start + number.length;
        (is_word_of && stands_free).then_some(Unitless { range, value: number.value, is_rate: false })
    })
}

/// 合格率达到九十九: Chinese numerals, which count nothing by themselves.
fn numerals_behind_rates<'t>(text: Scan<'t>, counts: &'t [CountFact]) -> impl Iterator<Item = Unitless> + 't {
    let begins = move |&(at, c): &(usize, char)| is_numeral(c) && !text[..at].ends_with(is_numeral);
    text.characters(NUMBERS).filter(begins).filter_map(move |(at, _)| {
        let number = read_in_prose(&text[at..])?;
        let tail = &text[at + number.length..];
        let range = at..at + number.length;
        let is_other = tail.starts_with(['%', '成', '分', '个', '点', '次', '倍', '级'])
            || counts.iter().any(|count| count.range.contains(&at));
        let is_rate = number.value >= Decimal::from_integer(10)
            && !is_other
            && measure_before(&text[..at]) == Some("rate");
        is_rate.then_some(Unitless { range, value: number.value, is_rate })
    })
}

/// "30 of the first ring", "30 of receiving it": an event follows, and no noun that is counted.
fn is_of_event(tail: &str) -> bool {
    let tail = tail.trim_start();
    ["of the ", "of your ", "of receiv", "of arriv", "of being", "of it", "after ", "from "]
        .iter()
        .any(|word| tail.starts_with(word))
}

/// The surroundings of a number.
struct Surroundings<'t> {
    range: &'t Range<usize>,
    /// The clause before it.
    head: &'t str,
    /// The clause behind it.
    tail: &'t str,
}

impl<'t> Surroundings<'t> {
    fn new(text: &'t str, structure: &Structure, range: &'t Range<usize>) -> Self {
        let clause = structure.clause(range.start);
        Self {
            range,
            head: text.get(clause.start..range.start).unwrap_or_default().trim_end(),
            tail: text.get(range.end..clause.end.max(range.end)).unwrap_or_default(),
        }
    }

    fn lacks(&self, value: Decimal) -> Option<Unitless> {
        let is_rate = self.is_rate(value);
        let lacks = is_rate || self.is_limit(value) || self.is_most(value);
        lacks.then(|| Unitless { range: self.range.clone(), value, is_rate })
    }

    /// "within 24", 24内办结, 提前24通知.
    fn is_limit(&self, value: Decimal) -> bool {
        let of_event = is_of_event(self.tail)
            || waits(self.head) && self.tail.trim().is_empty() && value < Decimal::from_integer(1000);
        let english = ends_with_word(self.head, "within") && !self.tail.starts_with(['/', ':', '%'])
            || of_event
                && ["in", "under", "no later than"].iter().any(|word| ends_with_word(self.head, word));
        let inside =
            ["以内", "之内", "内"].iter().find_map(|word| self.tail.trim_start().strip_prefix(*word));
        let chinese = inside.is_some_and(|rest| ends_within(rest.chars().next()));
        let notice = self.head.ends_with("提前")
            && (self.tail.trim().is_empty() || ACTS.kind_at(self.tail, 0) == Some("zh-act"));
        english || chinese || notice
    }

    /// 合格率达到99, "a rate of 95", "95 of calls", 98以上的合格率.
    fn is_rate(&self, value: Decimal) -> bool {
        let tail = self.tail.trim_start();
        let is_high = (Decimal::from_integer(50)..=Decimal::from_integer(100)).contains(&value);
        match self.measure() {
            Some("rate") => !is_scored(tail),
            // Of 4.5 or 85 points nothing need be said; a satisfaction of 95 is a share.
            Some("satisfaction") => is_high && !is_scored(tail),
            _ => is_high && (is_of_many(tail) && !self.head.ends_with("within") || is_of_rate(tail)),
        }
    }

    /// "等候时间不超过30，", "the wait is at most 15": a bound, a number, and nothing more.
    fn is_most(&self, value: Decimal) -> bool {
        let tail = self.tail.trim();
        let ends = tail.is_empty() || tail == "on average";
        let bounds = [
            "no longer than",
            "not longer than",
            "less than",
            "at most",
            "under",
            "不超过",
            "不得超过",
            "最长",
            "最迟",
            "最多",
            "至多",
        ];
        let bounded = bounds.iter().find_map(|word| self.head.strip_suffix(word));
        // What is counted may be said before: 人数不超过30. A few of anything need no unit.
        let counted = ['数', '量', '度', '号', '费', '价', '额'];
        let is_wait = |head: &str| waits(head) && !head.trim_end().ends_with(counted);
        let is_large = value > Decimal::from_integer(5);
        ends && (self.measure() == Some("time") || is_large && bounded.is_some_and(is_wait))
    }

    /// The measure whose value the number is, with what may stand between them: 合格率每季不低于97.
    fn measure(&self) -> Option<&'static str> {
        measure_before(self.head)
    }
}

/// The measure that a clause ends with, but for links, periods and adverbs.
fn measure_before(head: &str) -> Option<&'static str> {
    let mut head = head.trim_end();
    for _ in 0..6 {
        let link = RATES.before(head, head.len()).filter(|hit| hit.kind == "link");
        let link = link.or_else(|| PERIODS.before(head, head.len()).filter(|hit| hit.kind != "none"));
        let start = link.map(|hit| hit.range.start).or_else(|| {
            let adverb =
                head.chars().next_back().filter(|c| "应均须要需都将会持续全年常保其:".contains(*c))?;
            Some(head.len() - adverb.len_utf8())
        });
        let Some(start) = start else { break };
        head = head[..start].trim_end();
    }
    RATES.kind_before(head, head.len())
}

/// Whether a clause is about how long something takes.
fn waits(head: &str) -> bool {
    ["wait", "take", "answer", "respon", "等", "响应", "回复", "办结", "到达", "送达", "耗时"]
        .iter()
        .any(|word| head.contains(word))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_word))
}

/// Whether a character may follow 内 where 内 means "within": not 内部, 内核.
fn ends_within(next: Option<char>) -> bool {
    !next.is_some_and(|c| is_unspaced(c) && "部核容存地科外蒙陆附置径网线".contains(c))
}

/// Whether a number goes on as a share of many: "95 of calls", "95 of all urgent calls".
fn is_of_many(tail: &str) -> bool {
    let noun = tail.strip_prefix("of all ").or_else(|| tail.strip_prefix("of ")).unwrap_or_default();
    let mut words = noun.split(|c: char| !c.is_ascii_alphabetic());
    let first = words.next().unwrap_or_default();
    let is_plural =
        |word: &str| word.len() > 3 && word.ends_with('s') && !matches!(word, "this" | "hours" | "minutes");
    let is_determined =
        matches!(first, "our" | "your" | "the" | "these" | "those" | "its" | "their" | "which");
    is_plural(first) || !is_determined && !first.is_empty() && words.next().is_some_and(is_plural)
}

/// 98以上的合格率, "a 95 success rate".
fn is_of_rate(tail: &str) -> bool {
    let chinese = tail.strip_prefix("以上").unwrap_or(tail).strip_prefix('的').unwrap_or_default();
    let near: String = chinese.chars().take(6).collect();
    let mut words = tail.split(|c: char| !c.is_ascii_alphabetic()).skip_while(|word| word.is_empty());
    near.contains('率') || words.next().is_some_and(|word| !word.is_empty()) && words.next() == Some("rate")
}

/// Whether a number goes on as a score or a ratio: 9/10, 4 out of 5.
fn is_scored(tail: &str) -> bool {
    tail.starts_with(['/', ':', '‰', '-', '分']) || tail.starts_with("out of") || tail.starts_with("per")
}

#[cfg(test)]
mod tests {
    use crate::text::Reading;

    fn found(text: &str) -> Vec<(String, bool)> {
        let reading = Reading::new(text);
        let found = reading.unitless().iter();
        found.map(|number| (text[number.range.clone()].to_owned(), number.is_rate)).collect()
    }

    #[test]
    fn numbers_without_unit_in_the_place_of_an_obligation() {
        for (text, number, is_rate) in [
            ("Calls are answered within 30 of the first ring.", "30", false),
            ("Calls are answered within thirty of the first ring.", "thirty", false),
            ("Calls are answered in under 30 of the first ring.", "30", false),
            ("We answer within 24.", "24", false),
            ("We answer within 24 on working days.", "24", false),
            ("You wait less than 15 on average.", "15", false),
            ("24内办结", "24", false),
            ("在48以内发货", "48", false),
            ("等候时间不超过30，", "30", false),
            ("等候不超过30。", "30", false),
            ("停水提前24通知", "24", false),
            ("合格率达到99，", "99", true),
            ("压力合格率不低于97，", "97", true),
            ("满意率95以上", "95", true),
            ("每月连接性不低于99.95，", "99.95", true),
            ("Availability is at least 99.9 in each month.", "99.9", true),
            ("客户满意度达到95", "95", true),
            ("a satisfaction rate of at least 95", "95", true),
            ("We answer in 95 of cases.", "95", true),
            ("98 of all faults are mended", "98", true),
            ("合格率每季度不低于97，", "97", true),
            ("合格率达到九十九，", "九十九", true),
            ("98以上的合格率", "98", true),
            ("with a 95 success rate", "95", true),
            ("Calls are answered in 30.", "30", false),
        ] {
            assert_eq!(found(text), [(number.to_owned(), is_rate)], "{text}");
        }
    }

    #[test]
    fn numbers_that_need_no_unit() {
        for text in [
            "We answer 90% of 999 calls within 10 seconds.",
            "Priority 1 leaks within 35 minutes",
            "within 3 attempts",
            "within 24/7",
            "within one of our shops",
            "60 of our shops open on Sundays",
            "平均分不低于85分",
            "合格率达到99%",
            "满意度平均不低于4.5分",
            "3内核",
            "at least 4 stars",
            "赔付比例为3倍",
            "时间不超过30人次",
            "窗口人数不超过30。",
            "a rate of 4 out of 5",
            "transferred at most 1.",
            "达成率不低于百分之九十八",
            "达成率不低于九成五",
            "Answers in 2026.",
            "by 18:00 that day",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
