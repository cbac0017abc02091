//! Reading a file: from bytes to what each row means.

use std::collections::HashMap;

use ::http::{Problem, Result};

use super::{COLUMNS, MOST_ROWS, RowError};

/// Cells of one row by column; only columns of the file.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub line: i64,
    cells: HashMap<&'static str, String>,
}

impl Row {
    /// The text of a cell; `None` when the file has no such column.
    pub fn text(&self, column: &'static str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// A cell that is not empty.
    pub fn filled(&self, column: &'static str) -> Option<&str> {
        self.text(column).filter(|text| !text.is_empty())
    }

    pub fn error(&self, column: &str, message: impl Into<String>) -> RowError {
        RowError { line: self.line, column: column.to_owned(), message: message.into() }
    }

    /// A whole number, if the cell has one. The outer `None`: there is no such column.
    pub fn number(&self, column: &'static str, most: i64) -> std::result::Result<Option<Option<i64>>, RowError> {
        match self.text(column) {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(text) => match text.parse::<i64>() {
                Ok(number) if (1..=most).contains(&number) => Ok(Some(Some(number))),
                _ => Err(self.error(column, format!("takes a whole number from 1 to {most}"))),
            },
        }
    }

    /// `0.99` in cents.
    pub fn cents(&self, column: &'static str) -> std::result::Result<Option<i64>, RowError> {
        let Some(text) = self.filled(column) else { return Ok(None) };
        cents_of(text).map(Some).ok_or_else(|| self.error(column, "takes a price such as 0.99"))
    }
}

/// Minor units of a decimal with at most two places. Never by way of a float.
pub(super) fn cents_of(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + rest)
}

/// Reads a file. Its head names the columns; unknown ones are refused, for they would be lost.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Problem::invalid("file", "is not UTF-8: save it as CSV UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|error| Problem::invalid("file", error))?.clone();
    let mut columns = Vec::with_capacity(heads.len());
    for head in &heads {
        let name = head.trim().to_lowercase();
        match COLUMNS.into_iter().find(|column| *column == name) {
            Some(column) if columns.contains(&column) => {
                return Err(Problem::invalid("file", format!("has the column {column} twice")));
            }
            Some(column) => columns.push(column),
            None => {
                let known = COLUMNS.join(", ");
                let named: String = head.chars().take(40).collect();
                return Err(Problem::invalid(
                    "file",
                    format!("has a column “{named}” that is not known. Known are: {known}"),
                ));
            }
        }
    }
    if !columns.contains(&"id") && !columns.contains(&"title") {
        return Err(Problem::invalid("file", "needs a column id or title"));
    }
    let mut rows = Vec::new();
    for (record, line) in reader.records().zip(2_i64..) {
        let record = record.map_err(|error| Problem::invalid("file", error))?;
        if rows.len() >= MOST_ROWS {
            return Err(Problem::invalid("file", format!("has more than {MOST_ROWS} rows: send it in parts")));
        }
        let cell = |place: usize| plain(record.get(place).unwrap_or_default());
        let cells = columns.iter().enumerate().map(|(place, column)| (*column, cell(place))).collect();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

/// Without the apostrophe by which our own files keep spreadsheets from running a cell.
fn plain(cell: &str) -> String {
    let cell = cell.trim();
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_to_the_cent_or_not_at_all() {
        assert_eq!(cents_of("0.99"), Some(99));
        assert_eq!(cents_of("12"), Some(1_200));
        assert_eq!(cents_of("1.5"), Some(150));
        for bad in ["", ".99", "1,99", "-1", "1.999", "1e3", "$1"] {
            assert_eq!(cents_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_file_with_columns_that_would_be_lost_is_refused() {
        assert!(read(b"id,title\n1,x\n").is_ok());
        assert!(
            read("\u{feff}ID, Title\r\n1,\"'=SUM\"\r\n".as_bytes())
                .is_ok_and(|rows| rows[0].text("title") == Some("=SUM"))
        );
        assert!(read(b"id,colour\n").is_err());
        assert!(read(b"id,id\n").is_err());
        assert!(read(&[0xff, 0xfe]).is_err());
        assert!(read(b"price\n1\n").is_err());
    }
}
