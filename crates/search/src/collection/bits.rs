//! A set of the songs of one part of the index.

/// A set of numbers below a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    /// Numbers are below it.
    limit: u32,
}

impl Bits {
    pub fn none(limit: u32) -> Self {
        Self { words: vec![0; (limit as usize).div_ceil(64)], limit }
    }

    pub fn all(limit: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; (limit as usize).div_ceil(64)], limit };
        bits.trim();
        bits
    }

    /// Those for which `test` is true.
    pub fn those(limit: u32, test: impl Fn(u32) -> bool) -> Self {
        let mut bits = Self::none(limit);
        for (at, word) in bits.words.iter_mut().enumerate() {
            let start = at as u32 * 64;
            for bit in 0..64.min(limit - start) {
                *word |= u64::from(test(start + bit)) << bit;
            }
        }
        bits
    }

    pub fn set(&mut self, at: u32) {
        self.words[at as usize / 64] |= 1 << (at % 64);
    }

    pub fn has(&self, at: u32) -> bool {
        self.words[at as usize / 64] & (1 << (at % 64)) != 0
    }

    pub fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    pub fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Whether the other has all of these.
    pub fn is_within(&self, other: &Self) -> bool {
        self.limit == other.limit && self.words.iter().zip(&other.words).all(|(word, other)| word & !other == 0)
    }

    pub fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Turns every number round.
    pub fn negate(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many are in both.
    pub fn count_both(&self, other: &Self) -> u64 {
        self.words.iter().zip(&other.words).map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    pub fn is_none(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Bytes of memory.
    pub fn size(&self) -> u64 {
        self.words.len() as u64 * 8
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }

    /// The last word may reach past the limit.
    fn trim(&mut self) {
        let over = self.limit % 64;
        if let Some(last) = self.words.last_mut().filter(|_| over > 0) {
            *last &= (1 << over) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_ends_at_its_limit() {
        let mut bits = Bits::all(70);
        assert_eq!(bits.count(), 70);
        bits.negate();
        assert!(bits.is_none());
        let even = Bits::those(70, |at| at % 2 == 0);
        assert_eq!(even.iter().collect::<Vec<_>>(), (0..70).step_by(2).collect::<Vec<_>>());
    }
}
