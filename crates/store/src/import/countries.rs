//! Country names of the data set as ISO 3166 codes.

use kernel::CountryCode;

use crate::catalog::fold;

/// English names as the editions of Chinook write them, and their usual variants.
const NAMES: &[(&str, &str)] = &[
    ("argentina", "AR"),
    ("australia", "AU"),
    ("austria", "AT"),
    ("belgium", "BE"),
    ("brazil", "BR"),
    ("canada", "CA"),
    ("chile", "CL"),
    ("china", "CN"),
    ("czech republic", "CZ"),
    ("czechia", "CZ"),
    ("denmark", "DK"),
    ("finland", "FI"),
    ("france", "FR"),
    ("germany", "DE"),
    ("greece", "GR"),
    ("hungary", "HU"),
    ("india", "IN"),
    ("ireland", "IE"),
    ("italy", "IT"),
    ("japan", "JP"),
    ("mexico", "MX"),
    ("netherlands", "NL"),
    ("new zealand", "NZ"),
    ("norway", "NO"),
    ("poland", "PL"),
    ("portugal", "PT"),
    ("spain", "ES"),
    ("sweden", "SE"),
    ("switzerland", "CH"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("usa", "US"),
];

/// The code of a country given by English name or by code; `None` when it is not known.
pub(super) fn code(name: &str) -> Option<CountryCode> {
    let folded = fold(name);
    let known = NAMES.iter().find(|(n, _)| *n == folded).map(|(_, code)| *code);
    known.unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_become_codes() {
        for (name, expected) in [("USA", "US"), ("Czech Republic", "CZ"), ("United Kingdom", "GB"), ("de", "DE")] {
            assert_eq!(code(name).map(|c| c.to_string()).as_deref(), Some(expected));
        }
        assert_eq!(code("Atlantis"), None);
        assert!(NAMES.iter().all(|(_, code)| code.parse::<CountryCode>().is_ok()));
    }
}
