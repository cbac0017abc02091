//! The table on DynamoDB, through AWS's own SDK.
//!
//! Attributes: `pk`, `sk`, `lsi1` … `lsi5`, `gsi1pk`, `gsi1sk` … as strings, `version` as a number,
//! `body` as what the JSON says, `expires_at` in seconds since 1970.
//!
//! Everything goes through [`retry`]: the SDK's own retries are off, for it knows nothing of
//! unprocessed items, and of a cancelled transaction not whether trying again helps.

mod attributes;
mod create;
mod read;
mod retry;
mod streams;
mod write;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use aws_config::{BehaviorVersion, Region, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_dynamodb::config::Credentials as Fixed;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use kernel::Random;

pub use retry::Patience;

use crate::{TableError, meter::Counter};

/// Which table, where, and as whom.
#[derive(Debug, Clone)]
pub struct DynamoSettings {
    /// The table's name. `chinook table create` makes it; opening never does.
    pub table: String,
    /// Such as `eu-central-1`. `None`: as the environment or the profile says.
    pub region: Option<String>,
    /// Another server that speaks DynamoDB's API. `None`: AWS.
    pub endpoint: Option<String>,
    pub credentials: Credentials,
    pub patience: Patience,
}

/// Who asks.
#[derive(Clone)]
pub enum Credentials {
    /// AWS's usual chain: environment, profile, web identity, container, instance.
    Chain,
    /// For servers that ask for any: a test server.
    Fixed { key: String, secret: String },
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self, Self::Chain) { "Chain" } else { "Fixed" })
    }
}

impl DynamoSettings {
    /// A table on AWS, with everything else as the environment says.
    pub fn new(table: impl Into<String>) -> Self {
        Self {
            table: table.into(),
            region: None,
            endpoint: None,
            credentials: Credentials::Chain,
            patience: Patience::default(),
        }
    }
}

/// A table of DynamoDB. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Dynamo {
    client: aws_sdk_dynamodb::Client,
    streams: aws_sdk_dynamodbstreams::Client,
    settings: Arc<DynamoSettings>,
    random: Random,
    iterators: Arc<Mutex<streams::Iterators>>,
    pub(crate) counter: Counter,
}

impl Dynamo {
    /// Asks nobody anything but, perhaps, for credentials.
    pub(crate) async fn open(settings: DynamoSettings, counter: Counter) -> Self {
        let https = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(3))
            .operation_attempt_timeout(Duration::from_secs(10));
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .http_client(https.build_https())
            .retry_config(RetryConfig::disabled())
            .timeout_config(timeouts.build());
        if let Some(region) = &settings.region {
            loader = loader.region(Region::new(region.clone()));
        }
        if let Some(endpoint) = &settings.endpoint {
            loader = loader.endpoint_url(endpoint);
        }
        if let Credentials::Fixed { key, secret } = &settings.credentials {
            loader = loader.credentials_provider(Fixed::new(key, secret, None, None, "settings"));
        }
        let config = loader.load().await;
        Self {
            client: aws_sdk_dynamodb::Client::new(&config),
            streams: aws_sdk_dynamodbstreams::Client::new(&config),
            settings: Arc::new(settings),
            random: Random::Os,
            iterators: Arc::default(),
            counter,
        }
    }

    fn table(&self) -> &str {
        &self.settings.table
    }

    /// The table is there and may be used.
    pub(crate) async fn check(&self) -> Result<(), TableError> {
        let found = self.describe().await?;
        let status = found.and_then(|table| table.table_status);
        match status.as_ref().map(|status| status.as_str()) {
            Some("ACTIVE" | "UPDATING") => Ok(()),
            Some(other) => Err(TableError::Backend(format!(
                "the DynamoDB table {} is {other} and cannot be used yet: try again in a minute",
                self.table()
            ))),
            None => Err(TableError::Backend(self.missing())),
        }
    }

    fn missing(&self) -> String {
        let region = self.client.config().region().map_or("no region", |region| region.as_ref());
        format!(
            "there is no DynamoDB table {} in {region}: make it with `chinook table create`, or correct `library_table`, \
             `library_table_region` or `library_table_endpoint`",
            self.table()
        )
    }
}
