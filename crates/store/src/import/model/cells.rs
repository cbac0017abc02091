//! One row of text cells, read as what its columns hold.

use kernel::{InvalidId, Timestamp};

use super::super::{
    ImportError,
    source::{Cell, Raw, TABLES},
};

pub(super) struct Cells<'a> {
    table: &'static str,
    columns: &'static [&'static str],
    row: usize,
    cells: &'a [Cell],
}

impl<'a> Cells<'a> {
    /// The rows of a table, by their first column.
    pub fn rows(raw: &'a Raw, table: &'static str) -> impl Iterator<Item = Self> + 'a {
        let columns = TABLES.iter().find(|t| t.name == table).map_or(&[][..], |t| t.columns);
        let rows = raw.get(table).map_or(&[][..], Vec::as_slice);
        rows.iter().enumerate().map(move |(index, cells)| Self { table, columns, row: index + 1, cells })
    }

    pub fn get(&self, column: usize) -> Option<&'a str> {
        self.cells.get(column)?.as_deref()
    }

    pub fn opt_text(&self, column: usize) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    pub fn text_or(&self, column: usize, absent: &str) -> String {
        self.get(column).unwrap_or(absent).to_owned()
    }

    pub fn id<I>(&self, column: usize, new: impl Fn(i64) -> Result<I, InvalidId>) -> Result<I, ImportError> {
        self.opt_id(column, new)?.ok_or_else(|| self.bad(column, "an id"))
    }

    pub fn opt_id<I>(
        &self,
        column: usize,
        new: impl Fn(i64) -> Result<I, InvalidId>,
    ) -> Result<Option<I>, ImportError> {
        let Some(number) = self.opt_whole(column)? else { return Ok(None) };
        new(number).map(Some).map_err(|_| self.bad(column, "a positive whole number"))
    }

    pub fn whole(&self, column: usize) -> Result<i64, ImportError> {
        self.opt_whole(column)?.ok_or_else(|| self.bad(column, "a whole number"))
    }

    pub fn opt_whole(&self, column: usize) -> Result<Option<i64>, ImportError> {
        let Some(text) = self.get(column) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.bad(column, "a whole number"))
    }

    /// A decimal price such as `0.99` as 99.
    pub fn cents(&self, column: usize) -> Result<i64, ImportError> {
        self.get(column).and_then(cents).ok_or_else(|| self.bad(column, "a price with at most two decimals"))
    }

    /// `2021-01-01 00:00:00`, taken as UTC, or the date alone.
    pub fn opt_moment(&self, column: usize) -> Result<Option<Timestamp>, ImportError> {
        let Some(text) = self.get(column) else { return Ok(None) };
        moment(text).map(Some).ok_or_else(|| self.bad(column, "a date such as 2021-01-01 00:00:00"))
    }

    pub fn moment(&self, column: usize) -> Result<Timestamp, ImportError> {
        self.opt_moment(column)?.ok_or_else(|| self.bad(column, "a date such as 2021-01-01 00:00:00"))
    }

    pub fn bad(&self, column: usize, expected: &'static str) -> ImportError {
        ImportError::BadValue {
            table: self.table,
            row: self.row,
            column: self.columns.get(column).copied().unwrap_or("a column"),
            value: self.get(column).unwrap_or("empty").to_owned(),
            expected,
        }
    }
}

fn cents(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok()
}

fn moment(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    format!("{date}T{}Z", time.trim_end_matches('Z')).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_become_cents_without_a_float() {
        assert_eq!(
            ["0.99", "1.9", "25.86", "7", "0.0"].map(cents),
            [Some(99), Some(190), Some(2586), Some(700), Some(0)]
        );
        assert_eq!(["0.999", "-1", "", "a", "1e3", ".5"].map(cents), [None; 6]);
    }

    #[test]
    fn dates_without_a_zone_are_utc() {
        let expected = "2021-01-01T00:00:00Z".parse().ok();
        assert_eq!(moment("2021-01-01 00:00:00"), expected);
        assert_eq!(moment("2021-01-01"), expected);
        assert_eq!(moment("2021-01-01T00:00:00Z"), expected);
        assert_eq!(moment("yesterday"), None);
    }
}
