//! Customers as the staff see them: found, read, assigned, written about.
//!
//! The list, its sums, its file and a bulk assignment are one filter. A segment is a saved view of
//! this list. What needs the customer's account (disable, anonymise, view as) is the composition
//! root's.

mod bulk;
mod export;
mod filter;
pub mod http;
pub(crate) mod queries;
mod types;

use ::http::{Problem, Staff, SupportAgent};
use kernel::{CustomerId, EmployeeId};

pub use filter::{CustomerFilter, CustomerSort};
pub use queries::{Reach, Scope};
pub use types::*;

use crate::{
    Shop,
    audit::{self, Actor, Entry},
    customers,
    orders::admin::queries as of_orders,
};

/// The page of a customer; 404 out of reach.
async fn read(shop: &Shop, reach: Reach, id: CustomerId) -> Result<CustomerDesk, Problem> {
    let mut conn = shop.db.read().await?;
    reach.customer(&mut conn, id).await?;
    let profile = queries::profile(&mut conn, id).await?.ok_or_else(|| Problem::not_found("customer", id))?;
    Ok(CustomerDesk {
        stats: queries::stats(&mut conn, id, shop.settings.currency).await?,
        addresses: customers::queries::addresses(&mut conn, id).await?,
        notes: of_orders::notes(&mut conn, "customer", &id.to_string()).await?,
        profile,
    })
}

/// Gives a customer to an agent, or to nobody.
async fn assign(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: CustomerId,
    agent: Option<EmployeeId>,
) -> Result<CustomerDesk, Problem> {
    let now = shop.clock.now();
    let reach = Reach::from(staff);
    let mut tx = shop.db.begin().await?;
    reach.customer(&mut tx, id).await?;
    check_agent(&mut tx, agent).await?;
    let before = queries::agent_of(&mut tx, id).await?;
    queries::set_agent(&mut tx, id, agent).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "customer.assigned", "customer", id)
        .change(serde_json::json!({ "agent_id": before }), serde_json::json!({ "agent_id": agent }));
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    // Read before the commit: who gave a customer away may not see them after.
    let profile = queries::profile(&mut tx, id).await?.ok_or_else(|| Problem::not_found("customer", id))?;
    let desk = CustomerDesk {
        stats: queries::stats(&mut tx, id, shop.settings.currency).await?,
        addresses: customers::queries::addresses(&mut tx, id).await?,
        notes: of_orders::notes(&mut tx, "customer", &id.to_string()).await?,
        profile,
    };
    tx.commit().await?;
    Ok(desk)
}

async fn check_agent(conn: &mut sql::Conn, agent: Option<EmployeeId>) -> Result<(), Problem> {
    match agent {
        Some(id) if !queries::is_agent(conn, id).await? => {
            Err(Problem::invalid("agent_id", "is the number of somebody who helps customers"))
        }
        _ => Ok(()),
    }
}
