//! Secret codes that people type: of gift cards and of downloads. Eighty random bits, so that
//! guessing is hopeless; the shop keeps their hashes only.

use kernel::Random;
use sha2::{Digest, Sha256};

/// Letters and digits that are not mistaken for each other.
pub(crate) const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LETTERS: usize = 16;

/// `K7QF-2M9X-PT4W-8HDA`.
pub(crate) fn fresh(random: &Random) -> String {
    let letters = random.bytes::<LETTERS>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// As people may write it: case, spaces and hyphens do not matter.
fn key(raw: &str) -> String {
    raw.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Whether it can be one of these codes at all.
pub(crate) fn looks_secret(raw: &str) -> bool {
    key(raw).len() == LETTERS
}

pub(crate) fn hash(raw: &str) -> String {
    kernel::to_hex(Sha256::digest(key(raw)))
}

/// What may be shown of a code.
pub(crate) fn last_four(code: &str) -> String {
    let key = key(code);
    key[key.len().saturating_sub(4)..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_however_it_is_written() {
        let code = fresh(&Random::seeded(1));
        assert_eq!(code.len(), 19);
        assert_eq!(hash(&code), hash(&format!(" {} ", code.to_lowercase().replace('-', " "))));
        assert!(looks_secret(&code) && !looks_secret("SUMMER24"));
        assert_eq!(last_four(&code), code[15..]);
    }
}
