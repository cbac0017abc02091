//! Bytes as hexadecimal digits: hashes, tags and tokens in ids, headers and addresses.

/// Two lower-case digits a byte.
pub fn to_hex(bytes: impl AsRef<[u8]>) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from(DIGITS[usize::from(half)]));
    bytes.as_ref().iter().flat_map(digits).collect()
}

/// The bytes of an even number of digits, of either case; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let half = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    rest.is_empty().then_some(())?;
    pairs.iter().map(|[high, low]| Some((half(*high)? << 4) | half(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_from_its_digits() {
        let all: Vec<u8> = (0..=255).collect();
        let text = to_hex(&all);
        assert!(text.starts_with("000102") && text.ends_with("fdfeff"));
        assert_eq!(from_hex(&text), Some(all.clone()));
        assert_eq!(from_hex(&text.to_uppercase()), Some(all));
        assert_eq!((to_hex(b""), from_hex("")), (String::new(), Some(Vec::new())));
    }

    #[test]
    fn what_is_not_digits_is_no_bytes() {
        for text in ["0", "0g", "+f", " f", "0x00", "é", "abc"] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }
}
