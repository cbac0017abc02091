//! Our dialect of axum, so that a handler is: extract, call, wrap.
//!
//! - [`Problem`]: every error, as RFC 9457.
//! - [`Json`], [`Query`], [`Path`], [`IfMatch`], [`IdempotencyKey`], [`ClientIp`]: extractors whose
//!   refusals are problems that name the field and the remedy.
//! - [`Visitor`], [`Customer`], [`Staff`]: who may call, as a parameter type of the handler.
//! - [`Page`], [`page::Cursor`]: keyset lists.
//! - [`cache::ResponseCache`]: catalogue answers, serialised once.
//! - [`csv::Csv`]: a table as a file, streamed.
//! - [`params::KnownParams`]: a query parameter that the OpenAPI document does not name is a 400.

pub mod cache;
mod callers;
mod country;
pub mod csv;
mod extract;
mod list;
pub mod page;
pub mod params;
mod problem;
mod versioned;

pub use callers::{
    AnyStaff, Caller, Customer, GeneralManager, It, Role, RoleSet, SalesManager, Staff, SupportAgent, Visitor,
};
pub use country::Country;
pub use extract::{ClientIp, IdempotencyKey, IfMatch, Json, Path, Query};
pub use list::{ListQuery, Paging};
pub use page::Page;
pub use problem::{FieldError, OrNotFound, Problem};
pub use versioned::Versioned;

/// What a handler answers: the body, or a problem.
pub type Result<T> = std::result::Result<T, Problem>;
