//! The second factor: codes of an authenticator app, and ten recovery codes for the day it is lost.
//!
//! Staff need one: who has none yet sets it up at the first sign-in, before there is a session.
//! Customers may switch it on. The password, or a mailed link, gives a [challenge]; a code turns
//! that into a session. A code works once, and guesses at codes have a budget of their own that
//! a right password does not refill.
//!
//! The app's secret is kept sealed (ChaCha20-Poly1305) with a key derived from the shop's secret,
//! and recovery codes as keyed hashes: a dump of the database signs nobody in.

mod challenge;
pub mod http;
mod qr;
mod queries;
mod totp;

use ::http::Problem;
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use kernel::{AccountId, EmailAddress, Timestamp};
use ring::{aead, hmac};
use serde::Serialize;
use sql::Conn;
use totp::{TotpSecret, base32, step};

use crate::{
    Account, Identity, Secret,
    accounts::Owner,
    limiter::{Attempt, Network, What},
    sessions::{self, Device, http::Start},
};

pub const RECOVERY_CODES: usize = 10;
/// 50 bits, ten letters.
const RECOVERY_BYTES: usize = 7;
const RECOVERY_CHARS: usize = 10;
const NONCE_BYTES: usize = 12;

/// The password was right; the second factor is what is missing.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct SecondFactorRequired {
    /// Send it with the code. It lives for five minutes.
    pub challenge: String,
    /// Seconds until the challenge ends.
    pub expires_in: u64,
    /// Whether there is an app to ask for a code; otherwise it is set up now.
    pub enrolled: bool,
}

impl std::fmt::Debug for SecondFactorRequired {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactorRequired").field("enrolled", &self.enrolled).finish_non_exhaustive()
    }
}

/// What an authenticator app is shown.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct SecondFactorSetup {
    /// The key, to be typed where the picture cannot be seen.
    pub key: String,
    /// The same as an address that apps open: `otpauth://totp/…`.
    pub uri: String,
    /// The address as a QR code, an SVG picture.
    pub qr_svg: String,
}

/// Codes that work once each when the app is lost. They are shown this one time.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

/// How an account is secured beyond its password.
#[derive(Debug, Clone, Copy, Serialize, utoipa::ToSchema)]
pub struct SecondFactor {
    pub enabled: bool,
    /// Whether this account cannot go without.
    pub required: bool,
    #[schema(required)]
    pub since: Option<Timestamp>,
    pub recovery_codes_left: i64,
}

/// Whether a kind of account cannot go without a second factor.
fn is_required(owner: Owner) -> bool {
    matches!(owner, Owner::Staff(..))
}

fn wrong() -> Problem {
    Problem::invalid(
        "code",
        "does not fit: type the code that the app shows now, or a recovery code that was not used yet",
    )
}

fn already_on() -> Problem {
    Problem::conflict(
        "second-factor-on",
        "Already on",
        "This account has a second factor. To move it to another device, turn it off first, or ask a general manager to reset it.",
    )
}

/// Where an account stands; none of its secrets.
pub async fn status(conn: &mut Conn, account: &Account) -> Result<SecondFactor, sql::Error> {
    let since = queries::find(conn, account.id).await?.and_then(|row| row.confirmed_at);
    Ok(SecondFactor {
        enabled: since.is_some(),
        required: is_required(account.owner),
        since,
        recovery_codes_left: queries::codes_left(conn, account.id).await?,
    })
}

/// Forgets the second factor of somebody who lost it. Staff set up a new one at the next sign-in.
/// End their sessions in the same transaction. `false` when there was none.
pub async fn reset(conn: &mut Conn, account: AccountId) -> Result<bool, sql::Error> {
    queries::remove(conn, account).await
}

/// What the second factor asks of somebody whose password was right; `None`: nothing.
pub(crate) async fn required(
    identity: &Identity,
    conn: &mut Conn,
    account: &Account,
) -> Result<Option<SecondFactorRequired>, sql::Error> {
    let enrolled = queries::find(conn, account.id).await?.is_some_and(|row| row.confirmed_at.is_some());
    if !enrolled && !is_required(account.owner) {
        return Ok(None);
    }
    let challenge = challenge::give(identity, account);
    Ok(Some(SecondFactorRequired { challenge, expires_in: identity.settings.challenge_life.as_secs(), enrolled }))
}

/// The second half of signing in.
async fn finish_sign_in(
    identity: &Identity,
    challenge: &Secret,
    code: &Secret,
    device: &Device,
) -> Result<Start, Problem> {
    let account = challenge::take(identity, challenge).await?;
    let attempt = enter(identity, &account, device).await?;
    let mut tx = identity.db.begin().await?;
    challenge::hold(&mut tx, &account).await?;
    if !prove(identity, &mut tx, &account, code).await? {
        attempt.failed();
        return Err(wrong());
    }
    let start = Start::session(identity, &mut tx, &account, device).await?;
    tx.commit().await?;
    attempt.succeeded();
    Ok(start)
}

/// A guess at a code of this account. From a network that was signed in before, strangers' guesses do not keep its owner
/// out.
async fn enter<'l>(identity: &'l Identity, account: &Account, device: &Device) -> Result<Attempt<'l>, Problem> {
    let attempt = identity.limiter.enter(What::Code, device.ip())?;
    let network = Network::of(device.ip());
    let known = sessions::knows_network(&mut identity.db.read().await?, &account.email, network).await?;
    attempt.at_account(account.email.as_str(), known)
}

/// Uses a code of the app, or a recovery code, up.
async fn prove(identity: &Identity, conn: &mut Conn, account: &Account, code: &Secret) -> Result<bool, sql::Error> {
    let code = tidy(code);
    let Some(row) = queries::find(conn, account.id).await?.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(false);
    };
    if code.len() == RECOVERY_CHARS {
        let used =
            queries::use_code(conn, account.id, &hash(identity, account.id, &code), identity.clock.now()).await?;
        if used {
            tracing::info!(account = %account.id, "a recovery code was used");
        }
        return Ok(used);
    }
    let secret = unseal(identity, account.id, &row.secret)?;
    match secret.step_of(&code, identity.clock.now()) {
        Some(step) => queries::use_step(conn, account.id, step).await,
        None => Ok(false),
    }
}

/// A new secret for an account that has none yet.
async fn begin(identity: &Identity, account: &Account) -> Result<SecondFactorSetup, Problem> {
    let secret = TotpSecret::generate(&identity.random);
    let sealed = seal(identity, account.id, &secret)?;
    let mut tx = identity.db.begin().await?;
    if !queries::begin(&mut tx, account.id, &sealed, identity.clock.now()).await? {
        return Err(already_on());
    }
    tx.commit().await?;
    let shop = encoded(&identity.settings.shop_name);
    let label = format!("{shop}:{}", encoded(account.email.as_str()));
    let uri = format!("otpauth://totp/{label}?secret={}&issuer={shop}&digits=6&period=30", secret.key());
    let qr_svg = qr::svg(&uri).map_err(Problem::internal)?;
    Ok(SecondFactorSetup { key: secret.key(), uri, qr_svg })
}

/// Confirms the new secret by its first code, and makes recovery codes.
async fn confirm(
    identity: &Identity,
    conn: &mut Conn,
    account: &Account,
    code: &Secret,
) -> Result<RecoveryCodes, Problem> {
    let now = identity.clock.now();
    let row = queries::find(conn, account.id).await?.ok_or_else(wrong)?;
    if row.confirmed_at.is_some() {
        return Err(already_on());
    }
    let step = unseal(identity, account.id, &row.secret)?.step_of(&tidy(code), now).ok_or_else(wrong)?;
    if !queries::confirm(conn, account.id, &row.secret, step, now).await? {
        return Err(already_on());
    }
    tracing::info!(account = %account.id, "a second factor was set up");
    Ok(new_codes(identity, conn, account.id).await?)
}

async fn new_codes(identity: &Identity, conn: &mut Conn, account: AccountId) -> Result<RecoveryCodes, sql::Error> {
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| base32(&identity.random.bytes::<RECOVERY_BYTES>())[..RECOVERY_CHARS].to_owned())
        .collect();
    let hashes: Vec<String> = codes.iter().map(|code| hash(identity, account, code)).collect();
    queries::replace_codes(conn, account, &hashes).await?;
    let shown = codes.iter().map(|code| format!("{}-{}", &code[..5], &code[5..]).to_lowercase()).collect();
    Ok(RecoveryCodes { recovery_codes: shown })
}

impl Identity {
    /// Gives a demo's account a second factor whose codes [`Identity::demo_code`] tells, unless it
    /// has one.
    pub async fn enrol_demo(&self, conn: &mut Conn, account: &Account) -> Result<(), Problem> {
        let sealed = seal(self, account.id, &self.demo_secret(&account.email))?;
        Ok(queries::put_demo(conn, account.id, &sealed, self.clock.now()).await?)
    }

    /// The code that a demo's account takes now.
    pub fn demo_code(&self, email: &EmailAddress) -> String {
        self.demo_secret(email).code(step(self.clock.now()))
    }

    fn demo_secret(&self, email: &EmailAddress) -> TotpSecret {
        TotpSecret::of_key(&self.keys.derive(&format!("demo second factor {}", email.key())))
    }
}

/// As people type it: with spaces, hyphens, in either case.
fn tidy(code: &Secret) -> String {
    code.expose().chars().filter(char::is_ascii_alphanumeric).take(32).collect::<String>().to_uppercase()
}

fn hash(identity: &Identity, account: AccountId, code: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &identity.keys.derive("recovery codes"));
    STANDARD_NO_PAD.encode(hmac::sign(&key, format!("{account}:{code}").as_bytes()))
}

fn sealing_key(identity: &Identity) -> Result<aead::LessSafeKey, ring::error::Unspecified> {
    let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &identity.keys.derive("second factors"))?;
    Ok(aead::LessSafeKey::new(key))
}

/// The secret as the database keeps it: of use for this account alone.
fn seal(identity: &Identity, account: AccountId, secret: &TotpSecret) -> Result<String, Problem> {
    let nonce = identity.random.bytes::<NONCE_BYTES>();
    let mut bytes = secret.bytes().to_vec();
    let about = aead::Aad::from(account.to_string());
    sealing_key(identity)
        .and_then(|key| key.seal_in_place_append_tag(aead::Nonce::assume_unique_for_key(nonce), about, &mut bytes))
        .map_err(Problem::internal)?;
    Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &bytes].concat()))
}

fn unseal(identity: &Identity, account: AccountId, sealed: &str) -> Result<TotpSecret, sql::Error> {
    let broken = || sql::Error::Decode("a second factor was not sealed with this shop's key".into());
    let mut bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| broken())?;
    if bytes.len() < NONCE_BYTES {
        return Err(broken());
    }
    let mut text = bytes.split_off(NONCE_BYTES);
    let nonce = aead::Nonce::try_assume_unique_for_key(&bytes).map_err(|_| broken())?;
    let key = sealing_key(identity).map_err(|_| broken())?;
    let plain = key.open_in_place(nonce, aead::Aad::from(account.to_string()), &mut text).map_err(|_| broken())?;
    TotpSecret::from_bytes(plain).ok_or_else(broken)
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// 409: staff cannot go without.
fn is_needed() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "second-factor-required",
        "Staff need a second factor",
        "It cannot be turned off. If you have lost your device, ask a general manager to reset it.",
    )
}
