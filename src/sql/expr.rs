//! Expressions as text, each with the step of the statement after which it can be computed.
//!
//! Nothing here depends on a dialect, and nothing is ever NULL.

use std::fmt::Write as _;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expr {
    text: String,
    step: usize,
}

impl Expr {
    pub(super) fn new(text: impl Into<String>, step: usize) -> Self {
        Self { text: text.into(), step }
    }

    pub(super) fn int(number: i64) -> Self {
        // A sign directly behind another one would begin a comment. For ClickHouse what needs more than 32 bits
        // and has no sign is of a type without signs, which no other number goes with.
        let text = match number {
            ..0 => format!("({number})"),
            0..=0xffff_ffff => number.to_string(),
            _ => format!("(0 - ({}))", -number),
        };
        Self::new(text, 0)
    }

    pub(super) fn boolean(value: bool) -> Self {
        Self::new(if value { "TRUE" } else { "FALSE" }, 0)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The step after which it can be computed.
    pub(super) fn step(&self) -> usize {
        self.step
    }

    pub(super) fn is_true(&self) -> bool {
        self.text == "TRUE"
    }

    pub(super) fn is_false(&self) -> bool {
        self.text == "FALSE"
    }

    /// Whether it is a name or a number, which costs nothing to repeat.
    pub(super) fn is_plain(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }

    fn with(&self, operator: &str, other: &Self) -> Self {
        Self::new(format!("({} {operator} {})", self.text, other.text), self.step.max(other.step))
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        match (self.text.as_str(), other.text.as_str()) {
            ("0", _) => other.clone(),
            (_, "0") => self.clone(),
            _ => self.with("+", other),
        }
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        if other.text == "0" { self.clone() } else { self.with("-", other) }
    }

    pub(super) fn plus_int(&self, number: i64) -> Self {
        if number < 0 { self.minus(&Self::int(-number)) } else { self.plus(&Self::int(number)) }
    }

    /// The number on the other side of zero.
    pub(super) fn negative(&self) -> Self {
        Self::new(format!("(0 - {})", self.text), self.step)
    }

    pub(super) fn times(&self, factor: i64) -> Self {
        if factor == 1 { self.clone() } else { self.with("*", &Self::int(factor)) }
    }

    pub(super) fn times_expr(&self, other: &Self) -> Self {
        self.with("*", other)
    }

    pub(super) fn eq(&self, other: &Self) -> Self {
        self.with("=", other)
    }

    pub(super) fn ne(&self, other: &Self) -> Self {
        self.with("<>", other)
    }

    pub(super) fn lt(&self, other: &Self) -> Self {
        self.with("<", other)
    }

    pub(super) fn le(&self, other: &Self) -> Self {
        self.with("<=", other)
    }

    pub(super) fn gt(&self, other: &Self) -> Self {
        self.with(">", other)
    }

    pub(super) fn ge(&self, other: &Self) -> Self {
        self.with(">=", other)
    }

    pub(super) fn is(&self, number: i64) -> Self {
        self.eq(&Self::int(number))
    }

    /// The characters of a text from a place on, counted from 1.
    pub(super) fn from(&self, place: &Self) -> Self {
        call("substr", &[self, place])
    }

    /// So many characters of a text from a place on, counted from 1.
    pub(super) fn cut(&self, place: &Self, length: &Self) -> Self {
        call("substr", &[self, place, length])
    }

    /// The same at a fixed place.
    pub(super) fn at(&self, place: i64, length: i64) -> Self {
        self.cut(&Self::int(place), &Self::int(length))
    }

    /// How many characters a text has.
    pub(super) fn length(&self) -> Self {
        call("length", &[self])
    }

    /// A text in lower case, as the engine has it.
    pub(super) fn lower(&self) -> Self {
        call("lower", &[self])
    }

    /// One text behind the other.
    pub(super) fn joined(&self, other: &Self) -> Self {
        self.with("||", other)
    }
}

fn latest<'e>(all: impl IntoIterator<Item = &'e Expr>) -> usize {
    all.into_iter().map(Expr::step).max().unwrap_or(0)
}

/// A function of these arguments.
pub(super) fn call(name: &str, arguments: &[&Expr]) -> Expr {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.text()).collect();
    Expr::new(format!("{name}({})", texts.join(", ")), latest(arguments.iter().copied()))
}

pub(super) fn greatest(one: &Expr, other: &Expr) -> Expr {
    call("greatest", &[one, other])
}

pub(super) fn least(one: &Expr, other: &Expr) -> Expr {
    call("least", &[one, other])
}

/// The part of a number that is positive.
pub(super) fn positive(number: &Expr) -> Expr {
    greatest(&Expr::int(0), number)
}

pub(super) fn not(condition: &Expr) -> Expr {
    match condition.text() {
        "TRUE" => Expr::boolean(false),
        "FALSE" => Expr::boolean(true),
        text => Expr::new(format!("(NOT {text})"), condition.step()),
    }
}

pub(super) fn and(conditions: impl IntoIterator<Item = Expr>) -> Expr {
    chain("AND", conditions, false)
}

pub(super) fn or(conditions: impl IntoIterator<Item = Expr>) -> Expr {
    chain("OR", conditions, true)
}

/// Conditions in a chain; one that `decides` alone does so.
fn chain(operator: &str, conditions: impl IntoIterator<Item = Expr>, decides: bool) -> Expr {
    let mut kept: Vec<Expr> = Vec::new();
    for condition in conditions {
        if condition == Expr::boolean(decides) {
            return condition;
        }
        if condition != Expr::boolean(!decides) && !kept.contains(&condition) {
            kept.push(condition);
        }
    }
    match &kept[..] {
        [] => Expr::boolean(!decides),
        [only] => only.clone(),
        _ => {
            let texts: Vec<_> = kept.iter().map(Expr::text).collect();
            Expr::new(format!("({})", texts.join(&format!(" {operator} "))), latest(&kept))
        }
    }
}

/// The first expression whose condition holds.
pub(super) fn case(arms: impl IntoIterator<Item = (Expr, Expr)>, otherwise: &Expr) -> Expr {
    let mut kept: Vec<(Expr, Expr)> = Vec::new();
    let mut last = otherwise.clone();
    for (condition, value) in arms {
        if condition.is_false() {
            continue;
        }
        if condition.is_true() {
            last = value;
            break;
        }
        kept.push((condition, value));
    }
    while kept.last().is_some_and(|(_, value)| *value == last) {
        kept.pop();
    }
    if kept.is_empty() {
        return last;
    }
    let mut text = String::from("CASE");
    for (condition, value) in &kept {
        let _ = write!(text, " WHEN {} THEN {}", condition.text(), value.text());
    }
    let _ = write!(text, " ELSE {} END", last.text());
    let step = latest(kept.iter().flat_map(|(condition, value)| [condition, value]).chain([&last]));
    Expr::new(text, step)
}

/// One of two expressions.
pub(super) fn either(condition: &Expr, yes: &Expr, no: &Expr) -> Expr {
    case([(condition.clone(), yes.clone())], no)
}

/// 1 where a condition holds, else 0.
pub(super) fn flag(condition: &Expr) -> Expr {
    either(condition, &Expr::int(1), &Expr::int(0))
}

pub(super) fn sum(numbers: impl IntoIterator<Item = Expr>) -> Expr {
    numbers.into_iter().fold(Expr::int(0), |sum, number| sum.plus(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_written() {
        let (a, b) = (Expr::new("a", 1), Expr::new("b", 3));
        assert_eq!(and([Expr::boolean(true), a.clone()]), a);
        assert!(and([a.clone(), Expr::boolean(false)]).is_false());
        assert_eq!(or([a.clone(), b.clone(), a.clone()]).text(), "(a OR b)");
        assert_eq!(or([a.clone(), b.clone()]).step(), 3);
        let chosen = case([(Expr::boolean(false), a.clone()), (b.clone(), a.clone())], &Expr::int(-1));
        assert_eq!(chosen.text(), "CASE WHEN b THEN a ELSE (-1) END");
        assert_eq!(case([(a.clone(), b.clone())], &b), b);
        assert_eq!(a.minus(&Expr::int(-1)).text(), "(a - (-1))");
        assert_eq!(sum([Expr::int(0), a.clone(), b]).text(), "(a + b)");
        assert_eq!(a.plus_int(-2).text(), "(a - 2)");
        assert_eq!(Expr::int(4_294_967_295).text(), "4294967295");
        assert_eq!(Expr::int(4_294_967_296).text(), "(0 - (-4294967296))");
    }
}
