//! Remedies: what the customer gets when a commitment is broken.

use super::read::{Reader, Words};
use super::{Period, Prose, Share, Written};
use crate::finding::{Expected, Invalid};
use crate::source::{Node, Span, Spanned, Value};
use crate::text::{Decimal, Duration};

/// What the customer gets when a commitment is broken.
#[derive(Clone, Debug)]
pub struct Remedy {
    /// What customers read.
    pub text: Option<Prose>,
    /// How much.
    pub amount: Option<Spanned<Amount>>,
    /// The log column that a percentage is of.
    pub of: Option<Spanned<String>>,
    /// ISO 4217 code.
    pub currency: Option<Spanned<String>>,
    /// Owed for each case, or for a period.
    pub per: Option<Spanned<RemedyPer>>,
    /// Amounts by attainment.
    pub tiers: Vec<Tier>,
    /// The most that is owed in a period.
    pub cap: Option<(Spanned<Decimal>, Spanned<Period>)>,
    /// What the owner can pay in a period.
    pub budget: Option<(Spanned<Decimal>, Spanned<Period>)>,
    /// By when it is paid.
    pub paid_within: Option<Spanned<Written<Duration>>>,
    /// How it is claimed.
    pub claim: Option<Claim>,
    /// Where it is written.
    pub span: Span,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So much of the currency.
    Fixed(Decimal),
    /// A percentage of a column.
    Percent(Share),
}

/// What a remedy is owed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemedyPer {
    /// Each case that was breached.
    Case,
    /// A period whose attainment was too low.
    Period,
}

impl Words for RemedyPer {
    const WORDS: &'static [&'static str] = &["case", "period"];
    const VALUES: &'static [Self] = &[Self::Case, Self::Period];
}

/// An amount that is owed when attainment is below a share.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The share.
    pub below: Spanned<Share>,
    /// The amount.
    pub amount: Spanned<Amount>,
}

/// How a remedy is claimed.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Whether the customer must ask.
    pub how: Spanned<ClaimHow>,
    /// What the customer must show.
    pub evidence: Option<Spanned<String>>,
    /// Who must approve it.
    pub approval: Option<Spanned<String>>,
    /// How long it can be claimed.
    pub within: Option<Spanned<Written<Duration>>>,
}

/// Whether the customer must ask for a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimHow {
    /// It comes by itself.
    Automatic,
    /// It must be asked for.
    OnRequest,
}

impl Words for ClaimHow {
    const WORDS: &'static [&'static str] = &["automatic", "on-request"];
    const VALUES: &'static [Self] = &[Self::Automatic, Self::OnRequest];
}

impl Remedy {
    /// Whether it says how much, and not only in words.
    pub fn is_in_figures(&self) -> bool {
        self.amount.is_some() || !self.tiers.is_empty()
    }

    /// By when it is paid, as it is written.
    pub fn paid_within(&self) -> Option<&str> {
        self.paid_within.as_ref().map(|within| within.value.text.as_str())
    }

    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Self> {
        let mut table = reader.table("remedy", node)?;
        let remedy = Self {
            text: table.optional(reader, "text", Reader::prose),
            amount: table.optional(reader, "amount", amount),
            of: table.optional(reader, "of", Reader::text),
            currency: table.optional(reader, "currency", Reader::text),
            per: table.optional(reader, "per", Reader::word),
            tiers: table.tables(reader, "tiers", tier),
            cap: table.optional(reader, "cap", |reader, node| amount_per(reader, "cap", node)),
            budget: table.optional(reader, "budget", |reader, node| amount_per(reader, "budget", node)),
            paid_within: table.optional(reader, "paid_within", Reader::duration),
            claim: table.optional(reader, "claim", claim),
            span: table.span,
        };
        table.needs(reader, "of", &["amount", "tiers"]);
        table.finish(reader);
        Some(remedy)
    }
}

/// A positive number, or a percentage.
fn amount(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<Amount>> {
    match &node.value {
        Value::Number(_) => reader.positive(node).map(|number| number.map(Amount::Fixed)),
        Value::String(text) => match Share::parse(text).filter(|_| text.trim_end().ends_with(['%', '％'])) {
            Some(share) => Some(Spanned::new(Amount::Percent(share), node.span)),
            None => reader.invalid(node.span, Invalid::Number(text.to_string())),
        },
        _ => reader.expected(node, Expected::Number),
    }
}

fn tier(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Tier> {
    let mut table = reader.table("tier", node)?;
    let below = table.required(reader, "below", Reader::share);
    let amount = table.required(reader, "amount", amount);
    table.finish(reader);
    Some(Tier { below: below?, amount: amount? })
}

fn amount_per(
    reader: &mut Reader<'_>,
    name: &'static str,
    node: &Node<'_>,
) -> Option<(Spanned<Decimal>, Spanned<Period>)> {
    let mut table = reader.table(name, node)?;
    let amount = table.required(reader, "amount", Reader::positive);
    let per = table.required(reader, "per", Reader::word);
    table.finish(reader);
    Some((amount?, per?))
}

/// A word, or a table.
fn claim(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Claim> {
    if !matches!(node.value, Value::Mapping(_)) {
        return Some(Claim { how: reader.word(node)?, evidence: None, approval: None, within: None });
    }
    let mut table = reader.table("claim", node)?;
    let how = table.required(reader, "how", Reader::word);
    let evidence = table.optional(reader, "evidence", Reader::text);
    let approval = table.optional(reader, "approval", Reader::text);
    let within = table.optional(reader, "within", Reader::duration);
    table.finish(reader);
    Some(Claim { how: how?, evidence, approval, within })
}
