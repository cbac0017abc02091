//! The search indexes of the collections: one for each listener, opened when somebody looks.
//!
//! An index is disposable; the table is the truth. While a write is under way the folder of its
//! index holds a mark, so that a process that died between table and index leaves nothing wrong
//! behind: a marked index is filled again from the table when it is next opened.

use std::{
    collections::HashMap,
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use kernel::CustomerId;
use search::collection::{Collection, SongDoc};
use table::{Index, Query, TableError, Write};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, mpsc};

use crate::{Library, Result, keys, songs};

/// So many indexes stay open; the one that was longest unused makes room.
const MAX_OPEN: usize = 256;

/// Where the indexes live.
#[derive(Clone)]
pub struct Collections(Arc<Inner>);

struct Inner {
    /// `None`: in memory, for tests and tools.
    folder: Option<PathBuf>,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    shelf: HashMap<CustomerId, (Arc<Shelved>, u64)>,
    uses: u64,
}

/// One listener's index.
struct Shelved {
    mark: Option<PathBuf>,
    /// `None` until it was opened: whoever opens it lets the others wait.
    index: AsyncMutex<Option<Arc<Collection>>>,
    /// Held by the one who writes. Readers do not wait for it.
    turn: Arc<AsyncMutex<()>>,
}

impl Collections {
    pub fn folder(folder: PathBuf) -> Self {
        Self(Arc::new(Inner { folder: Some(folder), open: Mutex::default() }))
    }

    pub fn memory() -> Self {
        Self(Arc::new(Inner { folder: None, open: Mutex::default() }))
    }

    fn shelved(&self, owner: CustomerId) -> Arc<Shelved> {
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.uses += 1;
        let now = open.uses;
        if let Some((shelved, used)) = open.shelf.get_mut(&owner) {
            *used = now;
            return shelved.clone();
        }
        // In memory nothing is ever put away: it could not be opened again.
        if open.shelf.len() >= MAX_OPEN && self.0.folder.is_some() {
            put_one_away(&mut open.shelf);
        }
        let mark = self.0.folder.as_ref().map(|folder| folder.join(owner.to_string()).join("writing"));
        let shelved = Arc::new(Shelved { mark, index: AsyncMutex::new(None), turn: Arc::default() });
        open.shelf.insert(owner, (shelved.clone(), now));
        shelved
    }

    /// Forgets an index and deletes its files.
    async fn remove(&self, owner: CustomerId) -> io::Result<()> {
        let shelved = self.shelved(owner);
        let mut index = shelved.index.lock().await;
        *index = None;
        match &self.0.folder {
            Some(folder) => match fs::remove_dir_all(folder.join(owner.to_string())) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
            None => Ok(()),
        }
    }
}

/// Only what nobody holds can be put away: two writers of one index must never be.
fn put_one_away(shelf: &mut HashMap<CustomerId, (Arc<Shelved>, u64)>) {
    let idle = shelf.iter().filter(|(_, (shelved, _))| Arc::strong_count(shelved) == 1);
    if let Some(owner) = idle.min_by_key(|(_, (_, used))| *used).map(|(owner, _)| *owner) {
        shelf.remove(&owner);
    }
}

/// The right to write one listener's songs: nobody else does meanwhile.
pub struct Writing {
    index: Arc<Collection>,
    mark: Option<PathBuf>,
    shelved: Arc<Shelved>,
    _guard: OwnedMutexGuard<()>,
}

impl Library {
    /// The index of a listener's songs, as of every write that was acknowledged.
    pub async fn collection(&self, owner: CustomerId) -> Result<Arc<Collection>> {
        let shelved = self.collections.shelved(owner);
        let mut index = shelved.index.lock().await;
        self.open(owner, &shelved, &mut index).await
    }

    async fn open(
        &self,
        owner: CustomerId,
        shelved: &Shelved,
        index: &mut Option<Arc<Collection>>,
    ) -> Result<Arc<Collection>> {
        if let Some(index) = index {
            return Ok(index.clone());
        }
        let opened = Arc::new(match &self.collections.0.folder {
            Some(folder) => Collection::open(&folder.join(owner.to_string()))?,
            None => Collection::in_memory()?,
        });
        let interrupted = shelved.mark.as_ref().is_some_and(|mark| mark.exists());
        if interrupted || opened.needs_rebuild() {
            self.fill(owner, &opened).await?;
            unmark(shelved.mark.as_ref())?;
        }
        *index = Some(opened.clone());
        Ok(opened)
    }

    /// Fills an index from the table: one side reads pages, the other indexes them.
    async fn fill(&self, owner: CustomerId, index: &Arc<Collection>) -> Result<()> {
        let (sender, mut pages) = mpsc::channel::<Vec<SongDoc>>(2);
        let index = index.clone();
        let filling = tokio::task::spawn_blocking(move || -> std::result::Result<(), search::Error> {
            let mut bulk = index.rebuild()?;
            while let Some(page) = pages.blocking_recv() {
                bulk.add(&page)?;
            }
            bulk.finish()
        });
        let mut after = None;
        loop {
            let query = Query::new(Index::Base, keys::user(owner), 1_000).prefix(keys::SONG).after(after);
            let slice = self.table.query(&query).await?;
            let page: Result<Vec<_>> =
                slice.items.iter().map(|stored| Ok(songs::queries::song(stored)?.doc())).collect();
            after = slice.next;
            // A receiver that is gone has failed, and says why when it is asked below.
            if sender.send(page?).await.is_err() || after.is_none() {
                break;
            }
        }
        drop(sender);
        Ok(filling.await??)
    }

    /// Waits for the right to write an owner's songs.
    pub async fn writing(&self, owner: CustomerId) -> Result<Writing> {
        let index = self.collection(owner).await?;
        let shelved = self.collections.shelved(owner);
        let guard = shelved.turn.clone().lock_owned().await;
        Ok(Writing { index, mark: shelved.mark.clone(), shelved, _guard: guard })
    }

    /// Takes an owner's index away, files and all.
    pub async fn forget(&self, owner: CustomerId) -> Result<()> {
        Ok(self.collections.remove(owner).await?)
    }
}

impl Writing {
    /// Writes to the table, all or nothing, and then to the index: `puts` are songs as they are
    /// now, `removes` those that are gone.
    pub async fn commit(&self, library: &Library, writes: &[Write], puts: &[SongDoc], removes: &[u128]) -> Result<()> {
        self.begin()?;
        match library.table.transact(writes).await {
            Ok(()) => {}
            Err(refused @ (TableError::Condition(_) | TableError::BadTransaction)) => {
                self.end()?;
                return Err(refused.into());
            }
            Err(unknown) => {
                self.doubt().await;
                return Err(unknown.into());
            }
        }
        self.index(puts, removes).await?;
        self.end()
    }

    /// Brings the index up to what the table holds already.
    pub async fn index(&self, puts: &[SongDoc], removes: &[u128]) -> Result<()> {
        if puts.is_empty() && removes.is_empty() {
            return Ok(());
        }
        let (index, puts, removes) = (self.index.clone(), puts.to_vec(), removes.to_vec());
        match tokio::task::spawn_blocking(move || index.apply(&puts, &removes)).await? {
            Ok(()) => Ok(()),
            Err(error) => {
                self.doubt().await;
                Err(error.into())
            }
        }
    }

    /// Nobody knows whether index and table agree: the mark stays, and the next who looks fills the
    /// index anew.
    pub(crate) async fn doubt(&self) {
        self.shelved.index.lock().await.take();
    }

    /// Marks the index as behind the table, until [`Writing::end`].
    pub fn begin(&self) -> Result<()> {
        if let Some(mark) = &self.mark {
            fs::File::create(mark)?;
        }
        Ok(())
    }

    pub fn end(&self) -> Result<()> {
        Ok(unmark(self.mark.as_ref())?)
    }

    pub fn collection(&self) -> &Arc<Collection> {
        &self.index
    }
}

fn unmark(mark: Option<&PathBuf>) -> io::Result<()> {
    match mark.map(fs::remove_file) {
        Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
