//! One change to many orders: shown first, done only while it is still what was shown.

use ::http::{Problem, Staff, SupportAgent};
use futures::{StreamExt, stream};
use kernel::{Money, OrderId, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sql::{Conn, Filter};
use utoipa::ToSchema;

use super::{OrderFilter, Reach, queries, tasks};
use crate::{
    Shop,
    orders::{self, CancelError, OrderStatus},
};

/// One action takes at most this many.
pub const MAX_BULK: usize = 1_000;
/// Orders that are changed beside each other.
const AT_ONCE: usize = 16;

/// Which orders: those that were ticked, or all of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OrderSelection)]
pub enum Selection {
    Ids(Vec<OrderId>),
    Filter(Box<OrderFilter>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OrderBulkChange)]
pub enum BulkChange {
    /// The receipt once more, for those that were paid.
    ResendReceipts,
    /// For those that nobody has paid.
    CancelUnpaid,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderBulkPreviewRequest)]
pub struct PreviewRequest {
    pub selection: Selection,
    pub change: BulkChange,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderBulkRequest)]
pub struct BulkRequest {
    pub selection: Selection,
    pub change: BulkChange,
    /// As the preview answered.
    pub expected: Expected,
}

/// What the preview promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OrderBulkExpected)]
pub struct Expected {
    pub count: i64,
    /// Names exactly these orders in exactly these states.
    pub fingerprint: String,
}

/// What would happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OrderBulkPreview)]
pub struct BulkPreview {
    /// Orders that will be changed.
    pub count: i64,
    /// Orders that are selected, but that the change is not for.
    pub skipped: i64,
    /// Of those that will be changed.
    pub total: Money,
    /// The first of them, by number.
    pub numbers: Vec<String>,
    pub fingerprint: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OrderBulkDone)]
pub struct BulkDone {
    pub changed: i64,
    /// Changed by somebody else a moment before.
    pub passed_over: i64,
}

/// What a change is about, found anew each time.
struct Plan {
    fitting: Vec<queries::Chosen>,
    skipped: usize,
    fingerprint: String,
}

impl BulkChange {
    fn fits(self, order: &queries::Chosen) -> bool {
        match self {
            Self::ResendReceipts => order.has_invoice && order.has_address,
            Self::CancelUnpaid => order.status == OrderStatus::PendingPayment,
        }
    }
}

impl Plan {
    async fn make(
        conn: &mut Conn,
        staff: &Staff<SupportAgent>,
        selection: &Selection,
        change: BulkChange,
    ) -> Result<Self, Problem> {
        let filter = conditions(staff, selection)?;
        let limit = i64::try_from(MAX_BULK).unwrap_or(i64::MAX);
        let chosen = queries::selected(conn, &filter, limit + 1).await?;
        if chosen.len() > MAX_BULK {
            let detail = format!("Choose at most {MAX_BULK} orders at once: narrow the filter.");
            return Err(Problem::invalid("selection", detail));
        }
        let all = chosen.len();
        let fitting: Vec<_> = chosen.into_iter().filter(|order| change.fits(order)).collect();
        let mut hash = Sha256::new();
        for order in &fitting {
            hash.update(format!("{} {} {}\n", order.id, order.status, order.total_cents));
        }
        let fingerprint = kernel::to_hex(&hash.finalize()[..16]);
        Ok(Self { skipped: all - fitting.len(), fitting, fingerprint })
    }

    fn count(&self) -> i64 {
        i64::try_from(self.fitting.len()).unwrap_or(i64::MAX)
    }
}

/// Ids of what is out of reach are not there, and so are not counted.
fn conditions(staff: &Staff<SupportAgent>, selection: &Selection) -> Result<Filter, Problem> {
    match selection {
        Selection::Filter(filter) => filter.conditions(staff),
        Selection::Ids(ids) if ids.is_empty() || ids.len() > MAX_BULK => {
            Err(Problem::invalid("selection.ids", format!("takes 1 to {MAX_BULK} orders")))
        }
        Selection::Ids(ids) => {
            let mut filter = Filter::default();
            Reach::from(staff).push(&mut filter);
            filter.any_of("o.id in ({})", ids.iter().map(ToString::to_string));
            Ok(filter)
        }
    }
}

pub(super) async fn preview(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    request: &PreviewRequest,
) -> Result<BulkPreview, Problem> {
    let plan = Plan::make(&mut shop.db.read().await?, staff, &request.selection, request.change).await?;
    Ok(BulkPreview {
        count: plan.count(),
        skipped: i64::try_from(plan.skipped).unwrap_or(i64::MAX),
        total: Money::new(plan.fitting.iter().map(|order| order.total_cents).sum(), shop.settings.currency),
        numbers: plan.fitting.iter().take(10).map(|order| order.number.clone()).collect(),
        fingerprint: plan.fingerprint,
    })
}

/// 409 when what would be changed is not what the preview showed.
pub(super) async fn apply(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    request: &BulkRequest,
) -> Result<BulkDone, Problem> {
    let plan = Plan::make(&mut shop.db.read().await?, staff, &request.selection, request.change).await?;
    if request.expected != (Expected { count: plan.count(), fingerprint: plan.fingerprint.clone() }) {
        return Err(Problem::conflict(
            "stale-preview",
            "The orders have changed since the preview",
            "Others changed some of these orders meanwhile. Look at the new preview and confirm it.",
        )
        .with("count", plan.count()));
    }
    let now = shop.clock.now();
    let change = |order: &queries::Chosen| {
        let id = order.id;
        async move {
            match request.change {
                BulkChange::ResendReceipts => resend(shop, staff, id, now).await,
                BulkChange::CancelUnpaid => cancel(shop, staff, id).await,
            }
        }
    };
    // The provider closes a page for each that is canceled: several at once, or many would take too long.
    let mut changes = stream::iter(plan.fitting.iter().map(change)).buffer_unordered(AT_ONCE);
    let mut done = BulkDone { changed: 0, passed_over: 0 };
    while let Some(changed) = changes.next().await {
        if changed? { done.changed += 1 } else { done.passed_over += 1 }
    }
    Ok(done)
}

async fn resend(shop: &Shop, staff: &Staff<SupportAgent>, id: OrderId, now: Timestamp) -> Result<bool, Problem> {
    let mut tx = shop.db.begin().await?;
    let customer = Reach::from(staff).order(&mut tx, id).await?;
    let Some(order) = queries::any_order(&mut tx, customer, id).await? else { return Ok(false) };
    let sent = tasks::push_receipt(&mut tx, shop, staff, &order, now).await?;
    tx.commit().await?;
    Ok(sent)
}

async fn cancel(shop: &Shop, staff: &Staff<SupportAgent>, id: OrderId) -> Result<bool, Problem> {
    let customer = Reach::from(staff).order(&mut shop.db.read().await?, id).await?;
    match orders::cancel_by_staff(shop, staff.id, customer, id).await {
        Ok(()) => Ok(true),
        // Paid, or canceled by the customer, a moment before.
        Err(CancelError::TooLate(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Cancels one order that nobody has paid.
pub(super) async fn cancel_one(shop: &Shop, staff: &Staff<SupportAgent>, id: OrderId) -> Result<(), Problem> {
    let customer = Reach::from(staff).order(&mut shop.db.read().await?, id).await?;
    Ok(orders::cancel_by_staff(shop, staff.id, customer, id).await?)
}
