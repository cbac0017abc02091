//! Orders and customers at the staff's desk.

use axum::http::{Method, StatusCode};
use futures::future::join_all;
use kernel::OrderId;
use serde_json::{Value, json};

use crate::support::{Clerk, JANE, LUIS, MARGARET, NANCY, World, fresh_key, worlds};

/// An order of ten dollars by a newcomer whom Jane looks after.
async fn ten_dollars(world: &World) -> (i64, OrderId) {
    let who = world.newcomer().await;
    world.execute(&format!("update customers set support_rep_id = 3 where id = {who}")).await;
    world.execute("update tracks set price_cents = 500 where id in (1, 2)").await;
    let order = world.buy(who, &[("track", 1), ("track", 2)]).await;
    (who, order)
}

/// The cells of a file, without its mark and its heads.
async fn csv(world: &World, path: &str, who: Clerk) -> Vec<Vec<String>> {
    let (status, headers, bytes) = world.raw_as(Method::GET, path, Some(who.caller()), &[], None).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    assert!(headers["content-disposition"].to_str().unwrap().contains("attachment"), "{path}");
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Every page of a list, each of `limit` rows.
pub async fn walk(world: &World, list: &str, limit: usize, who: Clerk) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let join = if list.contains('?') { '&' } else { '?' };
        let page = world.desk_get(&format!("{list}{join}limit={limit}{cursor}"), who).await;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else { return items };
        cursor = format!("&cursor={next}");
    }
}

fn decimal(cents: i64) -> String {
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

fn sum(items: &[Value], of: &str) -> i64 {
    items.iter().map(|item| item[of]["amount"].as_i64().unwrap()).sum()
}

const ORDER_FILTERS: [&str; 18] = [
    "",
    "status=fulfilled",
    "status=fulfilled,refunded,partially_refunded",
    "status=pending_payment",
    "country=us",
    "placed_from=2024-01-01&placed_to=2024-12-31",
    "placed_from=2025-12-01T00:00:00Z",
    "agent=4",
    "agent=none",
    "customer=1",
    "total_min=1000",
    "total_min=100&total_max=198",
    "q=embraer",
    "q=98",
    "provider=test",
    "refund=failed",
    "promotion=018f0000-0000-7000-8000-000000000001",
    "scope=team&country=DE&sort=-total",
];

#[tokio::test]
async fn the_list_its_sums_and_its_file_are_the_same_for_every_filter() {
    for world in worlds().await {
        let (_, order) = ten_dollars(&world).await;
        let refund = json!({ "amount": { "amount": 300, "currency": "USD" }, "reason": "Scratched" });
        world.desk_post(&format!("/admin/orders/{order}/refunds"), NANCY, refund).await;
        for filter in ORDER_FILTERS {
            let rows = walk(&world, &format!("/admin/orders?{filter}"), 37, NANCY).await;
            let sums =
                world.desk_get(&format!("/admin/orders/totals?{}", filter.replace("&sort=-total", "")), NANCY).await;
            let mut file = csv(&world, &format!("/admin/orders/export.csv?{filter}"), NANCY).await;
            let last = file.pop().unwrap();
            let what = format!("{filter} on {}", world.engine());
            assert_eq!(sums["count"], rows.len(), "{what}");
            assert_eq!(file.len(), rows.len(), "{what}");
            assert_eq!(sums["total"]["amount"], sum(&rows, "total"), "{what}");
            assert_eq!(sums["refunded"]["amount"], sum(&rows, "refunded"), "{what}");
            assert_eq!(last[10], decimal(sum(&rows, "total")), "{what}");
            assert_eq!(last[11], decimal(sum(&rows, "refunded")), "{what}");
            for (row, line) in rows.iter().zip(&file) {
                assert_eq!(row["number"], line[0].as_str(), "{what}: the same rows in the same order");
                assert_eq!(decimal(row["total"]["amount"].as_i64().unwrap()), line[10], "{what}");
            }
        }
        let all = world.desk_get("/admin/orders/totals?placed_to=2025-12-31", NANCY).await;
        assert_eq!((&all["count"], &all["net"]["amount"]), (&json!(412), &json!(232_860)), "the golden numbers");
        let jane = world.desk_get("/admin/orders/totals?placed_to=2025-12-31&agent=3", NANCY).await;
        assert_eq!((&jane["count"], &jane["net"]["amount"]), (&json!(146), &json!(83_304)));
    }
}

#[tokio::test]
async fn every_sort_of_the_lists_walks_through_all_rows_once() {
    for world in worlds().await {
        for (list, sorts, count) in [
            ("/admin/orders", ["placed_at", "number", "total", "refunded", "customer"], 412),
            ("/admin/customers", ["name", "created_at", "spend", "orders", "last_order"], 59),
        ] {
            for sort in sorts.iter().flat_map(|sort| [(*sort).to_owned(), format!("-{sort}")]) {
                let rows = walk(&world, &format!("{list}?sort={sort}"), 37, NANCY).await;
                let mut ids: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
                assert_eq!(ids.len(), count, "{list} by {sort} on {}", world.engine());
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), count, "{list} by {sort} on {}: a row twice", world.engine());
            }
        }
        for bad in [
            "status=lost",
            "placed_from=yesterday",
            "agent=me",
            "sort=luck",
            "customer=x",
            "limit=0",
            "promotion=spring",
            "refund=lost",
        ] {
            let (status, _) = world.clerk(Method::GET, &format!("/admin/orders?{bad}"), NANCY, None).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{bad}");
        }
    }
}

#[tokio::test]
async fn of_forty_refunds_through_the_door_of_the_staff_three_are_made() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        let path = format!("/admin/orders/{order}/refunds");
        let body = json!({ "amount": { "amount": 300, "currency": "USD" }, "reason": "You asked for it." });
        let answers = join_all((0..40).map(|_| world.clerk(Method::POST, &path, JANE, Some(body.clone())))).await;
        let made = answers.iter().filter(|(status, _)| *status == StatusCode::CREATED).count();
        let refused = answers.iter().filter(|(status, _)| *status == StatusCode::CONFLICT).count();
        assert_eq!((made, refused), (3, 37), "{}", world.engine());
        let desk = world.desk_get(&format!("/admin/orders/{order}"), JANE).await;
        assert_eq!((&desk["refundable"]["amount"], desk["refunds"].as_array().unwrap().len()), (&json!(100), 3));
        assert_eq!(world.get(&format!("/orders/{order}"), who).await["refunded"]["amount"], 900);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_refunded_line_is_taken_back_and_the_same_key_is_the_same_refund() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        let desk = world.desk_get(&format!("/admin/orders/{order}"), JANE).await;
        let line = desk["lines"][0]["line_id"].as_str().unwrap();
        assert_eq!(desk["lines"][0]["price"]["amount"], 500);
        let usd = |cents: i64| json!({ "amount": cents, "currency": "USD" });
        let of_line = |cents: i64| json!({ "amount": usd(cents), "lines": [{ "line_id": line, "amount": usd(cents) }], "reason": "Noise" });
        let path = format!("/admin/orders/{order}/refunds");
        let caller = Some(JANE.caller());
        // A part of a line leaves the music.
        for _ in 0..2 {
            let headers = [("idempotency-key", "part")];
            let (status, _, _) = world.raw_as(Method::POST, &path, caller, &headers, Some(of_line(200))).await;
            assert_eq!(status, StatusCode::CREATED);
        }
        assert_eq!(world.get("/customers/me/owned", who).await["track_ids"], json!([1, 2]));
        let (status, problem) = world.clerk(Method::POST, &path, JANE, Some(of_line(301))).await;
        assert_eq!((status, &problem["left"]["amount"]), (StatusCode::CONFLICT, &json!(300)), "{problem}");
        let desk = world.desk_post(&path, JANE, of_line(300)).await;
        assert_eq!((&desk["lines"][0]["taken_back"], &desk["lines"][1]["granted"]), (&json!(1), &json!(1)));
        assert_eq!(world.get("/customers/me/owned", who).await["track_ids"], json!([2]), "{}", world.engine());
        // A kindness: the music again, without the money.
        let desk = world.desk_post(&format!("/admin/orders/{order}/lines/{line}/restore"), JANE, Value::Null).await;
        assert_eq!(desk["lines"][0]["granted"], 1);
        assert_eq!(world.get("/customers/me/owned", who).await["track_ids"], json!([1, 2]));
        let headers = [("idempotency-key", "part")];
        let (status, _, _) = world.raw_as(Method::POST, &path, caller, &headers, Some(of_line(100))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a key is one refund");
        world.books_are_right().await;
        let events = world.desk_get(&format!("/admin/orders/{order}/timeline"), JANE).await;
        let kinds: Vec<&str> = events.as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
        for kind in ["placed", "payment", "paid", "invoice", "music", "mail", "refund"] {
            assert!(kinds.contains(&kind), "{kind} is missing in {kinds:?}");
        }
    }
}

#[tokio::test]
async fn receipts_downloads_and_notes_leave_their_trace() {
    for world in worlds().await {
        let (_, order) = ten_dollars(&world).await;
        let at = |what: &str| format!("/admin/orders/{order}/{what}");
        world.desk_post(&at("receipts"), JANE, Value::Null).await;
        world.desk_post(&at("downloads"), JANE, json!({})).await;
        world.desk_post(&at("downloads"), JANE, json!({ "kind": "track", "ref_id": 1 })).await;
        let (status, _) =
            world.clerk(Method::POST, &at("downloads"), JANE, Some(json!({ "kind": "track", "ref_id": 3 }))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "not of this order");
        let notes = world.desk_post(&at("notes"), JANE, json!({ "body": "Called twice." })).await;
        assert_eq!((&notes[0]["body"], &notes[0]["by"]), (&json!("Called twice."), &json!("Jane Peacock")));
        let mails = "select count(*) from outbox where topic = 'mail' and (payload like '%\"receipt\"%' or payload like '%\"download\"%')";
        assert_eq!(world.count(mails).await, 4, "the first receipt, its copy, two links");
        let told = format!(
            "select count(*) from audit_log where entity_id = '{order}' and actor_kind = 'staff' and actor_id = '3'"
        );
        assert_eq!(world.count(&told).await, 4);
        let desk = world.desk_get(&format!("/admin/orders/{order}"), JANE).await;
        assert_eq!(desk["downloads"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn many_orders_are_changed_only_as_the_preview_showed() {
    for world in worlds().await {
        let mut open = Vec::new();
        for _ in 0..3 {
            let who = world.newcomer().await;
            world.add(who, "track", 3).await;
            open.push((who, world.order(who).await));
        }
        let wanted = json!({ "selection": { "filter": { "status": "pending_payment" } }, "change": "cancel_unpaid" });
        let preview = world.desk_post("/admin/orders/bulk/preview", NANCY, wanted.clone()).await;
        assert_eq!((&preview["count"], &preview["total"]["amount"]), (&json!(3), &json!(297)));
        let expected = json!({ "count": preview["count"], "fingerprint": preview["fingerprint"] });
        let act = |expected: &Value| json!({ "selection": wanted["selection"], "change": wanted["change"], "expected": expected });
        world.post(&format!("/orders/{}/cancel", open[0].1), open[0].0, Value::Null).await;
        let (status, problem) = world.clerk(Method::POST, "/admin/orders/bulk", NANCY, Some(act(&expected))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/stale-preview")), "{problem}");
        let preview = world.desk_post("/admin/orders/bulk/preview", NANCY, wanted.clone()).await;
        let expected = json!({ "count": preview["count"], "fingerprint": preview["fingerprint"] });
        let done = world.desk_post("/admin/orders/bulk", NANCY, act(&expected)).await;
        assert_eq!(done, json!({ "changed": 2, "passed_over": 0 }));
        assert_eq!(world.status(open[2].0, open[2].1).await, "canceled");
        let (status, _) = world
            .clerk(
                Method::POST,
                "/admin/orders/bulk/preview",
                NANCY,
                Some(json!({ "selection": { "filter": { "statsu": "paid" } }, "change": "cancel_unpaid" })),
            )
            .await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "a misspelled filter never means all orders");
    }
}

#[tokio::test]
async fn an_agent_reaches_their_own_customers_and_those_of_nobody() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        let line = world.desk_get(&format!("/admin/orders/{order}"), JANE).await["lines"][0]["line_id"]
            .as_str()
            .unwrap()
            .to_owned();
        let usd = json!({ "amount": 100, "currency": "USD" });
        let doors = [
            (Method::GET, format!("/admin/orders/{order}"), None),
            (Method::GET, format!("/admin/orders/{order}/timeline"), None),
            (Method::GET, format!("/admin/orders/{order}/invoice"), None),
            (Method::POST, format!("/admin/orders/{order}/refunds"), Some(json!({ "amount": usd, "reason": "x" }))),
            (Method::POST, format!("/admin/orders/{order}/cancel"), None),
            (Method::POST, format!("/admin/orders/{order}/receipts"), None),
            (Method::POST, format!("/admin/orders/{order}/downloads"), Some(json!({}))),
            (Method::POST, format!("/admin/orders/{order}/lines/{line}/restore"), None),
            (Method::POST, format!("/admin/orders/{order}/notes"), Some(json!({ "body": "x" }))),
            (Method::GET, format!("/admin/customers/{who}"), None),
            (Method::PUT, format!("/admin/customers/{who}/agent"), Some(json!({ "agent_id": 4 }))),
            (Method::POST, format!("/admin/customers/{who}/notes"), Some(json!({ "body": "x" }))),
        ];
        for (method, path, body) in &doors {
            let (status, answer) = world.clerk(method.clone(), path, MARGARET, body.clone()).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path} on {}: {answer}", world.engine());
        }
        assert_eq!(world.count("select count(*) from refunds").await, 0);
        for list in ["/admin/orders", "/admin/customers"] {
            let of = |rows: &[Value]| rows.iter().filter(|row| row["agent_id"] == 3).count();
            assert_eq!(of(&walk(&world, list, 37, MARGARET).await), 0, "{list}");
            assert!(of(&walk(&world, list, 37, JANE).await) > 0, "{list}");
            assert!(
                of(&walk(&world, &format!("{list}?agent=3"), 37, MARGARET).await) == 0,
                "{list}: a filter does not widen"
            );
        }
        let ids = json!({ "selection": { "ids": [order] }, "change": "resend_receipts" });
        assert_eq!(world.desk_post("/admin/orders/bulk/preview", MARGARET, ids).await["count"], 0);
        // Nobody's customers are everybody's.
        world.execute(&format!("update customers set support_rep_id = null where id = {who}")).await;
        world.desk_get(&format!("/admin/orders/{order}"), MARGARET).await;
        let (status, desk) = world
            .clerk(Method::PUT, &format!("/admin/customers/{who}/agent"), MARGARET, Some(json!({ "agent_id": 4 })))
            .await;
        assert_eq!((status, &desk["profile"]["agent_name"]), (StatusCode::OK, &json!("Margaret Park")), "{desk}");
        let (status, _) = world.clerk(Method::GET, &format!("/admin/orders/{order}"), JANE, None).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_segment_is_found_summed_exported_and_given_away() {
    for world in worlds().await {
        for filter in [
            "",
            "country=US",
            "country=US,CA&spend_min=4000",
            "last_order_from=2025-10-01",
            "q=luis",
            "agent=5&sort=-spend",
            "orders_min=7&sort=last_order",
        ] {
            let rows = walk(&world, &format!("/admin/customers?{filter}"), 37, NANCY).await;
            let plain = filter.replace("&sort=-spend", "").replace("&sort=last_order", "");
            let sums = world.desk_get(&format!("/admin/customers/totals?{plain}"), NANCY).await;
            let mut file = csv(&world, &format!("/admin/customers/export.csv?{filter}"), NANCY).await;
            let last = file.pop().unwrap();
            assert!(!rows.is_empty(), "{filter}");
            assert_eq!((sums["count"].as_u64().unwrap() as usize, file.len()), (rows.len(), rows.len()), "{filter}");
            assert_eq!(
                (&sums["spend"]["amount"], &last[8]),
                (&json!(sum(&rows, "spend")), &decimal(sum(&rows, "spend"))),
                "{filter}"
            );
        }
        let usa = world.desk_get("/admin/customers/totals?country=US", NANCY).await;
        assert_eq!((&usa["count"], &usa["spend"]["amount"]), (&json!(13), &json!(52_306)), "the golden numbers");
        let desk = world.desk_get("/admin/customers/6", NANCY).await;
        assert_eq!(desk["stats"]["spend"]["amount"], 4_962, "Helena Holý");
        let wanted = json!({ "selection": { "filter": { "country": "US" } }, "agent_id": 5 });
        let preview = world.desk_post("/admin/customers/bulk/preview", NANCY, wanted.clone()).await;
        let act = json!({ "selection": wanted["selection"], "agent_id": 5, "expected": preview });
        world.desk_post("/admin/customers/bulk", NANCY, act.clone()).await;
        let (status, _) = world.clerk(Method::POST, "/admin/customers/bulk", NANCY, Some(act)).await;
        assert_eq!(status, StatusCode::CONFLICT, "the preview is stale now");
        let given = walk(&world, "/admin/customers?country=US&agent=5", 37, NANCY).await;
        assert_eq!(given.len(), 13, "{}", world.engine());
        let (status, _) =
            world.clerk(Method::PUT, "/admin/customers/1/agent", NANCY, Some(json!({ "agent_id": 7 }))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "who looks after the computers gets no customers");
        assert_eq!(world.get("/customers/me", LUIS).await["id"], 1);
    }
}

#[tokio::test]
async fn views_are_their_owners_and_shared_ones_are_seen_by_all() {
    for world in worlds().await {
        let view = |name: &str, shared: bool| json!({ "list": "orders", "name": name, "query": "status=paid&sort=-total", "columns": ["number", "total"], "shared": shared });
        let own = world.desk_post("/admin/views", JANE, view("Mine", false)).await;
        let shared = world.desk_post("/admin/views", JANE, view("For all", true)).await;
        let (status, _) = world.clerk(Method::POST, "/admin/views", JANE, Some(view("Mine", true))).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let names = |views: Value| -> Vec<String> {
            views.as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(world.desk_get("/admin/views?list=orders", JANE).await), ["For all", "Mine"]);
        assert_eq!(names(world.desk_get("/admin/views?list=orders", MARGARET).await), ["For all"]);
        assert!(names(world.desk_get("/admin/views?list=customers", JANE).await).is_empty());
        let (own, shared) = (own["id"].as_str().unwrap(), shared["id"].as_str().unwrap());
        for id in [own, shared] {
            let (status, _) =
                world.clerk(Method::PUT, &format!("/admin/views/{id}"), MARGARET, Some(view("Stolen", false))).await;
            assert_eq!(status, StatusCode::NOT_FOUND);
        }
        let (status, _) = world.clerk(Method::DELETE, &format!("/admin/views/{shared}"), MARGARET, None).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, changed) =
            world.clerk(Method::PUT, &format!("/admin/views/{own}"), JANE, Some(view("Renamed", true))).await;
        assert_eq!(
            (status, &changed["name"], &changed["query"]),
            (StatusCode::OK, &json!("Renamed"), &json!("status=paid&sort=-total"))
        );
        let (status, _) = world.clerk(Method::DELETE, &format!("/admin/views/{own}"), JANE, None).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!(names(world.desk_get("/admin/views?list=orders", JANE).await), ["For all"]);
        let _ = fresh_key();
    }
}
