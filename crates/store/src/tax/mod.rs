//! The tax that is in the prices.
//!
//! Prices include tax, so that what is shown is what is paid, whatever the country. Staff keep the
//! rates by country, each from a day on; a country without a rate has none, and a new shop has no
//! rates at all. When an order is placed the tax country is decided from what is known of the
//! customer's place ([`decide`]), and the proofs, the rate and the tax are written on the order, its
//! lines and the invoice, where they stay as they were. Digital sales within the European Union ask
//! for two proofs that agree: whether there are is kept beside them.

pub mod http;
pub(crate) mod queries;

use kernel::{CountryCode, CustomerId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

/// What a country was told by. In the order in which they are believed when none agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// The customer wrote it into the order.
    BillingAddress,
    /// It stands in the customer's account.
    Account,
    /// The network the order came from, as a trusted proxy told it.
    Network,
}

/// A sign of where the customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proof {
    pub proof: ProofKind,
    pub country: CountryCode,
}

/// A rate in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub name: String,
    /// Hundredths of a percent: 2100 is 21 %.
    pub bp: i64,
}

/// How an order is taxed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Decision {
    pub country: Option<CountryCode>,
    /// Whether two proofs name it.
    pub proven: bool,
    pub proofs: Vec<Proof>,
    pub rate: Option<Rate>,
}

impl Decision {
    pub fn bp(&self) -> i64 {
        self.rate.as_ref().map_or(0, |rate| rate.bp)
    }
}

/// The tax in a gross amount, halves rounded up: at 21 % there is 1.74 in 10.00.
pub fn included(gross_cents: i64, bp: i64) -> i64 {
    let whole = 10_000 + i128::from(bp);
    let tax = (i128::from(gross_cents) * i128::from(bp) * 2 + whole).div_euclid(whole * 2);
    i64::try_from(tax).unwrap_or(0)
}

/// The share of a part of an amount in its tax, so that parts that make up the whole bring all of
/// it: what has gone before is `before`, of `total` with `tax` in it.
pub(crate) fn share_of_part(part: i64, before: i64, total: i64, tax: i64) -> i64 {
    let upto = |cents: i64| if total == 0 { 0 } else { i128::from(tax) * i128::from(cents) / i128::from(total) };
    i64::try_from(upto(before + part) - upto(before)).unwrap_or(0)
}

/// The country that most proofs name; of equals, the one of the first proof.
pub fn decide(proofs: &[Proof]) -> (Option<CountryCode>, bool) {
    let votes = |country: CountryCode| proofs.iter().filter(|proof| proof.country == country).count();
    let most = proofs.iter().map(|proof| votes(proof.country)).max().unwrap_or(0);
    let country = proofs.iter().find(|proof| votes(proof.country) == most).map(|proof| proof.country);
    (country, most >= 2)
}

/// Decides how an order of the customer's is taxed now.
pub(crate) async fn of_order(
    conn: &mut Conn,
    customer: CustomerId,
    billing: Option<CountryCode>,
    network: Option<CountryCode>,
    now: Timestamp,
) -> Result<Decision, Error> {
    let account = queries::account_country(conn, customer).await?;
    let said = [(ProofKind::BillingAddress, billing), (ProofKind::Account, account), (ProofKind::Network, network)];
    let proofs: Vec<Proof> =
        said.into_iter().filter_map(|(proof, country)| Some(Proof { proof, country: country? })).collect();
    let (country, proven) = decide(&proofs);
    let rate = match country {
        Some(country) => queries::rate_at(conn, country, now).await?,
        None => None,
    };
    Ok(Decision { country, proven, proofs, rate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(proof: ProofKind, country: &str) -> Proof {
        Proof { proof, country: country.parse().unwrap() }
    }

    #[test]
    fn the_tax_in_a_price_is_what_makes_net_and_tax_the_price() {
        for (gross, bp, tax) in
            [(1_000, 2_100, 174), (99, 1_900, 16), (891, 2_000, 149), (99, 0, 0), (0, 2_500, 0), (121, 2_100, 21)]
        {
            assert_eq!(included(gross, bp), tax, "{gross} at {bp}");
        }
    }

    #[test]
    fn parts_bring_all_of_the_tax_between_them() {
        let (total, tax) = (1_000, 174);
        let mut before = 0;
        let mut sum = 0;
        for part in [333, 333, 333, 1] {
            sum += share_of_part(part, before, total, tax);
            before += part;
        }
        assert_eq!((before, sum), (total, tax));
    }

    #[test]
    fn two_proofs_that_agree_outweigh_the_first() {
        use ProofKind::{Account, BillingAddress, Network};
        let country = |code: &str| code.parse().ok();
        assert_eq!(decide(&[]), (None, false));
        assert_eq!(decide(&[proof(BillingAddress, "DE")]), (country("DE"), false));
        assert_eq!(decide(&[proof(BillingAddress, "DE"), proof(Account, "FR")]), (country("DE"), false));
        assert_eq!(decide(&[proof(BillingAddress, "DE"), proof(Network, "DE")]), (country("DE"), true));
        let outvoted = [proof(BillingAddress, "DE"), proof(Account, "FR"), proof(Network, "FR")];
        assert_eq!(decide(&outvoted), (country("FR"), true));
    }
}
