//! Every operation of the OpenAPI document as every role, against the table in `access.rs`.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::collections::BTreeSet;

use axum::{Router, extract::Request, middleware::Next, routing::get};
use chinook_app::access::{self, Who};
use common::{Operation, Shop, operations, send};
use http::{Caller, GeneralManager, Role, SupportAgent};
use kernel::{AccountId, Clock, EmployeeId, Random, SessionId};
use serde_json::json;

/// Somebody who calls: `None` for a visitor.
#[derive(Clone)]
struct Person {
    label: &'static str,
    token: String,
    role: Option<Option<Role>>,
}

const PEOPLE: [(&str, Option<Role>); 5] = [
    ("Customer", None),
    ("Support agent", Some(Role::SupportAgent)),
    ("Sales manager", Some(Role::SalesManager)),
    ("General manager", Some(Role::GeneralManager)),
    ("IT", Some(Role::It)),
];

/// These answer 401 or 403 for another reason than who calls: a cookie, a signature, a limit on
/// what the caller may see. The reason is named by their problem's type.
const OTHER_REASONS: [(&str, &str); 1] = [("refresh_session", "not-signed-in")];

/// What differs from the table, in words; and how many cells were looked at.
async fn leaks(
    router: &Router,
    people: &[Person],
    operations: &[Operation],
    who: impl Fn(&str) -> Option<Who>,
) -> (Vec<String>, usize) {
    let (mut found, mut cells) = (Vec::new(), 0);
    for operation in operations {
        let Some(who) = who(&operation.name) else {
            found.push(format!("{} is not in the table", operation.name));
            continue;
        };
        for person in people {
            cells += 1;
            let body = operation.has_body.then(|| json!({}));
            let answer = send(router, &person.token, &operation.method, &operation.path, body).await;
            let (status, kind) = (answer.status.as_u16(), answer.kind());
            let refused = matches!(kind, "not-signed-in" | "forbidden");
            let told = format!("{} as {}: {status} {kind}", operation.name, person.label);
            let (expected, right) = match person.role {
                None if who != Who::Public => (401, status == 401),
                Some(role) if !who.lets_in(role) => (403, status == 403 && kind == "forbidden"),
                _ => (0, !refused || OTHER_REASONS.contains(&(operation.name.as_str(), kind))),
            };
            if !right {
                found.push(if expected == 0 {
                    format!("{told}, but is let in")
                } else {
                    format!("{told}, not {expected}")
                });
            }
            if status >= 500 {
                found.push(told);
            }
        }
    }
    (found, cells)
}

async fn everybody(shop: &Shop) -> Vec<Person> {
    let mut people = vec![Person { label: "a visitor", token: String::new(), role: None }];
    for (label, role) in PEOPLE {
        people.push(Person { label, token: shop.token_of(label).await, role: Some(role) });
    }
    people
}

#[tokio::test]
async fn every_operation_lets_in_whom_the_table_names_and_nobody_else() {
    let shop = Shop::open("sqlite").await;
    let people = everybody(&shop).await;
    // What ends the session comes last.
    let (last, first): (Vec<_>, Vec<_>) = operations().into_iter().partition(|o| o.name == "sign_out_everywhere");
    let all = [first, last].concat();
    let (found, cells) = leaks(&shop.router, &people, &all, access::who).await;
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(cells, all.len() * people.len());
    #[allow(clippy::print_stdout, reason = "how much was tried is part of the answer")]
    println!("{} operations, {cells} cells, 0 leaks", all.len());
}

#[test]
fn the_table_and_the_document_name_the_same_operations() {
    let document: BTreeSet<_> = operations().into_iter().map(|operation| operation.name).collect();
    let table: BTreeSet<_> =
        access::TABLE.iter().flat_map(|area| area.iter()).map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(document, table);
}

/// A router that forgot a check, and one that checks for too many: tokens are names of roles.
fn with_holes() -> Router {
    async fn caller(mut request: Request, next: Next) -> axum::response::Response {
        let token = request.headers().get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let role = Role::parse(token.trim_start_matches("Bearer "));
        let (now, random) = (Clock::System.now(), Random::Os);
        let (account, session) = (AccountId::fresh(now, &random), SessionId::fresh(now, &random));
        if let Some(role) = role {
            let employee = EmployeeId::new(1).unwrap();
            request.extensions_mut().insert(Caller::Staff { account, employee, role, session });
        }
        next.run(request).await
    }
    Router::new()
        .route("/forgotten", get(async || "open"))
        .route("/too-wide", get(async |_: http::Staff<SupportAgent>| "wide"))
        .route("/right", get(async |_: http::Staff<GeneralManager>| "right"))
        .layer(axum::middleware::from_fn(caller))
}

#[tokio::test]
async fn a_forgotten_check_and_one_that_is_too_wide_are_found() {
    let names = ["forgotten", "too-wide", "right"];
    let operation = |name: &&str| Operation {
        name: (*name).to_owned(),
        method: "GET".to_owned(),
        path: format!("/{name}"),
        has_body: false,
    };
    let people: Vec<_> = std::iter::once(Person { label: "a visitor", token: String::new(), role: None })
        .chain(PEOPLE[1..].iter().map(|(label, role)| Person {
            label,
            token: role.unwrap().as_str().to_owned(),
            role: Some(*role),
        }))
        .collect();
    let table = |_: &str| Some(access::GENERAL_MANAGER);
    let (found, _) = leaks(&with_holes(), &people, &names.iter().map(operation).collect::<Vec<_>>(), table).await;
    let of = |name: &str| found.iter().filter(|leak| leak.starts_with(name)).count();
    assert_eq!((of("forgotten"), of("too-wide"), of("right")), (4, 2, 0), "{found:#?}");
}

#[tokio::test]
async fn a_line_that_is_too_wide_or_too_narrow_is_found() {
    let shop = Shop::open("sqlite").await;
    let people = everybody(&shop).await;
    let some: Vec<_> =
        operations().into_iter().filter(|o| ["get_profile", "list_sessions"].contains(&o.name.as_str())).collect();
    let planted = |name: &str| match name {
        "get_profile" => Some(Who::Account),
        "list_sessions" => Some(Who::Customer),
        _ => None,
    };
    let (found, _) = leaks(&shop.router, &people, &some, planted).await;
    assert_eq!(found.len(), 8, "four roles, twice: {found:#?}");
    let (found, _) = leaks(&shop.router, &people, &some, access::who).await;
    assert!(found.is_empty(), "{found:#?}");
    let (found, _) = leaks(&shop.router, &people, &some, |_| None).await;
    assert_eq!(found.len(), 2, "a missing line is a fault: {found:#?}");
}
