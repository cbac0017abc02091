//! Mails that come in: what was written, by whom, to which address, with which files.
//!
//! Nothing in a mail is believed but where it is addressed to: who may write into a conversation is
//! shown by the token in that address.

use kernel::EmailAddress;
use mail_parser::{MessageParser, MimeHeaders};

/// Stands in mails that can be answered: what is above it is the answer.
pub const MARK: &str = "Write your answer above this line";

/// More than this is no letter.
pub const LARGEST: usize = 12 * 1024 * 1024;
const MAX_TEXT: usize = 20_000;
const MAX_FILES: usize = 5;

/// A mail as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub message_id: Option<String>,
    pub from: Option<EmailAddress>,
    /// Everybody it is addressed to, lower case.
    pub to: Vec<String>,
    pub subject: String,
    /// Without what it answers.
    pub text: String,
    pub files: Vec<IncomingFile>,
    /// Written by a machine (RFC 3834): never answered, never taken for a person's words.
    pub automatic: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingFile {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// Reads an RFC 5322 message; `None` when it is none.
pub fn parse(raw: &[u8]) -> Option<Incoming> {
    let message = MessageParser::default().parse(raw)?;
    let text_of =
        |name: &'static str| message.header(name).and_then(|value| value.as_text()).unwrap_or("").to_lowercase();
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    from?;
    let addressed = [message.to(), message.cc()].into_iter().flatten().flat_map(|list| list.iter());
    let mut to: Vec<String> = addressed.filter_map(|one| one.address()).map(str::to_lowercase).collect();
    for name in ["Delivered-To", "X-Original-To", "Envelope-To"] {
        to.push(text_of(name).trim_matches(['<', '>', ' ']).to_owned());
    }
    let auto = text_of("Auto-Submitted");
    let automatic = (!auto.is_empty() && auto != "no")
        || ["bulk", "junk", "list", "auto_reply"].contains(&text_of("Precedence").as_str())
        || message.header("X-Autoreply").is_some();
    let files = message.attachments().take(MAX_FILES).map(|part| IncomingFile {
        file_name: part.attachment_name().unwrap_or("file").to_owned(),
        bytes: part.contents().to_vec(),
    });
    Some(Incoming {
        message_id: message.message_id().map(str::to_owned),
        from: from.and_then(|address| EmailAddress::new(address).ok()),
        to: to.into_iter().filter(|address| !address.is_empty()).collect(),
        subject: message.subject().unwrap_or("").to_owned(),
        text: answer(&message.body_text(0).unwrap_or_default()),
        files: files.collect(),
        automatic,
    })
}

/// What was written, without the mail it answers: cut at our mark, at the line that introduces a
/// quotation, and at the quotation itself.
fn answer(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let marked = lines.iter().position(|line| line.contains(MARK)).unwrap_or(lines.len());
    let mut kept = &lines[..marked];
    if let Some(quoted) = kept.iter().position(|line| introduces(line)) {
        kept = &kept[..quoted];
    }
    while let Some((last, before)) = kept.split_last() {
        let last = last.trim();
        if !last.is_empty() && !last.starts_with('>') {
            break;
        }
        kept = before;
    }
    let text: String = kept.join("\n").trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.chars().take(MAX_TEXT).collect()
}

/// `On Thu, 26 Nov 2026, Chinook wrote:`, in the languages of the mail programs met most.
fn introduces(line: &str) -> bool {
    let line = line.trim();
    let ends = ["wrote:", "schrieb:", "a écrit :", "escribió:", "escreveu:", "ha scritto:"];
    (line.len() > 12 && ends.iter().any(|end| line.ends_with(end)))
        || line.starts_with("-----Original Message-----")
        || line.starts_with("________________________________")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str = "From: Luis <luisg@embraer.com.br>\r\nTo: Chinook <ticket+7-ab@shop.example>\r\n\
        Message-ID: <one@embraer.com.br>\r\nSubject: Re: [#7] Help\r\n\
        Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Obrigado, now it works =E2=9C=93\r\n\r\nLu=C3=ADs\r\n\r\nOn Thu, 26 Nov 2026 at 10:00, Chinook wrote:\r\n\
        > Write your answer above this line\r\n> Try again\r\n";

    #[test]
    fn an_answer_is_read_without_what_it_answers() {
        let mail = parse(REPLY.as_bytes()).expect("a message");
        assert_eq!(mail.text, "Obrigado, now it works ✓\n\nLuís");
        assert_eq!(mail.to, ["ticket+7-ab@shop.example"]);
        assert_eq!(mail.from.expect("a sender").as_str(), "luisg@embraer.com.br");
        assert_eq!(mail.message_id.as_deref(), Some("one@embraer.com.br"));
        assert!(!mail.automatic);
    }

    #[test]
    fn what_a_machine_wrote_is_known_and_junk_is_no_mail() {
        let away = REPLY.replace("Subject:", "Auto-Submitted: auto-replied\r\nSubject:");
        assert!(parse(away.as_bytes()).expect("a message").automatic);
        assert_eq!(parse(b""), None);
        assert_eq!(parse(b"no headers at all"), None);
    }
}
