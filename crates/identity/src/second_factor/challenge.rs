//! What somebody holds between the password and the second factor: five minutes, signed, of use
//! for nothing else, and of none once the password was changed.

use ::http::Problem;
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{AccountId, Timestamp};
use ring::hmac;
use sql::Conn;

use crate::{Account, Identity, Secret, accounts, passwords};

/// 401: begin again with the password.
fn ended() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "challenge-ended",
        "Sign in again",
        "Too much time has passed since the password, or it was changed meanwhile. Enter your address and password again.",
    )
}

fn key(identity: &Identity) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &identity.keys.derive("sign-in challenges"))
}

fn text(account: &Account, expires: i64) -> String {
    format!("{}:{expires}:{}", account.id, account.password_hash.as_deref().unwrap_or_default())
}

/// The challenge of an account whose password was right.
pub(super) fn give(identity: &Identity, account: &Account) -> String {
    let expires = (identity.clock.now() + identity.settings.challenge_life).millis();
    let tag = hmac::sign(&key(identity), text(account, expires).as_bytes());
    format!("{}.{expires}.{}", account.id, URL_SAFE_NO_PAD.encode(tag))
}

/// Whose challenge this is. 401 when it is none that lives.
pub(super) async fn take(identity: &Identity, challenge: &Secret) -> Result<Account, Problem> {
    let (id, expires, tag) = parse(challenge).ok_or_else(ended)?;
    let found = accounts::by_id(&mut identity.db.read().await?, id).await?;
    let account = found.filter(Account::is_enabled).ok_or_else(ended)?;
    let signed = hmac::verify(&key(identity), text(&account, expires).as_bytes(), &tag).is_ok();
    if signed && identity.clock.now() < Timestamp::from_millis(expires) { Ok(account) } else { Err(ended()) }
}

/// 401 when the password was changed, or the account closed, since the challenge was taken. Nothing changes either until
/// the transaction ends: a session made in it is seen by whoever does so next.
pub(super) async fn hold(conn: &mut Conn, account: &Account) -> Result<(), Problem> {
    if passwords::hold(conn, account).await? { Ok(()) } else { Err(ended()) }
}

fn parse(challenge: &Secret) -> Option<(AccountId, i64, Vec<u8>)> {
    let mut parts = challenge.expose().splitn(3, '.');
    let (id, expires, tag) = (parts.next()?, parts.next()?, parts.next()?);
    Some((id.parse().ok()?, expires.parse().ok()?, URL_SAFE_NO_PAD.decode(tag).ok()?))
}
