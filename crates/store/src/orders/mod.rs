//! Orders: money first.
//!
//! An order is a snapshot of the cart, and waits for its payment ([`status`]). What a provider says
//! about money reaches it through one function, [`apply_payment_fact`], whoever asked: the return page,
//! the inbox of webhooks, or the reconciler. In the transaction that makes an order paid, the
//! music becomes the customer's, the invoice is written, stock goes down and everything that must
//! follow is put into the outbox. Money is never kept without goods: what cannot be given any more
//! goes back by itself.
//!
//! `paid` becomes `fulfilled` when the listener's library has taken the songs in
//! ([`mark_fulfilled`], called by the handler of `order.paid`). Both mean that the music is the
//! customer's: downloads work from `paid` on.

pub mod admin;
mod events;
mod expiry;
pub mod facts;
mod fulfil;
pub mod http;
mod inbox;
mod pay;
mod place;
pub(crate) mod queries;
mod reconcile;
mod refunds;
mod status;
mod types;

pub use events::{
    DownloadMail, MAIL_TOPIC, MailLine, MailTo, OrderMail, OrderPaid, OrderRefunded, OrderRestored, ReceiptMail,
    RefundMail,
};
pub use expiry::{CancelError, cancel, cancel_by_staff, expire_orders};
pub use facts::{Applied, apply_payment_fact};
pub use fulfil::mark_fulfilled;
pub use inbox::{ReceiveError, Received, process_events, receive};
pub use pay::{PayError, PaymentPage, pay};
pub(crate) use place::give_away;
pub use place::{PlaceError, place};
pub use queries::continue_invoices;
pub use reconcile::{Reconciled, reconcile, settle};
pub use refunds::{LineRefund, RefundError, RefundRequest, RefundView, refund};
pub(crate) use refunds::{LineStanding, line_standing};
pub use status::OrderStatus;
pub use types::{Billing, IncludedTax, Order, OrderGiftCard, OrderLine, OrderSummary, OrderTrack, PlaceOrder};
pub(crate) use types::{text_problem, tidy};
