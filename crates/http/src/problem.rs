//! Errors as `application/problem+json` (RFC 9457).

use std::fmt;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value};

/// One field that was refused, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field's name as it stands in the request, dotted when nested: `billing.country`.
    pub field: String,
    pub message: String,
}

/// An error as the caller reads it: what happened, why, and what to do next.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A stable URI reference such as `/problems/price-changed`: programs branch on this.
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    #[serde(serialize_with = "status_number")]
    #[schema(value_type = u16)]
    status: StatusCode,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(flatten)]
    #[schema(ignore)]
    extras: Map<String, Value>,
    #[serde(skip)]
    retry_after: Option<u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn status_number<S: serde::Serializer>(status: &StatusCode, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_u16(status.as_u16())
}

impl Problem {
    /// `slug` is kebab-case and never changes once published.
    pub fn new(status: StatusCode, slug: &str, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{slug}"),
            title,
            status,
            detail: detail.into(),
            errors: Vec::new(),
            extras: Map::new(),
            retry_after: None,
        }
    }

    /// 400: the request cannot be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "The request could not be read", detail)
    }

    /// 400 with a slug of its own.
    pub fn unreadable(slug: &str, title: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, slug, title, detail)
    }

    /// 422: readable, but fields are refused. Add them with [`Problem::field`].
    pub fn validation() -> Self {
        let detail = "Some fields need another value. See `errors` for each.";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "validation", "Some fields need attention", detail)
    }

    /// 422 for a single field.
    pub fn invalid(field: &str, message: impl fmt::Display) -> Self {
        Self::validation().field(field, message)
    }

    /// 401: nobody is signed in, or the access token has ended.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", "Not signed in", "Sign in and try again.")
    }

    /// 403: signed in, but this is not for this account.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// 404: not there, or not the caller's: the two look the same.
    pub fn not_found(what: &str, id: impl fmt::Display) -> Self {
        let detail = format!("There is no {what} {id}.");
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    /// 409 with a slug of its own.
    pub fn conflict(slug: &str, title: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, slug, title, detail)
    }

    /// 429.
    pub fn too_many_attempts(retry_after_seconds: u64) -> Self {
        let detail = format!("Too many attempts. Wait {retry_after_seconds} seconds and try again.");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", "Too many attempts", detail)
            .retry_after(retry_after_seconds)
    }

    /// 503: try again soon.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Not available right now", detail).retry_after(5)
    }

    /// 500: logged here, once, with its cause; the caller learns only that it was our fault.
    pub fn internal(error: impl fmt::Display) -> Self {
        tracing::error!(error = %error, "a request failed");
        let detail = "Something went wrong on our side. It has been logged; try again in a moment.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong", detail)
    }

    #[must_use]
    pub fn field(mut self, field: &str, message: impl fmt::Display) -> Self {
        self.errors.push(FieldError { field: field.to_owned(), message: message.to_string() });
        self
    }

    /// Adds a member of its own, such as `actual_total`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        self.extras.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// `Ok` when no field was refused: ends a chain of checks.
    pub fn if_any(self) -> Result<(), Self> {
        if self.errors.is_empty() { Ok(()) } else { Err(self) }
    }

    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body as JSON: stored answers are replayed from it.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status.as_u16(), self.title, self.detail)
    }
}

impl std::error::Error for Problem {}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                tracing::error!(error = %error, "the database does not answer");
                Self::unavailable("The shop's database does not answer. Nothing was lost; try again in a moment.")
            }
            other => Self::internal(other),
        }
    }
}

/// Absence is `Option` until it reaches HTTP.
pub trait OrNotFound<T> {
    /// `album`, 7 → "There is no album 7."
    fn or_not_found(self, what: &str, id: impl fmt::Display) -> Result<T, Problem>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self, what: &str, id: impl fmt::Display) -> Result<T, Problem> {
        self.ok_or_else(|| Problem::not_found(what, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_field_and_the_remedy() {
        let problem = Problem::invalid("email", "write it like name@example.com").with("actual_total", 5);
        let json = problem.to_json();
        assert_eq!(json["type"], "/problems/validation");
        assert_eq!(json["status"], 422);
        assert_eq!(json["errors"][0]["field"], "email");
        assert_eq!(json["actual_total"], 5);
    }

    #[test]
    fn an_internal_error_keeps_its_cause_to_itself() {
        let json = Problem::internal("no such column: secret").to_json();
        assert!(!json.to_string().contains("secret"));
    }
}
