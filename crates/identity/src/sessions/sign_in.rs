//! Signing in with a password.

use ::http::Problem;
use axum::http::StatusCode;
use kernel::EmailAddress;

use super::{Device, http::Entry, knows_network};
use crate::{
    Account, Identity, Secret, accounts,
    limiter::{Network, What},
    passwords,
};

/// 401: the same for an unknown address, a wrong password, and an account that is not confirmed,
/// disabled or deleted.
fn refused() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "sign-in-failed",
        "Sign-in failed",
        "Address and password do not fit a confirmed account. Check both; if you are new here, open the link in our mail first; \
         if you have forgotten the password, ask for a new one.",
    )
}

/// A session for who knows the password of a confirmed, open account. Every refusal takes as long
/// as any other: one read by address, one hash.
pub(super) async fn sign_in(
    identity: &Identity,
    email: &str,
    password: &Secret,
    device: &Device,
) -> Result<Entry, Problem> {
    let attempt = identity.limiter.enter(What::Guess, device.ip)?;
    let (account, known_network) = look_up(identity, email, device).await?;
    let attempt = attempt.at_account(email, known_network)?;
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let right = identity.passwords.verify(password, hash).await?;
    let Some(account) = account.filter(|account| right && may_enter(account)) else {
        attempt.failed();
        return Err(refused());
    };
    let entry = enter(identity, &account, password, device).await?;
    attempt.succeeded();
    Ok(entry)
}

async fn look_up(identity: &Identity, email: &str, device: &Device) -> Result<(Option<Account>, bool), sql::Error> {
    // What is no address has no account; it still meets the limiter and a hash.
    let Ok(email) = EmailAddress::new(email) else { return Ok((None, false)) };
    let mut conn = identity.db.read().await?;
    let account = accounts::by_email(&mut conn, &email).await?;
    let known_network = knows_network(&mut conn, &email, Network::of(device.ip)).await?;
    Ok((account, known_network))
}

fn may_enter(account: &Account) -> bool {
    account.is_enabled() && account.email_verified_at.is_some()
}

async fn enter(identity: &Identity, account: &Account, password: &Secret, device: &Device) -> Result<Entry, Problem> {
    let verified = account.password_hash.as_deref().unwrap_or_default();
    let kept = match identity.passwords.is_outdated(verified) {
        true => identity.passwords.hash(password).await?,
        false => verified.to_owned(),
    };
    let mut tx = identity.db.begin().await?;
    // The password may have been changed while the hash was computed: then this one is wrong.
    if !passwords::exchange(&mut tx, account.id, verified, &kept).await? {
        return Err(refused());
    }
    let entry = Entry::open(identity, &mut tx, account, device).await?;
    tx.commit().await?;
    Ok(entry)
}
