//! Files of conversations.

use kernel::{AttachmentId, CustomerId, MessageId, TicketId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::support::{Uploaded, attachments::Bearer};

pub(crate) async fn insert_attachment(
    conn: &mut Conn,
    by: Bearer,
    file: &Uploaded,
    now: Timestamp,
) -> Result<(), Error> {
    let (customer, employee) = by.columns();
    on!(conn, c => sqlx::query(
        "insert into ticket_attachments (id, customer_id, employee_id, file_name, content_type, bytes, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(file.id)
    .bind(customer)
    .bind(employee)
    .bind(&file.file_name)
    .bind(&file.content_type)
    .bind(file.bytes)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Files that somebody brought and that are in no message.
pub(crate) async fn count_loose(conn: &mut Conn, by: Bearer) -> Result<i64, Error> {
    let (customer, employee) = by.columns();
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select count(*)
         from ticket_attachments
         where message_id is null
           and (customer_id = $1 or employee_id = $2)",
    )
    .bind(customer)
    .bind(employee)
    .fetch_one(c)
    .await)
}

pub(crate) async fn is_loose(conn: &mut Conn, by: Bearer, id: AttachmentId) -> Result<bool, Error> {
    let (customer, employee) = by.columns();
    let found: Option<String> = on!(conn, c => sqlx::query_scalar::<_, String>(
        "select id
         from ticket_attachments
         where id = $1
           and message_id is null
           and (customer_id = $2 or employee_id = $3)",
    )
    .bind(id)
    .bind(customer)
    .bind(employee)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

/// Puts files into a message.
pub(crate) async fn take_attachments(conn: &mut Conn, message: MessageId, ids: &[AttachmentId]) -> Result<(), Error> {
    for id in ids {
        on!(conn, c => sqlx::query("update ticket_attachments set message_id = $2 where id = $1 and message_id is null")
            .bind(id)
            .bind(message)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct AttachmentRow {
    pub id: AttachmentId,
    pub message_id: MessageId,
    pub file_name: String,
    pub content_type: String,
    pub bytes: i64,
}

/// All files of a conversation, or of what a customer may see of it.
pub(crate) async fn attachments(
    conn: &mut Conn,
    ticket: TicketId,
    for_staff: bool,
) -> Result<Vec<AttachmentRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, AttachmentRow>(
        "select a.id, a.message_id, a.file_name, a.content_type, a.bytes
         from ticket_messages m
         join ticket_attachments a on a.message_id = m.id
         where m.ticket_id = $1
           and ($2 or m.kind = 'reply')
         order by a.created_at, a.id",
    )
    .bind(ticket)
    .bind(for_staff)
    .fetch_all(c)
    .await)
}

/// Name and kind of a file that is in a message.
pub(crate) async fn attachment(conn: &mut Conn, id: AttachmentId) -> Result<Option<(String, String)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (String, String)>(
        "select file_name, content_type
         from ticket_attachments
         where id = $1
           and message_id is not null",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

pub(crate) async fn loose_attachments(conn: &mut Conn, before: Timestamp) -> Result<Vec<AttachmentId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, AttachmentId>(
        "select id
         from ticket_attachments
         where message_id is null
           and created_at < $1
         limit 100",
    )
    .bind(before)
    .fetch_all(c)
    .await)
}

/// Files that a customer brought, and those that were sent to them.
pub(crate) async fn attachments_of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Vec<AttachmentId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, AttachmentId>(
        "select a.id
         from ticket_attachments a
         left join ticket_messages m on m.id = a.message_id
         left join tickets t on t.id = m.ticket_id
         where a.customer_id = $1
            or t.customer_id = $1",
    )
    .bind(customer)
    .fetch_all(c)
    .await)
}

pub(crate) async fn delete_attachment(conn: &mut Conn, id: AttachmentId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("delete from ticket_attachments where id = $1").bind(id).execute(c).await.map(|_| ()))
}
