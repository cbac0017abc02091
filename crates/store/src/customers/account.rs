//! What the composition root needs when somebody registers, leaves, or wants to see what we have.

use kernel::{CountryCode, CustomerId, EmailAddress, Timestamp, TrackId};
use serde::Serialize;
use sql::{Conn, Error};

use super::{Address, Profile, queries};
use crate::{
    cart::{self, ItemRef},
    orders::{self, Order},
};

/// Somebody who registers.
#[derive(Debug, Clone)]
pub struct NewCustomer {
    pub email: EmailAddress,
    pub first_name: String,
    pub last_name: String,
    pub country: Option<CountryCode>,
}

/// Writes a customer; ids go on after the data set's. A unique violation when the address is
/// another customer's.
pub async fn create(conn: &mut Conn, new: &NewCustomer, now: Timestamp) -> Result<CustomerId, Error> {
    queries::insert_customer(conn, new, now).await
}

/// Everything the shop knows of a customer.
#[derive(Debug, Clone, Serialize)]
pub struct Export {
    pub profile: Option<Profile>,
    pub addresses: Vec<Address>,
    pub cart: Vec<ItemRef>,
    /// The oldest first, with what was bought, paid and sent back.
    pub orders: Vec<Order>,
    pub owned_track_ids: Vec<TrackId>,
}

/// For the customer, who asks for it.
pub async fn export(conn: &mut Conn, customer: CustomerId) -> Result<Export, Error> {
    let mut orders = Vec::new();
    for id in orders::queries::all_ids(conn, customer).await? {
        if let Some(order) = orders::queries::order(conn, customer, id).await? {
            orders.push(orders::queries::view(conn, &order).await?);
        }
    }
    Ok(Export {
        profile: queries::profile(conn, customer).await?.map(|(profile, _)| profile),
        addresses: queries::addresses(conn, customer).await?,
        cart: cart::queries::items(conn, customer).await?,
        orders,
        owned_track_ids: queries::owned_tracks(conn, customer).await?,
    })
}

/// Forgets who a customer is. Orders and invoices stay, as the law wants. False when it was done
/// before.
pub async fn anonymise(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<bool, Error> {
    queries::forget(conn, customer, now).await
}
