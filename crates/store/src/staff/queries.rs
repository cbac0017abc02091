//! The table of employees.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};

use super::{Employee, NewEmployee};

/// Makes changes of roles and of the tree come one after the other, until the transaction ends.
pub async fn lock(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update staff_state set version = version + 1 where id = 1").execute(c).await.map(|_| ()))
}

/// Everybody, by number.
pub async fn list(conn: &mut Conn) -> Result<Vec<Employee>, Error> {
    on!(conn, c => sqlx::query_as::<_, Employee>(
        "select id, first_name, last_name, title, role, reports_to, email, hired_at
         from employees
         order by id",
    )
    .fetch_all(c)
    .await)
}

pub async fn by_id(conn: &mut Conn, id: EmployeeId) -> Result<Option<Employee>, Error> {
    on!(conn, c => sqlx::query_as::<_, Employee>(
        "select id, first_name, last_name, title, role, reports_to, email, hired_at
         from employees
         where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

/// Adds somebody under the next number. Call [`lock`] before, in the same transaction.
pub async fn create(conn: &mut Conn, new: &NewEmployee, now: Timestamp) -> Result<EmployeeId, Error> {
    on!(conn, c => sqlx::query_scalar::<_, EmployeeId>(
        "insert into employees (id, first_name, last_name, title, role, reports_to, email, hired_at)
         select coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6, $7
         from employees
         returning id",
    )
    .bind(&new.first_name)
    .bind(&new.last_name)
    .bind(&new.title)
    .bind(new.role)
    .bind(new.reports_to)
    .bind(&new.email)
    .bind(now)
    .fetch_one(c)
    .await)
}

/// Another title, role or manager.
pub async fn change(
    conn: &mut Conn,
    id: EmployeeId,
    title: Option<&str>,
    role: &str,
    reports_to: Option<EmployeeId>,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update employees
         set title = $2,
             role = $3,
             reports_to = $4
         where id = $1",
    )
    .bind(id)
    .bind(title)
    .bind(role)
    .bind(reports_to)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Notes that somebody left, or came back.
pub async fn set_left(conn: &mut Conn, id: EmployeeId, left_at: Option<Timestamp>) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update employees set left_at = $2 where id = $1")
        .bind(id)
        .bind(left_at)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Takes customers and conversations from somebody who no longer looks after any: others find them among those that
/// nobody looks after. Answers how many customers.
pub async fn hand_over(conn: &mut Conn, id: EmployeeId, now: Timestamp) -> Result<u64, Error> {
    on!(conn, c => sqlx::query("update tickets set assignee_id = null, updated_at = $2 where assignee_id = $1 and state <> 'closed'")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))?;
    // A closed one opens again when the customer writes.
    on!(conn, c => sqlx::query("update tickets set assignee_id = null where assignee_id = $1").bind(id).execute(c).await.map(|_| ()))?;
    on!(conn, c => sqlx::query("update customers set support_rep_id = null, version = version + 1 where support_rep_id = $1")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}
