//! The test gateway: a payment provider of our own, for trying the shop and for tests.
//!
//! It behaves as a real one does from far away: a ledger of its own (tables `gateway_*`, own
//! transactions), pay pages it hosts ([`http`]), signed webhooks over real HTTP
//! ([`TestGateway::deliver_due`]), stored idempotency keys, cards that are declined, challenged,
//! slow or silent ([`TEST_CARDS`]), and a [`FaultDial`] for its worst days. No money moves.

mod api;
mod card;
mod deliver;
mod dial;
pub mod http;
mod pages;
mod pay;
mod queries;

use std::{sync::Arc, time::Duration};

use kernel::{Clock, Random};
use tokio::sync::Notify;

pub use card::{Behaviour, TEST_CARDS, TestCard};
pub use deliver::Deliveries;
pub use dial::{ApiFault, FaultDial, Operation};

use crate::Secret;

/// The name that payments of this provider are recorded under.
pub const PROVIDER: &str = "test";

/// The header that carries the signature of a webhook.
pub const SIGNATURE_HEADER: &str = "test-gateway-signature";

/// How long "some seconds later" is, unless a configuration says otherwise.
pub const SETTLE_AFTER: Duration = Duration::from_secs(5);

/// Where the gateway stands, and where the shop does.
#[derive(Debug, Clone)]
pub struct TestGatewayConfig {
    /// Where browsers reach the pay pages, such as `http://127.0.0.1:8080`, without a slash at the end.
    pub public_url: String,
    /// Where the shop takes webhooks, such as `http://127.0.0.1:8080/api/v1/webhooks/test`.
    pub webhook_url: String,
    /// Webhooks are signed with all of these, and any of them is believed: to rotate, put the new
    /// one first and drop the old one later.
    pub secrets: Vec<Secret>,
    /// How long "some seconds later" is.
    pub settle_after: Duration,
}

/// The gateway cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    #[error("the test gateway needs a webhook signing secret")]
    NoSecret,
    #[error("{0} is not an http or https address")]
    NotAUrl(String),
    #[error("no HTTP client can be made: {0}")]
    Client(String),
}

struct Inner {
    db: sql::Db,
    clock: Clock,
    random: Random,
    config: TestGatewayConfig,
    dial: FaultDial,
    client: reqwest::Client,
    wake: Notify,
}

/// A handle; clones are the same gateway.
#[derive(Clone)]
pub struct TestGateway(Arc<Inner>);

/// A receiver that has not answered in this time is tried again later.
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(10);

impl TestGateway {
    /// A gateway over `db`, which holds the tables of [`crate::schema`].
    pub fn new(db: sql::Db, clock: Clock, random: Random, config: TestGatewayConfig) -> Result<Self, SetupError> {
        Self::with_faults(db, clock, random, config, FaultDial::default())
    }

    /// A gateway whose faults can be dialled: for tests.
    pub fn with_faults(
        db: sql::Db,
        clock: Clock,
        random: Random,
        config: TestGatewayConfig,
        dial: FaultDial,
    ) -> Result<Self, SetupError> {
        if config.secrets.is_empty() {
            return Err(SetupError::NoSecret);
        }
        for url in [&config.public_url, &config.webhook_url] {
            web_url(url).ok_or_else(|| SetupError::NotAUrl(url.clone()))?;
        }
        // The receiver is the shop itself: no proxy stands between, and no redirect is followed.
        let client = reqwest::Client::builder()
            .timeout(WEBHOOK_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| SetupError::Client(error.to_string()))?;
        let wake = Notify::new();
        Ok(Self(Arc::new(Inner { db, clock, random, config, dial, client, wake })))
    }

    fn pay_url(&self, id: &str) -> String {
        format!("{}/test-gateway/checkout/{id}", self.0.config.public_url.trim_end_matches('/'))
    }
}

/// The parsed URL, if it is an absolute http or https one.
fn web_url(raw: &str) -> Option<reqwest::Url> {
    reqwest::Url::parse(raw).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
