//! Days and months as the books number them.

use std::{fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};
use kernel::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day in UTC, stored as 20251222, shown as `2025-12-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type, utoipa::ToSchema)]
#[sqlx(transparent)]
#[schema(value_type = String, format = Date, example = "2025-12-22")]
pub struct Day(i64);

/// A month, stored as 202512, shown as `2025-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type)]
#[sqlx(transparent)]
pub struct Month(i64);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a day: write it like 2025-12-22")]
pub struct InvalidDay;

impl Day {
    pub fn of(moment: Timestamp) -> Self {
        moment.date().parse().unwrap_or(Self(19_700_101))
    }

    /// From the books: 20251222.
    pub fn from_number(number: i64) -> Option<Self> {
        let part = |number: i64| i8::try_from(number % 100).ok();
        Date::new(i16::try_from(number / 10_000).ok()?, part(number / 100)?, part(number)?).ok().map(Self::from_date)
    }

    pub const fn number(self) -> i64 {
        self.0
    }

    /// Its first moment.
    pub fn start(self) -> Timestamp {
        Timestamp::from_seconds(Self(19_700_101).days_until(self) * 24 * 60 * 60)
    }

    pub const fn month(self) -> Month {
        Month(self.0 / 100)
    }

    pub const fn year(self) -> i64 {
        self.0 / 10_000
    }

    pub fn plus_days(self, days: i64) -> Self {
        self.date().checked_add(days.days()).map_or(self, Self::from_date)
    }

    pub fn plus_months(self, months: i64) -> Self {
        self.date().checked_add(months.months()).map_or(self, Self::from_date)
    }

    pub fn plus_years(self, years: i64) -> Self {
        self.date().checked_add(years.years()).map_or(self, Self::from_date)
    }

    /// Days from this one to `other`.
    pub fn days_until(self, other: Self) -> i64 {
        self.date().until(other.date()).map_or(0, |span| i64::from(span.get_days()))
    }

    pub fn first_of_month(self) -> Self {
        Self(self.0 / 100 * 100 + 1)
    }

    pub fn first_of_year(self) -> Self {
        Self(self.0 / 10_000 * 10_000 + 101)
    }

    /// The Monday of its week.
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.date().weekday().to_monday_zero_offset()))
    }

    fn date(self) -> Date {
        let part = |number: i64| i8::try_from(number % 100).unwrap_or(1);
        let year = i16::try_from(self.year()).unwrap_or(1970);
        Date::new(year, part(self.0 / 100), part(self.0)).unwrap_or(Date::constant(1970, 1, 1))
    }

    fn from_date(date: Date) -> Self {
        Self(i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()))
    }
}

impl Month {
    pub const fn number(self) -> i64 {
        self.0
    }

    pub fn from_number(number: i64) -> Option<Self> {
        Day::from_number(number * 100 + 1).map(Day::month)
    }

    pub fn first_day(self) -> Day {
        Day(self.0 * 100 + 1)
    }

    pub fn next(self) -> Self {
        self.first_day().plus_months(1).month()
    }

    /// Months from this one to `other`.
    pub const fn months_until(self, other: Self) -> i64 {
        (other.0 / 100 - self.0 / 100) * 12 + other.0 % 100 - self.0 % 100
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;
    fn from_str(raw: &str) -> Result<Self, InvalidDay> {
        let date: Date = raw.parse().map_err(|_| InvalidDay)?;
        // What is shown is what is read: no time of day, no basic format.
        if raw.len() == 10 && (1970..=2999).contains(&date.year()) {
            Ok(Self::from_date(date))
        } else {
            Err(InvalidDay)
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(raw: &str) -> Day {
        raw.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_shown_and_numbered() {
        assert_eq!(day("2025-12-22").number(), 20_251_222);
        assert_eq!(Day::from_number(20_251_222).unwrap().to_string(), "2025-12-22");
        assert_eq!(Day::of(Timestamp::from_seconds(1_800_000_000)).to_string(), "2027-01-15");
        assert_eq!(day("2027-01-15").start(), Timestamp::from_seconds(1_799_971_200));
        for bad in ["2025-13-01", "20251222", "2025-02-30", "2025-12-22T00:00", "1025-01-01", ""] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_know_their_week_month_and_year() {
        assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
        assert_eq!(day("2025-01-01").plus_days(-1), day("2024-12-31"));
        assert_eq!(day("2025-01-01").monday(), day("2024-12-30"));
        assert_eq!(day("2025-03-31").plus_months(-1), day("2025-02-28"));
        assert_eq!(day("2024-02-29").days_until(day("2025-02-28")), 365);
        assert_eq!(Month::from_number(202_411).unwrap().months_until(day("2025-02-03").month()), 3);
    }
}
