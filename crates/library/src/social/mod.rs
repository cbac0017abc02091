//! Showing playlists to others: links, people who take part, a public page.
//!
//! A link is a secret of 256 bits; the table is asked for its hash. Unknown, expired and revoked
//! links look the same. What a stranger sees of a playlist is its name, its description and what is
//! in it: nothing of its owner.

mod http;
mod queries;

use std::time::Duration;

use ::http::Problem;
use kernel::{CustomerId, ShareId, SongListId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use table::{Condition, Write};

pub use self::http::router;
use crate::{
    Library, Result, keys,
    playlists::{self, Access, Visibility},
    songs::{queries::plain, undo::transact},
};

const INVITE_LIFETIME: Duration = Duration::from_secs(7 * 86_400);
/// Links of one playlist, and people who take part in one.
const MOST: usize = 100;
/// Songs that a stranger sees of a playlist.
const MOST_SHOWN: usize = 1_000;

/// A link as its playlist keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShareItem {
    pub id: ShareId,
    pub token: String,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What a link leads to.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Link {
    list: SongListId,
    purpose: Purpose,
    expires_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Purpose {
    Look,
    TakePart,
}

/// A link as its owner sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Share {
    pub id: ShareId,
    pub url: String,
    /// `null`: it does not end by itself.
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// How often its page was opened.
    pub visits: u64,
}

/// An invitation to take part.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Invite {
    /// For one person.
    pub url: String,
    pub expires_at: Timestamp,
}

/// Somebody who takes part in a playlist.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Member {
    pub id: CustomerId,
    pub name: String,
    pub joined_at: Timestamp,
}

/// A playlist as a stranger sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct SharedPlaylist {
    pub name: String,
    pub description: Option<String>,
    /// The owner's own picture, when it has one.
    pub cover_url: Option<String>,
    /// The first 1,000.
    pub songs: Vec<SharedSong>,
    pub total: u64,
}

/// A song as a stranger sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct SharedSong {
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    pub cover_url: Option<String>,
    /// The shop's track: its preview can be heard.
    pub track_id: Option<TrackId>,
}

/// A listener's public name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicProfile)]
pub struct Profile {
    /// 3 to 30 of `a-z 0-9 -`: the page is at `/u/<handle>`.
    pub handle: String,
    /// 1 to 60 characters.
    pub name: String,
}

/// What the table is asked for instead of the secret.
pub fn hash(token: &str) -> String {
    kernel::to_hex(Sha256::digest(token))
}

/// Makes a link to a playlist.
async fn share(library: &Library, access: &Access, expires_at: Option<Timestamp>) -> Result<Share> {
    let now = library.clock.now();
    if expires_at.is_some_and(|at| at <= now) {
        return Err(Problem::invalid("expires_at", "takes a moment that is still to come").into());
    }
    room_for_more(queries::shares(library, access.list.id).await?.len(), "links")?;
    let item = ShareItem {
        id: ShareId::fresh(now, &library.random),
        token: library.random.token(),
        expires_at,
        created_at: now,
    };
    let link = Link { list: access.list.id, purpose: Purpose::Look, expires_at };
    let writes = [
        Write::Put(plain(keys::share(access.list.id, item.id), &item)?, Condition::Absent),
        Write::Put(plain(keys::link(&hash(&item.token)), &link)?.expires(expires_at), Condition::Absent),
        // A smart or followed playlist has no entries of its own to say whose it is.
        playlists::queries::put_owner(access.owner, access.list.id)?,
    ];
    library.table.transact(&writes).await?;
    Ok(shown(library, item, 0))
}

fn room_for_more(count: usize, what: &str) -> Result<()> {
    if count < MOST {
        return Ok(());
    }
    let detail = format!("A playlist has at most {MOST} {what}. Take one away to make room.");
    Err(Problem::conflict("too-many", "Too many", detail).into())
}

fn shown(library: &Library, item: ShareItem, visits: u64) -> Share {
    let url = format!("{}/s/{}", library.public_url, item.token);
    Share { id: item.id, url, expires_at: item.expires_at, created_at: item.created_at, visits }
}

async fn shares(library: &Library, id: SongListId) -> Result<Vec<Share>> {
    let mut all = Vec::new();
    for item in queries::shares(library, id).await? {
        let visits = queries::visits(library, &hash(&item.token)).await?;
        all.push(shown(library, item, visits));
    }
    Ok(all)
}

/// Ends a link at once. `false` when there was none.
async fn revoke(library: &Library, id: SongListId, share: ShareId) -> Result<bool> {
    let Some(item) = queries::share(library, id, share).await? else { return Ok(false) };
    let writes = [
        Write::Delete(keys::share(id, share), Condition::Any),
        Write::Delete(keys::link(&hash(&item.token)), Condition::Any),
    ];
    library.table.transact(&writes).await?;
    Ok(true)
}

/// The playlist that a link leads to, and one more visit of it.
async fn visit(library: &Library, token: &str) -> Result<Option<SharedPlaylist>> {
    let hash = hash(token);
    let Some(link) = queries::link(library, &hash).await?.filter(|link| link.purpose == Purpose::Look) else {
        return Ok(None);
    };
    let Some(access) = playlists::queries::by_id(library, link.list).await? else { return Ok(None) };
    queries::count_visit(library, &hash).await?;
    Ok(Some(seen_by_strangers(library, &access).await?))
}

async fn seen_by_strangers(library: &Library, access: &Access) -> Result<SharedPlaylist> {
    let entries = playlists::all_entries(library, access).await?;
    let total = entries.len() as u64;
    let songs = entries.into_iter().take(MOST_SHOWN).map(|entry| SharedSong {
        title: entry.title,
        artist: entry.artist,
        album: entry.album,
        duration_ms: entry.duration_ms,
        cover_url: entry.cover_url.filter(|url| playlists::is_ours(url)),
        track_id: entry.track,
    });
    let list = &access.list;
    let (name, description, cover_url) = (list.name.clone(), list.description.clone(), list.cover_url.clone());
    Ok(SharedPlaylist { name, description, cover_url, songs: songs.collect(), total })
}

/// Makes a link by which one person can take part.
async fn invite(library: &Library, access: &Access) -> Result<Invite> {
    room_for_more(queries::members(library, access.list.id).await?.len(), "people")?;
    let now = library.clock.now();
    let lifetime = i64::try_from(INVITE_LIFETIME.as_millis()).unwrap_or(i64::MAX);
    let expires_at = Timestamp::from_millis(now.millis() + lifetime);
    let token = library.random.token();
    let link = Link { list: access.list.id, purpose: Purpose::TakePart, expires_at: Some(expires_at) };
    let item = plain(keys::link(&hash(&token)), &link)?.expires(Some(expires_at));
    library.table.transact(&[Write::Put(item, Condition::Absent)]).await?;
    Ok(Invite { url: format!("{}/i/{token}", library.public_url), expires_at })
}

/// What an invitation is to, while it can be taken up.
async fn invited_to(library: &Library, token: &str) -> Result<Option<Access>> {
    let link = queries::link(library, &hash(token)).await?.filter(|link| link.purpose == Purpose::TakePart);
    match link {
        Some(link) => playlists::queries::by_id(library, link.list).await,
        None => Ok(None),
    }
}

/// Takes an invitation up: it is used then.
async fn accept(library: &Library, caller: CustomerId, token: &str) -> Result<SongListId> {
    let gone = || Problem::not_found("invitation", "at this address");
    let access = invited_to(library, token).await?.ok_or_else(gone)?;
    let id = access.list.id;
    if access.owner == caller {
        let detail = "This playlist is yours already. Send the link to somebody else.";
        return Err(Problem::conflict("own-playlist", "Your own playlist", detail).into());
    }
    let name = library.shop.name(caller).await?.unwrap_or_else(|| "A listener".to_owned());
    let member = Member { id: caller, name, joined_at: library.clock.now() };
    let writes = [
        Write::Delete(keys::link(&hash(token)), Condition::Present),
        Write::Put(plain(keys::member(id, caller), &member)?, Condition::Any),
        Write::Put(plain(keys::member_of(caller, id), &member.joined_at)?, Condition::Any),
    ];
    if !transact(library, &writes).await? {
        return Err(gone().into());
    }
    Ok(id)
}

/// Somebody no longer takes part. `false` when they did not.
async fn leave(library: &Library, id: SongListId, member: CustomerId) -> Result<bool> {
    let writes = [
        Write::Delete(keys::member(id, member), Condition::Present),
        Write::Delete(keys::member_of(member, id), Condition::Any),
    ];
    transact(library, &writes).await
}

impl Profile {
    fn check(&self) -> std::result::Result<(), Problem> {
        let mut problem = Problem::validation();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !(3..=30).contains(&self.handle.len()) || !self.handle.bytes().all(plain) {
            problem = problem.field("handle", "takes 3 to 30 lower-case letters, digits or hyphens");
        }
        let length = self.name.trim().chars().count();
        if !(1..=60).contains(&length) || self.name.chars().any(char::is_control) {
            problem = problem.field("name", "takes 1 to 60 characters, on one line");
        }
        problem.if_any()
    }
}

/// Gives a listener their public name; 409 when another has the handle.
async fn set_profile(library: &Library, owner: CustomerId, profile: &Profile) -> Result<()> {
    profile.check()?;
    let old = queries::profile(library, owner).await?;
    let mut writes = vec![Write::Put(plain(keys::profile(owner), profile)?, Condition::Any)];
    if old.as_ref().is_none_or(|old| old.handle != profile.handle) {
        let item = plain(keys::handle(&profile.handle), &playlists::queries::OwnedBy { owner })?;
        writes.push(Write::Put(item, Condition::Absent));
        writes.extend(old.map(|old| Write::Delete(keys::handle(&old.handle), Condition::Any)));
    }
    if transact(library, &writes).await? {
        return Ok(());
    }
    let detail = "Somebody else has this handle. Choose another one.";
    Err(Problem::conflict("handle-taken", "The handle is taken", detail).into())
}

/// A playlist on a public page.
async fn public_playlist(library: &Library, handle: &str, id: SongListId) -> Result<Option<SharedPlaylist>> {
    let Some(owner) = queries::by_handle(library, handle).await? else { return Ok(None) };
    let access = playlists::queries::access(library, owner, id).await?;
    let shown = |a: &Access| a.owner == owner && a.list.visibility == Visibility::Public;
    match access.filter(shown) {
        Some(access) => seen_by_strangers(library, &access).await.map(Some),
        None => Ok(None),
    }
}

/// Frees the handle of an account that ends.
pub async fn forget(library: &Library, owner: CustomerId) -> Result<()> {
    if let Some(profile) = queries::profile(library, owner).await? {
        library.table.transact(&[Write::Delete(keys::handle(&profile.handle), Condition::Any)]).await?;
    }
    Ok(())
}
