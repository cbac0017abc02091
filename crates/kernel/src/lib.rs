//! The words both contexts share: typed ids, money, time, randomness, addresses.
//!
//! Nothing here does I/O or is async, and nothing here knows a table, a route or a provider.
//! `sqlx` appears only for its `Type`/`Encode`/`Decode` traits, so that an id is bound and read
//! as what it is instead of as a bare number.

mod countries;
mod email;
mod hex;
mod ids;
mod money;
mod random;
mod time;

pub use countries::CountryCode;
pub use email::{EmailAddress, InvalidEmail};
pub use hex::{from_hex, to_hex};
pub use ids::*;
pub use money::{Currency, InvalidCurrency, Money, MoneyError};
pub use random::Random;
pub use time::{Clock, InvalidTimestamp, Timestamp};
