//! Extractors whose refusals are problems.

use std::net::IpAddr;

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
    http::{HeaderName, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use kernel::CountryCode;
use serde::{Serialize, de::DeserializeOwned};

use crate::Problem;

/// A JSON body, read strictly, or a JSON answer. Structs read by it carry
/// `#[serde(deny_unknown_fields)]`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(body_problem(&rejection)),
        }
    }
}

fn body_problem(rejection: &JsonRejection) -> Problem {
    match rejection {
        JsonRejection::JsonDataError(error) => data_problem(&error.body_text()),
        JsonRejection::MissingJsonContentType(_) => Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The body is not JSON",
            "Send the body as JSON with the header `Content-Type: application/json`.",
        ),
        other if other.status() == StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        other => Problem::bad_request(other.body_text()),
    }
}

/// 413, the same wherever the limit was hit.
pub(crate) fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body-too-large",
        "The body is too large",
        "Send less in one request: this address takes no larger bodies.",
    )
}

/// `Failed to deserialize the JSON body into the target type: billing.country: not a country … at
/// line 1 column 20`: the path before the colon becomes the field.
fn data_problem(text: &str) -> Problem {
    let message = text.rsplit_once("target type: ").map_or(text, |(_, rest)| rest);
    let message = message.rsplit_once(" at line ").map_or(message, |(head, _)| head);
    if let Some(name) = message.split("unknown field `").nth(1).and_then(|rest| rest.split('`').next()) {
        return Problem::bad_request(format!("The field `{name}` is not known here. Remove it."));
    }
    if let Some(name) = message.split("missing field `").nth(1).and_then(|rest| rest.split('`').next()) {
        return Problem::invalid(&joined(message, name), "is missing");
    }
    match message.split_once(": ") {
        Some((path, why)) if !path.contains(' ') => Problem::invalid(path, why),
        _ => Problem::bad_request(message.to_owned()),
    }
}

fn joined(message: &str, name: &str) -> String {
    match message.split_once(": ") {
        Some((path, _)) if !path.contains(' ') => format!("{path}.{name}"),
        _ => name.to_owned(),
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// A query string, read strictly. Structs read by it carry `#[serde(deny_unknown_fields)]`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Self(query)),
            Err(rejection) => {
                let text = rejection.body_text();
                let why = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
                Err(Problem::bad_request(format!("The query string is not understood: {why}.")))
            }
        }
    }
}

/// Path parameters. An impossible id is "not found" before it reaches any query.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::new(
                StatusCode::NOT_FOUND,
                "not-found",
                "Not found",
                format!("There is nothing at {}.", parts.uri.path()),
            )),
        }
    }
}

/// `If-Match`: the version the caller edits. Required where it stands: 428 without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// 412 when the thing has moved on since the caller read it.
    pub fn check(self, current: i64) -> Result<(), Problem> {
        if self.0 == current {
            return Ok(());
        }
        Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "edited-meanwhile",
            "Edited meanwhile",
            "This was changed elsewhere since you opened it. Load it again and repeat your change.",
        ))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(raw) = text(parts, &header::IF_MATCH) else {
            return Err(Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "if-match-required",
                "If-Match is required",
                "Send the ETag of the version you edit in the header If-Match.",
            ));
        };
        let version = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')).and_then(|r| r.parse().ok());
        version
            .map(Self)
            .ok_or_else(|| Problem::bad_request("The header If-Match must be an ETag this address has answered."))
    }
}

/// `Idempotency-Key` (IETF draft 07): 1 to 255 of `A-Z a-z 0-9 _ -`, quotes allowed, a UUID advised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(raw) = text(parts, &HeaderName::from_static("idempotency-key")) else {
            return Err(Problem::new(
                StatusCode::BAD_REQUEST,
                "idempotency-key-required",
                "Idempotency-Key is required",
                "Send a fresh UUID in the header Idempotency-Key, and the same one when you try again.",
            ));
        };
        let key = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')).unwrap_or(raw);
        let valid =
            (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        if !valid {
            return Err(Problem::bad_request(
                "The header Idempotency-Key takes 1 to 255 letters, digits, `_` or `-`. A UUID is best.",
            ));
        }
        Ok(Self(key.to_owned()))
    }
}

fn text<'p>(parts: &'p Parts, name: &HeaderName) -> Option<&'p str> {
    parts.headers.get(name).and_then(|value| value.to_str().ok())
}

/// The address a request came from: the peer's, or what a configured proxy says. The composition
/// root puts it into the request; nothing else reads forwarding headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientIp(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientIp {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().copied().ok_or_else(|| Problem::internal("the client address layer is missing"))
    }
}

/// The country a request came from, as a trusted proxy tells it; nothing where none does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClientCountry(pub Option<CountryCode>);

impl<S: Send + Sync> FromRequestParts<S> for ClientCountry {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_body_names_its_field() {
        let json = data_problem("Failed to deserialize the JSON body into the target type: billing.country: not a country at line 1 column 9").to_json();
        assert_eq!(json["errors"][0]["field"], "billing.country");
        let json = data_problem(
            "Failed to deserialize the JSON body into the target type: missing field `email` at line 1 column 2",
        )
        .to_json();
        assert_eq!(json["errors"][0]["field"], "email");
        let json = data_problem("Failed to deserialize the JSON body into the target type: role: unknown field `role`, expected `email` at line 1 column 2").to_json();
        assert_eq!(json["status"], 400);
        assert!(json["detail"].as_str().unwrap().contains("`role`"));
    }

    #[test]
    fn an_old_version_is_refused() {
        assert!(IfMatch(3).check(3).is_ok());
        assert_eq!(IfMatch(2).check(3).unwrap_err().status(), StatusCode::PRECONDITION_FAILED);
    }
}
