//! Ranges of days, and the periods the rollups keep.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::books::Day;

/// The last days shown when nobody asks for others, today among them.
const DEFAULT_DAYS: i64 = 30;
/// More is no report but a mistake.
const MAX_YEARS: i64 = 50;

/// Days from `from` to `to`, both included, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Span {
    pub from: Day,
    pub to: Day,
    /// Nothing was sold after `to`: a month or a year that goes on after it counts as a whole one.
    #[serde(skip)]
    #[schema(ignore)]
    open: bool,
    /// When anything was first sold.
    #[serde(skip)]
    #[schema(ignore)]
    first: Option<Day>,
}

/// What a series has a point for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    Day,
    Week,
    Month,
    Year,
}

/// What a range is compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// As many days (or whole months) directly before.
    #[default]
    Previous,
    /// The same days a year earlier.
    Year,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    #[error("must not be after `to`")]
    Reversed,
    #[error("the range is longer than {MAX_YEARS} years")]
    TooLong,
}

impl Span {
    pub fn between(from: Day, to: Day) -> Self {
        Self { from, to, open: false, first: None }
    }

    /// The same range, when something was sold or sent back from the first to the second day.
    pub(super) fn knowing(self, sold: Option<(Day, Day)>) -> Self {
        Self { open: sold.is_none_or(|(_, last)| last <= self.to), first: sold.map(|(first, _)| first), ..self }
    }

    /// Whether nothing was sold or sent back after it.
    pub(super) fn is_open(self) -> bool {
        self.open
    }

    /// The periods of what was sold before, where nothing came after the range and less days before it
    /// than it has itself: then all less those is sooner added up than the range.
    pub(super) fn periods_before(self) -> Option<Vec<(i64, i64)>> {
        let before = Self::between(self.first.filter(|_| self.open)?, self.from.plus_days(-1));
        (before.days() < self.days()).then(|| before.periods())
    }

    /// The range asked for; without one, the last 30 days.
    pub fn new(from: Option<Day>, to: Option<Day>, today: Day) -> Result<Self, SpanError> {
        let to = to.unwrap_or_else(|| from.map_or(today, |from| from.max(today)));
        let from = from.unwrap_or_else(|| to.plus_days(1 - DEFAULT_DAYS));
        if from > to {
            return Err(SpanError::Reversed);
        }
        if from.plus_years(MAX_YEARS) < to {
            return Err(SpanError::TooLong);
        }
        Ok(Self::between(from, to))
    }

    pub fn days(self) -> i64 {
        self.from.days_until(self.to) + 1
    }

    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// What it is compared with.
    pub fn compared(self, compare: Compare) -> Option<Self> {
        match compare {
            Compare::None => None,
            Compare::Year => Some(Self::between(self.from.plus_years(-1), self.to.plus_years(-1))),
            Compare::Previous => {
                let to = self.from.plus_days(-1);
                let next = self.to.plus_days(1);
                let months = self.from.month().months_until(next.month());
                let whole = self.from.first_of_month() == self.from && next.first_of_month() == next;
                let from = if whole { self.from.plus_months(-months) } else { to.plus_days(1 - self.days()) };
                Some(Self::between(from, to))
            }
        }
    }

    /// Hourly figures are not kept: days up to a season, then months.
    pub fn natural_interval(self) -> Interval {
        if self.days() <= 92 { Interval::Day } else { Interval::Month }
    }

    /// The years, months and days that make up the range, as ranges of the rollups' periods: the
    /// largest that fit, at most five.
    pub fn periods(self) -> Vec<(i64, i64)> {
        self.periods_within(Interval::Year)
    }

    /// Likewise, none of them longer than `longest`, so that each lies in one point of a series.
    pub fn periods_within(self, longest: Interval) -> Vec<(i64, i64)> {
        let mut ranges: Vec<(i64, i64)> = Vec::new();
        for period in self.each_period(longest) {
            match ranges.last_mut() {
                Some((first, end)) if digits(*first) == digits(period) => *end = period,
                _ => ranges.push((period, period)),
            }
        }
        ranges
    }

    /// The years, months and days that make up the range one by one, none longer than `longest`.
    pub fn each_period(self, longest: Interval) -> Vec<i64> {
        let (years, months) = (longest == Interval::Year, matches!(longest, Interval::Month | Interval::Year));
        let mut periods = Vec::new();
        let mut day = self.from;
        while day <= self.to {
            let year_end = day.plus_years(1).plus_days(-1);
            let month_end = day.plus_months(1).plus_days(-1);
            let fits = |end| end <= self.to || self.open;
            let (period, last) = if years && day.first_of_year() == day && fits(year_end) {
                (day.year(), year_end)
            } else if months && day.first_of_month() == day && fits(month_end) {
                (day.month().number(), month_end)
            } else {
                (day.number(), day)
            };
            periods.push(period);
            day = last.plus_days(1);
        }
        periods
    }

    /// The start of each point of a series over the range, in order.
    pub fn points(self, interval: Interval) -> Vec<Day> {
        let mut points = Vec::new();
        let mut day = interval.start(self.from);
        while day <= self.to {
            points.push(day);
            day = interval.next(day);
        }
        points
    }
}

fn digits(period: i64) -> u32 {
    period.max(1).ilog10()
}

/// What a period of the rollups is divided by to give the number of a point's month or year.
pub(super) fn divisor(period: i64, interval: Interval) -> i64 {
    let wanted = match interval {
        Interval::Day | Interval::Week => 7,
        Interval::Month => 5,
        Interval::Year => 3,
    };
    10_i64.pow(digits(period).saturating_sub(wanted))
}

impl Interval {
    /// The first day of the day's week, month or year.
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.monday(),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, day: Day) -> Day {
        match self {
            Self::Day => day.plus_days(1),
            Self::Week => day.plus_days(7),
            Self::Month => day.plus_months(1),
            Self::Year => day.plus_years(1),
        }
    }

    /// As a person reads the point that begins with `day`.
    pub fn label(self, day: Day) -> String {
        match self {
            Self::Day | Self::Week => day.to_string(),
            Self::Month => day.month().to_string(),
            Self::Year => day.year().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span::between(from.parse().unwrap(), to.parse().unwrap())
    }

    #[test]
    fn a_range_is_made_of_the_largest_periods_that_fit() {
        assert_eq!(span("2021-01-01", "2025-12-31").periods(), [(2021, 2025)]);
        assert_eq!(span("2025-02-01", "2025-02-28").periods(), [(202_502, 202_502)]);
        assert_eq!(span("2025-02-03", "2025-02-03").periods(), [(20_250_203, 20_250_203)]);
        assert_eq!(
            span("2023-11-29", "2026-02-02").periods(),
            [(20_231_129, 20_231_130), (202_312, 202_312), (2024, 2025), (202_601, 202_601), (20_260_201, 20_260_202)]
        );
    }

    #[test]
    fn a_year_that_goes_on_counts_whole_when_nothing_was_sold_later() {
        let day = |raw: &str| raw.parse::<Day>().unwrap();
        let asked = span("2024-12-31", "2026-02-02");
        let days = [(20_241_231, 20_241_231), (2025, 2025), (202_601, 202_601), (20_260_201, 20_260_202)];
        assert_eq!(asked.knowing(Some((day("2021-01-01"), day("2026-02-03")))).periods(), days);
        for last in [Some("2026-02-02"), Some("2025-06-30"), None] {
            let sold = last.map(|last| (day("2021-01-01"), day(last)));
            assert_eq!(asked.knowing(sold).periods(), [(20_241_231, 20_241_231), (2025, 2026)]);
        }
        assert_eq!(asked.knowing(None).periods_within(Interval::Month).last(), Some(&(202_501, 202_602)));
        // What it is compared with ends before the last sale.
        assert_eq!(asked.knowing(None).compared(Compare::Year), asked.compared(Compare::Year));
    }

    #[test]
    fn a_long_range_up_to_now_is_all_but_what_came_before() {
        let day = |raw: &str| raw.parse::<Day>().unwrap();
        let before = |from, to, last| span(from, to).knowing(Some((day("2021-01-01"), day(last)))).periods_before();
        let (now, later) = ("2025-12-22", "2026-01-01");
        assert_eq!(before("2021-03-02", now, now), Some(vec![(202_101, 202_102), (20_210_301, 20_210_301)]));
        assert_eq!(before("2020-12-01", now, now), Some(vec![]), "nothing came before");
        assert_eq!(before("2024-12-23", now, now), None, "most came before");
        assert_eq!(before("2021-03-02", now, later), None, "something came after");
        assert_eq!(span("2021-03-02", now).knowing(None).periods_before(), None);
    }

    #[test]
    fn what_is_compared_is_as_long_and_directly_before() {
        let previous = |from, to| span(from, to).compared(Compare::Previous).unwrap();
        assert_eq!(previous("2025-03-01", "2025-03-31"), span("2025-02-01", "2025-02-28"));
        assert_eq!(previous("2025-01-01", "2025-12-31"), span("2024-01-01", "2024-12-31"));
        assert_eq!(previous("2025-03-10", "2025-03-12"), span("2025-03-07", "2025-03-09"));
        assert_eq!(span("2025-03-10", "2025-03-12").compared(Compare::Year), Some(span("2024-03-10", "2024-03-12")));
        assert_eq!(span("2025-03-10", "2025-03-12").compared(Compare::None), None);
    }

    #[test]
    fn a_range_may_be_left_out_but_not_turned_round() {
        let day = |raw: &str| raw.parse::<Day>().unwrap();
        let today = day("2025-06-30");
        assert_eq!(Span::new(None, None, today).unwrap(), span("2025-06-01", "2025-06-30"));
        assert_eq!(Span::new(Some(today), Some(day("2025-06-29")), today), Err(SpanError::Reversed));
        assert_eq!(Span::new(Some(day("1970-01-01")), Some(today), today), Err(SpanError::TooLong));
    }

    #[test]
    fn a_series_has_a_point_for_every_interval_empty_or_not() {
        let weeks = span("2025-01-01", "2025-01-14").points(Interval::Week);
        assert_eq!(
            weeks.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["2024-12-30", "2025-01-06", "2025-01-13"]
        );
        assert_eq!(span("2024-12-31", "2025-02-01").points(Interval::Month).len(), 3);
    }
}
