//! How mail travels. A closed set: a folder, an SMTP server, or the memory of a test.

mod folder;
mod memory;
mod smtp;

use kernel::{EmailAddress, Timestamp};
use lettre::message::Mailbox;

pub use folder::Folder;
pub use memory::Memory;
pub use smtp::{Smtp, SmtpUrlError};

use crate::{Mail, Recipient};

/// The shop as a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Recipient);

impl Sender {
    /// The name and address that customers see, such as `Chinook <shop@example.com>`.
    pub fn new(name: &str, address: EmailAddress) -> Self {
        Self(Recipient::new(name, address))
    }

    /// The part of the address behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.address().as_str().rsplit('@').next().unwrap_or("localhost")
    }

    pub(crate) fn name(&self) -> &str {
        self.0.name()
    }

    pub(crate) fn mailbox(&self) -> Result<Mailbox, SendError> {
        self.0.mailbox()
    }
}

/// Why a mail did not go out, by what to do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The network, the disk or a busy server: try again later.
    #[error("the mail could not be sent now: {0}")]
    Later(String),
    /// The server refuses this mail for good: do not try again.
    #[error("the mail was refused: {0}")]
    Refused(String),
    /// The mail was built wrongly: a fault of this program.
    #[error("the mail is malformed: {0}")]
    Invalid(String),
}

/// Sends mail, at least once for each call that answers `Ok`.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// `.eml` files, the default: nothing leaves the machine.
    Folder(Folder),
    Smtp(Smtp),
    /// Kept, never sent: for tests.
    Memory(Memory),
}

impl Mailer {
    /// Sends the mail and answers its `Message-ID`.
    pub async fn send(&self, mail: &Mail, now: Timestamp) -> Result<String, SendError> {
        match self {
            Self::Folder(folder) => folder.send(mail, now).await,
            Self::Smtp(smtp) => smtp.send(mail, now).await,
            Self::Memory(memory) => memory.send(mail, now),
        }
    }

    /// Where the mails can be read again, if anywhere.
    pub fn folder(&self) -> Option<&Folder> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Smtp(_) | Self::Memory(_) => None,
        }
    }
}
