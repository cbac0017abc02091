//! `serve --demo`: an account of each kind to try the shop with. Without it there are none.

use anyhow::{Context, Result};
use identity::{
    Secret,
    accounts::{self, Owner},
};
use kernel::EmailAddress;
use serde::Serialize;

use crate::App;

/// An account of the demo, printed at the start and shown on the sign-in page.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct DemoAccount {
    pub label: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    /// What the authenticator app of a member of staff shows now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// People of the data set: a customer with purchases, Nancy Edwards, Jane Peacock, Andrew Adams and
/// Michael Mitchell.
const ACCOUNTS: [DemoAccount; 5] = [
    account("Customer", "luisg@embraer.com.br", "listen to the demo"),
    account("Sales manager", "nancy@chinookcorp.com", "manage the demo sales"),
    account("Support agent", "jane@chinookcorp.com", "support the demo people"),
    account("General manager", "andrew@chinookcorp.com", "lead the demo company"),
    account("IT", "michael@chinookcorp.com", "run the demo machines"),
];

const fn account(label: &'static str, email: &'static str, password: &'static str) -> DemoAccount {
    DemoAccount { label, email, password, code: None }
}

/// The demo's accounts as the sign-in page shows them, with the codes of this half minute.
pub fn with_codes(app: &App) -> Vec<DemoAccount> {
    let code = |account: &DemoAccount| match account.label {
        "Customer" => None,
        _ => EmailAddress::new(account.email).ok().map(|email| app.identity.demo_code(&email)),
    };
    app.demo_accounts.iter().map(|account| DemoAccount { code: code(account), ..account.clone() }).collect()
}

/// Gives the demo's people their passwords, where they have none yet. Answers those that exist.
pub async fn open_accounts(app: &App) -> Result<Vec<DemoAccount>> {
    let mut open = Vec::new();
    for account in ACCOUNTS {
        let email = EmailAddress::new(account.email).context("a demo address")?;
        let found = accounts::by_email(&mut app.identity.db.read().await?, &email).await?;
        let Some(found) = found else { continue };
        if !found.has_password() {
            let password = Secret::new(account.password);
            let hash =
                app.identity.hash_new_password("password", &password, &email).await.context("a demo password")?;
            let mut tx = app.identity.db.begin().await?;
            accounts::open(&mut tx, found.id, &hash, app.identity.clock.now()).await?;
            tx.commit().await?;
        }
        if matches!(found.owner, Owner::Staff(..)) {
            let mut tx = app.identity.db.begin().await?;
            app.identity.enrol_demo(&mut tx, &found).await.context("a demo second factor")?;
            tx.commit().await?;
        }
        open.push(account);
    }
    Ok(open)
}
