//! E-mail addresses, parsed once.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A mail address that can be written into a header without harm: one `@`, no spaces, no control
/// characters, at most 254 bytes. Kept as typed; compared by [`EmailAddress::key`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Email)]
pub struct EmailAddress(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address: write it like name@example.com")]
pub struct InvalidEmail;

impl EmailAddress {
    pub fn new(raw: &str) -> Result<Self, InvalidEmail> {
        let raw = raw.trim();
        let (local, domain) = raw.rsplit_once('@').ok_or(InvalidEmail)?;
        let fits = raw.len() <= 254 && (1..=64).contains(&local.len());
        let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
        let local_ok =
            dotted(local) && local.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let label_ok = |label: &str| !label.starts_with('-') && !label.ends_with('-');
        let domain_ok = domain.contains('.')
            && dotted(domain)
            && domain.split('.').all(label_ok)
            && domain.chars().all(|c| c.is_alphanumeric() || ".-".contains(c));
        if fits && local_ok && domain_ok { Ok(Self(raw.to_owned())) } else { Err(InvalidEmail) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one mailbox have in common: lower case. Unique in the database.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;
    fn from_str(raw: &str) -> Result<Self, InvalidEmail> {
        Self::new(raw)
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_taken_as_typed() {
        for good in ["luisg@embraer.com.br", "a+b@example.com", "o'reilly@apple.ie", "františek@jetbrains.cz"] {
            assert_eq!(EmailAddress::new(good).map(|e| e.to_string()), Ok(good.to_owned()));
        }
        assert_eq!(EmailAddress::new("Ann@Example.com").unwrap().key(), "ann@example.com");
    }

    #[test]
    fn what_could_break_a_header_or_is_no_address_is_refused() {
        for bad in [
            "",
            "a",
            "a@b",
            "a b@c.de",
            "a@b.c\r\nBcc: x@y.z",
            "%",
            "@b.de",
            "a@.de",
            "a@b..de",
            "a@-b.de",
            "a,b@c.de",
            "<a@b.de>",
        ] {
            assert!(EmailAddress::new(bad).is_err(), "{bad:?}");
        }
        assert!(EmailAddress::new(&format!("{}@b.de", "a".repeat(65))).is_err());
    }
}
