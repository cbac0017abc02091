//! The catalogue as the search index reads it.

use std::collections::HashMap;

use search::{Doc, Genre, Kind};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::fetch_by_ids;

#[derive(FromRow)]
struct DocRow {
    id: i64,
    name: String,
    artist: Option<String>,
    album: Option<String>,
    composer: Option<String>,
    genre_id: Option<i64>,
    genre_name: Option<String>,
    units_sold: i64,
}

/// Up to `limit` documents of `kind` with ids above `after`, by id. Call it again with the last id
/// until fewer come: the whole catalogue passes without being held in memory.
///
/// What is not on sale is not found, nor is an artist whose page would be empty.
pub async fn search_docs(conn: &mut Conn, kind: Kind, after: i64, limit: i64) -> Result<Vec<Doc>, Error> {
    let statement = match kind {
        Kind::Artist => ARTISTS,
        Kind::Album => ALBUMS,
        Kind::Track => TRACKS,
    };
    let rows = on!(conn, c => sqlx::query_as::<_, DocRow>(statement).bind(after).bind(limit).fetch_all(c).await)?;
    let mut genres = match kind {
        Kind::Artist => genres(
            conn,
            "select artist_id, genre_id, name from artist_genres x join genres g on g.id = x.genre_id where artist_id",
            &rows,
        )
        .await?,
        Kind::Album => {
            genres(
                conn,
                "select album_id, genre_id, name from album_genres x join genres g on g.id = x.genre_id where album_id",
                &rows,
            )
            .await?
        }
        Kind::Track => HashMap::new(),
    };
    Ok(rows.into_iter().map(|row| doc(kind, row, &mut genres)).collect())
}

fn doc(kind: Kind, row: DocRow, genres: &mut HashMap<i64, Vec<Genre>>) -> Doc {
    let own = row.genre_id.zip(row.genre_name).map(|(id, name)| Genre { id, name });
    Doc {
        kind,
        id: row.id,
        name: row.name,
        artist: row.artist,
        album: row.album,
        composer: row.composer,
        genres: genres.remove(&row.id).unwrap_or_else(|| own.into_iter().collect()),
        popularity: u64::try_from(row.units_sold).unwrap_or(0),
    }
}

async fn genres(conn: &mut Conn, head: &str, rows: &[DocRow]) -> Result<HashMap<i64, Vec<Genre>>, Error> {
    let tail = "order by x.track_count desc, x.genre_id";
    let found: Vec<(i64, i64, String)> = fetch_by_ids(conn, head, rows.iter().map(|row| row.id), tail).await?;
    let mut genres: HashMap<i64, Vec<Genre>> = HashMap::with_capacity(rows.len());
    for (of, id, name) in found {
        genres.entry(of).or_default().push(Genre { id, name });
    }
    Ok(genres)
}

const ARTISTS: &str = "select ar.id, ar.name, null as artist, null as album, null as composer,
       cast(null as bigint) as genre_id, null as genre_name, ar.units_sold
     from artists ar
     where ar.id > $1
       and (
         ar.listed
         or exists (select 1 from track_credits x where x.artist_id = ar.id)
         or exists (select 1 from artist_relations r where r.artist_id = ar.id)
       )
       and not ar.various
     order by ar.id
     limit $2";

const ALBUMS: &str = "select al.id, al.title as name, ar.name as artist, null as album, null as composer,
       cast(null as bigint) as genre_id, null as genre_name, al.units_sold
     from albums al
     left join artists ar on ar.id = al.artist_id
     where al.id > $1
       and al.listed
     order by al.id
     limit $2";

const TRACKS: &str = "select tr.id, tr.name, ar.name as artist, al.title as album, tr.credit as composer,
       tr.genre_id, g.name as genre_name, tr.units_sold
     from tracks tr
     left join albums al on al.id = tr.album_id
     left join artists ar on ar.id = tr.artist_id
     left join genres g on g.id = tr.genre_id
     where tr.id > $1
       and tr.status = 'active'
     order by tr.id
     limit $2";
