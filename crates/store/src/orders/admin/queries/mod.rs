//! SQL of the staff's orders.

mod desk;
mod list;
mod notes;
mod timeline;

pub(crate) use desk::*;
pub(crate) use list::*;
pub(crate) use notes::*;
pub(crate) use timeline::*;
