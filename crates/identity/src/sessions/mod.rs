//! One sign-in on one device, and the refresh tokens that follow each other in it.
//!
//! A refresh token is 48 random bytes: 16 that all tokens of the session share (its family) and
//! 32 of its own. The table keeps the SHA-256 of the family, of the valid token, and of the one it
//! replaced; nobody can be impersonated from it.
//!
//! Each use replaces the token:
//! - **the valid token** is replaced, by one conditional update: of many requests with the same
//!   token exactly one gets the next token.
//! - **the one just replaced**, within [`Settings::refresh_grace`](crate::Settings::refresh_grace)
//!   (10 s): two tabs sent it at once, or the browser repeats a request. It gets an access token
//!   and no refresh token, so there is never a second chain; the browser holds the next token
//!   already, from the answer to the first. A thief who is that quick gets 15 minutes.
//! - **any older token of the family**: somebody kept a copy. Whether the thief or the owner sends
//!   it cannot be known, so the session ends for both, and the log says so.
//! - **anything else** is unknown: nobody can end a session without having held a token of it.
//!
//! An answer lost on the way after the token was replaced ends the session once the grace is over:
//! the price of noticing theft. The owner signs in again.

pub(crate) mod cookie;
pub mod http;
mod queries;
mod refresh;
mod sign_in;

use std::net::IpAddr;

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Random, SessionId, Timestamp};
use serde::Serialize;

pub use http::{Entry, SignedIn};
pub(crate) use queries::{anonymise, history, knows_network};
pub use queries::{end, end_all, list, live, prune};

use crate::{Secret, secret::TokenHash};

const FAMILY_BYTES: usize = 16;
const TOKEN_BYTES: usize = 48;
/// Enough of a browser's name to know it again.
const MAX_USER_AGENT: usize = 256;

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    SignedOut,
    SignedOutEverywhere,
    /// Ended by its owner from another session.
    Revoked,
    /// A replaced refresh token came back.
    Reused,
    /// The password was changed.
    Password,
    Disabled,
    Deleted,
}

impl EndReason {
    fn as_str(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::SignedOutEverywhere => "signed_out_everywhere",
            Self::Revoked => "revoked",
            Self::Reused => "reused",
            Self::Password => "password",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
        }
    }
}

/// Where a request comes from, as the owner sees it in the list of sessions.
#[derive(Debug, Clone)]
pub struct Device {
    user_agent: String,
    ip: IpAddr,
}

impl Device {
    pub(crate) fn ip(&self) -> IpAddr {
        self.ip
    }

    pub fn of(headers: &HeaderMap, ip: IpAddr) -> Self {
        let raw = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        Self { user_agent: raw.chars().filter(|c| !c.is_control()).take(MAX_USER_AGENT).collect(), ip }
    }
}

/// A session as its owner sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    pub id: SessionId,
    /// Whether the request that asks belongs to it.
    pub current: bool,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
    pub user_agent: String,
    pub ip: String,
}

/// A refresh token, and the hashes by which it is known.
pub(crate) struct RefreshToken {
    bytes: [u8; TOKEN_BYTES],
}

impl RefreshToken {
    /// The first of a new family.
    fn first(random: &Random) -> Self {
        Self { bytes: random.bytes() }
    }

    /// The next of this family.
    fn next(&self, random: &Random) -> Self {
        let mut bytes = self.bytes;
        random.fill(&mut bytes[FAMILY_BYTES..]);
        Self { bytes }
    }

    /// `None` when it has not the form of one.
    fn parse(raw: &Secret) -> Option<Self> {
        let mut bytes = [0; TOKEN_BYTES];
        let length = URL_SAFE_NO_PAD.decode_slice(raw.expose(), &mut bytes).ok()?;
        (length == TOKEN_BYTES).then_some(Self { bytes })
    }

    pub(crate) fn encoded(&self) -> Secret {
        Secret::new(URL_SAFE_NO_PAD.encode(self.bytes))
    }

    fn family_hash(&self) -> TokenHash {
        TokenHash::of(&self.bytes[..FAMILY_BYTES])
    }

    fn hash(&self) -> TokenHash {
        TokenHash::of(&self.bytes)
    }
}
