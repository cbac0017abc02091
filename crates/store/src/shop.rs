//! What the shop's handlers share.

use std::{sync::Arc, time::Duration};

use axum::extract::FromRef;
use blobs::{Blobs, links::Signer};
use kernel::{Clock, Currency, Random};
use payments::Gateway;
use search::Index;
use serde::{Deserialize, Serialize};
use sql::Db;
use utoipa::ToSchema;

/// The state of every router of this crate. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub gateway: Gateway,
    /// Recordings and previews.
    pub blobs: Blobs,
    /// What can be found in the catalogue.
    pub index: Arc<Index>,
    /// Signs the links that deliver recordings.
    pub links: Signer,
    pub settings: Arc<Settings>,
}

/// What the owner of the shop decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where browsers reach the shop, such as `http://127.0.0.1:8080`, without a slash at the end.
    pub public_url: String,
    /// What everything is sold in.
    pub currency: Currency,
    pub seller: Seller,
    /// How long an order waits for its payment.
    pub order_lifetime: Duration,
    /// Where answers to mails go: `ticket+…@` this domain.
    pub mail_domain: String,
    /// What a mail server shows that hands over mail; without one, none is taken.
    pub mail_inbound_secret: Option<String>,
}

/// Who sells, as printed on invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Seller {
    pub name: String,
    pub address: Vec<String>,
}

/// How long an order waits for its payment unless the owner says otherwise.
pub const DEFAULT_ORDER_LIFETIME: Duration = Duration::from_secs(30 * 60);

impl FromRef<Shop> for Db {
    fn from_ref(shop: &Shop) -> Self {
        shop.db.clone()
    }
}
