//! What somebody should look at.

use std::time::Duration;

use kernel::Timestamp;
use sql::{Conn, Error, on};

/// A payment that is open for longer is stuck.
const STUCK_AFTER: Duration = Duration::from_secs(2 * 3_600);

/// Something that waits for a person, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::reports) struct Attention {
    pub key: &'static str,
    pub count: i64,
    pub since: Option<Timestamp>,
}

/// Everything that is counted, waiting or not. An agent's tickets are their own and nobody's.
pub(in crate::reports) async fn attention(
    conn: &mut Conn,
    agent: Option<i64>,
    now: Timestamp,
) -> Result<Vec<Attention>, Error> {
    let mut found = Vec::new();
    for (key, sql, bound) in [
        (
            "stuck_payments",
            "select count(*), min(created_at)
             from payments
             where state in ('created', 'requires_action', 'processing')
               and created_at < $1",
            Some((now - STUCK_AFTER).millis()),
        ),
        ("held_orders", "select count(*), min(updated_at) from orders where held_reason is not null", None),
        (
            "failed_refunds",
            "select count(*), min(f.updated_at)
             from refunds f
             where f.state = 'failed'
               and not exists (
                 select 1
                 from refunds r
                 where r.order_id = f.order_id
                   and r.created_at > f.created_at
                   and r.state <> 'failed'
               )",
            None,
        ),
        (
            "open_tickets",
            "select count(*), min(waiting_since)
             from tickets
             where state = 'open'
               and ($1 = 0 or assignee_id = $1 or assignee_id is null)",
            Some(agent.unwrap_or(0)),
        ),
        (
            "failed_mail",
            "select count(*), min(parked_at)
             from outbox
             where parked_at is not null
               and done_at is null
               and topic = 'mail'",
            None,
        ),
        (
            "failed_jobs",
            "select count(*), min(parked_at)
             from outbox
             where parked_at is not null
               and done_at is null
               and topic <> 'mail'",
            None,
        ),
        (
            "failed_webhooks",
            "select count(*), min(parked_at)
             from provider_events
             where parked_at is not null",
            None,
        ),
        (
            "low_stock",
            "select count(*), cast(null as bigint)
             from stock
             where limited
               and on_hand - reserved <= low_at",
            None,
        ),
    ] {
        let (count, since) = on!(conn, c => {
            let query = sqlx::query_as::<_, (i64, Option<Timestamp>)>(sql);
            let query = match bound {
                Some(value) => query.bind(value),
                None => query,
            };
            query.fetch_one(c).await
        })?;
        found.push(Attention { key, count, since });
    }
    Ok(found)
}
