//! `/cart`.

use ::http::{Country, Customer, Json as Body, Path, Problem, Result};
use axum::{Json, extract::State};
use kernel::{CustomerId, TrackId};
use serde::{Deserialize, Serialize};
use sql::Conn;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{AddError, Buyer, Cart, ItemRef, MAX_ITEMS, price, queries};
use crate::{Shop, catalog::ItemKind};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(get_cart, clear_cart))
        .routes(routes!(add_cart_item))
        .routes(routes!(remove_cart_item))
        .routes(routes!(merge_cart))
        .routes(routes!(quote_cart))
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
    let replaced = super::merge(&mut tx, customer.id, &items, shop.settings.currency, country.0, shop.clock.now()).await?;
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
    let priced = price(&mut shop.db.read().await?, visitor, &items, shop.settings.currency).await?;
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
    Ok(Json(price(conn, buyer, &items, shop.settings.currency).await?.view(replaced)))
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
