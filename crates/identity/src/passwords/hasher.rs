//! Argon2id, a few at a time.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{Ident, Salt, SaltString},
};
use http::Problem;
use kernel::Random;
use tokio::sync::Semaphore;

use super::normal;
use crate::Secret;

/// How dear a guess is. The default is what OWASP asks for: 19 MiB, two passes, one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

impl Cost {
    /// For tests alone, where hundreds of sign-ins must not take minutes.
    pub fn cheap() -> Self {
        Self { memory_kib: 64, passes: 1, lanes: 1 }
    }

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Two hashes at once keep within 40 MiB; more would only take the processor from the shop.
const AT_ONCE: usize = 2;
/// Sign-ins that wait for their turn. Beyond it, an honest "busy" beats a minute of silence.
const QUEUE: usize = 64;

/// Too many passwords are being checked at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many people sign in at this moment")]
pub struct Busy;

impl From<Busy> for Problem {
    fn from(_: Busy) -> Self {
        Self::unavailable("Too many people sign in at this moment. Try again in a few seconds.")
    }
}

/// Hashes and checks passwords. Cheap to clone; all clones share the two places.
#[derive(Clone)]
pub struct Passwords {
    cost: Cost,
    random: Random,
    /// Verified when there is no hash, so that an unknown address takes as long as a known one.
    decoy: Arc<str>,
    places: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Passwords {
    pub fn new(cost: Cost, random: &Random) -> Self {
        let nobody = Secret::new(random.token());
        let decoy = hash_now(cost, random.bytes(), &normal(&nobody)).into();
        let (places, queue) = (Arc::new(Semaphore::new(AT_ONCE)), Arc::new(Semaphore::new(AT_ONCE + QUEUE)));
        Self { cost, random: random.clone(), decoy, places, queue }
    }

    /// The hash to keep, in PHC form: `$argon2id$v=19$m=…`.
    pub async fn hash(&self, password: &Secret) -> Result<String, Busy> {
        let (cost, salt, text) = (self.cost, self.random.bytes(), normal(password));
        self.run(move || hash_now(cost, salt, &text)).await
    }

    /// Whether `password` is the one of `hash`. Without a hash it is never right, and takes as long.
    pub async fn verify(&self, password: &Secret, hash: Option<&str>) -> Result<bool, Busy> {
        let exists = hash.is_some();
        let (hash, text) = (hash.unwrap_or(&self.decoy).to_owned(), normal(password));
        let right = self.run(move || verify_now(&hash, &text)).await?;
        Ok(exists && right)
    }

    /// Whether `hash` was made at another cost than today's and is to be made anew.
    pub fn is_outdated(&self, hash: &str) -> bool {
        let current = self.cost.argon2();
        let Ok(parsed) = PasswordHash::new(hash) else { return true };
        let same = Params::try_from(&parsed).is_ok_and(|params| {
            (params.m_cost(), params.t_cost(), params.p_cost())
                == (current.params().m_cost(), current.params().t_cost(), current.params().p_cost())
        });
        !same || parsed.algorithm != Ident::from(Algorithm::Argon2id)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _waiting = self.queue.clone().try_acquire_owned().map_err(|_| Busy)?;
        let place = self.places.clone().acquire_owned().await.map_err(|_| Busy)?;
        // The place moves in: a caller who goes away does not free it while the work goes on.
        tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        })
        .await
        .map_err(|_| Busy)
    }
}

fn hash_now(cost: Cost, salt: [u8; 16], text: &str) -> String {
    // Neither can fail: the salt is of the right length, and no password reaches 4 GiB.
    let salt = SaltString::encode_b64(&salt).unwrap_or_else(|_| unreachable!("16 bytes make a salt"));
    let hash = cost.argon2().hash_password(text.as_bytes(), Salt::from(&salt));
    hash.unwrap_or_else(|error| unreachable!("Argon2 takes any password: {error}")).to_string()
}

fn verify_now(hash: &str, text: &str) -> bool {
    // The parameters in the hash decide, not today's.
    PasswordHash::new(hash).is_ok_and(|parsed| Argon2::default().verify_password(text.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn production_hashes_are_argon2id_with_19_mib_two_passes_one_lane() {
        let passwords = Passwords::new(Cost::default(), &Random::seeded(1));
        let secret = Secret::new("tea with lemon");
        let hash = passwords.hash(&secret).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(passwords.decoy.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(hash, passwords.hash(&secret).await.unwrap(), "each hash has a salt of its own");
        assert!(passwords.verify(&secret, Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn without_a_hash_no_password_is_right_not_even_an_empty_one() {
        let passwords = Passwords::new(Cost::cheap(), &Random::seeded(1));
        let hash = passwords.hash(&Secret::new("tea with lemon")).await.unwrap();
        for text in ["", "tea with lemo", "tea with lemon ", "null"] {
            assert!(!passwords.verify(&Secret::new(text), None).await.unwrap());
            assert!(!passwords.verify(&Secret::new(text), Some("")).await.unwrap());
            assert!(!passwords.verify(&Secret::new(text), Some(&hash)).await.unwrap());
        }
    }

    #[tokio::test]
    async fn two_spellings_of_one_text_are_one_password() {
        let passwords = Passwords::new(Cost::cheap(), &Random::seeded(1));
        let hash = passwords.hash(&Secret::new("caf\u{e9} con leche")).await.unwrap();
        assert!(passwords.verify(&Secret::new("cafe\u{301} con leche"), Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_is_outdated() {
        let (cheap, dear) =
            (Passwords::new(Cost::cheap(), &Random::seeded(1)), Passwords::new(Cost::default(), &Random::seeded(1)));
        let hash = cheap.hash(&Secret::new("tea with lemon")).await.unwrap();
        assert!(dear.is_outdated(&hash));
        assert!(!cheap.is_outdated(&hash));
        assert!(dear.is_outdated("$2b$12$abc"));
    }

    #[tokio::test]
    async fn a_crowd_beyond_the_queue_is_told_so() {
        let passwords = Passwords::new(Cost::cheap(), &Random::seeded(1));
        let _all = passwords.queue.clone().acquire_many_owned(u32::try_from(AT_ONCE + QUEUE).unwrap()).await.unwrap();
        assert_eq!(passwords.verify(&Secret::new("x"), None).await, Err(Busy));
    }
}
