//! The invented history is one the shop could have written itself.

use kernel::{Currency, Timestamp};
use sql::Db;
use store::seed::{Plan, Seeded, seed};

use crate::{queries::count, support::shops};

fn plan(seed: u64) -> Plan {
    Plan {
        orders: 400,
        tracks: 150,
        seed,
        until: Timestamp::from_seconds(1_800_000_000),
        currency: Currency::USD,
        seller: "{\"name\":\"Chinook\",\"address\":[]}".into(),
    }
}

async fn write(db: &Db) -> Seeded {
    seed(db, &plan(7), |_| ()).await.unwrap()
}

#[tokio::test]
async fn an_invented_history_is_whole_and_its_books_balance() {
    for db in shops().await {
        let done = write(&db).await;
        assert_eq!((done.tracks, done.orders), (150, 400));
        assert!(done.lines > 1_000 && done.refunds > 0 && done.customers > 40, "{done:?}");
        for (wrong, rows) in [
            ("orders o where source = 'seed' and status not in ('fulfilled', 'refunded', 'partially_refunded')", 0),
            (
                "orders o where source = 'seed' and not exists (select 1 from payments p where p.order_id = o.id and p.amount_cents = o.total_cents and p.refunding_cents = o.refunded_cents)",
                0,
            ),
            (
                "invoices i where i.total_cents <> (select sum(l.unit_price_cents * l.quantity) from invoice_lines l where l.invoice_id = i.id)",
                0,
            ),
            (
                "orders o where o.paid_at is not null and o.subtotal_cents <> (select sum(l.unit_price_cents * l.quantity) from order_lines l where l.order_id = o.id)",
                0,
            ),
            (
                "order_lines l where l.unit_price_cents - l.discount_cents <> (select sum(t.price_cents) from order_line_tracks t where t.line_id = l.id)",
                0,
            ),
            ("(select order_id from ledger_entries group by order_id having sum(amount_cents) <> 0) x", 0),
            (
                "orders o where o.paid_at is not null and o.total_cents - o.refunded_cents <> (select sum(e.amount_cents) from ledger_entries e where e.order_id = o.id and e.account = 'cash')",
                0,
            ),
            (
                "orders o where o.paid_at is not null and not exists (select 1 from sales s where s.id = o.id and s.folded = 2)",
                0,
            ),
            (
                "refunds r where r.amount_cents <> (select sum(t.amount_cents) from sales_refund_tracks t where t.sale_id = r.id)",
                0,
            ),
            (
                "entitlements e where e.revoked_at is not null and not exists (select 1 from refunds r where r.order_id = e.order_id)",
                0,
            ),
            ("counters where name = 'invoice' and value = 812", 1),
            ("sales_totals where period = 2026 and orders = 0", 0),
        ] {
            assert_eq!(count(&db, wrong).await, rows, "{}: {wrong}", db.engine());
        }
        let sold =
            "(select cast(sum(units) as bigint) as n from sales_items where dimension = 1 and period = 0) x where n = ";
        assert_eq!(count(&db, &format!("{sold}{}", 2_240 + done.lines)).await, 1);
        let popular =
            format!("(select cast(sum(units_sold) as bigint) as n from tracks) x where n = {}", 2_240 + done.lines);
        assert_eq!(count(&db, &popular).await, 1, "{}", db.engine());
        assert_eq!(count(&db, "albums where title_key = '' or not listed and id > 347").await, 0);
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_history_on_both_engines() {
    let mut histories = Vec::new();
    for db in shops().await {
        let done = write(&db).await;
        let mut conn = db.read().await.unwrap();
        let orders: Vec<(String, i64, String)> = sql::on!(&mut conn, c => sqlx::query_as(
            "select id, total_cents, billing_name from orders where source = 'seed' order by placed_at, id",
        )
        .fetch_all(c)
        .await)
        .unwrap();
        histories.push((done, orders));
    }
    assert_eq!(histories[0], histories[1]);
}
