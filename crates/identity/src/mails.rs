//! What this room writes to people: announced in the outbox, written when it is sent.
//!
//! An announcement names a link and does not hold it: [`Identity::write_mail`] makes the link from
//! the shop's secret at the moment of sending. So neither the outbox nor a backup of the database
//! holds a link that works.

use kernel::{EmailAddress, Random, Timestamp};
use notify::{
    Mail, Recipient,
    templates::{Letter, Shop},
};
use serde::{Deserialize, Serialize};
use sql::{Conn, outbox};

use crate::{Identity, links::LinkName};

/// The outbox topic of mails. Payloads of this room carry one of the `template`s of [`AccountMail`].
pub const TOPIC: &str = "mail";

/// Who is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct To {
    pub name: String,
    pub address: EmailAddress,
}

/// A mail about an account, as it waits in the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum AccountMail {
    VerifyAddress {
        to: To,
        link: LinkName,
    },
    PasswordReset {
        to: To,
        link: LinkName,
    },
    /// Somebody registered with an address that has an account.
    AlreadyRegistered {
        to: To,
    },
    /// Somebody was asked to work here.
    StaffInvitation {
        to: To,
        link: LinkName,
        by: String,
    },
    PasswordChanged {
        to: To,
        at: Timestamp,
    },
    AccountDeleted {
        to: To,
        at: Timestamp,
    },
}

impl Identity {
    /// The mail that an announcement stands for. `dedupe_key` is the event's.
    pub fn write_mail(&self, mail: &AccountMail, shop: &Shop, dedupe_key: &str) -> Mail {
        let url = &self.settings.public_url;
        let letter = |to: &To| Letter::new(shop, Recipient::new(&to.name, to.address.clone()), dedupe_key);
        let link = |page: &str, name: &LinkName| format!("{url}/{page}?token={}", name.token(&self.keys));
        let (sign_in, forgot) = (format!("{url}/sign-in"), format!("{url}/forgot"));
        match mail {
            AccountMail::VerifyAddress { to, link: name } => {
                letter(to).verify_address(&link("verify", name), self.settings.verify_life)
            }
            AccountMail::PasswordReset { to, link: name } => {
                letter(to).password_reset(&link("reset", name), self.settings.reset_life)
            }
            AccountMail::StaffInvitation { to, link: name, by } => {
                letter(to).staff_invitation(&link("reset", name), by, self.settings.invitation_life)
            }
            AccountMail::AlreadyRegistered { to } => letter(to).already_registered(&sign_in, &forgot),
            AccountMail::PasswordChanged { to, at } => letter(to).password_changed(*at, &forgot),
            AccountMail::AccountDeleted { to, at } => letter(to).account_deleted(*at),
        }
    }
}

/// Announces a mail in the caller's transaction.
pub(crate) async fn announce(
    conn: &mut Conn,
    mail: &AccountMail,
    now: Timestamp,
    random: &Random,
) -> Result<(), sql::Error> {
    let key = format!("mail:account:{}", random.uuid_v7(now));
    outbox::push(conn, &outbox::NewEvent::new(TOPIC, key, mail), now, random).await
}
