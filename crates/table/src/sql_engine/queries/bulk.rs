//! Many rows by one statement, and the indexes that a large load does without.

use std::fmt::Write;

use sql::{Conn, Error, on};

use crate::{Item, Key};

/// Rows of a statement: enough that its cost is the rows', and few enough for any engine's limit
/// on parameters.
const ROWS: usize = 64;

/// Columns that many items leave out, in the order of [`value`].
const OPTIONAL: [&str; 12] =
    ["lsi1", "lsi2", "lsi3", "lsi4", "lsi5", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "gsi3pk", "gsi3sk", "expires_at"];

enum Value<'a> {
    Text(Option<&'a str>),
    Number(Option<i64>),
}

fn value(item: &Item, column: usize) -> Value<'_> {
    let global = |n: usize| item.indexes.global[n].as_ref();
    match column {
        0..5 => Value::Text(item.indexes.local[column].as_deref()),
        5 | 7 | 9 => Value::Text(global((column - 5) / 2).map(|g| g.0.as_str())),
        6 | 8 | 10 => Value::Text(global((column - 6) / 2).map(|g| g.1.as_str())),
        _ => Value::Number(item.expiry_seconds()),
    }
}

/// `version` is given to new items; an item with a larger one gets the next after its own.
pub async fn put_all(conn: &mut Conn, items: &[&Item], version: i64) -> Result<(), Error> {
    // What no item has need not be bound for each.
    let there = |column: &usize| {
        items.iter().any(|item| !matches!(value(item, *column), Value::Text(None) | Value::Number(None)))
    };
    let columns: Vec<usize> = (0..OPTIONAL.len()).filter(there).collect();
    let numbered = matches!(conn, Conn::Postgres(_));
    let mut text = String::new();
    for chunk in items.chunks(ROWS) {
        if text.is_empty() || chunk.len() < ROWS {
            text = insert_text(chunk.len(), &columns, numbered);
        }
        put_chunk(conn, &text, chunk, &columns, version).await?;
    }
    Ok(())
}

/// SQLite looks a numbered parameter up by its name, one after the other: hundreds of them cost
/// more than the rows. PostgreSQL knows no others.
fn insert_text(rows: usize, columns: &[usize], numbered: bool) -> String {
    let mut text = String::from("insert into items (pk, sk, version, body");
    for column in columns {
        let _ = write!(text, ", {}", OPTIONAL[*column]);
    }
    text.push_str(") values ");
    let width = 4 + columns.len();
    for row in 0..rows {
        text.push_str(if row > 0 { ", (" } else { "(" });
        for column in 1..=width {
            let separator = if column > 1 { ", " } else { "" };
            let _ = match numbered {
                true => write!(text, "{separator}${}", row * width + column),
                false => write!(text, "{separator}?"),
            };
        }
        text.push(')');
    }
    text.push_str(
        " on conflict (pk, sk) do update
         set version = case when items.version < excluded.version then excluded.version else items.version + 1 end,
             body = excluded.body,
             lsi1 = excluded.lsi1, lsi2 = excluded.lsi2, lsi3 = excluded.lsi3, lsi4 = excluded.lsi4, lsi5 = excluded.lsi5,
             gsi1pk = excluded.gsi1pk, gsi1sk = excluded.gsi1sk, gsi2pk = excluded.gsi2pk, gsi2sk = excluded.gsi2sk,
             gsi3pk = excluded.gsi3pk, gsi3sk = excluded.gsi3sk, expires_at = excluded.expires_at",
    );
    text
}

async fn put_chunk(conn: &mut Conn, text: &str, items: &[&Item], columns: &[usize], version: i64) -> Result<(), Error> {
    on!(conn, c => {
        // A short rest is not worth a place among the prepared statements.
        let mut statement = sqlx::query(text).persistent(items.len() == ROWS);
        for item in items {
            statement = statement.bind(&item.key.partition).bind(&item.key.sort).bind(version).bind(item.body.as_str());
            for column in columns {
                statement = match value(item, *column) {
                    Value::Text(text) => statement.bind(text),
                    Value::Number(number) => statement.bind(number),
                };
            }
        }
        statement.execute(c).await.map(|_| ())
    })
}

pub async fn delete_all(conn: &mut Conn, keys: &[&Key]) -> Result<(), Error> {
    for chunk in keys.chunks(ROWS) {
        let pairs: Vec<_> = (0..chunk.len()).map(|n| format!("(${}, ${})", n * 2 + 1, n * 2 + 2)).collect();
        let text = format!("delete from items where (pk, sk) in (values {})", pairs.join(", "));
        on!(conn, c => {
            let mut statement = sqlx::query(&text).persistent(chunk.len() == ROWS);
            for key in chunk {
                statement = statement.bind(&key.partition).bind(&key.sort);
            }
            statement.execute(c).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// How many items there are, counted up to `most`.
pub async fn count(conn: &mut Conn, most: i64) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select count(*) from (select 1 from items limit $1) as some")
        .bind(most)
        .fetch_one(c)
        .await)
}

/// The names of the local indexes, as the migrations give them.
pub const LOCAL_INDEXES: [&str; 5] = ["items_lsi1", "items_lsi2", "items_lsi3", "items_lsi4", "items_lsi5"];

/// How many of the local indexes SQLite has.
pub async fn indexes(conn: &mut Conn) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select count(*) from sqlite_master where type = 'index' and name like 'items_lsi_'")
        .fetch_one(c)
        .await)
}

pub async fn drop_index(conn: &mut Conn, name: &str) -> Result<(), Error> {
    let text = format!("drop index if exists {name}");
    on!(conn, c => sqlx::query(&text).execute(c).await.map(|_| ()))
}

/// As the migrations make it; nothing when it is there.
pub async fn create_index(conn: &mut Conn, name: &str) -> Result<(), Error> {
    let column = name.trim_start_matches("items_");
    let text = format!("create index if not exists {name} on items (pk, {column}, sk) where {column} is not null");
    on!(conn, c => sqlx::query(&text).execute(c).await.map(|_| ()))
}
