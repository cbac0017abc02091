//! A listener's playlists: their own, smart ones that follow rules, and the shop's that they follow.
//!
//! Whoever asks for a playlist is its owner, somebody whom the owner invited, or finds nothing.

mod entries;
mod http;
mod http_entries;
mod places;
pub mod queries;
pub mod rank;
pub mod rules;

use std::collections::BTreeSet;

use ::http::Problem;
use bytes::Bytes;
use kernel::{CustomerId, PlaylistId, SongListId, Timestamp};
use search::collection::View;
use serde::{Deserialize, Serialize};
use table::{Condition, TableError, Write};

pub use self::http::router;
use crate::{
    Library, Result, keys,
    songs::{
        self,
        undo::{Keeper, transact},
    },
};
pub use entries::{Entry, EntryWindow, NewEntries, ShownEntry, add as add_entries, all as all_entries, is_ours};
pub use places::{replace_song, restore_entry};
pub use rules::Rules;

/// Playlists of one listener.
pub const MOST_LISTS: usize = 1_000;
const LONGEST_NAME: usize = 200;
const LONGEST_DESCRIPTION: usize = 5_000;

/// Where the songs of a playlist come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LibraryPlaylistKind)]
pub enum Kind {
    /// Put in by hand.
    #[default]
    Manual,
    /// Whatever its rules say.
    Smart,
    /// The shop's editors keep it.
    Editorial,
}

/// Who may see a playlist without being asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    #[default]
    Private,
    /// Shown on its owner's public page.
    Public,
}

/// What somebody is to a playlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PlaylistRole)]
pub enum Role {
    Owner,
    /// May add, remove and move.
    Collaborator,
    /// Listens to what the shop's editors choose.
    Follower,
}

/// A playlist as the table holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    pub id: SongListId,
    pub name: String,
    pub description: Option<String>,
    /// Folders may be nested: "Moods/Calm".
    pub folder: Option<String>,
    #[serde(default)]
    pub kind: Kind,
    #[serde(default)]
    pub visibility: Visibility,
    /// A picture of the owner's own.
    #[serde(default)]
    pub cover_url: Option<String>,
    pub rules: Option<Rules>,
    pub editorial_id: Option<PlaylistId>,
    /// The import that made it.
    #[serde(default)]
    pub import_id: Option<kernel::ImportId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A playlist as somebody sees it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = LibraryPlaylist)]
pub struct Playlist {
    pub id: SongListId,
    /// Send it back as `If-Match` to edit.
    pub version: i64,
    pub name: String,
    pub description: Option<String>,
    /// Folders may be nested: "Moods/Calm".
    pub folder: Option<String>,
    pub kind: Kind,
    /// The owner's own picture, else of its first songs, at most four.
    pub cover_urls: Vec<String>,
    /// Whether the cover is a picture of the owner's own.
    pub own_cover: bool,
    pub songs: u64,
    /// Milliseconds, as far as they are known.
    pub duration_ms: Option<i64>,
    pub visibility: Visibility,
    pub role: Role,
    /// Whose it is, when it is another's.
    pub owner_name: Option<String>,
    pub rules: Option<Rules>,
    /// The shop's playlist that is followed.
    pub editorial_id: Option<PlaylistId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A playlist that the caller may see, and by what right.
#[derive(Debug, Clone)]
pub struct Access {
    pub list: List,
    pub version: i64,
    pub owner: CustomerId,
    pub role: Role,
}

impl Access {
    /// 403 for whoever may only add and remove.
    pub fn owner_only(self) -> Result<Self> {
        match self.role {
            Role::Owner | Role::Follower => Ok(self),
            Role::Collaborator => {
                Err(Problem::forbidden("Only the owner of this playlist can do that. Make a copy to change it freely.")
                    .into())
            }
        }
    }

    /// 409 for playlists whose songs nobody puts in by hand.
    pub fn by_hand(self) -> Result<Self> {
        if self.list.kind == Kind::Manual {
            return Ok(self);
        }
        let detail = "The songs of this playlist follow its rules. Copy it to arrange them by hand.";
        Err(Problem::conflict("not-by-hand", "This playlist fills itself", detail).into())
    }
}

/// The playlist, when it is the caller's or one they take part in; 404 otherwise.
pub async fn access(library: &Library, caller: CustomerId, id: SongListId) -> Result<Access> {
    let found = queries::access(library, caller, id).await?;
    found.ok_or_else(|| Problem::not_found("playlist", id).into())
}

/// What may be written of a playlist. What is left out stays; `null` clears.
#[derive(Debug, Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListDraft {
    /// 1 to 200 characters.
    pub name: Option<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub description: Option<Option<String>>,
    /// Folders may be nested: "Moods/Calm".
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub folder: Option<Option<String>>,
    pub visibility: Option<Visibility>,
    /// Only for a smart playlist.
    pub rules: Option<Rules>,
}

fn given<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    d: D,
) -> std::result::Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

impl ListDraft {
    /// Changes what the draft speaks of; 422 when the result cannot be kept.
    pub fn apply(self, list: &mut List, now: Timestamp) -> std::result::Result<(), Problem> {
        let text = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        if let Some(name) = self.name {
            list.name = name.trim().to_owned();
        }
        if let Some(description) = self.description {
            list.description = text(description);
        }
        if let Some(folder) = self.folder {
            list.folder = text(folder);
        }
        if let Some(visibility) = self.visibility {
            list.visibility = visibility;
        }
        if let Some(rules) = self.rules {
            list.rules = Some(rules);
        }
        list.updated_at = now;
        check(list, now)
    }
}

fn check(list: &List, now: Timestamp) -> std::result::Result<(), Problem> {
    let mut problem = Problem::validation();
    let line = |text: &str| text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control);
    if list.name.is_empty() {
        problem = problem.field("name", "is missing: give the playlist a name");
    } else if !line(&list.name) {
        problem = problem.field("name", format!("takes at most {LONGEST_NAME} characters, on one line"));
    }
    if list.folder.as_deref().is_some_and(|folder| !line(folder)) {
        problem = problem.field("folder", format!("takes at most {LONGEST_NAME} characters, on one line"));
    }
    if list.description.as_ref().is_some_and(|text| text.chars().count() > LONGEST_DESCRIPTION) {
        problem = problem.field("description", format!("takes at most {LONGEST_DESCRIPTION} characters"));
    }
    problem.if_any()?;
    match (list.kind, &list.rules) {
        (Kind::Smart, Some(rules)) => rules.view(now).map(drop),
        (Kind::Smart, None) => Err(Problem::invalid("rules", "are missing: say which songs belong here")),
        (_, Some(_)) => Err(Problem::invalid("rules", "only fit a smart playlist")),
        (_, None) => Ok(()),
    }
}

/// A new list of the given kind, not yet kept.
pub fn blank(library: &Library, kind: Kind) -> List {
    let now = library.clock.now();
    List {
        id: SongListId::fresh(now, &library.random),
        name: String::new(),
        description: None,
        folder: None,
        kind,
        visibility: Visibility::Private,
        cover_url: None,
        rules: None,
        editorial_id: None,
        import_id: None,
        created_at: now,
        updated_at: now,
    }
}

/// Keeps a new playlist; 409 for more than a listener may have.
pub async fn create(library: &Library, owner: CustomerId, list: &List) -> Result<()> {
    check(list, library.clock.now())?;
    if count(library, owner).await? >= MOST_LISTS {
        let detail = format!("A library holds at most {MOST_LISTS} playlists. Delete one to make room.");
        return Err(Problem::conflict("too-many-playlists", "Too many playlists", detail).into());
    }
    let mut writes = vec![queries::put(owner, list, Condition::Absent)?];
    if list.kind == Kind::Manual {
        writes.push(queries::put_owner(owner, list.id)?);
    }
    Ok(library.table.transact(&writes).await?)
}

/// Playlists that a listener has made or follows.
pub async fn count(library: &Library, owner: CustomerId) -> Result<usize> {
    Ok(queries::own(library, owner).await?.len())
}

/// Every playlist of a listener, and those they take part in, by name.
pub async fn all(library: &Library, caller: CustomerId) -> Result<Vec<Playlist>> {
    let mut found = queries::own(library, caller).await?;
    for id in queries::taking_part(library, caller).await? {
        found.extend(queries::access(library, caller, id).await?);
    }
    let ids: Vec<_> = found.iter().map(|access| access.list.id).collect();
    let totals = queries::totals(library, &ids).await?;
    let mut shown = Vec::with_capacity(found.len());
    for (access, totals) in found.into_iter().zip(totals) {
        shown.push(show_with(library, caller, access, totals).await?);
    }
    shown.sort_by_key(|list| (keys::fold(&list.name), list.id));
    Ok(shown)
}

/// A playlist with its counts.
pub async fn show(library: &Library, caller: CustomerId, access: Access) -> Result<Playlist> {
    let totals = queries::totals(library, &[access.list.id]).await?.pop().unwrap_or_default();
    show_with(library, caller, access, totals).await
}

async fn show_with(library: &Library, caller: CustomerId, access: Access, totals: queries::Totals) -> Result<Playlist> {
    let totals = match access.list.kind {
        Kind::Manual => totals,
        Kind::Smart => smart_totals(library, access.owner, &access.list).await?,
        Kind::Editorial => editorial_totals(library, access.owner, &access.list).await?,
    };
    let owner_name = match access.owner == caller {
        true => None,
        false => library.shop.name(access.owner).await?,
    };
    let list = access.list;
    Ok(Playlist {
        id: list.id,
        version: access.version,
        name: list.name,
        description: list.description,
        folder: list.folder.filter(|_| access.owner == caller),
        kind: list.kind,
        own_cover: list.cover_url.is_some(),
        cover_urls: list.cover_url.map_or(totals.covers, |own| vec![own]),
        songs: totals.songs,
        duration_ms: (list.kind == Kind::Manual).then_some(totals.duration_ms),
        visibility: list.visibility,
        role: access.role,
        owner_name,
        rules: list.rules,
        editorial_id: list.editorial_id,
        created_at: list.created_at,
        updated_at: list.updated_at,
    })
}

async fn smart_totals(library: &Library, owner: CustomerId, list: &List) -> Result<queries::Totals> {
    let Some(rules) = &list.rules else { return Ok(queries::Totals::default()) };
    let (view, limit) = (rules.view(library.clock.now())?, rules.limit()?);
    let first = crate::browse::page(library, owner, view, 0, 8).await?;
    let covers = first.items.into_iter().filter_map(|song| song.fields.cover_url);
    Ok(queries::Totals { songs: first.total.min(limit as u64), duration_ms: 0, covers: queries::distinct(covers) })
}

async fn editorial_totals(library: &Library, owner: CustomerId, list: &List) -> Result<queries::Totals> {
    let Some(id) = list.editorial_id else { return Ok(queries::Totals::default()) };
    let Some(shop) = library.shop.playlist(id).await? else { return Ok(queries::Totals::default()) };
    let some = &shop.tracks[..shop.tracks.len().min(16)];
    let covers = library.shop.tracks(owner, some).await?.into_iter().filter_map(|track| track.cover_url);
    Ok(queries::Totals { songs: shop.tracks.len() as u64, duration_ms: 0, covers: queries::distinct(covers) })
}

/// The view of a smart playlist and how many songs of it count.
pub fn smart(library: &Library, list: &List) -> Result<(View, usize)> {
    let rules = list.rules.as_ref().ok_or_else(|| Problem::not_found("playlist", list.id))?;
    Ok((rules.view(library.clock.now())?, rules.limit()?))
}

/// Takes a playlist away, with its entries, links and members; all of it can be taken back.
pub async fn delete(library: &Library, access: Access) -> Result<kernel::UndoId> {
    let mut keeper = Keeper::new(library, access.owner);
    queries::delete(library, access.owner, &access.list, &mut keeper).await?;
    Ok(keeper.id)
}

/// Puts a playlist back that was deleted. `false` when there is one with its id.
pub async fn restore_list(library: &Library, owner: CustomerId, list: &List) -> Result<bool> {
    transact(library, &[queries::put(owner, list, Condition::Absent)?]).await
}

/// A copy that its new owner arranges by hand: their own songs, and the shop's tracks.
pub async fn copy(library: &Library, caller: CustomerId, access: &Access, name: Option<String>) -> Result<List> {
    let mut list = blank(library, Kind::Manual);
    list.name = name.unwrap_or_else(|| access.list.name.clone()).trim().to_owned();
    list.description.clone_from(&access.list.description);
    list.cover_url.clone_from(&access.list.cover_url);
    let entries = entries::all(library, access).await?;
    create(library, caller, &list).await?;
    let made = Access { list: list.clone(), version: 1, owner: caller, role: Role::Owner };
    entries::append_copies(library, caller, &made, entries).await?;
    Ok(list)
}

/// Gives a playlist a picture of its own, or takes that away: then it shows the covers of its songs again.
pub async fn set_cover(library: &Library, access: Access, picture: Option<Bytes>) -> Result<()> {
    let mut list = access.list;
    list.cover_url = match picture {
        Some(bytes) => Some(songs::covers::keep(library, bytes).await?),
        None => None,
    };
    list.updated_at = library.clock.now();
    let write = queries::put(access.owner, &list, Condition::Version(access.version))?;
    match library.table.transact(&[write]).await {
        Err(TableError::Condition(_)) => {
            let detail = "Somebody changed this playlist at the same moment. Send the picture again.";
            Err(Problem::conflict("changed-meanwhile", "The playlist was changed", detail).into())
        }
        other => Ok(other?),
    }
}

/// Ends everything of an account that is being deleted: its playlists and its part in others'.
pub async fn leave_all(library: &Library, owner: CustomerId) -> Result<()> {
    for access in queries::own(library, owner).await? {
        queries::erase(library, owner, access.list.id).await?;
    }
    for id in queries::taking_part(library, owner).await? {
        let writes = [
            Write::Delete(keys::member(id, owner), Condition::Any),
            Write::Delete(keys::member_of(owner, id), Condition::Any),
        ];
        library.table.transact(&writes).await?;
    }
    crate::social::forget(library, owner).await
}

/// The caller's own songs among entries: those they see in full. Of others' they see the name.
pub async fn own_songs(library: &Library, caller: CustomerId, entries: &[Entry]) -> Result<Vec<songs::Song>> {
    let ids = entries.iter().filter_map(|e| e.song.filter(|s| s.owner == caller).map(|s| s.id));
    let unique: BTreeSet<_> = ids.collect();
    songs::queries::by_ids(library, caller, &unique.into_iter().collect::<Vec<_>>()).await
}
