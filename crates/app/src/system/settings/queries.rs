//! The table of settings.

use kernel::{EmployeeId, Timestamp};
use sql::{Conn, Error, on};

/// Every setting that was set: its name and its value as JSON.
pub async fn all(conn: &mut Conn) -> Result<Vec<(String, String)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (String, String)>("select name, value from shop_settings order by name")
        .fetch_all(c)
        .await)
}

pub async fn put(conn: &mut Conn, name: &str, value: &str, by: EmployeeId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into shop_settings (name, value, changed_by, changed_at)
         values ($1, $2, $3, $4)
         on conflict (name) do update
         set value = excluded.value,
             changed_by = excluded.changed_by,
             changed_at = excluded.changed_at",
    )
    .bind(name)
    .bind(value)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}
