//! Gift cards: a means of payment that the shop itself issues.
//!
//! Staff issue a card and give its code away, by hand or by mail; the code is shown once and kept as
//! its hash. Whoever enters it first owns the card ([`claim`]). An order holds its part of the total
//! in the transaction that places it: the balance goes down by one conditional update and the
//! ledger says why; an order that closes unpaid gives the part back. When the order is paid, the
//! part becomes a payment of the provider [`PROVIDER`], beside that of the card or account, so that
//! payments sum to the total and refunds work on either. Money goes back first to where money came
//! from, and to the gift card last.

pub mod http;
pub(crate) mod queries;

use ::http::Problem;
use kernel::{CustomerId, EmailAddress, GiftCardId, Money, OrderId, RefundId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use crate::{
    Shop,
    audit::{self, Actor, Entry},
    cart::CartGiftCard,
};
pub use queries::EntryKind;

/// The provider of the part of an order that a gift card pays.
pub const PROVIDER: &str = "gift_card";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GiftCardStatus {
    Active,
    /// By staff: it does not pay until it is active again.
    Blocked,
}

/// A gift card as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftCard {
    pub id: GiftCardId,
    /// The end of its code: all that the shop can show.
    pub last_four: String,
    pub initial: Money,
    pub balance: Money,
    pub status: GiftCardStatus,
    /// Who entered its code.
    pub owner_id: Option<CustomerId>,
    pub owner_name: Option<String>,
    pub recipient_name: Option<String>,
    pub recipient_email: Option<String>,
    pub message: Option<String>,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// For `If-Match`.
    pub version: i64,
}

/// A gift card of the caller's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnGiftCard {
    pub id: GiftCardId,
    pub last_four: String,
    pub initial: Money,
    pub balance: Money,
    pub expires_at: Option<Timestamp>,
    /// Why it does not pay now.
    pub problem: Option<String>,
}

/// Why a card does not pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotUsable {
    #[error("This gift card has been blocked. Write to us if you did not expect that.")]
    Blocked,
    #[error("This gift card has expired.")]
    Expired,
    #[error("Nothing is left on this gift card.")]
    Empty,
}

impl From<NotUsable> for Problem {
    fn from(why: NotUsable) -> Self {
        Self::conflict("gift-card-not-usable", "The gift card cannot pay", why.to_string())
    }
}

impl GiftCard {
    pub fn usable(&self, now: Timestamp) -> Result<(), NotUsable> {
        match () {
            () if self.status == GiftCardStatus::Blocked => Err(NotUsable::Blocked),
            () if self.expires_at.is_some_and(|end| end <= now) => Err(NotUsable::Expired),
            () if self.balance.amount == 0 => Err(NotUsable::Empty),
            () => Ok(()),
        }
    }

    pub fn own(self, now: Timestamp) -> OwnGiftCard {
        OwnGiftCard {
            problem: self.usable(now).err().map(|why| why.to_string()),
            id: self.id,
            last_four: self.last_four,
            initial: self.initial,
            balance: self.balance,
            expires_at: self.expires_at,
        }
    }
}

/// A card on its way to whom it is for. The outbox keeps the code until the mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardMail {
    pub to_name: String,
    pub to_address: EmailAddress,
    pub code: String,
    pub amount: Money,
    pub message: Option<String>,
    pub expires_at: Option<Timestamp>,
}

impl GiftCardMail {
    pub const TOPIC: &str = "gift_card.mail";

    /// The mail this stands for. `dedupe_key` is the event's.
    pub fn write(&self, shop: &notify::templates::Shop, dedupe_key: &str) -> notify::Mail {
        let to = notify::Recipient::new(&self.to_name, self.to_address.clone());
        notify::templates::Letter::new(shop, to, dedupe_key).gift_card(&notify::templates::GiftCardLetter {
            code: self.code.clone(),
            amount: self.amount,
            message: self.message.clone().unwrap_or_default(),
            expires_at: self.expires_at,
            redeem_link: format!("{}/redeem", shop.url),
        })
    }
}

/// The customer's card, found by its id.
pub(crate) async fn of_owner(conn: &mut Conn, owner: CustomerId, id: GiftCardId) -> Result<Option<GiftCard>, Error> {
    Ok(queries::find(conn, id).await?.filter(|card| card.owner_id == Some(owner)))
}

/// Makes the card of this code the customer's. Nothing for an unknown code, and for a card that is
/// somebody else's already: the two look the same.
pub(crate) async fn claim(
    conn: &mut Conn,
    customer: CustomerId,
    hash: &str,
    now: Timestamp,
) -> Result<Option<GiftCard>, Error> {
    match queries::claim(conn, customer, hash, now).await? {
        Some(id) => queries::find(conn, id).await,
        None => Ok(None),
    }
}

/// What the card pays of a total now: nothing when it cannot, or is not the customer's.
pub(crate) async fn offer(
    conn: &mut Conn,
    owner: CustomerId,
    id: GiftCardId,
    total: Money,
    now: Timestamp,
) -> Result<Option<CartGiftCard>, Error> {
    let Some(card) = of_owner(conn, owner, id).await? else { return Ok(None) };
    if card.usable(now).is_err() || card.balance.currency != total.currency {
        return Ok(None);
    }
    let amount = Money::new(card.balance.amount.min(total.amount), total.currency);
    Ok(Some(CartGiftCard { id, last_four: card.last_four, balance: card.balance, amount }))
}

/// Takes the order's part from the card; false when the card cannot pay it any more.
pub(crate) async fn hold(
    conn: &mut Conn,
    shop: &Shop,
    card: GiftCardId,
    cents: i64,
    order: OrderId,
    now: Timestamp,
) -> Result<bool, Error> {
    if cents == 0 {
        return Ok(true);
    }
    let Some(balance) = queries::take(conn, card, cents, now).await? else { return Ok(false) };
    let entry =
        queries::NewEntry { card, kind: EntryKind::Spent, cents: -cents, balance, order: Some(order), refund: None };
    queries::insert_entry(conn, &entry, now, &shop.random).await?;
    Ok(true)
}

/// The order is closed unpaid: what it holds goes back to its card.
pub(crate) async fn give_back(conn: &mut Conn, shop: &Shop, order: OrderId, now: Timestamp) -> Result<(), Error> {
    let Some((card, held)) = queries::held(conn, order).await? else { return Ok(()) };
    if held == 0 {
        return Ok(());
    }
    let balance = queries::put(conn, card, held, now).await?;
    let entry =
        queries::NewEntry { card, kind: EntryKind::Returned, cents: held, balance, order: Some(order), refund: None };
    queries::insert_entry(conn, &entry, now, &shop.random).await
}

/// Whether the card's part of a locked order is there, taken again when it had been given back.
pub(crate) async fn is_held(
    conn: &mut Conn,
    shop: &Shop,
    order: OrderId,
    (card, cents): (GiftCardId, i64),
    now: Timestamp,
) -> Result<bool, Error> {
    match queries::held(conn, order).await? {
        Some((_, held)) if held == cents => Ok(true),
        _ => hold(conn, shop, card, cents, order, now).await,
    }
}

/// A refund of an order goes back to its card.
pub(crate) async fn refund(
    conn: &mut Conn,
    shop: &Shop,
    (order, refund): (OrderId, RefundId),
    cents: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let Some((card, _)) = queries::held(conn, order).await? else { return Err(Error::RowNotFound) };
    let balance = queries::put(conn, card, cents, now).await?;
    let entry =
        queries::NewEntry { card, kind: EntryKind::Refunded, cents, balance, order: Some(order), refund: Some(refund) };
    queries::insert_entry(conn, &entry, now, &shop.random).await
}

async fn note(conn: &mut Conn, shop: &Shop, entry: &Entry<'_>, now: Timestamp) -> Result<(), Error> {
    audit::record(conn, entry, now, &shop.random).await
}

fn entry(actor: Actor, action: &'static str, id: GiftCardId) -> Entry<'static> {
    Entry::new(actor, action, "gift_card", id)
}
