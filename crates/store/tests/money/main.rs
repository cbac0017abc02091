//! Money: carts, orders, payments, refunds, invoices and downloads, through their doors on both
//! engines.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

extern crate chinook_store as store;

mod audit;
mod cart;
mod checkout;
mod customers;
mod desk;
mod facts;
mod once;
mod purchases;
mod refunds;
mod reports;
mod stock;
mod strangers;
mod support;
mod tickets;
mod webhooks;
