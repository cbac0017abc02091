//! Many rows by one statement.

use std::fmt::Write;

use sql::{Conn, Error, on};

use crate::{Item, Key};

/// Rows of a statement: enough that its cost is the rows', and few enough for any engine's limit
/// on parameters.
const ROWS: usize = 64;

const COLUMNS: usize = 15;

/// `version` is given to new items; an item with a larger one gets the next after its own.
pub async fn put_all(conn: &mut Conn, items: &[&Item], version: i64) -> Result<(), Error> {
    let mut full = String::new();
    for chunk in items.chunks(ROWS) {
        if full.is_empty() || chunk.len() < ROWS {
            full = insert_text(chunk.len());
        }
        put_chunk(conn, &full, chunk, version).await?;
    }
    Ok(())
}

fn insert_text(rows: usize) -> String {
    let mut text = String::from(
        "insert into items (pk, sk, version, body, lsi1, lsi2, lsi3, lsi4, lsi5,
                            gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk, expires_at)
         values ",
    );
    for row in 0..rows {
        let parameter = |n: usize| row * COLUMNS + n + 2;
        let _ = write!(text, "{}(${}, ${}, $1", if row > 0 { ", " } else { "" }, parameter(0), parameter(1));
        for column in 2..COLUMNS {
            let _ = write!(text, ", ${}", parameter(column));
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

async fn put_chunk(conn: &mut Conn, text: &str, items: &[&Item], version: i64) -> Result<(), Error> {
    on!(conn, c => {
        // A short rest is not worth a place among the prepared statements.
        let mut statement = sqlx::query(text).persistent(items.len() == ROWS).bind(version);
        for item in items {
            statement = statement.bind(&item.key.partition).bind(&item.key.sort).bind(item.body.as_str());
            for local in &item.indexes.local {
                statement = statement.bind(local.as_deref());
            }
            for global in &item.indexes.global {
                let (partition, sort) = global.as_ref().map(|(pk, sk)| (pk.as_str(), sk.as_str())).unzip();
                statement = statement.bind(partition).bind(sort);
            }
            statement = statement.bind(item.expiry_seconds());
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
