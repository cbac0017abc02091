//! The staff and what keeps the shop running.

#[path = "../common/mod.rs"]
mod common;

mod people;
mod system;
