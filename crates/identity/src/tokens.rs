//! Access tokens: JWT in compact form, signed with Ed25519 (RFC 7519, 8037, 8725, 9068).
//!
//! Exactly one algorithm and one key exist, so the head of a token is a constant: a token whose
//! head differs by a byte is refused before anything in it is read. `alg: none`, another
//! algorithm, `jku`, `x5u`, `jwk` or a `kid` with a path in it cannot do anything.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{Caller, Role};
use kernel::{AccountId, CustomerId, EmployeeId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Keys;

/// Who the tokens are for.
const AUDIENCE: &str = "chinook";
/// A token longer than this is none of ours: about three times the usual length.
const MAX_BYTES: usize = 2_048;
/// How far the clocks of two servers of one shop may differ.
const LEEWAY_SECONDS: i64 = 5;

/// What a token says. Rights are read from the database at each request, never from here: `cus`,
/// `emp` and `role` are for the page, which shows what fits the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    /// The account.
    pub sub: AccountId,
    /// The session.
    pub sid: SessionId,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cus: Option<CustomerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emp: Option<EmployeeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The account of who looks through the subject's eyes (RFC 8693); see [`crate::viewing`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<AccountId>,
    /// Seconds since 1970, like `exp`.
    pub iat: i64,
    pub exp: i64,
}

/// Whom an account belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AccountKind)]
pub enum Kind {
    Customer,
    Staff,
}

impl Claims {
    pub(crate) fn new(caller: &Caller, issuer: &str, now: Timestamp, life_seconds: i64) -> Self {
        let (kind, cus, emp, role) = match caller {
            Caller::Customer { customer, .. } => (Kind::Customer, Some(*customer), None, None),
            Caller::Staff { employee, role, .. } => (Kind::Staff, None, Some(*employee), Some(*role)),
        };
        let iat = now.seconds();
        let (iss, aud) = (issuer.to_owned(), AUDIENCE.to_owned());
        Self {
            iss,
            aud,
            sub: caller.account(),
            sid: caller.session(),
            kind,
            cus,
            emp,
            role,
            act: None,
            iat,
            exp: iat + life_seconds,
        }
    }
}

/// The token that says `claims`.
pub fn sign(keys: &Keys, claims: &Claims) -> String {
    let payload = serde_json::to_vec(claims).unwrap_or_default();
    let signed = format!("{}.{}", head(keys), URL_SAFE_NO_PAD.encode(payload));
    let signature = URL_SAFE_NO_PAD.encode(keys.sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// What a token says, when it is one of ours and still lives at `now`; `None` for anything else.
pub fn verify(keys: &Keys, token: &str, issuer: &str, now: Timestamp) -> Option<Claims> {
    if token.len() > MAX_BYTES {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (head_sent, payload) = signed.split_once('.')?;
    if head_sent != head(keys) || !keys.verifies(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).ok()?) {
        return None;
    }
    let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    let ours = claims.iss == issuer && claims.aud == AUDIENCE;
    let alive = claims.exp > now.seconds() && claims.iat <= now.seconds() + LEEWAY_SECONDS;
    (ours && alive).then_some(claims)
}

fn head(keys: &Keys) -> String {
    URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"EdDSA","kid":"{}","typ":"at+jwt"}}"#, keys.kid()))
}

#[cfg(test)]
mod tests {
    use kernel::Random;
    use serde_json::{Value, json};

    use super::*;

    const ISSUER: &str = "http://127.0.0.1:8080";
    const NOW: Timestamp = Timestamp::from_seconds(1_700_000_000);

    fn keys() -> Keys {
        Keys::generate(&Random::seeded(1))
    }

    fn claims() -> Claims {
        let random = Random::seeded(2);
        let caller = Caller::Customer {
            account: AccountId::fresh(NOW, &random),
            customer: CustomerId::new(60).unwrap(),
            session: SessionId::fresh(NOW, &random),
        };
        Claims::new(&caller, ISSUER, NOW, 900)
    }

    fn encoded(value: &Value) -> String {
        URL_SAFE_NO_PAD.encode(value.to_string())
    }

    /// A token with any head and payload, truly signed by `keys`.
    fn signed(keys: &Keys, head: &str, payload: &str) -> String {
        let signed = format!("{head}.{payload}");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(keys.sign(signed.as_bytes())))
    }

    #[test]
    fn a_token_says_what_was_signed_until_it_ends() {
        let (keys, claims) = (keys(), claims());
        let token = sign(&keys, &claims);
        assert_eq!(verify(&keys, &token, ISSUER, NOW), Some(claims));
        assert!(verify(&keys, &token, ISSUER, Timestamp::from_seconds(NOW.seconds() + 899)).is_some());
        assert!(verify(&keys, &token, ISSUER, Timestamp::from_seconds(NOW.seconds() + 900)).is_none());
    }

    #[test]
    fn forty_mutated_tokens_are_refused() {
        let keys = keys();
        let good = sign(&keys, &claims());
        let [head_ok, payload_ok, signature_ok] = <[&str; 3]>::try_from(good.split('.').collect::<Vec<_>>()).unwrap();
        let public = keys.kid();
        let body = serde_json::to_value(claims()).unwrap();
        let with = |name: &str, value: Value| {
            let mut body = body.clone();
            body[name] = value;
            signed(&keys, head_ok, &encoded(&body))
        };
        let without = |name: &str| {
            let mut body = body.clone();
            body.as_object_mut().unwrap().remove(name);
            signed(&keys, head_ok, &encoded(&body))
        };
        let headed = |head: Value| signed(&keys, &encoded(&head), payload_ok);
        let other = Keys::generate(&Random::seeded(9));
        let far = NOW.seconds() + 3_600;
        let bad = vec![
            String::new(),
            ".".to_owned(),
            "..".to_owned(),
            "null".to_owned(),
            good.replace('.', ""),
            format!("{head_ok}.{payload_ok}"),
            format!("{head_ok}.{payload_ok}."),
            format!("{good}."),
            format!(".{good}"),
            format!("{good}="),
            format!(" {good}"),
            format!("{good}\n"),
            format!("{good}.{signature_ok}"),
            format!("{head_ok}..{signature_ok}"),
            format!("{}{}", &good[..good.len() - 2], if good.ends_with("AA") { "BA" } else { "AA" }),
            format!("{head_ok}.{}.{signature_ok}", encoded(&json!({"sub": "x"}))),
            format!("{}.{payload_ok}.", encoded(&json!({"alg": "none", "typ": "at+jwt"}))),
            headed(json!({"alg": "none"})),
            headed(json!({"alg": "None", "kid": public, "typ": "at+jwt"})),
            headed(json!({"alg": "HS256", "kid": public, "typ": "at+jwt"})),
            headed(json!({"alg": "RS256", "kid": public, "typ": "at+jwt"})),
            headed(json!({"alg": "EdDSA", "typ": "at+jwt"})),
            headed(json!({"alg": "EdDSA", "kid": "../../dev/null", "typ": "at+jwt"})),
            headed(json!({"alg": "EdDSA", "kid": "' or 1=1 --", "typ": "at+jwt"})),
            headed(json!({"alg": "EdDSA", "kid": public, "typ": "JWT"})),
            headed(json!({"alg": "EdDSA", "kid": public, "typ": "at+jwt", "jku": "http://127.0.0.1:9/keys"})),
            headed(json!({"alg": "EdDSA", "kid": public, "typ": "at+jwt", "x5u": "http://127.0.0.1:9/cert"})),
            headed(json!({"alg": "EdDSA", "kid": public, "typ": "at+jwt", "crit": ["exp"]})),
            headed(
                json!({"alg": "EdDSA", "kid": public, "typ": "at+jwt", "jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA"}}),
            ),
            sign(&other, &claims()),
            signed(&other, head_ok, payload_ok),
            with("iss", json!("https://elsewhere.example")),
            with("aud", json!("another-shop")),
            with("aud", json!(["chinook"])),
            with("exp", json!(NOW.seconds())),
            with("exp", json!("never")),
            with("exp", json!(1e300)),
            with("iat", json!(far)),
            with("sub", json!("1")),
            with("sub", json!(null)),
            with("sid", json!("*")),
            with("kind", json!("root")),
            with("role", json!("owner")),
            with("cus", json!(-1)),
            with("admin", json!(true)),
            without("exp"),
            without("iss"),
            without("aud"),
            without("sid"),
            "A".repeat(1 << 20),
        ];
        assert!(bad.len() >= 40);
        for token in bad {
            assert_eq!(verify(&keys, &token, ISSUER, NOW), None, "{token}");
        }
        assert!(verify(&keys, &good, ISSUER, NOW).is_some(), "the control is accepted");
    }
}
