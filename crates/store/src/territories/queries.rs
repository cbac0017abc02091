//! SQL of territories.

use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Below, Holder, RuleKind, Rules, Territory};

#[derive(FromRow)]
struct RuleRow {
    kind: String,
    ref_id: i64,
    rule: String,
    countries: String,
}

impl RuleRow {
    fn territory(&self) -> Territory {
        Territory {
            rule: if self.rule == "allow" { RuleKind::Allow } else { RuleKind::Block },
            countries: self.countries.split(',').filter_map(|code| code.parse().ok()).collect(),
        }
    }
}

pub(super) async fn any(conn: &mut Conn) -> Result<bool, Error> {
    let found =
        on!(conn, c => sqlx::query_scalar::<_, i64>("select ref_id from territories limit 1").fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// All of them: they are few.
pub(super) async fn rules(conn: &mut Conn) -> Result<Rules, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, RuleRow>("select kind, ref_id, rule, countries from territories")
        .fetch_all(c)
        .await)?;
    let kind = |row: &RuleRow| match row.kind.as_str() {
        "artist" => "artist",
        "album" => "album",
        _ => "track",
    };
    Ok(rows.iter().map(|row| ((kind(row), row.ref_id), row.territory())).collect())
}

pub(crate) async fn rule_of(conn: &mut Conn, holder: Holder, id: i64) -> Result<Option<Territory>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, RuleRow>(
        "select kind, ref_id, rule, countries
         from territories
         where kind = $1
           and ref_id = $2",
    )
    .bind(holder.as_str())
    .bind(id)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|row| row.territory()))
}

/// Sets a rule, or takes it away.
pub(crate) async fn set_rule(
    conn: &mut Conn,
    holder: Holder,
    id: i64,
    territory: Option<&Territory>,
) -> Result<(), Error> {
    let Some(territory) = territory else {
        return on!(conn, c => sqlx::query("delete from territories where kind = $1 and ref_id = $2")
            .bind(holder.as_str())
            .bind(id)
            .execute(c)
            .await
            .map(|_| ()));
    };
    let rule = match territory.rule {
        RuleKind::Allow => "allow",
        RuleKind::Block => "block",
    };
    let mut codes: Vec<&str> = territory.countries.iter().map(|code| code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    on!(conn, c => sqlx::query(
        "insert into territories (kind, ref_id, rule, countries)
         values ($1, $2, $3, $4)
         on conflict (kind, ref_id) do update
         set rule = excluded.rule,
             countries = excluded.countries",
    )
    .bind(holder.as_str())
    .bind(id)
    .bind(rule)
    .bind(codes.join(","))
    .execute(c)
    .await
    .map(|_| ()))
}

#[derive(FromRow)]
pub(super) struct AlbumRow {
    pub id: i64,
    pub artist_id: i64,
    pub blocked_in: Option<String>,
}

pub(super) async fn albums(conn: &mut Conn, below: Below) -> Result<Vec<AlbumRow>, Error> {
    let (which, id) = match below {
        Below::Artist(id) => ("artist_id = $1", id),
        Below::Album(id) => ("id = $1", id),
        Below::Track(_) => return Ok(Vec::new()),
    };
    let sql = format!("select id, artist_id, blocked_in from albums where {which}");
    on!(conn, c => sqlx::query_as::<_, AlbumRow>(&sql).bind(id).fetch_all(c).await)
}

#[derive(FromRow)]
pub(super) struct TrackRow {
    pub id: i64,
    pub artist_id: Option<i64>,
    pub album_id: Option<i64>,
    pub album_artist_id: Option<i64>,
    pub blocked_in: Option<String>,
}

pub(super) async fn tracks(conn: &mut Conn, below: Below) -> Result<Vec<TrackRow>, Error> {
    let (which, id) = match below {
        Below::Artist(id) => ("(tr.artist_id = $1 or tr.album_id in (select id from albums where artist_id = $1))", id),
        Below::Album(id) => ("tr.album_id = $1", id),
        Below::Track(id) => ("tr.id = $1", id),
    };
    let sql = format!(
        "select tr.id, tr.artist_id, tr.album_id, al.artist_id as album_artist_id, tr.blocked_in
         from tracks tr
         left join albums al on al.id = tr.album_id
         where {which}"
    );
    on!(conn, c => sqlx::query_as::<_, TrackRow>(&sql).bind(id).fetch_all(c).await)
}

/// `table` is one of ours.
pub(super) async fn set_blocked(
    conn: &mut Conn,
    table: &'static str,
    id: i64,
    blocked_in: Option<String>,
) -> Result<(), Error> {
    let sql = format!("update {table} set blocked_in = $2 where id = $1");
    on!(conn, c => sqlx::query(&sql).bind(id).bind(&blocked_in).execute(c).await.map(|_| ()))
}
