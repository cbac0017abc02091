//! SQL of the catalogue's desk.

mod lists;
mod merge;
mod release;
mod rows;
mod writes;

pub(crate) use lists::*;
pub(crate) use merge::*;
pub(crate) use release::*;
pub(crate) use writes::*;
