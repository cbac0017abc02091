//! A real conversation with a small SMTP server.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::time::Duration;

use kernel::Timestamp;
use mail_parser::MessageParser;
use notify::{
    Mail, Mailer, Recipient, SendError, Sender, Smtp,
    templates::{Letter, Shop},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

const NOW: Timestamp = Timestamp::from_millis(1_766_361_600_000);

/// What the server heard.
#[derive(Debug, Default)]
struct Heard {
    commands: Vec<String>,
    message: Vec<u8>,
}

/// Serves one connection; `recipient_answer` is what it says to RCPT TO.
async fn server(recipient_answer: &'static str) -> (String, JoinHandle<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        converse(stream, recipient_answer).await
    });
    (url, task)
}

async fn converse(stream: TcpStream, recipient_answer: &str) -> Heard {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).split(b'\n');
    let mut heard = Heard::default();
    write.write_all(b"220 test.example ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_segment().await {
        let command = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        heard.commands.push(command);
        let answer = match verb.as_str() {
            "EHLO" => "250-test.example\r\n250-8BITMIME\r\n250 SMTPUTF8",
            "RCPT" => recipient_answer,
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_segment().await {
                    if line == b".\r" {
                        break;
                    }
                    // RFC 5321, 4.5.2: a leading dot was doubled on the way.
                    heard.message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    heard.message.push(b'\n');
                }
                "250 kept"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await.unwrap();
                break;
            }
            _ => "250 ok",
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    heard
}

fn mail() -> Mail {
    let shop = Shop { name: "Chinook".into(), url: "http://127.0.0.1:8080".into() };
    let ann = Recipient::new("Ann Ångström", "ann@example.com".parse().unwrap());
    let mut mail = Letter::new(&shop, ann, "verify:1")
        .verify_address("http://127.0.0.1:8080/verify?token=x", Duration::from_secs(3_600));
    mail.text.push_str(".\n. a line that begins with a dot\n");
    mail
}

fn mailer(url: &str) -> Mailer {
    Mailer::Smtp(Smtp::new(url, Sender::new("Chinook", "shop@chinook.example".parse().unwrap())).unwrap())
}

#[tokio::test]
async fn a_mail_arrives_at_a_server_as_it_was_written() {
    let (url, server) = server("250 ok").await;
    let mail = mail();
    let id = mailer(&url).send(&mail, NOW).await.unwrap();
    let heard = server.await.unwrap();
    assert!(heard.commands.iter().any(|c| c.starts_with("MAIL FROM:<shop@chinook.example>")), "{:?}", heard.commands);
    assert!(heard.commands.iter().any(|c| c.starts_with("RCPT TO:<ann@example.com>")), "{:?}", heard.commands);
    let read = MessageParser::default().parse(&heard.message).unwrap();
    assert_eq!(format!("<{}>", read.message_id().unwrap()), id);
    assert_eq!(read.subject(), Some(mail.subject.as_str()));
    assert_eq!(read.to().unwrap().first().unwrap().name(), Some("Ann Ångström"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), mail.text);
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), mail.html);
    assert_eq!(read.date().unwrap().to_timestamp(), NOW.seconds());
}

#[tokio::test]
async fn a_refused_recipient_is_final_and_a_busy_server_is_not() {
    let (url, _server) = server("550 no such person").await;
    assert!(matches!(mailer(&url).send(&mail(), NOW).await, Err(SendError::Refused(_))));
    let (url, _server) = server("451 try again").await;
    assert!(matches!(mailer(&url).send(&mail(), NOW).await, Err(SendError::Later(_))));
}

#[tokio::test]
async fn a_server_that_is_away_means_later() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(mailer(&url).send(&mail(), NOW).await, Err(SendError::Later(_))));
}
