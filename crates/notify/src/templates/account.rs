//! Mails about an account.

use std::time::Duration;

use kernel::Timestamp;

use super::{Letter, in_words, layout::Block};
use crate::Mail;

impl Letter<'_> {
    /// After registering: the link that proves the address.
    pub fn verify_address(self, link: &str, life: Duration) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("Confirm your address for {shop}"),
            "You receive this because this address was used to open an account.",
            vec![
                Block::heading("One step left"),
                Block::Text(format!("Welcome to {shop}. Confirm that this address is yours, and your account is open.")),
                Block::button("Confirm my address", link),
                Block::Fine(format!(
                    "The link works for {} and once. If you did not open an account, do nothing: without confirmation nobody can use it.",
                    in_words(life)
                )),
            ],
        )
    }

    /// Somebody registered with an address that has an account already. The page they saw said the
    /// same as for a new address, so that nobody learns who is a customer.
    pub fn already_registered(self, sign_in_link: &str, reset_link: &str) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("You already have an account at {shop}"),
            "You receive this because somebody tried to open an account with this address.",
            vec![
                Block::heading("You are with us already"),
                Block::Text(format!(
                    "Somebody, probably you, tried to open an account at {shop} with this address. There is one already, so nothing was changed."
                )),
                Block::button("Sign in", sign_in_link),
                Block::text("If you have forgotten your password, choose a new one:"),
                Block::button("Choose a new password", reset_link),
                Block::fine("If this was not you, do nothing. Your account and your password are as they were."),
            ],
        )
    }

    /// Somebody was asked to work at the shop.
    pub fn staff_invitation(self, link: &str, by: &str, life: Duration) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("You are invited to the back office of {shop}"),
            "You receive this because a colleague opened a staff account with this address.",
            vec![
                Block::heading("Welcome to the team"),
                Block::Text(format!("{by} invites you to work in the back office of {shop}.")),
                Block::text(
                    "Choose a password, then set up an authenticator app on your phone: staff sign in with both.",
                ),
                Block::button("Join the team", link),
                Block::Fine(format!(
                    "The link works for {} and once. If you do not know what this is about, do nothing.",
                    in_words(life)
                )),
            ],
        )
    }

    /// The link that lets its reader choose a new password.
    pub fn password_reset(self, link: &str, life: Duration) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("Choose a new password for {shop}"),
            "You receive this because a new password was asked for with this address.",
            vec![
                Block::heading("Choose a new password"),
                Block::Text(format!("Somebody, probably you, asked for a new password for your account at {shop}.")),
                Block::button("Choose a new password", link),
                Block::Fine(format!(
                    "The link works for {} and once. If you did not ask, do nothing: your password stays as it is.",
                    in_words(life)
                )),
            ],
        )
    }

    /// After every change of the password, however it came about.
    pub fn password_changed(self, at: Timestamp, reset_link: &str) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("Your password for {shop} was changed"),
            "You receive this because it concerns the safety of your account.",
            vec![
                Block::heading("Your password was changed"),
                Block::Text(format!(
                    "The password of your account was changed on {}. Every other device has been signed out.",
                    moment(at)
                )),
                Block::text(
                    "If this was you, all is well. If not, somebody else may know your password: choose a new one now.",
                ),
                Block::button("Choose a new password", reset_link),
            ],
        )
    }

    /// After an account was deleted at its owner's wish.
    pub fn account_deleted(self, at: Timestamp) -> Mail {
        let shop = self.shop.name.clone();
        self.mail(
            format!("Your account at {shop} is deleted"),
            "This is the last mail to this address: it is no longer kept.",
            vec![
                Block::heading("Goodbye"),
                Block::Text(format!(
                    "Your account was deleted on {}, as you asked, and your personal data with it.",
                    moment(at)
                )),
                Block::text("Invoices are kept for as long as the law demands, without a way to sign in to them."),
                Block::Text(format!("Thank you for your time with {shop}. You are welcome back whenever you like.")),
            ],
        )
    }
}

/// `2025-12-22 at 14:05 UTC`.
fn moment(at: Timestamp) -> String {
    let full = at.to_string();
    format!("{} at {} UTC", at.date(), full.get(11..16).unwrap_or("00:00"))
}
