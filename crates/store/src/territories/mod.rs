//! Where something may be sold.
//!
//! An artist, an album and a track may each have a rule: sold only in some countries, or not in some. What is
//! above a thing counts for it, too. The result stands beside each (`blocked_in`), so that a list is thinned out
//! while it is read; cart and order ask the same column. What was bought stays with its owner everywhere.

pub mod http;
mod queries;

use std::collections::{BTreeSet, HashMap};

use kernel::CountryCode;
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

pub(crate) use queries::{rule_of, set_rule};

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    Artist,
    Album,
    Track,
}

impl Holder {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Album => "album",
            Self::Track => "track",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleKind {
    /// Sold in these countries only.
    Allow,
    /// Sold everywhere but in these countries.
    Block,
}

/// Where something is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    pub rule: RuleKind,
    /// ISO 3166 codes, at least one.
    pub countries: Vec<CountryCode>,
}

impl Territory {
    /// The countries it keeps a thing out of.
    fn blocked(&self) -> BTreeSet<&str> {
        let named: BTreeSet<&str> = self.countries.iter().map(CountryCode::as_str).collect();
        match self.rule {
            RuleKind::Block => named,
            RuleKind::Allow => CountryCode::all().filter(|code| !named.contains(code)).collect(),
        }
    }

    /// As one rule that keeps a thing out of all that either does.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let countries = self.blocked().union(&other.blocked()).filter_map(|code| code.parse().ok()).collect();
        Self { rule: RuleKind::Block, countries }
    }
}

/// The countries of a `blocked_in`, such as `,DE,FR,`.
pub fn countries(blocked_in: Option<&str>) -> Vec<String> {
    blocked_in.unwrap_or_default().split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

/// What has to be derived anew. Everything below a thing follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    Artist(i64),
    Album(i64),
    Track(i64),
}

type Rules = HashMap<(&'static str, i64), Territory>;

/// Derives where things are sold from the rules, for a thing and all below it.
pub async fn derive(conn: &mut Conn, below: Below) -> Result<(), Error> {
    let rules = queries::rules(conn).await?;
    if let Below::Artist(id) = below {
        queries::set_blocked(conn, "artists", id, joined(&[blocked(&rules, "artist", Some(id))])).await?;
    }
    for row in queries::albums(conn, below).await? {
        let of = [blocked(&rules, "album", Some(row.id)), blocked(&rules, "artist", Some(row.artist_id))];
        let now = joined(&of);
        if now != row.blocked_in {
            queries::set_blocked(conn, "albums", row.id, now).await?;
        }
    }
    for row in queries::tracks(conn, below).await? {
        let of = [
            blocked(&rules, "track", Some(row.id)),
            blocked(&rules, "artist", row.artist_id),
            blocked(&rules, "album", row.album_id),
            blocked(&rules, "artist", row.album_artist_id),
        ];
        let now = joined(&of);
        if now != row.blocked_in {
            queries::set_blocked(conn, "tracks", row.id, now).await?;
        }
    }
    Ok(())
}

fn blocked<'a>(rules: &'a Rules, kind: &'static str, id: Option<i64>) -> BTreeSet<&'a str> {
    id.and_then(|id| rules.get(&(kind, id))).map(Territory::blocked).unwrap_or_default()
}

/// `,DE,FR,`, or nothing.
fn joined(parts: &[BTreeSet<&str>]) -> Option<String> {
    let all: BTreeSet<&str> = parts.iter().flatten().copied().collect();
    (!all.is_empty()).then(|| format!(",{},", all.into_iter().collect::<Vec<_>>().join(",")))
}

/// Whether anything is held back from any country. While nothing is, all visitors share their answers.
pub async fn any(conn: &mut Conn) -> Result<bool, Error> {
    queries::any(conn).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn territory(rule: RuleKind, codes: &[&str]) -> Territory {
        Territory { rule, countries: codes.iter().map(|code| code.parse().unwrap()).collect() }
    }

    #[test]
    fn a_rule_says_where_something_is_not_sold() {
        assert_eq!(joined(&[territory(RuleKind::Block, &["FR", "DE"]).blocked()]).as_deref(), Some(",DE,FR,"));
        let only_us = territory(RuleKind::Allow, &["US"]);
        assert!(only_us.blocked().contains("DE") && !only_us.blocked().contains("US"));
        assert_eq!(joined(&[BTreeSet::new()]), None);
        let both = only_us.and(&territory(RuleKind::Block, &["US"]));
        assert!(both.blocked().contains("US") && both.blocked().contains("DE"));
    }
}
