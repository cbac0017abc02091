//! The links sent by mail: to confirm an address, and to choose a new password.
//!
//! A link's token is 256 bits, derived by the shop's secret from the link's name; the table keeps
//! its SHA-256. It works once, for a limited time, and a newer one of the same purpose ends it.
//!
//! Whether an address has an account must not show, in time neither. So a request for a link
//! writes the same event for every address, and the account is looked for when the
//! event is handled ([`Identity::send_link`]).

mod queries;

use ::http::Problem;
use axum::http::StatusCode;
use kernel::{AccountId, EmailAddress, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, outbox};

pub(crate) use queries::{end_all, find, take};

use crate::{
    Account, Identity, Keys, accounts,
    mails::{self, AccountMail},
    passwords,
    secret::TokenHash,
};

/// The outbox topic of links that were asked for. Handle with [`Identity::send_link`].
pub const TOPIC: &str = "account.link";

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Verify,
    Reset,
}

impl Purpose {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Reset => "reset",
        }
    }
}

/// A link asked for with an address, which may have an account or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Wanted {
    pub purpose: Purpose,
    pub email: EmailAddress,
}

/// What makes one link one link: not secret, and of no use without the shop's secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkName {
    purpose: Purpose,
    account: AccountId,
    nonce: String,
}

impl LinkName {
    pub(crate) fn token(&self, keys: &Keys) -> String {
        keys.link_token(&format!("{}:{}:{}", self.purpose.as_str(), self.account, self.nonce))
    }
}

/// 422: the token of a mailed link is not one that works.
pub(crate) fn ended() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "link-ended",
        "This link no longer works",
        "Links work once and for a limited time, and a newer one ends the older. Ask for a new one.",
    )
    .field("token", "is used, ended or not complete")
}

/// Asks for a link. Writes the same for every address.
pub(crate) async fn want(identity: &Identity, wanted: &Wanted) -> Result<(), sql::Error> {
    let key = format!("{TOPIC}:{}", identity.random.uuid_v7(identity.clock.now()));
    identity.db.announce(&outbox::NewEvent::new(TOPIC, key, wanted), &identity.clock, &identity.random).await
}

impl Identity {
    /// Handles an event of [`TOPIC`]: makes the link and announces its mail, when there is an
    /// account that may have it. Mark the event done in the same transaction; `event_key` is its
    /// dedupe key, so that handling it twice makes one link and one mail.
    pub async fn send_link(&self, conn: &mut Conn, event_key: &str, wanted: &Wanted) -> Result<(), sql::Error> {
        let Some(account) = accounts::by_email(conn, &wanted.email).await? else { return Ok(()) };
        if !account.is_enabled() {
            return Ok(());
        }
        match wanted.purpose {
            Purpose::Verify if account.email_verified_at.is_some() => Ok(()),
            // Without a password there is nothing to confirm it for: choosing one does both.
            Purpose::Verify if !account.has_password() => self.make(conn, &account, Purpose::Reset, event_key).await,
            purpose => self.make(conn, &account, purpose, event_key).await,
        }
    }

    /// Makes the link that confirms a new account's address, and announces its mail.
    pub async fn begin_verification(&self, conn: &mut Conn, account: &Account) -> Result<(), sql::Error> {
        self.make(conn, account, Purpose::Verify, &self.nonce()).await
    }

    /// Somebody registers with the address of `account`. Confirmed: a mail says that there is an
    /// account. Not confirmed: whoever registered first may not be who reads the mail, so the
    /// password chosen then is forgotten, and the mail's link lets its reader choose one.
    pub async fn greet_known_address(&self, conn: &mut Conn, account: &Account) -> Result<(), sql::Error> {
        if account.email_verified_at.is_some() || !account.is_enabled() {
            let mail = AccountMail::AlreadyRegistered { to: account.to() };
            return mails::announce(conn, &mail, self.clock.now(), &self.random).await;
        }
        passwords::forget(conn, account.id).await?;
        end_all(conn, account.id).await?;
        self.make(conn, account, Purpose::Reset, &self.nonce()).await
    }

    /// Invites somebody to work here: a link of [`Purpose::Reset`] that lives longer. They choose a
    /// password, and set up the second factor.
    pub async fn invite(&self, conn: &mut Conn, account: &Account, by: &str) -> Result<(), sql::Error> {
        let now = self.clock.now();
        let nonce = self.nonce();
        let link = LinkName { purpose: Purpose::Reset, account: account.id, nonce: nonce.clone() };
        let hash = TokenHash::of(link.token(&self.keys).as_bytes());
        queries::put(conn, account.id, Purpose::Reset, &hash, now + self.settings.invitation_life).await?;
        let mail = AccountMail::StaffInvitation { to: account.to(), link, by: by.to_owned() };
        outbox::push(conn, &outbox::NewEvent::new(mails::TOPIC, format!("mail:link:{nonce}"), mail), now, &self.random)
            .await
    }

    fn nonce(&self) -> String {
        self.random.uuid_v7(self.clock.now()).to_string()
    }

    async fn make(&self, conn: &mut Conn, account: &Account, purpose: Purpose, nonce: &str) -> Result<(), sql::Error> {
        let now = self.clock.now();
        let link = LinkName { purpose, account: account.id, nonce: nonce.to_owned() };
        let hash = TokenHash::of(link.token(&self.keys).as_bytes());
        queries::put(conn, account.id, purpose, &hash, self.life_of(purpose, now)).await?;
        let to = account.to();
        let mail = match purpose {
            Purpose::Verify => AccountMail::VerifyAddress { to, link },
            Purpose::Reset => AccountMail::PasswordReset { to, link },
        };
        let event = outbox::NewEvent::new(mails::TOPIC, format!("mail:link:{nonce}"), mail);
        outbox::push(conn, &event, now, &self.random).await
    }

    fn life_of(&self, purpose: Purpose, now: Timestamp) -> Timestamp {
        match purpose {
            Purpose::Verify => now + self.settings.verify_life,
            Purpose::Reset => now + self.settings.reset_life,
        }
    }
}
