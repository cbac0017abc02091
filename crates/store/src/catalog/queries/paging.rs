//! Keyset pages: each list walks one index from the last row seen, at any depth for the same price.

use sql::{Conn, Error, on};
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use crate::catalog::{Key, Mark, Slice, sort::Walk};

pub(crate) use sql::filter::AnyRow;

/// A row with the value it was sorted by.
pub(crate) struct Keyed<R> {
    pub row: R,
    pub key: Key,
    pub id: i64,
}

impl<'r, Any: Row, R: FromRow<'r, Any>> FromRow<'r, Any> for Keyed<R>
where
    &'static str: ColumnIndex<Any>,
    i64: Decode<'r, Any::Database> + Type<Any::Database>,
    String: Decode<'r, Any::Database> + Type<Any::Database>,
{
    fn from_row(row: &'r Any) -> Result<Self, Error> {
        let key = match row.try_get::<Option<String>, _>("text_key")? {
            Some(text) => Key::Text(text),
            None => Key::Int(row.try_get("int_key")?),
        };
        Ok(Self { row: R::from_row(row)?, key, id: row.try_get("id")? })
    }
}

/// What a page is made from. `filters` are SQL that may name `$5` genre, `$6` artist, `$7` album,
/// `$8` media type, `$9` kind, `$10` and `$11` the range of a prefix.
pub(super) struct PageQuery<'a> {
    pub columns: &'static str,
    pub tables: &'static str,
    /// Alias of the table that is walked.
    pub alias: &'static str,
    pub walk: Walk,
    pub filters: Vec<&'static str>,
    pub args: FilterArgs,
    pub after: Option<&'a Mark>,
    pub limit: i64,
}

#[derive(Default)]
pub(super) struct FilterArgs {
    pub genre: Option<i64>,
    pub artist: Option<i64>,
    pub album: Option<i64>,
    pub media_type: Option<i64>,
    pub kind: Option<&'static str>,
    pub prefix: Option<(String, String)>,
}

impl PageQuery<'_> {
    fn sql(&self) -> String {
        let Self { columns, tables, alias, walk, filters, .. } = self;
        let column = walk.column;
        let (direction, beyond) = if walk.descending { ("desc", "<") } else { ("asc", ">") };
        let keys = if walk.text {
            format!("{alias}.{column} as text_key, cast(null as bigint) as int_key")
        } else {
            format!("cast(null as text) as text_key, {alias}.{column} as int_key")
        };
        let mut sql = format!("select {columns}, {keys}\nfrom {tables}\nwhere {}", filters.join("\n  and "));
        if self.after.is_some() {
            let bound = if walk.text { "$1" } else { "$2" };
            sql += &format!("\n  and ({alias}.{column}, {alias}.id) {beyond} ({bound}, $3)");
        }
        sql + &format!("\norder by {alias}.{column} {direction}, {alias}.id {direction}\nlimit $4")
    }
}

/// Reads one row more than asked for, so that the last page knows it is the last.
pub(super) async fn fetch_page<R: AnyRow>(conn: &mut Conn, query: PageQuery<'_>) -> Result<Slice<R>, Error> {
    let sql = query.sql();
    let (text, int) = match query.after.map(|mark| &mark.key) {
        Some(Key::Text(text)) => (Some(text.as_str()), None),
        Some(Key::Int(int)) => (None, Some(*int)),
        None => (None, None),
    };
    let args = &query.args;
    let mut rows = on!(conn, c => sqlx::query_as::<_, Keyed<R>>(&sql)
        .bind(text)
        .bind(int)
        .bind(query.after.map(|mark| mark.id))
        .bind(query.limit + 1)
        .bind(args.genre)
        .bind(args.artist)
        .bind(args.album)
        .bind(args.media_type)
        .bind(args.kind)
        .bind(args.prefix.as_ref().map(|(from, _)| from.as_str()))
        .bind(args.prefix.as_ref().map(|(_, to)| to.as_str()))
        .fetch_all(c)
        .await)?;
    let limit = usize::try_from(query.limit).unwrap_or(0);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| Mark {
        sort: query.walk.name.to_owned(),
        key: last.key.clone(),
        id: last.id,
    });
    Ok(Slice { items: rows.into_iter().map(|keyed| keyed.row).collect(), next })
}

/// Lists of ids are padded to these lengths, so that the engine prepares a few statements and not
/// one for each length.
const BATCHES: [usize; 4] = [4, 16, 64, 256];

/// Runs `head` + `in (…ids…)` + `tail`. Rows come in the engine's order.
pub(crate) async fn fetch_by_ids<R: AnyRow>(
    conn: &mut Conn,
    head: &str,
    ids: impl IntoIterator<Item = i64>,
    tail: &str,
) -> Result<Vec<R>, Error> {
    let mut ids: Vec<i64> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(BATCHES[BATCHES.len() - 1]) {
        let size = BATCHES.into_iter().find(|size| *size >= chunk.len()).unwrap_or(chunk.len());
        let places: Vec<String> = (1..=size).map(|n| format!("${n}")).collect();
        let sql = format!("{head} in ({})\n{tail}", places.join(", "));
        rows.extend(on!(conn, c => {
            let mut query = sqlx::query_as::<_, R>(&sql);
            for place in 0..size {
                // No row has the id 0.
                query = query.bind(chunk.get(place).copied().unwrap_or(0));
            }
            query.fetch_all(c).await
        })?);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{AlbumSort, ArtistSort, TrackSort, queries::rows};

    fn lists() -> Vec<(&'static str, PageQuery<'static>)> {
        let query = |columns, tables, alias, filter, walk| PageQuery {
            columns,
            tables,
            alias,
            walk,
            filters: vec![filter],
            args: FilterArgs::default(),
            after: None,
            limit: 50,
        };
        let artists = ArtistSort::ALL
            .iter()
            .map(|s| ("artists_by_", query(rows::ARTIST_COLUMNS, rows::ARTIST_TABLES, "ar", "ar.listed", s.walk())));
        let albums = AlbumSort::ALL
            .iter()
            .map(|s| ("albums_by_", query(rows::ALBUM_COLUMNS, rows::ALBUM_TABLES, "al", "al.listed", s.walk())));
        let tracks = TrackSort::ALL.iter().map(|s| {
            ("tracks_by_", query(rows::TRACK_COLUMNS, rows::TRACK_TABLES, "tr", "tr.status = 'active'", s.walk()))
        });
        artists.chain(albums).chain(tracks).collect()
    }

    /// What the engine is going to do, as text.
    async fn plan(db: &sql::Db, sql: &str) -> String {
        // `explain` takes no parameters on PostgreSQL; what they hold does not change the walk.
        let sql = sql.replace("$1", "'m'").replace("$2", "7").replace("$3", "7").replace("$4", "50");
        let mut tx = db.begin().await.unwrap();
        match &mut *tx {
            Conn::Sqlite(c) => {
                let steps: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(&format!("explain query plan {sql}")).fetch_all(&mut **c).await.unwrap();
                steps.into_iter().map(|(.., step)| step + "\n").collect()
            }
            Conn::Postgres(c) => {
                // Few rows are sorted faster than walked; the question is what happens with many.
                sqlx::query("set local enable_seqscan = off").execute(&mut **c).await.unwrap();
                sqlx::query("set local enable_sort = off").execute(&mut **c).await.unwrap();
                let steps: Vec<String> =
                    sqlx::query_scalar(&format!("explain {sql}")).fetch_all(&mut **c).await.unwrap();
                steps.join("\n")
            }
        }
    }

    #[tokio::test]
    async fn every_order_of_every_list_walks_along_its_own_index() {
        let mark = Mark { sort: String::new(), key: Key::Int(7), id: 7 };
        for db in sql::testing::databases(&[crate::schema]).await {
            for (index, query) in lists() {
                for after in [None, Some(&mark)] {
                    let query =
                        PageQuery { after, filters: query.filters.clone(), args: FilterArgs::default(), ..query };
                    let plan = plan(&db, &query.sql()).await;
                    assert!(
                        plan.contains(index),
                        "{}: {} does not use an index {index}…:\n{plan}",
                        db.engine(),
                        query.walk.name
                    );
                    assert!(
                        !plan.contains("TEMP B-TREE") && !plan.contains("Sort"),
                        "{}: {} is sorted:\n{plan}",
                        db.engine(),
                        query.walk.name
                    );
                }
            }
        }
    }
}
