//! What staff do with one order.

use ::http::{Problem, Staff, SupportAgent};
use kernel::{AlbumId, Money, NoteId, OrderId, OrderLineId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::{Note, OrderDesk, Reach, queries};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    catalog::ItemKind,
    gift_cards,
    orders::{
        self, LineRefund, OrderStatus, RefundError, RefundRequest, events, line_standing,
        queries::{self as of_orders, OrderRow},
    },
    purchases::{self, Parcel},
};

const MAX_NOTE: usize = 4_000;
const MAX_REASON: usize = 500;

/// The order page; 404 out of reach.
pub(super) async fn read(shop: &Shop, reach: Reach, id: OrderId) -> Result<OrderDesk, Problem> {
    let mut conn = shop.db.read().await?;
    let customer = reach.order(&mut conn, id).await?;
    let missing = || Problem::not_found("order", id);
    let order = queries::any_order(&mut conn, customer, id).await?.ok_or_else(missing)?;
    let standing = line_standing(&mut conn, &order).await?;
    let (refundable, refund_hindrance) = refundable(&mut conn, shop, &order).await?;
    Ok(OrderDesk {
        customer: queries::buyer(&mut conn, customer).await?.ok_or_else(missing)?,
        source: queries::source(&mut conn, id).await?,
        held_reason: order.held_reason.clone(),
        lines: queries::lines(&mut conn, &order, standing).await?,
        payments: queries::payments(&mut conn, id).await?,
        refunds: queries::refunds(&mut conn, id).await?,
        refundable,
        refund_hindrance,
        downloads: queries::downloads(&mut conn, &order).await?,
        notes: queries::notes(&mut conn, "order", &id.to_string()).await?,
        tickets: queries::tickets(&mut conn, id).await?,
        order: of_orders::view(&mut conn, &order).await?,
    })
}

/// What can still go back, or why nothing can.
async fn refundable(conn: &mut Conn, shop: &Shop, order: &OrderRow) -> Result<(Money, Option<String>), Error> {
    let nothing = |why: &str| Ok((order.money(0), Some(why.to_owned())));
    if order.status == OrderStatus::Disputed {
        return nothing("The customer's bank is deciding about this payment. Wait for its decision.");
    }
    let payments = of_orders::payments(conn, order.id).await?;
    let paid: Vec<_> = payments.iter().filter(|payment| payment.rank() == 4 && !payment.surplus).collect();
    if paid.is_empty() {
        return nothing("Nothing was paid for this order.");
    }
    let from_here = [shop.gateway.provider(), gift_cards::PROVIDER];
    if paid.iter().all(|payment| !from_here.contains(&payment.provider.as_str())) {
        return nothing("It was paid before this shop took payments, and its money cannot be sent back from here.");
    }
    let paid = paid.into_iter().filter(|payment| from_here.contains(&payment.provider.as_str()));
    match paid.map(|payment| payment.amount_cents - payment.refunding_cents).sum() {
        0 => nothing("Everything that was paid has gone back."),
        left => Ok((order.money(left), None)),
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundOrder {
    pub amount: Money,
    /// What it is for, when it is for certain lines; they sum to the amount. A line whose whole price
    /// has gone back is taken back.
    #[serde(default)]
    pub lines: Vec<RefundOrderLine>,
    /// The customer reads it.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundOrderLine {
    pub line_id: OrderLineId,
    pub amount: Money,
}

/// Sends money back. The same key is the same refund.
pub(super) async fn refund(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: OrderId,
    key: &str,
    body: &RefundOrder,
) -> Result<OrderDesk, Problem> {
    let reach = Reach::from(staff);
    reach.order(&mut shop.db.read().await?, id).await?;
    let reason = body.reason.trim();
    if let Some(why) = orders::text_problem(reason, MAX_REASON, true) {
        return Err(Problem::invalid("reason", why));
    }
    if body.lines.iter().any(|line| line.amount.currency != body.amount.currency) {
        return Err(Problem::invalid("lines", "are in the currency of the amount"));
    }
    let lines: Vec<_> =
        body.lines.iter().map(|line| LineRefund { line: line.line_id, cents: line.amount.amount }).collect();
    // Keys of different people never meet.
    let key = format!("staff:{}:{key}", staff.id);
    let request = RefundRequest { amount: body.amount, lines: &lines, reason, key: &key, by: Some(staff.id) };
    orders::refund(shop, id, &request).await?;
    read(shop, reach, id).await
}

/// The receipt once more, as a new mail.
pub(super) async fn resend_receipt(shop: &Shop, staff: &Staff<SupportAgent>, id: OrderId) -> Result<(), Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let customer = Reach::from(staff).order(&mut tx, id).await?;
    let order = queries::any_order(&mut tx, customer, id).await?.ok_or_else(|| Problem::not_found("order", id))?;
    if !push_receipt(&mut tx, shop, staff, &order, now).await? {
        return Err(Problem::conflict(
            "no-receipt",
            "There is no receipt to send",
            "A receipt goes out for an order that was paid, to a customer whose address we know.",
        ));
    }
    Ok(tx.commit().await?)
}

/// False when there is nothing to send, or nobody to send it to.
pub(super) async fn push_receipt(
    conn: &mut Conn,
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    order: &OrderRow,
    now: Timestamp,
) -> Result<bool, Error> {
    let key = format!("receipt:{}:{}", order.id, shop.random.uuid_v7(now));
    if !events::push_receipt(conn, shop, order, key.clone(), now).await? {
        return Ok(false);
    }
    queries::insert_mail(conn, &key, order.id, "receipt", staff.id, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "order.receipt_resent", "order", order.id).note(&order.number);
    audit::record(conn, &entry, now, &shop.random).await?;
    Ok(true)
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceDownload {
    /// What the link is for; the whole order when not said.
    pub kind: Option<ItemKind>,
    pub ref_id: Option<i64>,
}

/// A fresh link goes to the customer by mail, and older ones for the same end.
pub(super) async fn replace_download(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: OrderId,
    body: &ReplaceDownload,
) -> Result<(), Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let customer = Reach::from(staff).order(&mut tx, id).await?;
    let order = queries::any_order(&mut tx, customer, id).await?.ok_or_else(|| Problem::not_found("order", id))?;
    let parcel = parcel(&mut tx, id, body).await?;
    let title = format!("{} {}", shop.settings.seller.name, order.number);
    let Some((grant, link)) = purchases::replace(&mut tx, shop, customer, parcel, &title).await? else {
        return Err(Problem::conflict(
            "nothing-to-download",
            "The customer does not own this",
            "It is not paid, or it was refunded. Give the music back first, if that is what you want.",
        ));
    };
    let key = format!("download:{grant}");
    if !events::push_download(&mut tx, shop, &order, grant, &link, key.clone(), now).await? {
        return Err(Problem::conflict(
            "no-address",
            "There is nobody to send it to",
            "The customer's address was forgotten when the account was deleted.",
        ));
    }
    queries::insert_mail(&mut tx, &key, id, "download", staff.id, now).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "order.downloads_replaced", "order", id).note(&link.filename);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    Ok(tx.commit().await?)
}

async fn parcel(conn: &mut Conn, order: OrderId, body: &ReplaceDownload) -> Result<Parcel, Problem> {
    let unknown = |_| Problem::invalid("ref_id", "is not part of this order");
    let (parcel, kind, id) = match (body.kind, body.ref_id) {
        (None, None) => return Ok(Parcel::Order(order)),
        (Some(ItemKind::Track), Some(id)) => (Parcel::Track(TrackId::new(id).map_err(unknown)?), "track", id),
        (Some(ItemKind::Album), Some(id)) => (Parcel::Album(AlbumId::new(id).map_err(unknown)?), "album", id),
        _ => return Err(Problem::invalid("ref_id", "goes with a kind, and a kind with it")),
    };
    if queries::is_in_order(conn, order, kind, id).await? {
        Ok(parcel)
    } else {
        Err(Problem::invalid("ref_id", "is not part of this order"))
    }
}

/// Gives the customer what was taken back with a line: a kindness, or a mistake set right. The money
/// stays where it is.
pub(super) async fn restore_line(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: OrderId,
    line: OrderLineId,
) -> Result<OrderDesk, Problem> {
    let now = shop.clock.now();
    let reach = Reach::from(staff);
    let mut tx = shop.db.begin().await?;
    reach.order(&mut tx, id).await?;
    let order = of_orders::lock_any_order(&mut tx, id).await?.ok_or_else(|| Problem::not_found("order", id))?;
    let tracks = of_orders::restore_line(&mut tx, id, line).await?;
    if tracks.is_empty() {
        return Err(Problem::conflict(
            "nothing-taken-back",
            "Nothing was taken back",
            "The customer has everything this line brought, through this order or another.",
        ));
    }
    if !sell_again(&mut tx, id, line, now).await? {
        return Err(Problem::conflict(
            "sold-out",
            "No copy is left",
            "The copies of this limited edition have been sold to others. Receive more into its stock first.",
        ));
    }
    events::announce_restored(&mut tx, shop, &order, tracks.clone(), now).await?;
    let note = format!("{} tracks of {}", tracks.len(), order.number);
    let entry = Entry::new(Actor::Staff(staff.id), "order.music_given_back", "order", id).note(&note);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    read(shop, reach, id).await
}

/// The copies that came back with a line leave the shop again. False when others have them.
async fn sell_again(conn: &mut Conn, order: OrderId, line: OrderLineId, now: Timestamp) -> Result<bool, Error> {
    for wanted in of_orders::returned_stock(conn, order, line).await? {
        if !of_orders::reserve(conn, &wanted.kind, wanted.ref_id, wanted.quantity).await? {
            return Ok(false);
        }
        of_orders::insert_reservation(conn, order, &wanted, now).await?;
        of_orders::sell(conn, order, &wanted, now).await?;
    }
    Ok(true)
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// For the staff alone.
    pub body: String,
}

impl NewNote {
    pub(crate) fn checked(&self) -> Result<&str, Problem> {
        let body = self.body.trim();
        if body.is_empty() || body.chars().count() > MAX_NOTE {
            return Err(Problem::invalid("body", format!("takes 1 to {MAX_NOTE} characters")));
        }
        Ok(body)
    }
}

pub(super) async fn add_note(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: OrderId,
    note: &NewNote,
) -> Result<Vec<Note>, Problem> {
    let body = note.checked()?;
    let mut tx = shop.db.begin().await?;
    Reach::from(staff).order(&mut tx, id).await?;
    let notes = write_note(&mut tx, shop, staff, "order", &id.to_string(), body).await?;
    tx.commit().await?;
    Ok(notes)
}

/// Writes a note about an order or a customer; answers all of them.
pub(crate) async fn write_note(
    conn: &mut Conn,
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    entity: &'static str,
    entity_id: &str,
    body: &str,
) -> Result<Vec<Note>, Error> {
    let now = shop.clock.now();
    let id = NoteId::fresh(now, &shop.random);
    let new = queries::NewNote { id, entity, entity_id, by: staff.id, body, now };
    queries::insert_note(conn, &new).await?;
    let action = if entity == "order" { "order.note_added" } else { "customer.note_added" };
    let entry = Entry::new(Actor::Staff(staff.id), action, entity, entity_id);
    audit::record(conn, &entry, now, &shop.random).await?;
    queries::notes(conn, entity, entity_id).await
}

impl From<RefundError> for Problem {
    fn from(error: RefundError) -> Self {
        let conflict = |slug: &str, title: &'static str, detail: String| Self::conflict(slug, title, detail);
        match error {
            RefundError::UnknownOrder => Self::not_found("order", ""),
            RefundError::NotPaid => conflict(
                "not-refundable",
                "Nothing can be sent back",
                "The order was not paid here, so there is no payment to send back.".to_owned(),
            ),
            RefundError::Disputed => conflict(
                "disputed",
                "The bank is deciding",
                "The customer's bank is deciding about this payment. Wait for its decision.".to_owned(),
            ),
            RefundError::WrongAmount => Self::invalid("amount", "is more than zero, in the currency of the order"),
            RefundError::TooMuch { left } => conflict(
                "too-much",
                "Less is left to refund",
                format!("Only {left} is left to refund. Look at the order again."),
            )
            .with("left", left),
            RefundError::UnknownLine(line) => Self::invalid("lines", format!("the order has no line {line}")),
            RefundError::LineTooMuch { line, left } => conflict(
                "line-too-much",
                "Less of the line is left to refund",
                format!("Only {left} of the line is left to refund. Look at the order again."),
            )
            .with("left", left)
            .with("line_id", line),
            RefundError::LinesDiffer => Self::invalid("lines", "sum to the amount"),
            RefundError::KeyReused => Self::new(
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "The Idempotency-Key was used for another request",
                "Send a fresh UUID in the header Idempotency-Key: this one belongs to another refund.",
            ),
            RefundError::Sql(error) => error.into(),
        }
    }
}
