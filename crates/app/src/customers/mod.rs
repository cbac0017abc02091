//! What staff do with a customer's account: it spans identity, shop and library.

pub mod http;

use ::http::{Caller, Problem, SalesManager, Staff, SupportAgent};
use identity::accounts::{self, Account};
use kernel::{CustomerId, Timestamp};
use library::{playlists, songs};
use serde::{Deserialize, Serialize};
use sql::Conn;
use store::{
    audit::{self, Actor, Entry},
    customers::admin::Reach,
};
use utoipa::ToSchema;

use crate::{App, account};

/// How a customer comes in, and what they keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerAccount {
    /// `none` once it was deleted.
    pub state: AccountState,
    pub email_verified: bool,
    /// Whether a password was ever chosen.
    pub has_password: bool,
    pub disabled_at: Option<Timestamp>,
    /// Songs in the library.
    pub songs: i64,
    pub playlists: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CustomerAccountState)]
pub enum AccountState {
    Active,
    Disabled,
    None,
}

/// Why something was done to an account, for the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CustomerAccountReason)]
pub struct Reason {
    pub reason: String,
}

const MAX_REASON: usize = 500;

impl Reason {
    fn checked(&self) -> Result<&str, Problem> {
        let reason = self.reason.trim();
        if reason.is_empty() || reason.chars().count() > MAX_REASON {
            return Err(Problem::invalid("reason", format!("takes 1 to {MAX_REASON} characters")));
        }
        Ok(reason)
    }
}

/// To forget a customer for good.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnonymiseCustomer {
    /// The number of the customer once more, as a second thought.
    pub confirm: CustomerId,
    pub reason: String,
}

/// A look through a customer's eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerView {
    /// For GET alone: whatever writes is refused.
    pub access_token: String,
    pub expires_at: Timestamp,
    pub customer_id: CustomerId,
    pub name: String,
}

async fn read(app: &App, reach: Reach, id: CustomerId) -> Result<CustomerAccount, Problem> {
    let mut conn = app.shop.db.read().await?;
    reach.customer(&mut conn, id).await?;
    let account = accounts::of_customer(&mut conn, id).await?;
    drop(conn);
    let state = match &account {
        None => AccountState::None,
        Some(account) if account.is_enabled() => AccountState::Active,
        Some(_) => AccountState::Disabled,
    };
    let size = |count: Result<usize, library::Error>| {
        count.map(|count| i64::try_from(count).unwrap_or(i64::MAX)).map_err(Problem::internal)
    };
    Ok(CustomerAccount {
        state,
        email_verified: account.as_ref().is_some_and(|account| account.email_verified_at.is_some()),
        has_password: account.as_ref().is_some_and(Account::has_password),
        disabled_at: account.and_then(|account| account.disabled_at),
        songs: size(songs::queries::count(&app.library, id).await)?,
        playlists: size(playlists::count(&app.library, id).await)?,
    })
}

/// The customer's account; 404 out of reach, 409 once it was deleted.
async fn account_of(conn: &mut Conn, reach: Reach, id: CustomerId) -> Result<Account, Problem> {
    reach.customer(conn, id).await?;
    accounts::of_customer(conn, id).await?.ok_or_else(|| {
        Problem::conflict("no-account", "There is no account", "The account of this customer was deleted.")
    })
}

/// Shuts the account or opens it again. Sessions end at their next request.
async fn set_enabled(
    app: &App,
    staff: &Staff<SupportAgent>,
    id: CustomerId,
    reason: &Reason,
    enabled: bool,
) -> Result<(), Problem> {
    let reason = reason.checked()?;
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let account = account_of(&mut tx, Reach::from(staff), id).await?;
    let (changed, action) = if enabled {
        (accounts::enable(&mut tx, account.id).await?, "customer.enabled")
    } else {
        (accounts::disable(&mut tx, account.id, now).await?, "customer.disabled")
    };
    if changed {
        let entry = Entry::new(Actor::Staff(staff.id), action, "customer", id).note(reason);
        audit::record(&mut tx, &entry, now, &app.shop.random).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets who a customer is, on their request. Orders and invoices stay.
async fn anonymise(
    app: &App,
    staff: &Staff<SalesManager>,
    id: CustomerId,
    body: &AnonymiseCustomer,
) -> Result<(), Problem> {
    let reason = Reason { reason: body.reason.clone() };
    let reason = reason.checked()?;
    if body.confirm != id {
        return Err(Problem::invalid("confirm", "is the number of this customer"));
    }
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    Reach::from(staff).customer(&mut tx, id).await?;
    let account = accounts::of_customer(&mut tx, id).await?.map(|account| account.id);
    let entry = Entry::new(Actor::Staff(staff.id), "customer.anonymised", "customer", id).note(reason);
    audit::record(&mut tx, &entry, now, &app.shop.random).await?;
    account::forget(app, tx, account, id, now).await
}

/// Begins a look through a customer's eyes.
async fn view(
    app: &App,
    staff: &Staff<SupportAgent>,
    caller: &Caller,
    id: CustomerId,
) -> Result<CustomerView, Problem> {
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let account = account_of(&mut tx, Reach::from(staff), id).await?;
    let token = app.identity.view_token(&account, staff.account, caller.session());
    let (access_token, expires_at) = token.ok_or_else(|| Problem::not_found("customer", id))?;
    let entry = Entry::new(Actor::Staff(staff.id), "customer.viewed", "customer", id)
        .on_behalf_of(id)
        .note(format!("until {expires_at}"));
    audit::record(&mut tx, &entry, now, &app.shop.random).await?;
    tx.commit().await?;
    Ok(CustomerView { access_token, expires_at, customer_id: id, name: account.display_name })
}

/// Ends it: the page throws the token away, and the log says so.
async fn end_view(app: &App, staff: &Staff<SupportAgent>, id: CustomerId) -> Result<(), Problem> {
    let mut tx = app.shop.db.begin().await?;
    Reach::from(staff).customer(&mut tx, id).await?;
    let entry = Entry::new(Actor::Staff(staff.id), "customer.view_ended", "customer", id).on_behalf_of(id);
    audit::record(&mut tx, &entry, app.shop.clock.now(), &app.shop.random).await?;
    Ok(tx.commit().await?)
}
