//! Numbers of very many groups, four bytes each: every group has a chain of blocks in one arena.
//!
//! A chain begins with a small block and doubles up to [`LARGEST`], so that a hundred thousand groups of a
//! few numbers cost little and large ones hardly more than their numbers. Memory comes in chunks that
//! are never moved.

/// Numbers in chains of blocks.
#[derive(Debug, Default)]
pub(super) struct Arena {
    chunks: Vec<Box<[u32; CHUNK]>>,
    /// The first slot that no block has.
    free: u64,
}

/// The numbers of one group, in an arena. The first slots of a block say where the one before it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chain {
    /// The slot of the next number.
    next: u64,
    /// Slots that are left in the last block.
    left: u16,
    /// Slots of the last block; nothing without any block.
    size: u16,
}

/// Slots of a chunk.
const CHUNK: usize = 1 << 18;
/// Slots of the first block of a chain.
const SMALLEST: u16 = 8;
/// Slots of the largest block: 512 bytes.
const LARGEST: u16 = 128;
/// Slots of a block that say where the one before it is. Blocks begin at multiples of [`SMALLEST`], so
/// the lowest bit is free to say that both are of one size.
const LINK: u16 = 2;

impl Chain {
    /// Whether it has no number.
    pub(super) fn is_empty(self) -> bool {
        self.size == 0
    }
}

impl Arena {
    /// Forgets all chains, and keeps the memory for others.
    pub(super) fn clear(&mut self) {
        self.free = 0;
    }

    /// Adds a number to a chain of this arena.
    #[inline]
    pub(super) fn push(&mut self, chain: &mut Chain, number: u32) {
        if chain.left == 0 {
            self.grow(chain);
        }
        let (chunk, slot) = place(chain.next);
        self.chunks[chunk][slot] = number;
        chain.next += 1;
        chain.left -= 1;
    }

    /// Adds numbers to a chain of this arena.
    pub(super) fn extend(&mut self, chain: &mut Chain, mut numbers: &[u32]) {
        while !numbers.is_empty() {
            if chain.left == 0 {
                self.grow(chain);
            }
            let count = numbers.len().min(usize::from(chain.left));
            let (now, later) = numbers.split_at(count);
            let (chunk, slot) = place(chain.next);
            self.chunks[chunk][slot..slot + count].copy_from_slice(now);
            chain.next += count as u64;
            chain.left -= u16::try_from(count).unwrap_or(chain.left);
            numbers = later;
        }
    }

    /// Gives a chain its next block; out of the way of the others.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, chain: &mut Chain) {
        let (before, last) = (chain.size, chain.next - u64::from(chain.size));
        let size = (before * 2).clamp(SMALLEST, LARGEST);
        let (mut chunk, mut slot) = place(self.free);
        if slot + usize::from(size) > CHUNK {
            (chunk, slot) = (chunk + 1, 0);
        }
        if chunk == self.chunks.len() {
            self.chunks.extend(<Box<[u32; CHUNK]>>::try_from(vec![0; CHUNK].into_boxed_slice()));
        }
        let start = (chunk * CHUNK + slot) as u64;
        self.free = start + u64::from(size);
        let link = last | u64::from(before == size);
        let [low, high] = [link, link >> 32].map(|half| u32::try_from(half & 0xFFFF_FFFF).unwrap_or(0));
        self.chunks[chunk][slot..slot + usize::from(LINK)].copy_from_slice(&[low, high]);
        *chain = Chain { next: start + u64::from(LINK), left: size - LINK, size };
    }

    /// Hands out the numbers of a chain of this arena, block by block from the last.
    pub(super) fn each(&self, chain: Chain, mut take: impl FnMut(&[u32])) {
        let Chain { next, left, mut size } = chain;
        let mut start = next - u64::from(size - left);
        let mut used = usize::from(size - left);
        while size > 0 {
            let (chunk, slot) = place(start);
            let block = &self.chunks[chunk][slot..slot + used];
            let (link, numbers) = block.split_at(usize::from(LINK));
            take(numbers);
            let link = u64::from(link[0]) | u64::from(link[1]) << 32;
            start = link & !1;
            size = match (link & 1 == 1, size) {
                (true, size) => size,
                (false, SMALLEST) => 0,
                (false, size) => size / 2,
            };
            used = usize::from(size);
        }
    }
}

/// The chunk of a slot, and its place there.
#[inline]
fn place(slot: u64) -> (usize, usize) {
    let slot = usize::try_from(slot).unwrap_or(usize::MAX);
    (slot / CHUNK, slot % CHUNK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_in_its_chain_once() {
        let mut arena = Arena::default();
        let mut chains = [Chain::default(); 7];
        let mut expected = vec![Vec::new(); 7];
        // Enough for several chunks, unevenly.
        for number in 0..900_000_u32 {
            let group = (number % 11 % 7) as usize * usize::from(number % 3 != 0);
            if number % 1000 == 7 {
                let many: Vec<_> = (0..number % 300).collect();
                arena.extend(&mut chains[group], &many);
                expected[group].extend(many);
            }
            arena.push(&mut chains[group], number);
            expected[group].push(number);
        }
        chains[6] = Chain::default();
        expected[6].clear();
        assert!(arena.chunks.len() > 3);
        for (chain, mut expected) in chains.into_iter().zip(expected) {
            expected.sort_unstable();
            let mut found = Vec::new();
            arena.each(chain, |numbers| found.extend_from_slice(numbers));
            found.sort_unstable();
            assert!(found == expected, "{} of {}", found.len(), expected.len());
        }
    }
}
