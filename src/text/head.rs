//! The first bytes of terms and of places in a text: eight at a time tell most terms apart from what
//! stands there, without looking further.

/// The first bytes of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    bytes: u64,
    /// Which bytes of the word the term has.
    mask: u64,
    /// Those before its first space: behind them any layout may stand in a text.
    to_space: u64,
}

/// The first bytes of what stands at a place of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing(u64);

impl Head {
    /// Of a folded term.
    pub(super) fn of(term: &str) -> Self {
        let space = term.find(char::is_whitespace).unwrap_or(term.len());
        let mask = |length: usize| word(&[0xFF; size_of::<u64>()][..length.min(size_of::<u64>())]);
        Self { bytes: word(term.as_bytes()), mask: mask(term.len()), to_space: mask(space) }
    }

    /// Whether the term may be what stands there.
    #[inline]
    pub(super) fn fits(self, standing: Standing) -> bool {
        let different = standing.0 ^ self.bytes;
        different & self.to_space == 0 && (different & self.mask == 0 || !standing.is_plain())
    }
}

impl Standing {
    /// What stands at a place of a folded text.
    #[inline]
    pub(super) fn at(text: &str, at: usize) -> Self {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        Self(rest.first_chunk().map_or_else(|| word(rest), |bytes| u64::from_le_bytes(*bytes)))
    }

    /// Whether these are eight bytes of ASCII with no layout but single spaces.
    fn is_plain(self) -> bool {
        let bytes = self.0.to_le_bytes();
        bytes.iter().all(|byte| (b' '..0x7F).contains(byte)) && bytes.windows(2).all(|two| two != b"  ")
    }
}

/// The first bytes as a word, the first one lowest.
fn word(bytes: &[u8]) -> u64 {
    bytes.iter().take(size_of::<u64>()).rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{Head, Standing};

    #[test]
    fn what_begins_alike_fits() {
        let fits = |term: &str, text: &str| Head::of(term).fits(Standing::at(text, 2));
        for (term, text) in [
            ("soon", "- soon"),
            ("as soon", "- as soon as you can"),
            ("as soon", "- as  soon as you can"),
            ("as soon", "- as\nsoon as you can"),
            ("as soon", "- as\u{2003}soon as you can"),
            ("投诉处理", "  投诉处理"),
            ("a", "- a"),
        ] {
            assert!(fits(term, text), "{term} {text}");
        }
        for (term, text) in [
            ("soon", "- sool"),
            ("soon", "- soo"),
            ("as soon", "- as seen as you can"),
            ("投诉", "  投"),
            ("a", "- "),
        ] {
            assert!(!fits(term, text), "{term} {text}");
        }
        // Only eight bytes are compared.
        assert!(fits("immediately", "- immediates"));
    }
}
