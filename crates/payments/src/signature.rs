//! `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`: HMAC-SHA256 over `t.body`, as Stripe signs.

use std::{fmt, time::Duration};

use hmac::{Hmac, Mac};
use kernel::{Timestamp, from_hex, to_hex};
use sha2::Sha256;

use crate::WebhookError;

/// A signing secret. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The secret can be guessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a webhook signing secret needs at least 32 characters; let the shop make one at its first start")]
pub struct WeakSecret;

impl Secret {
    /// There is no default secret: the caller makes one and keeps it.
    pub fn new(secret: impl Into<String>) -> Result<Self, WeakSecret> {
        let secret = secret.into();
        if secret.len() < 32 { Err(WeakSecret) } else { Ok(Self(secret)) }
    }

    fn mac(&self, t: &str, body: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(t.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Signs with every secret, so that a receiver who knows only the old or the new one believes it.
pub(crate) fn sign(secrets: &[Secret], at: Timestamp, body: &[u8]) -> String {
    let t = at.seconds().to_string();
    let mut header = format!("t={t}");
    for secret in secrets {
        header.push_str(",v1=");
        header.push_str(&to_hex(secret.mac(&t, body).finalize().into_bytes()));
    }
    header
}

/// Whether one of the header's `v1` signatures is of one of the secrets, and fresh.
pub(crate) fn verify(
    secrets: &[Secret],
    header: &str,
    body: &[u8],
    now: Timestamp,
    tolerance: Duration,
) -> Result<(), WebhookError> {
    let (mut t, mut signatures) = (None, Vec::new());
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) if t.is_none() => t = Some(value),
            Some(("t", _)) | None => return Err(WebhookError::MalformedSignature),
            Some(("v1", value)) => signatures.push(tag(value).ok_or(WebhookError::MalformedSignature)?),
            // v0 and whatever comes later prove nothing to us.
            Some(_) => {}
        }
    }
    let t =
        t.filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())).ok_or(WebhookError::MalformedSignature)?;
    if signatures.is_empty() {
        return Err(WebhookError::NoSignature);
    }
    // Every pair is compared in constant time, and the age only told to those who could sign.
    let known = secrets.iter().any(|secret| signatures.iter().any(|sig| secret.mac(t, body).verify_slice(sig).is_ok()));
    if !known {
        return Err(WebhookError::WrongSignature);
    }
    let signed_at = t.parse::<i64>().map_err(|_| WebhookError::MalformedSignature)?;
    if now.seconds().abs_diff(signed_at) > tolerance.as_secs() {
        return Err(WebhookError::TooOld);
    }
    Ok(())
}

/// Of SHA-256.
fn tag(text: &str) -> Option<Vec<u8>> {
    from_hex(text).filter(|bytes| bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_766_361_600);
    const TOLERANCE: Duration = Duration::from_secs(300);
    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    fn secret(letter: char) -> Secret {
        Secret::new(letter.to_string().repeat(32)).unwrap()
    }

    fn check(header: &str, body: &[u8], now: Timestamp) -> Result<(), WebhookError> {
        verify(&[secret('a')], header, body, now, TOLERANCE)
    }

    #[test]
    fn a_signature_fits_a_known_answer() {
        // printf '1766361600.{"id":"evt_1"}' | openssl dgst -sha256 -hmac aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        let expected = "t=1766361600,v1=b434e67e8ffc7133e73d3015bdebc87c06297b96f2c0c36b8e591753ec7fa9c4";
        assert_eq!(sign(&[secret('a')], NOW, BODY), expected);
    }

    #[test]
    fn a_fresh_signature_is_believed_within_the_tolerance_either_way() {
        let header = sign(&[secret('a')], NOW, BODY);
        for seconds in [-300, -1, 0, 299, 300] {
            assert_eq!(check(&header, BODY, Timestamp::from_seconds(NOW.seconds() + seconds)), Ok(()), "{seconds}");
        }
        for seconds in [-301, 301, 86_400] {
            let answer = check(&header, BODY, Timestamp::from_seconds(NOW.seconds() + seconds));
            assert_eq!(answer, Err(WebhookError::TooOld), "{seconds}");
        }
    }

    #[test]
    fn a_rotated_secret_is_believed_by_either_side() {
        let both = sign(&[secret('b'), secret('a')], NOW, BODY);
        assert_eq!(check(&both, BODY, NOW), Ok(()));
        let old = sign(&[secret('a')], NOW, BODY);
        assert_eq!(verify(&[secret('b'), secret('a')], &old, BODY, NOW, TOLERANCE), Ok(()));
    }

    #[test]
    fn altered_bytes_another_secret_or_a_moved_time_are_refused() {
        let header = sign(&[secret('a')], NOW, BODY);
        assert_eq!(check(&header, br#"{"id":"evt_2"}"#, NOW), Err(WebhookError::WrongSignature));
        assert_eq!(check(&sign(&[secret('b')], NOW, BODY), BODY, NOW), Err(WebhookError::WrongSignature));
        assert_eq!(
            check(&header.replace("t=1766361600", "t=1766361601"), BODY, NOW),
            Err(WebhookError::WrongSignature)
        );
    }

    #[test]
    fn what_is_no_v1_signature_is_refused() {
        let header = sign(&[secret('a')], NOW, BODY);
        assert_eq!(check(&header.replace("v1=", "v0="), BODY, NOW), Err(WebhookError::NoSignature));
        let twice = format!("t=1,{header}");
        let no_time = header.split_once(',').map(|(_, v1)| v1).unwrap_or_default();
        for bad in ["", "t=1", "v1=", "nonsense", "t=1766361600,v1=zz", twice.as_str(), no_time, "t=-5,v1=00"] {
            assert!(check(bad, BODY, NOW).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_short_secret_cannot_be_made_and_none_is_printed() {
        assert_eq!(Secret::new("short"), Err(WeakSecret));
        assert!(!format!("{:?}", secret('a')).contains('a'.to_string().repeat(3).as_str()));
    }
}
