//! Staff who look at the shop as one of its customers: to see what they see, and never to act.
//!
//! A token for this names the customer's account as its subject and the account of who looks as its
//! actor (`act`, after RFC 8693). It belongs to the session of who looks: signing out ends it, and
//! it is short-lived anyway. [`Identity::authenticate`] knows nothing of it, since its session is
//! not its subject's; whoever accepts it through [`Identity::view`] must refuse every write.

use std::time::Duration;

use http::{Caller, RoleSet, SupportAgent};
use kernel::{AccountId, EmployeeId, SessionId, Timestamp};

use crate::{
    Account, Identity,
    accounts::{self, Owner},
    sessions,
    tokens::{self, Claims},
};

/// How long one look lasts.
pub const VIEW_LIFE: Duration = Duration::from_secs(10 * 60);

/// Who looks, and as whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The customer.
    pub caller: Caller,
    pub by: EmployeeId,
}

impl Identity {
    /// A token that shows what this customer sees; the caller has checked that `by` may look. `None`
    /// for an account that is no customer's.
    pub fn view_token(&self, customer: &Account, by: AccountId, session: SessionId) -> Option<(String, Timestamp)> {
        let Owner::Customer(_) = customer.owner else { return None };
        let now = self.clock.now();
        let life = i64::try_from(VIEW_LIFE.as_secs()).unwrap_or(0);
        let claims = Claims::new(&customer.caller(session), self.settings.public_url.as_str(), now, life);
        Some((tokens::sign(&self.keys, &Claims { act: Some(by), ..claims }), now + VIEW_LIFE))
    }

    /// Who looks as whom with this token; `None` for every other token, and when the session of who
    /// looks has ended or their role no longer allows it.
    pub async fn view(&self, token: &str) -> Result<Option<View>, sql::Error> {
        let now = self.clock.now();
        let Some(claims) = tokens::verify(&self.keys, token, self.settings.public_url.as_str(), now) else {
            return Ok(None);
        };
        let Some(actor) = claims.act else { return Ok(None) };
        let mut conn = self.db.read().await?;
        let by = match sessions::live(&mut conn, claims.sid, now).await? {
            Some(Caller::Staff { account, employee, role, .. })
                if account == actor && SupportAgent::ROLES.contains(&role) =>
            {
                employee
            }
            _ => return Ok(None),
        };
        let customer = accounts::by_id(&mut conn, claims.sub).await?;
        let customer = customer.filter(|account| matches!(account.owner, Owner::Customer(_)));
        Ok(customer.map(|account| View { caller: account.caller(claims.sid), by }))
    }
}
