//! What was written.

use kernel::{EmployeeId, MessageId, TicketId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

pub(crate) struct NewMessageRow<'a> {
    pub id: MessageId,
    pub ticket: TicketId,
    pub author: &'static str,
    pub employee: Option<EmployeeId>,
    pub kind: &'static str,
    pub body: &'a str,
    pub channel: &'static str,
    pub from_address: Option<&'a str>,
    pub mail_id: Option<&'a str>,
    pub now: Timestamp,
}

/// At the end of a locked conversation. A unique violation when the mail came in before.
pub(crate) async fn insert_message(conn: &mut Conn, new: &NewMessageRow<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into ticket_messages (id, ticket_id, place, author, employee_id, kind, body, channel, from_address, mail_id, created_at)
         select $1, $2, coalesce(max(place), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10
         from ticket_messages
         where ticket_id = $2",
    )
    .bind(new.id)
    .bind(new.ticket)
    .bind(new.author)
    .bind(new.employee)
    .bind(new.kind)
    .bind(new.body)
    .bind(new.channel)
    .bind(new.from_address)
    .bind(new.mail_id)
    .bind(new.now)
    .execute(c)
    .await
    .map(|_| ()))
}

#[derive(FromRow)]
pub(crate) struct MessageRow {
    pub id: MessageId,
    pub author: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub kind: String,
    pub body: String,
    pub channel: String,
    pub from_address: Option<String>,
    pub created_at: Timestamp,
}

/// Everything that was written, the first first. `for_staff`: notes and events, too.
pub(crate) async fn messages(conn: &mut Conn, ticket: TicketId, for_staff: bool) -> Result<Vec<MessageRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, MessageRow>(
        "select m.id, m.author, e.first_name, e.last_name, m.kind, m.body, m.channel, m.from_address, m.created_at
         from ticket_messages m
         left join employees e on e.id = m.employee_id
         where m.ticket_id = $1
           and ($2 or m.kind = 'reply')
         order by m.place
         limit 500",
    )
    .bind(ticket)
    .bind(for_staff)
    .fetch_all(c)
    .await)
}

pub(crate) async fn is_known_mail(conn: &mut Conn, mail_id: &str) -> Result<bool, Error> {
    let found: Option<String> = on!(conn, c => sqlx::query_scalar::<_, String>("select id from ticket_messages where mail_id = $1")
        .bind(mail_id)
        .fetch_optional(c)
        .await)?;
    Ok(found.is_some())
}
