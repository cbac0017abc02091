//! Many customers given to an agent at once: shown first, done only while it is what was shown.

use ::http::{Problem, Staff, SupportAgent};
use kernel::{CustomerId, EmployeeId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sql::{Conn, Filter};
use utoipa::ToSchema;

use super::{CustomerFilter, Reach, queries};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
};

const MAX_BULK: usize = 5_000;

/// Which customers: those that were ticked, or all of a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CustomerSelection)]
pub enum Selection {
    Ids(Vec<CustomerId>),
    Filter(Box<CustomerFilter>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerBulkPreviewRequest)]
pub struct PreviewRequest {
    pub selection: Selection,
    /// `null`: nobody.
    pub agent_id: Option<EmployeeId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerBulkRequest)]
pub struct BulkRequest {
    pub selection: Selection,
    pub agent_id: Option<EmployeeId>,
    /// As the preview answered.
    pub expected: Preview,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerBulkPreview)]
pub struct Preview {
    /// Customers that will be given to the agent.
    pub count: i64,
    /// Customers that have this agent already.
    pub skipped: i64,
    pub fingerprint: String,
}

fn conditions(staff: &Staff<SupportAgent>, selection: &Selection) -> Result<Filter, Problem> {
    match selection {
        Selection::Filter(filter) => filter.conditions(staff),
        Selection::Ids(ids) if ids.is_empty() || ids.len() > MAX_BULK => {
            Err(Problem::invalid("selection.ids", format!("takes 1 to {MAX_BULK} customers")))
        }
        Selection::Ids(ids) => {
            let mut filter = Filter::default();
            Reach::from(staff).push(&mut filter);
            filter.any_of("cast(c.id as text) in ({})", ids.iter().map(ToString::to_string));
            Ok(filter)
        }
    }
}

async fn plan(
    conn: &mut Conn,
    staff: &Staff<SupportAgent>,
    selection: &Selection,
    agent: Option<EmployeeId>,
) -> Result<(Vec<(CustomerId, Option<EmployeeId>)>, Preview), Problem> {
    super::check_agent(conn, agent).await?;
    let limit = i64::try_from(MAX_BULK).unwrap_or(i64::MAX);
    let chosen = queries::selected(conn, &conditions(staff, selection)?, limit + 1).await?;
    if chosen.len() > MAX_BULK {
        return Err(Problem::invalid(
            "selection",
            format!("Choose at most {MAX_BULK} customers at once: narrow the filter."),
        ));
    }
    let all = chosen.len();
    let changed: Vec<_> = chosen.into_iter().filter(|(_, has)| *has != agent).collect();
    let mut hash = Sha256::new();
    for (id, has) in &changed {
        hash.update(format!("{id} {has:?}\n"));
    }
    let preview = Preview {
        count: i64::try_from(changed.len()).unwrap_or(i64::MAX),
        skipped: i64::try_from(all - changed.len()).unwrap_or(i64::MAX),
        fingerprint: kernel::to_hex(&hash.finalize()[..16]),
    };
    Ok((changed, preview))
}

pub(super) async fn preview(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    request: &PreviewRequest,
) -> Result<Preview, Problem> {
    Ok(plan(&mut shop.db.read().await?, staff, &request.selection, request.agent_id).await?.1)
}

/// 409 when what would be changed is not what the preview showed.
pub(super) async fn apply(shop: &Shop, staff: &Staff<SupportAgent>, request: &BulkRequest) -> Result<Preview, Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let (changed, preview) = plan(&mut tx, staff, &request.selection, request.agent_id).await?;
    if request.expected != preview {
        return Err(Problem::conflict(
            "stale-preview",
            "The customers have changed since the preview",
            "Others changed some of these customers meanwhile. Look at the new preview and confirm it.",
        )
        .with("count", preview.count));
    }
    for (id, before) in changed {
        queries::set_agent(&mut tx, id, request.agent_id).await?;
        let entry = Entry::new(Actor::Staff(staff.id), "customer.assigned", "customer", id)
            .change(json!({ "agent_id": before }), json!({ "agent_id": request.agent_id }));
        audit::record(&mut tx, &entry, now, &shop.random).await?;
    }
    tx.commit().await?;
    Ok(preview)
}
