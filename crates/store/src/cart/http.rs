//! `/cart`.

use ::http::{Country, Customer, Json as Body, OrNotFound, Path, Problem, Result};
use axum::{Json, extract::State};
use kernel::{CustomerId, GiftCardId, TrackId};
use serde::{Deserialize, Serialize};
use sql::Conn;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AddError, Buyer, Cart, Chosen, ItemRef, MAX_ITEMS, codes, queries, quote};
use crate::{Shop, catalog::ItemKind, gift_cards};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(get_cart, clear_cart))
        .routes(routes!(add_cart_item))
        .routes(routes!(remove_cart_item))
        .routes(routes!(merge_cart))
        .routes(routes!(quote_cart))
        .routes(routes!(set_cart_code, remove_cart_code))
        .routes(routes!(set_cart_gift_card, remove_cart_gift_card))
}

/// Several items at once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemList {
    /// At most 100.
    pub items: Vec<ItemRef>,
}

impl ItemList {
    fn checked(self) -> Result<Vec<ItemRef>> {
        if self.items.len() > MAX_ITEMS {
            return Err(Problem::invalid("items", format!("send at most {MAX_ITEMS} items")));
        }
        let mut items = Vec::with_capacity(self.items.len());
        for item in self.items {
            if !items.contains(&item) {
                items.push(item);
            }
        }
        Ok(items)
    }
}

/// The customer's cart
#[utoipa::path(get, path = "/cart", tag = "cart", responses((status = 200, body = Cart), (status = 401, body = Problem)))]
pub async fn get_cart(State(shop): State<Shop>, customer: Customer, country: Country) -> Result<Json<Cart>> {
    view(&shop, &mut shop.db.read().await?, customer.id, country, Vec::new()).await
}

/// Empty the cart
#[utoipa::path(delete, path = "/cart", tag = "cart", responses((status = 200, body = Cart), (status = 401, body = Problem)))]
pub async fn clear_cart(State(shop): State<Shop>, customer: Customer, country: Country) -> Result<Json<Cart>> {
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer.id, shop.clock.now()).await?;
    queries::clear(&mut tx, customer.id).await?;
    let cart = view(&shop, &mut tx, customer.id, country, Vec::new()).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Put a track or an album into the cart
///
/// An album takes its single tracks out of the cart: `replaced_track_ids` names them.
#[utoipa::path(post, path = "/cart/items", tag = "cart", request_body = ItemRef, responses((status = 200, body = Cart), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`already-owned`, `already-in-cart` (with `album_id`), `withdrawn`, `not-sold-here` or `cart-full`")))]
pub async fn add_cart_item(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    Body(item): Body<ItemRef>,
) -> Result<Json<Cart>> {
    let mut tx = shop.db.begin().await?;
    let replaced = super::add(&mut tx, customer.id, item, shop.settings.currency, country.0, shop.clock.now()).await?;
    let cart = view(&shop, &mut tx, customer.id, country, replaced).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Take something out of the cart
///
/// Taking out what is not there changes nothing.
#[utoipa::path(delete, path = "/cart/items/{kind}/{id}", tag = "cart", params(("kind" = ItemKind, Path), ("id" = i64, Path)), responses((status = 200, body = Cart), (status = 401, body = Problem)))]
pub async fn remove_cart_item(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    Path((kind, id)): Path<(ItemKind, i64)>,
) -> Result<Json<Cart>> {
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer.id, shop.clock.now()).await?;
    queries::remove(&mut tx, customer.id, ItemRef { kind, id }).await?;
    let cart = view(&shop, &mut tx, customer.id, country, Vec::new()).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Add what a visitor had in the browser
///
/// What cannot be bought (owned, withdrawn, unknown, over 100 items) is left out.
#[utoipa::path(post, path = "/cart/merge", tag = "cart", request_body = ItemList, responses((status = 200, body = Cart), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn merge_cart(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    Body(list): Body<ItemList>,
) -> Result<Json<Cart>> {
    let items = list.checked()?;
    let mut tx = shop.db.begin().await?;
    let replaced =
        super::merge(&mut tx, customer.id, &items, shop.settings.currency, country.0, shop.clock.now()).await?;
    let cart = view(&shop, &mut tx, customer.id, country, replaced).await?;
    tx.commit().await?;
    Ok(cart)
}

/// What a visitor's cart costs
///
/// Unknown items are left out.
#[utoipa::path(post, path = "/cart/quote", tag = "cart", request_body = ItemList, responses((status = 200, body = Cart), (status = 422, body = Problem)))]
pub async fn quote_cart(State(shop): State<Shop>, country: Country, Body(list): Body<ItemList>) -> Result<Json<Cart>> {
    let items = list.checked()?;
    let visitor = Buyer::visitor(country.0, shop.clock.now());
    let mut conn = shop.db.read().await?;
    let priced = quote(&mut conn, visitor, &items, shop.settings.currency, Chosen::default()).await?;
    Ok(Json(priced.view(Vec::new())))
}

async fn view(
    shop: &Shop,
    conn: &mut Conn,
    customer: CustomerId,
    country: Country,
    replaced: Vec<TrackId>,
) -> Result<Json<Cart>> {
    let items = queries::items(conn, customer).await?;
    let buyer = Buyer::customer(conn, customer, country.0, shop.clock.now()).await?;
    let chosen = queries::chosen(conn, customer).await?;
    Ok(Json(quote(conn, buyer, &items, shop.settings.currency, chosen).await?.view(replaced)))
}

/// A code as the customer typed it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    /// Of a promotion or of a gift card. Case, and the spaces and hyphens of a gift card, do not matter.
    pub code: String,
}

/// Enter a promotion code or a gift card
///
/// A code takes the place of the one before it. One that needs other music in the cart stays, and
/// says what is missing (`code.problem`). The code of a gift card makes the card the customer's.
#[utoipa::path(put, path = "/cart/code", tag = "cart", request_body = CodeEntry, responses((status = 200, body = Cart), (status = 401, body = Problem), (status = 404, body = Problem, description = "`unknown-code`"), (status = 409, body = Problem, description = "`code-not-usable`, `gift-card-not-usable` or `download-code`"), (status = 422, body = Problem), (status = 429, body = Problem, description = "Too many codes that are not known")))]
pub async fn set_cart_code(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    Body(entry): Body<CodeEntry>,
) -> Result<Json<Cart>> {
    let mut tx = shop.db.begin().await?;
    codes::enter(&mut tx, &shop, customer.id, &entry.code).await?;
    let cart = view(&shop, &mut tx, customer.id, country, Vec::new()).await?;
    tx.commit().await?;
    Ok(cart)
}

/// Take the promotion code out
#[utoipa::path(delete, path = "/cart/code", tag = "cart", responses((status = 200, body = Cart), (status = 401, body = Problem)))]
pub async fn remove_cart_code(State(shop): State<Shop>, customer: Customer, country: Country) -> Result<Json<Cart>> {
    choose(&shop, customer.id, country, |chosen| Chosen { promotion: None, ..chosen }).await
}

/// A gift card of the customer's.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiftCardChoice {
    pub id: GiftCardId,
}

/// Pay with a gift card
///
/// One of the customer's own. It pays as much as it has; the rest is asked of the payment provider.
#[utoipa::path(put, path = "/cart/gift-card", tag = "cart", request_body = GiftCardChoice, responses((status = 200, body = Cart), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`gift-card-not-usable`")))]
pub async fn set_cart_gift_card(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
    Body(choice): Body<GiftCardChoice>,
) -> Result<Json<Cart>> {
    let card = gift_cards::of_owner(&mut shop.db.read().await?, customer.id, choice.id).await?;
    card.or_not_found("gift card", choice.id)?.usable(shop.clock.now())?;
    choose(&shop, customer.id, country, |chosen| Chosen { gift_card: Some(choice.id), ..chosen }).await
}

/// Do not pay with a gift card
#[utoipa::path(delete, path = "/cart/gift-card", tag = "cart", responses((status = 200, body = Cart), (status = 401, body = Problem)))]
pub async fn remove_cart_gift_card(
    State(shop): State<Shop>,
    customer: Customer,
    country: Country,
) -> Result<Json<Cart>> {
    choose(&shop, customer.id, country, |chosen| Chosen { gift_card: None, ..chosen }).await
}

async fn choose(
    shop: &Shop,
    customer: CustomerId,
    country: Country,
    change: impl FnOnce(Chosen) -> Chosen,
) -> Result<Json<Cart>> {
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer, shop.clock.now()).await?;
    let chosen = change(queries::chosen(&mut tx, customer).await?);
    queries::choose(&mut tx, customer, chosen).await?;
    let cart = view(shop, &mut tx, customer, country, Vec::new()).await?;
    tx.commit().await?;
    Ok(cart)
}

impl From<AddError> for Problem {
    fn from(error: AddError) -> Self {
        match error {
            AddError::Unknown(item) => Self::not_found(item.kind.as_str(), item.id),
            AddError::Withdrawn => {
                Self::conflict("withdrawn", "No longer sold", "This is no longer sold, so it cannot go into the cart.")
            }
            AddError::NotSoldHere => Self::conflict(
                "not-sold-here",
                "Not sold in your country",
                "We have no right to sell this in your country, so it cannot go into the cart.",
            ),
            AddError::AlreadyOwned => Self::conflict(
                "already-owned",
                "Already yours",
                "You own this already. Find it in your library; it can be downloaded as often as you like.",
            ),
            AddError::InAlbum(album) => Self::conflict(
                "already-in-cart",
                "Already in the cart",
                "This track comes with its album, which is in the cart. Take the album out to buy the track alone.",
            )
            .with("album_id", album),
            AddError::Full => Self::conflict(
                "cart-full",
                "The cart is full",
                format!("A cart holds {MAX_ITEMS} items. Buy these first, or take something out."),
            ),
            AddError::Sql(fault) => fault.into(),
        }
    }
}
