//! SQL of customers.

use kernel::{AddressId, AlbumId, CustomerId, Timestamp, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Address, NewAddress, NewCustomer, Preferences, Profile, Theme};

#[derive(FromRow)]
struct ProfileRow {
    id: CustomerId,
    email: Option<String>,
    first_name: String,
    last_name: String,
    company: Option<String>,
    phone: Option<String>,
    newsletter: bool,
    theme: String,
    created_at: Timestamp,
    version: i64,
}

/// With its version.
pub(super) async fn profile(conn: &mut Conn, customer: CustomerId) -> Result<Option<(Profile, i64)>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, ProfileRow>(
        "select id, email, first_name, last_name, company, phone, newsletter, theme, created_at, version
         from customers
         where id = $1
           and deleted_at is null",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|row| {
        let preferences = Preferences { newsletter: row.newsletter, theme: Theme::stored(&row.theme) };
        let profile = Profile {
            id: row.id,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            company: row.company,
            phone: row.phone,
            preferences,
            created_at: row.created_at,
        };
        (profile, row.version)
    }))
}

/// False when somebody else has edited it since `version`.
pub(super) async fn update_profile(conn: &mut Conn, profile: &Profile, version: i64) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update customers
         set first_name = $3,
             last_name = $4,
             company = $5,
             phone = $6,
             newsletter = $7,
             theme = $8,
             version = version + 1
         where id = $1
           and version = $2",
    )
    .bind(profile.id)
    .bind(version)
    .bind(&profile.first_name)
    .bind(&profile.last_name)
    .bind(&profile.company)
    .bind(&profile.phone)
    .bind(profile.preferences.newsletter)
    .bind(profile.preferences.theme.as_str())
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

#[derive(FromRow)]
struct AddressRow {
    id: AddressId,
    name: String,
    line1: String,
    line2: Option<String>,
    city: String,
    region: Option<String>,
    postal_code: Option<String>,
    country: String,
    is_default: bool,
}

impl From<AddressRow> for Address {
    fn from(row: AddressRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            line1: row.line1,
            line2: row.line2,
            city: row.city,
            region: row.region,
            postal_code: row.postal_code,
            country: row.country,
            is_default: row.is_default,
        }
    }
}

/// The default one first, then by age.
pub(super) async fn addresses(conn: &mut Conn, customer: CustomerId) -> Result<Vec<Address>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, AddressRow>(
        "select id, name, line1, line2, city, region, postal_code, country, is_default
         from addresses
         where customer_id = $1
         order by is_default desc, created_at, id",
    )
    .bind(customer)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(Address::from).collect())
}

/// Writers of a customer's things queue here until the transaction ends.
pub(super) async fn lock(conn: &mut Conn, customer: CustomerId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update customers set id = id where id = $1").bind(customer).execute(c).await.map(|_| ()))
}

pub(super) async fn insert_address(
    conn: &mut Conn,
    customer: CustomerId,
    id: AddressId,
    new: &NewAddress,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into addresses (id, customer_id, name, line1, line2, city, region, postal_code, country, is_default, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(customer)
    .bind(&new.name)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.city)
    .bind(&new.region)
    .bind(&new.postal_code)
    .bind(new.country.as_str())
    .bind(new.is_default)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// False when the customer has no such address.
pub(super) async fn update_address(
    conn: &mut Conn,
    customer: CustomerId,
    id: AddressId,
    new: &NewAddress,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update addresses
         set name = $3,
             line1 = $4,
             line2 = $5,
             city = $6,
             region = $7,
             postal_code = $8,
             country = $9,
             is_default = $10
         where customer_id = $1
           and id = $2",
    )
    .bind(customer)
    .bind(id)
    .bind(&new.name)
    .bind(&new.line1)
    .bind(&new.line2)
    .bind(&new.city)
    .bind(&new.region)
    .bind(&new.postal_code)
    .bind(new.country.as_str())
    .bind(new.is_default)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn delete_address(conn: &mut Conn, customer: CustomerId, id: AddressId) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("delete from addresses where customer_id = $1 and id = $2")
        .bind(customer)
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// No address is the default: before another becomes it.
pub(super) async fn clear_default(conn: &mut Conn, customer: CustomerId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update addresses set is_default = false where customer_id = $1 and is_default")
        .bind(customer)
        .execute(c)
        .await
        .map(|_| ()))
}

/// When no address is the default, the oldest becomes it.
pub(super) async fn ensure_default(conn: &mut Conn, customer: CustomerId) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update addresses
         set is_default = true
         where id = (
             select a.id
             from addresses a
             where a.customer_id = $1
             order by a.is_default desc, a.created_at, a.id
             limit 1
           )
           and not is_default",
    )
    .bind(customer)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) async fn owned_tracks(conn: &mut Conn, customer: CustomerId) -> Result<Vec<TrackId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, TrackId>(
        "select track_id
         from entitlements
         where customer_id = $1
           and revoked_at is null
         order by track_id",
    )
    .bind(customer)
    .fetch_all(c)
    .await)
}

/// Albums of which every track on sale is owned.
pub(super) async fn owned_albums(conn: &mut Conn, customer: CustomerId) -> Result<Vec<AlbumId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, AlbumId>(
        "select tr.album_id
         from entitlements e
         join tracks tr on tr.id = e.track_id
         where e.customer_id = $1
           and e.revoked_at is null
           and tr.status = 'active'
           and tr.album_id is not null
         group by tr.album_id
         having count(*) = (
             select count(*)
             from tracks every
             where every.album_id = tr.album_id
               and every.status = 'active'
           )
         order by tr.album_id",
    )
    .bind(customer)
    .fetch_all(c)
    .await)
}

pub(super) async fn insert_customer(conn: &mut Conn, new: &NewCustomer, now: Timestamp) -> Result<CustomerId, Error> {
    on!(conn, c => sqlx::query_scalar::<_, CustomerId>(
        "insert into customers (first_name, last_name, email, email_key, country, created_at)
         values ($1, $2, $3, $4, $5, $6)
         returning id",
    )
    .bind(&new.first_name)
    .bind(&new.last_name)
    .bind(new.email.as_str())
    .bind(new.email.key())
    .bind(new.country.map(String::from))
    .bind(now)
    .fetch_one(c)
    .await)
}

/// Removes what says who somebody is. Orders and invoices stay: the law wants them kept.
pub(super) async fn forget(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<bool, Error> {
    let statements = [
        "delete from addresses where customer_id = $1",
        "delete from cart_items where customer_id = $1",
        "delete from download_grants where customer_id = $1",
        "delete from notes where entity = 'customer' and entity_id = cast($1 as text)",
    ];
    for statement in statements {
        on!(conn, c => sqlx::query(statement).bind(customer).execute(c).await.map(|_| ()))?;
    }
    on!(conn, c => sqlx::query(
        "update customers
         set first_name = 'Deleted',
             last_name = 'customer',
             company = null,
             phone = null,
             fax = null,
             email = null,
             email_key = null,
             newsletter = false,
             deleted_at = $2,
             version = version + 1
         where id = $1
           and deleted_at is null",
    )
    .bind(customer)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}
