//! The doors of support: of customers, of the staff, of files, of mails that come in.

mod customer;
mod files;
mod inbound;
mod staff;

use std::collections::HashMap;

use ::http::Problem;
use kernel::TicketId;
use sql::Conn;
use utoipa_axum::router::OpenApiRouter;

use super::{TicketAttachment, TicketMessage, attachments, queries};
use crate::Shop;

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(customer::router())
        .merge(staff::router())
        .merge(files::router())
        .merge(inbound::router())
}

/// What was written in a conversation, with its files.
async fn messages(
    conn: &mut Conn,
    shop: &Shop,
    ticket: TicketId,
    customer_name: Option<&str>,
    for_staff: bool,
) -> Result<Vec<TicketMessage>, Problem> {
    let mut files: HashMap<_, Vec<TicketAttachment>> = HashMap::new();
    for row in queries::attachments(conn, ticket, for_staff).await? {
        let url = attachments::url(shop, row.id);
        let (id, file_name, content_type, bytes) = (row.id, row.file_name, row.content_type, row.bytes);
        files.entry(row.message_id).or_default().push(TicketAttachment { id, file_name, content_type, bytes, url });
    }
    let message = |row: queries::MessageRow| {
        let staff = match (row.first_name, row.last_name, for_staff) {
            (Some(first), Some(last), true) => Some(format!("{first} {last}")),
            (first, ..) => first,
        };
        TicketMessage {
            author_name: if row.author == "customer" { customer_name.map(str::to_owned) } else { staff },
            attachments: files.remove(&row.id).unwrap_or_default(),
            id: row.id,
            author: row.author,
            kind: row.kind,
            body: row.body,
            channel: row.channel,
            from_address: row.from_address.filter(|_| for_staff),
            created_at: row.created_at,
        }
    };
    Ok(queries::messages(conn, ticket, for_staff).await?.into_iter().map(message).collect())
}
