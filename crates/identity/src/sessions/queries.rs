//! The table of sessions.

use std::time::Duration;

use ::http::Caller;
use kernel::{AccountId, CustomerId, EmailAddress, EmployeeId, Random, SessionId, Timestamp};
use sql::{Conn, on};

use super::{Device, EndReason, RefreshToken, SessionView};
use crate::{
    accounts::{self, Owner},
    limiter::Network,
    secret::TokenHash,
};

/// The list an owner reads is no longer than this.
const MAX_LISTED: i64 = 100;

/// When a session ends.
pub(super) struct Ends {
    pub(super) idle_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

pub(super) async fn insert(
    conn: &mut Conn,
    account: AccountId,
    token: &RefreshToken,
    device: &Device,
    ends: &Ends,
    now: Timestamp,
    random: &Random,
) -> Result<SessionId, sql::Error> {
    let id = SessionId::fresh(now, random);
    on!(conn, c => sqlx::query(
        "insert into sessions (id, account_id, family_hash, token_hash, rotated_at, created_at, last_used_at,
                               idle_at, expires_at, user_agent, ip, network)
         values ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(account)
    .bind(token.family_hash())
    .bind(token.hash())
    .bind(now)
    .bind(ends.idle_at)
    .bind(ends.expires_at)
    .bind(&device.user_agent)
    .bind(device.ip.to_string())
    .bind(Network::of(device.ip).to_string())
    .execute(c)
    .await
    .map(|_| ()))?;
    Ok(id)
}

/// A session found by the family of a refresh token.
#[derive(sqlx::FromRow)]
pub(super) struct Family {
    pub(super) id: SessionId,
    pub(super) account_id: AccountId,
    pub(super) token_hash: TokenHash,
    pub(super) previous_hash: Option<TokenHash>,
    pub(super) rotated_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// The live session of this token's family.
pub(super) async fn family(
    conn: &mut Conn,
    token: &RefreshToken,
    now: Timestamp,
) -> Result<Option<Family>, sql::Error> {
    on!(conn, c => sqlx::query_as::<_, Family>(
        "select id, account_id, token_hash, previous_hash, rotated_at, expires_at
         from sessions
         where family_hash = $1
           and ended_at is null
           and idle_at > $2
           and expires_at > $2",
    )
    .bind(token.family_hash())
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// Puts `next` in the place of `old`. Of many at once, one gets `true`.
pub(super) async fn rotate(
    conn: &mut Conn,
    session: SessionId,
    old: &RefreshToken,
    next: &RefreshToken,
    device: &Device,
    idle_at: Timestamp,
    now: Timestamp,
) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update sessions
         set token_hash = $3,
             previous_hash = $2,
             rotated_at = $4,
             last_used_at = $4,
             idle_at = $5,
             user_agent = $6,
             ip = $7,
             network = $8
         where id = $1
           and token_hash = $2
           and ended_at is null",
    )
    .bind(session)
    .bind(old.hash())
    .bind(next.hash())
    .bind(now)
    .bind(idle_at)
    .bind(&device.user_agent)
    .bind(device.ip.to_string())
    .bind(Network::of(device.ip).to_string())
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    account_id: AccountId,
    kind: String,
    role: Option<String>,
    customer_id: Option<CustomerId>,
    employee_id: Option<EmployeeId>,
}

/// Whose session this is, when it lives and its account is open. Kind, role and numbers are those
/// of this moment.
pub async fn live(conn: &mut Conn, session: SessionId, now: Timestamp) -> Result<Option<Caller>, sql::Error> {
    let row = on!(conn, c => sqlx::query_as::<_, LiveRow>(
        "select s.account_id, a.kind, a.role, a.customer_id, a.employee_id
         from sessions s
         join accounts a on a.id = s.account_id
         where s.id = $1
           and s.ended_at is null
           and s.idle_at > $2
           and s.expires_at > $2
           and a.disabled_at is null
           and a.deleted_at is null",
    )
    .bind(session)
    .bind(now)
    .fetch_optional(c)
    .await)?;
    let Some(row) = row else { return Ok(None) };
    let account = row.account_id;
    Ok(Some(match accounts::queries::owner(&row.kind, row.role.as_deref(), row.customer_id, row.employee_id)? {
        Owner::Customer(customer) => Caller::Customer { account, customer, session },
        Owner::Staff(employee, role) => Caller::Staff { account, employee, role, session },
    }))
}

/// Whether the account of this address was signed in from this network before.
pub(crate) async fn knows_network(conn: &mut Conn, email: &EmailAddress, network: Network) -> Result<bool, sql::Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, String>(
        "select s.id
         from accounts a
         join sessions s on s.account_id = a.id
         where a.email_key = $1
           and s.network = $2
         limit 1",
    )
    .bind(email.key())
    .bind(network.to_string())
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

#[derive(sqlx::FromRow)]
struct ViewRow {
    id: SessionId,
    created_at: Timestamp,
    last_used_at: Timestamp,
    user_agent: String,
    ip: String,
}

impl ViewRow {
    fn view(self, current: Option<SessionId>) -> SessionView {
        SessionView {
            current: current == Some(self.id),
            id: self.id,
            created_at: self.created_at,
            last_used_at: self.last_used_at,
            user_agent: self.user_agent,
            ip: self.ip,
        }
    }
}

/// The live sessions of an account, the last used first.
pub async fn list(
    conn: &mut Conn,
    account: AccountId,
    current: Option<SessionId>,
    now: Timestamp,
) -> Result<Vec<SessionView>, sql::Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, ViewRow>(
        "select id, created_at, last_used_at, user_agent, ip
         from sessions
         where account_id = $1
           and ended_at is null
           and idle_at > $2
           and expires_at > $2
         order by last_used_at desc, id desc
         limit $3",
    )
    .bind(account)
    .bind(now)
    .bind(MAX_LISTED)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|row| row.view(current)).collect())
}

/// Every session that is kept, ended ones too: for the export of somebody's data.
pub(crate) async fn history(conn: &mut Conn, account: AccountId) -> Result<Vec<SessionView>, sql::Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, ViewRow>(
        "select id, created_at, last_used_at, user_agent, ip
         from sessions
         where account_id = $1
         order by created_at, id",
    )
    .bind(account)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|row| row.view(None)).collect())
}

/// Ends one session of an account. `false` when there is no such live session.
pub async fn end(
    conn: &mut Conn,
    account: AccountId,
    session: SessionId,
    reason: EndReason,
    now: Timestamp,
) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update sessions
         set ended_at = $3,
             end_reason = $4
         where id = $1
           and account_id = $2
           and ended_at is null",
    )
    .bind(session)
    .bind(account)
    .bind(now)
    .bind(reason.as_str())
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Ends every session of an account but `keep`. Answers how many ended.
pub async fn end_all(
    conn: &mut Conn,
    account: AccountId,
    keep: Option<SessionId>,
    reason: EndReason,
    now: Timestamp,
) -> Result<u64, sql::Error> {
    on!(conn, c => sqlx::query(
        "update sessions
         set ended_at = $3,
             end_reason = $4
         where account_id = $1
           and id <> $2
           and ended_at is null",
    )
    .bind(account)
    .bind(keep.map_or_else(String::new, |id| id.to_string()))
    .bind(now)
    .bind(reason.as_str())
    .execute(c)
    .await
    .map(|done| done.rows_affected()))
}

/// Forgets where a deleted account was used.
pub(crate) async fn anonymise(conn: &mut Conn, account: AccountId) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query("update sessions set user_agent = '', ip = '', network = '' where account_id = $1")
        .bind(account)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Forgets sessions that reached their last day: a daily job. Ended ones stay until then, because
/// they tell the networks an account is used from.
pub async fn prune(conn: &mut Conn, now: Timestamp) -> Result<u64, sql::Error> {
    on!(conn, c => sqlx::query("delete from sessions where expires_at < $1")
        .bind(now - Duration::from_secs(1))
        .execute(c)
        .await
        .map(|done| done.rows_affected()))
}
