//! The password column of an account.

use kernel::AccountId;
use sql::{Conn, on};

use crate::Account;

/// A new password chosen by the owner.
pub(crate) async fn replace(conn: &mut Conn, account: AccountId, hash: &str) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set password_hash = $2,
             version = version + 1
         where id = $1
           and disabled_at is null
           and deleted_at is null",
    )
    .bind(account)
    .bind(hash)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Puts `new` in the place of `old`, which was just verified. `false` when the password, or the
/// account, was changed meanwhile. The row stays locked until the transaction ends, so that a
/// session made after this is seen by whoever changes the password next.
pub(crate) async fn exchange(conn: &mut Conn, account: AccountId, old: &str, new: &str) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set password_hash = $3
         where id = $1
           and password_hash = $2
           and disabled_at is null
           and deleted_at is null",
    )
    .bind(account)
    .bind(old)
    .bind(new)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Holds the account as it was read: its password and its being open. `false` when either was changed meanwhile. The row
/// stays locked until the transaction ends, as in [`exchange`].
pub(crate) async fn hold(conn: &mut Conn, account: &Account) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set version = version
         where id = $1
           and coalesce(password_hash, '') = $2
           and disabled_at is null
           and deleted_at is null",
    )
    .bind(account.id)
    .bind(account.password_hash.as_deref().unwrap_or_default())
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Forgets a password that was never confirmed.
pub(crate) async fn forget(conn: &mut Conn, account: AccountId) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set password_hash = null,
             version = version + 1
         where id = $1
           and email_verified_at is null",
    )
    .bind(account)
    .execute(c)
    .await
    .map(|_| ()))
}
