//! The audit log cannot be changed, and shows it when somebody goes around the program.

use std::time::Duration;

use serde_json::json;
use store::audit::{self, Actor, Entry, Verdict};

use crate::support::{World, worlds};

async fn told(world: &World, action: &str) {
    world.clock.advance(Duration::from_secs(1));
    let mut tx = world.shop.db.begin().await.unwrap();
    let entry = Entry::new(Actor::System, action, "album", 1)
        .note("for the test")
        .change(json!({ "price_cents": 891 }), json!({ "price_cents": 799 }));
    audit::record(&mut tx, &entry, world.clock.now(), &world.shop.random).await.unwrap();
    tx.commit().await.unwrap();
}

async fn seal(world: &World) -> usize {
    let mut tx = world.shop.db.begin().await.unwrap();
    let sealed = audit::seal(&mut tx, audit::Look::Lately).await.unwrap();
    tx.commit().await.unwrap();
    sealed
}

async fn verdict(world: &World) -> Verdict {
    audit::verify(&world.shop.db).await.unwrap()
}

#[tokio::test]
async fn an_entry_is_never_changed_nor_deleted() {
    for world in worlds().await {
        told(&world, "album.published").await;
        seal(&world).await;
        for sql in [
            "update audit_log set action = 'nothing'",
            "delete from audit_log",
            "update audit_seals set hash = ''",
            "delete from audit_seals",
        ] {
            let mut tx = world.shop.db.begin().await.unwrap();
            let done = sql::on!(&mut *tx, c => sqlx::query(sql).execute(c).await.map(|_| ()));
            assert!(done.is_err(), "{}: {sql}", world.engine());
        }
    }
}

#[tokio::test]
async fn whoever_goes_around_the_program_is_found_out() {
    for world in worlds().await {
        for action in ["album.published", "album.repriced", "album.withdrawn"] {
            told(&world, action).await;
        }
        assert_eq!(seal(&world).await, 3, "{}", world.engine());
        assert_eq!(seal(&world).await, 0, "{}", world.engine());
        told(&world, "album.published").await;
        assert_eq!(seal(&world).await, 1);
        assert_eq!(verdict(&world).await, Verdict { checked: 4, broken_at: None, broken_entry: None });

        let drop = if world.engine() == "sqlite" {
            "drop trigger audit_log_is_never_changed"
        } else {
            "drop trigger audit_log_is_never_changed on audit_log"
        };
        world.execute(drop).await;
        world.execute("update audit_log set after = '{\"price_cents\":1}' where action = 'album.repriced'").await;
        let found = verdict(&world).await;
        assert_eq!((found.checked, found.broken_at), (1, Some(2)), "{}", world.engine());
    }
}
