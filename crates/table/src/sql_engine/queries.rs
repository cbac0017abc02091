//! The items table.

use sql::{Conn, Error, on};

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

pub async fn get(conn: &mut Conn, key: &Key) -> Result<Option<Row>, Error> {
    on!(conn, c => sqlx::query_as(
        "select pk, sk, version, body, sk as place
         from items
         where pk = $1
           and sk = $2",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .fetch_optional(c)
    .await)
}

/// The same page in either direction, for the columns of one index. The bounds are inclusive of
/// `$2`, exclusive of `$3`; the page begins after (`$4`, `$5`, `$6`).
macro_rules! page {
    ($pk:literal, $sort:literal, ascending) => {
        page!($pk, $sort, ">", "asc")
    };
    ($pk:literal, $sort:literal, descending) => {
        page!($pk, $sort, "<", "desc")
    };
    ($pk:literal, $sort:literal, $than:literal, $direction:literal) => {
        concat!(
            "select pk, sk, version, body, ",
            $sort,
            " as place
             from items
             where ",
            $pk,
            " = $1
               and ",
            $sort,
            " >= $2
               and ",
            $sort,
            " < $3
               and ($4 = 0 or (",
            $sort,
            ", pk, sk) ",
            $than,
            " ($5, $6, $7))
             order by ",
            $sort,
            " ",
            $direction,
            ", pk ",
            $direction,
            ", sk ",
            $direction,
            "
             limit $8"
        )
    };
}

macro_rules! either_way {
    ($descending:expr, $pk:literal, $sort:literal) => {
        if $descending { page!($pk, $sort, descending) } else { page!($pk, $sort, ascending) }
    };
}

fn page_text(index: Index, descending: bool) -> &'static str {
    match index {
        Index::Base => either_way!(descending, "pk", "sk"),
        Index::Lsi1 => either_way!(descending, "pk", "lsi1"),
        Index::Lsi2 => either_way!(descending, "pk", "lsi2"),
        Index::Lsi3 => either_way!(descending, "pk", "lsi3"),
        Index::Lsi4 => either_way!(descending, "pk", "lsi4"),
        Index::Lsi5 => either_way!(descending, "pk", "lsi5"),
        Index::Gsi1 => either_way!(descending, "gsi1pk", "gsi1sk"),
        Index::Gsi2 => either_way!(descending, "gsi2pk", "gsi2sk"),
        Index::Gsi3 => either_way!(descending, "gsi3pk", "gsi3sk"),
    }
}

/// Fetches one item more than the page holds.
pub async fn query(conn: &mut Conn, query: &Query) -> Result<Vec<Row>, Error> {
    let text = page_text(query.index, query.descending);
    let limit = i64::try_from(query.limit).unwrap_or(1_000) + 1;
    let after = query.after.as_ref();
    on!(conn, c => sqlx::query_as(text)
        .bind(&query.partition)
        .bind(&query.range.prefix)
        .bind(end_of_prefix(&query.range.prefix))
        .bind(i64::from(after.is_some()))
        .bind(after.map_or("", |a| a.sort.as_str()))
        .bind(after.map_or("", |a| a.partition.as_str()))
        .bind(after.map_or("", |a| a.base_sort.as_str()))
        .bind(limit)
        .fetch_all(c)
        .await)
}

/// The first text after all that begin with `prefix`: the highest character follows it, which no
/// key holds.
fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

macro_rules! insert {
    () => {
        "insert into items (pk, sk, version, body, lsi1, lsi2, lsi3, lsi4, lsi5, gsi1pk, gsi1sk, gsi2pk, gsi2sk, gsi3pk, gsi3sk)
         values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    };
}

macro_rules! assign {
    () => {
        "version = items.version + 1, body = excluded.body,
         lsi1 = excluded.lsi1, lsi2 = excluded.lsi2, lsi3 = excluded.lsi3, lsi4 = excluded.lsi4, lsi5 = excluded.lsi5,
         gsi1pk = excluded.gsi1pk, gsi1sk = excluded.gsi1sk, gsi2pk = excluded.gsi2pk, gsi2sk = excluded.gsi2sk,
         gsi3pk = excluded.gsi3pk, gsi3sk = excluded.gsi3sk"
    };
}

macro_rules! assign_params {
    () => {
        "version = version + 1, body = $3, lsi1 = $4, lsi2 = $5, lsi3 = $6, lsi4 = $7, lsi5 = $8,
         gsi1pk = $9, gsi1sk = $10, gsi2pk = $11, gsi2sk = $12, gsi3pk = $13, gsi3sk = $14"
    };
}

/// Whether the condition held and the item was written.
pub async fn put(conn: &mut Conn, item: &Item, condition: Condition) -> Result<bool, Error> {
    let text = match condition {
        Condition::Any => concat!(insert!(), " on conflict (pk, sk) do update set ", assign!()),
        Condition::Absent => concat!(insert!(), " on conflict (pk, sk) do nothing"),
        Condition::Present => concat!("update items set ", assign_params!(), " where pk = $1 and sk = $2"),
        Condition::Version(_) => {
            concat!("update items set ", assign_params!(), " where pk = $1 and sk = $2 and version = $15")
        }
    };
    let body = item.body.to_string();
    let [l1, l2, l3, l4, l5] = &item.indexes.local;
    let [g1, g2, g3] = &item.indexes.global;
    on!(conn, c => {
        let mut statement = sqlx::query(text).bind(&item.key.partition).bind(&item.key.sort).bind(&body);
        for local in [l1, l2, l3, l4, l5] {
            statement = statement.bind(local.as_deref());
        }
        for global in [g1, g2, g3] {
            statement = statement.bind(global.as_ref().map(|g| g.0.as_str())).bind(global.as_ref().map(|g| g.1.as_str()));
        }
        if let Condition::Version(version) = condition {
            statement = statement.bind(version);
        }
        statement.execute(c).await.map(|r| r.rows_affected() == 1)
    })
}

/// Whether the condition held; with [`Condition::Any`], whether there was an item.
pub async fn delete(conn: &mut Conn, key: &Key, condition: Condition) -> Result<bool, Error> {
    if condition == Condition::Absent {
        return check(conn, key, condition).await;
    }
    let version = if let Condition::Version(version) = condition { version } else { 0 };
    on!(conn, c => sqlx::query("delete from items where pk = $1 and sk = $2 and ($3 = 0 or version = $3)")
        .bind(&key.partition)
        .bind(&key.sort)
        .bind(version)
        .execute(c)
        .await
        .map(|r| r.rows_affected() == 1))
}

/// Whether the condition holds. A present item is touched, so that nobody changes it before this
/// transaction ends.
pub async fn check(conn: &mut Conn, key: &Key, condition: Condition) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "update items
         set version = version
         where pk = $1
           and sk = $2
         returning version",
    )
    .bind(&key.partition)
    .bind(&key.sort)
    .fetch_optional(c)
    .await)?;
    Ok(match condition {
        Condition::Any => true,
        Condition::Absent => found.is_none(),
        Condition::Present => found.is_some(),
        Condition::Version(version) => found == Some(version),
    })
}
