//! The shop's secret, and what is derived from it.
//!
//! One random seed of 32 bytes lives in a file of the data folder (mode 0600, written by the
//! composition root at first start) and never in the database. From it come the Ed25519 key pair
//! that signs access tokens, the key that makes the tokens of mailed links, and keys for other
//! rooms by [`Keys::derive`].

use std::{collections::BTreeSet, fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Random;
use ring::{
    hmac,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use sha2::{Digest, Sha256};

/// Bytes in the key file.
pub const SEED_BYTES: usize = 32;

/// Random bytes almost never repeat this much: fewer different ones mean a hand-written secret.
const MIN_DIFFERENT_BYTES: usize = 16;

/// The key file does not hold a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error(
        "the key file holds {0} bytes, not 32. Restore it from a backup; or delete it to get a new one, which signs everybody out"
    )]
    Length(usize),
    #[error("the key file is not random: its bytes repeat. Delete it to get a new one, which signs everybody out")]
    Weak,
}

/// The shop's secret. Cheap to clone; shows nothing of itself.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    seed: [u8; SEED_BYTES],
    pair: Ed25519KeyPair,
    links: hmac::Key,
    kid: String,
}

impl Keys {
    /// A new secret. Write [`Keys::to_bytes`] to a file that only the shop's user can read.
    pub fn generate(random: &Random) -> Self {
        loop {
            // A seed that looks weak is a one-in-10^20 accident; draw again.
            if let Ok(keys) = Self::from_bytes(&random.bytes::<SEED_BYTES>()) {
                return keys;
            }
        }
    }

    /// The secret of a key file. `Err` when it is empty, cut short, too long or not random: the
    /// shop must not start with it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let seed = <[u8; SEED_BYTES]>::try_from(bytes).map_err(|_| KeyError::Length(bytes.len()))?;
        if bytes.iter().collect::<BTreeSet<_>>().len() < MIN_DIFFERENT_BYTES {
            return Err(KeyError::Weak);
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| KeyError::Weak)?;
        let kid = URL_SAFE_NO_PAD.encode(&Sha256::digest(pair.public_key())[..12]);
        let links = hmac::Key::new(hmac::HMAC_SHA256, &derive(&seed, "mailed links"));
        Ok(Self(Arc::new(Inner { seed, pair, links, kid })))
    }

    /// What the key file holds.
    pub fn to_bytes(&self) -> [u8; SEED_BYTES] {
        self.0.seed
    }

    /// A key for another purpose, such as `"signed media links"`. Knowing it tells nothing about
    /// the seed or about keys of other purposes.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        derive(&self.0.seed, purpose)
    }

    /// The name of the signing key, in the head of each token.
    pub(crate) fn kid(&self) -> &str {
        &self.0.kid
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.pair.sign(message).as_ref().to_vec()
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0.pair.public_key().as_ref()).verify(message, signature).is_ok()
    }

    /// The token of a mailed link: 256 bits that only this secret can make of `name`. So the mail
    /// that waits in the outbox holds the name alone, and a dump of the database no live link.
    pub(crate) fn link_token(&self, name: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0.links, name.as_bytes()))
    }
}

fn derive(seed: &[u8], purpose: &str) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, seed);
    let tag = hmac::sign(&key, format!("chinook {purpose}").as_bytes());
    let mut bytes = [0; 32];
    bytes.copy_from_slice(tag.as_ref());
    bytes
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.0.kid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_that_is_empty_cut_or_hand_written_is_refused() {
        assert_eq!(Keys::from_bytes(b"").err(), Some(KeyError::Length(0)));
        assert_eq!(Keys::from_bytes(&[7; 31]).err(), Some(KeyError::Length(31)));
        assert_eq!(Keys::from_bytes(&[7; 64]).err(), Some(KeyError::Length(64)));
        assert_eq!(Keys::from_bytes(&[0; 32]).err(), Some(KeyError::Weak));
        assert_eq!(Keys::from_bytes(b"secretsecretsecretsecretsecretse").err(), Some(KeyError::Weak));
    }

    #[test]
    fn a_key_file_gives_the_same_keys_again_and_purposes_do_not_share_any() {
        let keys = Keys::generate(&Random::seeded(1));
        let again = Keys::from_bytes(&keys.to_bytes()).unwrap();
        assert_eq!(keys.kid(), again.kid());
        assert!(again.verifies(b"words", &keys.sign(b"words")));
        assert_ne!(keys.derive("a"), keys.derive("b"));
        assert_ne!(keys.kid(), Keys::generate(&Random::seeded(2)).kid());
    }

    #[test]
    fn keys_do_not_show_themselves() {
        let keys = Keys::generate(&Random::seeded(1));
        assert_eq!(format!("{keys:?}"), format!("Keys({})", keys.kid()));
    }
}
