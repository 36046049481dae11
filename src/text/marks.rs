//! What a duration in a text is there for, by the words around it.

use super::affixes::{AT_LEAST, EARLIEST, GIVEN, NEVER, RELATIVE_WITHIN, TIMES, VERBS, ZH_MISSED};
use super::clause::Structure;
use super::find::FoundDuration;
use super::fold::is_unspaced;
use super::lasting::Span;
use super::lexicon::{ACTS, AFTER_DURATION, BEFORE_DURATION, BREACH, Hit};
use super::part::is_numeral;
use super::starts::Scan;
use super::{Duration, act, customer};
use std::ops::Range;

/// What a duration is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The most that something promised takes.
    Limit,
    /// How long before an event something promised is done.
    Ahead,
    /// A duration without words that say what it is there for.
    Bare,
    /// A circumstance: "over 4 hours", 24小时内未修复的.
    Condition,
    /// The customer's own time: "claim within 30 days".
    Customer,
    /// How often something is done: every 4 hours.
    Every,
    /// How long something lasts: for 72 hours.
    Length,
    /// What is given when a promise was not kept.
    Remedy,
    /// The same in other units, in a bracket behind the duration that counts.
    Restated,
    /// Quoted or denied.
    Unsaid,
}

/// The role of each duration of a folded text.
pub(super) fn roles(text: Scan<'_>, structure: &Structure, durations: &[FoundDuration]) -> Vec<Role> {
    let mut roles = Vec::with_capacity(durations.len());
    let breaches = if durations.is_empty() { Vec::new() } else { BREACH.find(text) };
    for (index, duration) in durations.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| durations.get(before));
        let restated = before.is_some_and(|before| restates(&text, &before.range, &duration.range));
        let next = durations.get(index + 1).filter(|next| restates(&text, &duration.range, &next.range));
        roles.push(match (structure.is_quoted(duration.range.start), restated) {
            (true, _) => Role::Unsaid,
            (false, true) => Role::Restated,
            (false, false) => {
                // What stands behind the bracket stands behind the duration.
                let end = match next {
                    Some(next) => after_bracket(&text, next.range.end),
                    None => after_note(&text, duration.range.end),
                };
                let place = Place::new(text, structure, &breaches, &duration.range, end);
                match role(&place) {
                    // "In 20 years we have…": "in" names a limit of hours and days alone.
                    Role::Limit if place.is_in() && matches!(duration.duration, Ok(Duration::Months(_))) => {
                        Role::Bare
                    }
                    // Nobody promises an act within years: they are how long something is warranted.
                    Role::Limit if matches!(duration.duration, Ok(Duration::Months(12..))) => Role::Length,
                    // "give 24 hours' notice of arrival and 3 hours' notice of departure".
                    role if place.goes_on_from(before) && roles.last() == Some(&Role::Customer) => {
                        if role == Role::Unsaid { role } else { Role::Customer }
                    }
                    role => role,
                }
            }
        });
    }
    roles
}

fn role(place: &Place<'_>) -> Role {
    match (place.before, place.after) {
        (Some("denied"), _) => Role::Unsaid,
        _ if place.is_any_one() => Role::Length,
        (Some("every"), _) => Role::Every,
        (_, Some("ahead")) | (Some("ahead"), _) if place.is_free_ahead() => {
            place.unless_conditional(Role::Bare)
        }
        (_, Some("ahead")) if place.before != Some("condition") || place.says_at_least() => {
            place.unless_conditional(Role::Ahead)
        }
        (Some("ahead"), _) => place.unless_conditional(Role::Ahead),
        _ if place.counts_in_window() => Role::Length,
        _ if place.follows_event() && place.is_free_ahead() => place.unless_conditional(Role::Bare),
        _ if place.follows_event() && place.after != Some("condition") => {
            place.unless_conditional(Role::Ahead)
        }
        (Some("condition"), None) if place.is_denied() => place.unless_conditional(Role::Limit),
        (Some("condition"), _) | (_, Some("condition")) => Role::Condition,
        (Some("length"), _) | (_, Some("length")) => Role::Length,
        (Some("limit"), _) | (_, Some("limit")) => place.unless_conditional(Role::Limit),
        _ if place.is_done_right_behind() => place.unless_conditional(Role::Limit),
        (None, None) if place.span.is_taken() => place.unless_conditional(Role::Limit),
        _ => place.unless_conditional(Role::Bare),
    }
}

/// 120分钟（2小时）内: nothing but the duration in a bracket right behind the one before.
fn restates(text: &str, before: &Range<usize>, range: &Range<usize>) -> bool {
    text[before.end..range.start].trim() == "(" && text[range.end..].trim_start().starts_with(')')
}

/// Behind a note in brackets, where 内 follows it: 3个工作日（含）内, 7天(自然日)内.
fn after_note(text: &str, at: usize) -> usize {
    let Some(note) = text[at..].strip_prefix('(') else { return at };
    match note.split_once(')') {
        Some((_, behind)) if behind.starts_with(['内', '以', '之']) => text.len() - behind.len(),
        _ => at,
    }
}

fn after_bracket(text: &str, at: usize) -> usize {
    text[at..].find(')').map_or(at, |bracket| at + bracket + 1)
}

/// Whether an English clause says that something is told or given: what is due before an event.
fn tells(clause: &str) -> bool {
    clause.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| GIVEN.has(word))
}

/// How far around a duration words are looked at, in bytes.
const NEAR: usize = 240;

/// The surroundings of a duration.
struct Place<'t> {
    text: Scan<'t>,
    range: &'t Range<usize>,
    /// The clause before the duration.
    head: &'t str,
    /// The clause behind the duration.
    tail: &'t str,
    /// Whether a comma ends the clause.
    goes_on: bool,
    sentence: Range<usize>,
    /// Words of lateness and making up for it, in the whole text.
    breaches: &'t [Hit],
    /// What the words right before it say.
    before: Option<&'static str>,
    /// What the words right behind it say.
    after: Option<&'static str>,
    conditional: bool,
    structure: &'t Structure,
    span: Span<'t>,
}

impl<'t> Place<'t> {
    /// `end` is where the duration ends with what belongs to it in brackets.
    fn new(
        text: Scan<'t>,
        structure: &'t Structure,
        breaches: &'t [Hit],
        range: &'t Range<usize>,
        end: usize,
    ) -> Self {
        let opening = |c: char| c.is_whitespace() || matches!(c, '(' | '~' | '约');
        let before = text[..range.start].trim_end_matches(opening).len();
        let closing = |c: char| c.is_whitespace() || c == '\'';
        let after = text.len() - text[end..].trim_start_matches(closing).len();
        let clause = structure.clause(range.start);
        let boundary =
            |at: usize| (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let from = boundary(clause.start.max(range.start.saturating_sub(NEAR)));
        let to = boundary(clause.end.min(range.end + NEAR));
        Self {
            text,
            range,
            head: text.text.get(from..range.start).unwrap_or_default(),
            tail: text.text.get(range.end..to).unwrap_or_default(),
            goes_on: to == clause.end && text[to..].starts_with(','),
            sentence: structure.sentence(range.start),
            breaches,
            before: BEFORE_DURATION.kind_before(&text, before),
            after: AFTER_DURATION.kind_at(&text, after),
            conditional: structure.is_conditional(range.start),
            structure,
            span: Span::new(text, structure, range),
        }
    }

    /// "opens 24 hours before", "up to 4 weeks ahead", 最早可提前28天: nothing that is done for anybody.
    fn is_free_ahead(&self) -> bool {
        let head = self.head.trim_end();
        !self.says_at_least() && EARLIEST.end(head) || self.span.is_opening() || self.has_other_act()
    }

    /// 手术前8小时禁食, "a skin test is needed 48 hours before": nothing that is done for the customer.
    fn has_other_act(&self) -> bool {
        let marks = |c: char| !c.is_alphanumeric() || "前内以之至少".contains(c);
        let tail = self.tail.trim_matches(marks);
        let next = if tail.is_empty() { self.structure.clause_after(self.range.start) } else { None };
        let behind = next.map_or(tail, |next| &self.text.text[next]);
        if behind.contains(is_unspaced) || self.head.contains(is_unspaced) {
            return !behind.is_empty()
                && !ACTS.find_words(behind).iter().any(|hit| matches!(hit.kind, "zh-act" | "zh-self"));
        }
        !tells(self.head) && !tells(self.tail)
    }

    /// 任一自然月, 同一天: one of many, and no length.
    fn is_any_one(&self) -> bool {
        let written = &self.text[self.range.clone()];
        (written.starts_with('一') || written.starts_with('1'))
            && self.head.ends_with(['任', '同', '某', '逐'])
    }

    /// "at least 48 hours before" is notice, "more than 48 hours before" a circumstance.
    fn says_at_least(&self) -> bool {
        let head = self.head.trim_end();
        AT_LEAST.end(head)
    }

    /// 停电前7天: before an event; 前30分钟 is the first of them.
    fn follows_event(&self) -> bool {
        let event = self.head.trim_end().strip_suffix('前').unwrap_or_default();
        event.ends_with(|c: char| is_unspaced(c) && !"的，。、".contains(c))
    }

    /// "3 times in 12 months", 一年内不超过2次: how often something may happen.
    fn counts_in_window(&self) -> bool {
        let tail = self.tail.trim_start_matches('内');
        let times = tail.find('次').is_some_and(|at| {
            tail[..at].ends_with(|c: char| c.is_ascii_digit() || is_numeral(c))
                && !tail[at..].starts_with("次日")
        });
        let head = self.head.trim_end();
        times || TIMES.end(head)
    }

    /// 1小时响应: what is done stands right behind the duration.
    fn is_done_right_behind(&self) -> bool {
        ACTS.kind_at(&self.text, self.range.end) == Some("zh-act")
    }

    fn unless_conditional(&self, role: Role) -> Role {
        if customer::owns(self.text, self.structure, self.range, self.head, self.tail) {
            Role::Customer
        } else if self.is_no_act(role) {
            Role::Length
        } else if self.span.is_others()
            || act::happens(self.text, self.structure, self.range)
            || self.span.is_uncounted()
            || self.conditional
            || self.is_relative()
            || self.is_missed()
            || self.is_of_subject()
        {
            Role::Condition
        } else if self.is_of_remedy() {
            Role::Remedy
        } else if role == Role::Limit && !self.names_act() {
            Role::Bare
        } else {
            role
        }
    }

    fn names_act(&self) -> bool {
        self.span.stands_still() || act::is_named(self.text, self.structure, self.range, self.head, self.tail)
    }

    /// The length of something, a sum, a fact of the past.
    fn is_no_act(&self, role: Role) -> bool {
        let is_bound = role == Role::Limit && self.before == Some("limit") && self.after != Some("limit");
        is_bound && self.span.is_length()
            || self.span.is_of_slot()
            || matches!(role, Role::Limit | Role::Bare) && (self.span.is_sum() || self.span.is_window())
            || self.span.is_validity()
            || role != Role::Ahead && (self.span.is_past() || self.span.is_legal())
    }

    /// 24小时内未修复的，: the clause names a case.
    fn is_relative(&self) -> bool {
        let tail = self.tail.trim_end();
        self.goes_on && tail.ends_with(['的', '时', '者']) && !tail.trim_matches('内').is_empty()
    }

    /// "Goods that break within 2 years are mended", 30日内的投诉: what the sentence is about.
    fn is_of_subject(&self) -> bool {
        let tail = self.tail.trim_start_matches(['以', '之']);
        if tail.starts_with("内的") {
            return true;
        }
        let has_verb = |text: &str| VERBS.within(text);
        if !has_verb(self.tail) {
            return false;
        }
        let head = self.head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_relative = RELATIVE_WITHIN.within(head);
        let acts = || [" we ", "we ", " have ", " has "].iter().any(|word| head.contains(word));
        let begins = head.split_whitespace().count() > 1 && !has_verb(head) && !acts();
        begins || is_relative
    }

    /// Whether "and" alone joins the duration to the one before it, with no other verb or subject.
    fn goes_on_from(&self, before: Option<&FoundDuration>) -> bool {
        let Some(before) = before.filter(|before| before.range.start >= self.sentence.start) else {
            return false;
        };
        let between = self.text.text.get(before.range.end..self.range.start).unwrap_or_default();
        let joined = between.trim_end();
        self.head.trim().is_empty()
            && (joined.ends_with(" and") || joined.ends_with(" or"))
            && (!between.contains([',', ';']) || self.after == Some("ahead"))
            && ![" we ", " you ", " will ", " is ", " are "].iter().any(|word| self.tail.contains(word))
    }

    /// "Nobody waits longer than", 绝不让客户等待超过: a circumstance that never comes is a limit.
    fn is_denied(&self) -> bool {
        let head = self.head.trim_start_matches(|c: char| !c.is_alphanumeric());
        NEVER.start(head)
    }

    fn is_in(&self) -> bool {
        self.head.trim_end().ends_with("in")
    }

    /// 未能在24小时内修复.
    fn is_missed(&self) -> bool {
        let head = self.head.trim_end();
        ZH_MISSED.end(head)
    }

    /// A promise of what follows when another was not kept.
    fn is_of_remedy(&self) -> bool {
        let mut hits = self.breaches.iter().filter(|hit| self.sentence.contains(&hit.range.start));
        let is_late = |hit: &Hit| hit.kind == "late" && hit.range.start < self.range.start;
        hits.clone().any(is_late) && hits.any(|hit| hit.kind == "compensation")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    #[track_caller]
    fn assert_roles(text: &str, expected: &[Role]) {
        let found: Vec<_> = Reading::new(text).times().iter().map(|time| time.role).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn limits_and_notice() {
        assert_roles("We answer within 4 hours and repair in 2 working days.", &[Role::Limit, Role::Limit]);
        assert_roles("The wait is at most 25 minutes.", &[Role::Limit]);
        assert_roles("Shop time is 2-3 business days.", &[Role::Bare]);
        assert_roles("We tell you at least 7 calendar days ahead.", &[Role::Ahead]);
        assert_roles("We write to you at least 48 hours before it begins.", &[Role::Ahead]);
        assert_roles("自受理起24小时内办结。", &[Role::Limit]);
        assert_roles("等候时间不超过10分钟。", &[Role::Limit]);
        assert_roles("1小时响应并24小时解决。", &[Role::Limit, Role::Limit]);
        assert_roles("计划停水提前24小时通知，停电前7天告知。", &[Role::Ahead, Role::Ahead]);
        assert_roles("120分钟（2小时）内到场。", &[Role::Limit, Role::Restated]);
    }

    #[test]
    fn conditions_are_no_limits() {
        for text in [
            "When planned work stops your water for more than 4 hours, we write.",
            "If it is not mended within 24 hours, we lend you another.",
            "延误超过4小时的，退还运费。",
            "24小时内未修复的，我们换新。",
            "未能在24小时内修复的。",
            "延误4小时以上的航班。",
            "Anything that breaks within 2 years is mended.",
            "Faults within 2 years of purchase are mended free.",
            "30日内的投诉予以受理。",
        ] {
            let roles: Vec<_> = Reading::new(text).times().iter().map(|time| time.role).collect();
            assert!(matches!(roles[..], [Role::Condition | Role::Length]), "{text} {roles:?}");
        }
    }

    #[test]
    fn the_time_of_the_customer_is_no_limit() {
        for text in [
            "You may ask for the money within 30 calendar days.",
            "If you complain within 30 calendar days, money is back.",
            "Claim within 30 days.",
            "Test the appliance within 24 hours of our visit.",
            "Faults reported within 14 days are mended.",
            "乘车日后30个自然日内申请。",
            "您须在30日内提出申请。",
            "7天内无理由退货。",
            "请提前30分钟到达。",
            "Please arrive 30 minutes before your appointment.",
            "Goods returned within 14 days are refunded.",
            "Claims must reach us within 28 days.",
            "Passengers who claim within 30 days get it back.",
            "异议应在收到账单后30日内书面提出。",
            "We ask that you give at least 24 hours' notice to cancel.",
            "A 30-day notice is required to end a membership.",
            "Monthly members give 30 calendar days' notice.",
            "Bookings may be cancelled without charge within 24 hours of purchase.",
            "Devices must be picked up within 30 days of our message.",
            "Be at the gate 30 minutes before departure.",
            "Groups of ten or more need to book two weeks in advance.",
            "We accept returns within 30 days of purchase.",
            "Invoices are payable within 30 days.",
            "Change your mind within 14 days and we refund you.",
            "退会须提前30个自然日书面告知。",
            "客戶須於一個月前以書面通知本公司。",
            "學員請假，須提前24小時告知老師。",
            "车主须在收到短信后24小时内移车。",
            "补正期限为5个工作日。",
            "项目须在6个月内启动。",
            "仲裁方须在10个工作日内回应。",
            "Claims have to reach our office no later than 14 calendar days after the flight.",
            "We ask the other side to answer within 10 working days.",
        ] {
            assert_roles(text, &[Role::Customer]);
        }
        assert_roles("You receive a letter within 3 working days.", &[Role::Limit]);
        assert_roles("You can expect an answer within 3 working days.", &[Role::Limit]);
        assert_roles("您提交申请后24小时内答复。", &[Role::Limit]);
        assert_roles("投诉24小时内处理。", &[Role::Limit]);
        assert_roles("Your call is returned within 1 hour.", &[Role::Limit]);
        assert_roles("You must be told the result within 20 working days.", &[Role::Limit]);
        assert_roles("Refunds are payable within 14 days.", &[Role::Limit]);
        assert_roles("We mend it and keep you informed within 2 hours.", &[Role::Limit]);
        assert_roles(
            "Masters give 24 hours' notice of arrival and 3 hours' notice of departure.",
            &[Role::Customer, Role::Customer],
        );
        assert_roles("您可在24小时内收到短信。", &[Role::Limit]);
        assert_roles("If we are late you get £20 within 14 working days.", &[Role::Remedy]);
        assert_roles("服务前一日18:00前可免费改期。", &[]);
        assert_roles("用户申请后，须在5个工作日内装表。", &[Role::Limit]);
        assert_roles("Within 2 hours of check-out the bill is in your mailbox.", &[Role::Limit]);
        assert_roles("Orders reach you within 3 working days of payment.", &[Role::Limit]);
    }

    #[test]
    fn lengths_rhythms_and_remedies() {
        assert_roles("We keep it for 72 hours.", &[Role::Length]);
        assert_roles("前30分钟免费停车。", &[Role::Bare]);
        assert_roles("一年内停水不超过2次。", &[Role::Length]);
        assert_roles("We shut the road at most 3 times in 12 months.", &[Role::Length]);
        assert_roles("We tell you every 4 hours.", &[Role::Every]);
        assert_roles("我们每4小时告知进展。", &[Role::Every]);
        assert_roles("If we are late, you get a voucher within 7 days.", &[Role::Remedy]);
        assert_roles("逾期的，7个工作日内赔付20元。", &[Role::Remedy]);
        assert_roles("not 24 hours but within 4 hours", &[Role::Unsaid, Role::Limit]);
    }
}
