//! What orders announce: rows of the outbox, written in the transaction that made them true.

use blobs::links::Signer;
use kernel::{CustomerId, EmailAddress, GrantId, Money, OrderId, RefundId, Timestamp, TrackId};
use notify::{
    Mail, Recipient,
    templates::{DownloadNotice, Letter, Receipt, ReceiptLine, RefundNotice, Shop as Sender},
};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, outbox};

use super::queries::{self, BoughtTrack, OrderRow, RefundRow};
use crate::{
    Shop,
    purchases::{self, DownloadLink},
};

/// The topic of [`OrderMail`]: the outbox has one for mails of every room.
pub const MAIL_TOPIC: &str = "mail";

/// Topic `order.paid`: the tracks are the customer's. The handler puts them into the library,
/// counts the sales, and calls [`super::mark_fulfilled`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPaid {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub paid_at: Timestamp,
    /// Only those that were granted by this order.
    pub track_ids: Vec<TrackId>,
}

impl OrderPaid {
    pub const TOPIC: &str = "order.paid";
}

/// Topic `order.refunded`: money went back. `track_ids` are those the customer lost with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRefunded {
    pub order_id: OrderId,
    pub refund_id: RefundId,
    pub customer_id: CustomerId,
    pub amount: Money,
    pub track_ids: Vec<TrackId>,
}

impl OrderRefunded {
    pub const TOPIC: &str = "order.refunded";
}

/// Topic `order.restored`: staff gave back what a refund had taken. The handler puts the tracks into
/// the library again; nothing was sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRestored {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub paid_at: Timestamp,
    pub track_ids: Vec<TrackId>,
}

impl OrderRestored {
    pub const TOPIC: &str = "order.restored";
}

/// A mail about an order, as it waits in the outbox under the topic `mail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum OrderMail {
    Receipt(ReceiptMail),
    RefundNotice(RefundMail),
    Download(DownloadMail),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTo {
    pub name: String,
    pub address: EmailAddress,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptMail {
    pub to: MailTo,
    pub order_id: OrderId,
    pub order_number: String,
    pub paid_at: Timestamp,
    pub lines: Vec<MailLine>,
    pub subtotal: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    pub invoice_number: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailLine {
    pub title: String,
    pub artist: Option<String>,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundMail {
    pub to: MailTo,
    pub order_id: OrderId,
    pub order_number: String,
    pub amount: Money,
    pub whole: bool,
    pub reason: String,
}

/// Names the link and does not hold it: it is signed when the mail is written, so that the outbox
/// holds nothing that works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadMail {
    pub to: MailTo,
    pub order_id: OrderId,
    pub order_number: String,
    pub grant: GrantId,
    pub file_name: String,
    pub expires_at: Timestamp,
    pub uses: i64,
}

impl OrderMail {
    /// The mail this announcement stands for. `dedupe_key` is the event's.
    pub fn write(&self, shop: &Sender, links: &Signer, dedupe_key: &str) -> Mail {
        let letter = |to: &MailTo| Letter::new(shop, Recipient::new(&to.name, to.address.clone()), dedupe_key);
        match self {
            Self::Receipt(mail) => letter(&mail.to).receipt(&Receipt {
                order_number: mail.order_number.clone(),
                paid_at: mail.paid_at,
                lines: mail.lines.iter().map(MailLine::write).collect(),
                subtotal: mail.subtotal,
                discount: mail.discount,
                tax: mail.tax,
                total: mail.total,
                invoice_number: Some(mail.invoice_number),
                purchases_link: order_link(shop, mail.order_id),
            }),
            Self::RefundNotice(mail) => letter(&mail.to).refund_notice(&RefundNotice {
                order_number: mail.order_number.clone(),
                amount: mail.amount,
                whole: mail.whole,
                reason: mail.reason.clone(),
                order_link: order_link(shop, mail.order_id),
            }),
            Self::Download(mail) => letter(&mail.to).download_notice(&DownloadNotice {
                order_number: mail.order_number.clone(),
                file_name: mail.file_name.clone(),
                expires_at: mail.expires_at,
                uses: mail.uses,
                download_link: format!("{}{}", shop.url, purchases::link(links, mail.grant, mail.expires_at)),
                order_link: order_link(shop, mail.order_id),
            }),
        }
    }
}

impl MailLine {
    fn write(&self) -> ReceiptLine {
        ReceiptLine { title: self.title.clone(), detail: self.artist.clone().unwrap_or_default(), amount: self.amount }
    }
}

fn order_link(shop: &Sender, order: OrderId) -> String {
    format!("{}/purchases/{order}", shop.url)
}

/// Announces a paid order and its receipt, each once for ever.
pub(super) async fn announce_paid(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    granted: &[BoughtTrack],
    invoice_number: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let track_ids = granted.iter().map(|track| track.track_id).collect();
    let paid = OrderPaid { order_id: order.id, customer_id: order.customer_id, paid_at: now, track_ids };
    let event = outbox::NewEvent::new(OrderPaid::TOPIC, format!("{}:{}", OrderPaid::TOPIC, order.id), paid);
    outbox::push(conn, &event, now, &shop.random).await?;
    let key = format!("receipt:{}", order.id);
    if let Some(mail) = receipt(conn, order, now, invoice_number).await? {
        outbox::push(conn, &outbox::NewEvent::new(MAIL_TOPIC, key, mail), now, &shop.random).await?;
    }
    Ok(())
}

/// The receipt of an order that was paid then; nothing once the account is deleted.
async fn receipt(
    conn: &mut Conn,
    order: &OrderRow,
    paid_at: Timestamp,
    invoice_number: i64,
) -> Result<Option<OrderMail>, Error> {
    let Some(to) = mail_to(conn, order.customer_id).await? else { return Ok(None) };
    Ok(Some(OrderMail::Receipt(ReceiptMail {
        to,
        order_id: order.id,
        order_number: order.number.clone(),
        paid_at,
        lines: queries::mail_lines(conn, order).await?,
        subtotal: order.money(order.subtotal_cents),
        discount: order.money(order.discount_cents),
        tax: order.money(order.tax_cents),
        total: order.total(),
        invoice_number,
    })))
}

/// The receipt once more, under a key of its own. False when there is none, or nobody to send it to.
pub(super) async fn push_receipt(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    key: String,
    now: Timestamp,
) -> Result<bool, Error> {
    let (Some(paid_at), Some(invoice)) = (order.paid_at, queries::invoice_number(conn, order.id).await?) else {
        return Ok(false);
    };
    let Some(mail) = receipt(conn, order, paid_at, invoice).await? else { return Ok(false) };
    outbox::push(conn, &outbox::NewEvent::new(MAIL_TOPIC, key, mail), now, &shop.random).await?;
    Ok(true)
}

/// A fresh download link for the customer. False when there is nobody to send it to.
pub(super) async fn push_download(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    grant: GrantId,
    link: &DownloadLink,
    key: String,
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(to) = mail_to(conn, order.customer_id).await? else { return Ok(false) };
    let mail = OrderMail::Download(DownloadMail {
        to,
        order_id: order.id,
        order_number: order.number.clone(),
        grant,
        file_name: link.filename.clone(),
        expires_at: link.expires_at,
        uses: link.uses,
    });
    outbox::push(conn, &outbox::NewEvent::new(MAIL_TOPIC, key, mail), now, &shop.random).await?;
    Ok(true)
}

/// Announces that tracks are the customer's again.
pub(super) async fn announce_restored(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    track_ids: Vec<TrackId>,
    now: Timestamp,
) -> Result<(), Error> {
    let paid_at = order.paid_at.unwrap_or(now);
    let restored = OrderRestored { order_id: order.id, customer_id: order.customer_id, paid_at, track_ids };
    let key = format!("{}:{}:{}", OrderRestored::TOPIC, order.id, shop.random.uuid_v7(now));
    outbox::push(conn, &outbox::NewEvent::new(OrderRestored::TOPIC, key, restored), now, &shop.random).await
}

/// Announces money that went back.
pub(super) async fn announce_refund(
    conn: &mut Conn,
    shop: &Shop,
    order: &OrderRow,
    refund: &RefundRow,
    lost: Vec<TrackId>,
    whole: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let refunded = OrderRefunded {
        order_id: order.id,
        refund_id: refund.id,
        customer_id: order.customer_id,
        amount: refund.amount(),
        track_ids: lost,
    };
    let event =
        outbox::NewEvent::new(OrderRefunded::TOPIC, format!("{}:{}", OrderRefunded::TOPIC, refund.id), refunded);
    outbox::push(conn, &event, now, &shop.random).await?;
    let Some(to) = mail_to(conn, order.customer_id).await? else { return Ok(()) };
    let mail = OrderMail::RefundNotice(RefundMail {
        to,
        order_id: order.id,
        order_number: order.number.clone(),
        amount: refund.amount(),
        whole,
        reason: refund.reason.clone(),
    });
    outbox::push(conn, &outbox::NewEvent::new(MAIL_TOPIC, format!("refund:{}", refund.id), mail), now, &shop.random)
        .await
}

async fn mail_to(conn: &mut Conn, customer: CustomerId) -> Result<Option<MailTo>, Error> {
    Ok(queries::mail_address(conn, customer).await?.map(|(name, address)| MailTo { name, address }))
}
