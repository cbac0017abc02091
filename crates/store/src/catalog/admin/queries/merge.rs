//! Two that are one: everything moves, nothing sold is lost.

use kernel::Timestamp;
use sql::{Conn, Error, on};

use super::{sort_albums, sort_tracks, write};

/// What a promotion was for it is for afterwards.
async fn move_promotions(conn: &mut Conn, kind: &str, from: i64, into: i64) -> Result<(), Error> {
    let moved = format!(
        "insert into promotion_items (promotion_id, role, kind, ref_id)
         select i.promotion_id, i.role, i.kind, cast($2 as bigint)
         from promotion_items i
         where i.kind = '{kind}'
           and i.ref_id = $1
           and not exists (
             select 1
             from promotion_items k
             where k.promotion_id = i.promotion_id
               and k.role = i.role
               and k.kind = i.kind
               and k.ref_id = $2
           )"
    );
    write(conn, &moved, &[from.into(), into.into()]).await?;
    let gone = format!("delete from promotion_items where kind = '{kind}' and ref_id = $1");
    write(conn, &gone, &[from.into()]).await.map(|_| ())
}

/// Albums, tracks, credits and relations of one artist become another's.
pub(crate) async fn merge_artist(conn: &mut Conn, from: i64, into: i64, now: Timestamp) -> Result<(), Error> {
    let moves = [
        "update albums set artist_id = $2, version = version + 1 where artist_id = $1",
        "update tracks set artist_id = $2, version = version + 1 where artist_id = $1",
        "insert into track_credits (track_id, artist_id)
         select c.track_id, $2
         from track_credits c
         where c.artist_id = $1
           and not exists (select 1 from track_credits k where k.track_id = c.track_id and k.artist_id = $2)",
        "insert into artist_relations (artist_id, related_id)
         select $2, r.related_id
         from artist_relations r
         where r.artist_id = $1
           and r.related_id <> $2
           and not exists (select 1 from artist_relations k where k.artist_id = $2 and k.related_id = r.related_id)",
        "insert into artist_relations (artist_id, related_id)
         select r.artist_id, $2
         from artist_relations r
         where r.related_id = $1
           and r.artist_id <> $2
           and not exists (select 1 from artist_relations k where k.artist_id = r.artist_id and k.related_id = $2)",
    ];
    // Types of places that stand alone in a select list are told to PostgreSQL.
    for statement in moves {
        let statement = statement.replace("select c.track_id, $2", "select c.track_id, cast($2 as bigint)");
        let statement = statement.replace("select $2, r.related_id", "select cast($2 as bigint), r.related_id");
        let statement = statement.replace("select r.artist_id, $2", "select r.artist_id, cast($2 as bigint)");
        write(conn, &statement, &[from.into(), into.into()]).await?;
    }
    move_promotions(conn, "artist", from, into).await?;
    // The one that stays keeps its own terms.
    let rate = "update royalty_rates
         set artist_id = $2
         where artist_id = $1
           and not exists (select 1 from royalty_rates k where k.artist_id = $2)";
    write(conn, rate, &[from.into(), into.into()]).await?;
    write(conn, "delete from royalty_rates where artist_id = $1", &[from.into()]).await?;
    write(conn, "delete from track_credits where artist_id = $1", &[from.into()]).await?;
    write(conn, "delete from artist_relations where artist_id = $1 or related_id = $1", &[from.into()]).await?;
    end(conn, "artists", from, into, now).await?;
    sort_albums(conn, "al.artist_id = $1", into).await?;
    sort_tracks(conn, "tr.artist_id = $1", into).await
}

/// Tracks of one genre become another's; genres of its family follow.
pub(crate) async fn merge_genre(conn: &mut Conn, from: i64, into: i64, now: Timestamp) -> Result<(), Error> {
    let moves = [
        "update tracks set genre_id = $2, version = version + 1 where genre_id = $1",
        "update genres set family_id = (select g.family_id from genres g where g.id = $2) where family_id = $1 and id <> $2",
        "update genres set family_id = id where id = $2 and family_id = $1",
        "update albums set genre_id = $2 where genre_id = $1",
        "update artists set genre_id = $2 where genre_id = $1",
    ];
    for statement in moves {
        write(conn, statement, &[from.into(), into.into()]).await?;
    }
    move_promotions(conn, "genre", from, into).await?;
    end(conn, "genres", from, into, now).await
}

/// The merged row stays, archived, and says where everything went; earlier merges into it follow.
async fn end(conn: &mut Conn, table: &'static str, from: i64, into: i64, now: Timestamp) -> Result<(), Error> {
    let sql = format!("update {table} set merged_into = $2, archived_at = $3, version = version + 1 where id = $1");
    write(conn, &sql, &[from.into(), into.into(), now.millis().into()]).await?;
    let sql = format!("update {table} set merged_into = $2 where merged_into = $1");
    write(conn, &sql, &[from.into(), into.into()]).await.map(|_| ())
}

/// Albums and albumless tracks of an artist: what its territory rule moves to when it is merged.
pub(crate) async fn works_of(conn: &mut Conn, artist: i64) -> Result<(Vec<i64>, Vec<i64>), Error> {
    let albums = on!(conn, c => sqlx::query_scalar("select id from albums where artist_id = $1 order by id")
        .bind(artist)
        .fetch_all(c)
        .await)?;
    let tracks = on!(conn, c => sqlx::query_scalar(
        "select tr.id
         from tracks tr
         left join albums al on al.id = tr.album_id
         where tr.artist_id = $1
           and (al.id is null or al.artist_id <> $1)
         order by tr.id",
    )
    .bind(artist)
    .fetch_all(c)
    .await)?;
    Ok((albums, tracks))
}
