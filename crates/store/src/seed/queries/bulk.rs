//! The quickest way each engine has to take many rows: COPY, or long statements that are prepared
//! once.

use std::fmt::Write;

use sql::{Conn, Error};

/// SQLite takes 32,766 values in one statement.
const VALUES: usize = 30_000;
const ROWS: usize = 400;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Value {
    Int(i64),
    Text(String),
    /// The same word in every row.
    Word(&'static str),
    Bool(bool),
    Null,
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Rows of one table, one value after the other.
#[derive(Debug)]
pub(in crate::seed) struct Rows {
    pub table: &'static str,
    pub columns: &'static [&'static str],
    pub values: Vec<Value>,
}

impl Rows {
    pub const fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, values: Vec::new() }
    }

    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.columns.len(), "{}", self.table);
        self.values.extend(row);
    }
}

/// Foreign keys hold by construction: PostgreSQL need not look up each, where it may be told so.
pub(in crate::seed) async fn begin_load(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Postgres(c) = conn else { return Ok(()) };
    let superuser: bool =
        sqlx::query_scalar("select rolsuper from pg_roles where rolname = current_user").fetch_one(&mut **c).await?;
    if superuser {
        sqlx::query("set local session_replication_role = replica").execute(&mut **c).await?;
    }
    Ok(())
}

/// Writes and empties the rows; how many they were.
pub(in crate::seed) async fn write(conn: &mut Conn, rows: &mut Rows) -> Result<u64, Error> {
    let width = rows.columns.len();
    let count = rows.values.len() / width;
    let columns = rows.columns.join(", ");
    match conn {
        Conn::Sqlite(c) => {
            let head = format!("insert into {} ({columns}) values ", rows.table);
            for chunk in rows.values.chunks(width * (VALUES / width).min(ROWS)) {
                let row = format!("({})", vec!["?"; width].join(", "));
                let sql = head.clone() + &vec![row.as_str(); chunk.len() / width].join(", ");
                let mut query = sqlx::query(&sql);
                for value in chunk {
                    query = match value {
                        Value::Int(value) => query.bind(value),
                        Value::Text(value) => query.bind(value),
                        Value::Word(value) => query.bind(value),
                        Value::Bool(value) => query.bind(value),
                        Value::Null => query.bind(None::<i64>),
                    };
                }
                query.execute(&mut **c).await?;
            }
        }
        Conn::Postgres(c) => {
            let mut copy = c.copy_in_raw(&format!("copy {} ({columns}) from stdin", rows.table)).await?;
            for chunk in rows.values.chunks(width * 5_000) {
                copy.send(lines(chunk, width).into_bytes()).await?;
            }
            copy.finish().await?;
        }
    }
    rows.values.clear();
    Ok(count as u64)
}

/// PostgreSQL's text format: tabs between values, `\N` for none.
fn lines(values: &[Value], width: usize) -> String {
    let mut out = String::with_capacity(values.len() * 12);
    for row in values.chunks(width) {
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            // Into memory: this cannot fail.
            let _ = match value {
                Value::Int(value) => write!(out, "{value}"),
                Value::Bool(value) => out.write_str(if *value { "t" } else { "f" }),
                Value::Null => out.write_str("\\N"),
                Value::Word(text) => out.write_str(&escaped(text)),
                Value::Text(text) => out.write_str(&escaped(text)),
            };
        }
        out.push('\n');
    }
    out
}

fn escaped(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(['\\', '\t', '\n', '\r']) {
        text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_copy() {
        let row = [Value::Int(-1), "a\tb\\".into(), Value::Null, Value::Bool(true)];
        assert_eq!(lines(&row, 4), "-1\ta\\tb\\\\\t\\N\tt\n");
    }
}
