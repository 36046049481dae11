//! What a duration in a text is there for, by the words around it.

use super::clause::Structure;
use super::find::FoundDuration;
use super::lexicon::{ACTS, AFTER_DURATION, BEFORE_DURATION, LATENESS};
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
pub(super) fn roles(text: &str, structure: &Structure, durations: &[FoundDuration]) -> Vec<Role> {
    let mut roles = Vec::with_capacity(durations.len());
    for (index, duration) in durations.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| durations.get(before));
        let restated = before.is_some_and(|before| restates(text, &before.range, &duration.range));
        let next = durations.get(index + 1).filter(|next| restates(text, &duration.range, &next.range));
        roles.push(match (structure.is_quoted(duration.range.start), restated) {
            (true, _) => Role::Unsaid,
            (false, true) => Role::Restated,
            (false, false) => {
                // What stands behind the bracket stands behind the duration.
                let end = match next {
                    Some(next) => after_bracket(text, next.range.end),
                    None => after_note(text, duration.range.end),
                };
                role(text, structure, &duration.range, end)
            }
        });
    }
    roles
}

fn role(text: &str, structure: &Structure, range: &Range<usize>, end: usize) -> Role {
    let place = Place::new(text, structure, range, end);
    match (place.before, place.after) {
        (Some("denied"), _) => Role::Unsaid,
        (Some("every"), _) => Role::Every,
        (_, Some("ahead")) if place.before != Some("condition") || place.says_at_least() => {
            place.unless_conditional(Role::Ahead)
        }
        (Some("ahead"), _) => place.unless_conditional(Role::Ahead),
        (Some("condition"), _) | (_, Some("condition")) => Role::Condition,
        (Some("length"), _) | (_, Some("length")) => Role::Length,
        (Some("limit"), _) | (_, Some("limit")) => place.unless_conditional(Role::Limit),
        _ if place.is_done_right_behind() => place.unless_conditional(Role::Limit),
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
        Some((_, behind)) if behind.starts_with(['内', '內', '以', '之']) => text.len() - behind.len(),
        _ => at,
    }
}

fn after_bracket(text: &str, at: usize) -> usize {
    text[at..].find(')').map_or(at, |bracket| at + bracket + 1)
}

/// The surroundings of a duration.
struct Place<'t> {
    text: &'t str,
    range: &'t Range<usize>,
    clause: Range<usize>,
    sentence: Range<usize>,
    /// What the words right before it say.
    before: Option<&'static str>,
    /// What the words right behind it say.
    after: Option<&'static str>,
    conditional: bool,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, structure: &Structure, range: &'t Range<usize>, end: usize) -> Self {
        let start = end;
        let opening = |c: char| c.is_whitespace() || matches!(c, '(' | '~' | '约' | '約');
        let end = text[..range.start].trim_end_matches(opening).len();
        let closing = |c: char| c.is_whitespace() || c == '\'';
        let start = text.len() - text[start..].trim_start_matches(closing).len();
        Self {
            text,
            range,
            clause: structure.clause(range.start),
            sentence: structure.sentence(range.start),
            before: BEFORE_DURATION.kind_before(text, end),
            after: AFTER_DURATION.kind_at(text, start),
            conditional: structure.is_conditional(range.start),
        }
    }

    /// The clause before the duration.
    fn head(&self) -> &'t str {
        self.text.get(self.clause.start..self.range.start).unwrap_or_default()
    }

    /// The clause behind the duration.
    fn tail(&self) -> &'t str {
        self.text.get(self.range.end..self.clause.end).unwrap_or_default()
    }

    /// "at least 48 hours before" is notice, "more than 48 hours before" a circumstance.
    fn says_at_least(&self) -> bool {
        let head = self.head().trim_end();
        ["at least", "not less than", "no less than", "至少", "不少于"]
            .iter()
            .any(|word| head.ends_with(word))
    }

    /// 1小时响应: what is done stands right behind the duration.
    fn is_done_right_behind(&self) -> bool {
        ACTS.kind_at(self.text, self.range.end) == Some("zh-act")
    }

    fn unless_conditional(&self, role: Role) -> Role {
        if self.is_of_customer() {
            Role::Customer
        } else if self.conditional || self.is_relative() || self.is_missed() {
            Role::Condition
        } else if self.is_of_remedy() {
            Role::Remedy
        } else {
            role
        }
    }

    /// 24小时内未修复的，: the clause names a case.
    fn is_relative(&self) -> bool {
        let tail = self.tail().trim_end();
        let goes_on = self.text[self.clause.end..].starts_with(',');
        goes_on && tail.ends_with(['的', '时', '時', '者']) && !tail.trim_matches(['内', '內']).is_empty()
    }

    /// 未能在24小时内修复.
    fn is_missed(&self) -> bool {
        let head = self.head().trim_end();
        ["未在", "未能在", "没有在", "未于", "未於", "不能在", "无法在", "無法在", "未能於", "没能在"]
            .iter()
            .any(|word| head.ends_with(word))
    }

    fn is_of_customer(&self) -> bool {
        self.is_english_customers() || self.is_chinese_customers()
    }

    /// "you may claim within", "claim within", "faults reported within".
    fn is_english_customers(&self) -> bool {
        let head = self.head().trim_start_matches(|c: char| !c.is_alphanumeric());
        let marker = ["within", "in", "for", "no later than"]
            .iter()
            .find_map(|word| head.trim_end().strip_suffix(word).filter(|rest| rest.ends_with(' ')));
        let done = marker.map(str::trim_end).is_some_and(|rest| {
            let done = ACTS.before(rest, rest.len()).filter(|hit| hit.kind == "done");
            done.is_some_and(|hit| {
                let rest = rest[..hit.range.start].trim_end();
                ACTS.kind_before(rest, rest.len()) != Some("passive")
            })
        });
        done || acts_alone(head)
    }

    /// 您须在30日内申请, 30日内提出申请.
    fn is_chinese_customers(&self) -> bool {
        let head = self.head();
        let allowed = ACTS.find(head).into_iter().any(|hit| hit.kind == "zh-modal");
        let tail = self.tail();
        let tail =
            ["以内", "之内", "内", "內"].iter().find_map(|word| tail.strip_prefix(word)).unwrap_or(tail);
        let acts = ACTS.find(tail);
        let is = |kind: &'static str| move |hit: &super::lexicon::Hit| hit.kind == kind;
        let own = acts.iter().find(|hit| hit.kind == "zh-customer").is_some_and(|hit| hit.range.start == 0);
        let for_them = acts.iter().any(is("zh-act")) || ACTS.find(head).iter().any(is("zh-self"));
        allowed && !acts.iter().any(is("zh-self")) || own && !for_them
    }

    /// A promise of what follows when another was not kept.
    fn is_of_remedy(&self) -> bool {
        let sentence = self.text.get(self.sentence.clone()).unwrap_or_default();
        let hits = LATENESS.find(sentence);
        let at = self.range.start - self.sentence.start;
        hits.iter().any(|hit| hit.kind == "late" && hit.range.start < at)
            && hits.iter().any(|hit| hit.kind == "compensation")
    }
}

/// Whether an English clause is about what the customer does: "you may ask", "claim".
fn acts_alone(clause: &str) -> bool {
    let clause = clause.trim_start();
    let rest = ["if ", "when ", "once ", "then ", "and ", "so ", "please ", "or "];
    let clause = rest.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    let subjects =
        ["you ", "customers ", "passengers ", "guests ", "the customer ", "residents ", "tenants "];
    let subject = subjects.iter().find_map(|word| clause.strip_prefix(word));
    let mut verb = subject.unwrap_or(clause).trim_start();
    let mut allowed = false;
    while let Some(hit) = ACTS.at(verb, 0).filter(|hit| hit.kind == "modal") {
        allowed = true;
        verb = verb[hit.range.end..].trim_start();
    }
    match ACTS.kind_at(verb, 0) {
        Some("customer") => subject.is_some() || is_addressed(verb),
        Some("expects") => false,
        _ => subject.is_some() && allowed,
    }
}

/// A clause that begins with a verb speaks to the customer, unless the verb is a noun of what is
/// promised: "Test results within 24 hours", "Reply within 24 hours".
fn is_addressed(clause: &str) -> bool {
    let mut words = clause.split_whitespace();
    let verb = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    match next {
        "it" | "the" | "us" | "your" | "to" | "a" | "an" | "any" | "at" | "by" | "online" => true,
        "within" | "for" | "in" | "no" => {
            matches!(
                verb,
                "apply" | "appeal" | "ask" | "cancel" | "claim" | "complain" | "object" | "register"
            )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Reading;

    #[track_caller]
    fn assert_roles(text: &str, expected: &[Role]) {
        let found: Vec<_> = Reading::new(text).times().map(|time| time.role).collect();
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
        ] {
            let roles: Vec<_> = Reading::new(text).times().map(|time| time.role).collect();
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
        ] {
            assert_roles(text, &[Role::Customer]);
        }
        assert_roles("You receive a letter within 3 working days.", &[Role::Limit]);
        assert_roles("You can expect an answer within 3 working days.", &[Role::Limit]);
        assert_roles("您提交申请后24小时内答复。", &[Role::Limit]);
        assert_roles("投诉24小时内处理。", &[Role::Limit]);
    }

    #[test]
    fn lengths_rhythms_and_remedies() {
        assert_roles("We keep it for 72 hours.", &[Role::Length]);
        assert_roles("We tell you every 4 hours.", &[Role::Every]);
        assert_roles("我们每4小时告知进展。", &[Role::Every]);
        assert_roles("If we are late, you get a voucher within 7 days.", &[Role::Remedy]);
        assert_roles("逾期的，7个工作日内赔付20元。", &[Role::Remedy]);
        assert_roles("not 24 hours but within 4 hours", &[Role::Unsaid, Role::Limit]);
    }
}
