//! Everything about one customer.

use kernel::{Currency, CustomerId, EmployeeId, Money, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::customers::admin::{Agent, CustomerProfile, CustomerStats};

#[derive(FromRow)]
struct ProfileRow {
    id: CustomerId,
    first_name: String,
    last_name: String,
    email: Option<String>,
    company: Option<String>,
    phone: Option<String>,
    country: Option<String>,
    newsletter: bool,
    agent_id: Option<EmployeeId>,
    agent_name: Option<String>,
    created_at: Timestamp,
    deleted_at: Option<Timestamp>,
}

pub(crate) async fn profile(conn: &mut Conn, id: CustomerId) -> Result<Option<CustomerProfile>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, ProfileRow>(
        "select c.id, c.first_name, c.last_name, c.email, c.company, c.phone, c.country, c.newsletter, c.support_rep_id as agent_id,
           e.first_name || ' ' || e.last_name as agent_name, c.created_at, c.deleted_at
         from customers c
         left join employees e on e.id = c.support_rep_id
         where c.id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|row| CustomerProfile {
        id: row.id,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        company: row.company,
        phone: row.phone,
        country: row.country,
        newsletter: row.newsletter,
        agent_id: row.agent_id,
        agent_name: row.agent_name,
        created_at: row.created_at,
        deleted_at: row.deleted_at,
    }))
}

#[derive(FromRow)]
struct StatsRow {
    orders: i64,
    paid: i64,
    refunded: i64,
    first_order: Option<Timestamp>,
    last_order: Option<Timestamp>,
    owned_tracks: i64,
    tickets: i64,
    open_tickets: i64,
}

pub(crate) async fn stats(conn: &mut Conn, id: CustomerId, currency: Currency) -> Result<CustomerStats, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, StatsRow>(
        "select count(*) as orders, cast(coalesce(sum(o.total_cents), 0) as bigint) as paid,
           cast(coalesce(sum(o.refunded_cents), 0) as bigint) as refunded, min(o.placed_at) as first_order, max(o.placed_at) as last_order,
           (select count(*) from entitlements e where e.customer_id = $1 and e.revoked_at is null) as owned_tracks,
           (select count(*) from tickets t where t.customer_id = $1) as tickets,
           (select count(*) from tickets t where t.customer_id = $1 and t.state in ('open', 'pending')) as open_tickets
         from orders o
         where o.customer_id = $1
           and o.paid_at is not null",
    )
    .bind(id)
    .fetch_one(c)
    .await)?;
    let money = |cents| Money::new(cents, currency);
    Ok(CustomerStats {
        orders: row.orders,
        spend: money(row.paid - row.refunded),
        refunded: money(row.refunded),
        average: money(if row.orders == 0 { 0 } else { (row.paid + row.orders / 2) / row.orders }),
        first_order_at: row.first_order,
        last_order_at: row.last_order,
        owned_tracks: row.owned_tracks,
        tickets: row.tickets,
        open_tickets: row.open_tickets,
    })
}

/// Who looks after a customer.
pub(crate) async fn agent_of(conn: &mut Conn, id: CustomerId) -> Result<Option<EmployeeId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, Option<EmployeeId>>("select support_rep_id from customers where id = $1")
        .bind(id)
        .fetch_one(c)
        .await)
}

pub(crate) async fn set_agent(conn: &mut Conn, id: CustomerId, agent: Option<EmployeeId>) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update customers set support_rep_id = $2, version = version + 1 where id = $1")
        .bind(id)
        .bind(agent)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Everybody who may be given customers, with how many they have.
pub(crate) async fn agents(conn: &mut Conn) -> Result<Vec<Agent>, Error> {
    on!(conn, c => sqlx::query_as::<_, Agent>(
        "select e.id, e.first_name, e.last_name, e.title, e.role,
           (select count(*) from customers c where c.support_rep_id = e.id) as customers
         from employees e
         where e.role in ('general_manager', 'sales_manager', 'support_agent')
           and e.left_at is null
         order by e.last_name, e.first_name, e.id",
    )
    .fetch_all(c)
    .await)
}
