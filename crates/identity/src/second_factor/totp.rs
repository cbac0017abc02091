//! Codes of authenticator apps: TOTP (RFC 6238) with SHA-1, six digits and 30 seconds, the one
//! form that every app reads.

use kernel::{Random, Timestamp};
use ring::hmac;

const SECRET_BYTES: usize = 20;
const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;
/// RFC 4648: what apps take as a key that is typed.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator app is given.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TotpSecret([u8; SECRET_BYTES]);

impl TotpSecret {
    pub(crate) fn generate(random: &Random) -> Self {
        Self(random.bytes())
    }

    /// The first bytes of a derived key.
    pub(crate) fn of_key(key: &[u8; 32]) -> Self {
        let mut bytes = [0; SECRET_BYTES];
        bytes.copy_from_slice(&key[..SECRET_BYTES]);
        Self(bytes)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key as text, for apps that cannot see the picture.
    pub(crate) fn key(&self) -> String {
        base32(&self.0)
    }

    /// The code of one step.
    pub(crate) fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[tag.len() - 1] & 0x0f);
        let number = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
        format!("{:0width$}", number % 1_000_000, width = DIGITS)
    }

    /// The step whose code this is: now, or one before or after, for clocks that differ.
    pub(crate) fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let current = step(now);
        // All three are compared, and each to its end: time tells nothing.
        [current - 1, current, current + 1].into_iter().fold(None, |found, step| {
            if same(self.code(step).as_bytes(), code.as_bytes()) { Some(step) } else { found }
        })
    }
}

pub(crate) fn step(now: Timestamp) -> i64 {
    now.seconds() / STEP_SECONDS
}

fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

/// Without padding: lengths here are multiples of five bytes.
pub(super) fn base32(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0);
    (0..(bytes.len() * 8).div_ceil(5))
        .map(|group| (0..5).fold(0, |value, place| value * 2 + usize::from(bit(group * 5 + place))))
        .map(|value| char::from(BASE32[value]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = TotpSecret(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.code(step(Timestamp::from_seconds(seconds))), code);
        }
        assert_eq!(secret.key(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_code_fits_its_half_minute_and_the_two_beside_it() {
        let secret = TotpSecret(*b"12345678901234567890");
        let fits = |seconds| secret.step_of("287082", Timestamp::from_seconds(seconds));
        assert_eq!((fits(0), fits(59), fits(89)), (Some(1), Some(1), Some(1)));
        assert_eq!((fits(90), fits(3_600)), (None, None));
        assert_eq!(secret.step_of("28708", Timestamp::from_seconds(59)), None);
    }
}
