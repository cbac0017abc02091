//! Reports over the untouched data set give its golden numbers; over a shop that sells and sends
//! money back they agree with the ledger, to the cent.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use http::{Caller, Role};
use kernel::{AccountId, EmployeeId, Money, OrderId, Random, SessionId};
use serde_json::{Value, json};
use store::{
    books::Day,
    orders::{RefundRequest, refund},
};
use tower::ServiceExt;

use crate::support::{ALBUM, JANE, START, World, worlds};

/// The years of the data set.
const ALL: &str = "from=2021-01-01&to=2025-12-31";
const EDWARDS: (i64, Role) = (2, Role::SalesManager);
const PEACOCK: (i64, Role) = (3, Role::SupportAgent);

async fn ask(
    world: &World,
    method: Method,
    (who, role): (i64, Role),
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Vec<u8>) {
    let (router, _) = store::reports::http::router().split_for_parts();
    let router: Router = router.with_state(world.shop.clone());
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    let mut request = request.body(body.map_or(Body::empty(), |body| Body::from(body.to_string()))).unwrap();
    request.extensions_mut().insert(Caller::Staff {
        account: AccountId::fresh(START, &Random::Os),
        employee: EmployeeId::new(who).unwrap(),
        role,
        session: SessionId::fresh(START, &Random::Os),
    });
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

async fn get(world: &World, who: (i64, Role), path: &str) -> Value {
    let (status, body) = ask(world, Method::GET, who, path, None).await;
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(status, StatusCode::OK, "{}: {path}: {body}", world.shop.db.engine());
    body
}

/// As Jane's home counts them, and as many as the list finds.
async fn failed_refunds(world: &World) -> (i64, usize) {
    let home = get(world, PEACOCK, "/admin/home").await;
    let counted = home["attention"].as_array().unwrap().iter().find(|item| item["key"] == "failed_refunds");
    let list = world.desk_get("/admin/orders?refund=failed", JANE).await;
    (counted.map_or(0, |item| item["count"].as_i64().unwrap()), list["items"].as_array().unwrap().len())
}

async fn report(world: &World, name: &str, query: &str) -> Value {
    get(world, EDWARDS, &format!("/admin/reports/{name}?{query}")).await
}

fn column(table: &Value, key: &str) -> usize {
    let columns = table["columns"].as_array().unwrap();
    columns.iter().position(|c| c["key"] == key).unwrap_or_else(|| panic!("no column {key} in {columns:?}"))
}

/// The first cell of each row, and one of its numbers.
fn rows(table: &Value, measure: &str) -> Vec<(String, i64)> {
    let at = column(table, measure);
    let row = |row: &Value| (row["cells"][0].as_str().unwrap().to_owned(), row["cells"][at].as_i64().unwrap());
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

fn first(table: &Value, measure: &str, count: usize) -> Vec<(String, i64)> {
    rows(table, measure).into_iter().take(count).collect()
}

fn total(table: &Value, measure: &str) -> i64 {
    table["totals"][column(table, measure)].as_i64().unwrap()
}

fn named(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
    rows.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

#[tokio::test]
async fn sales_by_year_country_and_agent_are_the_golden_numbers() {
    for world in worlds().await {
        let years = report(&world, "sales", &format!("{ALL}&interval=year")).await;
        let expected = [("2021", 44_946), ("2022", 48_145), ("2023", 46_958), ("2024", 47_753), ("2025", 45_058)];
        assert_eq!(rows(&years, "net"), named(&expected));
        assert_eq!(rows(&years, "orders").iter().map(|(_, orders)| *orders).collect::<Vec<_>>(), [83, 83, 83, 83, 80]);
        assert_eq!(
            (total(&years, "net"), total(&years, "orders"), total(&years, "average_order")),
            (232_860, 412, 565)
        );
        assert_eq!((total(&years, "units"), total(&years, "refunds"), total(&years, "tax")), (2_240, 0, 0));
        assert_eq!((&years["time_zone"], &years["currency"]), (&json!("UTC"), &json!("USD")));
        let months = report(&world, "sales", &format!("{ALL}&interval=month")).await;
        assert_eq!(months["rows"].as_array().unwrap().len(), 60);
        assert_eq!(rows(&months, "net").iter().filter(|(_, net)| *net == 3_762).count(), 43);
        for interval in ["day", "week"] {
            let table = report(&world, "sales", &format!("{ALL}&interval={interval}")).await;
            assert_eq!(rows(&table, "net").iter().map(|(_, net)| net).sum::<i64>(), 232_860);
        }
        let countries = report(&world, "countries", ALL).await;
        let expected = [
            ("US", 52_306),
            ("CA", 30_396),
            ("FR", 19_510),
            ("BR", 19_010),
            ("DE", 15_648),
            ("GB", 11_286),
            ("CZ", 9_024),
            ("PT", 7_724),
            ("IN", 7_526),
            ("CL", 4_662),
            ("HU", 4_562),
            ("IE", 4_562),
            ("AT", 4_262),
            ("FI", 4_162),
            ("NL", 4_062),
            ("NO", 3_962),
            ("SE", 3_862),
        ];
        assert_eq!(first(&countries, "net", 17), named(&expected));
        assert!(rows(&countries, "net")[17..].iter().all(|(_, net)| *net == 3_762));
        assert_eq!(rows(&countries, "net").len(), 24);
        assert_eq!(rows(&countries, "customers")[0], ("US".to_owned(), 13));
        assert_eq!(rows(&countries, "orders")[0].1, 91);
        let agents = report(&world, "agents", ALL).await;
        let expected = [("Jane Peacock", 83_304), ("Margaret Park", 77_540), ("Steve Johnson", 72_016)];
        assert_eq!(rows(&agents, "net"), named(&expected));
        let expected = [("Jane Peacock", 146), ("Margaret Park", 140), ("Steve Johnson", 126)];
        assert_eq!(rows(&agents, "orders"), named(&expected));
        let expected = [("Jane Peacock", 21), ("Margaret Park", 20), ("Steve Johnson", 18)];
        assert_eq!(rows(&agents, "customers"), named(&expected));
    }
}

#[tokio::test]
async fn sales_by_artist_genre_album_media_type_and_customer_are_the_golden_numbers() {
    for world in worlds().await {
        let artists = report(&world, "artists", ALL).await;
        let expected = [
            ("Iron Maiden", 13_860),
            ("U2", 10_593),
            ("Metallica", 9_009),
            ("Led Zeppelin", 8_613),
            ("Lost", 8_159),
            ("The Office", 4_975),
        ];
        assert_eq!(first(&artists, "net", 6), named(&expected));
        assert_eq!(
            rows(&artists, "units")[..6].iter().map(|(_, u)| *u).collect::<Vec<_>>(),
            [140, 107, 91, 87, 41, 25]
        );
        assert_eq!((total(&artists, "net"), &artists["more"]), (232_860, &json!(true)));
        let genres = report(&world, "genres", &format!("{ALL}&sort=-units")).await;
        let expected = [
            ("Rock", 835),
            ("Latin", 386),
            ("Metal", 264),
            ("Alternative & Punk", 244),
            ("Jazz", 80),
            ("Blues", 61),
            ("TV Shows", 47),
        ];
        assert_eq!(first(&genres, "units", 7), named(&expected));
        let money: Vec<_> = rows(&genres, "net").iter().take(7).map(|(_, net)| *net).collect();
        assert_eq!(money, [82_665, 38_214, 26_136, 24_156, 7_920, 6_039, 9_353]);
        let albums = report(&world, "albums", &format!("{ALL}&sort=-units")).await;
        let expected =
            [("Minha Historia", 27), ("Greatest Hits", 26), ("Unplugged", 25), ("Acústico", 22), ("Greatest Kiss", 20)];
        assert_eq!(first(&albums, "units", 5), named(&expected));
        let media = report(&world, "media-types", &format!("{ALL}&sort=-units")).await;
        let expected = [
            ("MPEG audio file", 1_976),
            ("Protected AAC audio file", 146),
            ("Protected MPEG-4 video file", 111),
            ("Purchased AAC audio file", 4),
            ("AAC audio file", 3),
        ];
        assert_eq!(rows(&media, "units"), named(&expected));
        assert_eq!(rows(&media, "net")[2].1, 22_089);
        let customers = report(&world, "customers", ALL).await;
        let expected = [("Helena Holý", 4_962), ("Richard Cunningham", 4_762), ("Luis Rojas", 4_662)];
        assert_eq!(first(&customers, "net", 3), named(&expected));
        let next: Vec<_> = rows(&customers, "lifetime_net")[3..5].to_vec();
        assert!(next.iter().all(|(_, net)| *net == 4_562), "{next:?}");
        assert_eq!(customers["totals"][0], "59 paying customers");
        let tracks = report(&world, "tracks", &format!("{ALL}&limit=500")).await;
        assert_eq!(rows(&tracks, "units").iter().filter(|(_, units)| *units == 2).count(), 256);
        let royalties = report(&world, "royalties", ALL).await;
        assert_eq!(rows(&royalties, "royalty")[0], ("Iron Maiden".to_owned(), 9_702));
    }
}

#[tokio::test]
async fn the_eight_classic_reports_are_answered() {
    for world in worlds().await {
        let usa = report(&world, "genres", &format!("{ALL}&country=US&sort=-units")).await;
        let expected = [("Rock", 157), ("Latin", 91), ("Metal", 64), ("Alternative & Punk", 50), ("Jazz", 22)];
        assert_eq!(first(&usa, "units", 5), named(&expected));
        assert_eq!(total(&usa, "net"), 52_306);

        let agents = report(&world, "agents", ALL).await;
        assert_eq!(rows(&agents, "net")[0], ("Jane Peacock".to_owned(), 83_304));

        let countries = report(&world, "countries", &format!("{ALL}&group_small=true")).await;
        let (name, others) = rows(&countries, "customers").pop().unwrap();
        assert_eq!((name.as_str(), others), ("Other", 15));
        assert_eq!(rows(&countries, "net").pop().unwrap().1, 60_430);
        assert_eq!(rows(&countries, "net").iter().map(|(_, net)| net).sum::<i64>(), 232_860);

        let kinds = report(&world, "purchase-kinds", ALL).await;
        assert_eq!(rows(&kinds, "units"), named(&[("Whole albums", 0), ("Single tracks", 2_240)]));

        let playlists = report(&world, "playlists", "").await;
        let (name, most) = &rows(&playlists, "playlists")[0];
        assert_eq!((name.as_str(), *most), ("Eugene Ormandy", 7));

        let sold = report(&world, "sold-unsold", ALL).await;
        let expected = [("Never", 1_519), ("At least once", 1_984), ("– once", 1_728), ("– twice", 256)];
        assert_eq!(rows(&sold, "tracks"), named(&expected));

        let popularity = report(&world, "popularity", ALL).await;
        assert_eq!(rows(&popularity, "tracks")[0], ("Rock".to_owned(), 1_297));
        assert_eq!(rows(&popularity, "units_share")[0].1, 3_728);
        assert_eq!((total(&popularity, "tracks"), total(&popularity, "units")), (3_503, 2_240));

        let protection = report(&world, "protection", ALL).await;
        assert_eq!(rows(&protection, "units"), named(&[("Copy protected", 257), ("Without protection", 1_983)]));
        assert_eq!(total(&protection, "net"), 232_860);
    }
}

#[tokio::test]
async fn what_came_into_the_catalogue_later_was_not_left_unsold() {
    for world in worlds().await {
        let artist = world.does(Method::POST, "/admin/artists", 0, json!({ "name": "Tide" })).await["id"].clone();
        let album = json!({ "title": "Tide", "artist_id": artist });
        let album = world.does(Method::POST, "/admin/albums", 0, album).await["id"].clone();
        let track =
            json!({ "album_id": album, "name": "Ebb", "genre_id": 1, "duration_ms": 61_000, "price_cents": 99 });
        world.does(Method::POST, "/admin/tracks", 0, track).await;
        let sold = report(&world, "sold-unsold", ALL).await;
        assert_eq!((rows(&sold, "tracks")[0].1, total(&sold, "tracks")), (1_519, 3_503));
        let day = Day::of(START);
        let now = report(&world, "sold-unsold", &format!("from={day}&to={day}")).await;
        assert_eq!(rows(&now, "tracks")[0].1, 3_504);
    }
}

#[tokio::test]
async fn the_csv_has_every_row_and_a_total_that_adds_up() {
    for world in worlds().await {
        let path = format!("/admin/reports/tracks/export.csv?{ALL}");
        let (status, body) = ask(&world, Method::GET, EDWARDS, &path, None).await;
        assert_eq!(status, StatusCode::OK);
        let text = String::from_utf8(body).unwrap();
        let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "Track,Artist,Tracks sold,Sales,Refunds,Net sales,Share");
        assert_eq!(lines.len(), 1 + 1_984 + 1);
        assert_eq!(*lines.last().unwrap(), "Total,,2240,2328.60,0.00,2328.60,100.00");
        let cents = |line: &&str| {
            let net = line.rsplit(',').nth(1).unwrap();
            net.replace('.', "").parse::<i64>().unwrap()
        };
        assert_eq!(lines[1..lines.len() - 1].iter().map(cents).sum::<i64>(), 232_860);
        for name in ["sales", "countries", "cohorts", "taxes", "royalties", "promotions", "refunds"] {
            let path = format!("/admin/reports/{name}/export.csv?{ALL}");
            assert_eq!(ask(&world, Method::GET, EDWARDS, &path, None).await.0, StatusCode::OK, "{name}");
        }
    }
}

#[tokio::test]
async fn cohorts_and_taxes_add_up_to_what_was_sold() {
    for world in worlds().await {
        let cohorts = report(&world, "cohorts", &format!("{ALL}&limit=500")).await;
        assert_eq!((total(&cohorts, "customers"), total(&cohorts, "lifetime_net")), (59, 232_860));
        let taxes = report(&world, "taxes", &format!("{ALL}&limit=500")).await;
        assert_eq!(rows(&taxes, "net").iter().map(|(_, net)| net).sum::<i64>(), 232_860);
        assert_eq!(taxes["rows"][0]["cells"][0], "2021 Q1");
    }
}

async fn send_back(world: &World, order: OrderId, cents: i64, key: &str) {
    let request = RefundRequest { amount: Money::usd(cents), lines: &[], reason: "You asked for it.", key, by: None };
    refund(&world.shop, order, &request).await.unwrap();
}

/// What the ledger says about the days from the import on.
async fn ledger(world: &World) -> (i64, i64) {
    let cash = "select cast(coalesce(sum(amount_cents), 0) as bigint) from ledger_entries where account in ('cash', 'gift_cards') and at >= 1790000000000";
    let refunds =
        "select cast(coalesce(sum(e.amount_cents), 0) as bigint) from ledger_entries e join sales s on s.id = e.sale_id
      where s.kind = 'refund' and e.account in ('refunds', 'tax') and e.at >= 1790000000000";
    (world.count(cash).await, world.count(refunds).await)
}

async fn the_ledger_balances(world: &World) {
    let unbalanced =
        "select count(*) from (select order_id from ledger_entries group by order_id having sum(amount_cents) <> 0) x";
    assert_eq!(world.count(unbalanced).await, 0, "{}", world.engine());
    let missing = "select count(*) from orders o where o.paid_at is not null and not exists (select 1 from sales s where s.id = o.id)";
    assert_eq!(world.count(missing).await, 0, "{}", world.engine());
}

#[tokio::test]
async fn a_sale_and_its_refund_are_in_the_next_report_and_agree_with_the_ledger() {
    for world in worlds().await {
        the_ledger_balances(&world).await;
        let who = world.newcomer().await;
        world.execute(&format!("update customers set support_rep_id = 3 where id = {who}")).await;
        let album = world.buy(who, &[("album", ALBUM)]).await;
        let track = world.buy(who, &[("track", 2_820)]).await;
        let today = report(&world, "sales", "").await;
        assert_eq!((total(&today, "orders"), total(&today, "units")), (2, 11));
        assert_eq!(total(&today, "net"), 891 + 199);
        assert_eq!((total(&today, "net"), total(&today, "refunds")), ledger(&world).await);

        // A part: shared out over the album's ten tracks.
        send_back(&world, album, 100, "part").await;
        let artists = report(&world, "artists", "").await;
        let acdc = rows(&artists, "refunds").into_iter().find(|(name, _)| name == "AC/DC").unwrap();
        assert_eq!(acdc.1, 100);
        send_back(&world, album, 791, "rest").await;
        send_back(&world, track, 199, "all").await;
        let today = report(&world, "sales", "").await;
        assert_eq!((total(&today, "net"), total(&today, "refunds")), (0, 1_090));
        assert_eq!((total(&today, "net"), total(&today, "refunds")), ledger(&world).await);
        the_ledger_balances(&world).await;
        for name in ["tracks", "albums", "artists", "genres", "media-types", "countries", "agents", "customers"] {
            let table = report(&world, name, "limit=500").await;
            assert_eq!(total(&table, "net"), 0, "{name}");
            assert_eq!(rows(&table, "net").iter().map(|(_, net)| net.abs()).sum::<i64>(), 0, "{name}");
            assert_eq!(rows(&table, "refunds").iter().map(|(_, refunded)| refunded).sum::<i64>(), 1_090, "{name}");
        }
        let causes = report(&world, "refunds", "").await;
        assert_eq!(rows(&causes, "refunds"), named(&[("Asked for by the customer or staff", 1_090)]));
        let kinds = report(&world, "purchase-kinds", "").await;
        assert_eq!(rows(&kinds, "units"), named(&[("Whole albums", 10), ("Single tracks", 1)]));
        // The years of the data set are as they were.
        assert_eq!(total(&report(&world, "sales", ALL).await, "net"), 232_860);

        // Made anew, the sums are the same.
        let sums = async || {
            let mut all = Vec::new();
            for table in ["sales_totals", "sales_items", "sales_customers"] {
                let cents = if table == "sales_totals" { "gross_cents" } else { "sold_cents" };
                let sql = format!(
                    "select cast(sum({cents} * 31 + units * 7 + refunded_cents) as bigint) + count(*) from {table}"
                );
                all.push(world.count(&sql).await);
            }
            all.push(world.count("select cast(sum(paid_day) as bigint) from sales_customers").await);
            all
        };
        let before = sums().await;
        let mut tx = world.shop.db.begin().await.unwrap();
        store::books::rebuild(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sums().await, before, "{}", world.engine());
    }
}

#[tokio::test]
async fn a_long_range_up_to_now_says_the_same_when_more_was_sold_after_it() {
    for world in worlds().await {
        let asked = async || {
            let mut tables = Vec::new();
            for name in ["tracks", "albums", "artists", "genres", "media-types", "customers", "sold-unsold"] {
                let table = report(&world, name, "from=2021-02-03&to=2025-12-31&limit=500").await;
                assert!(table["rows"].as_array().unwrap().len() > 3 || name == "sold-unsold", "{name}");
                tables.push((name, table["rows"].clone(), table["totals"].clone()));
            }
            tables
        };
        let before = asked().await;
        world.buy(world.newcomer().await, &[("album", ALBUM), ("track", 2_820)]).await;
        for (now, before) in asked().await.into_iter().zip(before) {
            assert_eq!(now, before, "{}", world.engine());
        }
    }
}

#[tokio::test]
async fn who_only_got_money_back_did_not_pay() {
    for world in worlds().await {
        let (who, other) = (world.newcomer().await, world.newcomer().await);
        let order = world.buy(who, &[("track", 2_820)]).await;
        let paying = async |range: &str| {
            let home = get(&world, EDWARDS, &format!("/admin/home?{range}")).await;
            let card = home["cards"].as_array().unwrap().iter().find(|card| card["key"] == "paying_customers").unwrap();
            let customers = report(&world, "customers", range).await;
            let label = customers["totals"][0].as_str().unwrap().to_owned();
            (card["value"].as_i64().unwrap(), label, rows(&customers, "refunds").len())
        };
        let today = |world: &World| format!("from={}", Day::of(world.shop.clock.now()));
        let first = today(&world);
        assert_eq!(paying(&first).await, (1, "1 paying customer".to_owned(), 1), "{}", world.engine());
        world.wait(86_400).await;
        world.buy(other, &[("track", 1)]).await;
        send_back(&world, order, 199, "all").await;
        assert_eq!(paying(&today(&world)).await, (1, "1 paying customer".to_owned(), 2), "{}", world.engine());
        assert_eq!(paying(&first).await.0, 2, "{}", world.engine());
        // The first day alone, with a sale after it.
        let alone = format!("{first}&{}", first.replace("from", "to"));
        assert_eq!(paying(&alone).await, (1, "1 paying customer".to_owned(), 1), "{}", world.engine());
    }
}

#[tokio::test]
async fn home_compares_with_the_period_before_and_shows_an_agent_their_own() {
    for world in worlds().await {
        let year = get(&world, EDWARDS, "/admin/home?from=2024-01-01&to=2024-12-31").await;
        let card = |home: &Value, key: &str| {
            let card = home["cards"].as_array().unwrap().iter().find(|card| card["key"] == key).unwrap().clone();
            assert!(card["definition"].as_str().unwrap().len() > 20);
            (card["value"].as_i64().unwrap_or(-1), card["previous"].as_i64().unwrap_or(-1))
        };
        assert_eq!(card(&year, "net"), (47_753, 46_958));
        assert_eq!(card(&year, "orders"), (83, 83));
        assert_eq!((card(&year, "refunds"), card(&year, "tax")), ((0, 0), (0, 0)));
        assert_eq!(year["series"].as_array().unwrap().len(), 12);
        let sum: i64 = year["series"].as_array().unwrap().iter().map(|point| point["net"].as_i64().unwrap()).sum();
        assert_eq!(sum, 47_753);
        assert_eq!(year["countries"][0]["id"], "US");
        assert_eq!(year["agents"].as_array().unwrap().len(), 3);
        assert_eq!(year["top"]["tracks"].as_array().unwrap().len(), 8);

        let all = get(&world, EDWARDS, &format!("/admin/home?{ALL}")).await;
        assert_eq!((card(&all, "paying_customers").0, card(&all, "net").0), (59, 232_860));
        let own = get(&world, PEACOCK, &format!("/admin/home?{ALL}")).await;
        assert_eq!((card(&own, "paying_customers").0, card(&own, "net").0), (21, 83_304));
        assert_eq!((&own["own"], own["agents"].as_array().unwrap().len()), (&json!(true), 0));
        assert!(own["top"]["artists"][0]["net"].as_i64().unwrap() < 13_860);

        let quiet = get(&world, EDWARDS, "/admin/home").await;
        assert_eq!((card(&quiet, "orders"), card(&quiet, "average_order")), ((0, 0), (-1, -1)));
        // Much is left of the first, the second is limited no longer, of the third a few.
        world
            .execute(
                "insert into stock (kind, ref_id, on_hand, limited, low_at)
                 values ('album', 1, 5, true, 2), ('album', 2, 0, false, 5), ('album', 3, 9, true, 10)",
            )
            .await;
        let keys = |home: &Value| {
            home["attention"].as_array().unwrap().iter().map(|item| item["key"].clone()).collect::<Vec<_>>()
        };
        let home = get(&world, EDWARDS, "/admin/home").await;
        assert_eq!((keys(&home), &home["attention"][0]["count"]), (vec![json!("low_stock")], &json!(1)));
        // A refund that failed is shown to who can reach the customer: customer 1 is Peacock's.
        let order = "select id from orders where customer_id = 1 order by id limit 1";
        world
            .execute(&format!(
                "insert into refunds (id, order_id, payment_id, amount_cents, currency, state, cause, reason, idempotency_key,
                   available_at, created_at, updated_at)
                 select 'r', o.id, p.id, 1, 'USD', 'failed', 'requested', 'As asked', 'r', 0, 0, 0
                 from orders o
                 join payments p on p.order_id = o.id
                 where o.id = ({order})"
            ))
            .await;
        assert_eq!(keys(&get(&world, PEACOCK, "/admin/home").await), ["failed_refunds"]);
        assert_eq!(failed_refunds(&world).await, (1, 1));
        // Another that failed waits for the same person; one that is under way answers both.
        world
            .execute(
                "insert into refunds (id, order_id, payment_id, amount_cents, currency, state, cause, reason, idempotency_key,
                   available_at, created_at, updated_at)
                 select 's', order_id, payment_id, 1, 'USD', 'failed', 'requested', 'As asked', 's', 0, 5, 5
                 from refunds
                 where id = 'r'"
            )
            .await;
        assert_eq!(failed_refunds(&world).await, (1, 1));
        world.execute("update refunds set state = 'pending' where id = 's'").await;
        assert_eq!(failed_refunds(&world).await, (0, 0));
        world.execute("delete from refunds where id = 's'").await;
        assert!(keys(&get(&world, (4, Role::SupportAgent), "/admin/home").await).is_empty());
        world.execute("delete from refunds where id = 'r'").await;
        assert!(keys(&get(&world, PEACOCK, "/admin/home").await).is_empty());
        let machines = get(&world, (6, Role::It), "/admin/home").await;
        assert!(machines["cards"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_promotion_is_told_with_the_orders_it_was_used_in() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let order = world.buy(who, &[("album", ALBUM)]).await;
        let promotion = "018f0000-0000-7000-8000-000000000001";
        world
            .execute(&format!(
                "insert into promotions (id, name, code, kind, percent, currency, starts_at, created_at, updated_at)
                 values ('{promotion}', 'Spring', 'SPRING', 'percent', 10, 'USD', 0, 0, 0)"
            ))
            .await;
        world
            .execute(&format!(
                "insert into order_line_discounts (line_id, promotion_id, order_id, name, code, amount_cents)
                 select l.id, '{promotion}', l.order_id, 'Spring', 'SPRING', 50 from order_lines l where l.order_id = '{order}'"
            ))
            .await;
        let table = report(&world, "promotions", "").await;
        assert_eq!(rows(&table, "discounts"), named(&[("Spring", 50)]));
        assert_eq!((rows(&table, "orders")[0].1, rows(&table, "net")[0].1), (1, 891));
        assert_eq!(total(&table, "discounts"), 50);
        assert!(report(&world, "promotions", ALL).await["rows"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn reports_are_for_managers_and_refuse_what_they_cannot_answer() {
    for world in worlds().await {
        for who in [PEACOCK, (6, Role::It)] {
            assert_eq!(ask(&world, Method::GET, who, "/admin/reports/sales", None).await.0, StatusCode::FORBIDDEN);
        }
        for (path, status) in [
            ("/admin/reports/nothing", 404),
            ("/admin/reports/sales?from=2025-02-01&to=2025-01-01", 422),
            ("/admin/reports/tracks?country=US", 422),
            ("/admin/reports/taxes?agent=3", 422),
            ("/admin/reports/sales?limit=0", 400),
            ("/admin/reports/sales?from=yesterday", 400),
        ] {
            assert_eq!(ask(&world, Method::GET, EDWARDS, path, None).await.0, status, "{path}");
        }
        let set = async |body: Value| ask(&world, Method::PUT, EDWARDS, "/admin/royalty-rates", Some(body)).await;
        assert_eq!(set(json!({ "artist_id": 90, "rate_bp": 5_000 })).await.0, StatusCode::OK);
        let royalties = report(&world, "royalties", ALL).await;
        assert_eq!(rows(&royalties, "royalty")[0], ("Iron Maiden".to_owned(), 6_930));
        assert_eq!(set(json!({ "artist_id": null, "rate_bp": 10_001 })).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(set(json!({ "artist_id": 99_999, "rate_bp": 1 })).await.0, StatusCode::NOT_FOUND);
        assert_eq!(world.count("select count(*) from audit_log where action = 'royalty.changed'").await, 1);
    }
}
