//! From draft to the shelf and off it again.

use ::http::Problem;
use kernel::{AlbumId, Random, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::{Conn, Error, outbox};

use super::{Desk, ReleaseChange, queries};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
    catalog::{ReleaseState, Scope, recount_within},
    purchases,
};

/// Topic `release.published`: an album is on the shelf from this moment on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasePublished {
    pub album_id: AlbumId,
    pub published_at: Timestamp,
}

impl ReleasePublished {
    pub const TOPIC: &str = "release.published";
}

async fn announce(conn: &mut Conn, album: AlbumId, now: Timestamp, random: &Random) -> Result<(), Error> {
    let key = format!("{}:{album}:{}", ReleasePublished::TOPIC, now.millis());
    let event = ReleasePublished { album_id: album, published_at: now };
    outbox::push(conn, &outbox::NewEvent::new(ReleasePublished::TOPIC, key, event), now, random).await
}

/// What stands in the way.
fn refused(detail: impl Into<String>) -> Problem {
    Problem::conflict("not-releasable", "This cannot be done yet", detail)
}

/// The day a change means, checked.
fn release_day(change: &ReleaseChange, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
    match (change.state, change.release_at) {
        (ReleaseState::Scheduled, Some(day)) if day > now => Ok(Some(day)),
        (ReleaseState::Scheduled, _) => {
            Err(Problem::invalid("release_at", "choose a day and time that is still to come"))
        }
        _ if change.preorder => Err(Problem::invalid("preorder", "only what is scheduled can be ordered before")),
        _ => Ok(None),
    }
}

/// Moves an album on. Its drafts among the tracks go with it.
pub(super) async fn album(
    conn: &mut Conn,
    desk: &Desk<'_>,
    id: AlbumId,
    change: &ReleaseChange,
) -> Result<(), Problem> {
    let day = release_day(change, desk.now)?;
    let album = queries::album_facts(conn, id.get()).await?.ok_or_else(|| Problem::not_found("album", id))?;
    let before = album.state();
    if !before.may_become(change.state) {
        return Err(refused(format!(
            "The album is {} and cannot become {} from there.",
            before.as_str(),
            change.state.as_str()
        )));
    }
    if matches!(change.state, ReleaseState::Scheduled | ReleaseState::Published) {
        if album.archived_at.is_some() || album.artist_archived_at.is_some() {
            return Err(refused("The album or its artist is archived. Restore it first."));
        }
        if album.sellable_tracks == 0 {
            return Err(refused("The album has no track yet. Add one first."));
        }
        queries::publish_drafts(conn, id.get(), desk.now).await?;
    }
    queries::set_album_state(conn, id.get(), change.state.as_str(), day, change.preorder, desk.now).await?;
    if change.state == ReleaseState::Published && before != change.state {
        announce(conn, id, desk.now, &desk.shop.random).await?;
    }
    // Who has ordered it before waits for the new day, or not any longer.
    if before == ReleaseState::Scheduled || change.state == ReleaseState::Scheduled {
        let comes = match change.state {
            ReleaseState::Scheduled => day.unwrap_or(desk.now),
            ReleaseState::Published => desk.now,
            // Given up: what was promised comes on the day that was told.
            ReleaseState::Draft | ReleaseState::Withdrawn => album.release_at.unwrap_or(desk.now),
        };
        purchases::move_release(conn, id, comes).await?;
    }
    let told = |state: ReleaseState, day: Option<Timestamp>, preorder: bool| json!({ "state": state, "release_at": day, "preorder": preorder });
    desk.note(
        conn,
        &format!("album.{}", verb(change.state)),
        "album",
        id,
        told(before, album.release_at, album.preorder),
        told(change.state, day, change.preorder),
    )
    .await?;
    Ok(recount_within(conn, Scope::default().album(Some(id.get()))).await?)
}

/// Moves a single track on. It is on sale only with its album.
pub(super) async fn track(
    conn: &mut Conn,
    desk: &Desk<'_>,
    id: TrackId,
    change: &ReleaseChange,
) -> Result<(), Problem> {
    if change.preorder {
        return Err(Problem::invalid("preorder", "albums are ordered before their release, not single tracks"));
    }
    let day = release_day(change, desk.now)?;
    let track = queries::track_facts(conn, id.get()).await?.ok_or_else(|| Problem::not_found("track", id))?;
    let before = track.state();
    if !before.may_become(change.state) {
        return Err(refused(format!(
            "The track is {} and cannot become {} from there.",
            before.as_str(),
            change.state.as_str()
        )));
    }
    if track.archived_at.is_some() && change.state != ReleaseState::Withdrawn {
        return Err(refused("The track is archived. Restore it first."));
    }
    queries::set_track_state(conn, id.get(), change.state.as_str(), day, desk.now).await?;
    let (told, tells) = (json!({ "state": before }), json!({ "state": change.state, "release_at": day }));
    desk.note(conn, &format!("track.{}", verb(change.state)), "track", id, told, tells).await?;
    Ok(recount_within(conn, track.scope()).await?)
}

fn verb(state: ReleaseState) -> &'static str {
    match state {
        ReleaseState::Draft => "drafted",
        ReleaseState::Scheduled => "scheduled",
        ReleaseState::Published => "published",
        ReleaseState::Withdrawn => "withdrawn",
    }
}

/// Publishes what is scheduled and due: for the job loop. Answers how many.
pub async fn publish_due(shop: &Shop, now: Timestamp) -> Result<usize, Error> {
    if !queries::is_publishing_due(&mut shop.db.read().await?, now).await? {
        return Ok(0);
    }
    let mut tx = shop.db.begin().await?;
    crate::catalog::queries::bump(&mut tx).await?;
    let mut scope = Scope::default();
    let mut published = Vec::new();
    for id in queries::publish_albums_due(&mut tx, now).await? {
        announce(&mut tx, AlbumId::new(id).map_err(|error| Error::Decode(error.into()))?, now, &shop.random).await?;
        scope = scope.album(Some(id));
        published.push(("album", id));
    }
    for (id, album) in queries::publish_tracks_due(&mut tx, now).await? {
        scope = scope.album(album).single(Some(id).filter(|_| album.is_none()));
        published.push(("track", id));
    }
    for (kind, id) in &published {
        let action = format!("{kind}.published");
        let entry = Entry::new(Actor::System, &action, kind, id).note("Its release day has come.");
        audit::record(&mut tx, &entry, now, &shop.random).await?;
    }
    recount_within(&mut tx, scope).await?;
    tx.commit().await?;
    Ok(published.len())
}
