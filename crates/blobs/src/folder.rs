//! Blobs as files in a folder.

use crate::memory::ByteStreamOf;
use crate::{BlobError, BlobKey, ByteStream, PIECE};
use bytes::Bytes;
use futures::StreamExt;
use std::io::{self, ErrorKind, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio_util::io::ReaderStream;

/// Where values grow before they are renamed to their place. No key can name it.
const UNFINISHED: &str = ".unfinished";

/// What a killed process left unfinished is deleted after a day.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Clone, Debug)]
pub(crate) struct Folder {
    root: Arc<PathBuf>,
}

impl Folder {
    pub(crate) async fn open(root: &Path) -> Result<Self, BlobError> {
        let folder = Self { root: Arc::new(root.to_owned()) };
        folder.prepare().await.map_err(BlobError::new("use the folder", root.display()))?;
        Ok(folder)
    }

    /// Proves that the folder can be written to, and sweeps it.
    async fn prepare(&self) -> io::Result<()> {
        let unfinished = self.root.join(UNFINISHED);
        fs::create_dir_all(&unfinished).await?;
        let probe = Unfinished::create(&unfinished).await?;
        let now = fs::metadata(&probe.path).await?.modified()?;
        let mut entries = fs::read_dir(&unfinished).await?;
        while let Some(entry) = entries.next_entry().await? {
            let age = entry.metadata().await.and_then(|meta| meta.modified()).map(|then| now.duration_since(then));
            if matches!(age, Ok(Ok(age)) if age > STALE) {
                // Another process may sweep the same folder: what is gone is gone.
                let _ = fs::remove_file(entry.path()).await;
            }
        }
        Ok(())
    }

    fn path(&self, key: &BlobKey) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// Written beside, forced to disk, renamed: a reader or a power cut sees the old or the new.
    pub(crate) async fn put(&self, key: &BlobKey, mut value: ByteStreamOf<'_>) -> io::Result<u64> {
        let path = self.path(key);
        let mut unfinished = Unfinished::create(&self.root.join(UNFINISHED)).await?;
        let mut length = 0;
        while let Some(piece) = value.next().await {
            let piece = piece?;
            length += piece.len() as u64;
            unfinished.file.write_all(&piece).await?;
        }
        unfinished.file.flush().await?;
        unfinished.file.sync_all().await?;
        let parent = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(parent).await?;
        fs::rename(&unfinished.path, &path).await?;
        unfinished.is_renamed = true;
        // The rename itself is kept by the folder: also that must reach the disk.
        File::open(parent).await?.sync_all().await?;
        Ok(length)
    }

    pub(crate) async fn get(&self, key: &BlobKey) -> io::Result<Option<Bytes>> {
        Ok(found(fs::read(self.path(key)).await)?.map(Bytes::from))
    }

    pub(crate) async fn len(&self, key: &BlobKey) -> io::Result<Option<u64>> {
        Ok(found(fs::metadata(self.path(key)).await)?.map(|meta| meta.len()))
    }

    pub(crate) async fn read_range(&self, key: &BlobKey, range: Range<u64>) -> io::Result<Option<ByteStream>> {
        let Some(mut file) = found(File::open(self.path(key)).await)? else {
            return Ok(None);
        };
        // No file system likes to be asked for a place far behind the end.
        let length = file.metadata().await?.len();
        file.seek(SeekFrom::Start(range.start.min(length))).await?;
        let part = file.take(range.end.saturating_sub(range.start));
        Ok(Some(ReaderStream::with_capacity(part, PIECE).boxed()))
    }

    pub(crate) async fn delete(&self, key: &BlobKey) -> io::Result<bool> {
        Ok(found(fs::remove_file(self.path(key)).await)?.is_some())
    }
}

/// Absence is an answer, not an error.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// A file that vanishes unless it is renamed.
struct Unfinished {
    path: PathBuf,
    file: File,
    is_renamed: bool,
}

impl Unfinished {
    async fn create(folder: &Path) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{}-{number}", std::process::id()));
            match File::options().write(true).create_new(true).open(&path).await {
                Ok(file) => return Ok(Self { path, file, is_renamed: false }),
                // Left by an earlier process of the same number.
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_renamed {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
