//! What staff write.

use kernel::Timestamp;
use sql::{Conn, Error, on};

use crate::catalog::{fold, joined_key, sort_key};

/// `table` is one of ours.
pub(crate) async fn exists(conn: &mut Conn, table: &'static str, id: i64) -> Result<bool, Error> {
    let sql = format!("select id from {table} where id = $1");
    Ok(on!(conn, c => sqlx::query_scalar::<_, i64>(&sql).bind(id).fetch_optional(c).await)?.is_some())
}

/// The next free number of a table. Writers of the catalogue queue before, so that it stays free.
pub(crate) async fn next_id(conn: &mut Conn, table: &'static str) -> Result<i64, Error> {
    let sql = format!("select coalesce(max(id), 0) + 1 from {table}");
    on!(conn, c => sqlx::query_scalar::<_, i64>(&sql).fetch_one(c).await)
}

/// Runs an `update` or `insert` whose values are bound in order.
pub(crate) async fn write(conn: &mut Conn, sql: &str, args: &[Value]) -> Result<u64, Error> {
    on!(conn, c => {
        let mut query = sqlx::query(sql);
        for arg in args {
            query = match arg {
                Value::Int(number) => query.bind(*number),
                Value::Text(text) => query.bind(text.as_deref()),
            };
        }
        query.execute(c).await.map(|done| done.rows_affected())
    })
}

/// What a column is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

/// Columns to set on one row; its version moves on.
#[derive(Debug, Default)]
pub(crate) struct Changes(Vec<(&'static str, Value)>);

impl Changes {
    pub fn set(&mut self, column: &'static str, value: impl Into<Value>) {
        self.0.push((column, value.into()));
    }

    pub async fn apply(self, conn: &mut Conn, table: &'static str, id: i64) -> Result<(), Error> {
        let sets: Vec<String> = self.0.iter().zip(2..).map(|((column, _), n)| format!("{column} = ${n}")).collect();
        let sets = if sets.is_empty() { String::new() } else { format!("{}, ", sets.join(", ")) };
        let sql = format!("update {table} set {sets}version = version + 1 where id = $1");
        let mut args = vec![Value::from(id)];
        args.extend(self.0.into_iter().map(|(_, value)| value));
        write(conn, &sql, &args).await.map(|_| ())
    }

    pub async fn insert(self, conn: &mut Conn, table: &'static str, id: i64) -> Result<(), Error> {
        let columns: Vec<&str> = self.0.iter().map(|(column, _)| *column).collect();
        let places: Vec<String> = (2..).take(columns.len()).map(|n| format!("${n}")).collect();
        let sql = format!("insert into {table} (id, {}) values ($1, {})", columns.join(", "), places.join(", "));
        let mut args = vec![Value::from(id)];
        args.extend(self.0.into_iter().map(|(_, value)| value));
        write(conn, &sql, &args).await.map(|_| ())
    }
}

/// The number after the last of a generated key: PostgreSQL counts apart from what we insert.
pub(crate) async fn sync_sequences(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Postgres(handle) = conn else { return Ok(()) };
    for table in ["artists", "albums", "tracks", "genres", "media_types", "playlists"] {
        let sql = format!(
            "select setval(pg_get_serial_sequence('{table}', 'id'), greatest((select max(id) from {table}), 1))"
        );
        sqlx::query(&sql).execute(&mut **handle).await?;
    }
    Ok(())
}

/// A new artist, who is shown once something of theirs is on sale.
pub(crate) async fn insert_artist(conn: &mut Conn, name: &str, now: Timestamp) -> Result<i64, Error> {
    let id = next_id(conn, "artists").await?;
    let mut row = Changes::default();
    row.set("name", name);
    row.set("name_key", sort_key(name));
    row.set("added_at", now.millis());
    row.insert(conn, "artists", id).await?;
    Ok(id)
}

pub(crate) async fn insert_genre(conn: &mut Conn, name: &str) -> Result<i64, Error> {
    let id = next_id(conn, "genres").await?;
    let mut row = Changes::default();
    row.set("name", name);
    row.set("name_key", sort_key(name));
    row.set("family_id", id);
    row.insert(conn, "genres", id).await?;
    Ok(id)
}

pub(crate) async fn insert_album(
    conn: &mut Conn,
    title: &str,
    artist: i64,
    currency: &str,
    now: Timestamp,
) -> Result<i64, Error> {
    let id = next_id(conn, "albums").await?;
    let mut row = Changes::default();
    row.set("title", title);
    row.set("title_key", sort_key(title));
    row.set("artist_id", artist);
    row.set("artist_sort", "");
    row.set("currency", currency);
    row.set("state", "draft");
    row.set("status", "withdrawn");
    row.set("added_at", now.millis());
    row.insert(conn, "albums", id).await?;
    sort_albums(conn, "al.id = $1", id).await?;
    Ok(id)
}

/// The key that lists an album under its artist: the artist's, then its own.
pub(crate) async fn sort_albums(conn: &mut Conn, which: &str, id: i64) -> Result<(), Error> {
    let sql = format!(
        "select al.id, ar.name_key, al.title_key
         from albums al
         join artists ar on ar.id = al.artist_id
         where {which}"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, (i64, String, String)>(&sql).bind(id).fetch_all(c).await)?;
    for (id, artist, title) in rows {
        let key = joined_key([artist.as_str(), title.as_str()]);
        write(conn, "update albums set artist_sort = $2 where id = $1", &[id.into(), key.into()]).await?;
    }
    Ok(())
}

/// The keys that list tracks under their artist and album.
pub(crate) async fn sort_tracks(conn: &mut Conn, which: &str, id: i64) -> Result<(), Error> {
    let sql = format!(
        "select tr.id, tr.name_key, ar.name_key, al.id, al.artist_sort, al.title_key, tr.position
         from tracks tr
         left join artists ar on ar.id = tr.artist_id
         left join albums al on al.id = tr.album_id
         where {which}"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, SortRow>(&sql).bind(id).fetch_all(c).await)?;
    for (id, name, artist, album, album_artist, album_title, position) in rows {
        let place = |key: Option<String>| {
            let key = key.unwrap_or_default();
            let album = format!("{:010}", album.unwrap_or_default());
            joined_key([key.as_str(), &album, &format!("{:05}", position.unwrap_or(0))])
        };
        let alone = joined_key([artist.unwrap_or_default().as_str(), &name]);
        let (under_artist, under_album) =
            if album.is_some() { (place(album_artist), place(album_title)) } else { (alone, String::new()) };
        let args = [id.into(), under_artist.into(), under_album.into()];
        write(conn, "update tracks set artist_sort = $2, album_sort = $3 where id = $1", &args).await?;
    }
    Ok(())
}

/// A track's id and name key, its artist's, its album's id and keys, its place there.
type SortRow = (i64, String, Option<String>, Option<i64>, Option<String>, Option<String>, Option<i64>);

/// The place after the last of an album.
pub(crate) async fn next_position(conn: &mut Conn, album: i64) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select coalesce(max(position), 0) + 1 from tracks where album_id = $1")
        .bind(album)
        .fetch_one(c)
        .await)
}

/// Who stands at a place of an album.
pub(crate) async fn at_position(conn: &mut Conn, album: i64, position: i64) -> Result<Option<i64>, Error> {
    on!(conn, c => sqlx::query_scalar("select id from tracks where album_id = $1 and position = $2")
        .bind(album)
        .bind(position)
        .fetch_optional(c)
        .await)
}

/// The kind of a media type; `None` when there is none of this number.
pub(crate) async fn media_kind(conn: &mut Conn, id: i64) -> Result<Option<String>, Error> {
    on!(conn, c => sqlx::query_scalar("select kind from media_types where id = $1").bind(id).fetch_optional(c).await)
}

/// The first format of recordings.
pub(crate) async fn first_audio_type(conn: &mut Conn) -> Result<Option<i64>, Error> {
    on!(conn, c => sqlx::query_scalar("select id from media_types where kind = 'audio' order by id limit 1")
        .fetch_optional(c)
        .await)
}

/// The id of what is called so, by its folded name; the oldest of several, archived ones left out.
pub(crate) async fn by_name(conn: &mut Conn, table: &'static str, name: &str) -> Result<Option<i64>, Error> {
    let sql = format!("select id, name from {table} where name_key = $1 and archived_at is null order by id");
    let key = sort_key(name);
    let rows = on!(conn, c => sqlx::query_as::<_, (i64, String)>(&sql).bind(&key).fetch_all(c).await)?;
    let exact = rows.iter().find(|(_, known)| known == name);
    let near = rows.iter().find(|(_, known)| fold(known) == fold(name));
    Ok(exact.or(near).map(|(id, _)| *id))
}

/// The album of an artist with this title.
pub(crate) async fn album_by_title(conn: &mut Conn, artist: i64, title: &str) -> Result<Option<i64>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (i64, String)>(
        "select id, title
         from albums
         where artist_id = $1
           and title_key = $2
           and archived_at is null
         order by id",
    )
    .bind(artist)
    .bind(sort_key(title))
    .fetch_all(c)
    .await)?;
    Ok(rows.iter().find(|(_, known)| known == title).or_else(|| rows.first()).map(|(id, _)| *id))
}

/// Archives or restores. What is archived is not sold; restored, it stays withdrawn until it is published again.
pub(crate) async fn set_archived(
    conn: &mut Conn,
    table: &'static str,
    id: i64,
    at: Option<Timestamp>,
) -> Result<(), Error> {
    let mut row = Changes::default();
    row.set("archived_at", at.map(Timestamp::millis));
    if at.is_some() && ["albums", "tracks"].contains(&table) {
        row.set("state", "withdrawn");
    }
    row.apply(conn, table, id).await
}

/// Sets the tracks of an editorial playlist, in order. It repeats no other now, and none repeats it: answers those that
/// did one or the other.
pub(crate) async fn set_entries(conn: &mut Conn, playlist: i64, tracks: &[i64]) -> Result<Vec<i64>, Error> {
    let apart = on!(conn, c => sqlx::query_scalar(
        "update playlists
         set duplicate_of = null
         where duplicate_of is not null
           and (id = $1 or duplicate_of = $1)
         returning id",
    )
    .bind(playlist)
    .fetch_all(c)
    .await)?;
    write(conn, "delete from playlist_entries where playlist_id = $1", &[playlist.into()]).await?;
    for chunk in (1_i64..).zip(tracks).collect::<Vec<_>>().chunks(200) {
        on!(conn, c => {
            let mut query = sqlx::QueryBuilder::new("insert into playlist_entries (playlist_id, position, track_id) ");
            query.push_values(chunk, |mut row, (position, track)| {
                row.push_bind(playlist).push_bind(*position).push_bind(**track);
            });
            query.build().execute(c).await.map(|_| ())
        })?;
    }
    Ok(apart)
}
