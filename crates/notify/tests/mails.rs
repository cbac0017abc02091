//! What the mails say, and what a mail program makes of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{fs, path::Path, time::Duration};

use kernel::{Money, Timestamp};
use mail_parser::{MessageParser, MimeHeaders};
use notify::{
    Attachment, Folder, Mail, Mailer, Memory, Recipient, SendError, Sender, mailbox,
    templates::{Letter, Receipt, ReceiptLine, RefundNotice, Shop},
};

const NOW: Timestamp = Timestamp::from_millis(1_766_361_600_007);

fn shop() -> Shop {
    Shop { name: "Chinook".to_owned(), url: "http://127.0.0.1:8080".to_owned() }
}

fn sender() -> Sender {
    Sender::new("Chinook", "shop@chinook.example".parse().unwrap())
}

fn ann() -> Recipient {
    Recipient::new("Ann Ångström", "ann@example.com".parse().unwrap())
}

fn receipt() -> Receipt {
    let line = |title: &str, detail: &str, amount| ReceiptLine {
        title: title.into(),
        detail: detail.into(),
        amount: Money::usd(amount),
    };
    Receipt {
        order_number: "C-1001".into(),
        paid_at: NOW,
        lines: vec![
            line("For Those About To Rock We Salute You", "AC/DC · album, 10 tracks", 990),
            line("Garota de Ipanema <b>", "Antônio Carlos Jobim", 99),
        ],
        subtotal: Money::usd(1089),
        discount: Money::usd(99),
        tax: Money::usd(0),
        total: Money::usd(990),
        invoice_number: Some(413),
        purchases_link: "http://127.0.0.1:8080/purchases".into(),
    }
}

/// Every template once.
fn mails() -> Vec<(&'static str, Mail)> {
    let shop = shop();
    let letter = |name: &'static str| Letter::new(&shop, ann(), format!("{name}:1"));
    let (verify, reset) = ("http://127.0.0.1:8080/verify?token=abc", "http://127.0.0.1:8080/reset?token=abc");
    let refund = RefundNotice {
        order_number: "C-1001".into(),
        amount: Money::usd(300),
        whole: false,
        reason: "The recording was damaged.".into(),
        order_link: "http://127.0.0.1:8080/orders/1".into(),
    };
    vec![
        ("verify_address", letter("verify").verify_address(verify, Duration::from_secs(86_400))),
        ("already_registered", letter("already").already_registered("http://127.0.0.1:8080/sign-in", reset)),
        ("password_reset", letter("reset").password_reset(reset, Duration::from_secs(1_800))),
        ("password_changed", letter("changed").password_changed(NOW, reset)),
        ("account_deleted", letter("deleted").account_deleted(NOW)),
        ("receipt", letter("receipt").receipt(&receipt())),
        ("refund_notice", letter("refund").refund_notice(&refund)),
    ]
}

/// Compares with the committed files; what differs is written beside them, to be looked at and moved.
fn assert_snapshots(actual: &[(String, String)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let mut changed = String::new();
    for (name, text) in actual {
        if fs::read_to_string(folder.join(name)).unwrap_or_default() != *text {
            fs::write(folder.join(format!("{name}.new")), text).unwrap();
            changed.push_str(&format!("--- {name}\n{text}\n"));
        }
    }
    assert!(
        changed.is_empty(),
        "changed; if that is right, move the .new files of {} over the old:\n{changed}",
        folder.display()
    );
}

#[test]
fn every_mail_says_what_it_said() {
    let text =
        |(name, mail): (&str, Mail)| (format!("{name}.txt"), format!("Subject: {}\n\n{}", mail.subject, mail.text));
    assert_snapshots(&mails().into_iter().map(text).collect::<Vec<_>>());
}

#[test]
fn the_html_of_the_receipt_looks_as_it_did() {
    let (_, mail) = mails().into_iter().find(|(name, _)| *name == "receipt").unwrap();
    assert_snapshots(&[("receipt.html".to_owned(), mail.html)]);
}

#[test]
fn text_and_html_carry_the_same_links_and_user_words_stay_words() {
    for (name, mail) in mails() {
        for link in mail.text.lines().filter(|line| line.starts_with("http")) {
            assert!(mail.html.contains(&format!("href=\"{link}\"")), "{name}: {link}");
        }
        assert!(!mail.html.contains("<b>"), "{name}");
        assert!(mail.text.lines().all(|line| line.chars().count() <= 78), "{name}");
    }
}

#[tokio::test]
async fn a_mail_program_reads_what_was_written_to_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mailer = Mailer::Folder(Folder::new(dir.path().join("mail"), sender()));
    let (_, mut mail) = mails().remove(5);
    let pdf = Attachment {
        file_name: "Invoice 413 – Ångström.pdf".into(),
        content_type: "application/pdf".into(),
        bytes: b"%PDF-1.7".into(),
    };
    mail.attachments.push(pdf);
    let id = mailer.send(&mail, NOW).await.unwrap();

    let listed = mailbox::list(mailer.folder().unwrap().dir()).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].name.as_str().starts_with("20251222T000000007Z-"));
    assert_eq!(listed[0].to, "Ann Ångström <ann@example.com>");
    let bytes = fs::read(dir.path().join("mail").join(listed[0].name.as_str())).unwrap();
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(format!("<{}>", read.message_id().unwrap()), id);
    assert_eq!(read.subject(), Some(mail.subject.as_str()));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), mail.text);
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), mail.html);
    let attached = read.attachments().next().unwrap();
    assert_eq!(
        (attached.attachment_name(), attached.contents()),
        (Some("Invoice 413 – Ångström.pdf"), b"%PDF-1.7".as_slice())
    );
}

#[tokio::test]
async fn a_mail_sent_twice_is_recognised_as_one() {
    let dir = tempfile::tempdir().unwrap();
    let mailer = Mailer::Folder(Folder::new(dir.path(), sender()));
    let mails = mails();
    let first = mailer.send(&mails[0].1, NOW).await.unwrap();
    let again = mailer.send(&mails[0].1, NOW + Duration::from_secs(60)).await.unwrap();
    let other = mailer.send(&mails[1].1, NOW + Duration::from_secs(30)).await.unwrap();
    assert_eq!(first, again);
    assert_ne!(first, other);
    let listed = mailbox::list(dir.path()).await.unwrap();
    let subjects: Vec<_> = listed.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(subjects, [mails[0].1.subject.as_str(), mails[1].1.subject.as_str()], "newest first, once each");
}

#[tokio::test]
async fn no_name_or_subject_adds_a_header() {
    let memory = Memory::new(sender());
    let dir = tempfile::tempdir().unwrap();
    let folder = Mailer::Folder(Folder::new(dir.path(), sender()));
    let to = Recipient::new("Eve\r\nBcc: all@example.com", "eve@example.com".parse().unwrap());
    let mail = Mail { to, subject: "Hello\r\nX-Evil: 1\r\n\r\nbody".into(), ..mails().remove(0).1 };
    Mailer::Memory(memory.clone()).send(&mail, NOW).await.unwrap();
    folder.send(&mail, NOW).await.unwrap();
    let listed = mailbox::list(dir.path()).await.unwrap();
    let bytes = fs::read(dir.path().join(listed[0].name.as_str())).unwrap();
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert!(read.bcc().is_none() && read.header("X-Evil").is_none());
    assert_eq!(read.subject(), Some("Hello X-Evil: 1 body"));
    assert_eq!(read.to().unwrap().first().unwrap().address(), Some("eve@example.com"));
    assert_eq!(memory.sent().len(), 1);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_means_later() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mailer = Mailer::Folder(Folder::new(file.path(), sender()));
    let answer = mailer.send(&mails()[0].1, NOW).await;
    assert!(matches!(answer, Err(SendError::Later(_))), "{answer:?}");
}
