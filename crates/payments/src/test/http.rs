//! The routes of the hosted pages.
//!
//! `GET  /test-gateway/checkout/{id}` the pay page ·
//! `POST /test-gateway/checkout/{id}` a card ·
//! `GET  /test-gateway/checkout/{id}/authenticate` the bank's page ·
//! `POST /test-gateway/checkout/{id}/authenticate` complete or fail ·
//! `GET  /test-gateway/style.css`

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;

use super::{
    TestGateway,
    card::{CardForm, TestCard, parse},
    pages,
    pay::Next,
    queries::CheckoutRow,
    web_url,
};
use crate::PaymentState;

const STYLE: &str = include_str!("style.css");
const MAX_FORM_BYTES: usize = 16 * 1024;

/// The hosted pages. They are another company's site in spirit: not in the shop's OpenAPI document.
pub fn router<S: Clone + Send + Sync + 'static>(gateway: TestGateway) -> Router<S> {
    Router::new()
        .route("/test-gateway/style.css", get(show_style))
        .route("/test-gateway/checkout/{id}", get(show_checkout).post(submit_card))
        .route("/test-gateway/checkout/{id}/authenticate", get(show_bank).post(submit_answer))
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .with_state(gateway)
}

/// A checkout that exists, as it is now; or the page that says why not.
async fn find(gateway: &TestGateway, id: &str) -> Result<CheckoutRow, Response> {
    match gateway.current(id, gateway.0.clock.now()).await {
        Ok(Some(row)) => Ok(row),
        Ok(None) => Err(plain(StatusCode::NOT_FOUND, pages::missing())),
        Err(error) => Err(trouble(&error)),
    }
}

async fn show_style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], STYLE)
}

async fn show_checkout(State(gateway): State<TestGateway>, Path(id): Path<String>) -> Response {
    match find(&gateway, &id).await {
        Ok(row) => show(&row),
        Err(answer) => answer,
    }
}

fn show(row: &CheckoutRow) -> Response {
    let (status, html) = match row.state {
        PaymentState::RequiresAction => (StatusCode::OK, pages::pay(row, &CardForm::default(), &[])),
        PaymentState::Processing | PaymentState::Succeeded => (StatusCode::OK, pages::done(row)),
        PaymentState::Failed => (StatusCode::OK, pages::failed(row)),
        PaymentState::Canceled => (StatusCode::GONE, pages::canceled(row)),
        PaymentState::Expired => (StatusCode::GONE, pages::expired(row)),
    };
    html_of(row, status, html)
}

/// Either the four fields, or the button of a test card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CardSubmission {
    form_token: String,
    test_card: Option<String>,
    #[serde(default)]
    number: String,
    #[serde(default)]
    expiry: String,
    #[serde(default)]
    cvc: String,
    #[serde(default)]
    name: String,
}

async fn submit_card(
    State(gateway): State<TestGateway>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form<CardSubmission>,
) -> Response {
    let row = match own_form(&gateway, &id, &headers, &form.form_token).await {
        Ok(row) => row,
        Err(answer) => return answer,
    };
    let typed = CardForm { number: form.number, expiry: form.expiry, cvc: form.cvc, name: form.name };
    let card = match form.test_card.as_deref().and_then(TestCard::of) {
        Some(card) => Ok(card),
        None => parse(&typed, gateway.0.clock.now()),
    };
    match card {
        Ok(card) => go(&row, gateway.pay(&row, card).await),
        Err(_) if row.state != PaymentState::RequiresAction => show(&row),
        Err(errors) => html_of(&row, StatusCode::UNPROCESSABLE_ENTITY, pages::pay(&row, &typed, &errors)),
    }
}

async fn show_bank(State(gateway): State<TestGateway>, Path(id): Path<String>) -> Response {
    match find(&gateway, &id).await {
        Ok(row) if row.challenged_card.is_some() => html_of(&row, StatusCode::OK, pages::bank(&row)),
        Ok(row) => go(&row, Ok(Next::PayPage)),
        Err(answer) => answer,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BankAnswer {
    form_token: String,
    answer: Answer,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Complete,
    Fail,
}

async fn submit_answer(
    State(gateway): State<TestGateway>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form<BankAnswer>,
) -> Response {
    match own_form(&gateway, &id, &headers, &form.form_token).await {
        Ok(row) => go(&row, gateway.authenticate(&row, matches!(form.answer, Answer::Complete)).await),
        Err(answer) => answer,
    }
}

/// The checkout, if the form was ours: it carries the page's token, and no other site sent it.
async fn own_form(gateway: &TestGateway, id: &str, headers: &HeaderMap, token: &str) -> Result<CheckoutRow, Response> {
    let row = find(gateway, id).await?;
    if token != row.form_token || !same_origin(headers, &gateway.0.config.public_url) {
        return Err(plain(StatusCode::FORBIDDEN, pages::foreign()));
    }
    Ok(row)
}

/// Browsers say where a form comes from. What says nothing is no browser and carries no cookies.
fn same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = text("origin") else { return true };
    let host = origin.split_once("://").map(|(_, host)| host);
    let is_public = web_url(public_url).is_some_and(|url| url.origin().ascii_serialization() == origin);
    is_public || (host.is_some() && host == text("host"))
}

/// On to the next page, by a redirect: a reload never submits twice.
fn go(row: &CheckoutRow, next: Result<Next, sqlx::Error>) -> Response {
    let page = format!("/test-gateway/checkout/{}", row.id);
    let to = match next {
        Ok(Next::Shop) => row.return_url.clone(),
        Ok(Next::Bank) => format!("{page}/authenticate"),
        Ok(Next::PayPage) => page,
        Err(error) => return trouble(&error),
    };
    ([(header::CACHE_CONTROL, "no-store")], Redirect::to(&to)).into_response()
}

fn trouble(error: &sqlx::Error) -> Response {
    tracing::error!(%error, "the test gateway's ledger failed");
    plain(StatusCode::INTERNAL_SERVER_ERROR, pages::trouble())
}

fn plain(status: StatusCode, html: String) -> Response {
    with_policy(status, html, "'self'")
}

/// Forms may lead to the shop: browsers hold a redirect after a form against `form-action` too.
fn html_of(row: &CheckoutRow, status: StatusCode, html: String) -> Response {
    let shop = web_url(&row.return_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    with_policy(status, html, &format!("'self' {shop}"))
}

fn with_policy(status: StatusCode, html: String, form_action: &str) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy.as_str()),
        (header::CACHE_CONTROL, "no-store"),
        // Not "no-referrer": under it browsers hide the origin of our own forms from us.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_form_of_another_site_is_told_apart() {
        let ours = |pairs: &[(&'static str, &'static str)]| same_origin(&headers(pairs), "https://shop.example");
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", "https://shop.example"), ("host", "10.0.0.1")]));
        assert!(ours(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(ours(&[]));
        assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://shop.example")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "shop.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "shop.example")]));
    }
}
