//! `serve --demo`: three accounts to try the shop with. Without it there are none.

use anyhow::{Context, Result};
use identity::{Secret, accounts};
use kernel::EmailAddress;
use serde::Serialize;

use crate::App;

/// An account of the demo, printed at the start and shown on the sign-in page.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct DemoAccount {
    pub label: &'static str,
    pub email: &'static str,
    pub password: &'static str,
}

/// People of the data set: a customer with purchases, Nancy Edwards and Jane Peacock.
const ACCOUNTS: [DemoAccount; 3] = [
    DemoAccount { label: "Customer", email: "luisg@embraer.com.br", password: "listen to the demo" },
    DemoAccount { label: "Sales manager", email: "nancy@chinookcorp.com", password: "manage the demo sales" },
    DemoAccount { label: "Support agent", email: "jane@chinookcorp.com", password: "support the demo people" },
];

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
        open.push(account);
    }
    Ok(open)
}
