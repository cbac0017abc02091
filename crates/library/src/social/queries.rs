//! Table access for links, members and public pages.

use kernel::{CustomerId, ShareId, SongListId};
use table::{Condition, Consistency, Index, Key, Query, TableError, Write};

use super::{Link, Member, Profile, ShareItem};
use crate::{
    Library, Result, keys,
    playlists::{
        List,
        queries::{OwnedBy, below},
    },
    songs::{queries::plain, undo::transact},
};

async fn read<T: serde::de::DeserializeOwned>(library: &Library, key: &Key) -> Result<Option<T>> {
    let stored = library.table.get(key).await?;
    Ok(stored.map(|stored| stored.body.read()).transpose().map_err(TableError::from)?)
}

async fn all<T: serde::de::DeserializeOwned>(library: &Library, id: SongListId, prefix: &str) -> Result<Vec<T>> {
    let found = below(library, &keys::list(id), prefix).await?;
    let read: std::result::Result<Vec<T>, _> = found.iter().map(|stored| stored.body.read()).collect();
    Ok(read.map_err(TableError::from)?)
}

pub async fn shares(library: &Library, id: SongListId) -> Result<Vec<ShareItem>> {
    all(library, id, keys::SHARE).await
}

pub async fn share(library: &Library, id: SongListId, share: ShareId) -> Result<Option<ShareItem>> {
    read(library, &keys::share(id, share)).await
}

pub async fn members(library: &Library, id: SongListId) -> Result<Vec<Member>> {
    all(library, id, keys::MEMBER).await
}

/// What a token leads to; nothing once it has expired.
pub async fn link(library: &Library, hash: &str) -> Result<Option<Link>> {
    let now = library.clock.now();
    let link: Option<Link> = read(library, &keys::link(hash)).await?;
    Ok(link.filter(|link| link.expires_at.is_none_or(|at| at > now)))
}

/// One more visit, on a shard that chance chooses.
pub async fn count_visit(library: &Library, hash: &str) -> Result<()> {
    let [chance] = library.random.bytes::<1>();
    let key = keys::visits(hash, chance % keys::VISIT_SHARDS);
    for _ in 0..5 {
        let stored = library.table.get(&key).await?;
        let (count, condition): (u64, _) = match &stored {
            Some(stored) => (stored.body.read().map_err(TableError::from)?, Condition::Version(stored.version)),
            None => (0, Condition::Absent),
        };
        if transact(library, &[Write::Put(plain(key.clone(), &(count + 1))?, condition)]).await? {
            break;
        }
    }
    // A visit that finds its shard contended five times goes uncounted: nobody waits for a count.
    Ok(())
}

pub async fn visits(library: &Library, hash: &str) -> Result<u64> {
    let keys: Vec<_> = (0..keys::VISIT_SHARDS).map(|shard| keys::visits(hash, shard)).collect();
    let mut sum = 0;
    for stored in library.table.batch_get(&keys).await?.into_iter().flatten() {
        sum += stored.body.read::<u64>().map_err(TableError::from)?;
    }
    Ok(sum)
}

pub async fn profile(library: &Library, owner: CustomerId) -> Result<Option<Profile>> {
    read(library, &keys::profile(owner)).await
}

pub async fn by_handle(library: &Library, handle: &str) -> Result<Option<CustomerId>> {
    if handle.is_empty() || handle.len() > 30 {
        return Ok(None);
    }
    let stored = library.table.get_with(&keys::handle(handle), Consistency::Eventual).await?;
    let owner: Option<OwnedBy> = stored.map(|stored| stored.body.read()).transpose().map_err(TableError::from)?;
    Ok(owner.map(|by| by.owner))
}

/// The public playlists of a listener, at most 200.
pub async fn public_lists(library: &Library, owner: CustomerId) -> Result<Vec<List>> {
    let slice = library.table.query(&Query::new(Index::Gsi1, keys::public(owner), 200)).await?;
    let lists: std::result::Result<Vec<_>, _> = slice.items.iter().map(|stored| stored.body.read()).collect();
    Ok(lists.map_err(TableError::from)?)
}
