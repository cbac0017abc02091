//! Mails about an order.

use kernel::{Money, Timestamp};

use super::{Letter, layout::Block};
use crate::Mail;

/// What was bought and what it cost, as on the invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub order_number: String,
    pub paid_at: Timestamp,
    pub lines: Vec<ReceiptLine>,
    pub subtotal: Money,
    /// As a positive amount; left out when zero.
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    pub invoice_number: Option<i64>,
    /// Where the downloads are.
    pub purchases_link: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptLine {
    pub title: String,
    /// The artist, or nothing.
    pub detail: String,
    pub amount: Money,
}

/// Money that goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundNotice {
    pub order_number: String,
    pub amount: Money,
    /// Whether the whole order is refunded with this.
    pub whole: bool,
    /// For the customer, or nothing.
    pub reason: String,
    pub order_link: String,
}

/// A download link that staff sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownloadNotice {
    pub order_number: String,
    pub file_name: String,
    pub expires_at: Timestamp,
    pub uses: i64,
    pub download_link: String,
    pub order_link: String,
}

impl Letter<'_> {
    /// When staff replaced a download link.
    pub fn download_notice(self, download: &DownloadNotice) -> Mail {
        let blocks = vec![
            Block::heading("Your download is ready"),
            Block::Text(format!(
                "Here is a fresh link to {} of your order {}. It works {} times until {}; older links have ended.",
                download.file_name,
                download.order_number,
                download.uses,
                download.expires_at.date()
            )),
            Block::button("Download", &download.download_link),
            Block::Text(format!("All your music stays at {}.", download.order_link)),
        ];
        self.mail(
            format!("Your download: order {}", download.order_number),
            "You receive this because you bought music with this address and our staff sent you a new link.",
            blocks,
        )
    }

    /// After an order was paid.
    pub fn receipt(self, receipt: &Receipt) -> Mail {
        let shop = self.shop.name.clone();
        let invoice = match receipt.invoice_number {
            Some(number) => format!(", invoice {number}"),
            None => String::new(),
        };
        let mut blocks = vec![
            Block::heading("Thank you for your music"),
            Block::Text(format!(
                "Your order {} of {} is paid{invoice}. The music is yours: download it as often as you like.",
                receipt.order_number,
                receipt.paid_at.date()
            )),
            Block::button("Go to my purchases", &receipt.purchases_link),
        ];
        blocks.extend(receipt.lines.iter().map(|line| Block::Item {
            title: line.title.clone(),
            detail: line.detail.clone(),
            amount: line.amount.to_string(),
        }));
        blocks.extend(sums(receipt));
        self.mail(
            format!("Your receipt from {shop}: order {}", receipt.order_number),
            "You receive this because you bought music with this address.",
            blocks,
        )
    }

    /// After a refund was made.
    pub fn refund_notice(self, refund: &RefundNotice) -> Mail {
        let shop = self.shop.name.clone();
        let what = if refund.whole { "your whole order" } else { "a part of your order" };
        let mut blocks = vec![
            Block::heading("Your refund is on its way"),
            Block::Text(format!(
                "{} goes back to the card or account you paid with, for {what} {}. Banks take up to ten days to show it.",
                refund.amount, refund.order_number
            )),
        ];
        if !refund.reason.is_empty() {
            blocks.push(Block::Text(format!("Reason: {}", refund.reason)));
        }
        blocks.push(Block::button("See the order", &refund.order_link));
        self.mail(
            format!("Your refund from {shop}: order {}", refund.order_number),
            "You receive this because you bought music with this address.",
            blocks,
        )
    }
}

/// Subtotal and tax only where they say something that the total does not.
fn sums(receipt: &Receipt) -> Vec<Block> {
    let mut sums = Vec::new();
    if receipt.subtotal != receipt.total {
        sums.push(Block::sum("Subtotal", receipt.subtotal));
    }
    if !receipt.discount.is_zero() {
        sums.push(Block::sum("Discount", Money::new(-receipt.discount.amount, receipt.discount.currency)));
    }
    if !receipt.tax.is_zero() {
        sums.push(Block::sum("Tax", receipt.tax));
    }
    sums.push(Block::total("Total", receipt.total));
    sums
}
