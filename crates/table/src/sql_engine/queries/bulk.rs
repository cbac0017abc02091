//! Many rows by one statement, and the indexes that a large load does without.

use std::fmt::Write;

use sql::{Conn, Error, on};

use crate::{Item, Key};

/// Rows of a statement: enough that its cost is the rows', and few enough for any engine's limit
/// on parameters.
const ROWS: usize = 200;

/// Columns that many items leave out, in the order in which they are bound.
const OPTIONAL: [&str; 12] =
    ["lsi1", "lsi2", "lsi3", "lsi4", "lsi5", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "gsi3pk", "gsi3sk", "expires_at"];

fn has(item: &Item, column: usize) -> bool {
    match column {
        0..5 => item.indexes.local[column].is_some(),
        5..11 => item.indexes.global[(column - 5) / 2].is_some(),
        _ => item.expires_at.is_some(),
    }
}

/// `version` is given to new items; an item with a larger one gets the next after its own.
pub async fn put_all(conn: &mut Conn, items: Vec<Item>, version: i64) -> Result<(), Error> {
    // What no item has need not be bound for each.
    let columns: Vec<usize> = (0..OPTIONAL.len()).filter(|at| items.iter().any(|item| has(item, *at))).collect();
    let numbered = matches!(conn, Conn::Postgres(_));
    let mut text = String::new();
    let mut items = items.into_iter();
    while items.len() > 0 {
        let rows = items.len().min(ROWS);
        if text.is_empty() || rows < ROWS {
            text = insert_text(rows, &columns, numbered);
        }
        put_rows(conn, &text, items.by_ref().take(rows), &columns, version).await?;
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

/// What is bound is moved: a copy of each text would cost a load a tenth of its time.
async fn put_rows(
    conn: &mut Conn,
    text: &str,
    items: impl ExactSizeIterator<Item = Item>,
    columns: &[usize],
    version: i64,
) -> Result<(), Error> {
    on!(conn, c => {
        // A short rest is not worth a place among the prepared statements.
        let mut statement = sqlx::query(text).persistent(items.len() == ROWS);
        for item in items {
            let expires_at = item.expiry_seconds();
            statement = statement.bind(item.key.partition).bind(item.key.sort).bind(version).bind(item.body.into_text());
            let [one, two, three] = item.indexes.global.map(Option::unzip);
            let [lsi1, lsi2, lsi3, lsi4, lsi5] = item.indexes.local;
            let mut texts = [lsi1, lsi2, lsi3, lsi4, lsi5, one.0, one.1, two.0, two.1, three.0, three.1];
            for column in columns {
                statement = match texts.get_mut(*column) {
                    Some(text) => statement.bind(text.take()),
                    None => statement.bind(expires_at),
                };
            }
        }
        statement.execute(c).await.map(|_| ())
    })
}

pub async fn delete_all(conn: &mut Conn, keys: &[Key]) -> Result<(), Error> {
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

/// The indexes that a large load does without, as the migrations give them: those that order songs.
/// What others ask for meanwhile, such as the playlists a song is in, keeps its index.
pub const SET_ASIDE: [(&str, &str); 4] = [
    ("items_lsi1", "(pk, lsi1, sk) where lsi1 is not null"),
    ("items_lsi2", "(pk, lsi2, sk) where lsi2 is not null"),
    ("items_lsi3", "(pk, lsi3, sk) where lsi3 is not null"),
    ("items_gsi3", "(gsi3pk, gsi3sk, pk, sk) where gsi3sk is not null"),
];

/// How many of them SQLite has.
pub async fn indexes(conn: &mut Conn) -> Result<i64, Error> {
    let names: Vec<_> = SET_ASIDE.iter().map(|(name, _)| format!("'{name}'")).collect();
    let text = format!("select count(*) from sqlite_master where type = 'index' and name in ({})", names.join(", "));
    on!(conn, c => sqlx::query_scalar(&text).fetch_one(c).await)
}

pub async fn drop_index(conn: &mut Conn, name: &str) -> Result<(), Error> {
    let text = format!("drop index if exists {name}");
    on!(conn, c => sqlx::query(&text).execute(c).await.map(|_| ()))
}

/// Nothing when it is there.
pub async fn create_index(conn: &mut Conn, (name, columns): (&str, &str)) -> Result<(), Error> {
    let text = format!("create index if not exists {name} on items {columns}");
    on!(conn, c => sqlx::query(&text).execute(c).await.map(|_| ()))
}
