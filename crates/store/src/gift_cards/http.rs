//! `/gift-cards` and `/admin/gift-cards`.

use ::http::{
    Customer, IdempotencyKey, IfMatch, Json as Body, OrNotFound, Page, Path, Problem, Query, Result, SalesManager,
    Staff, Versioned,
    page::{Cursor, Limit},
};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{EmailAddress, GiftCardId, Money, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::{Conn, outbox};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{GiftCard, GiftCardMail, GiftCardStatus, OwnGiftCard, entry, note, queries};
use crate::{
    Shop,
    audit::Actor,
    codes,
    idempotency::{Answer, Claim, Once},
    orders::{text_problem, tidy},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_own_gift_cards))
        .routes(routes!(list_gift_cards, issue_gift_card))
        .routes(routes!(get_gift_card))
        .routes(routes!(set_gift_card_status))
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnGiftCards {
    pub items: Vec<OwnGiftCard>,
}

/// The caller's gift cards
#[utoipa::path(get, path = "/gift-cards", tag = "cart", responses((status = 200, body = OwnGiftCards), (status = 401, body = Problem)))]
pub async fn list_own_gift_cards(State(shop): State<Shop>, customer: Customer) -> Result<Json<OwnGiftCards>> {
    let (mut conn, now) = (shop.db.read().await?, shop.clock.now());
    let cards = queries::of_customer(&mut conn, customer.id).await?;
    Ok(Json(OwnGiftCards { items: cards.into_iter().map(|card| card.own(now)).collect() }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GiftCardParams {
    /// In names, addresses or the end of the code.
    q: Option<String>,
    /// How many, 1 to 200; 50 when not said.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Gift cards, the newest first
#[utoipa::path(get, path = "/admin/gift-cards", tag = "admin", params(GiftCardParams), responses((status = 200, body = Page<GiftCard>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list_gift_cards(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Query(params): Query<GiftCardParams>,
) -> Result<Json<Page<GiftCard>>> {
    let limit = Limit::new(params.limit)?;
    let after: Option<(Timestamp, GiftCardId)> = Cursor::decode_opt(params.cursor.as_deref())?;
    let text = params.q.unwrap_or_default();
    let rows = queries::list(&mut shop.db.read().await?, text.trim(), after, limit.plus_one()).await?;
    Ok(Json(Page::from_rows(rows, limit, |card| (card.created_at, card.id))))
}

/// A gift card to be issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGiftCard {
    pub amount: Money,
    #[serde(default)]
    pub recipient_name: Option<String>,
    /// The code is sent there.
    #[serde(default)]
    pub recipient_email: Option<String>,
    /// Written into the mail.
    #[serde(default)]
    pub message: Option<String>,
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

/// A gift card with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct IssuedGiftCard {
    pub gift_card: GiftCard,
    /// Shown this once: the shop keeps only its hash. Empty when the request is repeated.
    pub code: Option<String>,
    /// Whether the code goes out by mail.
    pub mailed: bool,
}

const MAX_NAME: usize = 80;
const MAX_MESSAGE: usize = 500;
/// In minor units: a slip of the pen is no fortune.
const MOST: i64 = 1_000_000;

impl NewGiftCard {
    fn checked(self, shop: &Shop, now: Timestamp) -> Result<(Self, Option<EmailAddress>)> {
        let new = Self {
            recipient_name: tidy(self.recipient_name),
            recipient_email: tidy(self.recipient_email),
            message: tidy(self.message).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
            ..self
        };
        let mut problem = Problem::validation();
        let currency = shop.settings.currency;
        if new.amount.currency != currency || !(1..=MOST).contains(&new.amount.amount) {
            problem =
                problem.field("amount", format!("write an amount in {currency}, up to {}", Money::new(MOST, currency)));
        }
        for (field, text, most) in
            [("recipient_name", &new.recipient_name, MAX_NAME), ("message", &new.message, MAX_MESSAGE)]
        {
            if let Some(why) = text_problem(text.as_deref().unwrap_or_default(), most, false) {
                problem = problem.field(field, why);
            }
        }
        let email = new.recipient_email.as_deref().map(EmailAddress::new).transpose();
        if email.is_err() {
            problem = problem.field("recipient_email", "write a mail address such as name@example.com");
        }
        if new.expires_at.is_some_and(|end| end <= now) {
            problem = problem.field("expires_at", "choose a moment that is still to come");
        }
        problem.if_any()?;
        Ok((new, email.ok().flatten()))
    }
}

/// Issue a gift card
///
/// The code is answered once, and mailed when there is an address.
#[utoipa::path(post, path = "/admin/gift-cards", tag = "admin", params(("Idempotency-Key" = String, Header, description = "A fresh UUID for each card")), request_body = NewGiftCard, responses((status = 201, body = IssuedGiftCard), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn issue_gift_card(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    key: IdempotencyKey,
    Body(new): Body<NewGiftCard>,
) -> Result<Answer> {
    let now = shop.clock.now();
    let once = Once::of_staff(staff.id, "POST /admin/gift-cards", key, "/admin/gift-cards", &new);
    let (new, email) = new.checked(&shop, now)?;
    let mut tx = shop.db.begin().await?;
    if let Claim::Done(answer) = once.claim(&mut tx, now).await? {
        return Ok(answer);
    }
    let code = codes::fresh(&shop.random);
    let id = GiftCardId::fresh(now, &shop.random);
    let card = queries::NewCard {
        id,
        hash: &codes::hash(&code),
        last_four: &codes::last_four(&code),
        amount: new.amount,
        recipient_name: new.recipient_name.as_deref(),
        recipient_email: new.recipient_email.as_deref(),
        message: new.message.as_deref(),
        expires_at: new.expires_at,
        by: staff.id,
    };
    queries::insert(&mut tx, &card, now).await?;
    let issued = queries::NewEntry {
        card: id,
        kind: queries::EntryKind::Issued,
        cents: new.amount.amount,
        balance: new.amount.amount,
        order: None,
        refund: None,
    };
    queries::insert_entry(&mut tx, &issued, now, &shop.random).await?;
    let audited = entry(Actor::Staff(staff.id), "gift_card.issued", id).note(new.amount.to_string());
    note(&mut tx, &shop, &audited, now).await?;
    if let Some(address) = &email {
        mail(&mut tx, &shop, &new, id, &code, address).await?;
    }
    let gift_card = read(&mut tx, id).await?;
    let mut answer = IssuedGiftCard { gift_card, code: None, mailed: email.is_some() };
    // What is kept for repeated requests has no code.
    once.keep(&mut tx, &Answer::new(StatusCode::CREATED, &answer)).await?;
    answer.code = Some(code);
    tx.commit().await?;
    Ok(Answer::new(StatusCode::CREATED, &answer))
}

async fn mail(
    conn: &mut Conn,
    shop: &Shop,
    new: &NewGiftCard,
    id: GiftCardId,
    code: &str,
    address: &EmailAddress,
) -> Result<()> {
    let mail = GiftCardMail {
        to_name: new.recipient_name.clone().unwrap_or_default(),
        to_address: address.clone(),
        code: code.to_owned(),
        amount: new.amount,
        message: new.message.clone(),
        expires_at: new.expires_at,
    };
    let event = outbox::NewEvent::new(GiftCardMail::TOPIC, format!("{}:{id}", GiftCardMail::TOPIC), mail);
    Ok(outbox::push(conn, &event, shop.clock.now(), &shop.random).await?)
}

async fn read(conn: &mut Conn, id: GiftCardId) -> Result<GiftCard> {
    queries::find(conn, id).await?.or_not_found("gift card", id)
}

/// A gift card with its ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftCardDetail {
    pub gift_card: GiftCard,
    /// The newest first, at most 500.
    pub entries: Vec<queries::GiftCardEntry>,
}

/// One gift card and what moved its balance
#[utoipa::path(get, path = "/admin/gift-cards/{id}", tag = "admin", params(("id" = GiftCardId, Path)), responses((status = 200, body = GiftCardDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn get_gift_card(
    State(shop): State<Shop>,
    _staff: Staff<SalesManager>,
    Path(id): Path<GiftCardId>,
) -> Result<Versioned<GiftCardDetail>> {
    let mut conn = shop.db.read().await?;
    let gift_card = read(&mut conn, id).await?;
    let entries = queries::entries(&mut conn, id).await?;
    Ok(Versioned { version: gift_card.version, body: GiftCardDetail { gift_card, entries } })
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiftCardStatusChange {
    pub status: GiftCardStatus,
}

/// Block a gift card, or let it pay again
#[utoipa::path(put, path = "/admin/gift-cards/{id}/status", tag = "admin", params(("id" = GiftCardId, Path), ("If-Match" = String, Header)), request_body = GiftCardStatusChange, responses((status = 200, body = GiftCard), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem)))]
pub async fn set_gift_card_status(
    State(shop): State<Shop>,
    staff: Staff<SalesManager>,
    Path(id): Path<GiftCardId>,
    version: IfMatch,
    Body(change): Body<GiftCardStatusChange>,
) -> Result<Versioned<GiftCard>> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let before = read(&mut tx, id).await?;
    version.check(before.version)?;
    if !queries::set_status(&mut tx, id, change.status, before.version, now).await? {
        version.check(before.version + 1)?;
    }
    let action = match change.status {
        GiftCardStatus::Active => "gift_card.unblocked",
        GiftCardStatus::Blocked => "gift_card.blocked",
    };
    let audited = entry(Actor::Staff(staff.id), action, id)
        .change(json!({ "status": before.status }), json!({ "status": change.status }));
    note(&mut tx, &shop, &audited, now).await?;
    let card = read(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Versioned { version: card.version, body: card })
}
