//! Writing into conversations, whoever does.

use ::http::{Problem, Staff, SupportAgent};
use kernel::{AttachmentId, CustomerId, EmailAddress, EmployeeId, MessageId, OrderId, TicketId, Timestamp, TrackId};
use serde_json::json;
use sql::Conn;

use super::{
    NewTicket, StaffMessage, StaffTicket, TicketChange, TicketState,
    attachments::{self, Bearer},
    mail, queries,
    queries::{NewMessageRow, NewTicketRow, TicketRow},
    types::{check_body, check_subject},
};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    customers::admin::{Reach, queries as of_customers},
    orders,
};

/// A customer may begin this many a day.
const MAX_A_DAY: i64 = 20;
const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);

/// What a customer writes, and how it came.
pub(super) struct Words<'a> {
    pub body: &'a str,
    pub files: &'a [AttachmentId],
    pub channel: &'static str,
    pub mail_id: Option<&'a str>,
    pub from_address: Option<&'a EmailAddress>,
}

/// A question of a customer. It goes to who looks after them.
pub(super) async fn ask(shop: &Shop, customer: CustomerId, new: &NewTicket) -> Result<TicketId, Problem> {
    let (subject, body) = (check_subject(&new.subject)?, check_body(&new.body)?);
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    if queries::count_since(&mut tx, customer, now - DAY).await? >= MAX_A_DAY {
        return Err(Problem::too_many_attempts(3_600));
    }
    check_about(&mut tx, customer, new.order_id, new.track_id).await?;
    attachments::check(&mut tx, Bearer::Customer(customer), &new.attachment_ids).await?;
    let ticket = open(&mut tx, shop, customer, subject, "web", (new.order_id, new.track_id), now).await?;
    let words = Words { body, files: &new.attachment_ids, channel: "web", mail_id: None, from_address: None };
    write_customers(&mut tx, shop, &ticket, &words, now).await?;
    mail::push(&mut tx, shop, &ticket, format!("ticket:{}", ticket.id), body, None, now).await?;
    tx.commit().await?;
    Ok(ticket.id)
}

async fn check_about(
    conn: &mut Conn,
    customer: CustomerId,
    order: Option<OrderId>,
    track: Option<TrackId>,
) -> Result<(), Problem> {
    if let Some(order) = order
        && orders::queries::order(conn, customer, order).await?.is_none()
    {
        return Err(Problem::invalid("order_id", "is not one of these orders"));
    }
    if let Some(track) = track
        && !queries::track_exists(conn, track).await?
    {
        return Err(Problem::invalid("track_id", "is not a track of this shop"));
    }
    Ok(())
}

async fn open(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    subject: &str,
    channel: &'static str,
    (order, track): (Option<OrderId>, Option<TrackId>),
    now: Timestamp,
) -> Result<TicketRow, Problem> {
    let id = TicketId::fresh(now, &shop.random);
    let number = orders::queries::next_number(conn, "ticket").await?;
    let assignee = of_customers::agent_of(conn, customer).await?;
    let new = NewTicketRow { id, number, customer, subject, channel, assignee, order, track, now };
    queries::insert_ticket(conn, &new).await?;
    queries::lock(conn, id).await?.ok_or_else(|| Problem::not_found("ticket", id))
}

/// A customer goes on with a conversation of theirs: it is the staff's turn, whatever it was.
pub(super) async fn by_customer(
    shop: &Shop,
    customer: CustomerId,
    id: TicketId,
    words: &Words<'_>,
) -> Result<(), Problem> {
    let body = check_body(words.body)?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let ticket = queries::lock(&mut tx, id).await?.filter(|ticket| ticket.customer_id == customer);
    let ticket = ticket.ok_or_else(|| Problem::not_found("ticket", id))?;
    attachments::check(&mut tx, Bearer::Customer(customer), words.files).await?;
    if TicketState::from(ticket.state.clone()).is_over() {
        event(&mut tx, shop, &ticket, None, "The customer wrote again.", now).await?;
    }
    write_customers(&mut tx, shop, &ticket, &Words { body, ..*words }, now).await?;
    Ok(tx.commit().await?)
}

async fn write_customers(
    conn: &mut Conn,
    shop: &Shop,
    ticket: &TicketRow,
    words: &Words<'_>,
    now: Timestamp,
) -> Result<(), Problem> {
    // Somebody who writes from another address than the shop knows is shown as such to the staff.
    let known = orders::queries::mail_address(conn, ticket.customer_id).await?;
    let strange = words.from_address.filter(|from| known.as_ref().is_none_or(|(_, own)| own.key() != from.key()));
    let new = NewMessageRow {
        id: MessageId::fresh(now, &shop.random),
        ticket: ticket.id,
        author: "customer",
        employee: None,
        kind: "reply",
        body: words.body,
        channel: words.channel,
        from_address: strange.map(EmailAddress::as_str),
        mail_id: words.mail_id,
        now,
    };
    match queries::insert_message(conn, &new).await {
        Err(error) if sql::is_unique_violation(&error) => {
            return Err(Problem::conflict("known-mail", "This mail came in before", "There is nothing to do."));
        }
        written => written?,
    }
    queries::take_attachments(conn, new.id, words.files).await?;
    Ok(queries::customer_wrote(conn, ticket.id, now).await?)
}

/// A customer says that it is solved.
pub(super) async fn settle(shop: &Shop, customer: CustomerId, id: TicketId) -> Result<(), Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let ticket = queries::lock(&mut tx, id).await?.filter(|ticket| ticket.customer_id == customer);
    let ticket = ticket.ok_or_else(|| Problem::not_found("ticket", id))?;
    if !TicketState::from(ticket.state.clone()).is_over() {
        queries::set_state(&mut tx, id, TicketState::Solved, now).await?;
        event(&mut tx, shop, &ticket, None, "The customer says that it is solved.", now).await?;
    }
    Ok(tx.commit().await?)
}

async fn event(
    conn: &mut Conn,
    shop: &Shop,
    ticket: &TicketRow,
    by: Option<EmployeeId>,
    body: &str,
    now: Timestamp,
) -> Result<(), Problem> {
    let new = NewMessageRow {
        id: MessageId::fresh(now, &shop.random),
        ticket: ticket.id,
        author: if by.is_some() { "staff" } else { "system" },
        employee: by,
        kind: "event",
        body,
        channel: "web",
        from_address: None,
        mail_id: None,
        now,
    };
    Ok(queries::insert_message(conn, &new).await?)
}

/// A conversation that staff begin: the customer gets it by mail.
pub(super) async fn ask_customer(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    new: &StaffTicket,
) -> Result<TicketId, Problem> {
    let (subject, body) = (check_subject(&new.subject)?, check_body(&new.body)?);
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    Reach::from(staff).customer(&mut tx, new.customer_id).await?;
    check_about(&mut tx, new.customer_id, new.order_id, None).await?;
    attachments::check(&mut tx, Bearer::Staff(staff.id), &new.attachment_ids).await?;
    let ticket = open(&mut tx, shop, new.customer_id, subject, "staff", (new.order_id, None), now).await?;
    if ticket.assignee_id.is_none() {
        queries::set_assignee(&mut tx, ticket.id, Some(staff.id), now).await?;
    }
    answer(&mut tx, shop, staff, &ticket, body, &new.attachment_ids, now).await?;
    queries::staff_answered(&mut tx, ticket.id, TicketState::Pending, false, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "ticket.opened", "ticket", ticket.id).note(subject);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok(ticket.id)
}

/// Writes an answer and puts its mail into the outbox.
async fn answer(
    conn: &mut Conn,
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    ticket: &TicketRow,
    body: &str,
    files: &[AttachmentId],
    now: Timestamp,
) -> Result<(), Problem> {
    let id = message(conn, shop, staff, ticket, "reply", body, files, now).await?;
    let by = queries::employee_name(conn, staff.id).await?.unwrap_or_default();
    let note = match files.len() {
        0 => String::new(),
        1 => "\n\nA file is attached: open the conversation to see it.".to_owned(),
        n => format!("\n\n{n} files are attached: open the conversation to see them."),
    };
    let signed = format!("{by}, {}", shop.settings.seller.name);
    Ok(mail::push(conn, shop, ticket, format!("ticket-reply:{id}"), &format!("{body}{note}"), Some(signed), now)
        .await?)
}

#[expect(clippy::too_many_arguments, reason = "one message, said once")]
async fn message(
    conn: &mut Conn,
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    ticket: &TicketRow,
    kind: &'static str,
    body: &str,
    files: &[AttachmentId],
    now: Timestamp,
) -> Result<MessageId, Problem> {
    let new = NewMessageRow {
        id: MessageId::fresh(now, &shop.random),
        ticket: ticket.id,
        author: "staff",
        employee: Some(staff.id),
        kind,
        body,
        channel: "web",
        from_address: None,
        mail_id: None,
        now,
    };
    queries::insert_message(conn, &new).await?;
    queries::take_attachments(conn, new.id, files).await?;
    Ok(new.id)
}

/// The ticket, locked; 404 out of reach.
async fn reached(conn: &mut Conn, staff: &Staff<SupportAgent>, id: TicketId) -> Result<TicketRow, Problem> {
    queries::reach(conn, Reach::from(staff), id).await?;
    queries::lock(conn, id).await?.ok_or_else(|| Problem::not_found("ticket", id))
}

/// An answer to the customer, or a note for the staff.
pub(super) async fn by_staff(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: TicketId,
    new: &StaffMessage,
) -> Result<(), Problem> {
    let body = check_body(&new.body)?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let ticket = reached(&mut tx, staff, id).await?;
    attachments::check(&mut tx, Bearer::Staff(staff.id), &new.attachment_ids).await?;
    if new.note {
        message(&mut tx, shop, staff, &ticket, "note", body, &new.attachment_ids, now).await?;
        queries::touch(&mut tx, id, now).await?;
    } else {
        answer(&mut tx, shop, staff, &ticket, body, &new.attachment_ids, now).await?;
        let next = new.state.unwrap_or(TicketState::Pending);
        queries::staff_answered(&mut tx, id, next, true, now).await?;
        if ticket.assignee_id.is_none() {
            queries::set_assignee(&mut tx, id, Some(staff.id), now).await?;
        }
        if next.is_over() {
            event(&mut tx, shop, &ticket, Some(staff.id), &format!("marked it {}", next.as_str()), now).await?;
        }
    }
    let action = if new.note { "ticket.noted" } else { "ticket.answered" };
    let entry = Entry::new(Actor::Staff(staff.id), action, "ticket", id).note(format!("#{}", ticket.number));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    Ok(tx.commit().await?)
}

/// Whose turn it is, and who looks after it.
pub(super) async fn change(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: TicketId,
    change: &TicketChange,
) -> Result<(), Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let ticket = reached(&mut tx, staff, id).await?;
    if let Some(state) = change.state.filter(|state| state.as_str() != ticket.state) {
        queries::set_state(&mut tx, id, state, now).await?;
        event(&mut tx, shop, &ticket, Some(staff.id), &format!("marked it {}", state.as_str()), now).await?;
    }
    if let Some(assignee) = change.assignee_id {
        let assignee = assignee_of(&mut tx, &ticket, assignee).await?;
        queries::set_assignee(&mut tx, id, assignee, now).await?;
        let name = match assignee {
            Some(id) => queries::employee_name(&mut tx, id).await?.unwrap_or_default(),
            None => "nobody".to_owned(),
        };
        event(&mut tx, shop, &ticket, Some(staff.id), &format!("assigned it to {name}"), now).await?;
    }
    let entry = Entry::new(Actor::Staff(staff.id), "ticket.changed", "ticket", id)
        .note(format!("#{}", ticket.number))
        .change(json!({ "state": ticket.state, "assignee_id": ticket.assignee_id }), change);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    Ok(tx.commit().await?)
}

/// Only somebody who can see the customer can look after the conversation.
async fn assignee_of(conn: &mut Conn, ticket: &TicketRow, id: i64) -> Result<Option<EmployeeId>, Problem> {
    if id == 0 {
        return Ok(None);
    }
    let refuse = |why: &str| Problem::invalid("assignee_id", why);
    let unknown = "is the number of somebody who helps customers";
    let employee = EmployeeId::new(id).map_err(|_| refuse(unknown))?;
    if !of_customers::is_agent(conn, employee).await? {
        return Err(refuse(unknown));
    }
    let agent = of_customers::agent_of(conn, ticket.customer_id).await?;
    if queries::sees_own_alone(conn, employee).await? && agent.is_some_and(|agent| agent != employee) {
        return Err(refuse("does not see this customer: give them the customer first"));
    }
    Ok(Some(employee))
}
