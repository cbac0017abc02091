//! Mail both ways.

use ::http::Problem;
use kernel::{EmailAddress, TicketId, Timestamp};
use notify::{
    Mail, Recipient, inbound,
    templates::{Letter, Shop as Sender, TicketMail},
};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, outbox};

use super::{
    attachments,
    queries::{self, TicketRow},
    writing::{self, Words},
};
use crate::{
    Shop,
    orders::{MAIL_TOPIC, MailTo, queries::mail_address},
};

/// What a reply's address is made for.
const PURPOSE: &str = "ticket reply";
/// Bytes of the keyed hash in it: 128 bits.
const TOKEN: usize = 16;

/// A mail about a conversation, as it waits in the outbox under the topic `mail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum SupportMail {
    TicketOpened(About),
    TicketReply { about: About, by: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub to: MailTo,
    pub ticket_id: TicketId,
    pub number: i64,
    pub subject: String,
    pub body: String,
}

impl SupportMail {
    /// The mail this announcement stands for. `dedupe_key` is the event's. The address that answers
    /// go to is made now, so that the outbox does not hold it.
    pub fn write(&self, sender: &Sender, shop: &Shop, dedupe_key: &str) -> Result<Mail, kernel::InvalidEmail> {
        let (about, by) = match self {
            Self::TicketOpened(about) => (about, None),
            Self::TicketReply { about, by } => (about, Some(by)),
        };
        let letter = Letter::new(sender, Recipient::new(&about.to.name, about.to.address.clone()), dedupe_key);
        let ticket = TicketMail {
            number: about.number,
            subject: about.subject.clone(),
            body: about.body.clone(),
            link: format!("{}/help/{}", sender.url, about.ticket_id),
            reply_to: reply_address(shop, about.ticket_id, about.number)?,
        };
        Ok(match by {
            None => letter.ticket_opened(&ticket),
            Some(by) => letter.ticket_reply(&ticket, by),
        })
    }
}

/// `ticket+12-9f86d081884c7d659a2feaa0c55ad015@shop.example`.
pub(super) fn reply_address(shop: &Shop, id: TicketId, number: i64) -> Result<EmailAddress, kernel::InvalidEmail> {
    let tag = shop.links.tag(PURPOSE, &id.to_string());
    let token = kernel::to_hex(&tag[..TOKEN]);
    EmailAddress::new(&format!("ticket+{number}-{token}@{}", shop.settings.mail_domain))
}

/// The number and the token of an address, when it has the form of ours.
fn parts(address: &str) -> Option<(i64, Vec<u8>)> {
    let (local, _) = address.split_once('@')?;
    let (number, token) = local.strip_prefix("ticket+")?.split_once('-')?;
    Some((number.parse().ok()?, kernel::from_hex(token).filter(|bytes| bytes.len() == TOKEN)?))
}

/// Puts a mail into the outbox; nothing once the account is deleted.
pub(super) async fn push(
    conn: &mut Conn,
    shop: &Shop,
    ticket: &TicketRow,
    key: String,
    body: &str,
    by: Option<String>,
    now: Timestamp,
) -> Result<(), Error> {
    let Some((name, address)) = mail_address(conn, ticket.customer_id).await? else { return Ok(()) };
    let about = About {
        to: MailTo { name, address },
        ticket_id: ticket.id,
        number: ticket.number,
        subject: ticket.subject.clone(),
        body: body.to_owned(),
    };
    let mail = match by {
        None => SupportMail::TicketOpened(about),
        Some(by) => SupportMail::TicketReply { about, by },
    };
    outbox::push(conn, &outbox::NewEvent::new(MAIL_TOPIC, key, mail), now, &shop.random).await
}

/// What became of a mail that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailOutcome {
    /// It is a message of a conversation now.
    Accepted,
    /// It was before.
    Duplicate,
    /// Nobody has an address as it is sent to, or its token is not ours.
    Unknown,
    /// A machine wrote it.
    Automatic,
    /// It is no mail, or nothing is in it.
    Unreadable,
}

/// Takes a mail in, as it was received (RFC 5322).
pub async fn receive(shop: &Shop, raw: &[u8]) -> Result<MailOutcome, Problem> {
    let Some(mail) = inbound::parse(raw) else { return Ok(MailOutcome::Unreadable) };
    if mail.automatic {
        return Ok(MailOutcome::Automatic);
    }
    let Some(ticket) = addressed(shop, &mail.to).await? else {
        tracing::info!(to = ?mail.to, "a mail came for no conversation");
        return Ok(MailOutcome::Unknown);
    };
    let known = match &mail.message_id {
        Some(id) => queries::is_known_mail(&mut shop.db.read().await?, id).await?,
        None => false,
    };
    if known {
        return Ok(MailOutcome::Duplicate);
    }
    let (files, refused) = attachments::of_mail(shop, ticket.customer_id, mail.files).await?;
    let mut body = mail.text;
    if !refused.is_empty() {
        body = format!("{body}\n\n[Not taken in, because of their kind or size: {}]", refused.join(", "));
    }
    if body.trim().is_empty() && files.is_empty() {
        return Ok(MailOutcome::Unreadable);
    }
    let words = Words {
        body: if body.trim().is_empty() { "(a file)" } else { body.trim() },
        files: &files,
        channel: "mail",
        mail_id: mail.message_id.as_deref(),
        from_address: mail.from.as_ref(),
    };
    match writing::by_customer(shop, ticket.customer_id, ticket.id, &words).await {
        Err(problem) if problem.status() == axum::http::StatusCode::CONFLICT => Ok(MailOutcome::Duplicate),
        written => written.map(|()| MailOutcome::Accepted),
    }
}

/// The conversation whose own address is among these.
async fn addressed(shop: &Shop, to: &[String]) -> Result<Option<TicketRow>, Error> {
    for (number, token) in to.iter().filter_map(|address| parts(address)) {
        let Some(ticket) = queries::ticket_by_number(&mut shop.db.read().await?, number).await? else { continue };
        if shop.links.verify_tag(PURPOSE, &ticket.id.to_string(), &token) {
            return Ok(Some(ticket));
        }
    }
    Ok(None)
}
