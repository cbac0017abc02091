//! SQL of the staff's customers.

mod desk;
mod list;
mod reach;

pub(crate) use desk::*;
pub(crate) use list::*;
pub(crate) use reach::is_agent;
pub use reach::{Reach, Scope};
