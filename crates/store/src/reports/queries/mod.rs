//! SQL of the reports: from the rollups, a handful of rows at a time.

mod attention;
mod items;
mod people;
mod royalties;
mod special;
mod totals;

pub(super) use attention::{Attention, attention};
pub(super) use items::{Dimension, Item, Order, items, items_of, spread};
pub(super) use people::{CohortRow, CustomerRow, cohorts, customers, paying_customers};
pub(super) use royalties::{RateRow, artist_name, rates, set_rate};
pub(super) use special::{
    CauseRow, PromotionRow, catalogue_by_genre, counts, customers_by_country, playlists_by_artist, promotions,
    refund_causes, sold_between, tracks_before,
};
pub(super) use totals::{Group, Sums, agents, series, totals};

/// What a report is narrowed to.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub currency: kernel::Currency,
    pub country: Option<kernel::CountryCode>,
    pub agent: Option<i64>,
}

impl Filter {
    /// Empty for every country.
    fn country(&self) -> String {
        self.country.map(String::from).unwrap_or_default()
    }

    /// 0 for every agent.
    fn agent(&self) -> i64 {
        self.agent.unwrap_or(0)
    }

    /// As the items' sums are kept; a country comes before an agent.
    fn scope(&self) -> String {
        match (self.country, self.agent) {
            (Some(country), _) => country.as_str().to_owned(),
            (None, Some(agent)) => format!("#{agent}"),
            (None, None) => String::new(),
        }
    }
}

/// One `select` for each range of periods, so that each walks its part of the index.
fn union(ranges: &[(i64, i64)], arm: impl Fn(i64, i64) -> String) -> String {
    ranges.iter().map(|(first, last)| arm(*first, *last)).collect::<Vec<_>>().join("\nunion all\n")
}

/// The sum of a column over many rows. Sums of floating point are exact up to 2^53, and PostgreSQL adds
/// them up in half the time of whole numbers, for whose sum it has no type but decimals.
fn sum_of(column: &str) -> String {
    format!("cast(sum(cast({column} as double precision)) as bigint)")
}
