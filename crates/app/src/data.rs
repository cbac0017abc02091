//! Loading a data set: the shop's rows, then accounts for its people.

use anyhow::Result;
use http::Role;
use identity::accounts::{self, NewAccount, Owner};
use kernel::{CustomerId, EmailAddress, EmployeeId};
pub use store::import::{ImportError, Progress, Report, Source};
use store::seed::Plan;
pub use store::seed::Seeded;

use crate::App;

/// Loads the Chinook data set, once, and lets its people in: customers and staff get accounts
/// without a password, which they choose by the reset link.
pub async fn import_chinook(app: &App, source: Source, on_progress: impl FnMut(Progress) + Send) -> Result<Report> {
    let shop = &app.shop;
    let report = store::import::chinook(&shop.db, source, &shop.clock, on_progress).await?;
    // Also after an import that was interrupted between the two: who has an account keeps it.
    let mut tx = shop.db.begin().await?;
    let people = people(store::import::people(&mut tx).await?);
    accounts::import(&mut tx, &people, shop.clock.now(), &shop.random).await?;
    tx.commit().await?;
    Ok(report)
}

/// Invents a history of sales; returns what was written.
pub async fn seed(
    app: &App,
    orders: usize,
    tracks: usize,
    seed: u64,
    on_progress: impl FnMut(Seeded) + Send,
) -> Result<Seeded> {
    let settings = &app.shop.settings;
    let plan = Plan {
        orders,
        tracks,
        seed,
        until: app.shop.clock.now(),
        currency: settings.currency,
        seller: serde_json::to_string(&settings.seller)?,
    };
    store::books::open(&app.shop.db).await?;
    Ok(store::seed::seed(&app.shop.db, &plan, on_progress).await?)
}

/// Makes the sums that reports read anew; from how many sales and refunds.
pub async fn reindex_reports(app: &App) -> Result<u64> {
    let db = &app.shop.db;
    store::books::open(db).await?;
    let mut tx = db.begin().await?;
    let sums = store::books::rebuild(&mut tx).await?;
    tx.commit().await?;
    store::books::count_cohorts(db).await?;
    Ok(sums)
}

fn people(people: Vec<store::import::Person>) -> Vec<NewAccount> {
    people.into_iter().filter_map(account_of).collect()
}

/// `None` for somebody without a usable address, and for staff without a role: there is nothing
/// they could sign in to.
fn account_of(person: store::import::Person) -> Option<NewAccount> {
    let email = EmailAddress::new(&person.email).ok()?;
    let owner = if person.is_staff {
        Owner::Staff(EmployeeId::new(person.id).ok()?, Role::parse(&person.role?)?)
    } else {
        Owner::Customer(CustomerId::new(person.id).ok()?)
    };
    Some(NewAccount { owner, email, display_name: person.name, password_hash: None })
}
