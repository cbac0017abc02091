//! Import and export: everything goes in and out, in the formats listeners have.

pub mod formats;
pub mod record;
