//! Accounts, sign-in, sessions, roles and tokens.
//!
//! - [`accounts`]: who exists. Registration, deletion and export span contexts and are handlers of
//!   the composition root, which calls this room in its own transaction.
//! - [`passwords`]: what a password must be, and Argon2id.
//! - [`links`]: the links sent by mail that prove an address.
//! - [`second_factor`]: the code that staff, and customers who wish it, enter after the password.
//! - [`sessions`]: one sign-in on one device, and the refresh tokens that follow each other in it.
//! - [`tokens`]: the access token that a request brings; [`Identity::authenticate`] makes a
//!   [`Caller`] of it.
//! - [`limiter`]: one for every path that checks a secret.
//!
//! This room never sees the shop: an account knows the numbers of its customer or employee, and
//! nothing about them.

pub mod accounts;
pub mod keys;
pub mod limiter;
pub mod links;
pub mod mails;
pub mod passwords;
pub mod second_factor;
mod secret;
pub mod sessions;
mod settings;
pub mod tokens;
pub mod viewing;

use std::{net::IpAddr, sync::Arc};

use axum::extract::{DefaultBodyLimit, FromRef};
use http::{Caller, Problem};
use kernel::{Clock, EmailAddress, Random};
use sql::Db;
use utoipa_axum::router::OpenApiRouter;

pub use accounts::Account;
pub use keys::Keys;
pub use limiter::Limiter;
use limiter::What;
pub use mails::AccountMail;
pub use passwords::Passwords;
pub use secret::Secret;
pub use settings::{InvalidPublicUrl, PublicUrl, Settings};

/// No body of this room needs more.
const MAX_BODY: usize = 16 * 1024;

/// The tables of this crate.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}

/// Everything this room needs. Cheap to clone.
#[derive(Clone)]
pub struct Identity {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub keys: Keys,
    pub limiter: Limiter,
    pub passwords: Passwords,
    pub settings: Arc<Settings>,
}

impl Identity {
    pub fn new(db: Db, clock: Clock, random: Random, keys: Keys, settings: Settings) -> Self {
        let limiter = Limiter::new(settings.limits, clock.clone());
        let passwords = Passwords::new(settings.argon2, &random);
        Self { db, clock, random, keys, limiter, passwords, settings: Arc::new(settings) }
    }

    /// Who sends this access token; `None` when it is not one of ours, has ended, or its session
    /// or account no longer lives. One read by primary key, so that signing out everywhere, a new
    /// password or a disabled account takes effect at the next request.
    pub async fn authenticate(&self, token: &str) -> Result<Option<Caller>, sql::Error> {
        let now = self.clock.now();
        let Some(claims) = tokens::verify(&self.keys, token, self.settings.public_url.as_str(), now) else {
            return Ok(None);
        };
        let mut conn = self.db.read().await?;
        let caller = sessions::live(&mut conn, claims.sid, now).await?;
        Ok(caller.filter(|caller| caller.account() == claims.sub))
    }

    /// Counts a request that may send a mail to `email`, such as a registration: 429 after too many
    /// from one network or to one address.
    pub fn count_mail(&self, ip: IpAddr, email: &EmailAddress) -> Result<(), Problem> {
        self.limiter.enter(What::Mail, ip)?.at_account(email.as_str(), false)?.failed();
        Ok(())
    }

    /// Checks the password of a signed-in caller before something grave, such as deleting the
    /// account, under the limiter. `Err`: 422 on `field` when it is wrong, 429 after too many.
    pub async fn check_password(
        &self,
        caller: &Caller,
        ip: http::ClientIp,
        field: &str,
        password: &Secret,
    ) -> Result<(), Problem> {
        passwords::check_own(self, caller, ip, field, password).await.map(|_| ())
    }
}

/// The routes of `/auth` but for `register`, which spans contexts.
pub fn router<S>() -> OpenApiRouter<S>
where
    S: Clone + Send + Sync + 'static,
    Identity: FromRef<S>,
{
    OpenApiRouter::new()
        .merge(accounts::http::router())
        .merge(passwords::http::router())
        .merge(second_factor::http::router())
        .merge(sessions::http::router())
        .layer(DefaultBodyLimit::max(MAX_BODY))
}
