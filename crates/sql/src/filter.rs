//! Conditions that are put together while a request is read: lists with many filters.
//!
//! Texts of conditions are ours; what a caller sent is bound, never written into the text.

use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};

use crate::{Conn, Error, on};

/// A row type that both engines can fill.
pub trait AnyRow: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> AnyRow for T {}

/// What a place in the text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Int(i64),
    Text(String),
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Conditions joined by `and`, with what they are bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    conditions: Vec<String>,
    args: Vec<Arg>,
}

impl Filter {
    /// Binds a value and answers its place, such as `$3`.
    pub fn bind(&mut self, arg: impl Into<Arg>) -> String {
        self.args.push(arg.into());
        format!("${}", self.args.len())
    }

    /// Adds a condition whose places were answered by [`Filter::bind`].
    pub fn push(&mut self, condition: impl Into<String>) {
        self.conditions.push(condition.into());
    }

    /// Adds a condition about one value, which stands at `{}`: `o.total_cents >= {}`.
    pub fn with(&mut self, condition: &str, arg: impl Into<Arg>) {
        let place = self.bind(arg);
        self.conditions.push(condition.replace("{}", &place));
    }

    /// The same when there is a value.
    pub fn with_some<A: Into<Arg>>(&mut self, condition: &str, arg: Option<A>) {
        if let Some(arg) = arg {
            self.with(condition, arg);
        }
    }

    /// A condition that is true for any of the texts: `o.status in ({})`. None: no condition.
    pub fn any_of(&mut self, condition: &str, texts: impl IntoIterator<Item = String>) {
        let places: Vec<String> = texts.into_iter().map(|text| self.bind(text)).collect();
        if !places.is_empty() {
            self.conditions.push(condition.replace("{}", &places.join(", ")));
        }
    }

    /// For a `where`; `true` without conditions.
    pub fn sql(&self) -> String {
        if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join("\n  and ") }
    }

    pub async fn fetch_all<R: AnyRow>(&self, conn: &mut Conn, sql: &str) -> Result<Vec<R>, Error> {
        on!(conn, c => {
            let mut query = sqlx::query_as::<_, R>(sql);
            for arg in &self.args {
                query = match arg {
                    Arg::Int(number) => query.bind(*number),
                    Arg::Text(text) => query.bind(text.as_str()),
                };
            }
            query.fetch_all(c).await
        })
    }

    pub async fn fetch_optional<R: AnyRow>(&self, conn: &mut Conn, sql: &str) -> Result<Option<R>, Error> {
        Ok(self.fetch_all(conn, sql).await?.into_iter().next())
    }

    pub async fn fetch_one<R: AnyRow>(&self, conn: &mut Conn, sql: &str) -> Result<R, Error> {
        self.fetch_optional(conn, sql).await?.ok_or(Error::RowNotFound)
    }
}

/// A text for `like … escape '\'` that finds `part` anywhere, whatever signs are in it.
pub fn containing(part: &str) -> String {
    format!("%{}%", escaped(part))
}

/// The same for what begins so.
pub fn beginning(part: &str) -> String {
    format!("{}%", escaped(part))
}

fn escaped(part: &str) -> String {
    part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_and_texts_stay_out_of_the_text() {
        let mut filter = Filter::default();
        assert_eq!(filter.sql(), "true");
        filter.with("a = {}", 7);
        filter.any_of("b in ({})", ["x".to_owned(), "'; drop table".to_owned()]);
        filter.with_some("c = {}", None::<i64>);
        assert_eq!(filter.sql(), "a = $1\n  and b in ($2, $3)");
        assert_eq!(containing("50%_"), "%50\\%\\_%");
    }
}
