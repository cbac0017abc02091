//! What the composition root decides.

use std::{fmt, time::Duration};

use crate::{limiter, passwords};

/// Numbers and names of this room. [`Settings::new`] gives safe defaults.
#[derive(Debug, Clone)]
pub struct Settings {
    pub public_url: PublicUrl,
    /// Not allowed inside a password.
    pub shop_name: String,
    pub argon2: passwords::Cost,
    pub limits: limiter::Settings,
    /// An access token's life.
    pub access_life: Duration,
    /// A session ends when it was not used for so long …
    pub session_idle: Duration,
    /// … and at the latest after this.
    pub session_life: Duration,
    /// How long a replaced refresh token still answers: two tabs may send the same one.
    pub refresh_grace: Duration,
    /// How long the second factor is waited for.
    pub challenge_life: Duration,
    pub verify_life: Duration,
    pub reset_life: Duration,
    /// How long somebody may take to follow an invitation to work here.
    pub invitation_life: Duration,
}

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);

impl Settings {
    pub fn new(public_url: PublicUrl, shop_name: impl Into<String>) -> Self {
        Self {
            public_url,
            shop_name: shop_name.into(),
            argon2: passwords::Cost::default(),
            limits: limiter::Settings::default(),
            access_life: Duration::from_secs(15 * 60),
            session_idle: 30 * DAY,
            session_life: 180 * DAY,
            refresh_grace: Duration::from_secs(10),
            challenge_life: Duration::from_secs(5 * 60),
            verify_life: 24 * HOUR,
            reset_life: HOUR,
            invitation_life: 7 * DAY,
        }
    }
}

/// Where browsers reach the shop, such as `https://music.example.com`: no slash at the end. Links
/// in mails start with it and with nothing that a request says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the public address of a shop: write it like https://music.example.com, or http://127.0.0.1:8080 on one machine"
)]
pub struct InvalidPublicUrl;

impl PublicUrl {
    /// `Err` unless it is `http` or `https`, a host, and at most a port and a path.
    pub fn new(raw: &str) -> Result<Self, InvalidPublicUrl> {
        let raw = raw.trim().trim_end_matches('/');
        let rest = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://")).ok_or(InvalidPublicUrl)?;
        let host = rest.split('/').next().unwrap_or("");
        let plain = rest.bytes().all(|b| b.is_ascii_graphic() && !b"?#@\\\"<>'%".contains(&b));
        if host.is_empty() || host.starts_with(':') || !plain {
            return Err(InvalidPublicUrl);
        }
        Ok(Self(raw.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Scheme, host and port, as browsers write the header `Origin`.
    pub fn origin(&self) -> &str {
        let host_from = self.0.find("://").map_or(0, |at| at + 3);
        let end = self.0[host_from..].find('/').map_or(self.0.len(), |at| host_from + at);
        &self.0[..end]
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_public_addresses() {
        for bad in [
            "",
            "music.example.com",
            "ftp://a.b",
            "https://",
            "https://:80",
            "https://u:p@a.b",
            "https://a.b?x",
            "https://a b",
            "javascript:x",
        ] {
            assert!(PublicUrl::new(bad).is_err(), "{bad}");
        }
        let url = PublicUrl::new("https://music.example.com:8443/shop/").unwrap();
        assert_eq!(url.as_str(), "https://music.example.com:8443/shop");
        assert_eq!(url.origin(), "https://music.example.com:8443");
        assert!(url.is_https());
        assert_eq!(PublicUrl::new("http://127.0.0.1:8080").unwrap().origin(), "http://127.0.0.1:8080");
    }
}
