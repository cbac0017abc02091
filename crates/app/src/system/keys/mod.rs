//! Keys with which partners' programs read what was agreed: scopes, a rate, an end.
//!
//! A key is 256 random bits after `chk_`, shown once; the table keeps its SHA-256. It opens the
//! operations below `/partner` and nothing else: to everything else its bearer is a visitor.

pub mod http;
pub mod partner;
mod queries;

use std::{
    collections::HashMap,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use ::http::Problem;
use axum::{extract::FromRequestParts, http::request::Parts};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::App;

/// Every key begins with this.
pub const PREFIX: &str = "chk_";
/// So many characters of a key are kept to recognise it by.
const SHOWN: usize = 10;
/// A use is written down at most this often.
const NOTED_EVERY: Duration = Duration::from_secs(60);

/// What a key may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = KeyScope)]
pub enum Scope {
    #[serde(rename = "catalogue:read")]
    CatalogueRead,
    #[serde(rename = "sales:read")]
    SalesRead,
    #[serde(rename = "orders:read")]
    OrdersRead,
}

impl Scope {
    const ALL: [Self; 3] = [Self::CatalogueRead, Self::SalesRead, Self::OrdersRead];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::CatalogueRead => "catalogue:read",
            Self::SalesRead => "sales:read",
            Self::OrdersRead => "orders:read",
        }
    }

    fn list(words: &str) -> Vec<Self> {
        Self::ALL.into_iter().filter(|scope| words.split(' ').any(|word| word == scope.as_str())).collect()
    }

    fn words(scopes: &[Self]) -> String {
        let words: Vec<_> = Self::ALL.into_iter().filter(|scope| scopes.contains(scope)).map(Self::as_str).collect();
        words.join(" ")
    }
}

/// A key that was shown and is good.
#[derive(Debug, Clone)]
pub struct PartnerKey {
    scopes: Vec<Scope>,
}

/// The scope an operation asks for.
pub trait Needs: Send + Sync + 'static {
    const SCOPE: Scope;
}

macro_rules! scopes {
    ($($name:ident),+) => {$(
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Needs for $name {
            const SCOPE: Scope = Scope::$name;
        }
    )+};
}
scopes!(CatalogueRead, SalesRead, OrdersRead);

/// A partner whose key has the scope. 401 without a key, 403 for people and for other scopes.
#[derive(Debug, Clone, Copy)]
pub struct Partner<N>(PhantomData<N>);

impl<S: Send + Sync, N: Needs> FromRequestParts<S> for Partner<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<PartnerKey>() {
            Some(key) if key.scopes.contains(&N::SCOPE) => Ok(Self(PhantomData)),
            Some(_) => Err(Problem::forbidden(format!("This key lacks the scope {}.", N::SCOPE.as_str()))),
            None if parts.extensions.get::<::http::Caller>().is_some() => {
                Err(Problem::forbidden("This is for partners: send an API key."))
            }
            None => Err(Problem::unauthenticated()),
        }
    }
}

/// How often each key was used, in this process. Cheap to clone; all clones count together.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<HashMap<String, i64>>>);

impl Meter {
    /// Counts a use: at most `per_minute` at once, then evenly. `Err`: seconds to wait.
    fn count(&self, key: &str, per_minute: i64, now: Timestamp) -> Result<(), u64> {
        let (interval, now) = (60_000 / per_minute.max(1), now.millis());
        let mut recovered_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = recovered_at.entry(key.to_owned()).or_insert(now);
        let next = (*at).max(now) + interval;
        let over = next - now - 60_000;
        if over > 0 {
            return Err(u64::try_from(over).unwrap_or(1).div_ceil(1_000));
        }
        *at = next;
        Ok(())
    }
}

fn hash(key: &str) -> String {
    kernel::to_hex(Sha256::digest(key.as_bytes()))
}

/// Who shows this key; `None` when it is none that lives. 429 when it is used too often.
pub async fn authenticate(app: &App, key: &str) -> Result<Option<PartnerKey>, Problem> {
    let now = app.shop.clock.now();
    let Some(found) = queries::by_hash(&mut app.shop.db.read().await?, &hash(key)).await? else { return Ok(None) };
    app.meter.count(&found.id, found.per_minute, now).map_err(Problem::too_many_attempts)?;
    if found.last_used_at.is_none_or(|at| now.since(at) >= NOTED_EVERY) {
        let mut tx = app.shop.db.begin().await?;
        queries::note_use(&mut tx, &found.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(PartnerKey { scopes: Scope::list(&found.scopes) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_used_as_often_as_agreed_and_no_more() {
        let (meter, start) = (Meter::default(), Timestamp::from_seconds(1_000));
        let at_once = (0..100).filter(|_| meter.count("k", 30, start).is_ok()).count();
        assert_eq!(at_once, 30);
        assert_eq!(meter.count("k", 30, start), Err(2));
        assert!(meter.count("k", 30, start + Duration::from_secs(2)).is_ok());
        assert!(meter.count("other", 30, start).is_ok());
    }
}
