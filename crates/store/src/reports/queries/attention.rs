//! What somebody should look at.

use std::time::Duration;

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, Filter};

use crate::{customers::admin::Reach, orders::admin::queries::REFUND_FAILED};

/// A payment that is open for longer is stuck.
const STUCK_AFTER: Duration = Duration::from_secs(2 * 3_600);

/// Something that waits for a person, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reports) struct Attention {
    pub key: &'static str,
    pub count: i64,
    pub since: Option<Timestamp>,
}

/// Everything that is counted, waiting or not, within an agent's reach. An agent's tickets are their own and nobody's.
pub(in crate::reports) async fn attention(
    conn: &mut Conn,
    agent: Option<EmployeeId>,
    now: Timestamp,
) -> Result<Vec<Attention>, Error> {
    let mut found = of_customers(conn, agent, now).await?;
    for (key, sql) in OF_THE_HOUSE {
        let (count, since) = Filter::default().fetch_one::<(i64, Option<Timestamp>)>(conn, sql).await?;
        found.push(Attention { key, count, since });
    }
    Ok(found)
}

async fn of_customers(conn: &mut Conn, agent: Option<EmployeeId>, now: Timestamp) -> Result<Vec<Attention>, Error> {
    let reach = agent.map_or(Reach::Everybody, Reach::Of);
    let mut found = Vec::new();
    for (key, select, condition) in [
        (
            "stuck_payments",
            "select count(*), min(p.created_at)
             from payments p
             join orders o on o.id = p.order_id
             join customers c on c.id = o.customer_id",
            format!(
                "p.state in ('created', 'requires_action', 'processing') and p.created_at < {}",
                (now - STUCK_AFTER).millis()
            ),
        ),
        (
            "held_orders",
            "select count(*), min(o.updated_at)
             from orders o
             join customers c on c.id = o.customer_id",
            // What was written on it stays there when somebody has closed it.
            "o.held_reason is not null and o.status not in ('canceled', 'refunded')".to_owned(),
        ),
        (
            "failed_refunds",
            "select count(distinct f.order_id), min(f.updated_at)
             from refunds f
             join orders o on o.id = f.order_id
             join customers c on c.id = o.customer_id",
            REFUND_FAILED.to_owned(),
        ),
        (
            "open_tickets",
            "select count(*), min(t.waiting_since)
             from tickets t
             join customers c on c.id = t.customer_id",
            match agent {
                Some(agent) => {
                    format!("t.state = 'open' and (t.assignee_id = {} or t.assignee_id is null)", agent.get())
                }
                None => "t.state = 'open'".to_owned(),
            },
        ),
    ] {
        let mut filter = Filter::default();
        filter.push(condition);
        reach.push(&mut filter);
        let sql = format!("{select} where {}", filter.sql());
        let (count, since) = filter.fetch_one::<(i64, Option<Timestamp>)>(conn, &sql).await?;
        found.push(Attention { key, count, since });
    }
    Ok(found)
}

const OF_THE_HOUSE: [(&str, &str); 5] = [
    (
        "failed_mail",
        "select count(*), min(parked_at)
         from outbox
         where parked_at is not null
           and done_at is null
           and topic in ('mail', 'gift_card.mail')",
    ),
    (
        "failed_jobs",
        "select count(*), min(parked_at)
         from outbox
         where parked_at is not null
           and done_at is null
           and topic not in ('mail', 'gift_card.mail')",
    ),
    (
        "failed_webhooks",
        "select count(*), min(parked_at)
         from provider_events
         where parked_at is not null
           and processed_at is null",
    ),
    (
        "parked_deliveries",
        "select count(*), min(due_at)
         from webhook_deliveries
         where state = 'parked'",
    ),
    (
        "low_stock",
        "select count(*), cast(null as bigint)
         from stock
         where limited
           and on_hand - reserved <= low_at",
    ),
];
