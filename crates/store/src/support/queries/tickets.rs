//! The conversation itself.

use ::http::Problem;
use kernel::{CustomerId, EmployeeId, OrderId, TicketId, Timestamp, TrackId};
use sql::{Conn, Error, Filter, on};
use sqlx::FromRow;

use crate::{
    customers::admin::Reach,
    support::{MyTicket, TicketState},
};

/// What a writer needs to know.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct TicketRow {
    pub id: TicketId,
    pub number: i64,
    pub customer_id: CustomerId,
    pub subject: String,
    pub state: String,
    pub assignee_id: Option<EmployeeId>,
}

pub(crate) struct NewTicketRow<'a> {
    pub id: TicketId,
    pub number: i64,
    pub customer: CustomerId,
    pub subject: &'a str,
    pub channel: &'static str,
    pub assignee: Option<EmployeeId>,
    pub order: Option<OrderId>,
    pub track: Option<TrackId>,
    pub now: Timestamp,
}

pub(crate) async fn insert_ticket(conn: &mut Conn, new: &NewTicketRow<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into tickets (id, number, customer_id, subject, state, channel, assignee_id, order_id, track_id, created_at, updated_at)
         values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $9)",
    )
    .bind(new.id)
    .bind(new.number)
    .bind(new.customer)
    .bind(new.subject)
    .bind(new.channel)
    .bind(new.assignee)
    .bind(new.order)
    .bind(new.track)
    .bind(new.now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The conversation, with nobody else writing it until the transaction ends.
pub(crate) async fn lock(conn: &mut Conn, id: TicketId) -> Result<Option<TicketRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, TicketRow>(
        "update tickets
         set version = version + 1
         where id = $1
         returning id, number, customer_id, subject, state, assignee_id",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

pub(crate) async fn ticket_by_number(conn: &mut Conn, number: i64) -> Result<Option<TicketRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, TicketRow>(
        "select id, number, customer_id, subject, state, assignee_id
         from tickets
         where number = $1",
    )
    .bind(number)
    .fetch_optional(c)
    .await)
}

/// 404 unless its customer is within reach.
pub(crate) async fn reach(conn: &mut Conn, reach: Reach, id: TicketId) -> Result<(), Problem> {
    let mut filter = Filter::default();
    reach.push(&mut filter);
    filter.with("t.id = {}", id.to_string());
    let sql = format!("select t.number from tickets t join customers c on c.id = t.customer_id where {}", filter.sql());
    let found: Option<(i64,)> = filter.fetch_optional(conn, &sql).await?;
    found.map(drop).ok_or_else(|| Problem::not_found("ticket", id))
}

/// Conversations a customer began since then.
pub(crate) async fn count_since(conn: &mut Conn, customer: CustomerId, since: Timestamp) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select count(*)
         from tickets
         where customer_id = $1
           and created_at >= $2
           and channel <> 'staff'",
    )
    .bind(customer)
    .bind(since)
    .fetch_one(c)
    .await)
}

pub(crate) async fn track_exists(conn: &mut Conn, id: TrackId) -> Result<bool, Error> {
    let found: Option<i64> = on!(conn, c => sqlx::query_scalar::<_, i64>("select id from tracks where id = $1")
        .bind(id)
        .fetch_optional(c)
        .await)?;
    Ok(found.is_some())
}

pub(crate) async fn employee_name(conn: &mut Conn, id: EmployeeId) -> Result<Option<String>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, String>("select first_name || ' ' || last_name from employees where id = $1")
        .bind(id)
        .fetch_optional(c)
        .await)
}

/// Whether an employee sees their own customers alone.
pub(crate) async fn sees_own_alone(conn: &mut Conn, id: EmployeeId) -> Result<bool, Error> {
    let role: Option<Option<String>> = on!(conn, c => sqlx::query_scalar::<_, Option<String>>("select role from employees where id = $1")
        .bind(id)
        .fetch_optional(c)
        .await)?;
    Ok(role.flatten().as_deref() == Some("support_agent"))
}

/// The customer wrote: it is the staff's turn.
pub(crate) async fn customer_wrote(conn: &mut Conn, id: TicketId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update tickets
         set state = 'open',
             waiting_since = coalesce(waiting_since, $2),
             solved_at = null,
             updated_at = $2
         where id = $1",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The staff wrote. An answer counts as the first one when there was a question.
pub(crate) async fn staff_answered(
    conn: &mut Conn,
    id: TicketId,
    state: TicketState,
    answers: bool,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update tickets
         set waiting_since = null,
             first_answered_at = case when $2 then coalesce(first_answered_at, $3) else first_answered_at end
         where id = $1",
    )
    .bind(id)
    .bind(answers)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))?;
    set_state(conn, id, state, now).await
}

pub(crate) async fn set_state(conn: &mut Conn, id: TicketId, state: TicketState, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update tickets
         set state = $2,
             solved_at = case when $3 then coalesce(solved_at, $4) else null end,
             waiting_since = case when $3 then null else waiting_since end,
             updated_at = $4
         where id = $1",
    )
    .bind(id)
    .bind(state.as_str())
    .bind(state.is_over())
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn touch(conn: &mut Conn, id: TicketId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update tickets set updated_at = $2 where id = $1").bind(id).bind(now).execute(c).await.map(|_| ()))
}

pub(crate) async fn set_assignee(
    conn: &mut Conn,
    id: TicketId,
    assignee: Option<EmployeeId>,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update tickets set assignee_id = $2, updated_at = $3 where id = $1")
        .bind(id)
        .bind(assignee)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// What was solved before then is closed.
pub(crate) async fn close_solved(conn: &mut Conn, before: Timestamp, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update tickets set state = 'closed', updated_at = $2 where state = 'solved' and solved_at < $1")
        .bind(before)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Empties what a customer wrote, and closes it.
pub(crate) async fn forget_words(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update ticket_messages
         set body = '(removed with the account)',
             from_address = null,
             mail_id = null
         where ticket_id in (select id from tickets where customer_id = $1)
           and kind <> 'event'",
    )
    .bind(customer)
    .execute(c)
    .await
    .map(|_| ()))?;
    on!(conn, c => sqlx::query(
        "update tickets
         set subject = '(removed with the account)',
             state = 'closed',
             waiting_since = null,
             solved_at = coalesce(solved_at, $2),
             updated_at = $2
         where customer_id = $1",
    )
    .bind(customer)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

#[derive(FromRow)]
struct MineRow {
    id: TicketId,
    number: i64,
    subject: String,
    #[sqlx(try_from = "String")]
    state: TicketState,
    order_id: Option<OrderId>,
    order_number: Option<String>,
    track_id: Option<TrackId>,
    track_name: Option<String>,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<MineRow> for MyTicket {
    fn from(row: MineRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            subject: row.subject,
            state: row.state,
            order_id: row.order_id,
            order_number: row.order_number,
            track_id: row.track_id,
            track_name: row.track_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

const MINE: &str =
    "t.id, t.number, t.subject, t.state, t.order_id, o.number as order_number, t.track_id, tr.name as track_name,
       t.created_at, t.updated_at";
const MY_TABLES: &str =
    "tickets t\n     left join orders o on o.id = t.order_id\n     left join tracks tr on tr.id = t.track_id";

/// A customer's conversations, the last written into first, after `(updated_at, id)`.
pub(crate) async fn mine(
    conn: &mut Conn,
    customer: CustomerId,
    after: Option<(Timestamp, TicketId)>,
    limit: i64,
) -> Result<Vec<MyTicket>, Error> {
    let mut filter = Filter::default();
    filter.with("t.customer_id = {}", customer.get());
    if let Some((at, id)) = after {
        let (at, id) = (filter.bind(at.millis()), filter.bind(id.to_string()));
        filter.push(format!("(t.updated_at, t.id) < ({at}, {id})"));
    }
    let limit = filter.bind(limit);
    let sql = format!(
        "select {MINE}\nfrom {MY_TABLES}\nwhere {}\norder by t.updated_at desc, t.id desc\nlimit {limit}",
        filter.sql()
    );
    Ok(filter.fetch_all::<MineRow>(conn, &sql).await?.into_iter().map(MyTicket::from).collect())
}

/// A customer's conversation; a stranger's is not there.
pub(crate) async fn my_ticket(conn: &mut Conn, customer: CustomerId, id: TicketId) -> Result<Option<MyTicket>, Error> {
    let mut filter = Filter::default();
    filter.with("t.customer_id = {}", customer.get());
    filter.with("t.id = {}", id.to_string());
    let sql = format!("select {MINE}\nfrom {MY_TABLES}\nwhere {}", filter.sql());
    Ok(filter.fetch_optional::<MineRow>(conn, &sql).await?.map(MyTicket::from))
}
