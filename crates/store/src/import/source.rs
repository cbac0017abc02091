//! The data set's tables as text, whatever they are read from.

use std::{collections::HashMap, path::Path};

use super::{ImportError, queries};

/// A cell: `None` is NULL.
pub(super) type Cell = Option<String>;
/// Rows of each table, by its snake_case name, with the columns of [`TABLES`].
pub(super) type Raw = HashMap<&'static str, Vec<Vec<Cell>>>;

pub(super) struct SourceTable {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    csv: &'static str,
}

macro_rules! tables {
    ($($name:literal: $($column:literal)+;)+) => {
        /// Every table with the columns that are read, in the names of the snake_case editions.
        pub(super) const TABLES: &[SourceTable] = &[$(SourceTable {
            name: $name,
            columns: &[$($column),+],
            csv: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/chinook/", $name, ".csv")),
        }),+];
    };
}

tables! {
    "artist": "artist_id" "name";
    "album": "album_id" "title" "artist_id";
    "genre": "genre_id" "name";
    "media_type": "media_type_id" "name";
    "track": "track_id" "name" "album_id" "media_type_id" "genre_id" "composer" "milliseconds" "bytes" "unit_price";
    "playlist": "playlist_id" "name";
    "playlist_track": "playlist_id" "track_id";
    "employee": "employee_id" "last_name" "first_name" "title" "reports_to" "birth_date" "hire_date" "address" "city" "state"
        "country" "postal_code" "phone" "fax" "email";
    "customer": "customer_id" "first_name" "last_name" "company" "address" "city" "state" "country" "postal_code" "phone"
        "fax" "email" "support_rep_id";
    "invoice": "invoice_id" "customer_id" "invoice_date" "billing_address" "billing_city" "billing_state" "billing_country"
        "billing_postal_code" "total";
    "invoice_line": "invoice_line_id" "invoice_id" "track_id" "unit_price" "quantity";
}

/// The edition in the binary.
pub(super) fn embedded() -> Result<Raw, ImportError> {
    TABLES.iter().map(|table| Ok((table.name, csv_rows(table)?))).collect()
}

fn csv_rows(table: &SourceTable) -> Result<Vec<Vec<Cell>>, ImportError> {
    let broken = |row: usize, value: String| ImportError::BadValue {
        table: table.name,
        row,
        column: "the line",
        value,
        expected: "a line of the data set",
    };
    let mut reader = csv::Reader::from_reader(table.csv.as_bytes());
    let header = reader.headers().map_err(|e| broken(0, e.to_string()))?;
    if header != table.columns {
        return Err(broken(0, header.iter().collect::<Vec<_>>().join(",")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| broken(rows.len() + 1, e.to_string()))?;
        // The data set has no empty text: an empty field is NULL.
        rows.push(record.iter().map(|cell| Some(cell.to_owned()).filter(|text| !text.is_empty())).collect());
    }
    Ok(rows)
}

/// How a SQLite edition spells its names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Pascal,
    Snake,
}

impl Spelling {
    pub fn name(self, snake: &str) -> String {
        match self {
            Self::Snake => snake.to_owned(),
            Self::Pascal => snake.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect(),
        }
    }
}

/// An official SQLite edition, read without changing the file.
pub(super) async fn sqlite_file(path: &Path) -> Result<Raw, ImportError> {
    let shown = path.display().to_string();
    let unreadable = |e: sql::Error| ImportError::Unreadable { path: shown.clone(), reason: e.to_string() };
    let mut file = queries::open_edition(path).await.map_err(unreadable)?;
    let names = queries::edition_tables(&mut file).await.map_err(unreadable)?;
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let spelling = if has("PlaylistTrack") { Spelling::Pascal } else { Spelling::Snake };
    let mut raw = Raw::new();
    for table in TABLES {
        if !has(&spelling.name(table.name)) {
            return Err(ImportError::NotChinook { path: shown, missing: table.name });
        }
        let rows = queries::edition_rows(&mut file, spelling, table).await;
        let rows = rows.map_err(|e| ImportError::OtherColumns {
            path: shown.clone(),
            table: table.name,
            reason: e.to_string(),
        })?;
        raw.insert(table.name, rows);
    }
    Ok(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_name_the_same_tables() {
        assert_eq!(Spelling::Pascal.name("invoice_line"), "InvoiceLine");
        assert_eq!(Spelling::Pascal.name("media_type_id"), "MediaTypeId");
        assert_eq!(Spelling::Snake.name("invoice_line"), "invoice_line");
    }

    #[test]
    fn the_embedded_tables_are_complete() {
        let raw = embedded().unwrap();
        let counts: Vec<usize> = TABLES.iter().map(|t| raw[t.name].len()).collect();
        assert_eq!(counts, [275, 347, 25, 5, 3503, 18, 8715, 8, 59, 412, 2240]);
    }
}
