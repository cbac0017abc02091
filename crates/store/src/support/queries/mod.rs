//! SQL of support.

mod attachments;
mod canned;
mod list;
mod messages;
mod tickets;

pub(crate) use attachments::*;
pub(crate) use canned::*;
pub(crate) use list::*;
pub(crate) use messages::*;
pub(crate) use tickets::*;
