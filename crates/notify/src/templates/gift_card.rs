//! The mail that brings a gift card.

use kernel::{Money, Timestamp};

use super::{Letter, layout::Block};
use crate::Mail;

/// A gift card as its receiver reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCardLetter {
    pub code: String,
    pub amount: Money,
    /// From whoever gives it, or nothing.
    pub message: String,
    pub expires_at: Option<Timestamp>,
    /// Where the code is entered.
    pub redeem_link: String,
}

impl Letter<'_> {
    /// When a gift card was issued.
    pub fn gift_card(self, card: &GiftCardLetter) -> Mail {
        let shop = self.shop.name.clone();
        let mut blocks = vec![
            Block::heading("A gift card for you"),
            Block::Text(format!("You have been given {} to spend on music at {shop}.", card.amount)),
        ];
        if !card.message.is_empty() {
            blocks.push(Block::Text(format!("“{}”", card.message)));
        }
        blocks.push(Block::Text(format!("Your code: {}", card.code)));
        blocks.push(Block::button("Redeem the gift card", &card.redeem_link));
        blocks.push(Block::text(
            "Enter the code there or at the checkout. What you do not spend at once stays on the card.",
        ));
        if let Some(end) = card.expires_at {
            blocks.push(Block::Text(format!("It is good until {}.", end.date())));
        }
        blocks.push(Block::fine("Whoever has the code can use the card: keep it to yourself."));
        self.mail(
            format!("A gift card from {shop}: {}", card.amount),
            "You receive this because somebody gave this address for a gift card.",
            blocks,
        )
    }
}
