//! Secrets that no log can show.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A password or a token as somebody typed or sent it. Its `Debug` shows nothing, it has no
/// `Display`, and it is not `Serialize`: it can be checked and hashed, and that is all.
#[derive(Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Password)]
pub struct Secret(String);

impl Secret {
    pub fn new(raw: impl Into<String>) -> Self {
        Self(raw.into())
    }

    /// The secret itself. Never pass it to a log, an error or a query.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the database keeps of a token: its SHA-256. The tokens hashed here are random or keyed,
/// at least 256 bits, so that the hash cannot be turned back by guessing.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::Type, Serialize)]
#[sqlx(transparent)]
pub(crate) struct TokenHash(String);

impl TokenHash {
    pub(crate) fn of(token: &[u8]) -> Self {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        use sha2::{Digest, Sha256};
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(token)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_itself() {
        let shown = format!("{:?}", Secret::new("hunter2hunter2"));
        assert!(!shown.contains("hunter"));
    }
}
