//! Goods of which there are only so many.

use futures::{StreamExt, future::join_all, stream};
use serde_json::json;

use crate::support::{GOOD, World, fresh_key, worlds};

#[tokio::test]
async fn two_hundred_buyers_of_ten_copies_are_ten_orders() {
    for world in worlds().await {
        world.execute("insert into stock (kind, ref_id, on_hand) values ('album', 1, 10)").await;
        let buyers: Vec<i64> = join_all((0..200).map(|_| world.newcomer())).await;
        let answers: Vec<_> = stream::iter(buyers.into_iter().map(|who| {
            let world: &World = &world;
            async move {
                world.add(who, "album", 1).await;
                (who, world.keyed("/orders", who, &fresh_key(), Some(World::order_body(891))).await)
            }
        }))
        .buffer_unordered(50)
        .collect()
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, (status, ..))| status.as_u16() == 201);
        assert_eq!((won.len(), lost.len()), (10, 190), "{}", world.engine());
        assert!(lost.iter().all(|(_, (_, body, _))| body["type"] == "/problems/sold-out"));
        assert_eq!(world.count("select reserved from stock").await, 10);
        for (who, (_, body, _)) in won {
            let order = body["id"].as_str().unwrap().parse().unwrap();
            let page = world.open_page(who, order).await;
            world.card(&page, GOOD).await;
            assert_eq!(world.settle(who, order).await["status"], "paid");
        }
        assert_eq!(world.count("select on_hand * 100 + reserved from stock").await, 0);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_an_expired_order_had_set_aside_goes_to_the_next_and_late_money_goes_back() {
    for world in worlds().await {
        world.execute("insert into stock (kind, ref_id, on_hand) values ('track', 1, 1)").await;
        let (slow, quick) = (world.newcomer().await, world.newcomer().await);
        world.add(slow, "track", 1).await;
        let order = world.order(slow).await;
        let page = world.open_page(slow, order).await;
        world.clock.advance(std::time::Duration::from_secs(1_790));
        world.card(&page, GOOD).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        let next = world.buy(quick, &[("track", 1)]).await;
        assert_eq!(world.tally(next).await, [1, 1, 1, 1]);
        world.wait(1).await;
        world.wait(1).await;
        let view = world.get(&format!("/orders/{order}"), slow).await;
        assert_eq!((&view["status"], &view["refunded"]["amount"]), (&json!("refunded"), &json!(99)));
        assert_eq!(world.count("select on_hand * 100 + reserved from stock").await, 0);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_sell_more_than_there_is() {
    for world in worlds().await {
        world.execute("insert into stock (kind, ref_id, on_hand) values ('track', 1, 5)").await;
        for sql in ["update stock set reserved = 6", "update stock set on_hand = -1", "update stock set reserved = -1"]
        {
            let mut tx = world.shop.db.begin().await.unwrap();
            let refused = sql::on!(&mut *tx, c => sqlx::query(sql).execute(c).await.map(|_| ()));
            assert!(refused.is_err_and(|error| sql::is_constraint_violation(&error)), "{sql}");
        }
    }
}
