//! What happened to an order, in the order of time: told from every table that knows.

use kernel::{CustomerId, Money, OrderId, Timestamp};
use serde::Serialize;
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::queries;
use crate::orders::queries::{OrderRow, order};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimelineEvent {
    pub at: Timestamp,
    /// `placed`, `payment`, `paid`, `invoice`, `music`, `mail`, `webhook`, `refund`, `note`, `ticket` or `staff`.
    pub kind: &'static str,
    /// What happened, in words.
    pub title: String,
    pub detail: Option<String>,
    /// Who did it, when it was a person of the staff.
    pub by: Option<String>,
    pub amount: Option<Money>,
    /// Somebody should look.
    pub trouble: bool,
}

impl TimelineEvent {
    fn new(at: Timestamp, kind: &'static str, title: impl Into<String>) -> Self {
        Self { at, kind, title: title.into(), detail: None, by: None, amount: None, trouble: false }
    }

    fn detail(mut self, detail: Option<String>) -> Self {
        self.detail = detail.filter(|text| !text.is_empty());
        self
    }

    fn by(mut self, by: Option<String>) -> Self {
        self.by = by;
        self
    }

    fn amount(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }

    fn trouble(mut self, trouble: bool) -> Self {
        self.trouble = trouble;
        self
    }
}

/// Everything that happened to a customer's order, the oldest first; `None` without such an order.
pub(super) async fn of(
    conn: &mut Conn,
    customer: CustomerId,
    id: OrderId,
) -> Result<Option<Vec<TimelineEvent>>, Error> {
    let Some(order) = order(conn, customer, id).await? else { return Ok(None) };
    let mut events = vec![TimelineEvent::new(order.placed_at, "placed", "Order placed").amount(order.total())];
    money(conn, &order, &mut events).await?;
    goods(conn, &order, &mut events).await?;
    words(conn, &order, &mut events).await?;
    // What happened in one moment stays in the order it was told.
    events.sort_by_key(|event| event.at);
    Ok(Some(events))
}

async fn money(conn: &mut Conn, order: &OrderRow, events: &mut Vec<TimelineEvent>) -> Result<(), Error> {
    for payment in queries::payments(conn, order.id).await? {
        let title = format!("Payment {} opened with {}", payment.attempt, payment.provider);
        events.push(
            TimelineEvent::new(payment.created_at, "payment", title)
                .amount(payment.amount)
                .detail(payment.provider_ref.clone()),
        );
        if !matches!(payment.state.as_str(), "created" | "requires_action") {
            let title = match (payment.state.as_str(), payment.surplus) {
                ("succeeded", true) => "Paid a second time: it goes back".to_owned(),
                ("succeeded", false) => "Payment succeeded".to_owned(),
                (state, _) => format!("Payment {state}"),
            };
            let failed = payment.surplus || payment.state == "failed";
            events.push(
                TimelineEvent::new(payment.updated_at, "payment", title)
                    .detail(payment.decline_message.clone())
                    .trouble(failed),
            );
        }
    }
    for told in queries::webhooks(conn, order.id).await? {
        let title = format!("The provider told us: {}", told.kind);
        let detail = told.last_error.or(told.outcome).unwrap_or_else(|| "waits to be processed".to_owned());
        events.push(
            TimelineEvent::new(told.received_at, "webhook", title)
                .detail(Some(format!("{} ({})", detail, told.event_id)))
                .trouble(told.parked_at.is_some()),
        );
    }
    if let Some(paid_at) = order.paid_at {
        events.push(TimelineEvent::new(paid_at, "paid", "Paid").amount(order.total()));
    }
    for refund in queries::refunds(conn, order.id).await? {
        let title = if refund.lines.is_empty() { "Refund requested" } else { "Refund of lines requested" };
        events.push(
            TimelineEvent::new(refund.created_at, "refund", title)
                .amount(refund.amount)
                .detail(Some(refund.reason.clone()))
                .by(refund.by.clone()),
        );
        if refund.state != "pending" {
            let title = if refund.state == "succeeded" { "Refund sent" } else { "Refund failed" };
            events.push(
                TimelineEvent::new(refund.updated_at, "refund", title)
                    .amount(refund.amount)
                    .detail(refund.problem.clone())
                    .trouble(refund.state == "failed"),
            );
        }
    }
    Ok(())
}

async fn goods(conn: &mut Conn, order: &OrderRow, events: &mut Vec<TimelineEvent>) -> Result<(), Error> {
    if let Some((number, at)) = queries::invoiced(conn, order.id).await? {
        events.push(TimelineEvent::new(at, "invoice", format!("Invoice {number} written")));
    }
    for (at, back, count) in queries::granted(conn, order.id).await? {
        let tracks = if count == 1 { "1 track".to_owned() } else { format!("{count} tracks") };
        let title = if back { format!("{tracks} taken back") } else { format!("{tracks} given to the customer") };
        events.push(TimelineEvent::new(at, "music", title));
    }
    for download in queries::downloads(conn, order).await? {
        let detail = format!("{} of {} uses, until {}", download.used, download.max_uses, download.expires_at.date());
        events.push(
            TimelineEvent::new(download.created_at, "music", format!("Download link for {}", download.title))
                .detail(Some(detail)),
        );
    }
    Ok(())
}

/// Told elsewhere in the timeline already, with more to say.
const TOLD: [&str; 7] = [
    "order.paid",
    "refund.requested",
    "refund.succeeded",
    "order.note_added",
    "order.receipt_resent",
    "order.downloads_replaced",
    "order.placed",
];

async fn words(conn: &mut Conn, order: &OrderRow, events: &mut Vec<TimelineEvent>) -> Result<(), Error> {
    for mail in queries::mails(conn, order.id).await? {
        let name = match mail.kind.as_str() {
            "refund" => "Notice of the refund",
            "download" => "Download link",
            _ => "Receipt",
        };
        let state = match (mail.attempts, mail.done_at, mail.parked_at) {
            (None, ..) => "was mailed".to_owned(),
            (_, Some(at), _) => format!("was mailed on {}", at.date()),
            (_, None, Some(_)) => "could not be mailed".to_owned(),
            _ => "waits to be mailed".to_owned(),
        };
        events.push(
            TimelineEvent::new(mail.asked_at, "mail", format!("{name} {state}"))
                .by(mail.by_name)
                .detail(mail.last_error.filter(|_| mail.done_at.is_none()))
                .trouble(mail.parked_at.is_some()),
        );
    }
    for note in queries::notes(conn, "order", &order.id.to_string()).await? {
        events.push(TimelineEvent::new(note.created_at, "note", "Note").detail(Some(note.body)).by(Some(note.by)));
    }
    for deed in queries::deeds(conn, order.id).await?.into_iter().filter(|deed| !TOLD.contains(&deed.action.as_str())) {
        let title = deed.action.trim_start_matches("order.").replace(['.', '_'], " ");
        let title = title[..1].to_uppercase() + &title[1..];
        let kind = if deed.actor_kind == "staff" { "staff" } else { "order" };
        events.push(
            TimelineEvent::new(deed.at, kind, title)
                .detail(deed.detail)
                .by(deed.by_name)
                .trouble(deed.action == "order.held"),
        );
    }
    Ok(())
}
