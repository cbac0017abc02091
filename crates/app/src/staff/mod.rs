//! The people who run the shop: invited, given a role and a manager, let go. It spans the shop's
//! table of employees and identity's accounts.
//!
//! Nobody grants a role that includes what they may not do themselves, nobody changes their own
//! role, the tree has no circles, and a general manager who can sign in always stays. Changes come
//! one after the other ([`store::staff::lock`]), and what the rules rest on is read after that.

pub mod http;

use ::http::{OrNotFound, Problem, Role, RoleSet, SupportAgent};
use identity::{
    Account,
    accounts::{self, Creation, NewAccount, Owner, StaffAccess},
    second_factor,
    sessions::{self, EndReason, SessionView},
};
use kernel::{EmailAddress, EmployeeId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::Conn;
use store::{
    audit::{self, Actor, Entry},
    staff::{self, Employee, NewEmployee},
};

use crate::{App, access};

/// Who acts.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub id: EmployeeId,
    pub role: Role,
}

/// Whether somebody can come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    Active,
    /// Has not followed the invitation yet.
    Invited,
    Deactivated,
    /// Works here without an account.
    NoAccess,
}

/// Somebody who works here.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = StaffMember)]
pub struct Member {
    pub id: EmployeeId,
    pub name: String,
    #[schema(required)]
    pub title: Option<String>,
    #[schema(required)]
    pub email: Option<String>,
    #[schema(required)]
    pub role: Option<Role>,
    #[schema(required)]
    pub reports_to: Option<EmployeeId>,
    pub state: MemberState,
    #[schema(required)]
    pub second_factor_since: Option<Timestamp>,
    #[schema(required)]
    pub last_seen_at: Option<Timestamp>,
    #[schema(required)]
    pub hired_at: Option<Timestamp>,
}

/// Somebody who works here, and where they are signed in.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = StaffMemberDetail)]
pub struct Detail {
    #[serde(flatten)]
    pub member: Member,
    pub sessions: Vec<SessionView>,
}

fn member(person: Employee, access: Option<&StaffAccess>) -> Member {
    let state = match access {
        None => MemberState::NoAccess,
        Some(access) if access.disabled_at.is_some() => MemberState::Deactivated,
        Some(access) if access.joined_at.is_none() => MemberState::Invited,
        Some(_) => MemberState::Active,
    };
    Member {
        id: person.id,
        name: person.name(),
        role: access.map_or(person.role.as_deref(), |access| Some(&access.role)).and_then(Role::parse),
        email: access.map(|access| access.email.clone()).or(person.email),
        title: person.title,
        reports_to: person.reports_to,
        state,
        second_factor_since: access.and_then(|access| access.second_factor_since),
        last_seen_at: access.and_then(|access| access.last_seen_at),
        hired_at: person.hired_at,
    }
}

/// Everybody, by number.
pub async fn list(conn: &mut Conn) -> Result<Vec<Member>, sql::Error> {
    let access = accounts::staff(conn).await?;
    let of = |person: &Employee| access.iter().find(|access| access.employee_id == person.id);
    Ok(staff::list(conn)
        .await?
        .into_iter()
        .map(|person| {
            let access = of(&person);
            member(person, access)
        })
        .collect())
}

/// One member; 404 when there is none.
pub async fn detail(app: &App, id: EmployeeId) -> Result<Detail, Problem> {
    let mut conn = app.shop.db.read().await?;
    let member =
        list(&mut conn).await?.into_iter().find(|member| member.id == id).or_not_found("member of staff", id)?;
    let sessions = match accounts::by_employee(&mut conn, id).await? {
        Some(account) => sessions::list(&mut conn, account.id, None, app.shop.clock.now()).await?,
        None => Vec::new(),
    };
    Ok(Detail { member, sessions })
}

/// Who is to work here.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    pub first_name: String,
    pub last_name: String,
    pub email: EmailAddress,
    #[serde(default)]
    pub title: Option<String>,
    pub role: Role,
    #[serde(default)]
    pub reports_to: Option<EmployeeId>,
}

/// What is to change. A field that is missing stays.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffChange)]
pub struct Change {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub role: Option<Role>,
    /// The number of the manager; 0 for nobody above.
    #[serde(default)]
    pub reports_to: Option<i64>,
}

const LONGEST_NAME: usize = 40;
const LONGEST_TITLE: usize = 60;

fn check_text(problem: Problem, field: &str, text: &str, longest: usize, required: bool) -> Problem {
    let length = text.trim().chars().count();
    if required && length == 0 {
        return problem.field(field, "is missing");
    }
    if length > longest || text.chars().any(char::is_control) {
        return problem.field(field, format!("takes at most {longest} characters, on one line"));
    }
    problem
}

fn conflict(slug: &str, detail: &str) -> Problem {
    Problem::conflict(slug, "Not possible", detail)
}

/// 403 when the role includes operations that are not for `by`.
fn may_grant(by: By, role: Role) -> Result<(), Problem> {
    let own = access::operations_of(by.role);
    if access::operations_of(role).iter().all(|operation| own.contains(operation)) {
        return Ok(());
    }
    Err(Problem::forbidden("This role includes more than your own: nobody grants what they lack."))
}

/// 409 when nobody could lead the shop any more.
async fn another_leads(conn: &mut Conn, but: EmployeeId) -> Result<(), Problem> {
    if accounts::general_managers_but(conn, but).await? > 0 {
        return Ok(());
    }
    Err(conflict(
        "last-general-manager",
        "This is the last general manager who can sign in. Make somebody else one first.",
    ))
}

/// 422 when `manager` does not work here, or stands below `employee`.
async fn check_manager(
    conn: &mut Conn,
    manager: Option<EmployeeId>,
    employee: Option<EmployeeId>,
) -> Result<(), Problem> {
    let Some(manager) = manager else { return Ok(()) };
    if staff::by_id(conn, manager).await?.is_none() {
        return Err(Problem::invalid("reports_to", "does not work here"));
    }
    match employee {
        Some(employee) if staff::is_below(conn, manager, employee).await? => {
            Err(Problem::invalid("reports_to", "stands below this person: choose somebody else"))
        }
        _ => Ok(()),
    }
}

/// The actor's role of this moment, after the lock: it may have been taken meanwhile.
async fn still(conn: &mut Conn, by: By) -> Result<(), Problem> {
    let account = accounts::by_employee(conn, by.id).await?.filter(Account::is_enabled);
    match account.map(|account| account.owner) {
        Some(Owner::Staff(_, role)) if role == by.role => Ok(()),
        _ => Err(Problem::forbidden("Your role was changed meanwhile.")),
    }
}

async fn record(app: &App, conn: &mut Conn, entry: Entry<'_>) -> Result<(), sql::Error> {
    audit::record(conn, &entry, app.shop.clock.now(), &app.shop.random).await
}

/// Invites somebody by mail. 422 when the address has an account.
pub async fn invite(app: &App, by: By, new: &Invitation) -> Result<EmployeeId, Problem> {
    let mut problem = check_text(Problem::validation(), "first_name", &new.first_name, LONGEST_NAME, true);
    problem = check_text(problem, "last_name", &new.last_name, LONGEST_NAME, true);
    check_text(problem, "title", new.title.as_deref().unwrap_or_default(), LONGEST_TITLE, false).if_any()?;
    may_grant(by, new.role)?;
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    staff::lock(&mut tx).await?;
    still(&mut tx, by).await?;
    check_manager(&mut tx, new.reports_to, None).await?;
    let employee = NewEmployee {
        first_name: new.first_name.trim().to_owned(),
        last_name: new.last_name.trim().to_owned(),
        title: new.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned),
        role: new.role.as_str(),
        reports_to: new.reports_to,
        email: new.email.to_string(),
    };
    let id = staff::create(&mut tx, &employee, now).await?;
    let display_name = format!("{} {}", employee.first_name, employee.last_name);
    let account =
        NewAccount { owner: Owner::Staff(id, new.role), email: new.email.clone(), display_name, password_hash: None };
    let Creation::Created(account) = accounts::create(&mut tx, &account, now, &app.shop.random).await? else {
        return Err(Problem::invalid("email", "has an account already: use another address"));
    };
    send_invitation(app, &mut tx, by, &account).await?;
    let after =
        json!({ "name": account.display_name, "email": new.email, "role": new.role, "reports_to": new.reports_to });
    record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.invited", "staff", id).change((), after)).await?;
    tx.commit().await?;
    Ok(id)
}

async fn send_invitation(app: &App, conn: &mut Conn, by: By, account: &Account) -> Result<(), sql::Error> {
    let name = staff::by_id(conn, by.id).await?.map_or_else(|| "The shop".to_owned(), |person| person.name());
    app.identity.invite(conn, account, &name).await
}

/// Somebody's row and account, for a change.
async fn target(conn: &mut Conn, by: By, id: EmployeeId) -> Result<(Employee, Account), Problem> {
    staff::lock(conn).await?;
    still(conn, by).await?;
    let person = staff::by_id(conn, id).await?.or_not_found("member of staff", id)?;
    let account = accounts::by_employee(conn, id).await?.or_not_found("account of the member of staff", id)?;
    Ok((person, account))
}

fn role_of(account: &Account) -> Option<Role> {
    match account.owner {
        Owner::Staff(_, role) => Some(role),
        Owner::Customer(_) => None,
    }
}

/// Another title, role or manager.
pub async fn change(app: &App, by: By, id: EmployeeId, change: &Change) -> Result<(), Problem> {
    check_text(Problem::validation(), "title", change.title.as_deref().unwrap_or_default(), LONGEST_TITLE, false)
        .if_any()?;
    let mut tx = app.shop.db.begin().await?;
    let (person, account) = target(&mut tx, by, id).await?;
    let was = role_of(&account).ok_or_else(Problem::unauthenticated)?;
    let role = change.role.unwrap_or(was);
    if role != was {
        if id == by.id {
            return Err(conflict("own-role", "Nobody changes their own role. Ask another general manager."));
        }
        may_grant(by, role)?;
        if was == Role::GeneralManager {
            another_leads(&mut tx, id).await?;
        }
    }
    let reports_to = match change.reports_to {
        None => person.reports_to,
        Some(0) => None,
        Some(raw) => Some(EmployeeId::new(raw).map_err(|_| Problem::invalid("reports_to", "does not work here"))?),
    };
    if reports_to != person.reports_to {
        check_manager(&mut tx, reports_to, Some(id)).await?;
    }
    let title = change.title.as_deref().map(str::trim).or(person.title.as_deref()).filter(|title| !title.is_empty());
    staff::change(&mut tx, id, title, role.as_str(), reports_to).await?;
    accounts::set_role(&mut tx, id, role).await?;
    let handed_over = if SupportAgent::ROLES.contains(&role) { 0 } else { hand_over(app, &mut tx, id).await? };
    let before = json!({ "title": person.title, "role": was, "reports_to": person.reports_to });
    let after = json!({ "title": title, "role": role, "reports_to": reports_to, "customers_handed_over": handed_over });
    record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.changed", "staff", id).change(before, after)).await?;
    Ok(tx.commit().await?)
}

async fn hand_over(app: &App, conn: &mut Conn, id: EmployeeId) -> Result<u64, sql::Error> {
    staff::hand_over(conn, id, app.shop.clock.now()).await
}

/// Shuts somebody's account: their sessions end at the next request, and nobody looks after their customers until they
/// are given to others.
pub async fn deactivate(app: &App, by: By, id: EmployeeId) -> Result<(), Problem> {
    if id == by.id {
        return Err(conflict("own-account", "Nobody deactivates themselves. Ask another general manager."));
    }
    let mut tx = app.shop.db.begin().await?;
    let (_, account) = target(&mut tx, by, id).await?;
    if role_of(&account) == Some(Role::GeneralManager) {
        another_leads(&mut tx, id).await?;
    }
    if accounts::disable(&mut tx, account.id, app.shop.clock.now()).await? {
        staff::set_left(&mut tx, id, Some(app.shop.clock.now())).await?;
        let after = json!({ "customers_handed_over": hand_over(app, &mut tx, id).await? });
        record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.deactivated", "staff", id).change((), after))
            .await?;
    }
    Ok(tx.commit().await?)
}

/// Opens somebody's account again.
pub async fn reactivate(app: &App, by: By, id: EmployeeId) -> Result<(), Problem> {
    let mut tx = app.shop.db.begin().await?;
    let (_, account) = target(&mut tx, by, id).await?;
    if accounts::enable(&mut tx, account.id).await? {
        staff::set_left(&mut tx, id, None).await?;
        record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.reactivated", "staff", id)).await?;
    }
    Ok(tx.commit().await?)
}

/// Sends the invitation once more. 409 when it was followed already.
pub async fn invite_again(app: &App, by: By, id: EmployeeId) -> Result<(), Problem> {
    let mut tx = app.shop.db.begin().await?;
    let (_, account) = target(&mut tx, by, id).await?;
    if account.email_verified_at.is_some() || !account.is_enabled() {
        return Err(conflict(
            "joined-already",
            "Only who has not joined yet, and is not deactivated, can be invited again.",
        ));
    }
    send_invitation(app, &mut tx, by, &account).await?;
    record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.invited_again", "staff", id)).await?;
    Ok(tx.commit().await?)
}

/// Forgets the second factor of somebody who lost it, and ends their sessions.
pub async fn reset_second_factor(app: &App, by: By, id: EmployeeId) -> Result<(), Problem> {
    if id == by.id {
        return Err(conflict(
            "own-second-factor",
            "Nobody resets their own second factor. Ask another general manager.",
        ));
    }
    let mut tx = app.shop.db.begin().await?;
    let (_, account) = target(&mut tx, by, id).await?;
    if !second_factor::reset(&mut tx, account.id).await? {
        return Err(conflict(
            "no-second-factor",
            "There is no second factor to reset: it is set up at the next sign-in.",
        ));
    }
    sessions::end_all(&mut tx, account.id, None, EndReason::Revoked, app.shop.clock.now()).await?;
    record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.second_factor_reset", "staff", id)).await?;
    Ok(tx.commit().await?)
}

/// Ends one session of somebody.
pub async fn end_session(app: &App, by: By, id: EmployeeId, session: SessionId) -> Result<(), Problem> {
    let mut tx = app.shop.db.begin().await?;
    let (_, account) = target(&mut tx, by, id).await?;
    let ended = sessions::end(&mut tx, account.id, session, EndReason::Revoked, app.shop.clock.now()).await?;
    ended.then_some(()).or_not_found("session", session)?;
    record(app, &mut tx, Entry::new(Actor::Staff(by.id), "staff.session_ended", "staff", id)).await?;
    Ok(tx.commit().await?)
}
