//! Many prices at once: what a change would do, and doing exactly that.

use ::http::{Problem, Result};
use kernel::{AlbumId, ArtistId, Currency, GenreId, MediaTypeId, Money};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sql::Conn;
use utoipa::ToSchema;

use super::{
    note_change,
    queries::{self, PricedRow},
};
use crate::catalog::{
    ItemKind, ReleaseState, Scope,
    admin::{Desk, HIGHEST_PRICE, queries::Wanted},
    recount_within,
};

/// Things changed at once; more have to be narrowed down.
const MOST: usize = 20_000;
/// Shown of what would change.
const EXAMPLES: usize = 5;

/// Which things.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CatalogueSelection)]
pub enum Selection {
    /// These, by id.
    Ids(Vec<i64>),
    /// All that a list with this filter shows.
    Filter(PriceFilter),
}

/// The list's own filter.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceFilter {
    pub q: Option<String>,
    #[schema(value_type = Option<i64>)]
    pub artist_id: Option<ArtistId>,
    /// Tracks of one album.
    #[schema(value_type = Option<i64>)]
    pub album_id: Option<AlbumId>,
    #[schema(value_type = Option<i64>)]
    pub genre_id: Option<GenreId>,
    /// Tracks of one media type.
    #[schema(value_type = Option<i64>)]
    pub media_type_id: Option<MediaTypeId>,
    pub state: Option<ReleaseState>,
}

impl Selection {
    pub(crate) fn wanted(&self, kind: ItemKind) -> Result<Wanted> {
        match self {
            Self::Ids(ids) if ids.is_empty() => Err(Problem::invalid("selection", "choose at least one")),
            Self::Ids(ids) => Ok(Wanted { ids: Some(ids.clone()), ..Wanted::default() }),
            Self::Filter(filter) => {
                if kind == ItemKind::Album && (filter.album_id.is_some() || filter.media_type_id.is_some()) {
                    return Err(Problem::invalid("selection", "albums are not filtered by album or media type"));
                }
                Ok(Wanted {
                    q: filter.q.clone(),
                    artist: filter.artist_id,
                    album: filter.album_id,
                    genre: filter.genre_id,
                    media_type: filter.media_type_id,
                    state: filter.state,
                    ..Wanted::default()
                })
            }
        }
    }
}

/// What is done to each price.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceChange {
    /// Cents.
    Set(i64),
    /// Cents, also below zero.
    Add(i64),
    /// Per cent, also below zero; halves of a cent are rounded up.
    Percent(i64),
}

impl PriceChange {
    fn of(self, cents: i64) -> i64 {
        match self {
            Self::Set(cents) => cents,
            Self::Add(more) => cents.saturating_add(more),
            Self::Percent(percent) => cents + (cents * percent + 50).div_euclid(100),
        }
    }

    fn checked(self) -> Result<()> {
        let fits = match self {
            Self::Set(cents) => (0..=HIGHEST_PRICE).contains(&cents),
            Self::Add(cents) => (-HIGHEST_PRICE..=HIGHEST_PRICE).contains(&cents),
            Self::Percent(percent) => (-100..=1_000).contains(&percent),
        };
        if fits { Ok(()) } else { Err(Problem::invalid("change", "is beyond what a price can be")) }
    }
}

/// A change of many prices. `expected` is the preview's `fingerprint`: what was shown is what is done.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkPrices {
    pub kind: ItemKind,
    pub selection: Selection,
    pub change: PriceChange,
    /// Not needed for a preview.
    pub expected: Option<String>,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PricePreview {
    /// Things selected.
    pub count: i64,
    /// Those whose price would be another one.
    pub changed: i64,
    /// All prices together.
    pub sum_before: Money,
    pub sum_after: Money,
    pub examples: Vec<BulkExample>,
    /// Names exactly this effect: send it as `expected`.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BulkExample {
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub before: Money,
    pub after: Money,
}

pub(super) struct Plan {
    rows: Vec<(PricedRow, i64)>,
    pub preview: PricePreview,
}

pub(super) async fn plan(conn: &mut Conn, bulk: &BulkPrices, currency: Currency) -> Result<Plan> {
    bulk.change.checked()?;
    let wanted = bulk.selection.wanted(bulk.kind)?;
    let filter = match bulk.kind {
        ItemKind::Track => wanted.filter("tr", "name_key"),
        ItemKind::Album => wanted.filter("al", "title_key"),
    };
    let rows = queries::priced(conn, bulk.kind, &filter, MOST + 1).await?;
    if rows.len() > MOST {
        return Err(Problem::invalid("selection", format!("names more than {MOST}: narrow it down")));
    }
    let rows: Vec<_> =
        rows.into_iter().map(|row| (bulk.change.of(row.price_cents), row)).map(|(to, row)| (row, to)).collect();
    if let Some((row, _)) = rows.iter().find(|(_, to)| !(0..=HIGHEST_PRICE).contains(to)) {
        let why = format!("would make the price of {} fall below zero or rise above 10,000", row.title);
        return Err(Problem::invalid("change", why));
    }
    let money = |cents| Money::new(cents, currency);
    let changes = || rows.iter().filter(|(row, to)| row.price_cents != *to);
    let example = |(row, to): &(PricedRow, i64)| BulkExample {
        id: row.id,
        title: row.title.clone(),
        artist_name: row.artist_name.clone(),
        before: money(row.price_cents),
        after: money(*to),
    };
    let mut digest = Sha256::new();
    for (row, to) in &rows {
        digest.update(format!("{}:{}:{to};", row.id, row.price_cents));
    }
    let preview = PricePreview {
        count: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        changed: i64::try_from(changes().count()).unwrap_or(i64::MAX),
        sum_before: money(rows.iter().map(|(row, _)| row.price_cents).sum()),
        sum_after: money(rows.iter().map(|(_, to)| *to).sum()),
        examples: changes().take(EXAMPLES).map(example).collect(),
        fingerprint: kernel::to_hex(&digest.finalize()[..16]),
    };
    Ok(Plan { rows, preview })
}

/// 409: what was shown is not what would happen now.
pub(crate) fn stale(preview: &impl Serialize) -> Problem {
    Problem::conflict(
        "stale-preview",
        "The preview is out of date",
        "Something changed since the preview was made. Look at the new one and confirm it.",
    )
    .with("preview", preview)
}

pub(super) async fn apply(conn: &mut Conn, desk: &Desk<'_>, bulk: &BulkPrices) -> Result<PricePreview> {
    let plan = plan(conn, bulk, desk.shop.settings.currency).await?;
    if bulk.expected.as_deref() != Some(plan.preview.fingerprint.as_str()) {
        return Err(stale(&plan.preview));
    }
    let mut scope = Scope::default();
    for (row, to) in plan.rows.iter().filter(|(row, to)| row.price_cents != *to) {
        queries::set_price(conn, bulk.kind, row.id, *to).await?;
        note_change(conn, desk, bulk.kind, row.id, (row.own_cents, Some(*to)), "bulk").await?;
        let single = Some(row.id).filter(|_| bulk.kind == ItemKind::Track && row.album_id.is_none());
        scope = scope.album(row.album_id).single(single);
    }
    let told = json!({ "count": plan.preview.changed, "sum": plan.preview.sum_before });
    let tells = json!({ "change": bulk.change, "selection": bulk.selection, "sum": plan.preview.sum_after });
    desk.note(conn, "prices.bulk_changed", bulk.kind.as_str(), "many", told, tells).await?;
    recount_within(conn, scope).await?;
    Ok(plan.preview)
}

#[cfg(test)]
mod tests {
    use super::PriceChange;

    #[test]
    fn a_percentage_rounds_halves_up_whatever_its_sign() {
        assert_eq!(PriceChange::Percent(10).of(99), 109);
        assert_eq!(PriceChange::Percent(-10).of(99), 89);
        assert_eq!(PriceChange::Percent(-50).of(99), 50);
        assert_eq!(PriceChange::Percent(-100).of(99), 0);
        assert_eq!(PriceChange::Add(-20).of(99), 79);
        assert!(PriceChange::Percent(-101).checked().is_err());
    }
}
