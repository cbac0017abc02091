//! The demo's mailbox page.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{fs, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use kernel::Timestamp;
use notify::{
    Folder, Mailer, Recipient, Sender, mailbox,
    templates::{Letter, Shop},
};
use tower::ServiceExt;

const NOW: Timestamp = Timestamp::from_millis(1_766_361_600_000);

async fn get(app: &Router, path: &str) -> (StatusCode, String, String) {
    let answer = app.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let policy = answer.headers().get("content-security-policy").map(|v| v.to_str().unwrap().to_owned());
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, policy.unwrap_or_default(), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_newcomer_finds_the_mail_and_its_link() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path().join("mail"), Sender::new("Chinook", "shop@chinook.example".parse().unwrap()));
    let app = mailbox::http::router(folder.clone());
    let (status, _, empty) = get(&app, "/demo/mail").await;
    assert!(status == StatusCode::OK && empty.contains("No mail yet"));

    let shop = Shop { name: "Chinook".into(), url: "http://127.0.0.1:8080".into() };
    let eve = Recipient::new("<img src=x>", "eve@example.com".parse().unwrap());
    let mail = Letter::new(&shop, eve, "verify:1")
        .verify_address("http://127.0.0.1:8080/verify?token=x", Duration::from_secs(3_600));
    Mailer::Folder(folder.clone()).send(&mail, NOW).await.unwrap();

    let (_, policy, list) = get(&app, "/demo/mail").await;
    assert!(policy.contains("default-src 'none'"));
    assert!(list.contains("Confirm your address for Chinook") && list.contains("2025-12-22 00:00 UTC"));
    assert!(!list.contains("<img"), "a name is text");
    let name = mailbox::list(folder.dir()).await.unwrap().remove(0).name;
    let (status, _, page) = get(&app, &format!("/demo/mail/{}", name.as_str())).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("<a href=\"http://127.0.0.1:8080/verify?token=x\">"), "{page}");
    assert!(page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"&lt;!doctype html&gt;"));
    assert!(!page.contains("<img"));
}

#[tokio::test]
async fn nothing_outside_the_folder_can_be_read() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("secret.eml"), "Subject: secret\r\n\r\n").unwrap();
    let folder = Folder::new(dir.path().join("mail"), Sender::new("Chinook", "shop@chinook.example".parse().unwrap()));
    let app = mailbox::http::router(folder);
    for path in ["/demo/mail/..%2Fsecret.eml", "/demo/mail/../secret.eml", "/demo/mail/nothing.eml", "/demo/mail/x"] {
        let (status, _, page) = get(&app, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.contains("secret"), "{path}");
    }
}
