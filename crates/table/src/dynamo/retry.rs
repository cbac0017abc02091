//! Trying again: when it helps, how long between, and when to stop.

use std::time::Duration;

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::Dynamo;
use crate::TableError;

/// How often and how slowly a refused request is tried again.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Requests in all without any progress, the first one included.
    pub attempts: u32,
    /// The longest wait before the second; it doubles with each further one.
    pub first: Duration,
    /// No wait is longer.
    pub longest: Duration,
}

impl Default for Patience {
    /// About ten seconds in all.
    fn default() -> Self {
        Self { attempts: 10, first: Duration::from_millis(50), longest: Duration::from_secs(3) }
    }
}

/// What a request came to, that did not succeed.
pub enum Failure {
    /// The same request may succeed later. The text says what was refused.
    Later(String),
    Final(TableError),
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        Self::Final(error)
    }
}

/// Codes after which waiting helps.
const PASSING: [&str; 9] = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "Throttling",
    "RequestLimitExceeded",
    "LimitExceededException",
    "TransactionConflictException",
    "TransactionInProgressException",
    "InternalServerError",
    "ServiceUnavailable",
];

/// Counts the attempts of one request and waits between them.
pub struct Tries<'a> {
    dynamo: &'a Dynamo,
    what: &'static str,
    done: u32,
}

impl<'a> Tries<'a> {
    pub fn new(dynamo: &'a Dynamo, what: &'static str) -> Self {
        Self { dynamo, what, done: 0 }
    }

    /// Something got through: begin to count anew.
    pub fn progress(&mut self) {
        self.done = 0;
    }

    /// Waits before the next attempt; an error when there have been enough.
    pub async fn again(&mut self, last: String) -> Result<(), TableError> {
        self.done += 1;
        let patience = self.dynamo.settings.patience;
        if self.done >= patience.attempts {
            return Err(TableError::Busy { what: self.what, attempts: self.done, last });
        }
        let most = patience.first.saturating_mul(1 << (self.done - 1).min(16)).min(patience.longest);
        // Anywhere up to the most, so that those who were refused together do not come back together.
        let part = f64::from(u16::from_le_bytes(self.dynamo.random.bytes())) / f64::from(u16::MAX);
        tracing::debug!(what = self.what, attempt = self.done, last, "DynamoDB is asked again");
        tokio::time::sleep(most.mul_f64(part)).await;
        Ok(())
    }
}

impl Dynamo {
    /// Runs `request` until it succeeds, fails for good, or was refused too often.
    pub(super) async fn retry<T, F>(&self, what: &'static str, request: impl Fn() -> F) -> Result<T, TableError>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut tries = Tries::new(self, what);
        loop {
            match request().await {
                Ok(answer) => return Ok(answer),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Later(why)) => tries.again(why).await?,
            }
        }
    }

    /// Whether an error of the SDK passes.
    pub(super) fn judge<E>(&self, error: SdkError<E, HttpResponse>) -> Failure
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let status = error.raw_response().map(|response| response.status().as_u16());
        let code = error.code().map(str::to_owned);
        let said = error.message().map(str::to_owned);
        let text = match (&code, &said) {
            (Some(code), Some(said)) => format!("{code}: {said}"),
            (Some(code), None) => code.clone(),
            _ => aws_sdk_dynamodb::error::DisplayErrorContext(&error).to_string(),
        };
        let passing = match &error {
            SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => {
                // Without credentials or a region no request leaves: waiting does not bring them.
                !text.contains("credentials") && !text.contains("region")
            }
            SdkError::ServiceError(_) => {
                status.is_some_and(|status| status >= 500) || code.as_deref().is_some_and(|c| PASSING.contains(&c))
            }
            _ => false,
        };
        if passing {
            return Failure::Later(text);
        }
        Failure::Final(TableError::Backend(match code.as_deref() {
            Some("ResourceNotFoundException") => self.missing(),
            Some("UnrecognizedClientException" | "AccessDeniedException" | "ExpiredTokenException") => format!(
                "DynamoDB refuses us ({text}): check the credentials, and that their role may use the table {}",
                self.table()
            ),
            _ => format!("DynamoDB refused a request on the table {}: {text}", self.table()),
        }))
    }
}
