//! The table of mailed links.

use kernel::{AccountId, Timestamp};
use sql::{Conn, on};

use super::Purpose;
use crate::{Account, Secret, accounts, secret::TokenHash};

/// The one link of this purpose from now on.
pub(super) async fn put(
    conn: &mut Conn,
    account: AccountId,
    purpose: Purpose,
    hash: &TokenHash,
    expires_at: Timestamp,
) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query(
        "insert into account_links (account_id, purpose, token_hash, expires_at)
         values ($1, $2, $3, $4)
         on conflict (account_id, purpose) do update
         set token_hash = excluded.token_hash,
             expires_at = excluded.expires_at",
    )
    .bind(account)
    .bind(purpose.as_str())
    .bind(hash)
    .bind(expires_at)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Whose link this is, without using it up.
pub(crate) async fn find(
    conn: &mut Conn,
    token: &Secret,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Account>, sql::Error> {
    let id = on!(conn, c => sqlx::query_scalar::<_, AccountId>(
        "select account_id
         from account_links
         where token_hash = $1
           and purpose = $2
           and expires_at > $3",
    )
    .bind(TokenHash::of(token.expose().as_bytes()))
    .bind(purpose.as_str())
    .bind(now)
    .fetch_optional(c)
    .await)?;
    enabled(conn, id).await
}

/// Uses a link up: of many who try at once, one gets the account.
pub(crate) async fn take(
    conn: &mut Conn,
    token: &Secret,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Account>, sql::Error> {
    let id = on!(conn, c => sqlx::query_scalar::<_, AccountId>(
        "delete from account_links
         where token_hash = $1
           and purpose = $2
           and expires_at > $3
         returning account_id",
    )
    .bind(TokenHash::of(token.expose().as_bytes()))
    .bind(purpose.as_str())
    .bind(now)
    .fetch_optional(c)
    .await)?;
    enabled(conn, id).await
}

async fn enabled(conn: &mut Conn, id: Option<AccountId>) -> Result<Option<Account>, sql::Error> {
    let Some(id) = id else { return Ok(None) };
    Ok(accounts::by_id(conn, id).await?.filter(Account::is_enabled))
}

/// Ends every link of an account.
pub(crate) async fn end_all(conn: &mut Conn, account: AccountId) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query("delete from account_links where account_id = $1").bind(account).execute(c).await.map(|_| ()))
}
