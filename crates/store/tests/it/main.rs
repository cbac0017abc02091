//! The catalogue and the import, tested through their doors on both engines.

#![expect(clippy::unwrap_used, reason = "in a test, what is missing is the failure")]

extern crate chinook_store as store;

mod catalog;
mod editions;
mod import;
mod pages;
mod queries;
mod reports;
mod seed;
mod support;
