//! The shop, tested through its doors on both engines.

extern crate chinook_store as store;

mod catalog;
mod editions;
mod import;
mod pages;
mod queries;
mod reports;
mod support;
