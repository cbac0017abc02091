//! Mail through an SMTP server.

use std::{fmt, time::Duration};

use kernel::Timestamp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, transport::smtp::Error};

use super::{SendError, Sender};
use crate::Mail;

/// A server that has not answered in this time is asked again later.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The address of the mail server cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpUrlError {
    #[error(
        "not the address of a mail server: {0}; write smtps://user:password@host:465 or smtp://host:587?tls=required"
    )]
    Malformed(String),
    #[error("the password would travel unencrypted; write smtps://… or add ?tls=required (STARTTLS)")]
    PasswordInTheClear,
}

/// One connection for each mail: a shop sends few, and a stale connection is a lost mail.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Sender,
}

impl fmt::Debug for Smtp {
    /// Without the transport: it holds the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Smtp {
    /// `smtps://user:password@host:465` (TLS from the start), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS), or `smtp://127.0.0.1:25` (a relay on this machine or in a trusted network,
    /// without a password). User and password are percent-encoded.
    pub fn new(url: &str, from: Sender) -> Result<Self, SmtpUrlError> {
        let encrypted = url.starts_with("smtps://") || url.contains("tls=required");
        if !encrypted && url.contains('@') {
            return Err(SmtpUrlError::PasswordInTheClear);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| SmtpUrlError::Malformed(error.to_string()))?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(Self { transport, from })
    }

    pub(super) async fn send(&self, mail: &Mail, now: Timestamp) -> Result<String, SendError> {
        let message = mail.message(&self.from, now)?;
        self.transport.send(message).await.map_err(|error| classify(&error))?;
        Ok(mail.message_id(&self.from))
    }
}

/// RFC 5321: 5xx is for good; everything else, silence included, may pass.
fn classify(error: &Error) -> SendError {
    if error.is_permanent() { SendError::Refused(error.to_string()) } else { SendError::Later(error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str) -> Result<Smtp, SmtpUrlError> {
        Smtp::new(url, Sender::new("Chinook", "shop@example.com".parse().unwrap()))
    }

    #[test]
    fn a_password_never_travels_unencrypted() {
        for url in ["smtp://u:p@mail.example.com", "smtp://u:p@mail.example.com?tls=opportunistic"] {
            assert_eq!(smtp(url).unwrap_err(), SmtpUrlError::PasswordInTheClear, "{url}");
        }
        assert!(smtp("smtps://u:p@mail.example.com:465").is_ok());
        assert!(smtp("smtp://u:p%40ss@mail.example.com:587?tls=required").is_ok());
        assert!(smtp("smtp://127.0.0.1:2525").is_ok());
    }

    #[test]
    fn what_is_no_mail_server_is_said_so_without_the_password() {
        assert!(matches!(smtp("mail.example.com"), Err(SmtpUrlError::Malformed(_))));
        assert!(matches!(smtp("https://mail.example.com"), Err(SmtpUrlError::Malformed(_))));
        assert!(!format!("{:?}", smtp("smtps://u:hunter2@mail.example.com")).contains("hunter2"));
    }
}
