//! What the shop writes. Each mail is made of [`layout::Block`]s, from which both its text and its
//! HTML come, so that the two never say different things.

mod account;
mod gift_card;
mod layout;
mod orders;
mod support;

pub use gift_card::GiftCardLetter;
pub use orders::{DownloadNotice, Receipt, ReceiptLine, RefundNotice};
pub use support::TicketMail;

use std::time::Duration;

use crate::{Mail, Recipient, html};
use layout::Block;

/// Who writes: the name in the head of each mail, and the address of the shop for its foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    pub name: String,
    /// Without a slash at the end, such as `https://music.example.com`.
    pub url: String,
}

/// A mail about to be written: whose, to whom, and what makes it one mail (see
/// [`Mail::dedupe_key`]). One method a template.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    pub shop: &'a Shop,
    pub to: Recipient,
    pub dedupe_key: String,
}

impl<'a> Letter<'a> {
    pub fn new(shop: &'a Shop, to: Recipient, dedupe_key: impl Into<String>) -> Self {
        Self { shop, to, dedupe_key: dedupe_key.into() }
    }

    fn greeting(&self) -> Block {
        match self.to.name() {
            "" => Block::text("Hello,"),
            name => Block::Text(format!("Hello {name},")),
        }
    }

    fn mail(self, subject: String, reason: &str, mut blocks: Vec<Block>) -> Mail {
        blocks.insert(1, self.greeting());
        let text = layout::text(self.shop, reason, &blocks);
        let html = layout::html(self.shop, &subject, reason, &blocks);
        Mail {
            dedupe_key: self.dedupe_key,
            to: self.to,
            subject,
            text,
            html,
            attachments: Vec::new(),
            reply_to: None,
            thread: None,
        }
    }
}

/// `24 hours`, `30 minutes`: how long a link lives, in words.
fn in_words(life: Duration) -> String {
    let minutes = life.as_secs().div_ceil(60);
    let (count, unit) = match minutes {
        m if m >= 2_880 && m % 1_440 == 0 => (m / 1_440, "day"),
        m if m >= 60 && m % 60 == 0 => (m / 60, "hour"),
        m => (m, "minute"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_a_link_lives_is_said_in_words() {
        let words = |minutes: u64| in_words(Duration::from_secs(minutes * 60));
        assert_eq!(
            [words(1), words(30), words(60), words(1_440), words(10_080)],
            ["1 minute", "30 minutes", "1 hour", "24 hours", "7 days"]
        );
    }
}
