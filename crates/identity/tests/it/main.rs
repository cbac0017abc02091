//! What people and attackers meet, over HTTP, on both engines.

#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests")]

extern crate chinook_identity as identity;

mod limits;
mod links;
mod refreshing;
mod revoking;
mod second_factor;
mod signing_in;
mod support;
mod traces;
