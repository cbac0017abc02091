//! What the composition root needs when somebody registers, leaves, or wants to see what we have.

use kernel::{AccountId, CountryCode, CustomerId, EmailAddress, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use sql::{Conn, Error};

use super::queries;
use crate::{Seller, cart, invoices, orders};

/// Somebody who has just confirmed an address.
#[derive(Debug, Clone)]
pub struct NewCustomer<'a> {
    pub account: AccountId,
    pub email: &'a EmailAddress,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub country: Option<CountryCode>,
}

/// Writes a customer; ids go on after the data set's. A unique violation when the address is
/// another customer's.
pub async fn create(conn: &mut Conn, new: &NewCustomer<'_>, now: Timestamp) -> Result<CustomerId, Error> {
    queries::insert_customer(conn, new, now).await
}

/// The customer with this address, and who signs in for it, if anybody does: customers of the data
/// set have no account until they reset their password.
pub async fn find_by_email(conn: &mut Conn, email: &EmailAddress) -> Result<Option<(CustomerId, Option<AccountId>)>, Error> {
    queries::by_email(conn, email).await
}

/// Lets an account sign in for a customer who has none. False when it has.
pub async fn link_account(conn: &mut Conn, customer: CustomerId, account: AccountId) -> Result<bool, Error> {
    queries::set_account(conn, customer, account).await
}

/// Everything the shop knows of a customer, for the customer. `seller` stands on invoices that were
/// imported without one.
pub async fn export(conn: &mut Conn, seller: &Seller, customer: CustomerId) -> Result<Option<Value>, Error> {
    let Some((profile, _)) = queries::profile(conn, customer).await? else { return Ok(None) };
    let mut exported = Vec::new();
    for id in orders::queries::all_ids(conn, customer).await? {
        let Some(order) = orders::queries::order(conn, customer, id).await? else { continue };
        let invoice = invoices::find(conn, customer, id, seller).await?;
        exported.push(Exported { order: orders::queries::view(conn, &order).await?, invoice });
    }
    Ok(Some(json!({
        "profile": profile,
        "addresses": queries::addresses(conn, customer).await?,
        "cart": cart::queries::items(conn, customer).await?,
        "orders": exported,
        "owned_track_ids": queries::owned_tracks(conn, customer).await?,
    })))
}

#[derive(Serialize)]
struct Exported {
    #[serde(flatten)]
    order: orders::Order,
    invoice: Option<invoices::Invoice>,
}

/// Forgets who a customer is. Orders and invoices stay, as the law wants. False when it was done
/// before.
pub async fn anonymise(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<bool, Error> {
    queries::forget(conn, customer, now).await
}
