//! Writing artists, albums, tracks and playlists.

use sql::{Conn, Error, on};

use super::super::model::{CURRENCY, DataSet};

pub(super) async fn genres(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into genres (id, name, name_key, family_id) ", data.genres, |v, g| v
        .push_bind(g.id)
        .push_bind(&g.name)
        .push_bind(&g.name_key)
        .push_bind(g.family_id)))
}

pub(super) async fn media_types(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into media_types (id, name, kind) ", data.media_types, |v, m| v
        .push_bind(m.id)
        .push_bind(&m.name)
        .push_bind(m.kind.as_str())))
}

pub(super) async fn artists(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into artists (id, name, name_key, various, added_at) ", data.artists, |v, a| v
        .push_bind(a.id)
        .push_bind(&a.name)
        .push_bind(&a.name_key)
        .push_bind(a.various)
        .push_bind(a.added_at)))
}

pub(super) async fn relations(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into artist_relations (artist_id, related_id) ", data.relations, |v, pair| v
        .push_bind(pair.0)
        .push_bind(pair.1)))
}

pub(super) async fn albums(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into albums (id, title, title_key, artist_id, artist_sort, currency, added_at) ",
        data.albums,
        |v, a| v
            .push_bind(a.id)
            .push_bind(&a.title)
            .push_bind(&a.title_key)
            .push_bind(a.artist_id)
            .push_bind(&a.artist_sort)
            .push_bind(CURRENCY)
            .push_bind(a.added_at)
    ))
}

pub(super) async fn tracks(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into tracks (id, album_id, artist_id, position, name, name_key, artist_sort, album_sort, media_type_id, kind, genre_id,
           composer, credit, duration_ms, bytes, price_cents, currency, units_sold, added_at) ",
        data.tracks,
        |v, t| v
            .push_bind(t.id)
            .push_bind(t.album_id)
            .push_bind(t.artist_id)
            .push_bind(t.position)
            .push_bind(&t.name)
            .push_bind(&t.name_key)
            .push_bind(&t.artist_sort)
            .push_bind(&t.album_sort)
            .push_bind(t.media_type_id)
            .push_bind(t.kind.as_str())
            .push_bind(t.genre_id)
            .push_bind(&t.composer)
            .push_bind(&t.credit)
            .push_bind(t.duration_ms)
            .push_bind(t.bytes)
            .push_bind(t.price_cents)
            .push_bind(CURRENCY)
            .push_bind(t.units_sold)
            .push_bind(t.added_at)
    ))
}

pub(super) async fn credits(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into track_credits (track_id, artist_id) ", data.credits, |v, pair| v
        .push_bind(pair.0)
        .push_bind(pair.1)))
}

pub(super) async fn playlists(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into playlists (id, name, name_key, duplicate_of) ", data.playlists, |v, p| v
        .push_bind(p.id)
        .push_bind(&p.name)
        .push_bind(&p.name_key)
        .push_bind(p.duplicate_of)))
}

pub(super) async fn entries(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(conn, "insert into playlist_entries (playlist_id, position, track_id) ", data.entries, |v, e| v
        .push_bind(e.playlist_id)
        .push_bind(e.position)
        .push_bind(e.track_id)))
}
