//! Tables as CSV files, streamed row by row.
//!
//! UTF-8 with a byte order mark and CRLF (RFC 4180), so that spreadsheets read names with accents.
//! A cell that a spreadsheet would take for a formula is written with an apostrophe before it.

use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};

use crate::Problem;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    /// Somebody's words: written so that no spreadsheet runs them.
    Text(String),
    /// A number, a moment, a word of ours: written as it is.
    Plain(String),
}

impl Cell {
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }

    /// A number, a moment (RFC 3339), an id.
    pub fn plain(value: impl ToString) -> Self {
        Self::Plain(value.to_string())
    }

    /// Minor units as a decimal: 2328.60.
    pub fn cents(cents: i64) -> Self {
        let sign = if cents < 0 { "-" } else { "" };
        Self::Plain(format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100))
    }

    fn written(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Plain(text) => text,
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
            Self::Text(text) => text,
        }
    }
}

impl<T: Into<String>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, |text| Self::Text(text.into()))
    }
}

/// A file to be downloaded: its name, the heads of its columns, its rows. An error in the middle
/// breaks the download off, so that half a table is never taken for a whole one.
pub struct Csv<S, H = &'static [&'static str]> {
    /// Such as `orders.csv`.
    pub file_name: String,
    pub heads: H,
    pub rows: S,
}

/// Rows written to one piece of the body.
const ROWS_A_PIECE: usize = 256;

impl<S, H> IntoResponse for Csv<S, H>
where
    H: AsRef<[&'static str]>,
    S: Stream<Item = Result<Vec<Cell>, Problem>> + Send + 'static,
{
    fn into_response(self) -> Response {
        let heads = self.heads.as_ref().iter().map(Cell::plain).collect();
        let head = stream::once(async move { Ok::<_, Problem>(bytes(vec![heads], true)) });
        let rows = self.rows.chunks(ROWS_A_PIECE).map(|rows| {
            let rows: Vec<_> = rows.into_iter().collect::<Result<_, _>>()?;
            Ok(bytes(rows, false))
        });
        let name: String = self.file_name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ];
        (headers, Body::from_stream(head.chain(rows).map(|piece| piece.map_err(broken)))).into_response()
    }
}

fn broken(problem: Problem) -> std::io::Error {
    tracing::error!(?problem, "a table could not be written to its end");
    std::io::Error::other("the table could not be read to its end")
}

fn bytes(rows: Vec<Vec<Cell>>, first: bool) -> Bytes {
    let mut out = if first { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(&mut out);
    for row in rows {
        // Into memory: this cannot fail.
        let _ = writer.write_record(row.into_iter().map(Cell::written));
    }
    drop(writer);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_table_is_written_for_spreadsheets_and_runs_nothing() {
        let row = vec![
            Cell::text("=HYPERLINK(\"x\")"),
            Cell::text("Antônio, \"Tom\""),
            Cell::cents(-5),
            Cell::Empty,
            Cell::plain(7),
        ];
        let csv =
            Csv { file_name: "a/b\".csv".into(), heads: &["a", "b", "c", "d", "e"], rows: stream::iter([Ok(row)]) };
        let response = csv.into_response();
        assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"ab.csv\"");
        let body = axum::body::to_bytes(response.into_body(), 1_000).await.expect("the body is there");
        let expected = "\u{feff}a,b,c,d,e\r\n\"'=HYPERLINK(\"\"x\"\")\",\"Antônio, \"\"Tom\"\"\",-0.05,,7\r\n";
        assert_eq!(std::str::from_utf8(&body).expect("it is UTF-8"), expected);
    }

    #[tokio::test]
    async fn a_table_that_breaks_is_no_whole_file() {
        let rows = stream::iter([Err(Problem::unavailable("gone"))]);
        let csv = Csv { file_name: "x.csv".into(), heads: &["a"], rows };
        assert!(axum::body::to_bytes(csv.into_response().into_body(), 1_000).await.is_err());
    }
}
