//! Secrets leave no trace: not in the database, not in logs, not in answers.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use identity::accounts;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{ANN, PASSWORD, Shopfront, shops};

const NEW: &str = "coffee with oat milk";

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = Self;
    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// A life with every secret there is: answers them, and what the database held on the way.
async fn live(shop: &Shopfront) -> (Vec<String>, String) {
    let mut secrets = vec![PASSWORD.to_owned(), NEW.to_owned()];
    let mut dump = String::new();
    shop.registered(ANN, PASSWORD).await;
    dump += &shop.dump().await;
    let token = shop.mailed_token("verify").await.unwrap();
    secrets.push(token.clone());
    shop.browser().post("/auth/verify", json!({"token": token})).await;
    let mut thief = shop.signed_in(ANN).await;
    let mut owner = thief.clone();
    secrets.extend([thief.refresh_token(), thief.access.clone().unwrap()]);
    owner.refresh().await;
    secrets.push(owner.refresh_token());
    shop.browser().post("/auth/forgot-password", json!({"email": ANN})).await;
    dump += &shop.dump().await;
    let token = shop.mailed_token("reset").await.unwrap();
    secrets.push(token.clone());
    dump += &shop.dump().await;
    shop.browser().sign_in(ANN, "wrong but also secret").await;
    secrets.push("wrong but also secret".to_owned());
    shop.later(Duration::from_secs(60));
    thief.refresh().await;
    shop.browser().post("/auth/reset-password", json!({"token": token, "password": NEW})).await;
    dump += &shop.dump().await;
    (secrets, dump)
}

#[tokio::test]
async fn no_secret_stands_in_the_database_or_in_the_logs() {
    for shop in shops().await {
        let lines = Lines::default();
        let subscriber =
            tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(lines.clone()).finish();
        let guard = tracing::subscriber::set_default(subscriber);
        let (secrets, dump) = live(&shop).await;
        drop(guard);
        let logs = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(logs.contains("signed in") && logs.contains("came back"), "the log is read at all: {logs}");
        assert!(dump.contains(ANN), "the dump is read at all");
        for secret in secrets {
            assert!(!logs.contains(&secret), "{secret} in {logs}");
            assert!(!dump.contains(&secret), "{secret} in {dump}");
        }
    }
}

#[tokio::test]
async fn a_deleted_account_leaves_no_personal_data_and_its_owner_gets_a_last_mail() {
    for shop in shops().await {
        let account = shop.customer("unmistakable@example.com").await;
        shop.signed_in("unmistakable@example.com").await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        assert!(accounts::delete(&mut tx, account.id, shop.identity.clock.now(), &shop.identity.random).await.unwrap());
        assert!(
            !accounts::delete(&mut tx, account.id, shop.identity.clock.now(), &shop.identity.random).await.unwrap()
        );
        tx.commit().await.unwrap();
        let mails = shop.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].0, "unmistakable@example.com");
        let mut tx = shop.identity.db.begin().await.unwrap();
        shop.later(Duration::from_secs(1));
        sql::outbox::prune(&mut tx, shop.identity.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let dump = shop.dump().await;
        assert!(!dump.contains("unmistakable") && !dump.contains("127.0.0.1") && !dump.contains("Ann Lee"), "{dump}");
        assert!(shop.account("unmistakable@example.com").await.is_none());
    }
}

#[tokio::test]
async fn an_export_holds_what_is_known_and_no_secret() {
    for shop in shops().await {
        let account = shop.customer(ANN).await;
        let browser = shop.signed_in(ANN).await;
        let mut conn = shop.identity.db.read().await.unwrap();
        let export = accounts::export(&mut conn, account.id).await.unwrap().unwrap();
        let export = serde_json::to_value(export).unwrap();
        assert_eq!(export["email"], ANN);
        assert_eq!(export["sessions"][0]["ip"], "127.0.0.1");
        let text = export.to_string();
        assert!(!text.contains("argon2") && !text.contains("hash") && !text.contains(&browser.refresh_token()));
    }
}

#[tokio::test]
async fn imported_people_are_made_once() {
    use identity::accounts::{NewAccount, Owner};
    use kernel::{CustomerId, EmailAddress};
    for shop in shops().await {
        let people: Vec<_> = (1..=59)
            .map(|n| NewAccount {
                owner: Owner::Customer(CustomerId::new(n).unwrap()),
                email: EmailAddress::new(&format!("customer{n}@example.com")).unwrap(),
                display_name: format!("Customer {n}"),
                password_hash: None,
            })
            .collect();
        let (now, random) = (shop.identity.clock.now(), &shop.identity.random);
        let mut tx = shop.identity.db.begin().await.unwrap();
        assert_eq!(accounts::import(&mut tx, &people, now, random).await.unwrap(), 59);
        assert_eq!(accounts::import(&mut tx, &people, now, random).await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(shop.browser().sign_in("customer1@example.com", "").await.status, 401);
    }
}
