//! Support: conversations between customers and the staff, in the pages and by mail.
//!
//! Whose turn it is, is the state: `open` the staff's, `pending` the customer's, `solved` until
//! somebody says otherwise, `closed` a week later. A customer who writes opens it again, whatever
//! it was.
//!
//! Mails go out through the outbox, and carry an address that only this conversation has: the
//! number of the ticket and a keyed hash of its id ([`mail::reply_address`]). Whoever writes there
//! was shown that address; what the mail says of its sender proves nothing.

mod attachments;
mod canned;
mod desk;
pub mod http;
mod mail;
pub(crate) mod queries;
mod types;
mod writing;

pub use attachments::{MAX_ATTACHMENT, Uploaded};
pub use canned::{CannedAnswer, CannedDraft};
pub use desk::{TicketFilter, TicketSort};
pub use mail::{MailOutcome, SupportMail, receive as receive_mail};
pub use types::*;

use std::time::Duration;

use kernel::{CustomerId, Timestamp};
use sql::{Conn, Error};

use crate::Shop;

/// A solved conversation is closed after this long.
const CLOSE_AFTER: Duration = Duration::from_secs(7 * 86_400);
/// A file that no message took is forgotten after this long.
const LOOSE: Duration = Duration::from_secs(86_400);

/// For the job loop: closes what was solved long ago, and forgets files that no message took.
pub async fn tidy(shop: &Shop, now: Timestamp) -> Result<(), Error> {
    let loose = queries::loose_attachments(&mut shop.db.read().await?, now - LOOSE).await?;
    for file in loose {
        if let Err(error) = shop.blobs.delete(&attachments::key(file)).await {
            tracing::warn!(%error, "a file that nobody sent could not be removed; it is tried again");
            continue;
        }
        let mut tx = shop.db.begin().await?;
        queries::delete_attachment(&mut tx, file).await?;
        tx.commit().await?;
    }
    let mut tx = shop.db.begin().await?;
    queries::close_solved(&mut tx, now - CLOSE_AFTER, now).await?;
    tx.commit().await
}

/// Forgets what a customer wrote: the conversations stay, as numbers, without their words. Answers
/// the files to remove after the commit ([`remove_files`]).
pub async fn forget(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<Vec<kernel::AttachmentId>, Error> {
    let files = queries::attachments_of_customer(conn, customer).await?;
    for file in &files {
        queries::delete_attachment(conn, *file).await?;
    }
    queries::forget_words(conn, customer, now).await?;
    Ok(files)
}

/// Removes the bytes of forgotten files.
pub async fn remove_files(shop: &Shop, files: &[kernel::AttachmentId]) {
    for file in files {
        if let Err(error) = shop.blobs.delete(&attachments::key(*file)).await {
            tracing::error!(%error, "a forgotten customer's file could not be removed");
        }
    }
}
