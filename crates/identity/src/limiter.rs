//! One limiter for every path that checks a secret or sends mail.
//!
//! Each budget is a generic cell rate algorithm (GCRA): `burst` at once, then one more every
//! `window / sustained`. So at most `burst + sustained` fit into any window. Attempts are counted
//! when they begin and given back when they succeed: people who know their password never meet
//! a limit, whoever guesses meets two.
//!
//! | budget | counts | at once | then | given back on success |
//! |---|---|---|---|---|
//! | guesses of a network | failed passwords and links | 8 | 2 a minute (≤ 10 in any minute) | the attempt |
//! | guesses at an account | failed passwords | 20 | 80 an hour (≤ 100 in any hour) | all of them |
//! | … from its own networks | the same, where it was signed in before | 20 | 80 an hour | all of them |
//! | codes of a network | failed second factors | 8 | 2 a minute | the attempt |
//! | codes of an account | failed second factors | 10 | 20 an hour | all of them |
//! | codes of the shop, of a network | those that are not known | 8 | 2 a minute | the attempt |
//! | codes of the shop, of a customer | the same | 10 | 20 an hour | the attempt |
//! | refreshes of a network | failed refresh tokens | 60 | 60 a minute | the attempt |
//! | mails of a network | registrations, forgotten passwords, resent links | 10 | 10 a minute | never |
//! | mails to an address | the same | 5 | 5 an hour | never |
//!
//! A network is an IPv4 address or an IPv6 /64. An account is counted by the address typed,
//! whether or not there is such an account, so that the answers are alike.
//!
//! **The owner still gets in** while strangers exhaust the account's budget: networks from which
//! the account was signed in before have a budget of their own, sessions that live are not
//! touched, and the link of a password reset is not counted against the account (its 256 bits
//! cannot be guessed).
//!
//! Success gives an attempt back to the network, and not more: otherwise an attacker would sign
//! in to an own account between guesses to start anew.
//!
//! Memory is bounded: when [`Settings::entries`] is reached, those that have recovered are
//! forgotten, then those closest to it. Exhausted budgets are the last to go, so that a flood of
//! made-up addresses cannot reset one. The count is per process: behind several servers the
//! bounds multiply by their number.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::Problem;
use kernel::{Clock, EmailAddress, Timestamp};
use sha2::{Digest, Sha256};

/// `burst` at once, then `sustained` spread evenly over each `window`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub burst: u32,
    pub sustained: u32,
    pub window: Duration,
}

impl Rate {
    pub const fn new(burst: u32, sustained: u32, window: Duration) -> Self {
        Self { burst, sustained, window }
    }

    /// Milliseconds between two attempts at the sustained rate.
    fn interval(self) -> i64 {
        i64::try_from(self.window.as_millis()).unwrap_or(i64::MAX) / i64::from(self.sustained.max(1))
    }
}

/// The numbers of the table above. The defaults are safe; tests that hammer one address raise them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub guesses_per_network: Rate,
    pub guesses_per_account: Rate,
    pub refreshes_per_network: Rate,
    pub codes_per_account: Rate,
    pub mails_per_network: Rate,
    pub mails_per_address: Rate,
    /// How many networks and accounts are remembered at once.
    pub entries: usize,
}

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

impl Default for Settings {
    fn default() -> Self {
        Self {
            guesses_per_network: Rate::new(8, 2, MINUTE),
            guesses_per_account: Rate::new(20, 80, HOUR),
            refreshes_per_network: Rate::new(60, 60, MINUTE),
            codes_per_account: Rate::new(10, 20, HOUR),
            mails_per_network: Rate::new(10, 10, MINUTE),
            mails_per_address: Rate::new(5, 5, HOUR),
            entries: 100_000,
        }
    }
}

impl Settings {
    /// Numbers that a test run from one address does not meet.
    pub fn generous() -> Self {
        let rate = Rate::new(1_000_000, 1_000_000, MINUTE);
        Self {
            guesses_per_network: rate,
            guesses_per_account: rate,
            refreshes_per_network: rate,
            codes_per_account: rate,
            mails_per_network: rate,
            mails_per_address: rate,
            entries: 100_000,
        }
    }
}

/// A client as it is counted: an IPv4 address, or the /64 of an IPv6 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    pub fn of(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V6(v6) => Self(IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)))),
            v4 @ IpAddr::V4(_) => Self(v4),
        }
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What is attempted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A password, or the token of a mailed link.
    Guess,
    /// A code of the second factor.
    Code,
    /// A refresh token.
    Refresh,
    /// A code of the shop: of a promotion, a gift card, a download.
    Voucher,
    /// Something that sends a mail.
    Mail,
}

/// The digest stands for the address, so that memory holds no list of customers.
type AddressDigest = [u8; 16];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Network(What, Network),
    Account { what: What, address: AddressDigest, known_network: bool },
}

/// The limiter. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Limiter {
    settings: Settings,
    clock: Clock,
    /// When each budget will have recovered ("theoretical arrival time").
    recovered_at: Arc<Mutex<HashMap<Key, i64>>>,
}

/// An attempt that was let in. Dropped, it stays counted.
#[must_use = "an attempt that succeeds must say so"]
pub struct Attempt<'l> {
    limiter: &'l Limiter,
    what: What,
    network: Network,
    account: Option<Key>,
}

impl Limiter {
    pub fn new(settings: Settings, clock: Clock) -> Self {
        Self { settings, clock, recovered_at: Arc::default() }
    }

    /// Counts an attempt from `ip`. 429 when its network has none left.
    pub fn enter(&self, what: What, ip: IpAddr) -> Result<Attempt<'_>, Problem> {
        let network = Network::of(ip);
        self.take(Key::Network(what, network))?;
        Ok(Attempt { limiter: self, what, network, account: None })
    }

    fn rate(&self, key: Key) -> Rate {
        match key {
            Key::Network(What::Guess | What::Code | What::Voucher, _) => self.settings.guesses_per_network,
            Key::Network(What::Refresh, _) => self.settings.refreshes_per_network,
            Key::Network(What::Mail, _) => self.settings.mails_per_network,
            Key::Account { what: What::Mail, .. } => self.settings.mails_per_address,
            Key::Account { what: What::Code | What::Voucher, .. } => self.settings.codes_per_account,
            Key::Account { .. } => self.settings.guesses_per_account,
        }
    }

    fn take(&self, key: Key) -> Result<(), Problem> {
        let rate = self.rate(key);
        let now = self.clock.now().millis();
        let mut recovered_at = self.lock();
        let next = recovered_at.get(&key).copied().unwrap_or(now).max(now) + rate.interval();
        let over = next - now - rate.interval().saturating_mul(i64::from(rate.burst));
        if over > 0 {
            let seconds = u64::try_from(over).unwrap_or(1).div_ceil(1_000);
            return Err(Problem::too_many_attempts(seconds));
        }
        recovered_at.insert(key, next);
        if recovered_at.len() > self.settings.entries {
            make_room(&mut recovered_at, now, self.settings.entries);
        }
        Ok(())
    }

    fn give_back(&self, key: Key) {
        let interval = self.rate(key).interval();
        if let Some(recovered_at) = self.lock().get_mut(&key) {
            *recovered_at -= interval;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, i64>> {
        self.recovered_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many budgets are remembered.
    pub fn entries(&self) -> usize {
        self.lock().len()
    }

    /// The moment by which the limiter counts.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Attempt<'_> {
    /// Counts the attempt against the account of `address` too. `known_network`: the account was
    /// signed in from here before. 429 when the account has none left; the network keeps its
    /// count, as for any failure.
    pub fn at_account(mut self, address: &str, known_network: bool) -> Result<Self, Problem> {
        let key = Key::Account { what: self.what, address: digest(address), known_network };
        self.limiter.take(key)?;
        self.account = Some(key);
        Ok(self)
    }

    /// The secret was right.
    pub fn succeeded(self) {
        self.limiter.give_back(Key::Network(self.what, self.network));
        if let Some(key) = self.account {
            self.limiter.lock().remove(&key);
        }
    }

    /// Nothing was checked after all: no secret came with the request.
    pub fn withdraw(self) {
        self.limiter.give_back(Key::Network(self.what, self.network));
        if let Some(key) = self.account {
            self.limiter.give_back(key);
        }
    }

    /// The failure is counted, and that is all. Says so where it is meant.
    pub fn failed(self) {}
}

/// Spellings of one mailbox count as one; what is no address counts by its own text.
fn digest(address: &str) -> AddressDigest {
    let key = EmailAddress::new(address).map_or_else(|_| address.trim().to_lowercase(), |email| email.key());
    let mut digest = AddressDigest::default();
    digest.copy_from_slice(&Sha256::digest(key.as_bytes())[..16]);
    digest
}

fn make_room(recovered_at: &mut HashMap<Key, i64>, now: i64, entries: usize) {
    recovered_at.retain(|_, at| *at > now);
    if recovered_at.len() <= entries {
        return;
    }
    // A tenth at a time, so that the search for those closest to recovery is rare.
    let mut surplus = recovered_at.len() - entries + entries / 10;
    let mut moments: Vec<i64> = recovered_at.values().copied().collect();
    let (_, last, _) = moments.select_nth_unstable(surplus.saturating_sub(1).min(recovered_at.len() - 1));
    let last = *last;
    recovered_at.retain(|_, at| *at >= last);
    surplus -= moments.len() - recovered_at.len();
    // Many stand at the same moment: of those, as many as must.
    recovered_at.retain(|_, at| {
        let goes = *at == last && surplus > 0;
        surplus -= usize::from(goes);
        !goes
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(settings: Settings) -> (Limiter, Clock) {
        let clock = Clock::manual(Timestamp::from_seconds(1_700_000_000));
        (Limiter::new(settings, clock.clone()), clock)
    }

    fn ip(n: u32) -> IpAddr {
        IpAddr::V4((0x0A00_0000 + n).into())
    }

    /// Guesses let in during `seconds`, one tried each second.
    fn let_in(clock: &Clock, seconds: u64, attempt: impl Fn(u64) -> bool) -> usize {
        (0..seconds)
            .filter(|second| {
                clock.advance(Duration::from_secs(1));
                attempt(*second)
            })
            .count()
    }

    #[test]
    fn one_network_guesses_at_most_ten_times_in_any_minute() {
        let (limiter, clock) = limiter(Settings::default());
        let first = let_in(&clock, 60, |_| limiter.enter(What::Guess, ip(1)).is_ok());
        assert!((8..=10).contains(&first), "{first}");
        let second = let_in(&clock, 600, |_| limiter.enter(What::Guess, ip(1)).is_ok());
        assert!(second <= 21, "{second}");
    }

    #[test]
    fn a_thousand_networks_guess_at_one_account_at_most_a_hundred_times_an_hour_and_its_owner_still_gets_in() {
        let (limiter, clock) = limiter(Settings::default());
        let guess =
            |n: u32| limiter.enter(What::Guess, ip(n)).and_then(|a| a.at_account("ann@example.com", false)).is_ok();
        let count = let_in(&clock, 3_600, |second| (0..3).any(|n| guess(u32::try_from(second * 3).unwrap() + n)));
        assert!(count <= 100, "{count}");
        assert!(!guess(999_999));
        assert!(limiter.enter(What::Guess, ip(999_998)).unwrap().at_account("ann@example.com", true).is_ok());
        assert!(limiter.enter(What::Guess, ip(999_997)).unwrap().at_account("bob@example.com", false).is_ok());
    }

    #[test]
    fn an_ipv6_network_of_64_bits_counts_as_one_and_a_mapped_address_as_ipv4() {
        let (limiter, _) = limiter(Settings::default());
        let v6 = |n: u32| format!("2001:db8:0:1::{n:x}").parse::<IpAddr>().unwrap();
        assert_eq!((0..100).filter(|n| limiter.enter(What::Guess, v6(*n)).is_ok()).count(), 8);
        assert!(limiter.enter(What::Guess, "2001:db8:0:2::1".parse().unwrap()).is_ok());
        assert_eq!(Network::of("::ffff:10.0.0.1".parse().unwrap()), Network::of("10.0.0.1".parse().unwrap()));
    }

    #[test]
    fn letter_case_and_spaces_around_an_address_do_not_open_another_budget() {
        let (limiter, _) = limiter(Settings::default());
        let spellings = ["ann@example.com", "ANN@example.com", " Ann@Example.COM ", "aNN@EXAMPLE.com"];
        let guess = |n: usize| {
            let attempt = limiter.enter(What::Guess, ip(u32::try_from(n).unwrap())).unwrap();
            attempt.at_account(spellings[n % spellings.len()], false).is_ok()
        };
        assert_eq!((0..100).filter(|n| guess(*n)).count(), 20);
    }

    #[test]
    fn success_gives_back_one_attempt_to_the_network_and_all_to_the_account() {
        let (limiter, _) = limiter(Settings::default());
        let guess = |n: u32| limiter.enter(What::Guess, ip(n)).and_then(|a| a.at_account("ann@example.com", false));
        for _ in 0..7 {
            guess(1).unwrap().failed();
        }
        for _ in 0..100 {
            guess(1).unwrap().succeeded();
        }
        guess(1).unwrap().failed();
        assert!(guess(1).is_err(), "the failures of the network still count");
        assert_eq!((2..100).filter(|n| guess(*n).is_ok()).count(), 19, "those of the account do not");
    }

    #[test]
    fn a_refusal_says_when_to_come_back_and_that_is_true() {
        use axum::response::IntoResponse;
        let (limiter, clock) = limiter(Settings::default());
        while limiter.enter(What::Guess, ip(1)).is_ok() {}
        let response = limiter.enter(What::Guess, ip(1)).err().unwrap().into_response();
        assert_eq!(response.status(), 429);
        let seconds: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=30).contains(&seconds));
        clock.advance(Duration::from_secs(seconds));
        assert!(limiter.enter(What::Guess, ip(1)).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_a_flood_does_not_reset_an_exhausted_account() {
        let (limiter, _) = limiter(Settings { entries: 1_000, ..Settings::default() });
        let guess = |n: u32, address: &str| {
            limiter.enter(What::Guess, ip(n)).and_then(|a| a.at_account(address, false)).is_ok()
        };
        for n in 0..30 {
            guess(n, "ann@example.com");
        }
        for n in 30..5_000 {
            guess(n, &format!("nobody{n}@example.com"));
        }
        assert!(limiter.entries() <= 1_001, "{}", limiter.entries());
        assert!(!guess(9_000, "ann@example.com"));
    }
}
