//! SQL of orders, payments, the inbox and refunds.

mod goods;
mod inbox;
mod orders;
mod payments;
mod place;
mod refunds;
mod view;

pub use goods::continue_invoices;
pub(crate) use goods::*;
pub(crate) use inbox::*;
pub(crate) use orders::*;
pub(crate) use payments::*;
pub(crate) use place::*;
pub(crate) use refunds::*;
pub(crate) use view::*;
