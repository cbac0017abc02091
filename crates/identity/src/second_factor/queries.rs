//! The tables of second factors and recovery codes.

use kernel::{AccountId, Timestamp};
use sql::{Conn, on};

/// The second factor of an account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) secret: String,
    pub(super) confirmed_at: Option<Timestamp>,
}

pub(super) async fn find(conn: &mut Conn, account: AccountId) -> Result<Option<Row>, sql::Error> {
    on!(conn, c => sqlx::query_as::<_, Row>("select secret, confirmed_at from second_factors where account_id = $1")
        .bind(account)
        .fetch_optional(c)
        .await)
}

/// A secret that no code has confirmed yet, in the place of an earlier such one. `false` when there
/// is one that is confirmed.
pub(super) async fn begin(
    conn: &mut Conn,
    account: AccountId,
    secret: &str,
    now: Timestamp,
) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "insert into second_factors (account_id, secret, created_at)
         values ($1, $2, $3)
         on conflict (account_id) do update
         set secret = excluded.secret,
             created_at = excluded.created_at
         where second_factors.confirmed_at is null",
    )
    .bind(account)
    .bind(secret)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The demo's: confirmed from the start. What somebody has set up stays.
pub(super) async fn put_demo(
    conn: &mut Conn,
    account: AccountId,
    secret: &str,
    now: Timestamp,
) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query(
        "insert into second_factors (account_id, secret, confirmed_at, is_demo, created_at)
         values ($1, $2, $3, 1, $3)
         on conflict (account_id) do nothing",
    )
    .bind(account)
    .bind(secret)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The first code was right. Of many at once, one gets `true`.
pub(super) async fn confirm(
    conn: &mut Conn,
    account: AccountId,
    secret: &str,
    step: i64,
    now: Timestamp,
) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update second_factors
         set confirmed_at = $4,
             last_step = $3
         where account_id = $1
           and secret = $2
           and confirmed_at is null",
    )
    .bind(account)
    .bind(secret)
    .bind(step)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Uses the code of a step up. `false` when it, or a newer one, was used before.
pub(super) async fn use_step(conn: &mut Conn, account: AccountId, step: i64) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update second_factors
         set last_step = $2
         where account_id = $1
           and confirmed_at is not null
           and (last_step < $2 or is_demo = 1)",
    )
    .bind(account)
    .bind(step)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// New recovery codes in the place of all earlier ones.
pub(super) async fn replace_codes(conn: &mut Conn, account: AccountId, hashes: &[String]) -> Result<(), sql::Error> {
    forget_codes(conn, account).await?;
    for hash in hashes {
        on!(conn, c => sqlx::query("insert into recovery_codes (account_id, code_hash) values ($1, $2)")
            .bind(account)
            .bind(hash)
            .execute(c)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// Uses a recovery code up: of many who try at once, one gets `true`.
pub(super) async fn use_code(
    conn: &mut Conn,
    account: AccountId,
    hash: &str,
    now: Timestamp,
) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update recovery_codes
         set used_at = $3
         where account_id = $1
           and code_hash = $2
           and used_at is null",
    )
    .bind(account)
    .bind(hash)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn codes_left(conn: &mut Conn, account: AccountId) -> Result<i64, sql::Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select count(*)
         from recovery_codes
         where account_id = $1
           and used_at is null",
    )
    .bind(account)
    .fetch_one(c)
    .await)
}

async fn forget_codes(conn: &mut Conn, account: AccountId) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query("delete from recovery_codes where account_id = $1").bind(account).execute(c).await.map(|_| ()))
}

/// Forgets everything. `false` when there was nothing.
pub(super) async fn remove(conn: &mut Conn, account: AccountId) -> Result<bool, sql::Error> {
    forget_codes(conn, account).await?;
    on!(conn, c => sqlx::query("delete from second_factors where account_id = $1")
        .bind(account)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}
