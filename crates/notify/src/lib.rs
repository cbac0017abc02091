//! Mail to customers: what it says ([`templates`]), how it travels ([`Mailer`]), and the mailbox
//! page of the demo ([`mailbox`]).
//!
//! A mail is made by a template, queued by the caller (the outbox), and sent at least once. Its
//! `Message-ID` comes from a dedupe key, so that a mail sent twice is recognised as one.

mod html;
pub mod inbound;
mod mail;
pub mod mailbox;
mod mailer;
pub mod templates;

pub use mail::{Attachment, Mail, Recipient};
pub use mailer::{Folder, Mailer, Memory, SendError, Sender, Smtp, SmtpUrlError};
