//! The cases of the benchmark's log: requests to an invented city service over 20 months, as of
//! 2026-09-01 00:00.
//!
//! A case depends on the seed and its own number alone, so a log is the beginning of no other, but any
//! two programs write the same one. It must not know how cases stand in a file.

pub(crate) const DAY: i64 = 86_400;
/// 2025-01-01, in days since 1970-01-01.
const FIRST_DAY: i64 = 20_089;
/// 2026-09-01: what happens from then on is in no log.
const AS_OF_DAY: i64 = 20_697;

const SERVICES: [&str; 24] = [
    "water-supply",
    "street-light",
    "noise",
    "waste",
    "parking",
    "permit",
    "tax",
    "housing",
    "school",
    "clinic",
    "transit",
    "road-repair",
    "park",
    "library",
    "pension",
    "id-card",
    "business-licence",
    "food-safety",
    "heating",
    "gas",
    "internet",
    "complaint",
    "consultation",
    "other",
];
const CHANNELS: [&str; 6] = ["phone", "web", "email", "counter", "app", "wechat"];
/// As they stand in the file; the last is rare.
const REGIONS: [&str; 16] = [
    "Pudong",
    "Huangpu",
    "Xuhui",
    "Changning",
    "Jingan",
    "Putuo",
    "Hongkou",
    "Yangpu",
    "Minhang",
    "Baoshan",
    "Jiading",
    "Jinshan",
    "Songjiang",
    "Qingpu",
    "Fengxian",
    "\"Chongming, Island\"",
];
pub(crate) const WORDS: [&str; 16] = [
    "leak", "broken", "light", "late", "bill", "query", "gate", "road", "noise", "night", "renewal", "form",
    "refund", "lift", "smell", "signal",
];

/// Which cases.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cases {
    /// How many.
    pub(crate) count: u64,
    /// Another seed draws other cases.
    pub(crate) seed: u64,
    /// Whether they come in any order of days; else by the day on which they were opened.
    pub(crate) shuffled: bool,
    /// How many agents there are, of whom each has about as many cases.
    pub(crate) agents: u64,
}

/// A case. Times are seconds of the wall clock since 1970-01-01 00:00.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) number: u64,
    pub(crate) service: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) region: &'static str,
    pub(crate) priority: &'static str,
    /// As it stands in the file: one in 33 has quotes, and of these a few a line break.
    pub(crate) subject: String,
    pub(crate) opened: i64,
    pub(crate) first_response: Option<i64>,
    pub(crate) resolved: Option<i64>,
    pub(crate) status: &'static str,
    pub(crate) agent: u64,
    pub(crate) team: u64,
    pub(crate) csat: Option<u8>,
    pub(crate) reopens: u8,
}

impl Cases {
    /// All of them, one after the other.
    pub(crate) fn each(self) -> impl Iterator<Item = Case> {
        (0..self.count).map(move |place| self.case(place))
    }

    fn case(self, place: u64) -> Case {
        let mut random = Random(place.wrapping_mul(0xD134_2543_DE82_EF95) ^ self.seed);
        random.next();
        let days = (AS_OF_DAY - FIRST_DAY).unsigned_abs();
        let day = if self.shuffled { random.below(days) } else { scaled(place, days, self.count) };
        let day = FIRST_DAY + day.cast_signed();
        let second =
            if random.share() < 0.8 { 8 * 3600 + random.below(12 * 3600) } else { random.below(86_400) };
        let opened = day * DAY + second.cast_signed();
        let (service, channel) = (random.share(), random.share());
        let service = of_share(&SERVICES, service * service);
        let channel = of_share(&CHANNELS, channel * channel.sqrt());
        let region = if random.share() < 0.01 { REGIONS[15] } else { random.one_of(&REGIONS[..15]) };
        let priority = match random.below(100) {
            0..=9 => "urgent",
            10..=29 => "high",
            30..=84 => "normal",
            _ => "low",
        };
        let answer = opened + random.delay(2400.0, 1.1);
        let end = answer + random.delay(36_000.0, 1.3);
        let as_of = AS_OF_DAY * DAY;
        let unanswered = random.share() < 0.06;
        let open = random.share() < 0.01 || end >= as_of;
        let cancelled = random.share() < 0.02;
        let subject = subject(&mut random);
        let (agent, team) = (random.below(self.agents), random.below(40));
        let rated = !open && random.share() < 0.55;
        let csat = rated.then(|| match random.below(100) {
            0..=2 => 1,
            3..=6 => 2,
            7..=13 => 3,
            14..=45 => 4,
            _ => 5,
        });
        Case {
            number: place + 1,
            service,
            channel,
            region,
            priority,
            subject,
            opened,
            first_response: (!unanswered && answer < as_of).then_some(answer),
            resolved: (!open).then_some(end),
            status: match (cancelled, open) {
                (true, _) => "cancelled",
                (false, true) => "open",
                (false, false) => "closed",
            },
            agent,
            team,
            csat,
            reopens: u8::from(random.share() < 0.08),
        }
    }
}

fn subject(random: &mut Random) -> String {
    let (one, two) = (random.one_of(&WORDS), random.one_of(&WORDS));
    match random.below(10_000) {
        0..=9 => format!("\"{one} {two}\nsee note, page {}\"", random.below(90)),
        10..=39 => format!("\"{one}, \"\"{two}\"\" at no. {}\"", random.below(900)),
        40..=299 => format!("\"{one}, {two} at no. {}\"", random.below(900)),
        _ => format!("{one} {two} {}", random.below(900)),
    }
}

/// Sebastiano Vigna's `SplitMix64`.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        scaled_wide(u128::from(self.next()) * u128::from(end), 1 << 64)
    }

    pub(crate) fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts[index(self.below(texts.len() as u64))]
    }

    /// From 0 until 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what is left of the number")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Seconds that are distributed log-normally: their median, and how widely their logarithm spreads.
    #[expect(clippy::cast_possible_truncation, reason = "the longest delay is some years")]
    fn delay(&mut self, median: f64, spread: f64) -> i64 {
        let (one, two) = (self.share().max(1e-12), self.share());
        let normal = (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos();
        (median * (spread * normal).exp()) as i64
    }
}

/// `number * numerator / denominator`.
fn scaled(number: u64, numerator: u64, denominator: u64) -> u64 {
    scaled_wide(u128::from(number) * u128::from(numerator), u128::from(denominator))
}

/// A quotient that is known to fit.
fn scaled_wide(dividend: u128, divisor: u128) -> u64 {
    u64::try_from(dividend / divisor).unwrap_or(u64::MAX)
}

fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The text at a share of a list.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share is from 0 until 1, a list short"
)]
fn of_share(texts: &[&'static str], share: f64) -> &'static str {
    texts[(share * texts.len() as f64) as usize]
}
