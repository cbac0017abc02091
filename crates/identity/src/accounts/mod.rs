//! Who exists: customers and staff, with or without a password.
//!
//! Registration, deletion and export touch the shop's tables too and so are handlers of the
//! composition root: they open one transaction and call the functions here in it.
//!
//! - register: [`Identity::count_mail`](crate::Identity::count_mail), [`Identity::hash_new_password`](crate::Identity::hash_new_password) (for every address, so that
//!   time tells nothing), then in one transaction [`create`], the
//!   customer's row, and [`Identity::begin_verification`](crate::Identity::begin_verification); for an address that
//!   [`AlreadyThere`](Creation::AlreadyThere) is in use, [`Identity::greet_known_address`](crate::Identity::greet_known_address).
//! - delete: [`Identity::check_password`](crate::Identity::check_password), then in one transaction [`delete`] and the customer's row.
//! - export: [`export`].
//! - the data set's people: [`import`]; the demo's: [`open`].

pub mod http;
pub(crate) mod queries;

use ::http::{Caller, Role};
use kernel::{AccountId, CustomerId, EmailAddress, EmployeeId, Random, SessionId, Timestamp};
use serde::Serialize;
use sql::Conn;

pub use queries::{
    StaffAccess, by_email, by_employee, by_id, create, disable, enable, general_managers_but, import, of_customer,
    open, set_role, staff,
};

use crate::{
    mails::{self, AccountMail, To},
    second_factor,
    sessions::{self, EndReason},
    tokens::Kind,
};

/// Whom an account belongs to, with the number under which the shop knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Customer(CustomerId),
    Staff(EmployeeId, Role),
}

/// An account that was not deleted.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: AccountId,
    pub owner: Owner,
    pub email: EmailAddress,
    pub display_name: String,
    /// Empty: opens by the reset link alone.
    pub(crate) password_hash: Option<String>,
    pub email_verified_at: Option<Timestamp>,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

impl Account {
    /// Whether its owner may sign in with a password or a link.
    pub fn is_enabled(&self) -> bool {
        self.disabled_at.is_none()
    }

    pub fn has_password(&self) -> bool {
        self.password_hash.is_some()
    }

    pub(crate) fn caller(&self, session: SessionId) -> Caller {
        match self.owner {
            Owner::Customer(customer) => Caller::Customer { account: self.id, customer, session },
            Owner::Staff(employee, role) => Caller::Staff { account: self.id, employee, role, session },
        }
    }

    pub(crate) fn to(&self) -> To {
        To { name: self.display_name.clone(), address: self.email.clone() }
    }
}

/// An account as its owner sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Account)]
pub struct AccountView {
    pub id: AccountId,
    pub email: EmailAddress,
    pub kind: Kind,
    /// What staff may do; `null` for customers.
    #[schema(required)]
    pub role: Option<Role>,
    pub display_name: String,
    #[schema(required)]
    pub customer_id: Option<CustomerId>,
}

impl From<&Account> for AccountView {
    fn from(account: &Account) -> Self {
        let (kind, role, customer_id) = match account.owner {
            Owner::Customer(id) => (Kind::Customer, None, Some(id)),
            Owner::Staff(_, role) => (Kind::Staff, Some(role), None),
        };
        let (id, email, display_name) = (account.id, account.email.clone(), account.display_name.clone());
        Self { id, email, kind, role, display_name, customer_id }
    }
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub owner: Owner,
    pub email: EmailAddress,
    pub display_name: String,
    /// From [`Identity::hash_new_password`](crate::Identity::hash_new_password)(crate::Identity::hash_new_password); none for people
    /// who come in by the reset link.
    pub password_hash: Option<String>,
}

/// What became of a [`NewAccount`].
#[derive(Debug, Clone)]
pub enum Creation {
    Created(Account),
    /// The address, or the number of the owner, has an account. Nothing was written.
    AlreadyThere,
}

/// Deletes an account: ends its sessions, forgets address, name and password, and frees the
/// address. The empty row stays, so that nobody becomes this customer again. Announces the
/// farewell mail. `false` when there is no such account.
pub async fn delete(conn: &mut Conn, account: AccountId, now: Timestamp, random: &Random) -> Result<bool, sql::Error> {
    let Some(found) = by_id(conn, account).await? else { return Ok(false) };
    mails::announce(conn, &AccountMail::AccountDeleted { to: found.to(), at: now }, now, random).await?;
    queries::anonymise(conn, account, now).await?;
    sessions::end_all(conn, account, None, EndReason::Deleted, now).await?;
    sessions::anonymise(conn, account).await?;
    second_factor::reset(conn, account).await?;
    Ok(true)
}

/// What this room knows about somebody, for the export of their data.
#[derive(Debug, Clone, Serialize)]
pub struct Export {
    #[serde(flatten)]
    account: AccountView,
    created_at: Timestamp,
    email_verified_at: Option<Timestamp>,
    sessions: Vec<sessions::SessionView>,
}

/// All personal data of an account but for secrets; `None` when there is no such account.
pub async fn export(conn: &mut Conn, account: AccountId) -> Result<Option<Export>, sql::Error> {
    let Some(found) = by_id(conn, account).await? else { return Ok(None) };
    let sessions = sessions::history(conn, account).await?;
    let (created_at, email_verified_at) = (found.created_at, found.email_verified_at);
    Ok(Some(Export { account: AccountView::from(&found), created_at, email_verified_at, sessions }))
}
