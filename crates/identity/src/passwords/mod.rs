//! What a password must be, and how it is kept.
//!
//! 12 to 256 characters of any kind, no rules of composition, not among the most common ones, not
//! made of one short piece repeated, and without the address or the shop's name inside. Unicode
//! is brought to one form (NFC, as RFC 8265 asks), so that two keyboards type the same password.

mod hasher;
pub mod http;
mod queries;

use ::http::{Caller, ClientIp, Problem};
use kernel::{EmailAddress, SessionId};
use sql::Conn;
use unicode_normalization::UnicodeNormalization;

pub use hasher::{Busy, Cost, Passwords};
pub(crate) use queries::{exchange, forget, hold};

use crate::{
    Account, AccountMail, Identity, Secret, accounts,
    limiter::What,
    links::{self, Purpose},
    mails,
    sessions::{self, Device, EndReason, http::Entry},
};

pub const MIN_CHARS: usize = 12;
pub const MAX_CHARS: usize = 256;

/// The most common passwords of at least 12 characters, lower case, sorted: from the list of
/// 20,000 that Django ships (Royce Williams), and variations on its patterns.
const COMMON: &str = include_str!("common.txt");

/// Why a new password is refused. The message says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    #[error("has fewer than 12 characters: three or four words in a row are easy to remember")]
    Short,
    #[error("has more than 256 characters")]
    Long,
    #[error("is one of the passwords that are guessed first: choose another")]
    Common,
    #[error("repeats one short piece: choose something less regular")]
    Regular,
    #[error("contains your e-mail address or the shop's name: leave them out")]
    Personal,
}

/// Whether `password` may be chosen by the owner of `email` at the shop `shop_name`.
pub fn check(password: &Secret, email: &EmailAddress, shop_name: &str) -> Result<(), WeakPassword> {
    let text = normal(password);
    match text.chars().count() {
        count if count < MIN_CHARS => return Err(WeakPassword::Short),
        count if count > MAX_CHARS => return Err(WeakPassword::Long),
        _ => {}
    }
    let folded = text.to_lowercase();
    if COMMON.lines().any(|common| common == folded.trim()) {
        return Err(WeakPassword::Common);
    }
    if is_regular(&folded) {
        return Err(WeakPassword::Regular);
    }
    let address = email.key();
    let local = address.split('@').next().unwrap_or("");
    let shop = shop_name.to_lowercase();
    let personal = [address.as_str(), local, shop.as_str()];
    // Shorter pieces stand in passwords by chance.
    if personal.iter().any(|piece| piece.chars().count() >= 4 && folded.contains(piece)) {
        return Err(WeakPassword::Personal);
    }
    Ok(())
}

/// `aaaa…`, `abcabcabc…`, `123456789…`, `zyxwv…`.
fn is_regular(text: &str) -> bool {
    let chars: Vec<u32> = text.chars().map(u32::from).collect();
    let repeats = |period: usize| chars.iter().zip(&chars[period..]).all(|(a, b)| a == b);
    let steps = |step: i64| chars.windows(2).all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == step);
    (1..=4).any(repeats) || steps(1) || steps(-1)
}

/// One spelling per password: NFC.
fn normal(password: &Secret) -> String {
    password.expose().nfc().collect()
}

impl Identity {
    /// The hash of a newly chosen password. 422 on `field` when it is too weak; see [`check`].
    pub async fn hash_new_password(
        &self,
        field: &str,
        password: &Secret,
        email: &EmailAddress,
    ) -> Result<String, Problem> {
        check(password, email, &self.settings.shop_name).map_err(|weak| Problem::invalid(field, weak))?;
        Ok(self.passwords.hash(password).await?)
    }
}

/// The caller's own password, checked under the limiter: the account when it is right.
pub(crate) async fn check_own(
    identity: &Identity,
    caller: &Caller,
    ClientIp(ip): ClientIp,
    field: &str,
    password: &Secret,
) -> Result<Account, Problem> {
    let attempt = identity.limiter.enter(What::Guess, ip)?;
    let found = accounts::by_id(&mut identity.db.read().await?, caller.account()).await?;
    let account = found.ok_or_else(Problem::unauthenticated)?;
    // A caller with a live session has a budget of the account's own networks.
    let attempt = attempt.at_account(account.email.as_str(), true)?;
    if !identity.passwords.verify(password, account.password_hash.as_deref()).await? {
        attempt.failed();
        return Err(Problem::invalid(field, "is not your password"));
    }
    attempt.succeeded();
    Ok(account)
}

/// Changes a password that [`check_own`] has found right, and ends the other sessions.
pub(crate) async fn change(identity: &Identity, account: &Account, keep: SessionId, hash: &str) -> Result<(), Problem> {
    let old = account.password_hash.as_deref().unwrap_or_default();
    let mut tx = identity.db.begin().await?;
    if !exchange(&mut tx, account.id, old, hash).await? {
        return Err(Problem::conflict(
            "changed-meanwhile",
            "Changed meanwhile",
            "The password was changed elsewhere. Sign in again.",
        ));
    }
    settle(identity, &mut tx, account, Some(keep)).await?;
    Ok(tx.commit().await?)
}

/// Uses a reset link up: the new password, a confirmed address, no session but the new one.
pub(crate) async fn reset(identity: &Identity, token: &Secret, hash: &str, device: &Device) -> Result<Entry, Problem> {
    let now = identity.clock.now();
    let mut tx = identity.db.begin().await?;
    let account = links::take(&mut tx, token, Purpose::Reset, now).await?.ok_or_else(links::ended)?;
    queries::replace(&mut tx, account.id, hash).await?;
    accounts::queries::confirm_email(&mut tx, account.id, now).await?;
    settle(identity, &mut tx, &account, None).await?;
    let entry = Entry::open(identity, &mut tx, &account, device).await?;
    tx.commit().await?;
    Ok(entry)
}

/// What follows every change of a password. The account's row is written before: whoever signs in
/// with the old password at this moment either has a session that ends here, or gets none.
async fn settle(
    identity: &Identity,
    conn: &mut Conn,
    account: &Account,
    keep: Option<SessionId>,
) -> Result<(), sql::Error> {
    let now = identity.clock.now();
    sessions::end_all(conn, account.id, keep, EndReason::Password, now).await?;
    links::end_all(conn, account.id).await?;
    tracing::info!(account = %account.id, "the password was changed");
    let mail = AccountMail::PasswordChanged { to: account.to(), at: now };
    mails::announce(conn, &mail, now, &identity.random).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(password: &str) -> Result<(), WeakPassword> {
        check(&Secret::new(password), &EmailAddress::new("jane.doe@example.com").unwrap(), "Chinook")
    }

    #[test]
    fn long_passwords_of_any_kind_are_taken() {
        for good in [
            "tea with lemon",
            "пароль для музыки",
            "🎸🎺🎻🥁🎷🎹🎤🎧🎼🎵🎶🪕",
            "x7#kQ!m2Zp9w",
            &"b3 ".repeat(40).chars().chain("end".chars()).collect::<String>(),
        ] {
            assert_eq!(checked(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        assert_eq!(checked(""), Err(WeakPassword::Short));
        assert_eq!(checked("eleven char"), Err(WeakPassword::Short));
        assert_eq!(checked(&"long ".repeat(52)), Err(WeakPassword::Long));
        assert_eq!(checked("Password1234"), Err(WeakPassword::Common));
        assert_eq!(checked("1q2w3e4r5t6y"), Err(WeakPassword::Common));
        assert_eq!(checked("qqqqqqqqqqqqq"), Err(WeakPassword::Regular));
        assert_eq!(checked("xyz7xyz7xyz7xyz"), Err(WeakPassword::Regular));
        assert_eq!(checked("cdefghijklmnop"), Err(WeakPassword::Regular));
        assert_eq!(checked("JANE.DOE is mine"), Err(WeakPassword::Personal));
        assert_eq!(checked("my chinook login"), Err(WeakPassword::Personal));
    }

    #[test]
    fn the_list_of_common_passwords_is_in_the_form_it_is_compared_in() {
        for line in COMMON.lines() {
            assert!(line.chars().count() >= MIN_CHARS && line == line.to_lowercase() && line == line.trim(), "{line}");
        }
        assert!(COMMON.lines().count() > 300);
    }
}
