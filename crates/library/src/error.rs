//! What can go wrong in the library.

use http::Problem;
use table::TableError;

/// A refusal that the caller can act on, or a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller's to read.
    #[error("refused")]
    Refused(Box<Problem>),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Index(#[from] search::Error),
    #[error(transparent)]
    Blob(#[from] blobs::BlobError),
    #[error("the shop did not answer: {0}")]
    Shop(String),
    #[error("a file of the library cannot be used: {0}")]
    File(#[from] std::io::Error),
    #[error("a background thread ended: {0}")]
    Thread(#[from] tokio::task::JoinError),
}

pub type Result<T> = std::result::Result<T, Error>;

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(problem) => *problem,
            fault => Self::internal(fault),
        }
    }
}
