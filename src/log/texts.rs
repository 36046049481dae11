//! Many short texts in one piece of memory.

use std::ops::Range;

/// Texts by their places, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// By text: where it ends.
    ends: Vec<usize>,
}

impl Texts {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    /// The text of a place.
    pub(super) fn get(&self, place: usize) -> Option<&str> {
        self.all.get(self.range(place)?)
    }

    /// The same as bytes, for comparing.
    #[inline]
    pub(super) fn bytes(&self, place: usize) -> Option<&[u8]> {
        self.all.as_bytes().get(self.range(place)?)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    #[inline]
    fn range(&self, place: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_come_back_as_they_were() {
        let all = ["", "a", "", "投诉", "b c"];
        let mut texts = Texts::default();
        for text in all {
            texts.push(text);
        }
        assert_eq!(texts.iter().collect::<Vec<_>>(), all);
        assert_eq!(
            (texts.len(), texts.get(3), texts.bytes(4), texts.get(5)),
            (5, Some("投诉"), Some(&b"b c"[..]), None)
        );
    }
}
