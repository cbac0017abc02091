//! The staff's list, and what it is like as a whole.

use ::http::Problem;
use kernel::{CustomerId, EmployeeId, OrderId, TicketId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, Filter, filter};
use sqlx::FromRow;

use crate::{
    customers::admin::Reach,
    orders::admin::filter::{agent, moment, texts},
    support::{Ticket, TicketFilter, TicketSort, TicketState, TicketSummary},
};

const TABLES: &str = "tickets t
     join customers c on c.id = t.customer_id
     left join employees e on e.id = t.assignee_id
     left join orders o on o.id = t.order_id
     left join tracks tr on tr.id = t.track_id";

/// Those whom nobody keeps waiting come last.
pub(crate) const WAITING: &str = "coalesce(t.waiting_since, 9000000000000000)";

/// Adds what a filter says.
pub(crate) fn push(filter: &mut Filter, wanted: &TicketFilter, caller: EmployeeId) -> Result<(), Problem> {
    let states = texts(wanted.state.as_deref());
    if let Some(wrong) = states.iter().find(|state| !["open", "pending", "solved", "closed"].contains(&state.as_str()))
    {
        return Err(Problem::bad_request(format!("`state` does not know `{wrong}`.")));
    }
    filter.any_of("t.state in ({})", states);
    match wanted.assignee.as_deref() {
        Some("me") => filter.with("t.assignee_id = {}", caller.get()),
        Some(other) => match agent(other)? {
            Some(id) => filter.with("t.assignee_id = {}", id),
            None => filter.push("t.assignee_id is null"),
        },
        None => {}
    }
    filter.with_some("t.customer_id = {}", wanted.customer);
    filter.with_some("t.order_id = {}", wanted.order.clone());
    match wanted.waiting {
        Some(true) => filter.push("t.waiting_since is not null"),
        Some(false) => filter.push("t.waiting_since is null"),
        None => {}
    }
    if let Some(from) = &wanted.created_from {
        filter.with("t.created_at >= {}", moment("created_from", from, false)?);
    }
    if let Some(to) = &wanted.created_to {
        filter.with("t.created_at < {}", moment("created_to", to, true)?);
    }
    if let Some(q) = wanted.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        let words = filter.bind(filter::containing(&q.to_lowercase()));
        let mut ways: Vec<String> = ["t.subject", "c.email", "c.first_name || ' ' || c.last_name"]
            .iter()
            .map(|column| format!("lower({column}) like {words} escape '\\'"))
            .collect();
        if let Ok(number) = q.trim_start_matches('#').parse::<i64>() {
            ways.push(format!("t.number = {}", filter.bind(number)));
        }
        filter.push(format!("({})", ways.join(" or ")));
    }
    Ok(())
}

#[derive(FromRow)]
struct Row {
    id: TicketId,
    number: i64,
    subject: String,
    #[sqlx(try_from = "String")]
    state: TicketState,
    channel: String,
    customer_id: CustomerId,
    first_name: String,
    last_name: String,
    email: Option<String>,
    assignee_id: Option<EmployeeId>,
    assignee_name: Option<String>,
    order_id: Option<OrderId>,
    order_number: Option<String>,
    track_id: Option<TrackId>,
    track_name: Option<String>,
    messages: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    waiting_since: Option<Timestamp>,
    first_answered_at: Option<Timestamp>,
    solved_at: Option<Timestamp>,
}

const COLUMNS: &str = "t.id, t.number, t.subject, t.state, t.channel, t.customer_id, c.first_name, c.last_name, c.email,
       t.assignee_id, e.first_name || ' ' || e.last_name as assignee_name, t.order_id, o.number as order_number, t.track_id,
       tr.name as track_name, (select count(*) from ticket_messages m where m.ticket_id = t.id and m.kind = 'reply') as messages,
       t.created_at, t.updated_at, t.waiting_since, t.first_answered_at, t.solved_at";

fn shown(row: Row) -> Ticket {
    let after = |at: Timestamp| (at.millis() - row.created_at.millis()) / 1_000;
    Ticket {
        first_answer_seconds: row.first_answered_at.map(after),
        resolution_seconds: row.solved_at.map(after),
        id: row.id,
        number: row.number,
        subject: row.subject,
        state: row.state,
        channel: row.channel,
        customer_id: row.customer_id,
        customer_name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        customer_email: row.email,
        assignee_id: row.assignee_id,
        assignee_name: row.assignee_name,
        order_id: row.order_id,
        order_number: row.order_number,
        track_id: row.track_id,
        track_name: row.track_name,
        messages: row.messages,
        created_at: row.created_at,
        updated_at: row.updated_at,
        waiting_since: row.waiting_since,
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TicketMark {
    pub sort: String,
    pub value: i64,
    pub id: TicketId,
}

pub(crate) fn ticket_mark(sort: TicketSort, ticket: &Ticket) -> TicketMark {
    let value = match sort.name {
        "number" => ticket.number,
        "created_at" => ticket.created_at.millis(),
        "waiting" => ticket.waiting_since.map_or(9_000_000_000_000_000, Timestamp::millis),
        _ => ticket.updated_at.millis(),
    };
    TicketMark { sort: sort.name.to_owned(), value, id: ticket.id }
}

pub(crate) async fn tickets(
    conn: &mut Conn,
    filter: &Filter,
    sort: TicketSort,
    after: Option<&TicketMark>,
    limit: i64,
) -> Result<Vec<Ticket>, Error> {
    let mut filter = filter.clone();
    let (direction, beyond) = if sort.descending { ("desc", "<") } else { ("asc", ">") };
    if let Some(mark) = after {
        let (value, id) = (filter.bind(mark.value), filter.bind(mark.id.to_string()));
        filter.push(format!("({}, t.id) {beyond} ({value}, {id})", sort.column));
    }
    let limit = filter.bind(limit);
    let sql = format!(
        "select {COLUMNS}\nfrom {TABLES}\nwhere {}\norder by {} {direction}, t.id {direction}\nlimit {limit}",
        filter.sql(),
        sort.column
    );
    Ok(filter.fetch_all::<Row>(conn, &sql).await?.into_iter().map(shown).collect())
}

/// One that is within reach.
pub(crate) async fn ticket(conn: &mut Conn, reach: Reach, id: TicketId) -> Result<Option<Ticket>, Error> {
    let mut filter = Filter::default();
    reach.push(&mut filter);
    filter.with("t.id = {}", id.to_string());
    let sql = format!("select {COLUMNS}\nfrom {TABLES}\nwhere {}", filter.sql());
    Ok(filter.fetch_optional::<Row>(conn, &sql).await?.map(shown))
}

#[derive(FromRow)]
struct SummaryRow {
    open: i64,
    pending: i64,
    solved: i64,
    closed: i64,
    waiting: i64,
    unassigned: i64,
    oldest_waiting: Option<Timestamp>,
    answered: i64,
    answer_ms: i64,
    resolved: i64,
    resolve_ms: i64,
}

pub(crate) async fn summary(conn: &mut Conn, filter: &Filter) -> Result<TicketSummary, Error> {
    let sql = format!(
        "select count(case when t.state = 'open' then 1 end) as open, count(case when t.state = 'pending' then 1 end) as pending,
           count(case when t.state = 'solved' then 1 end) as solved, count(case when t.state = 'closed' then 1 end) as closed,
           count(t.waiting_since) as waiting,
           count(case when t.assignee_id is null and t.state in ('open', 'pending') then 1 end) as unassigned,
           min(t.waiting_since) as oldest_waiting, count(t.first_answered_at) as answered,
           cast(coalesce(sum(t.first_answered_at - t.created_at), 0) as bigint) as answer_ms, count(t.solved_at) as resolved,
           cast(coalesce(sum(t.solved_at - t.created_at), 0) as bigint) as resolve_ms
         from {TABLES}
         where {}",
        filter.sql()
    );
    let row: SummaryRow = filter.fetch_one(conn, &sql).await?;
    let average = |ms: i64, count: i64| (count > 0).then(|| ms / count / 1_000);
    Ok(TicketSummary {
        open: row.open,
        pending: row.pending,
        solved: row.solved,
        closed: row.closed,
        waiting: row.waiting,
        unassigned: row.unassigned,
        oldest_waiting: row.oldest_waiting,
        first_answer_seconds: average(row.answer_ms, row.answered),
        resolution_seconds: average(row.resolve_ms, row.resolved),
    })
}
