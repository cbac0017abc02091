//! Many rows by their ids, in one query, in the order asked for. Unknown ids are left out.

use std::{collections::HashMap, hash::Hash};

use kernel::{AlbumId, ArtistId, CountryCode, Currency, GenreId, Timestamp, TrackId};
use sql::{Conn, Error};
use sqlx::FromRow;

use super::{
    fetch_by_ids,
    rows::{
        ALBUM_COLUMNS, ALBUM_KNOWN, ALBUM_TABLES, ARTIST_COLUMNS, ARTIST_TABLES, AlbumRow, ArtistRow, GENRE_COLUMNS,
        GenreRow, TRACK_COLUMNS, TRACK_KNOWN, TRACK_TABLES, TrackRow,
    },
};
use crate::catalog::{AlbumSummary, ArtistSummary, Genre, GenreRef, Track, here::seen};

/// Genres shown beside an artist.
const GENRES_OF_AN_ARTIST: usize = 3;

pub async fn artists_by_ids(conn: &mut Conn, ids: &[ArtistId]) -> Result<Vec<ArtistSummary>, Error> {
    let head = format!("select {ARTIST_COLUMNS}\nfrom {ARTIST_TABLES}\nwhere ar.id");
    let rows: Vec<ArtistRow> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    let artists = with_genres(conn, rows).await?;
    Ok(in_order(ids, artists, |artist| artist.id))
}

pub async fn albums_by_ids(conn: &mut Conn, ids: &[AlbumId]) -> Result<Vec<AlbumSummary>, Error> {
    let head = format!("select {ALBUM_COLUMNS}\nfrom {ALBUM_TABLES}\nwhere al.id");
    let rows: Vec<AlbumRow> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    Ok(in_order(ids, rows.into_iter().map(AlbumSummary::from).collect(), |album| album.id))
}

/// The same for who does not work here: what is not published yet, or not sold in their country, is not there.
pub async fn known_tracks(conn: &mut Conn, ids: &[TrackId], country: Option<CountryCode>) -> Result<Vec<Track>, Error> {
    let head = format!("select {TRACK_COLUMNS}\nfrom {TRACK_TABLES}\nwhere {TRACK_KNOWN}\n  and tr.id");
    let rows: Vec<TrackRow> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    let tracks = seen(rows.into_iter().map(Track::from).collect(), country);
    Ok(in_order(ids, tracks, |track| track.id))
}

/// Whatever their state: for those who bought them, and for staff.
pub async fn tracks_by_ids(conn: &mut Conn, ids: &[TrackId]) -> Result<Vec<Track>, Error> {
    let head = format!("select {TRACK_COLUMNS}\nfrom {TRACK_TABLES}\nwhere tr.id");
    let rows: Vec<TrackRow> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    Ok(in_order(ids, rows.into_iter().map(Track::from).collect(), |track| track.id))
}

pub async fn genres_by_ids(conn: &mut Conn, ids: &[GenreId]) -> Result<Vec<Genre>, Error> {
    let head = format!("select {GENRE_COLUMNS}\nfrom genres g\nwhere g.id");
    let rows: Vec<GenreRow> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    Ok(in_order(ids, rows.into_iter().map(Genre::from).collect(), |genre| genre.id))
}

/// The tracks on sale of each album, in the album's order.
pub async fn tracks_of_albums(conn: &mut Conn, albums: &[AlbumId]) -> Result<HashMap<AlbumId, Vec<TrackId>>, Error> {
    let head = "select album_id, id
         from tracks
         where status = 'active'
           and album_id";
    let tail = "order by album_id, position, id";
    let rows: Vec<(AlbumId, TrackId)> = fetch_by_ids(conn, head, albums.iter().map(|id| id.get()), tail).await?;
    let mut tracks: HashMap<AlbumId, Vec<TrackId>> = HashMap::with_capacity(albums.len());
    for (album, track) in rows {
        tracks.entry(album).or_default().push(track);
    }
    Ok(tracks)
}

#[derive(FromRow)]
pub(crate) struct OfferRow {
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub album_id: Option<AlbumId>,
    pub list_price_cents: i64,
    pub price_cents: i64,
    /// What staff ask for an album, whatever its tracks cost.
    pub own_price_cents: Option<i64>,
    pub discount_percent: i64,
    pub currency: Currency,
    pub on_sale: bool,
    pub known: bool,
    pub duration_ms: i64,
    /// The release day of a pre-order.
    pub release_at: Option<Timestamp>,
    /// Countries it is not sold in.
    pub blocked_in: Option<String>,
}

/// A track on sale as a part of its album.
#[derive(FromRow)]
pub(crate) struct ContentRow {
    album_id: AlbumId,
    pub id: TrackId,
    pub price_cents: i64,
}

/// The tracks on sale of each album with their regular prices, in the album's order.
pub(crate) async fn contents(conn: &mut Conn, albums: &[AlbumId]) -> Result<HashMap<AlbumId, Vec<ContentRow>>, Error> {
    let head = "select album_id, id, price_cents
         from tracks
         where status = 'active'
           and album_id";
    let tail = "order by album_id, position, id";
    let rows: Vec<ContentRow> = fetch_by_ids(conn, head, albums.iter().map(|id| id.get()), tail).await?;
    let mut contents: HashMap<AlbumId, Vec<ContentRow>> = HashMap::with_capacity(albums.len());
    for row in rows {
        contents.entry(row.album_id).or_default().push(row);
    }
    Ok(contents)
}

pub(crate) async fn track_offers(conn: &mut Conn, ids: &[i64]) -> Result<Vec<OfferRow>, Error> {
    let head = format!(
        "select tr.id, tr.name as title, ar.name as artist_name, tr.album_id, tr.price_cents as list_price_cents,
           tr.price_cents, cast(null as bigint) as own_price_cents, cast(0 as bigint) as discount_percent, tr.currency,
           tr.status = 'active' as on_sale, {TRACK_KNOWN} as known, tr.duration_ms, tr.blocked_in,
           case when al.state = 'scheduled' then al.release_at end as release_at
         from tracks tr
         left join albums al on al.id = tr.album_id
         left join artists ar on ar.id = tr.artist_id
         where tr.id"
    );
    fetch_by_ids(conn, &head, ids.iter().copied(), "").await
}

pub(crate) async fn album_offers(conn: &mut Conn, ids: &[i64]) -> Result<Vec<OfferRow>, Error> {
    let head = format!(
        "select al.id, al.title, ar.name as artist_name, al.id as album_id, al.list_price_cents,
           al.price_cents, al.own_price_cents, al.discount_percent, al.currency, al.listed as on_sale,
           {ALBUM_KNOWN} as known, al.duration_ms, al.blocked_in, case when al.state = 'scheduled' then al.release_at end as release_at
         from albums al
         left join artists ar on ar.id = al.artist_id
         where al.id"
    );
    fetch_by_ids(conn, &head, ids.iter().copied(), "").await
}

/// Completes artists with their genres, in one query for all of them.
pub(super) async fn with_genres(conn: &mut Conn, rows: Vec<ArtistRow>) -> Result<Vec<ArtistSummary>, Error> {
    let head = "select x.artist_id, g.id, g.name
         from artist_genres x
         left join genres g on g.id = x.genre_id
         where x.artist_id";
    let tail = "order by x.artist_id, x.track_count desc, g.id";
    let found: Vec<(ArtistId, GenreId, String)> =
        fetch_by_ids(conn, head, rows.iter().map(|row| row.id.get()), tail).await?;
    let mut genres: HashMap<ArtistId, Vec<GenreRef>> = HashMap::with_capacity(rows.len());
    for (artist, id, name) in found {
        let known = genres.entry(artist).or_default();
        if known.len() < GENRES_OF_AN_ARTIST {
            known.push(GenreRef { id, name });
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let genres = genres.remove(&row.id).unwrap_or_default();
            row.with_genres(genres)
        })
        .collect())
}

/// The rows in the order of `ids`; an id that stands twice gives its row twice.
fn in_order<I: Copy + Eq + Hash, T: Clone>(ids: &[I], rows: Vec<T>, id: impl Fn(&T) -> I) -> Vec<T> {
    let by_id: HashMap<I, T> = rows.into_iter().map(|row| (id(&row), row)).collect();
    ids.iter().filter_map(|id| by_id.get(id).cloned()).collect()
}
