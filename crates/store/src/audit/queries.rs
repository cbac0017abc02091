//! SQL of the audit log.

use kernel::Timestamp;
use serde::Serialize;
use sql::{Conn, Error, on};

use super::Entry;

/// An entry as it is stored; the order of its fields is part of its hash.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub at: Timestamp,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub on_behalf_of: Option<i64>,
    pub action: String,
    pub entity: String,
    pub entity_id: String,
    pub detail: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A link of the chain; without its entry when somebody removed it.
#[derive(Debug)]
pub struct Sealed {
    pub seq: i64,
    pub hash: String,
    pub entry: Option<Row>,
}

pub(super) async fn insert(conn: &mut Conn, id: &str, entry: &Entry<'_>, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into audit_log (id, at, actor_kind, actor_id, on_behalf_of, action, entity, entity_id, detail, before, after)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(now)
    .bind(entry.actor.kind())
    .bind(entry.actor.id())
    .bind(entry.on_behalf_of)
    .bind(entry.action)
    .bind(entry.entity)
    .bind(&entry.entity_id)
    .bind(&entry.note)
    .bind(entry.before.as_ref().map(ToString::to_string))
    .bind(entry.after.as_ref().map(ToString::to_string))
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn last_seal(conn: &mut Conn) -> Result<Option<(i64, String)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (i64, String)>("select seq, hash from audit_seals order by seq desc limit 1")
        .fetch_optional(c)
        .await)
}

/// When the entry under the last seal was written.
pub(super) async fn last_sealed_at(conn: &mut Conn) -> Result<Option<Timestamp>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, Timestamp>(
        "select l.at
         from audit_seals s
         join audit_log l on l.id = s.entry_id
         order by s.seq desc
         limit 1",
    )
    .fetch_optional(c)
    .await)
}

/// Entries written at `since` or later that are not sealed, the oldest first.
pub(super) async fn unsealed(conn: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Row>, Error> {
    on!(conn, c => sqlx::query_as::<_, Row>(
        "select l.id, l.at, l.actor_kind, l.actor_id, l.on_behalf_of, l.action, l.entity, l.entity_id, l.detail, l.before, l.after
         from audit_log l
         where l.at >= $1
           and not exists (select 1 from audit_seals s where s.entry_id = l.id)
         order by l.at, l.id
         limit $2",
    )
    .bind(since)
    .bind(limit)
    .fetch_all(c)
    .await)
}

pub(super) async fn insert_seal(conn: &mut Conn, seq: i64, entry: &str, hash: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query("insert into audit_seals (seq, entry_id, hash) values ($1, $2, $3)")
        .bind(seq)
        .bind(entry)
        .bind(hash)
        .execute(c)
        .await
        .map(|_| ()))
}

#[derive(sqlx::FromRow)]
struct Link {
    seq: i64,
    hash: String,
    entry_id: String,
}

pub(super) async fn sealed_after(conn: &mut Conn, seq: i64, limit: i64) -> Result<Vec<Sealed>, Error> {
    let links = on!(conn, c => sqlx::query_as::<_, Link>(
        "select seq, hash, entry_id
         from audit_seals
         where seq > $1
         order by seq
         limit $2",
    )
    .bind(seq)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let Some(last) = links.last().map(|link| link.seq) else { return Ok(Vec::new()) };
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(
        "select l.id, l.at, l.actor_kind, l.actor_id, l.on_behalf_of, l.action, l.entity, l.entity_id, l.detail, l.before, l.after
         from audit_seals s
         join audit_log l on l.id = s.entry_id
         where s.seq > $1
           and s.seq <= $2",
    )
    .bind(seq)
    .bind(last)
    .fetch_all(c)
    .await)?;
    let mut rows: std::collections::HashMap<String, Row> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let sealed = |link: Link| Sealed { seq: link.seq, hash: link.hash, entry: rows.remove(&link.entry_id) };
    Ok(links.into_iter().map(sealed).collect())
}

/// What is asked for; a field that is `None` asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub actor: Option<String>,
    pub actor_kind: Option<String>,
    /// An action, or the noun before its point.
    pub action: Option<String>,
    pub entity: Option<String>,
    pub entity_id: Option<String>,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    /// Words in the note, or in what changed.
    pub words: Option<String>,
}

/// An entry with the names of people.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Listed {
    #[sqlx(flatten)]
    pub row: Row,
    pub actor_name: Option<String>,
    pub behalf_name: Option<String>,
    pub seal: Option<i64>,
}

/// Entries, the newest first, after the place `after` (moment and id).
pub async fn list(
    conn: &mut Conn,
    filter: &Filter,
    after: Option<&(Timestamp, String)>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    on!(conn, c => sqlx::query_as::<_, Listed>(
        r"select l.id, l.at, l.actor_kind, l.actor_id, l.on_behalf_of, l.action, l.entity, l.entity_id, l.detail, l.before, l.after,
                case l.actor_kind
                  when 'staff' then (select e.first_name || ' ' || e.last_name from employees e where e.id = cast(l.actor_id as bigint))
                  when 'customer' then (select c.first_name || ' ' || c.last_name from customers c where c.id = cast(l.actor_id as bigint))
                end as actor_name,
                (select c.first_name || ' ' || c.last_name from customers c where c.id = l.on_behalf_of) as behalf_name,
                (select s.seq from audit_seals s where s.entry_id = l.id) as seal
         from audit_log l
         where ($1 is null or l.actor_id = $1)
           and ($2 is null or l.actor_kind = $2)
           and ($3 is null or l.action = $3 or l.action like $3 || '.%')
           and ($4 is null or l.entity = $4)
           and ($5 is null or l.entity_id = $5)
           and l.at >= $6
           and l.at < $7
           and ($8 is null
                or lower(coalesce(l.detail, '')) like $8 escape '\'
                or lower(coalesce(l.before, '')) like $8 escape '\'
                or lower(coalesce(l.after, '')) like $8 escape '\')
           and (l.at < $9 or (l.at = $9 and l.id < $10))
         order by l.at desc, l.id desc
         limit $11",
    )
    .bind(&filter.actor)
    .bind(&filter.actor_kind)
    .bind(&filter.action)
    .bind(&filter.entity)
    .bind(&filter.entity_id)
    .bind(filter.from.unwrap_or(Timestamp::from_millis(0)))
    .bind(filter.until.unwrap_or(END))
    .bind(filter.words.as_deref().map(pattern))
    .bind(after.map_or(END, |after| after.0))
    .bind(after.map_or("", |after| after.1.as_str()))
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// After every moment there is.
const END: Timestamp = Timestamp::from_millis(i64::MAX);

/// Words as a pattern in which nothing but themselves matches.
fn pattern(words: &str) -> String {
    let mut text = String::from("%");
    for c in words.to_lowercase().chars() {
        if "%_\\".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text + "%"
}
