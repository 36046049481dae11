//! The definition to paste: the target with what the history supports of it.

use super::words::Words;
use crate::model::{Comparison, Condition, Item, Limit, Operator, Prose, Share, Target, Test};
use crate::render::report::statistic;
use crate::render::toml::{Line, key, quoted, table};
use crate::report::suggest::{Amount, Proposal};

/// What a proposal is for.
pub(super) struct Proposed<'a> {
    pub(super) target: &'a Target,
    pub(super) proposal: Proposal,
    /// `commitment` or `standard`.
    pub(super) kind: &'static str,
    /// The class, by attribute and value.
    pub(super) by: Vec<(&'a str, &'a str)>,
    /// What customers read.
    pub(super) text: Option<&'a Prose>,
}

impl Proposed<'_> {
    /// The target as TOML, behind comments with what must be adapted.
    pub(super) fn toml(&self, words: Words) -> String {
        let table = table(&format!("{}.target", self.kind), &self.lines(words));
        format!("{}{table}", self.comments(words))
    }

    fn comments(&self, words: Words) -> String {
        let mut comments = Vec::new();
        let changes = self.changes(words);
        if let Some(text) = self.text.filter(|_| !changes.is_empty()) {
            comments.push(words.adapt(&changes));
            comments.extend(text.entries.iter().map(|(tag, text)| match tag {
                Some(tag) => format!("  {}: {}", tag.value, text.value),
                None => format!("  {}", text.value),
            }));
        }
        if !self.by.is_empty() {
            comments.push(words.before_others().to_owned());
        }
        let one_line =
            |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
        comments.iter().fold(String::new(), |text, comment| text + "# " + &one_line(comment) + "\n")
    }

    /// What was, and what it becomes.
    fn changes(&self, words: Words) -> Vec<(String, String)> {
        let Proposal { share, limit } = self.proposal;
        let was = written_limit(self.target);
        let limit = was.zip(limit).filter(|((_, was, _), new)| *was != new.to_decimal());
        let limit = limit.map(|((_, _, text), new)| (text, new.in_definition(words.tongue())));
        let was = self.target.share.as_ref().map(|share| share.value);
        let share = share.filter(|share| was != Some(*share));
        let share = share.map(|share| (was.unwrap_or_else(Share::every).to_string(), share.to_string()));
        limit.into_iter().chain(share).collect()
    }

    fn lines(&self, words: Words) -> Vec<Line> {
        let target = self.target;
        let mut lines: Vec<Line> = Vec::new();
        let mut line = |field, value: Option<String>| lines.extend(value.map(|value| (field, value, None)));
        line("clock", target.clock.as_ref().map(quoted_text));
        line("value", target.value.as_ref().map(quoted_text));
        line("statistic", target.statistic.map(|kind| quoted(statistic(kind.value))));
        let new = self.proposal.limit.zip(written_limit(target));
        let limit = |field: &str, written: Option<String>| match new {
            Some((amount, (changed, ..))) if changed == field => Some(amount_as_toml(amount, words)),
            _ => written,
        };
        line("within", limit("within", target.within.as_ref().map(|limit| quoted(&limit.value.text))));
        line("ahead", limit("ahead", target.ahead.as_ref().map(|limit| quoted(&limit.value.text))));
        line("by", target.by.as_ref().map(quoted_text));
        line("at_least", limit("at_least", target.at_least.as_ref().map(|limit| bound(&limit.value))));
        line("at_most", limit("at_most", target.at_most.as_ref().map(|limit| bound(&limit.value))));
        line("equals", target.equals.as_ref().map(quoted_text));
        line("absent", target.absent.map(|absent| quoted(absent.value.as_str())));
        line("share", self.proposal.share.map(|share| quoted(share.to_string())));
        line("per", target.per.map(|per| quoted(per.value.as_str())));
        line("when", self.when());
        line("counted_by", target.counted_by.map(|by| quoted(by.value.as_str())));
        line("due_at", target.due_at.map(|at| quoted(at.value.as_str())));
        lines
    }

    /// The cases it is about, narrowed to those of the class.
    fn when(&self) -> Option<String> {
        let of_class = |name: &str| self.by.iter().any(|(attribute, _)| *attribute == name);
        let Condition { entries, .. } = &self.target.when;
        let own = entries.iter().filter(|(name, _)| !of_class(&name.value));
        let mut all: Vec<_> =
            own.map(|(name, test)| format!("{} = {}", key(&name.value), test_as_toml(test))).collect();
        all.extend(self.by.iter().map(|(name, value)| format!("{} = {}", key(name), quoted(value))));
        (!all.is_empty()).then(|| format!("{{ {} }}", all.join(", ")))
    }
}

/// The field, number and text of the one limit that a target has.
fn written_limit(target: &Target) -> Option<(&'static str, crate::text::Decimal, String)> {
    let time = [("within", &target.within), ("ahead", &target.ahead)];
    let time = time.into_iter().find_map(|(field, limit)| Some((field, limit.as_ref()?)));
    if let Some((field, limit)) = time {
        let written = &limit.value;
        return Some((field, Amount::Time(written.value).to_decimal(), written.text.clone()));
    }
    let bounds = [("at_least", &target.at_least), ("at_most", &target.at_most)];
    let (field, limit) = bounds.into_iter().find_map(|(field, limit)| Some((field, limit.as_ref()?)))?;
    Some(match &limit.value {
        Limit::Number(number) => (field, *number, number.to_string()),
        Limit::Duration(written) => (field, Amount::Time(written.value).to_decimal(), written.text.clone()),
    })
}

fn quoted_text(text: &crate::source::Spanned<String>) -> String {
    quoted(&text.value)
}

fn amount_as_toml(amount: Amount, words: Words) -> String {
    match amount {
        Amount::Time(_) => quoted(amount.in_definition(words.tongue())),
        Amount::Number(number) => number.to_string(),
    }
}

fn bound(limit: &Limit) -> String {
    match limit {
        Limit::Number(number) => number.to_string(),
        Limit::Duration(written) => quoted(&written.text),
    }
}

fn test_as_toml(test: &Test) -> String {
    let items: Vec<_> = test.any.iter().map(|item| quoted(item_text(&item.value))).collect();
    let any = match items.as_slice() {
        [only] => only.clone(),
        _ => format!("[{}]", items.join(", ")),
    };
    if test.negated { format!("{{ not = {any} }}") } else { any }
}

fn item_text(item: &Item) -> String {
    match item {
        Item::Value(value) => value.clone(),
        Item::Range(range) => {
            let parts: Vec<_> = range.iter().map(comparison).collect();
            parts.join(" ")
        }
    }
}

fn comparison(comparison: &Comparison) -> String {
    let sign = match comparison.operator {
        Operator::Less => "<",
        Operator::AtMost => "<=",
        Operator::Greater => ">",
        Operator::AtLeast => ">=",
    };
    format!("{sign}{}", comparison.number)
}
