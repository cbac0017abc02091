//! Requests that happen once, however often they arrive (`Idempotency-Key`, IETF draft 07).
//!
//! A key belongs to a caller, method and route. Its first request claims it with one insert; the
//! others find the stored answer, or learn that it is being made. Answers of success and definite
//! refusals are kept; faults, timeouts and validation errors are not, so that trying again helps.
//! Whoever takes over a key whose lease has run out goes on from what the order itself says.

pub(crate) mod http;
mod queries;

use std::time::Duration;

use ::http::{IdempotencyKey, Problem};
use axum::http::StatusCode;
use kernel::{CustomerId, EmployeeId, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sql::{Conn, Error};

pub use self::http::Answer;
pub use queries::prune;

/// While one request holds a key, the others wait; after this long it is thought dead.
pub const LEASE: Duration = Duration::from_secs(30);
/// How long answers are kept.
pub const KEPT: Duration = Duration::from_secs(30 * 24 * 3_600);

/// A request that must happen once.
#[derive(Debug, Clone)]
pub struct Once {
    scope: String,
    key: String,
    hash: String,
}

/// What the caller of [`Once::claim`] does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Does the work: nobody did before, or whoever did was thought dead.
    Mine,
    /// Answers what was answered before.
    Done(Answer),
}

impl Once {
    /// `route` is the template, such as `POST /orders/{id}/pay`; `path` and `body` tell one request
    /// from another, so that a key is not used for two.
    pub fn new(customer: CustomerId, route: &str, key: IdempotencyKey, path: &str, body: &impl Serialize) -> Self {
        Self::of(&format!("customer:{customer}"), route, key, path, body)
    }

    /// The same for a member of staff.
    pub fn of_staff(employee: EmployeeId, route: &str, key: IdempotencyKey, path: &str, body: &impl Serialize) -> Self {
        Self::of(&format!("staff:{employee}"), route, key, path, body)
    }

    fn of(caller: &str, route: &str, key: IdempotencyKey, path: &str, body: &impl Serialize) -> Self {
        // A value is written with its keys in order: two spellings of one body are one request.
        let body = serde_json::to_value(body).unwrap_or_default();
        let hash = kernel::to_hex(Sha256::digest(format!("{path}\n{body}")));
        Self { scope: format!("{caller} {route}"), key: key.0, hash }
    }

    /// Claims the key, in the caller's transaction. 422 when it was used for another request, 409
    /// while somebody else holds it.
    pub async fn claim(&self, conn: &mut Conn, now: Timestamp) -> Result<Claim, Problem> {
        if queries::insert(conn, self, now, now + LEASE).await? {
            return Ok(Claim::Mine);
        }
        let Some(held) = queries::find(conn, self).await? else {
            return Err(in_flight(1));
        };
        if held.request_hash != self.hash {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "The Idempotency-Key was used for another request",
                "Send a fresh UUID in the header Idempotency-Key: this one belongs to a request with other content.",
            ));
        }
        if let Some(answer) = held.answer() {
            return Ok(Claim::Done(answer));
        }
        if held.locked_until <= now && queries::take_over(conn, self, held.locked_until, now + LEASE).await? {
            return Ok(Claim::Mine);
        }
        Err(in_flight(held.locked_until.since(now).as_secs().max(1)))
    }

    /// Keeps the answer, in the transaction of the work.
    pub async fn keep(&self, conn: &mut Conn, answer: &Answer) -> Result<(), Error> {
        queries::finish(conn, self, answer).await
    }

    /// Frees the key: the work did not come to an answer worth keeping.
    pub async fn free(&self, conn: &mut Conn) -> Result<(), Error> {
        queries::remove(conn, self).await
    }

    /// Whether the refusal is worth keeping: it follows from what the request asked for at that
    /// moment, and not from a fault, a wait or a slip of the pen.
    pub fn is_definite(problem: &Problem) -> bool {
        matches!(problem.status(), StatusCode::CONFLICT | StatusCode::GONE)
    }
}

fn in_flight(seconds: u64) -> Problem {
    Problem::conflict(
        "request-in-flight",
        "The same request is being carried out",
        "A request with this Idempotency-Key is under way. Wait a moment and send it again to get its answer.",
    )
    .retry_after(seconds)
}
