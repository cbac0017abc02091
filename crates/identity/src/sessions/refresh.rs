//! Using a refresh token; the rules stand in the room's [documentation](super).

use ::http::Problem;
use kernel::Timestamp;
use sql::Conn;

use super::{
    Device, EndReason, RefreshToken,
    http::Start,
    queries::{self, Family},
};
use crate::{Account, Identity, Secret, accounts};

/// What a token is to its session.
enum Standing {
    Valid,
    JustReplaced,
    Old,
}

fn standing(family: &Family, token: &RefreshToken, identity: &Identity, now: Timestamp) -> Standing {
    let hash = token.hash();
    if family.token_hash == hash {
        Standing::Valid
    } else if family.previous_hash.as_ref() == Some(&hash)
        && now.since(family.rotated_at) <= identity.settings.refresh_grace
    {
        Standing::JustReplaced
    } else {
        Standing::Old
    }
}

/// A new access token, and the next refresh token, for a refresh token. 401 when it is not one
/// that works.
pub(super) async fn refresh(identity: &Identity, raw: &Secret, device: &Device) -> Result<Start, Problem> {
    let token = RefreshToken::parse(raw).ok_or_else(Problem::unauthenticated)?;
    let now = identity.clock.now();
    // Unknown tokens do not get as far as the one writer.
    if queries::family(&mut identity.db.read().await?, &token, now).await?.is_none() {
        return Err(Problem::unauthenticated());
    }
    let mut tx = identity.db.begin().await?;
    let start = step(identity, &mut tx, &token, device, now).await?;
    tx.commit().await?;
    start.ok_or_else(Problem::unauthenticated)
}

/// One step of a family. `None`: refused, and what was written is to be kept.
async fn step(
    identity: &Identity,
    conn: &mut Conn,
    token: &RefreshToken,
    device: &Device,
    now: Timestamp,
) -> Result<Option<Start>, sql::Error> {
    let Some((family, account)) = open_family(conn, token, now).await? else { return Ok(None) };
    let next = token.next(&identity.random);
    let idle_at = now + identity.settings.session_idle;
    if matches!(standing(&family, token, identity, now), Standing::Valid)
        && queries::rotate(conn, family.id, token, &next, device, idle_at, now).await?
    {
        let life = idle_at.min(family.expires_at).since(now);
        return Ok(Some(Start::access(identity, &account, family.id).with_refresh(identity, &next, life)));
    }
    // Another request may have been quicker; so read again what the token is by now.
    let Some((family, account)) = open_family(conn, token, now).await? else { return Ok(None) };
    match standing(&family, token, identity, now) {
        Standing::JustReplaced => Ok(Some(Start::access(identity, &account, family.id))),
        Standing::Valid => Ok(None),
        Standing::Old => {
            queries::end(conn, account.id, family.id, EndReason::Reused, now).await?;
            tracing::warn!(account = %account.id, session = %family.id, ip = %device.ip,
                "a replaced refresh token came back: the session is ended, its token may have been copied");
            Ok(None)
        }
    }
}

async fn open_family(
    conn: &mut Conn,
    token: &RefreshToken,
    now: Timestamp,
) -> Result<Option<(Family, Account)>, sql::Error> {
    let Some(family) = queries::family(conn, token, now).await? else { return Ok(None) };
    let account = accounts::by_id(conn, family.account_id).await?.filter(Account::is_enabled);
    Ok(account.map(|account| (family, account)))
}

/// Ends the session that a refresh token belongs to, whichever of its tokens it is.
pub(super) async fn sign_out(identity: &Identity, raw: &Secret) -> Result<(), sql::Error> {
    let Some(token) = RefreshToken::parse(raw) else { return Ok(()) };
    let now = identity.clock.now();
    let Some(family) = queries::family(&mut identity.db.read().await?, &token, now).await? else { return Ok(()) };
    let mut tx = identity.db.begin().await?;
    queries::end(&mut tx, family.account_id, family.id, EndReason::SignedOut, now).await?;
    tx.commit().await
}
