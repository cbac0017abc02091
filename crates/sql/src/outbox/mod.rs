//! The outbox: what must happen after a transaction, written inside it.
//!
//! A row is either done, parked for a person to look at, or due again later. Delivery is at least
//! once: whoever handles an event must be able to handle it twice. The dedupe key makes announcing
//! idempotent: the same key is announced once, for ever.

mod queries;

use std::time::Duration;

use kernel::{EventId, Random, Timestamp};

pub use queries::{claim, done, done_and_forgotten, is_due, later, parked, prune, push, resume};

/// What to announce.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// Who handles it, such as `order.paid` or `mail`.
    pub topic: &'a str,
    /// One announcement per key: `order.paid:<order id>`.
    pub dedupe_key: String,
    pub payload: serde_json::Value,
}

impl<'a> NewEvent<'a> {
    pub fn new(topic: &'a str, dedupe_key: impl Into<String>, payload: impl serde::Serialize) -> Self {
        let payload = serde_json::to_value(payload).unwrap_or_default();
        Self { topic, dedupe_key: dedupe_key.into(), payload }
    }
}

/// An announced event, leased to one worker.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Event {
    pub id: EventId,
    pub topic: String,
    pub dedupe_key: String,
    payload: String,
    /// How many workers have taken it, this one included.
    pub attempts: i64,
}

impl Event {
    /// The payload as the type its topic promises.
    pub fn payload<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.payload)
    }
}

/// How long a worker may take before another tries.
pub const LEASE: Duration = Duration::from_secs(60);

/// After this many attempts, over about a day, an event is parked.
pub const MAX_ATTEMPTS: i64 = 36;

/// Which events a worker takes: a long row of one kind need not hold up another.
#[derive(Debug, Clone, Copy)]
pub enum Topics {
    All,
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

impl Topics {
    /// The condition. Topics are words of the program itself.
    fn sql(self) -> String {
        let list = |topics: &[&str]| topics.iter().map(|topic| format!("'{topic}'")).collect::<Vec<_>>().join(", ");
        match self {
            Self::All => String::new(),
            Self::Only(topics) => format!("and topic in ({})", list(topics)),
            Self::AllBut(topics) => format!("and topic not in ({})", list(topics)),
        }
    }
}

/// When to try again after `attempts` failures: 1 s, 2 s, 4 s … at most an hour.
pub fn retry_at(now: Timestamp, attempts: i64) -> Timestamp {
    let exponent = u32::try_from(attempts.clamp(1, 13) - 1).unwrap_or(0);
    now + Duration::from_secs(2_u64.pow(exponent)).min(Duration::from_secs(3_600))
}

fn fresh_id(now: Timestamp, random: &Random) -> EventId {
    EventId::fresh(now, random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_fails_is_tried_for_about_a_day_and_at_least_every_hour() {
        let start = Timestamp::from_millis(0);
        let waits: Vec<_> = (1..MAX_ATTEMPTS).map(|attempts| retry_at(start, attempts).since(start)).collect();
        assert_eq!(waits.iter().max(), Some(&Duration::from_secs(3_600)));
        let day = Duration::from_secs(86_400);
        let all: Duration = waits.iter().sum();
        assert!(all > day * 9 / 10 && all < day * 11 / 10, "{all:?}");
    }
}
