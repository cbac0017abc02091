//! Money: carts, orders, payments, refunds, invoices and downloads, through their doors on both
//! engines.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

extern crate chinook_store as store;

mod audit;
mod cart;
mod catalogue;
mod checkout;
mod customers;
mod desk;
mod download_codes;
mod facts;
mod gift_cards;
mod once;
mod prices;
mod promotions;
mod purchases;
mod refunds;
mod reports;
mod stock;
mod strangers;
mod support;
mod tax;
mod territories;
mod tickets;
mod uploads;
mod webhooks;
