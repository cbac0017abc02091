//! Customers: who they are, where they live, what they own. How they sign in is identity's.

mod account;
pub mod admin;
pub mod http;
mod queries;
mod types;

use kernel::CustomerId;
use sql::{Conn, Error};

pub use account::{Export, NewCustomer, anonymise, create, export};
pub use types::{Address, NewAddress, Owned, Preferences, Profile, ProfileChange, Theme};

/// A first name and an initial: how others who share something with a customer see them.
pub async fn short_name(conn: &mut Conn, id: CustomerId) -> Result<Option<String>, Error> {
    let profile = queries::profile(conn, id).await?.map(|(profile, _)| profile);
    Ok(profile.map(|profile| match profile.last_name.chars().next() {
        Some(initial) => format!("{} {initial}.", profile.first_name),
        None => profile.first_name,
    }))
}

/// A customer keeps at most this many addresses.
pub const MAX_ADDRESSES: i64 = 20;
