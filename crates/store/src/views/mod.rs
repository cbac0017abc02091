//! Saved views: a list of the admin area with its filters, sort and columns, under a name.
//!
//! A view is the query string of its page and nothing more: what it means is the list's business.
//! Everybody sees their own and those that others share; only its owner changes one. The general
//! manager may remove a shared one, since its owner may be gone.

pub mod http;
mod queries;

use ::http::{AnyStaff, Problem, Role, Staff};
use kernel::{EmployeeId, SavedViewId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use crate::{
    Shop,
    audit::{self, Actor, Entry},
};

/// A member of staff keeps at most this many.
pub const MAX_VIEWS: i64 = 200;
const MAX_NAME: usize = 60;
const MAX_QUERY: usize = 2_000;
const MAX_COLUMNS: usize = 40;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedView {
    pub id: SavedViewId,
    /// Which list it is of, such as `orders`.
    pub list: String,
    pub name: String,
    /// As in the address of the page: `status=paid&sort=-placed_at`.
    pub query: String,
    /// In their order; empty: the list's own choice.
    pub columns: Vec<String>,
    /// Whether all staff see it.
    pub shared: bool,
    pub owner_id: EmployeeId,
    pub owner_name: String,
    /// Whether the caller may change it.
    pub mine: bool,
    pub updated_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SavedViewDraft)]
pub struct Draft {
    pub list: String,
    pub name: String,
    #[serde(default)]
    pub query: String,
    #[serde(default)]
    pub columns: Vec<String>,
    #[serde(default)]
    pub shared: bool,
}

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
}

impl Draft {
    fn checked(self) -> Result<Self, Problem> {
        let draft =
            Self { name: self.name.trim().to_owned(), query: self.query.trim_start_matches('?').to_owned(), ..self };
        let mut problem = Problem::validation();
        if !is_slug(&draft.list) {
            problem = problem.field("list", "is the name of a list, such as orders");
        }
        if draft.name.is_empty() || draft.name.chars().count() > MAX_NAME || draft.name.chars().any(char::is_control) {
            problem = problem.field("name", format!("takes 1 to {MAX_NAME} characters"));
        }
        if draft.query.len() > MAX_QUERY || draft.query.chars().any(char::is_control) {
            problem =
                problem.field("query", format!("takes at most {MAX_QUERY} characters, as in the address of the page"));
        }
        if draft.columns.len() > MAX_COLUMNS || !draft.columns.iter().all(|column| is_slug(column)) {
            problem = problem.field("columns", format!("takes at most {MAX_COLUMNS} names of columns"));
        }
        problem.if_any().map(|()| draft)
    }
}

fn name_taken() -> Problem {
    Problem::conflict("name-taken", "You have a view of this name", "Give it another name, or change the one there is.")
}

async fn create(shop: &Shop, by: EmployeeId, draft: Draft) -> Result<SavedView, Problem> {
    let draft = draft.checked()?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    if queries::count(&mut tx, by).await? >= MAX_VIEWS {
        let detail = format!("You keep {MAX_VIEWS} views. Remove one that you no longer use.");
        return Err(Problem::conflict("too-many-views", "Too many views", detail));
    }
    let id = SavedViewId::fresh(now, &shop.random);
    match queries::insert(&mut tx, by, id, &draft, now).await {
        Err(error) if sql::is_unique_violation(&error) => return Err(name_taken()),
        written => written?,
    }
    record(&mut tx, shop, by, "view.saved", id, &draft.name, now).await?;
    let view = queries::find(&mut tx, by, id).await?;
    tx.commit().await?;
    view.ok_or_else(|| Problem::not_found("view", id))
}

async fn change(shop: &Shop, by: EmployeeId, id: SavedViewId, draft: Draft) -> Result<SavedView, Problem> {
    let draft = draft.checked()?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    match queries::update(&mut tx, by, id, &draft, now).await {
        Err(error) if sql::is_unique_violation(&error) => return Err(name_taken()),
        Ok(false) => return Err(Problem::not_found("view", id)),
        written => written?,
    };
    record(&mut tx, shop, by, "view.changed", id, &draft.name, now).await?;
    let view = queries::find(&mut tx, by, id).await?;
    tx.commit().await?;
    view.ok_or_else(|| Problem::not_found("view", id))
}

async fn remove(shop: &Shop, staff: Staff<AnyStaff>, id: SavedViewId) -> Result<(), Problem> {
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let view = queries::find(&mut tx, staff.id, id).await?.ok_or_else(|| Problem::not_found("view", id))?;
    if !view.mine && staff.role != Role::GeneralManager {
        return Err(Problem::forbidden("Only its owner or the general manager removes a shared view."));
    }
    queries::delete(&mut tx, id).await?;
    record(&mut tx, shop, staff.id, "view.removed", id, &view.name, now).await?;
    Ok(tx.commit().await?)
}

async fn record(
    conn: &mut Conn,
    shop: &Shop,
    by: EmployeeId,
    action: &'static str,
    id: SavedViewId,
    name: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let entry = Entry::new(Actor::Staff(by), action, "saved_view", id).note(name);
    audit::record(conn, &entry, now, &shop.random).await
}
