//! Codes and automatic promotions: what they take off, who may use them, and how often.

use axum::http::{Method, StatusCode};
use futures::{StreamExt, future::join_all, stream};
use http::Role;
use serde_json::{Value, json};

use crate::support::{ALBUM, LUIS, World, fresh_key, worlds};

fn usd(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "USD" })
}

async fn promotion(world: &World, draft: Value) -> Value {
    world.manage("/promotions", draft).await
}

async fn percent(world: &World, code: Option<&str>, percent: i64) -> Value {
    promotion(world, json!({ "name": "A sale", "code": code, "kind": "percent", "percent": percent })).await
}

async fn enter(world: &World, who: i64, code: &str) -> (StatusCode, Value) {
    world.call(Method::PUT, "/cart/code", who, Some(json!({ "code": code }))).await
}

fn sums(cart: &Value) -> [i64; 3] {
    ["subtotal", "discount", "total"].map(|name| cart[name]["amount"].as_i64().unwrap())
}

#[tokio::test]
async fn a_code_takes_off_what_it_says_and_every_paper_says_the_same() {
    for world in worlds().await {
        let made = percent(&world, Some("Summer 15"), 15).await;
        assert_eq!((&made["code"], &made["state"]), (&json!("SUMMER15"), &json!("running")));
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        world.add(who, "track", 2).await;
        world.add(who, "track", 15).await;
        let (status, cart) = enter(&world, who, " summer15 ").await;
        // 15 % of 8.91 + 0.99 + 0.99 is 1.6335.
        assert_eq!((status, sums(&cart)), (StatusCode::OK, [1188, 99 + 163, 926]), "{cart}");
        assert_eq!(cart["discounts"], json!([{ "name": "A sale", "code": "SUMMER15", "amount": usd(163) }]));
        let order = world.order(who).await;
        let paid = world.pay(who, order).await;
        assert_eq!(
            (&paid["status"], &paid["total"], &paid["discounts"]),
            (&json!("paid"), &usd(926), &cart["discounts"])
        );
        let invoice = world.get(&format!("/orders/{order}/invoice"), who).await;
        let lines: i64 =
            invoice["lines"].as_array().unwrap().iter().map(|line| line["total"]["amount"].as_i64().unwrap()).sum();
        assert_eq!((lines, &invoice["discounts"]), (926, &cart["discounts"]));
        let of_lines =
            format!("select cast(sum(amount_cents) as bigint) from order_line_discounts where order_id = '{order}'");
        assert_eq!(world.count(&of_lines).await, 163);
        let id = made["id"].as_str().unwrap();
        let detail = world.shown(&format!("/promotions/{id}")).await;
        assert_eq!(
            (&detail["promotion"]["used"], &detail["paid_orders"], &detail["sales"], &detail["discounts"]),
            (&json!(1), &json!(1), &usd(926), &usd(163))
        );
        let uses = world.shown(&format!("/promotions/{id}/uses")).await;
        assert_eq!((&uses["items"][0]["order_id"], &uses["items"][0]["state"]), (&json!(order), &json!("used")));
        let found = world.shown(&format!("/orders?promotion={id}")).await;
        assert_eq!((&found["items"][0]["id"], found["items"].as_array().unwrap().len()), (&json!(order), 1));
        let sums = world.shown(&format!("/orders/totals?promotion={id}")).await;
        assert_eq!((&sums["count"], &sums["total"]), (&json!(1), &usd(926)), "one row, however many lines");
        assert_eq!(world.get("/cart", who).await["code"], Value::Null, "a code is for one order");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_code_that_became_automatic_takes_off_once_and_another_order_keeps_its_code() {
    for world in worlds().await {
        let made = percent(&world, Some("TURNED"), 10).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        enter(&world, who, "TURNED").await;
        world
            .execute(&format!("update promotions set code = null where id = '{}'", made["id"].as_str().unwrap()))
            .await;
        let cart = world.get("/cart", who).await;
        assert_eq!((cart["discounts"].as_array().unwrap().len(), &cart["code"]), (1, &Value::Null), "{cart}");
        let first = world.order(who).await;
        // While the first order waits, the cart is filled for another.
        percent(&world, Some("NEXT"), 20).await;
        world.call(Method::DELETE, "/cart/items/album/1", who, None).await;
        world.add(who, "track", 15).await;
        enter(&world, who, "NEXT").await;
        assert_eq!(world.pay(who, first).await["status"], "paid");
        assert_eq!(world.get("/cart", who).await["code"]["code"], "NEXT", "it is for the next order");
        let second = world.order(who).await;
        world.pay(who, second).await;
        assert_eq!(world.get("/cart", who).await["code"], Value::Null);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn three_hundred_buyers_of_a_code_with_a_hundred_uses_are_a_hundred_orders() {
    for world in worlds().await {
        let made = promotion(
            &world,
            json!({ "name": "First hundred", "code": "HUNDRED", "kind": "amount", "amount": usd(50), "max_uses": 100 }),
        )
        .await;
        let buyers: Vec<i64> = join_all((0..300).map(|_| world.newcomer())).await;
        stream::iter(&buyers)
            .for_each_concurrent(50, |who| {
                let world: &World = &world;
                async move {
                    world.add(*who, "track", 1).await;
                    assert_eq!(enter(world, *who, "hundred").await.0, StatusCode::OK);
                }
            })
            .await;
        let answers: Vec<_> = stream::iter(buyers.into_iter().map(|who| {
            let world: &World = &world;
            async move { (who, world.keyed("/orders", who, &fresh_key(), Some(World::order_body(49))).await) }
        }))
        .buffer_unordered(50)
        .collect()
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, (status, ..))| status.as_u16() == 201);
        assert_eq!((won.len(), lost.len()), (100, 200), "{}", world.engine());
        let known = [json!("/problems/promotion-used-up"), json!("/problems/price-changed")];
        assert!(
            lost.iter().all(|(_, (status, body, _))| *status == StatusCode::CONFLICT && known.contains(&body["type"]))
        );
        let id = made["id"].as_str().unwrap();
        assert_eq!(world.shown(&format!("/promotions/{id}")).await["promotion"]["state"], "used_up");
        // The others pay the full price.
        let (who, _) = lost[0];
        let cart = world.get("/cart", who).await;
        assert_eq!(cart["total"]["amount"], 99);
        assert!(cart["code"]["problem"].as_str().unwrap().contains("as often as it could be"), "{cart}");
        assert_eq!(enter(&world, world.newcomer().await, "hundred").await.1["type"], "/problems/code-not-usable");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_use_comes_back_when_the_order_closes_and_late_money_takes_it_again_or_goes_back() {
    for world in worlds().await {
        promotion(
            &world,
            json!({ "name": "Once", "code": "ONCE", "kind": "percent", "percent": 50, "max_uses": 1, "max_uses_per_customer": 1 }),
        )
        .await;
        let (slow, quick) = (world.newcomer().await, world.newcomer().await);
        for who in [slow, quick] {
            world.add(who, "track", 1).await;
        }
        enter(&world, slow, "once").await;
        let order = world.order(slow).await;
        assert_eq!(enter(&world, quick, "once").await.1["type"], "/problems/code-not-usable");
        assert_eq!(enter(&world, slow, "once").await.1["type"], "/problems/code-not-usable", "one use a customer");
        // Turned back: the use is free.
        world.post(&format!("/orders/{order}/cancel"), slow, Value::Null).await;
        assert_eq!(world.count("select used from promotions").await, 0);
        enter(&world, slow, "once").await;
        let order = world.order(slow).await;
        let page = world.open_page(slow, order).await;
        world.clock.advance(std::time::Duration::from_secs(1_790));
        world.card(&page, crate::support::GOOD).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        assert_eq!(world.count("select used from promotions").await, 0, "expired");
        // Another takes it; the late money cannot be for the reduced price any more.
        enter(&world, quick, "once").await;
        world.order(quick).await;
        let late = world.settle(slow, order).await;
        assert_eq!((&late["status"], late["invoice_number"].is_null()), (&json!("expired"), true), "{late}");
        world.wait(5).await;
        assert_eq!(world.count("select count(*) from refunds where cause = 'not_sellable'").await, 1);
        assert_eq!(world.count("select used from promotions").await, 1);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn the_cheapest_of_each_full_set_is_free() {
    for world in worlds().await {
        promotion(
            &world,
            json!({ "name": "Three for two", "kind": "buy_get", "percent": 100, "buy_quantity": 2, "get_quantity": 1 }),
        )
        .await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        let cart = world.add(who, "track", 2).await;
        assert_eq!(sums(&cart)[2], 990, "two items are no set");
        // A film at 1.99.
        let cart = world.add(who, "track", 2820).await;
        assert_eq!((sums(&cart)[2], &cart["discounts"][0]["amount"]), (891 + 199, &usd(99)), "{cart}");
        for track in [15, 16] {
            world.add(who, "track", track).await;
        }
        let cart = world.add(who, "track", 17).await;
        assert_eq!(cart["discounts"][0]["amount"], usd(198), "six items are two sets");
        let order = world.order(who).await;
        world.pay(who, order).await;
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_bundle_costs_its_price_when_all_of_it_is_there() {
    for world in worlds().await {
        promotion(
            &world,
            json!({ "name": "Both", "kind": "bundle", "amount": usd(900), "bundle": [
                { "kind": "album", "id": 1 }, { "kind": "track", "id": 2 },
            ] }),
        )
        .await;
        let who = world.newcomer().await;
        let cart = world.add(who, "album", ALBUM).await;
        assert_eq!(sums(&cart)[2], 891);
        world.add(who, "track", 2).await;
        let cart = world.add(who, "track", 15).await;
        assert_eq!((sums(&cart)[2], &cart["discounts"][0]["amount"]), (900 + 99, &usd(90)));
        let order = world.order(who).await;
        world.pay(who, order).await;
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_promotion_for_the_first_order_is_for_newcomers_alone() {
    for world in worlds().await {
        promotion(&world, json!({ "name": "Welcome", "kind": "percent", "percent": 20, "first_order": true })).await;
        let who = world.newcomer().await;
        let quote = world.post("/cart/quote", LUIS, json!({ "items": [{ "kind": "track", "id": 1 }] })).await;
        assert_eq!(sums(&quote)[2], 99, "of a visitor nothing is known");
        assert_eq!(sums(&world.add(who, "track", 1).await)[2], 79);
        world.order(who).await;
        assert_eq!(sums(&world.get("/cart", who).await)[2], 99, "an open order is the first");
        let cart = world.add(LUIS, "track", 3400).await;
        assert_eq!(sums(&cart)[2], 99, "{cart}");
    }
}

#[tokio::test]
async fn a_scope_narrows_down_and_a_minimum_is_asked_of_what_is_in_it() {
    for world in worlds().await {
        // AC/DC is artist 1; tracks 1 and 15 are theirs, 2 is Accept's, 2820 is video.
        promotion(
            &world,
            json!({ "name": "AC/DC", "code": "ACDC", "kind": "percent", "percent": 50, "scope": { "artist_ids": [1] }, "min_spend": usd(190) }),
        )
        .await;
        promotion(
            &world,
            json!({ "name": "Films", "code": "FILMS", "kind": "amount", "amount": usd(500), "scope": { "media_kind": "video" } }),
        )
        .await;
        promotion(
            &world,
            json!({ "name": "Albums", "code": "ALBUMS", "kind": "percent", "percent": 10, "scope": { "sold_as": "album" } }),
        )
        .await;
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        world.add(who, "track", 2).await;
        let (_, cart) = enter(&world, who, "acdc").await;
        assert_eq!(sums(&cart)[2], 198);
        assert!(cart["code"]["problem"].as_str().unwrap().contains("0.91 USD more"), "{cart}");
        let cart = world.add(who, "track", 15).await;
        assert_eq!((sums(&cart)[2], &cart["code"]["problem"]), (297 - 99, &Value::Null));
        let (_, cart) = enter(&world, who, "films").await;
        assert!(cart["code"]["problem"].as_str().unwrap().contains("for other music"), "{cart}");
        let cart = world.add(who, "track", 2820).await;
        assert_eq!(sums(&cart)[2], 297, "never more than it costs");
        world.add(who, "album", 4).await;
        let (_, cart) = enter(&world, who, "albums").await;
        let album = cart["items"].as_array().unwrap().iter().find(|item| item["kind"] == "album").unwrap().clone();
        assert_eq!(
            cart["discounts"][0]["amount"]["amount"].as_i64().unwrap() * 9,
            album["price"]["amount"].as_i64().unwrap() - 3,
            "{album}"
        );
        let (status, cart) = world.call(Method::DELETE, "/cart/code", who, None).await;
        assert_eq!((status, &cart["code"], &cart["discounts"]), (StatusCode::OK, &Value::Null, &json!([])));
        assert_eq!(enter(&world, who, "nothing").await.1["type"], "/problems/unknown-code");
    }
}

#[tokio::test]
async fn the_best_automatic_promotion_and_one_code_are_applied_and_nothing_costs_less_than_zero() {
    for world in worlds().await {
        percent(&world, None, 10).await;
        percent(&world, None, 30).await;
        promotion(&world, json!({ "name": "A dollar", "code": "DOLLAR", "kind": "amount", "amount": usd(100) })).await;
        let who = world.newcomer().await;
        let cart = world.add(who, "album", ALBUM).await;
        assert_eq!(sums(&cart)[2], 891 - 267);
        let (_, cart) = enter(&world, who, "dollar").await;
        assert_eq!((sums(&cart)[2], cart["discounts"].as_array().unwrap().len()), (524, 2));
        let poor = world.newcomer().await;
        world.add(poor, "track", 1).await;
        let (_, cart) = enter(&world, poor, "dollar").await;
        assert_eq!(sums(&cart), [99, 99, 0]);
        let order = world.order(poor).await;
        assert_eq!(world.status(poor, order).await, "paid", "nothing to pay asks no provider");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn staff_edit_a_promotion_they_have_read_and_the_log_tells() {
    for world in worlds().await {
        let draft = json!({ "name": "Sale", "code": "SALE", "kind": "percent", "percent": 10 });
        let (status, headers, made) =
            world.staff(Method::POST, "/promotions", Role::SalesManager, &[], Some(draft.clone())).await;
        assert_eq!((status, headers["etag"].to_str().unwrap()), (StatusCode::CREATED, "\"1\""));
        let path = format!("/promotions/{}", made["id"].as_str().unwrap());
        let edited = json!({ "name": "Sale", "code": "SALE", "kind": "percent", "percent": 20, "max_uses": 5 });
        let put = |headers: Vec<(&'static str, &'static str)>, body: Value| {
            let (world, path) = (&world, &path);
            async move { world.staff(Method::PUT, path, Role::SalesManager, &headers, Some(body)).await }
        };
        assert_eq!(put(vec![], edited.clone()).await.0, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(put(vec![("if-match", "\"7\"")], edited.clone()).await.0, StatusCode::PRECONDITION_FAILED);
        let (status, _, body) = put(vec![("if-match", "\"1\"")], edited).await;
        assert_eq!((status, &body["percent"], &body["version"]), (StatusCode::OK, &json!(20), &json!(2)));
        let (status, _, body) = world.staff(Method::POST, "/promotions", Role::SalesManager, &[], Some(draft)).await;
        assert_eq!((status, &body["type"]), (StatusCode::CONFLICT, &json!("/problems/code-taken")));
        let wrong = json!({ "name": " ", "code": "x", "kind": "buy_get", "percent": 0, "amount": usd(1), "ends_at": "2001-01-01T00:00:00Z" });
        let (status, _, body) = world.staff(Method::POST, "/promotions", Role::SalesManager, &[], Some(wrong)).await;
        let fields: Vec<&str> =
            body["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fields, ["percent", "amount", "buy_quantity", "get_quantity", "name", "code", "ends_at"]);
        // Paused takes nothing off; ended is for good.
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        enter(&world, who, "sale").await;
        let status_path = format!("{path}/status");
        for (version, to, state) in
            [("\"2\"", "paused", "paused"), ("\"3\"", "active", "running"), ("\"4\"", "ended", "ended")]
        {
            let change = Some(json!({ "status": to }));
            let (status, _, body) =
                world.staff(Method::PUT, &status_path, Role::SalesManager, &[("if-match", version)], change).await;
            assert_eq!((status, &body["state"]), (StatusCode::OK, &json!(state)));
            let off = if to == "active" { 79 } else { 99 };
            assert_eq!(sums(&world.get("/cart", who).await)[2], off, "{to}");
        }
        assert_eq!(
            world
                .staff(
                    Method::PUT,
                    &status_path,
                    Role::SalesManager,
                    &[("if-match", "\"5\"")],
                    Some(json!({ "status": "active" }))
                )
                .await
                .2["type"],
            "/problems/promotion-ended"
        );
        assert_eq!(world.count("select count(*) from audit_log where entity = 'promotion'").await, 5);
        assert_eq!(
            world.shown("/promotions?state=ended&with_code=true&q=sal").await["items"].as_array().unwrap().len(),
            1
        );
        assert_eq!(world.shown("/promotions?state=running").await["items"], json!([]));
        for role in [Role::SupportAgent, Role::It] {
            assert_eq!(world.staff(Method::GET, &path, role, &[], None).await.0, StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test]
async fn a_preview_says_what_a_promotion_reaches_and_what_it_takes_off() {
    for world in worlds().await {
        let draft = json!({ "name": "Rock", "kind": "percent", "percent": 50, "scope": { "artist_ids": [1] } });
        let preview = world.manage("/promotions/preview", json!({ "promotion": draft })).await;
        assert_eq!((&preview["track_count"], &preview["album_count"]), (&json!(18), &json!(2)));
        let [before, off, after] =
            ["total_before", "discount", "total_after"].map(|name| preview[name]["amount"].as_i64().unwrap());
        assert!(before > 0 && before - off == after && (off - before / 2).abs() <= 1, "{preview}");
        let items = json!([{ "kind": "track", "id": 2 }]);
        let draft = json!({ "name": "Rock", "kind": "percent", "percent": 50, "scope": { "artist_ids": [1] } });
        let preview = world.manage("/promotions/preview", json!({ "promotion": draft, "items": items })).await;
        assert_eq!((&preview["discount"], preview["problem"].is_string()), (&usd(0), true));
        assert_eq!(world.count("select count(*) from promotions").await, 0);
    }
}
