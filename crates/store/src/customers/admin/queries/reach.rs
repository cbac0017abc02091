//! Which customers a member of staff may see: everything about them follows from it.

use ::http::{Problem, Role, Staff};
use kernel::{CustomerId, EmployeeId, OrderId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, Filter};
use utoipa::ToSchema;

/// A support agent sees their own customers and those that nobody looks after; managers see all.
/// What is out of reach is "not there", in every operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Everybody,
    Of(EmployeeId),
}

impl<R> From<&Staff<R>> for Reach {
    fn from(staff: &Staff<R>) -> Self {
        if staff.role == Role::SupportAgent { Self::Of(staff.id) } else { Self::Everybody }
    }
}

/// A narrower choice within reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CustomerScope)]
pub enum Scope {
    /// Customers of the caller.
    Mine,
    /// Customers of the caller and of all who report to them.
    Team,
    /// Customers that nobody looks after.
    Unassigned,
}

impl Reach {
    /// The condition on `c`, a customer.
    pub(crate) fn push(self, filter: &mut Filter) {
        if let Self::Of(agent) = self {
            filter.with("(c.support_rep_id is null or c.support_rep_id = {})", agent.get());
        }
    }

    /// 404 unless the customer is there and within reach.
    pub async fn customer(self, conn: &mut Conn, id: CustomerId) -> Result<(), Problem> {
        let mut filter = Filter::default();
        self.push(&mut filter);
        filter.with("c.id = {}", id.get());
        let sql = format!("select c.id from customers c where {}", filter.sql());
        let found: Option<(i64,)> = filter.fetch_optional(conn, &sql).await?;
        found.map(drop).ok_or_else(|| Problem::not_found("customer", id))
    }

    /// Whose order it is; 404 unless that customer is within reach.
    pub async fn order(self, conn: &mut Conn, id: OrderId) -> Result<CustomerId, Problem> {
        let mut filter = Filter::default();
        self.push(&mut filter);
        filter.with("o.id = {}", id.to_string());
        let sql = format!("select c.id from orders o join customers c on c.id = o.customer_id where {}", filter.sql());
        let found: Option<(CustomerId,)> = filter.fetch_optional(conn, &sql).await?;
        found.map(|(id,)| id).ok_or_else(|| Problem::not_found("order", id))
    }
}

impl Scope {
    pub(crate) fn push(self, caller: EmployeeId, filter: &mut Filter) {
        match self {
            Self::Mine => filter.with("c.support_rep_id = {}", caller.get()),
            Self::Unassigned => filter.push("c.support_rep_id is null"),
            Self::Team => filter.with(
                "c.support_rep_id in (
                   with recursive team (id) as (
                     select id from employees where id = {}
                     union
                     select e.id from employees e join team t on e.reports_to = t.id
                   )
                   select id from team)",
                caller.get(),
            ),
        }
    }
}

/// Whether an employee may be given customers: somebody who works here and helps customers.
pub(crate) async fn is_agent(conn: &mut Conn, id: EmployeeId) -> Result<bool, Error> {
    let mut filter = Filter::default();
    filter.with("id = {}", id.get());
    filter.push("left_at is null");
    filter.push("role in ('general_manager', 'sales_manager', 'support_agent')");
    let sql = format!("select id from employees where {}", filter.sql());
    Ok(filter.fetch_optional::<(i64,)>(conn, &sql).await?.is_some())
}
