//! Links that open one thing for a limited time, without asking who follows them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use kernel::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;
use std::fmt;

/// Signs and verifies links with HMAC-SHA256 over method, path, parameters and expiry.
#[derive(Clone)]
pub struct Signer {
    mac: Hmac<Sha256>,
}

/// A key of less than 32 bytes cannot sign links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key that signs links has {0} bytes; it needs at least 32 random ones")]
pub struct WeakKey(pub usize);

/// A link that does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It was ours, and its time is over.
    #[error("this link has expired; ask for a new one")]
    Expired,
    /// It is not as we signed it.
    #[error("this link was not made here, or was changed; ask for a new one")]
    Forged,
}

const EXPIRES: &str = "expires";
const SIGNATURE: &str = "signature";

/// What RFC 3986 calls unreserved needs no encoding.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Signer {
    /// Takes the secret key, of at least 32 random bytes.
    ///
    /// # Errors
    /// [`WeakKey`] for a shorter one.
    pub fn new(key: &[u8]) -> Result<Self, WeakKey> {
        if key.len() < 32 {
            return Err(WeakKey(key.len()));
        }
        Hmac::new_from_slice(key).map(|mac| Self { mac }).map_err(|_| WeakKey(key.len()))
    }

    /// A link for GET to `path` with these parameters, good until just before `expires_at` (whole
    /// seconds): `path?name=value&expires=…&signature=…`. `path` stands as given, so it must be
    /// encoded already; names and values are encoded here.
    pub fn sign(&self, path: &str, params: &[(&str, &str)], expires_at: Timestamp) -> String {
        let expires = expires_at.seconds().to_string();
        let signature = URL_SAFE_NO_PAD.encode(self.mac_of(path, params, &expires).finalize().into_bytes());
        let encode = |text| utf8_percent_encode(text, RESERVED);
        let query: String = params.iter().map(|(name, value)| format!("{}={}&", encode(name), encode(value))).collect();
        format!("{path}?{query}{EXPIRES}={expires}&{SIGNATURE}={signature}")
    }

    /// Checks the path and the decoded query parameters of a GET, in any order.
    ///
    /// # Errors
    /// [`LinkError::Forged`] when anything differs from what was signed, else
    /// [`LinkError::Expired`] when `now` has reached the expiry.
    pub fn verify<'a>(
        &self,
        path: &str,
        params: impl IntoIterator<Item = (&'a str, &'a str)>,
        now: Timestamp,
    ) -> Result<(), LinkError> {
        let (own, others): (Vec<_>, Vec<_>) =
            params.into_iter().partition(|(name, _)| matches!(*name, EXPIRES | SIGNATURE));
        let only = |wanted: &str| {
            let mut values = own.iter().filter(|(name, _)| *name == wanted).map(|(_, value)| *value);
            values.next().filter(|_| values.next().is_none()).ok_or(LinkError::Forged)
        };
        let expires = only(EXPIRES)?;
        let signature = URL_SAFE_NO_PAD.decode(only(SIGNATURE)?).map_err(|_| LinkError::Forged)?;
        // `verify_slice` takes the same time wherever the first wrong byte stands.
        self.mac_of(path, &others, expires).verify_slice(&signature).map_err(|_| LinkError::Forged)?;
        let expires: i64 = expires.parse().map_err(|_| LinkError::Forged)?;
        if now.seconds() < expires { Ok(()) } else { Err(LinkError::Expired) }
    }

    /// A keyed hash that marks `value` as ours, for this purpose alone.
    pub fn tag(&self, purpose: &str, value: &str) -> [u8; 32] {
        self.mac_of_tag(purpose, value).finalize().into_bytes().into()
    }

    /// Whether `tag` is the first bytes of the hash of `value`; at least sixteen of them.
    pub fn verify_tag(&self, purpose: &str, value: &str, tag: &[u8]) -> bool {
        tag.len() >= 16 && self.mac_of_tag(purpose, value).verify_truncated_left(tag).is_ok()
    }

    /// No link reads the same: those begin with the word GET.
    fn mac_of_tag(&self, purpose: &str, value: &str) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        for field in ["TAG", purpose, value] {
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field.as_bytes());
        }
        mac
    }

    /// Every field goes in with its length before it: no two links read the same.
    fn mac_of(&self, path: &str, params: &[(&str, &str)], expires: &str) -> Hmac<Sha256> {
        let mut params = params.to_vec();
        params.sort_unstable();
        let mut mac = self.mac.clone();
        let fields = ["GET", path, expires].into_iter().chain(params.iter().flat_map(|(name, value)| [*name, *value]));
        for field in fields {
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field.as_bytes());
        }
        mac
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EXPIRY: Timestamp = Timestamp::from_seconds(1_800_000_000);
    const BEFORE: Timestamp = Timestamp::from_seconds(1_799_999_999);

    fn signer() -> Signer {
        Signer::new(&[7; 32]).expect("a key")
    }

    /// The decoded parameters of a link.
    fn params(link: &str) -> Vec<(String, String)> {
        let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (_, query) = link.split_once('?').expect("a query");
        query.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (decode(k), decode(v))).collect()
    }

    fn verify(signer: &Signer, path: &str, params: &[(String, String)], now: Timestamp) -> Result<(), LinkError> {
        signer.verify(path, params.iter().map(|(k, v)| (k.as_str(), v.as_str())), now)
    }

    #[test]
    fn a_link_opens_until_its_expiry() {
        let link = signer().sign("/api/v1/media/streams/7", &[("customer", "5")], EXPIRY);
        let signed = params(&link);
        assert_eq!(verify(&signer(), "/api/v1/media/streams/7", &signed, BEFORE), Ok(()));
        assert_eq!(verify(&signer(), "/api/v1/media/streams/7", &signed, EXPIRY), Err(LinkError::Expired));
    }

    #[test]
    fn the_order_of_parameters_does_not_matter_but_their_number_does() {
        let mut signed = params(&signer().sign("/a", &[("x", "1"), ("y", "2")], EXPIRY));
        signed.reverse();
        assert_eq!(verify(&signer(), "/a", &signed, BEFORE), Ok(()));
        for name in ["x", "z", "expires", "signature"] {
            let mut more = signed.clone();
            more.push((name.into(), "1".into()));
            assert_eq!(verify(&signer(), "/a", &more, BEFORE), Err(LinkError::Forged), "{name}");
        }
    }

    #[test]
    fn anything_altered_is_forged() {
        let signed = params(&signer().sign("/a", &[("customer", "5")], EXPIRY));
        assert_eq!(verify(&signer(), "/b", &signed, BEFORE), Err(LinkError::Forged));
        let other = Signer::new(&[8; 32]).expect("a key");
        assert_eq!(verify(&other, "/a", &signed, BEFORE), Err(LinkError::Forged));
        for index in 0..signed.len() {
            let mut missing = signed.clone();
            missing.remove(index);
            assert_eq!(verify(&signer(), "/a", &missing, BEFORE), Err(LinkError::Forged));
            let mut longer = signed.clone();
            longer[index].1.push('0');
            assert_eq!(verify(&signer(), "/a", &longer, BEFORE), Err(LinkError::Forged));
        }
        // A forged link does not tell whether it would be in time.
        let mut late = signed.clone();
        late[1].1 = "1".into();
        assert_eq!(verify(&signer(), "/a", &late, BEFORE), Err(LinkError::Forged));
    }

    #[test]
    fn letters_cannot_move_from_one_field_to_the_next() {
        let signed = params(&signer().sign("/a", &[("ab", "c")], EXPIRY));
        let mut moved = signed.clone();
        moved[0] = ("a".into(), "bc".into());
        assert_eq!(verify(&signer(), "/a", &moved, BEFORE), Err(LinkError::Forged));
    }

    #[test]
    fn a_short_key_is_refused_and_no_key_is_shown() {
        assert_eq!(Signer::new(&[7; 31]).map(drop), Err(WeakKey(31)));
        assert_eq!(format!("{:?}", signer()), "Signer(secret)");
    }

    proptest! {
        #[test]
        fn any_value_survives_the_way_through_a_url(name in "[a-d]{1,3}", value: String) {
            let link = signer().sign("/a", &[(&name, &value)], EXPIRY);
            prop_assert!(link.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert_eq!(verify(&signer(), "/a", &params(&link), BEFORE), Ok(()));
        }

        #[test]
        fn one_changed_byte_of_a_signature_is_forged(at in 0_usize..43, to in "[A-Za-z0-9_-]") {
            let mut signed = params(&signer().sign("/a", &[], EXPIRY));
            let good = signed[1].1.clone();
            signed[1].1.replace_range(at..=at, &to);
            prop_assume!(signed[1].1 != good);
            prop_assert_eq!(verify(&signer(), "/a", &signed, BEFORE), Err(LinkError::Forged));
        }
    }
}
