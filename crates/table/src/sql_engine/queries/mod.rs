//! The items table. `now` is in seconds; an item whose `expires_at` has come counts as absent.

pub mod bulk;
pub mod feed;

use sql::{Conn, Error, on};

pub use self::bulk::{delete_all, put_all};
use crate::{Condition, Index, Item, Key, Query};

#[derive(sqlx::FromRow)]
pub struct Row {
    pub pk: String,
    pub sk: String,
    pub version: i64,
    pub body: String,
    /// The sort key in the index that was asked.
    pub place: String,
}

#[derive(sqlx::FromRow)]
pub struct FullRow {
    pub pk: String,
    pub sk: String,
    pub version: i64,
    pub body: String,
    pub lsi1: Option<String>,
    pub lsi2: Option<String>,
    pub lsi3: Option<String>,
    pub lsi4: Option<String>,
    pub lsi5: Option<String>,
    pub gsi1pk: Option<String>,
    pub gsi1sk: Option<String>,
    pub gsi2pk: Option<String>,
    pub gsi2sk: Option<String>,
    pub gsi3pk: Option<String>,
    pub gsi3sk: Option<String>,
    pub expires_at: Option<i64>,
}

pub async fn get(conn: &mut Conn, key: &Key, now: i64) -> Result<Option<Row>, Error> {
    on!(conn, c => sqlx::query_as(
        "select pk, sk, version, body, sk as place
         from items
         where pk = $1
           and sk = $2
           and (expires_at is null or expires_at > $3)",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// `($2, $3), ($4, $5), …`: `$1` is for the time.
fn pairs(count: usize) -> String {
    let pairs: Vec<_> = (1..=count).map(|n| format!("(${}, ${})", n * 2, n * 2 + 1)).collect();
    pairs.join(", ")
}

/// Those of `keys` that are there, in any order.
pub async fn get_all(conn: &mut Conn, keys: &[&Key], now: i64) -> Result<Vec<Row>, Error> {
    let text = format!(
        "select pk, sk, version, body, sk as place
         from (values {}) as wanted
         join items on pk = wanted.column1 and sk = wanted.column2
         where expires_at is null or expires_at > $1",
        pairs(keys.len())
    );
    on!(conn, c => {
        let mut statement = sqlx::query_as(&text).bind(now);
        for key in keys {
            statement = statement.bind(&key.partition).bind(&key.sort);
        }
        statement.fetch_all(c).await
    })
}

/// Those of `keys` (at most 1,000) that are there, without what they hold.
pub async fn existing(conn: &mut Conn, keys: &[Key], now: i64) -> Result<Vec<(String, String)>, Error> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "select pk, sk
         from (values {}) as wanted
         join items on pk = wanted.column1 and sk = wanted.column2
         where expires_at is null or expires_at > $1",
        pairs(keys.len())
    );
    on!(conn, c => {
        let mut statement = sqlx::query_as(&text).bind(now).persistent(false);
        for key in keys {
            statement = statement.bind(&key.partition).bind(&key.sort);
        }
        statement.fetch_all(c).await
    })
}

/// Everything, in the order of the primary key.
pub async fn scan(conn: &mut Conn, after: Option<&Key>, limit: usize, now: i64) -> Result<Vec<FullRow>, Error> {
    on!(conn, c => sqlx::query_as(
        "select pk, sk, version, body, lsi1, lsi2, lsi3, lsi4, lsi5,
                gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk, expires_at
         from items
         where (pk, sk) > ($1, $2)
           and (expires_at is null or expires_at > $3)
         order by pk, sk
         limit $4",
    )
    .bind(after.map_or("", |key| key.partition.as_str()))
    .bind(after.map_or("", |key| key.sort.as_str()))
    .bind(now)
    .bind(i64::try_from(limit).unwrap_or(1_000))
    .fetch_all(c)
    .await)
}

/// A page in either direction over the columns of one index: all of the range, or what of it is beyond
/// (`$5`, `$6`, `$7`). Where a later page begins is its only bound on that side: with a second one the
/// engine would not go there at once, and the deepest page would read all before it.
fn page_text(query: &Query) -> String {
    let (pk, sort) = match query.index {
        Index::Base => ("pk", "sk"),
        Index::Lsi1 => ("pk", "lsi1"),
        Index::Lsi2 => ("pk", "lsi2"),
        Index::Lsi3 => ("pk", "lsi3"),
        Index::Lsi4 => ("pk", "lsi4"),
        Index::Lsi5 => ("pk", "lsi5"),
        Index::Gsi1 => ("gsi1pk", "gsi1sk"),
        Index::Gsi2 => ("gsi2pk", "gsi2sk"),
        Index::Gsi3 => ("gsi3pk", "gsi3sk"),
    };
    let way = if query.descending { "desc" } else { "asc" };
    let range = match (&query.after, query.descending) {
        (None, _) => format!("{sort} >= $5 and {sort} < $4"),
        (Some(_), false) => format!("({sort}, pk, sk) > ($5, $6, $7) and {sort} < $4"),
        (Some(_), true) => format!("({sort}, pk, sk) < ($5, $6, $7) and {sort} >= $4"),
    };
    format!(
        "select pk, sk, version, body, {sort} as place
         from items
         where {pk} = $1
           and {range}
           and (expires_at is null or expires_at > $2)
         order by {sort} {way}, pk {way}, sk {way}
         limit $3"
    )
}

/// Fetches one item more than the page holds.
pub async fn query(conn: &mut Conn, query: &Query, now: i64) -> Result<Vec<Row>, Error> {
    let text = page_text(query);
    let limit = i64::try_from(query.limit).unwrap_or(1_000) + 1;
    let (lower, upper) = (query.range.lower(), query.range.upper());
    on!(conn, c => {
        let page = sqlx::query_as(&text).bind(&query.partition).bind(now).bind(limit);
        let page = match &query.after {
            None => page.bind(&upper).bind(lower),
            Some(after) => page
                .bind(if query.descending { lower } else { &upper })
                .bind(&after.sort)
                .bind(&after.partition)
                .bind(&after.base_sort),
        };
        page.fetch_all(c).await
    })
}

macro_rules! insert {
    () => {
        "insert into items (pk, sk, version, body, lsi1, lsi2, lsi3, lsi4, lsi5,
                            gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk, expires_at)
         values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         on conflict (pk, sk) do update
         set version = items.version + 1, body = excluded.body,
             lsi1 = excluded.lsi1, lsi2 = excluded.lsi2, lsi3 = excluded.lsi3, lsi4 = excluded.lsi4, lsi5 = excluded.lsi5,
             gsi1pk = excluded.gsi1pk, gsi1sk = excluded.gsi1sk, gsi2pk = excluded.gsi2pk, gsi2sk = excluded.gsi2sk,
             gsi3pk = excluded.gsi3pk, gsi3sk = excluded.gsi3sk, expires_at = excluded.expires_at"
    };
}

macro_rules! update {
    () => {
        "update items
         set version = version + 1, body = $3, lsi1 = $4, lsi2 = $5, lsi3 = $6, lsi4 = $7, lsi5 = $8,
             gsi1pk = $9, gsi1sk = $10, gsi2pk = $11, gsi2sk = $12, gsi3pk = $13, gsi3sk = $14, expires_at = $15
         where pk = $1
           and sk = $2
           and (expires_at is null or expires_at > $16)"
    };
}

/// Whether the condition held and the item was written.
pub async fn put(conn: &mut Conn, item: &Item, condition: Condition, now: i64) -> Result<bool, Error> {
    let text = match condition {
        Condition::Any => insert!(),
        Condition::Absent => concat!(insert!(), " where items.expires_at <= $16"),
        Condition::Present => update!(),
        Condition::Version(_) => concat!(update!(), " and version = $17"),
    };
    on!(conn, c => {
        let mut statement = sqlx::query(text).bind(&item.key.partition).bind(&item.key.sort).bind(item.body.as_str());
        for local in &item.indexes.local {
            statement = statement.bind(local.as_deref());
        }
        for global in &item.indexes.global {
            statement = statement.bind(global.as_ref().map(|g| g.0.as_str())).bind(global.as_ref().map(|g| g.1.as_str()));
        }
        statement = statement.bind(item.expiry_seconds());
        if condition != Condition::Any {
            statement = statement.bind(now);
        }
        if let Condition::Version(version) = condition {
            statement = statement.bind(version);
        }
        statement.execute(c).await.map(|r| r.rows_affected() == 1)
    })
}

/// Whether the condition ([`Condition::Absent`] aside) held; with [`Condition::Any`], whether there
/// was an item.
pub async fn delete(conn: &mut Conn, key: &Key, condition: Condition, now: i64) -> Result<bool, Error> {
    let version = if let Condition::Version(version) = condition { version } else { 0 };
    on!(conn, c => sqlx::query(
        "delete from items
         where pk = $1
           and sk = $2
           and ($3 = 0 or version = $3)
           and ($4 = 1 or expires_at is null or expires_at > $5)",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .bind(version)
    .bind(i64::from(condition == Condition::Any))
    .bind(now)
    .execute(c)
    .await
    .map(|r| r.rows_affected() == 1))
}

/// The version of an item that is there. It is touched, so that nobody changes it before this
/// transaction ends.
pub async fn hold_present(conn: &mut Conn, key: &Key, now: i64) -> Result<Option<i64>, Error> {
    on!(conn, c => sqlx::query_scalar(
        "update items
         set version = version
         where pk = $1
           and sk = $2
           and (expires_at is null or expires_at > $3)
         returning version",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// Whether no item is there. A row that comes and goes within this transaction makes others who
/// would insert one wait for its end.
pub async fn hold_absent(conn: &mut Conn, key: &Key, now: i64) -> Result<bool, Error> {
    let absent = on!(conn, c => sqlx::query(
        "insert into items (pk, sk, version, body)
         values ($1, $2, 0, '')
         on conflict (pk, sk) do update
         set version = items.version
         where items.expires_at <= $3",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .bind(now)
    .execute(c)
    .await
    .map(|r| r.rows_affected() == 1))?;
    on!(conn, c => sqlx::query("delete from items where pk = $1 and sk = $2 and version = 0")
        .bind(&key.partition)
        .bind(&key.sort)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(absent)
}

/// Removes at most `limit` expired items and answers their keys.
pub async fn delete_expired(conn: &mut Conn, now: i64, limit: usize) -> Result<Vec<(String, String)>, Error> {
    on!(conn, c => sqlx::query_as(
        "delete from items
         where (pk, sk) in (select pk, sk from items where expires_at <= $1 limit $2)
           and expires_at <= $1
         returning pk, sk",
    )
    .bind(now)
    .bind(i64::try_from(limit).unwrap_or(1_000))
    .fetch_all(c)
    .await)
}
