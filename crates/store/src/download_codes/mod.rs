//! Download codes: batches of codes, each good for one album or track, once.
//!
//! Staff make a batch and get its codes as a list, once; the shop keeps their hashes. Redeeming a
//! code places an order of total zero with the source `code` and fulfils it in the same
//! transaction, so that the music is owned, downloaded and shown like any other. Two who redeem one
//! code at the same moment meet in one conditional update.

pub mod http;
mod queries;

use ::http::{Country, Problem};
use axum::http::StatusCode;
use kernel::{BatchId, CustomerId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use crate::{
    Shop,
    cart::{self, Buyer, ItemRef, Notice},
    catalog::ItemKind,
    codes, gift_cards,
    idempotency::{Answer, Claim, Once},
    orders,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BatchStatus {
    Active,
    /// By staff: codes that were not redeemed cannot be any more.
    Revoked,
}

/// A batch of download codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DownloadBatch {
    pub id: BatchId,
    pub name: String,
    pub kind: ItemKind,
    /// The album's or track's id.
    pub ref_id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub code_count: i64,
    pub redeemed_count: i64,
    pub status: BatchStatus,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// For `If-Match`.
    pub version: i64,
}

/// What a code brought.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Redeemed {
    /// Music, by an order of total zero.
    Music { order: Box<orders::Order> },
    /// A gift card, which is the customer's now.
    GiftCard { gift_card: gift_cards::OwnGiftCard },
}

/// Why a code brings nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RedeemError {
    #[error("the code is not known")]
    Unknown,
    #[error("the code has been redeemed")]
    Redeemed,
    #[error("the code has expired")]
    Expired,
    #[error("the batch was revoked")]
    Revoked,
    #[error("the music is owned already")]
    AlreadyOwned,
    #[error("the music is not sold any more")]
    Withdrawn,
    #[error("the music is not sold in the customer's country")]
    NotSoldHere,
    #[error("no copy of the limited edition is left")]
    SoldOut,
    #[error(transparent)]
    Sql(#[from] Error),
}

pub(crate) async fn exists(conn: &mut Conn, hash: &str) -> Result<bool, Error> {
    Ok(queries::code(conn, hash).await?.is_some())
}

/// Redeems a code, once for `once`: of a download, or of a gift card.
pub(crate) async fn redeem(
    shop: &Shop,
    customer: CustomerId,
    raw: &str,
    country: Country,
    once: &Once,
) -> Result<Answer, Problem> {
    let now = shop.clock.now();
    let hash = codes::hash(raw);
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    let redeemed = if let Some(card) = gift_cards::claim(&mut tx, customer, &hash, now).await? {
        Ok(Redeemed::GiftCard { gift_card: card.own(now) })
    } else {
        music(&mut tx, shop, customer, &hash, country, now).await
    };
    let answer = match redeemed {
        Ok(redeemed) => Answer::new(StatusCode::OK, &redeemed),
        // Nothing was written but the key, and a refusal of today may be none tomorrow.
        Err(error) => return Err(error.into()),
    };
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

async fn music(
    conn: &mut Conn,
    shop: &Shop,
    customer: CustomerId,
    hash: &str,
    country: Country,
    now: Timestamp,
) -> Result<Redeemed, RedeemError> {
    let code = queries::code(conn, hash).await?.ok_or(RedeemError::Unknown)?;
    match () {
        () if code.redeemed_at.is_some() => return Err(RedeemError::Redeemed),
        () if code.revoked => return Err(RedeemError::Revoked),
        () if code.expires_at.is_some_and(|end| end <= now) => return Err(RedeemError::Expired),
        () => {}
    }
    // One at a time for a customer, as with orders of the cart.
    cart::queries::lock(conn, customer, now).await?;
    let item = ItemRef { kind: code.kind(), id: code.ref_id };
    let buyer = Buyer::customer(conn, customer, country.0, now).await?;
    let mut priced = cart::price(conn, buyer, &[item], shop.settings.currency).await?;
    match priced.items.first().map(|item| item.notice) {
        Some(None) => {}
        Some(Some(Notice::AlreadyOwned)) => return Err(RedeemError::AlreadyOwned),
        Some(Some(Notice::NotSoldHere)) => return Err(RedeemError::NotSoldHere),
        _ => return Err(RedeemError::Withdrawn),
    }
    priced.cost_nothing();
    let order = orders::give_away(conn, shop, customer, &priced, now).await?.ok_or(RedeemError::SoldOut)?;
    if !queries::redeem(conn, hash, order.id, customer, now).await? {
        return Err(RedeemError::Redeemed);
    }
    queries::count_redeemed(conn, code.batch_id).await?;
    Ok(Redeemed::Music { order: Box::new(order) })
}

impl From<RedeemError> for Problem {
    fn from(error: RedeemError) -> Self {
        let refuse = |slug, title, detail: &str| Self::conflict(slug, title, detail);
        match error {
            RedeemError::Unknown => cart::codes::unknown_code(),
            RedeemError::Redeemed => refuse(
                "code-redeemed",
                "The code has been redeemed",
                "This code works once, and somebody has redeemed it. If that was you, the music is in your purchases.",
            ),
            RedeemError::Expired => {
                refuse("code-expired", "The code has expired", "This code was good for a while, and that is over.")
            }
            RedeemError::Revoked => refuse(
                "code-revoked",
                "The code was withdrawn",
                "The shop has withdrawn this code. Write to us if you did not expect that.",
            ),
            RedeemError::AlreadyOwned => refuse(
                "already-owned",
                "Already yours",
                "You own this music already. The code is still good: give it to somebody else.",
            ),
            RedeemError::Withdrawn => refuse(
                "withdrawn",
                "No longer to be had",
                "The music of this code is no longer sold, so it cannot be given. Write to us.",
            ),
            RedeemError::NotSoldHere => refuse(
                "not-sold-here",
                "Not sold in your country",
                "We have no right to sell this in your country. The code is still good: give it to somebody elsewhere.",
            ),
            RedeemError::SoldOut => refuse(
                "sold-out",
                "Sold out",
                "The last copies of this limited edition have just been taken. The code stays good, should there be more.",
            ),
            RedeemError::Sql(fault) => fault.into(),
        }
    }
}

/// Why staff cannot make a batch for it.
pub(crate) async fn offered(conn: &mut Conn, item: ItemRef, now: Timestamp) -> Result<bool, Error> {
    Ok(crate::catalog::price_of(conn, item.kind, item.id, now).await?.is_some_and(|offer| offer.on_sale))
}

/// An order's music was given for a code.
pub(crate) const SOURCE: &str = "code";

/// On the invoice, where others name the card.
pub(crate) const PAID_WITH: &str = "Download code";
