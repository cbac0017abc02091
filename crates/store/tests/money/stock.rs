//! Goods of which there are only so many.

use axum::http::{Method, StatusCode};
use futures::{StreamExt, future::join_all, stream};
use serde_json::{Value, json};

use crate::{
    desk::walk,
    support::{GOOD, NANCY, World, fresh_key, worlds},
};

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

#[tokio::test]
async fn the_ledger_of_a_limited_edition_adds_up_through_sales_refunds_and_corrections() {
    for world in worlds().await {
        let stock = "/admin/inventory/album/1";
        let set = world.does(Method::PUT, stock, 0, json!({ "on_hand": 3, "low_at": 1 })).await;
        assert_eq!((&set["available"], &set["is_low"]), (&json!(3), &json!(false)));
        let (kept, given_back, lapsed) = (world.newcomer().await, world.newcomer().await, world.newcomer().await);
        world.buy(kept, &[("album", 1)]).await;
        let returned = world.buy(given_back, &[("album", 1)]).await;
        world.add(lapsed, "album", 1).await;
        world.order(lapsed).await;
        let low = world.does(Method::GET, "/admin/inventory?low=true", 0, Value::Null).await;
        assert_eq!((&low["items"][0]["on_hand"], &low["items"][0]["available"]), (&json!(1), &json!(0)));
        let (status, refusal) = world.desk(Method::DELETE, stock, 0, Value::Null).await;
        assert_eq!((status, &refusal["type"]), (StatusCode::CONFLICT, &json!("/problems/set-aside")));
        let (status, _) = world.desk(Method::PUT, stock, 0, json!({ "on_hand": 0 })).await;
        assert_eq!(status, StatusCode::CONFLICT, "less than is set aside");

        let money = kernel::Money::usd(891);
        let refund = store::orders::RefundRequest {
            amount: money,
            reason: "Bought by mistake",
            key: "back",
            by: None,
            lines: &[],
        };
        store::orders::refund(&world.shop, returned, &refund).await.unwrap();
        world.wait(2_000).await;
        world.wait(1).await;
        let pressing = json!({ "reason": "received", "quantity": 5, "note": "Second pressing" });
        world.desk_post(&format!("{stock}/moves"), NANCY, pressing).await;
        let sold = json!({ "reason": "sold", "quantity": 1 });
        let (status, _) = world.clerk(Method::POST, &format!("{stock}/moves"), NANCY, Some(sold)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "sales are written by orders");

        let now = world.does(Method::GET, stock, 0, Value::Null).await;
        assert_eq!((&now["on_hand"], &now["reserved"], &now["sold"]), (&json!(7), &json!(0), &json!(1)));
        let moves = world.does(Method::GET, &format!("{stock}/moves"), 0, Value::Null).await;
        let sum = |field: &str| -> i64 {
            moves["items"].as_array().unwrap().iter().map(|entry| entry[field].as_i64().unwrap()).sum()
        };
        assert_eq!((sum("on_hand_delta"), sum("reserved_delta")), (7, 0), "the ledger adds up");
        for reason in ["correction", "reserved", "sold", "released", "returned", "received"] {
            assert!(moves["items"].as_array().unwrap().iter().any(|entry| entry["reason"] == reason), "{reason}");
        }

        let bulk = json!({ "items": [{ "kind": "album", "id": 1 }], "change": { "receive": 3 } });
        let preview = world.does(Method::POST, "/admin/inventory/bulk/preview", 0, bulk.clone()).await;
        assert_eq!((&preview["sum_before"], &preview["sum_after"]), (&json!(7), &json!(10)));
        let mut confirmed = bulk;
        confirmed["expected"] = preview["fingerprint"].clone();
        world.does(Method::POST, "/admin/inventory/bulk", 0, confirmed.clone()).await;
        let (status, stale) = world.desk(Method::POST, "/admin/inventory/bulk", 0, confirmed).await;
        assert_eq!((status, &stale["type"]), (StatusCode::CONFLICT, &json!("/problems/stale-preview")));

        world.does(Method::DELETE, stock, 0, Value::Null).await;
        let free = world.newcomer().await;
        world.buy(free, &[("album", 1)]).await;
        assert_eq!(world.does(Method::GET, stock, 0, Value::Null).await["on_hand"], json!(10), "unlimited again");
    }
}

#[tokio::test]
async fn a_move_whose_answer_was_lost_is_sent_again_and_counts_once() {
    for world in worlds().await {
        world.does(Method::PUT, "/admin/inventory/album/1", 0, json!({ "on_hand": 3 })).await;
        let (moves, key) = ("/inventory/album/1/moves", fresh_key());
        let send = async |headers: &[(&str, &str)], quantity: i64| {
            let change = json!({ "reason": "received", "quantity": quantity });
            world.staff(Method::POST, moves, NANCY.1, headers, Some(change)).await
        };
        let headers = [("idempotency-key", key.as_str())];
        let (status, first, made) = send(&headers, 5).await;
        assert_eq!((status, &made["on_hand"]), (StatusCode::CREATED, &json!(8)), "{made}");
        let (status, again, same) = send(&headers, 5).await;
        assert_eq!((status, same), (StatusCode::CREATED, made));
        assert_eq!((first.get("idempotency-replayed"), again["idempotency-replayed"].as_bytes()), (None, &b"true"[..]));
        let (status, _, refusal) = send(&headers, 6).await;
        assert_eq!(refusal["type"], "/problems/idempotency-key-reused", "{status}");
        let (status, _, refusal) = send(&[], 5).await;
        assert_eq!((status, &refusal["type"]), (StatusCode::BAD_REQUEST, &json!("/problems/idempotency-key-required")));
        assert_eq!(world.count("select on_hand from stock").await, 8);
        assert_eq!(world.count("select cast(sum(on_hand_delta) as bigint) from stock_moves").await, 8);
    }
}

#[tokio::test]
async fn the_list_of_editions_goes_on_to_its_last_row() {
    for world in worlds().await {
        world
            .execute(
                "insert into stock (kind, ref_id, on_hand)
                 select 'album', id, id % 3 from albums where id <= 9
                 union all
                 select 'track', id, 1 from tracks where id <= 4",
            )
            .await;
        let rows = walk(&world, "/admin/inventory", 2, NANCY).await;
        let keys: Vec<(i64, String, i64)> = rows
            .iter()
            .map(|row| {
                let number = |name: &str| row[name].as_i64().unwrap();
                (number("available"), row["kind"].as_str().unwrap().to_owned(), number("id"))
            })
            .collect();
        assert_eq!(keys.len(), 13, "{}", world.engine());
        assert!(keys.is_sorted_by(|a, b| a < b), "each once, the fewest copies first: {keys:?}");
        assert_eq!(walk(&world, "/admin/inventory?low=true&q=rock", 1, NANCY).await.len(), 3);
        let (status, _) = world.clerk(Method::GET, "/admin/inventory?cursor=x", NANCY, None).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn music_given_back_takes_its_copy_again_and_is_downloaded_like_any_other() {
    for world in worlds().await {
        world.execute("insert into stock (kind, ref_id, on_hand) values ('track', 1, 1)").await;
        let who = world.newcomer().await;
        let order = world.buy(who, &[("track", 1)]).await;
        let path = format!("/admin/orders/{order}");
        let all = json!({ "amount": { "amount": 99, "currency": "USD" }, "reason": "As asked" });
        let desk = world.desk_post(&format!("{path}/refunds"), NANCY, all).await;
        assert_eq!(world.count("select on_hand * 100 + reserved from stock").await, 100, "the copy is back");
        let line = desk["lines"][0]["line_id"].as_str().unwrap();
        let restore = format!("{path}/lines/{line}/restore");
        let other = world.newcomer().await;
        world.buy(other, &[("track", 1)]).await;
        let (status, problem) = world.clerk(Method::POST, &restore, NANCY, None).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/sold-out")), "{problem}");
        let owned = world.get("/customers/me/owned", who).await;
        assert_eq!(owned["track_ids"], json!([]), "{}", world.engine());
        world.execute("update stock set on_hand = 1").await;
        let track = [kernel::TrackId::new(1).unwrap()];
        let delivered = async || {
            let mut conn = world.shop.db.read().await.unwrap();
            store::purchases::delivered(&mut conn, order, &track, world.clock.now()).await.unwrap()
        };
        assert!(delivered().await.is_empty(), "what was taken back is not put into the library by an old announcement");
        let desk = world.desk_post(&restore, NANCY, Value::Null).await;
        assert_eq!(
            (&desk["lines"][0]["granted"], &desk["order"]["lines"][0]["downloadable"]),
            (&json!(1), &json!(true))
        );
        assert_eq!(world.count("select on_hand * 100 + reserved from stock").await, 0);
        assert_eq!(delivered().await, track);
        world.post(&format!("/orders/{order}/downloads"), who, Value::Null).await;
        let told =
            |topic: &str| format!("select count(*) from outbox where topic = '{topic}' and payload like '%{order}%'");
        assert_eq!(world.count(&told("order.restored")).await, 1);
        assert_eq!(world.count(&told("order.paid")).await, 1, "nothing was sold");
        let ledger = "select cast(sum(on_hand_delta) * 100 + sum(reserved_delta) as bigint) from stock_moves";
        assert_eq!(world.count(ledger).await, -200, "three copies were sold, one came back");
        world.books_are_right().await;
    }
}
