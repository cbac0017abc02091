//! What staff noted, and the mails they asked for.

use kernel::{EmployeeId, NoteId, OrderId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::orders::admin::Note;

#[derive(FromRow)]
struct Row {
    id: NoteId,
    body: String,
    first_name: String,
    last_name: String,
    created_at: Timestamp,
}

/// Notes about an order or a customer, the newest first.
pub(crate) async fn notes(conn: &mut Conn, entity: &str, id: &str) -> Result<Vec<Note>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(
        "select n.id, n.body, e.first_name, e.last_name, n.created_at
         from notes n
         join employees e on e.id = n.employee_id
         where n.entity = $1
           and n.entity_id = $2
         order by n.created_at desc, n.id desc
         limit 200",
    )
    .bind(entity)
    .bind(id)
    .fetch_all(c)
    .await)?;
    let note = |row: Row| Note {
        id: row.id,
        body: row.body,
        by: format!("{} {}", row.first_name, row.last_name),
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(note).collect())
}

pub(crate) struct NewNote<'a> {
    pub id: NoteId,
    /// `order` or `customer`.
    pub entity: &'static str,
    pub entity_id: &'a str,
    pub by: EmployeeId,
    pub body: &'a str,
    pub now: Timestamp,
}

pub(crate) async fn insert_note(conn: &mut Conn, new: &NewNote<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into notes (id, entity, entity_id, employee_id, body, created_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(new.id)
    .bind(new.entity)
    .bind(new.entity_id)
    .bind(new.by)
    .bind(new.body)
    .bind(new.now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Notes that a mail about the order waits in the outbox under `key`.
pub(crate) async fn insert_mail(
    conn: &mut Conn,
    key: &str,
    order: OrderId,
    kind: &'static str,
    by: EmployeeId,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into order_mails (dedupe_key, order_id, kind, employee_id, created_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(key)
    .bind(order)
    .bind(kind)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}
