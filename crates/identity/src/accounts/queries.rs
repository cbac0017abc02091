//! The table of accounts.

use ::http::Role;
use kernel::{AccountId, CustomerId, EmailAddress, EmployeeId, Random, Timestamp};
use sql::{Conn, on};

use super::{Account, Creation, NewAccount, Owner};

#[derive(sqlx::FromRow)]
struct Row {
    id: AccountId,
    kind: String,
    role: Option<String>,
    customer_id: Option<CustomerId>,
    employee_id: Option<EmployeeId>,
    email: String,
    display_name: String,
    password_hash: Option<String>,
    email_verified_at: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
    created_at: Timestamp,
}

/// The owner that the columns of a row say.
pub(crate) fn owner(
    kind: &str,
    role: Option<&str>,
    customer: Option<CustomerId>,
    employee: Option<EmployeeId>,
) -> Result<Owner, sql::Error> {
    match (kind, role.and_then(Role::parse), customer, employee) {
        ("customer", None, Some(customer), None) => Ok(Owner::Customer(customer)),
        ("staff", Some(role), None, Some(employee)) => Ok(Owner::Staff(employee, role)),
        _ => Err(sql::Error::Decode("an account belongs to neither a customer nor an employee".into())),
    }
}

impl TryFrom<Row> for Account {
    type Error = sql::Error;
    fn try_from(row: Row) -> Result<Self, sql::Error> {
        Ok(Self {
            id: row.id,
            owner: owner(&row.kind, row.role.as_deref(), row.customer_id, row.employee_id)?,
            email: EmailAddress::new(&row.email).map_err(|error| sql::Error::Decode(error.into()))?,
            display_name: row.display_name,
            password_hash: row.password_hash,
            email_verified_at: row.email_verified_at,
            disabled_at: row.disabled_at,
            created_at: row.created_at,
        })
    }
}

/// The account with this id, unless it was deleted.
pub async fn by_id(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, sql::Error> {
    let row = on!(conn, c => sqlx::query_as::<_, Row>(
        "select id, kind, role, customer_id, employee_id, email, display_name, password_hash,
                email_verified_at, disabled_at, created_at
         from accounts
         where id = $1
           and deleted_at is null",
    )
    .bind(id)
    .fetch_optional(c)
    .await)?;
    row.map(Account::try_from).transpose()
}

/// The account of a customer, unless it was deleted.
pub async fn of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Option<Account>, sql::Error> {
    let row = on!(conn, c => sqlx::query_as::<_, Row>(
        "select id, kind, role, customer_id, employee_id, email, display_name, password_hash,
                email_verified_at, disabled_at, created_at
         from accounts
         where customer_id = $1
           and deleted_at is null",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    row.map(Account::try_from).transpose()
}

/// The account of an address, in any spelling of it.
pub async fn by_email(conn: &mut Conn, email: &EmailAddress) -> Result<Option<Account>, sql::Error> {
    let row = on!(conn, c => sqlx::query_as::<_, Row>(
        "select id, kind, role, customer_id, employee_id, email, display_name, password_hash,
                email_verified_at, disabled_at, created_at
         from accounts
         where email_key = $1",
    )
    .bind(email.key())
    .fetch_optional(c)
    .await)?;
    row.map(Account::try_from).transpose()
}

/// Makes an account whose address is not yet confirmed. [`Creation::AlreadyThere`] changes nothing
/// and leaves the caller's transaction usable; drop it.
pub async fn create(
    conn: &mut Conn,
    new: &NewAccount,
    now: Timestamp,
    random: &Random,
) -> Result<Creation, sql::Error> {
    let id = AccountId::fresh(now, random);
    let (kind, role, customer, employee) = columns(new.owner);
    let written = on!(conn, c => sqlx::query(
        "insert into accounts (id, kind, role, customer_id, employee_id, email, email_key, display_name, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict do nothing",
    )
    .bind(id)
    .bind(kind)
    .bind(role)
    .bind(customer)
    .bind(employee)
    .bind(new.email.as_str())
    .bind(new.email.key())
    .bind(&new.display_name)
    .bind(&new.password_hash)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected()))?;
    if written == 0 {
        return Ok(Creation::AlreadyThere);
    }
    Ok(Creation::Created(Account {
        id,
        owner: new.owner,
        email: new.email.clone(),
        display_name: new.display_name.clone(),
        password_hash: new.password_hash.clone(),
        email_verified_at: None,
        disabled_at: None,
        created_at: now,
    }))
}

fn columns(owner: Owner) -> (&'static str, Option<&'static str>, Option<CustomerId>, Option<EmployeeId>) {
    match owner {
        Owner::Customer(id) => ("customer", None, Some(id), None),
        Owner::Staff(id, role) => ("staff", Some(role.as_str()), None, Some(id)),
    }
}

/// Makes the accounts of imported customers and employees. Those that exist stay as they are.
/// Answers how many were made.
pub async fn import(
    conn: &mut Conn,
    people: &[NewAccount],
    now: Timestamp,
    random: &Random,
) -> Result<usize, sql::Error> {
    let mut made = 0;
    for person in people {
        if let Creation::Created(_) = create(conn, person, now, random).await? {
            made += 1;
        }
    }
    Ok(made)
}

/// Gives an account that never had one a password (its hash), and takes its address as confirmed:
/// for the demo, which prints both. `false` when it has a password already.
pub async fn open(conn: &mut Conn, id: AccountId, password_hash: &str, now: Timestamp) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set password_hash = $2,
             email_verified_at = coalesce(email_verified_at, $3),
             version = version + 1
         where id = $1
           and password_hash is null
           and deleted_at is null",
    )
    .bind(id)
    .bind(password_hash)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// The address is its owner's. `false` when that was known.
pub(crate) async fn confirm_email(conn: &mut Conn, id: AccountId, now: Timestamp) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set email_verified_at = $2,
             version = version + 1
         where id = $1
           and email_verified_at is null
           and deleted_at is null",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Shuts an account: nobody signs in, and its sessions end at their next request. Its data stays.
pub async fn disable(conn: &mut Conn, id: AccountId, now: Timestamp) -> Result<bool, sql::Error> {
    let done = on!(conn, c => sqlx::query(
        "update accounts
         set disabled_at = $2,
             version = version + 1
         where id = $1
           and disabled_at is null
           and deleted_at is null",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))?;
    if done {
        crate::sessions::end_all(conn, id, None, crate::sessions::EndReason::Disabled, now).await?;
    }
    Ok(done)
}

/// Opens a disabled account again. Its owner signs in anew.
pub async fn enable(conn: &mut Conn, id: AccountId) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set disabled_at = null,
             version = version + 1
         where id = $1
           and disabled_at is not null
           and deleted_at is null",
    )
    .bind(id)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Forgets who it was. The number of the customer stays, so that nobody becomes them again.
pub(super) async fn anonymise(conn: &mut Conn, id: AccountId, now: Timestamp) -> Result<(), sql::Error> {
    on!(conn, c => sqlx::query("delete from account_links where account_id = $1").bind(id).execute(c).await.map(|_| ()))?;
    on!(conn, c => sqlx::query(
        "update accounts
         set email = null,
             email_key = null,
             display_name = '',
             password_hash = null,
             email_verified_at = null,
             deleted_at = $2,
             version = version + 1
         where id = $1
           and deleted_at is null",
    )
    .bind(id)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The account of an employee.
pub async fn by_employee(conn: &mut Conn, employee: EmployeeId) -> Result<Option<Account>, sql::Error> {
    let row = on!(conn, c => sqlx::query_as::<_, Row>(
        "select id, kind, role, customer_id, employee_id, email, display_name, password_hash,
                email_verified_at, disabled_at, created_at
         from accounts
         where employee_id = $1
           and deleted_at is null",
    )
    .bind(employee)
    .fetch_optional(c)
    .await)?;
    row.map(Account::try_from).transpose()
}

/// Gives an employee's account another role, from the next request on.
pub async fn set_role(conn: &mut Conn, employee: EmployeeId, role: Role) -> Result<bool, sql::Error> {
    on!(conn, c => sqlx::query(
        "update accounts
         set role = $2,
             version = version + 1
         where employee_id = $1
           and deleted_at is null",
    )
    .bind(employee)
    .bind(role.as_str())
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// General managers who can sign in, without `but`.
pub async fn general_managers_but(conn: &mut Conn, but: EmployeeId) -> Result<i64, sql::Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select count(*)
         from accounts
         where role = 'general_manager'
           and employee_id <> $1
           and email_verified_at is not null
           and disabled_at is null
           and deleted_at is null",
    )
    .bind(but)
    .fetch_one(c)
    .await)
}

/// How an employee signs in.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StaffAccess {
    pub employee_id: EmployeeId,
    pub role: String,
    pub email: String,
    pub joined_at: Option<Timestamp>,
    pub disabled_at: Option<Timestamp>,
    pub second_factor_since: Option<Timestamp>,
    pub last_seen_at: Option<Timestamp>,
}

/// How everybody who works here signs in.
pub async fn staff(conn: &mut Conn) -> Result<Vec<StaffAccess>, sql::Error> {
    on!(conn, c => sqlx::query_as::<_, StaffAccess>(
        "select a.employee_id, a.role, a.email, a.email_verified_at as joined_at, a.disabled_at,
                f.confirmed_at as second_factor_since,
                (select max(s.last_used_at) from sessions s where s.account_id = a.id) as last_seen_at
         from accounts a
         left join second_factors f on f.account_id = a.id
         where a.kind = 'staff'
           and a.deleted_at is null
         order by a.employee_id",
    )
    .fetch_all(c)
    .await)
}
