//! SQL of the books.

mod entries;
pub(super) mod fold;

pub(super) use entries::{
    Refund, RefundTrack, insert_refund, insert_refund_entries, insert_refund_track, insert_sale, insert_sale_entries,
    is_backfilled, orders_to_write, refund, refunds_to_write, set_backfilled, tracks_of_refund,
};
