//! Short words that are compared with the beginning, the end or any place of a part of a text, kept
//! as data. They are pieces of grammar, and stand inside of other words too: 须, 不超过在, "must be".
//!
//! A section of the file is a list; `_` stands for a space. What must be a word of its own belongs
//! into a [`Lexicon`](super::lexicon::Lexicon).

use std::sync::LazyLock;

/// A list of such words, in the folded form of texts.
#[derive(Debug)]
pub(super) struct Affixes {
    words: Vec<String>,
    /// A bit for the first two bytes of each word, and one for the last two; several share one. Most
    /// texts are told by them to have none of the words.
    beginnings: u64,
    endings: u64,
}

const DATA: &str = include_str!("vocabulary/affixes.txt");

macro_rules! affixes {
    ($($(#[$doc:meta])* $name:ident = $section:literal;)*) => {
        $(
            $(#[$doc])*
            pub(super) static $name: LazyLock<Affixes> = LazyLock::new(|| Affixes::of_section($section));
        )*
        #[cfg(test)]
        const ALL: &[(&str, &LazyLock<Affixes>)] = &[$(($section, &$name)),*];
    };
}
affixes! {
    // Who acts.
    /// How a clause of the organisation begins.
    OURS = "ours";
    /// The organisation within a clause.
    OURS_WITHIN = "ours-within";
    /// People of the organisation.
    STAFF = "staff";
    /// What may stand before the subject of a clause.
    OPENERS = "openers";
    /// What others than the customer and the organisation must or may.
    OTHERS_MUST = "others-must";
    /// How a clause begins that tells of customers by a relative clause.
    RELATIVE = "relative";
    /// What such customers must or may.
    RELATIVE_MUST = "relative-must";
    /// A relative clause within another.
    RELATIVE_WITHIN = "relative-within";
    // Duties and permissions.
    /// What must be done to something.
    MUST_BE = "must-be";
    /// What somebody must do.
    MUST_DO = "must-do";
    /// A duty or permission before what is done.
    IS_TO = "is-to";
    /// A permission.
    MAY_DO = "may-do";
    /// Chinese: a duty.
    ZH_MUST = "zh-must";
    /// Chinese: a permission.
    ZH_MAY = "zh-may";
    /// Chinese: words that those are parts of.
    ZH_NO_MODAL = "zh-no-modal";
    /// Chinese: what may stand between them and a time.
    ZH_LINKS = "zh-links";
    /// Chinese: how a condition begins.
    ZH_IF = "zh-if";
    /// Chinese: how a purpose begins.
    ZH_PURPOSE = "zh-purpose";
    // Telling.
    /// Chinese: before the one who is spoken to or worked for.
    ZH_TO = "zh-to";
    /// Chinese: what belongs to the customer named before it.
    ZH_BELONGS = "zh-belongs";
    /// Chinese: telling somebody.
    ZH_TELLS = "zh-tells";
    /// Chinese: whom or what an organisation tells.
    ZH_TOLD = "zh-told";
    /// Chinese: customers.
    ZH_CUSTOMERS = "zh-customers";
    /// Chinese: acts that are forms of something else.
    ZH_FORMAL = "zh-formal";
    /// Chinese: terms.
    ZH_TERM = "zh-term";
    /// Chinese: what customers do that has a time of its own.
    ZH_MATTERS = "zh-matters";
    /// Chinese: what comes to customers.
    ZH_EXPECTS = "zh-expects";
    // English clauses.
    /// Notice, behind its length.
    NOTICES = "notices";
    /// Before a time.
    BEFORE_TIME = "before-time";
    /// Before a time or a date up to which something is taken back.
    UP_TO = "up-to";
    /// How a clause begins that says only when or where.
    ADVERBIAL = "adverbial";
    /// What customers pay.
    BILLS = "bills";
    /// When it must be paid.
    PAYABLE = "payable";
    /// What customers send back or ask for.
    WELCOME_THINGS = "welcome-things";
    /// That it is taken.
    WELCOME = "welcome";
    /// That it is welcome.
    IS_WELCOME = "is-welcome";
    /// Acts of customers that are nouns.
    RETURNS = "returns";
    /// Words that begin a clause and are no verbs.
    NO_VERBS = "no-verbs";
    /// How words end that are no orders.
    NO_ORDER_ENDS = "no-order-ends";
    /// What follows the verb of an order.
    ORDERED = "ordered";
    /// Verbs that are orders before a time.
    ORDERS = "orders";
    /// Participles without their ending.
    DONE_TO = "done-to";
    /// Verbs behind the subject of a sentence.
    VERBS = "verbs";
    // Around a duration.
    /// Words of telling and giving, of what is due before an event.
    GIVEN = "given";
    /// Bounds on how early something is done.
    EARLIEST = "earliest";
    /// At least.
    AT_LEAST = "at-least";
    /// So often.
    TIMES = "times";
    /// Chinese: not done in time.
    ZH_MISSED = "zh-missed";
    /// Chinese: not done.
    ZH_NOT_DONE = "zh-not-done";
    /// That a circumstance never comes.
    NEVER = "never";
    /// Chinese: words that end like those that name a case.
    ZH_NO_CASE = "zh-no-case";
    /// Chinese: what stands between a permission and what is allowed.
    ZH_FREELY = "zh-freely";
    /// Chinese: allowed, or not sure.
    ZH_UNSURE = "zh-unsure";
    /// Chinese: with its result.
    ZH_RESULTS = "zh-results";
}

impl Affixes {
    fn of_section(name: &str) -> Self {
        let lines = DATA.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut lines =
            lines.skip_while(|line| line.trim_matches(['[', ']']) != name || !line.starts_with('['));
        lines.next();
        let lines = lines.take_while(|line| !line.starts_with('['));
        let words: Vec<_> = lines.map(|line| line.replace('_', " ")).collect();
        let beginnings = words.iter().fold(0, |bits, word| bits | first_bit(word.as_bytes()));
        let endings = words.iter().fold(0, |bits, word| bits | last_bit(word));
        Self { words, beginnings, endings }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// The words that a text may begin with.
    fn first_words(&self, text: &str) -> &[String] {
        if self.beginnings & first_bit(text.as_bytes()) == 0 { &[] } else { &self.words }
    }

    /// The words that a text may end with.
    fn last_words(&self, text: &str) -> &[String] {
        if self.endings & last_bit(text) == 0 { &[] } else { &self.words }
    }

    /// Whether a text is one of the words.
    pub(super) fn has(&self, text: &str) -> bool {
        self.words().any(|word| word == text)
    }

    /// Whether a text begins with one.
    pub(super) fn start(&self, text: &str) -> bool {
        self.first_words(text).iter().any(|word| text.starts_with(word))
    }

    /// Whether a text ends with one.
    pub(super) fn end(&self, text: &str) -> bool {
        self.last_words(text).iter().any(|word| text.ends_with(word))
    }

    /// Whether one stands in a text.
    pub(super) fn within(&self, text: &str) -> bool {
        let begins = |rest: &[u8]| self.words.iter().any(|word| rest.starts_with(word.as_bytes()));
        let rests = (0..text.len()).map(|at| &text.as_bytes()[at..]);
        rests.filter(|rest| self.beginnings & first_bit(rest) != 0).any(begins)
    }

    /// What stands behind each of them at its first place in a text.
    pub(super) fn behind<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let words = if self.within(text) { self.words.as_slice() } else { &[] };
        words.iter().filter_map(move |word| Some(&text[text.find(word)? + word.len()..]))
    }

    /// A text without the longest that it begins with.
    pub(super) fn without_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = self.first_words(text).iter();
        words.filter_map(|word| text.strip_prefix(word.as_str())).min_by_key(|rest| rest.len())
    }

    /// A text without the longest that it ends with.
    pub(super) fn without_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let words = self.last_words(text).iter();
        words.filter_map(|word| text.strip_suffix(word.as_str())).min_by_key(|rest| rest.len())
    }
}

/// The bit of the two bytes that something begins with; all of them where it has one alone.
fn first_bit(bytes: &[u8]) -> u64 {
    match bytes {
        [one, two, ..] => 1 << ((one.wrapping_mul(5) ^ two) % 64),
        _ => u64::MAX,
    }
}

/// The bit of the two bytes that something ends with.
fn last_bit(text: &str) -> u64 {
    first_bit(&text.as_bytes()[text.len().saturating_sub(2)..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::Folded;
    use std::collections::HashSet;

    #[test]
    fn every_section_is_a_list_of_folded_words() {
        let sections: Vec<_> = DATA.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(sections.len(), ALL.len());
        for (name, list) in ALL {
            assert!(sections.contains(&format!("[{name}]").as_str()), "{name}");
            assert!(list.words().next().is_some(), "{name}");
            let mut known = HashSet::new();
            for word in list.words() {
                assert!(known.insert(word), "{name}: {word} comes twice");
                assert_eq!(Folded::new(word).text(), word, "{name}");
            }
        }
    }

    #[test]
    fn a_word_within_is_one_that_the_text_contains() {
        for text in
            ["", "a", "we", "you must be told", "our staff have to act", "您须在24小时内提出", "可以退换"]
        {
            for (name, list) in ALL {
                let contains = list.words().any(|word| text.contains(word));
                assert_eq!(list.within(text), contains, "{name} {text}");
                for word in list.words() {
                    let (ended, begun) = (format!("{text}{word}"), format!("{word}{text}"));
                    assert!(list.within(&ended) && list.end(&ended) && list.start(&begun), "{name} {ended}");
                    assert!(list.without_end(&ended).is_some(), "{name} {ended}");
                    assert!(list.without_start(&begun).is_some(), "{name} {begun}");
                }
            }
        }
    }

    #[test]
    fn the_longest_is_taken_away() {
        assert_eq!(ZH_MUST.without_end("客户应当"), Some("客户"));
        assert_eq!(OPENERS.without_start("then we answer"), Some("we answer"));
        assert_eq!(ZH_TELLS.behind("书面通知我们").collect::<Vec<_>>(), ["我们"]);
    }
}
