//! How many numbers fall into which bin, in two or three bytes a bin: very many groups keep that.

/// Counts by bin, in the order of bins: by how much each bin is more than the one before it, and its
/// count, seven bits a byte.
#[derive(Clone, Debug, Default)]
pub(super) struct PackedBins(Box<[u8]>);

impl PackedBins {
    /// Packs counts in the order of their bins.
    pub(super) fn new(bins: impl Iterator<Item = (i32, u64)>) -> Self {
        let mut bytes = Vec::new();
        let mut before = i64::from(i32::MIN);
        for (bin, count) in bins {
            push(&mut bytes, i64::from(bin).abs_diff(before));
            push(&mut bytes, count);
            before = i64::from(bin);
        }
        Self(bytes.into_boxed_slice())
    }

    /// Hands out the bins in their order, with the count of each.
    pub(super) fn each(&self, mut take: impl FnMut(i32, u64)) {
        let mut bytes = self.0.iter();
        let mut before = i64::from(i32::MIN);
        while let (Some(more), Some(count)) = (next(&mut bytes), next(&mut bytes)) {
            before = before.saturating_add_unsigned(more);
            take(i32::try_from(before).unwrap_or(i32::MAX), count);
        }
    }
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7F) as u8);
}

fn next<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bins_come_out_as_they_went_in(
            bins in prop::collection::btree_map(any::<i32>(), prop_oneof![0..300_u64, any::<u64>()], 0..40),
        ) {
            let packed = PackedBins::new(bins.iter().map(|(bin, count)| (*bin, *count)));
            let mut found = Vec::new();
            packed.each(|bin, count| found.push((bin, count)));
            prop_assert_eq!(found, bins.into_iter().collect::<Vec<_>>());
        }
    }
}
