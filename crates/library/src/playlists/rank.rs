//! Places in a playlist as text: between any two there is a third, so that moving an entry writes
//! that entry alone.
//!
//! A rank is a number of nine base-36 digits and, where two neighbours leave no number between them,
//! a fraction. Numbers are dealt out far apart; entries added at either end never need a fraction.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const BASE: u64 = 36;
const WIDTH: usize = 9;
/// Distance between two entries that are added one after the other.
const STEP: u64 = 1 << 16;
const MIDDLE: u64 = 50_000_000_000_000;
const LIMIT: u64 = 101_559_956_668_415;

/// A place after `before` and ahead of `after`; `None` is the end of the list on that side.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    match (before.map(split), after.map(split)) {
        (None, None) => write(MIDDLE, ""),
        (Some((number, fraction)), None) if number + STEP > LIMIT => write(number, &middle(fraction, "")),
        (Some((number, _)), None) => write(number + STEP, ""),
        (None, Some((number, fraction))) if number < STEP => match number {
            0 => write(0, &middle("", fraction)),
            _ => write(number / 2, ""),
        },
        (None, Some((number, _))) => write(number - STEP, ""),
        (Some((low, _)), Some((high, _))) if high > low + 1 => write(low + (high - low) / 2, ""),
        (Some((low, fraction)), Some((high, _))) if high > low => write(low, &middle(fraction, "")),
        (Some((low, fraction)), Some((_, limit))) => write(low, &middle(fraction, limit)),
    }
}

/// `count` places after `before`, in order.
pub fn following(before: Option<&str>, count: usize) -> Vec<String> {
    let mut ranks: Vec<String> = Vec::with_capacity(count);
    for _ in 0..count {
        let last = ranks.last().map(String::as_str).or(before);
        ranks.push(between(last, None));
    }
    ranks
}

fn split(rank: &str) -> (u64, &str) {
    let (number, fraction) = rank.split_at_checked(WIDTH).unwrap_or((rank, ""));
    (u64::from_str_radix(number, 36).unwrap_or(MIDDLE), fraction)
}

fn write(mut number: u64, fraction: &str) -> String {
    let mut digits = [b'0'; WIDTH];
    for place in digits.iter_mut().rev() {
        *place = digit(number % BASE);
        number /= BASE;
    }
    digits.iter().map(|d| char::from(*d)).chain(fraction.chars()).collect()
}

fn digit(value: u64) -> u8 {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or(b'z')
}

fn value(digit: u8) -> u64 {
    char::from(digit).to_digit(36).map_or(0, u64::from)
}

/// A fraction above `low` and below `high`; an empty `high` is 1. Never ends with a zero.
fn middle(low: &str, high: &str) -> String {
    let (low, high) = (low.as_bytes(), high.as_bytes());
    let mut found = String::new();
    let mut open = high.is_empty();
    for at in 0.. {
        let below = low.get(at).map_or(0, |d| value(*d));
        let above = if open { BASE } else { high.get(at).map_or(0, |d| value(*d)) };
        if above > below + 1 {
            found.push(char::from(digit(below + (above - below) / 2)));
            break;
        }
        found.push(char::from(digit(below)));
        // Once a digit is smaller than the limit's, what follows may be anything above `low`.
        open |= above > below;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ends_never_grow() {
        let mut last = between(None, None);
        for _ in 0..1_000 {
            let next = between(Some(&last), None);
            assert!(next > last && next.len() == WIDTH);
            last = next;
        }
        let mut first = between(None, None);
        for _ in 0..1_000 {
            let next = between(None, Some(&first));
            assert!(next < first && next.len() == WIDTH);
            first = next;
        }
    }

    proptest! {
        #[test]
        fn there_is_always_a_place_between(moves in proptest::collection::vec(0_usize..1_000, 1..200)) {
            let mut ranks = following(None, 2);
            for at in moves {
                let at = at % (ranks.len() + 1);
                let before = at.checked_sub(1).map(|n| ranks[n].clone());
                let rank = between(before.as_deref(), ranks.get(at).map(String::as_str));
                ranks.insert(at, rank);
            }
            prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{ranks:?}");
        }

        #[test]
        fn the_same_gap_takes_a_thousand_moves(seed in any::<bool>()) {
            let mut pair = following(None, 2);
            for _ in 0..1_000 {
                let rank = between(Some(&pair[0]), Some(&pair[1]));
                prop_assert!(pair[0] < rank && rank < pair[1]);
                prop_assert!(rank.len() < 900, "fits into a key");
                pair[usize::from(seed)] = rank;
            }
        }
    }
}
