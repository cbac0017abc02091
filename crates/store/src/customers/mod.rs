//! Customers: who they are, where they live, what they own. How they sign in is identity's.

mod account;
pub mod http;
mod queries;
mod types;

pub use account::{Export, NewCustomer, anonymise, create, export};
pub use types::{Address, NewAddress, Owned, Preferences, Profile, ProfileChange, Theme};

/// A customer keeps at most this many addresses.
pub const MAX_ADDRESSES: i64 = 20;
