//! `/customers/me`.

use ::http::{Customer, IfMatch, Json as Body, OrNotFound, Path, Problem, Result, Versioned};
use axum::{Json, extract::State, http::StatusCode};
use kernel::{AddressId, CustomerId};
use sql::Conn;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Address, MAX_ADDRESSES, NewAddress, Owned, Profile, ProfileChange, queries};
use crate::{Shop, catalog::http::List};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(get_profile, update_profile))
        .routes(routes!(list_addresses, create_address))
        .routes(routes!(update_address, delete_address))
        .routes(routes!(get_owned))
}

/// Who the customer is
#[utoipa::path(get, path = "/customers/me", tag = "customers", responses((status = 200, body = Profile, headers(("ETag" = String, description = "Send it back in If-Match when you edit"))), (status = 401, body = Problem)))]
pub async fn get_profile(State(shop): State<Shop>, customer: Customer) -> Result<Versioned<Profile>> {
    read(&mut shop.db.read().await?, customer.id).await
}

async fn read(conn: &mut Conn, customer: CustomerId) -> Result<Versioned<Profile>> {
    let (body, version) = queries::profile(conn, customer).await?.or_not_found("customer", customer)?;
    Ok(Versioned { version, body })
}

/// Edit the profile
#[utoipa::path(patch, path = "/customers/me", tag = "customers", params(("If-Match" = String, Header, description = "The ETag of what you edit")), request_body = ProfileChange, responses((status = 200, body = Profile), (status = 401, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn update_profile(
    State(shop): State<Shop>,
    customer: Customer,
    seen: IfMatch,
    Body(change): Body<ProfileChange>,
) -> Result<Versioned<Profile>> {
    let mut tx = shop.db.begin().await?;
    let Versioned { version, body } = read(&mut tx, customer.id).await?;
    seen.check(version)?;
    let profile = change.applied_to(body)?;
    if !queries::update_profile(&mut tx, &profile, version).await? {
        seen.check(version + 1)?;
    }
    tx.commit().await?;
    Ok(Versioned { version: version + 1, body: profile })
}

/// Where the customer lives, the default address first
#[utoipa::path(get, path = "/customers/me/addresses", tag = "customers", responses((status = 200, body = List<Address>), (status = 401, body = Problem)))]
pub async fn list_addresses(State(shop): State<Shop>, customer: Customer) -> Result<Json<List<Address>>> {
    Ok(Json(queries::addresses(&mut shop.db.read().await?, customer.id).await?.into()))
}

/// Keep another address
#[utoipa::path(post, path = "/customers/me/addresses", tag = "customers", request_body = NewAddress, responses((status = 201, body = Address), (status = 401, body = Problem), (status = 409, body = Problem, description = "`too-many-addresses`"), (status = 422, body = Problem)))]
pub async fn create_address(
    State(shop): State<Shop>,
    customer: Customer,
    Body(new): Body<NewAddress>,
) -> Result<(StatusCode, Json<Address>)> {
    let new = new.checked()?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer.id).await?;
    if queries::addresses(&mut tx, customer.id).await?.len() as i64 >= MAX_ADDRESSES {
        let detail = format!("You can keep {MAX_ADDRESSES} addresses. Delete one you no longer use first.");
        return Err(Problem::conflict("too-many-addresses", "Too many addresses", detail));
    }
    if new.is_default {
        queries::clear_default(&mut tx, customer.id).await?;
    }
    let id = AddressId::fresh(now, &shop.random);
    queries::insert_address(&mut tx, customer.id, id, &new, now).await?;
    queries::ensure_default(&mut tx, customer.id).await?;
    let address = find(&mut tx, customer.id, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(address)))
}

/// Replace an address
#[utoipa::path(put, path = "/customers/me/addresses/{id}", tag = "customers", params(("id" = AddressId, Path)), request_body = NewAddress, responses((status = 200, body = Address), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn update_address(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<AddressId>,
    Body(new): Body<NewAddress>,
) -> Result<Json<Address>> {
    let new = new.checked()?;
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer.id).await?;
    if new.is_default {
        queries::clear_default(&mut tx, customer.id).await?;
    }
    if !queries::update_address(&mut tx, customer.id, id, &new).await? {
        return Err(Problem::not_found("address", id));
    }
    queries::ensure_default(&mut tx, customer.id).await?;
    let address = find(&mut tx, customer.id, id).await?;
    tx.commit().await?;
    Ok(Json(address))
}

/// Delete an address
#[utoipa::path(delete, path = "/customers/me/addresses/{id}", tag = "customers", params(("id" = AddressId, Path)), responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn delete_address(
    State(shop): State<Shop>,
    customer: Customer,
    Path(id): Path<AddressId>,
) -> Result<StatusCode> {
    let mut tx = shop.db.begin().await?;
    queries::lock(&mut tx, customer.id).await?;
    if !queries::delete_address(&mut tx, customer.id, id).await? {
        return Err(Problem::not_found("address", id));
    }
    queries::ensure_default(&mut tx, customer.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(conn: &mut Conn, customer: CustomerId, id: AddressId) -> Result<Address> {
    queries::addresses(conn, customer).await?.into_iter().find(|address| address.id == id).or_not_found("address", id)
}

/// What the customer owns: for marks beside tracks and albums
#[utoipa::path(get, path = "/customers/me/owned", tag = "customers", responses((status = 200, body = Owned), (status = 401, body = Problem)))]
pub async fn get_owned(State(shop): State<Shop>, customer: Customer) -> Result<Json<Owned>> {
    let mut conn = shop.db.read().await?;
    let track_ids = queries::owned_tracks(&mut conn, customer.id).await?;
    let album_ids = queries::owned_albums(&mut conn, customer.id).await?;
    Ok(Json(Owned { track_ids, album_ids }))
}
