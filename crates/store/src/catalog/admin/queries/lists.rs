//! What staff look at.

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, PlaylistId, TrackId};
use sql::{Conn, Error, Filter, filter::containing, on};
use sqlx::FromRow;

use super::rows::{
    ALBUM_TABLES, ALBUMS, ARTISTS, AlbumRow, ArtistRow, GENRES, GenreRow, PLAYLISTS, PlaylistRow, TRACK_TABLES, TRACKS,
    TrackRow,
};
use crate::catalog::{
    Key, Kind, Mark, ReleaseState, Slice,
    admin::{CatalogueAlbum, CatalogueArtist, CatalogueGenre, CatalogueMediaType, CataloguePlaylist, CatalogueTrack},
    queries::{AnyRow, Keyed},
    sort::Walk,
    sort_key,
};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub q: Option<String>,
    pub artist: Option<ArtistId>,
    pub album: Option<AlbumId>,
    pub genre: Option<GenreId>,
    pub media_type: Option<MediaTypeId>,
    pub state: Option<ReleaseState>,
    pub on_sale: Option<bool>,
    /// Archived ones instead of the others.
    pub archived: bool,
    /// Only these, whatever else is said.
    pub ids: Option<Vec<i64>>,
}

impl Wanted {
    /// The conditions on a table whose names are folded in `key`. `state` is false for artists.
    pub(crate) fn filter(&self, alias: &str, key: &str) -> Filter {
        let mut filter = Filter::default();
        if let Some(ids) = &self.ids {
            // Numbers: nothing of a caller's text reaches the statement.
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            let list = if list.is_empty() { "0".to_owned() } else { list.join(", ") };
            filter.push(format!("{alias}.id in ({list})"));
            return filter;
        }
        let archived = if self.archived { "is not null" } else { "is null" };
        filter.push(format!("{alias}.archived_at {archived}"));
        if let Some(q) = self.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            let folded = filter.bind(containing(&sort_key(q)));
            let by_name = format!("{alias}.{key} like {folded} escape '\\'");
            let by_artist = format!("{alias}.artist_sort like {folded} escape '\\'");
            let mut ways = vec![by_name];
            if alias != "ar" {
                ways.push(by_artist);
            }
            if let Ok(id) = q.trim_start_matches('#').parse::<i64>() {
                ways.push(format!("{alias}.id = {}", filter.bind(id)));
            }
            filter.push(format!("({})", ways.join(" or ")));
        }
        filter.with_some(&format!("{alias}.artist_id = {{}}"), self.artist.map(ArtistId::get));
        filter.with_some(&format!("{alias}.album_id = {{}}"), self.album.map(AlbumId::get));
        filter.with_some(&format!("{alias}.genre_id = {{}}"), self.genre.map(GenreId::get));
        filter.with_some(&format!("{alias}.media_type_id = {{}}"), self.media_type.map(MediaTypeId::get));
        filter.with_some(&format!("{alias}.state = {{}}"), self.state.map(ReleaseState::as_str));
        if let Some(on_sale) = self.on_sale {
            let listed = if alias == "tr" { "tr.status = 'active'".to_owned() } else { format!("{alias}.listed") };
            filter.push(if on_sale { listed } else { format!("not ({listed})") });
        }
        filter
    }
}

/// What a page of a list is read from.
struct List {
    columns: &'static str,
    tables: &'static str,
    alias: &'static str,
}

async fn page<R, T>(
    conn: &mut Conn,
    list: List,
    mut filter: Filter,
    walk: Walk,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<T>, Error>
where
    R: AnyRow,
    T: From<R>,
{
    let List { columns, tables, alias } = list;
    let column = walk.column;
    let (direction, beyond) = if walk.descending { ("desc", "<") } else { ("asc", ">") };
    if let Some(mark) = after {
        let key = match &mark.key {
            Key::Text(text) => filter.bind(text.as_str()),
            Key::Int(int) => filter.bind(*int),
        };
        let id = filter.bind(mark.id);
        filter.push(format!("({alias}.{column}, {alias}.id) {beyond} ({key}, {id})"));
    }
    let (text, int) = if walk.text {
        (format!("{alias}.{column}"), "cast(null as bigint)".to_owned())
    } else {
        ("cast(null as text)".to_owned(), format!("{alias}.{column}"))
    };
    let sql = format!(
        "{columns}, {text} as text_key, {int} as int_key
         from {tables}
         where {}
         order by {alias}.{column} {direction}, {alias}.id {direction}
         limit {}",
        filter.sql(),
        limit + 1
    );
    let mut rows: Vec<Keyed<R>> = filter.fetch_all(conn, &sql).await?;
    let limit = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| Mark {
        sort: walk.name.to_owned(),
        key: last.key.clone(),
        id: last.id,
    });
    Ok(Slice { items: rows.into_iter().map(|keyed| keyed.row.into()).collect(), next })
}

pub(crate) async fn artists(
    conn: &mut Conn,
    wanted: &Wanted,
    walk: Walk,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<CatalogueArtist>, Error> {
    let list = List { columns: ARTISTS, tables: "artists ar", alias: "ar" };
    page::<ArtistRow, _>(conn, list, wanted.filter("ar", "name_key"), walk, after, limit).await
}

pub(crate) async fn albums(
    conn: &mut Conn,
    wanted: &Wanted,
    walk: Walk,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<CatalogueAlbum>, Error> {
    let list = List { columns: ALBUMS, tables: ALBUM_TABLES, alias: "al" };
    page::<AlbumRow, _>(conn, list, wanted.filter("al", "title_key"), walk, after, limit).await
}

pub(crate) async fn tracks(
    conn: &mut Conn,
    wanted: &Wanted,
    walk: Walk,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<CatalogueTrack>, Error> {
    let list = List { columns: TRACKS, tables: TRACK_TABLES, alias: "tr" };
    page::<TrackRow, _>(conn, list, wanted.filter("tr", "name_key"), walk, after, limit).await
}

pub(crate) async fn artist(conn: &mut Conn, id: ArtistId) -> Result<Option<CatalogueArtist>, Error> {
    let sql = format!("{ARTISTS}\nfrom artists ar\nwhere ar.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, ArtistRow>(&sql).bind(id).fetch_optional(c).await)?.map(Into::into))
}

pub(crate) async fn album(conn: &mut Conn, id: AlbumId) -> Result<Option<CatalogueAlbum>, Error> {
    let sql = format!("{ALBUMS}\nfrom {ALBUM_TABLES}\nwhere al.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, AlbumRow>(&sql).bind(id).fetch_optional(c).await)?.map(Into::into))
}

pub(crate) async fn track(conn: &mut Conn, id: TrackId) -> Result<Option<CatalogueTrack>, Error> {
    let sql = format!("{TRACKS}\nfrom {TRACK_TABLES}\nwhere tr.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_optional(c).await)?.map(Into::into))
}

/// All tracks of an album in its order, archived ones left out.
pub(crate) async fn album_tracks(conn: &mut Conn, id: AlbumId) -> Result<Vec<CatalogueTrack>, Error> {
    let sql = format!(
        "{TRACKS}
         from {TRACK_TABLES}
         where tr.album_id = $1
           and tr.archived_at is null
         order by tr.position, tr.id"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(crate) async fn playlist_tracks(conn: &mut Conn, id: PlaylistId) -> Result<Vec<CatalogueTrack>, Error> {
    let sql = format!(
        "{TRACKS}
         from {TRACK_TABLES}
         join playlist_entries e on e.track_id = tr.id
         where e.playlist_id = $1
         order by e.position"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// By name.
pub(crate) async fn genres(conn: &mut Conn, archived: bool) -> Result<Vec<CatalogueGenre>, Error> {
    let which = if archived { "is not null" } else { "is null" };
    let sql = format!("{GENRES}\nwhere g.archived_at {which}\norder by g.name_key, g.id");
    let rows = on!(conn, c => sqlx::query_as::<_, GenreRow>(&sql).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(crate) async fn genre(conn: &mut Conn, id: GenreId) -> Result<Option<CatalogueGenre>, Error> {
    let sql = format!("{GENRES}\nwhere g.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, GenreRow>(&sql).bind(id).fetch_optional(c).await)?.map(Into::into))
}

pub(crate) async fn playlists(conn: &mut Conn, archived: bool) -> Result<Vec<CataloguePlaylist>, Error> {
    let which = if archived { "is not null" } else { "is null" };
    let sql = format!("{PLAYLISTS}\nwhere p.archived_at {which}\norder by p.name_key, p.id");
    let rows = on!(conn, c => sqlx::query_as::<_, PlaylistRow>(&sql).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub(crate) async fn playlist(conn: &mut Conn, id: PlaylistId) -> Result<Option<CataloguePlaylist>, Error> {
    let sql = format!("{PLAYLISTS}\nwhere p.id = $1");
    Ok(on!(conn, c => sqlx::query_as::<_, PlaylistRow>(&sql).bind(id).fetch_optional(c).await)?.map(Into::into))
}

#[derive(FromRow)]
struct MediaTypeRow {
    id: MediaTypeId,
    name: String,
    kind: String,
    track_count: i64,
    version: i64,
}

pub(crate) async fn media_types(conn: &mut Conn) -> Result<Vec<CatalogueMediaType>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, MediaTypeRow>(
        "select m.id, m.name, m.kind, m.version,
           (select count(*) from tracks tr where tr.media_type_id = m.id) as track_count
         from media_types m
         order by m.id",
    )
    .fetch_all(c)
    .await)?;
    let shown = |row: MediaTypeRow| CatalogueMediaType {
        id: row.id,
        name: row.name,
        kind: Kind::stored(&row.kind),
        track_count: row.track_count,
        version: row.version,
    };
    Ok(rows.into_iter().map(shown).collect())
}
