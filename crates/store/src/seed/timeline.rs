//! When orders come: growth, seasons, weekdays, the hours of a day.

use kernel::Timestamp;

use super::dice::Dice;
use crate::books::Day;

const YEARS: i64 = 5;
const DAY: i64 = 86_400_000;

/// Of a month, in hundredths of an ordinary one: quiet summers, presents in December.
const SEASON: [u64; 12] = [96, 92, 97, 98, 100, 91, 86, 88, 99, 104, 124, 158];
/// From Monday.
const WEEK: [u64; 7] = [88, 86, 90, 95, 118, 126, 112];
/// Of the hours of a day, in UTC.
const HOURS: [u32; 24] = [5, 4, 3, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 10, 12, 14, 16, 17, 16, 13, 9];

pub(super) struct Timeline {
    /// Midnight of the first day.
    start: i64,
    end: i64,
    /// A weight for each day.
    weights: Vec<u64>,
}

impl Timeline {
    pub fn until(end: Timestamp) -> Self {
        let last = Day::of(end);
        let first = last.plus_years(-YEARS);
        let days = first.days_until(last) + 1;
        let start = end.millis().div_euclid(DAY) * DAY - (days - 1) * DAY;
        let weight = |n: i64| {
            let day = first.plus_days(n);
            let month = SEASON[usize::try_from(day.number() / 100 % 100 - 1).unwrap_or(0) % 12];
            let weekday = WEEK[usize::try_from(day.monday().days_until(day)).unwrap_or(0) % 7];
            // From 100 to 260 in five years.
            let growth = 100 + u64::try_from(160 * n / days).unwrap_or(0);
            month * weekday * growth
        };
        Self { start, end: end.millis(), weights: (0..days).map(weight).collect() }
    }

    /// The moments of so many orders, in order.
    pub fn moments(&self, orders: usize, dice: &mut Dice) -> Vec<i64> {
        let noisy: Vec<u64> = self.weights.iter().map(|weight| weight * (85 + dice.below(31) as u64) / 100).collect();
        let whole: u128 = noisy.iter().map(|weight| u128::from(*weight)).sum();
        let (mut moments, mut before) = (Vec::with_capacity(orders), 0_u128);
        for (day, weight) in (0_i64..).zip(&noisy) {
            let after = before + u128::from(*weight);
            let count = after * orders as u128 / whole - before * orders as u128 / whole;
            let midnight = self.start + day * DAY;
            let mut today: Vec<_> = (0..count)
                .map(|_| {
                    let hour = dice.weighted(&HOURS) as i64;
                    let at = midnight + hour * 3_600_000 + dice.below(3_600_000) as i64;
                    if at > self.end {
                        midnight + dice.below(usize::try_from(self.end - midnight + 1).unwrap_or(1)) as i64
                    } else {
                        at
                    }
                })
                .collect();
            today.sort_unstable();
            moments.extend(today);
            before = after;
        }
        moments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_has_a_moment_and_sales_grow_and_have_seasons() {
        let end: Timestamp = "2026-06-30T12:00:00Z".parse().unwrap();
        let moments = Timeline::until(end).moments(20_000, &mut Dice::new(1));
        assert_eq!(moments.len(), 20_000);
        assert!(moments.is_sorted() && *moments.last().unwrap() <= end.millis());
        let of = |month: i64| {
            moments.iter().filter(|at| Day::of(Timestamp::from_millis(**at)).number() / 100 == month).count()
        };
        assert!(of(202_512) * 10 > of(202_507) * 15, "{} {}", of(202_512), of(202_507));
        assert!(of(202_603) * 10 > of(202_203) * 17, "{} {}", of(202_603), of(202_203));
    }
}
