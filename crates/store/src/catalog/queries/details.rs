//! What the pages of one artist, album or genre show, and the shop's front page.

use kernel::{AlbumId, ArtistId, GenreId, TrackId};
use sql::{Conn, Error, on};

use super::{
    by_id::{albums_by_ids, artists_by_ids},
    rows::{
        ALBUM_COLUMNS, ALBUM_TABLES, AlbumRow, GENRE_COLUMNS, GenreRow, MediaTypeRow, TRACK_COLUMNS, TRACK_TABLES,
        TrackRow,
    },
};
use crate::catalog::{AlbumSummary, ArtistSummary, Genre, GenreRef, MediaType, Track};

/// More than this an artist's page does not list; the album list has the rest.
const ALBUMS_OF_AN_ARTIST: i64 = 100;
/// How many neighbours on each side compete to be called similar.
const NEIGHBOURS: i64 = 24;

pub(crate) async fn artist(conn: &mut Conn, id: ArtistId) -> Result<Option<ArtistSummary>, Error> {
    Ok(artists_by_ids(conn, &[id]).await?.pop())
}

/// The artist that one was merged into; an artist who was not is itself.
pub(crate) async fn living_artist(conn: &mut Conn, id: ArtistId) -> Result<ArtistId, Error> {
    let into = on!(conn, c => sqlx::query_scalar::<_, Option<ArtistId>>("select merged_into from artists where id = $1")
        .bind(id)
        .fetch_optional(c)
        .await)?;
    Ok(into.flatten().unwrap_or(id))
}

/// `None` when there is no such album or it is not on sale.
pub(crate) async fn album(conn: &mut Conn, id: AlbumId) -> Result<Option<AlbumRow>, Error> {
    let sql = format!("select {ALBUM_COLUMNS}\nfrom {ALBUM_TABLES}\nwhere al.id = $1\n  and al.listed");
    on!(conn, c => sqlx::query_as::<_, AlbumRow>(&sql).bind(id).fetch_optional(c).await)
}

/// `None` when there is no such track or it is not on sale.
pub(crate) async fn track(conn: &mut Conn, id: TrackId) -> Result<Option<Track>, Error> {
    let sql = format!("select {TRACK_COLUMNS}\nfrom {TRACK_TABLES}\nwhere tr.id = $1\n  and tr.status = 'active'");
    Ok(on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_optional(c).await)?.map(Track::from))
}

pub(crate) async fn genre(conn: &mut Conn, id: GenreId) -> Result<Option<Genre>, Error> {
    let sql = format!("select {GENRE_COLUMNS}\nfrom genres g\nwhere g.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, GenreRow>(&sql).bind(id).fetch_optional(c).await)?.map(Genre::from))
}

/// Genres with something in them, by name.
pub(crate) async fn genres(conn: &mut Conn) -> Result<Vec<Genre>, Error> {
    let sql = format!("select {GENRE_COLUMNS}\nfrom genres g\nwhere g.track_count > 0\norder by g.name_key, g.id");
    let rows = on!(conn, c => sqlx::query_as::<_, GenreRow>(&sql).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Genre::from).collect())
}

pub(crate) async fn media_types(conn: &mut Conn) -> Result<Vec<MediaType>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, MediaTypeRow>(
        "select id, name, kind, track_count
         from media_types
         order by id",
    )
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(MediaType::from).collect())
}

/// The tracks on sale of one album, in its order.
pub(crate) async fn album_tracks(conn: &mut Conn, id: AlbumId) -> Result<Vec<Track>, Error> {
    let sql = format!(
        "select {TRACK_COLUMNS}
         from {TRACK_TABLES}
         where tr.album_id = $1
           and tr.status = 'active'
         order by tr.position, tr.id"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Track::from).collect())
}

pub(crate) async fn album_genres(conn: &mut Conn, id: AlbumId) -> Result<Vec<GenreRef>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (GenreId, String)>(
        "select g.id, g.name
         from album_genres x
         left join genres g on g.id = x.genre_id
         where x.album_id = $1
         order by x.track_count desc, g.id",
    )
    .bind(id)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(id, name)| GenreRef { id, name }).collect())
}

/// Best-sellers first.
pub(crate) async fn artist_albums(conn: &mut Conn, id: ArtistId) -> Result<Vec<AlbumSummary>, Error> {
    let sql = format!(
        "select {ALBUM_COLUMNS}
         from {ALBUM_TABLES}
         where al.artist_id = $1
           and al.listed
         order by al.units_sold desc, al.id desc
         limit $2"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, AlbumRow>(&sql)
        .bind(id)
        .bind(ALBUMS_OF_AN_ARTIST)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(AlbumSummary::from).collect())
}

/// Albums of others with tracks that credit the artist, those with most of them first.
pub(crate) async fn artist_appears_on(conn: &mut Conn, id: ArtistId, limit: i64) -> Result<Vec<AlbumSummary>, Error> {
    let ids = on!(conn, c => sqlx::query_as::<_, (AlbumId, i64)>(
        "select tr.album_id, count(*)
         from track_credits x
         join tracks tr on tr.id = x.track_id
         join albums al on al.id = tr.album_id
         where x.artist_id = $1
           and tr.status = 'active'
           and al.listed
         group by tr.album_id
         order by count(*) desc, tr.album_id
         limit $2",
    )
    .bind(id)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let ids: Vec<AlbumId> = ids.into_iter().map(|(id, _)| id).collect();
    albums_by_ids(conn, &ids).await
}

pub(crate) async fn artist_top_tracks(conn: &mut Conn, id: ArtistId, limit: i64) -> Result<Vec<Track>, Error> {
    top_tracks_where(conn, "tr.artist_id = $2", Some(id.get()), limit).await
}

pub(crate) async fn genre_top_tracks(conn: &mut Conn, id: GenreId, limit: i64) -> Result<Vec<Track>, Error> {
    top_tracks_where(conn, "tr.genre_id = $2", Some(id.get()), limit).await
}

pub(crate) async fn top_tracks(conn: &mut Conn, limit: i64) -> Result<Vec<Track>, Error> {
    top_tracks_where(conn, "tr.id > 0", None, limit).await
}

async fn top_tracks_where(conn: &mut Conn, filter: &str, of: Option<i64>, limit: i64) -> Result<Vec<Track>, Error> {
    let sql = format!(
        "select {TRACK_COLUMNS}
         from {TRACK_TABLES}
         where tr.status = 'active'
           and {filter}
         order by tr.units_sold desc, tr.id desc
         limit $1"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(limit).bind(of).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Track::from).collect())
}

/// What a row of albums on a page is made of.
#[derive(Clone, Copy)]
pub(crate) enum AlbumShelf {
    Top,
    New,
    TopOfGenre(GenreId),
    NewOfGenre(GenreId),
}

pub(crate) async fn shelf(conn: &mut Conn, shelf: AlbumShelf, limit: i64) -> Result<Vec<AlbumSummary>, Error> {
    let (column, genre) = match shelf {
        AlbumShelf::Top => ("units_sold", None),
        AlbumShelf::New => ("added_at", None),
        AlbumShelf::TopOfGenre(id) => ("units_sold", Some(id)),
        AlbumShelf::NewOfGenre(id) => ("added_at", Some(id)),
    };
    let filter = if genre.is_some() { "and al.genre_id = $2" } else { "" };
    let sql = format!(
        "select {ALBUM_COLUMNS}
         from {ALBUM_TABLES}
         where al.listed {filter}
         order by al.{column} desc, al.id desc
         limit $1"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, AlbumRow>(&sql)
        .bind(limit)
        .bind(genre.map(GenreId::get))
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(AlbumSummary::from).collect())
}

/// Albums of other artists in the same family of genres that sell about as well, one an artist.
pub(crate) async fn similar_albums(
    conn: &mut Conn,
    album: &AlbumRow,
    limit: usize,
) -> Result<Vec<AlbumSummary>, Error> {
    let mut near = on!(conn, c => sqlx::query_as::<_, (AlbumId, ArtistId, i64)>(
        "select id, artist_id, units_sold
         from (
           select id, artist_id, units_sold
           from albums
           where listed
             and family_id = $1
             and (units_sold, id) > ($2, $3)
           order by units_sold, id
           limit $4
         ) above
         union all
         select id, artist_id, units_sold
         from (
           select id, artist_id, units_sold
           from albums
           where listed
             and family_id = $1
             and (units_sold, id) < ($2, $3)
           order by units_sold desc, id desc
           limit $4
         ) below",
    )
    .bind(album.family_id)
    .bind(album.units_sold)
    .bind(album.id)
    .bind(NEIGHBOURS)
    .fetch_all(c)
    .await)?;
    near.sort_by_key(|(id, _, units)| ((units - album.units_sold).abs(), id.get().abs_diff(album.id.get())));
    let mut artists = vec![album.artist_id];
    let mut ids = Vec::with_capacity(limit);
    for (id, artist, _) in near {
        if ids.len() < limit && !artists.contains(&artist) {
            artists.push(artist);
            ids.push(id);
        }
    }
    albums_by_ids(conn, &ids).await
}

/// Artists who share a name with this one, then those of the same family of genres that sell
/// about as well.
pub(crate) async fn similar_artists(conn: &mut Conn, id: ArtistId, limit: usize) -> Result<Vec<ArtistSummary>, Error> {
    let mut ids: Vec<ArtistId> = on!(conn, c => sqlx::query_scalar::<_, ArtistId>(
        "select r.related_id
         from artist_relations r
         join artists ar on ar.id = r.related_id
         where r.artist_id = $1
         order by ar.units_sold desc, ar.id",
    )
    .bind(id)
    .fetch_all(c)
    .await)?;
    let near = on!(conn, c => sqlx::query_scalar::<_, ArtistId>(
        "select near.id
         from (
           select * from (
             select o.id, o.units_sold - a.units_sold as distance
             from artists a
             join artists o on o.family_id = a.family_id
             where a.id = $1
               and o.listed
               and (o.units_sold, o.id) > (a.units_sold, a.id)
             order by o.units_sold, o.id
             limit $2
           ) above
           union all
           select * from (
             select o.id, a.units_sold - o.units_sold as distance
             from artists a
             join artists o on o.family_id = a.family_id
             where a.id = $1
               and o.listed
               and (o.units_sold, o.id) < (a.units_sold, a.id)
             order by o.units_sold desc, o.id desc
             limit $2
           ) below
         ) near
         order by near.distance, near.id",
    )
    .bind(id)
    .bind(NEIGHBOURS)
    .fetch_all(c)
    .await)?;
    for artist in near {
        if !ids.contains(&artist) {
            ids.push(artist);
        }
    }
    ids.truncate(limit);
    artists_by_ids(conn, &ids).await
}
