//! How far one word is from another.

/// Typos forgiven in a word: short words are too close to each other, and numbers mean themselves.
pub(crate) fn typos_allowed(word: &str) -> u8 {
    if !word.chars().any(char::is_alphabetic) {
        return 0;
    }
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The number of letters to insert, drop, replace or swap with their neighbour to make `word` of
/// `other`; with `prefix`, of the beginning of `other` that is nearest.
pub(crate) fn distance(word: &str, other: &str, prefix: bool) -> usize {
    let word: Vec<char> = word.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before_last = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=word.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let differs = usize::from(word[i - 1] != other[j - 1]);
            let mut cost = (last[j - 1] + differs).min(last[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1];
            if swapped {
                cost = cost.min(before_last[j - 2] + 1);
            }
            row[j] = cost;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    let end = last[other.len()];
    if prefix { last.iter().copied().min().unwrap_or(end) } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_one_letter_missing_added_changed_or_swapped() {
        for other in ["metallica", "metlica", "metalika", "metailca"] {
            assert_eq!(distance("metalica", other, false), 1, "{other}");
        }
        assert_eq!(distance("metalica", "metalica", false), 0);
        assert_eq!(distance("", "abc", false), 3);
    }

    #[test]
    fn an_unfinished_word_is_compared_with_the_beginning() {
        assert_eq!(distance("mettal", "metallica", true), 1);
        assert_eq!(distance("metal", "metallica", true), 0);
    }

    #[test]
    fn short_words_and_numbers_are_taken_as_typed() {
        assert_eq!(typos_allowed("one"), 0);
        assert_eq!(typos_allowed("rock"), 1);
        assert_eq!(typos_allowed("metalica"), 2);
        assert_eq!(typos_allowed("1984"), 0);
    }
}
