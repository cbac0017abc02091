//! A mail, and the RFC 5322 message made of it.

use std::time::{Duration, SystemTime};

use kernel::{EmailAddress, Timestamp};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use sha2::{Digest, Sha256};

use crate::mailer::{SendError, Sender};

/// Who a mail goes to. The address is parsed, the name stripped of control characters, so that
/// neither can add a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    name: String,
    address: EmailAddress,
}

impl Recipient {
    /// `name` may be empty.
    pub fn new(name: &str, address: EmailAddress) -> Self {
        Self { name: one_line(name), address }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn address(&self) -> &EmailAddress {
        &self.address
    }

    pub(crate) fn mailbox(&self) -> Result<Mailbox, SendError> {
        let address: Address = self.address.as_str().parse().map_err(|_| {
            SendError::Refused(format!("{} cannot receive mail: not an address a mail server takes", self.address))
        })?;
        let name = (!self.name.is_empty()).then(|| self.name.clone());
        Ok(Mailbox::new(name, address))
    }
}

/// A file that travels with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub file_name: String,
    /// A media type such as `application/pdf`.
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// What is to be sent: the same words as text and as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What makes this mail one mail, such as `receipt:{order}`. Becomes the `Message-ID`.
    pub dedupe_key: String,
    pub to: Recipient,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub attachments: Vec<Attachment>,
    /// Where an answer goes, when not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// What keeps the mails of one conversation together.
    pub thread: Option<String>,
}

impl Mail {
    /// 32 hexadecimal digits of the dedupe key's digest: safe in ids and file names.
    pub(crate) fn digest(&self) -> String {
        kernel::to_hex(&Sha256::digest(self.dedupe_key.as_bytes())[..16])
    }

    /// `<digest@domain of the sender>`: the same for every sending of this mail.
    pub fn message_id(&self, from: &Sender) -> String {
        format!("<{}@{}>", self.digest(), from.domain())
    }

    /// The message as it travels: `multipart/alternative`, inside `multipart/mixed` when files go
    /// with it. The same mail at the same moment gives the same bytes.
    pub(crate) fn message(&self, from: &Sender, now: Timestamp) -> Result<Message, SendError> {
        let sent = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.millis()).unwrap_or(0));
        let mut message = Message::builder();
        if let Some(address) = &self.reply_to {
            message = message.reply_to(Recipient::new(from.name(), address.clone()).mailbox()?);
        }
        if let Some(thread) = &self.thread {
            message = message.references(format!("<{}@{}>", one_line(thread), from.domain()));
        }
        message
            .from(from.mailbox()?)
            .to(self.to.mailbox()?)
            .subject(one_line(&self.subject))
            .date(sent)
            .message_id(Some(self.message_id(from)))
            // RFC 3834: an out-of-office responder does not answer these.
            .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
            .multipart(self.body()?)
            .map_err(|error| SendError::Invalid(error.to_string()))
    }

    fn body(&self) -> Result<MultiPart, SendError> {
        let words = MultiPart::alternative()
            .boundary(format!("words-{}", self.digest()))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        if self.attachments.is_empty() {
            return Ok(words);
        }
        let mut whole = MultiPart::mixed().boundary(format!("whole-{}", self.digest())).multipart(words);
        for file in &self.attachments {
            let kind = ContentType::parse(&file.content_type)
                .map_err(|_| SendError::Invalid(format!("{} is not a media type", file.content_type)))?;
            let part = lettre::message::Attachment::new(one_line(&file.file_name)).body(file.bytes.clone(), kind);
            whole = whole.singlepart(part);
        }
        Ok(whole)
    }
}

/// Control characters (line breaks above all) become spaces: a header is one line.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
