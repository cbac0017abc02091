//! What an account does across contexts: register, leave, take everything along. Each is one
//! transaction over the tables of identity and shop; the library, which has a table of its own,
//! follows after.

pub mod http;

use ::http::{Caller, ClientIp, Customer, Problem};
use identity::{
    Secret,
    accounts::{self, Creation, NewAccount, Owner},
};
use kernel::{AccountId, CountryCode, CustomerId, EmailAddress, Timestamp};
use library::songs;
use serde::{Deserialize, Serialize};
use store::{
    customers::{self, NewCustomer},
    support,
};

use crate::App;

/// Who wants an account.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    pub email: EmailAddress,
    /// 12 to 256 characters, any; not one of the most common ones.
    pub password: Secret,
    pub first_name: String,
    pub last_name: String,
    pub country: Option<CountryCode>,
}

const LONGEST_NAME: usize = 40;

impl Registration {
    fn check(&self) -> Result<(), Problem> {
        let mut problem = Problem::validation();
        for (field, name) in [("first_name", &self.first_name), ("last_name", &self.last_name)] {
            let length = name.trim().chars().count();
            if length == 0 {
                problem = problem.field(field, "is missing: write how we may address you");
            } else if length > LONGEST_NAME || name.chars().any(char::is_control) {
                problem = problem.field(field, format!("takes at most {LONGEST_NAME} characters, on one line"));
            }
        }
        problem.if_any()
    }

    fn display_name(&self) -> String {
        format!("{} {}", self.first_name.trim(), self.last_name.trim())
    }
}

/// Registers, or writes to the owner of the address that somebody tried to. The caller cannot tell
/// which: answer and time are alike.
pub async fn register(app: &App, ip: ClientIp, registration: &Registration) -> Result<(), Problem> {
    registration.check()?;
    app.identity.count_mail(ip.0, &registration.email)?;
    // Hashed for a known address too: it takes the time.
    let hash = app.identity.hash_new_password("password", &registration.password, &registration.email).await?;
    let now = app.identity.clock.now();
    let mut tx = app.shop.db.begin().await?;
    if let Some(known) = accounts::by_email(&mut tx, &registration.email).await? {
        app.identity.greet_known_address(&mut tx, &known).await?;
        return Ok(tx.commit().await?);
    }
    let customer = NewCustomer {
        email: registration.email.clone(),
        first_name: registration.first_name.trim().to_owned(),
        last_name: registration.last_name.trim().to_owned(),
        country: registration.country,
    };
    let id = match customers::create(&mut tx, &customer, now).await {
        Ok(id) => id,
        // Another request with this address was quicker by a moment, and sends the mail.
        Err(error) if sql::is_unique_violation(&error) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let account = NewAccount {
        owner: Owner::Customer(id),
        email: registration.email.clone(),
        display_name: registration.display_name(),
        password_hash: Some(hash),
    };
    match accounts::create(&mut tx, &account, now, &app.identity.random).await? {
        Creation::Created(account) => app.identity.begin_verification(&mut tx, &account).await?,
        Creation::AlreadyThere => return Ok(()),
    }
    Ok(tx.commit().await?)
}

/// Ends the account: nobody can sign in, and what is personal is gone. Orders and invoices stay, as
/// the law asks, without a name to them.
pub async fn delete(app: &App, caller: Customer, ip: ClientIp, password: &Secret) -> Result<(), Problem> {
    let whoever = Caller::Customer { account: caller.account, customer: caller.id, session: caller.session };
    app.identity.check_password(&whoever, ip, "password", password).await?;
    let now = app.identity.clock.now();
    forget(app, app.shop.db.begin().await?, Some(caller.account), caller.id, now).await
}

/// The same in a transaction that the caller opened, with or without an account.
pub(crate) async fn forget(
    app: &App,
    mut tx: sql::Tx,
    account: Option<AccountId>,
    customer: CustomerId,
    now: Timestamp,
) -> Result<(), Problem> {
    if let Some(account) = account {
        accounts::delete(&mut tx, account, now, &app.identity.random).await?;
    }
    customers::anonymise(&mut tx, customer, now).await?;
    let files = support::forget(&mut tx, customer, now).await?;
    tx.commit().await?;
    support::remove_files(&app.shop, &files).await;
    songs::delete_all(&app.library, customer).await.map_err(Problem::internal)
}

/// Everything the shop knows about somebody.
#[derive(Serialize)]
pub struct Export {
    exported_at: kernel::Timestamp,
    account: Option<accounts::Export>,
    customer: customers::Export,
    library: Vec<songs::Song>,
}

pub async fn export(app: &App, caller: Customer) -> Result<Export, Problem> {
    let mut conn = app.shop.db.read().await?;
    Ok(Export {
        exported_at: app.identity.clock.now(),
        account: accounts::export(&mut conn, caller.account).await?,
        customer: customers::export(&mut conn, caller.id).await?,
        library: songs::export(&app.library, caller.id).await.map_err(Problem::internal)?,
    })
}
