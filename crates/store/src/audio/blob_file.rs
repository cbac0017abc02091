//! A blob as a file to read from anywhere in it, for decoders that know nothing of async.

use std::io::{self, Read, Seek, SeekFrom};

use blobs::{BlobError, BlobKey, Blobs, PIECE};
use bytes::{Buf, Bytes};
use futures::StreamExt;
use tokio::runtime::Handle;

/// Read it on a blocking thread: each piece is waited for there.
pub(crate) struct BlobFile {
    blobs: Blobs,
    key: BlobKey,
    runtime: Handle,
    length: u64,
    at: u64,
    /// What was read ahead, beginning at `at`.
    ahead: Bytes,
}

impl BlobFile {
    /// `None` when there is no such blob.
    pub async fn open(blobs: &Blobs, key: &BlobKey) -> Result<Option<Self>, BlobError> {
        let length = blobs.len(key).await?;
        let (blobs, key, runtime) = (blobs.clone(), key.clone(), Handle::current());
        Ok(length.map(|length| Self { blobs, key, runtime, length, at: 0, ahead: Bytes::new() }))
    }

    fn fetch(&self) -> io::Result<Bytes> {
        let range = self.at..(self.at + PIECE as u64).min(self.length);
        let piece = async {
            let stream = self.blobs.read_range(&self.key, range).await.map_err(io::Error::other)?;
            let mut stream = stream.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            stream.next().await.unwrap_or_else(|| Ok(Bytes::new()))
        };
        self.runtime.block_on(piece)
    }
}

impl media::decode::Recording for BlobFile {
    fn length(&self) -> u64 {
        self.length
    }
}

impl Read for BlobFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ahead.is_empty() && self.at < self.length {
            self.ahead = self.fetch()?;
        }
        let count = out.len().min(self.ahead.len());
        self.ahead.copy_to_slice(&mut out[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for BlobFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let at = at.ok_or(io::ErrorKind::InvalidInput)?;
        match at.checked_sub(self.at).and_then(|by| usize::try_from(by).ok()) {
            Some(by) if by <= self.ahead.len() => self.ahead.advance(by),
            _ => self.ahead.clear(),
        }
        self.at = at;
        Ok(at)
    }
}
