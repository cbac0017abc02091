//! Money is whole minor units with a currency. No float ever touches it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An ISO 4217 code such as `USD`, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, utoipa::ToSchema)]
#[schema(value_type = String, example = "USD")]
pub struct Currency([u8; 3]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 4217 currency: expected three capital letters such as USD")]
pub struct InvalidCurrency;

impl Currency {
    pub const USD: Self = Self(*b"USD");

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("USD")
    }

    /// Digits after the decimal point, after ISO 4217.
    pub fn decimals(self) -> u32 {
        match self.as_str() {
            "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "VND" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = InvalidCurrency;
    fn from_str(raw: &str) -> Result<Self, InvalidCurrency> {
        match <[u8; 3]>::try_from(raw.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(InvalidCurrency),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

impl<DB: sqlx::Database> sqlx::Type<DB> for Currency
where
    String: sqlx::Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        <String as sqlx::Type<DB>>::type_info()
    }
    fn compatible(ty: &DB::TypeInfo) -> bool {
        <String as sqlx::Type<DB>>::compatible(ty)
    }
}

impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for Currency
where
    String: sqlx::Encode<'q, DB>,
{
    fn encode_by_ref(
        &self,
        buf: &mut <DB as sqlx::Database>::ArgumentBuffer<'q>,
    ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        self.as_str().to_owned().encode(buf)
    }
}

impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for Currency
where
    String: sqlx::Decode<'r, DB>,
{
    fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
        Ok(String::decode(value)?.parse()?)
    }
}

/// An amount in minor units (cents) of `currency`. May be negative only as a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Whole minor units: 99 is 0.99 USD.
    #[schema(example = 99)]
    pub amount: i64,
    pub currency: Currency,
}

/// Two amounts could not be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("amounts of different currencies cannot be added")]
    MixedCurrencies,
    #[error("the amount is too large")]
    Overflow,
}

impl Money {
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    pub const fn usd(amount: i64) -> Self {
        Self::new(amount, Currency::USD)
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    pub const fn is_zero(self) -> bool {
        self.amount == 0
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies);
        }
        let amount = self.amount.checked_add(other.amount).ok_or(MoneyError::Overflow)?;
        Ok(Self { amount, ..self })
    }

    /// `percent` of the amount, halves rounded up: 10 % of 0.99 is 0.10.
    pub fn percent(self, percent: u8) -> Self {
        let exact = i128::from(self.amount) * i128::from(percent);
        let rounded = (exact + 50).div_euclid(100);
        Self { amount: i64::try_from(rounded).unwrap_or(i64::MAX), ..self }
    }

    /// Shares the amount out by `weights`, to the unit: the shares always sum to the whole.
    /// All-zero weights share evenly. The rounding remainder goes to the first shares.
    pub fn share(self, weights: &[i64]) -> Vec<Self> {
        let count = i128::try_from(weights.len()).unwrap_or(1).max(1);
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        let part = |weight: i64| {
            let exact = if total == 0 {
                i128::from(self.amount) / count
            } else {
                i128::from(self.amount) * i128::from(weight) / total
            };
            i64::try_from(exact).unwrap_or(0)
        };
        let mut shares: Vec<i64> = weights.iter().map(|w| part(*w)).collect();
        let mut rest = self.amount - shares.iter().sum::<i64>();
        for share in &mut shares {
            if rest == 0 {
                break;
            }
            *share += rest.signum();
            rest -= rest.signum();
        }
        shares.into_iter().map(|amount| Self { amount, ..self }).collect()
    }
}

/// `9.99 USD`: for mails, logs and documents. Screens format for the reader's locale.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(decimals);
        let sign = if self.amount < 0 { "-" } else { "" };
        let (whole, rest) = (self.amount.unsigned_abs() / unit, self.amount.unsigned_abs() % unit);
        match decimals {
            0 => write!(f, "{sign}{whole} {}", self.currency),
            _ => write!(f, "{sign}{whole}.{rest:0width$} {}", self.currency, width = decimals as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_print_with_the_decimals_of_their_currency() {
        assert_eq!(Money::usd(5).to_string(), "0.05 USD");
        assert_eq!(Money::usd(-1234).to_string(), "-12.34 USD");
        assert_eq!(Money::new(500, "JPY".parse().unwrap()).to_string(), "500 JPY");
        assert_eq!(Money::new(1234, "KWD".parse().unwrap()).to_string(), "1.234 KWD");
    }

    #[test]
    fn ten_percent_rounds_halves_up() {
        assert_eq!(Money::usd(99).percent(10).amount, 10);
        assert_eq!(Money::usd(94).percent(10).amount, 9);
        assert_eq!(Money::usd(95).percent(10).amount, 10);
    }

    #[test]
    fn currencies_do_not_mix_and_sums_do_not_wrap() {
        let yen = Money::new(1, "JPY".parse().unwrap());
        assert_eq!(Money::usd(1).plus(yen), Err(MoneyError::MixedCurrencies));
        assert_eq!(Money::usd(i64::MAX).plus(Money::usd(1)), Err(MoneyError::Overflow));
        assert!("usd".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn shares_always_sum_to_the_whole(amount in 0_i64..1_000_000_000, weights in prop::collection::vec(0_i64..100_000, 1..60)) {
            let shares = Money::usd(amount).share(&weights);
            prop_assert_eq!(shares.iter().map(|s| s.amount).sum::<i64>(), amount);
            prop_assert!(shares.iter().all(|s| s.amount >= 0));
        }
    }
}
