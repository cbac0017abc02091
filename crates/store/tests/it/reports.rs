//! The data set's golden numbers, read from what the import wrote.

use crate::{
    queries,
    support::{empty_shops, load, shops},
};
use store::import::Source;

#[tokio::test]
async fn the_books_show_the_golden_numbers_of_the_data_set() {
    for db in shops().await {
        let report = async |group: &str, measure: &str, limit: usize| queries::report(&db, group, measure, limit).await;
        assert_eq!(report("'all'", queries::REVENUE, 1).await, [("all".to_owned(), 232_860)]);
        assert_eq!(queries::sum_of_invoices(&db).await, (412, 232_860));
        let named =
            |rows: &[(&str, i64)]| rows.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect::<Vec<_>>();
        let years = queries::revenue_by_year(&db).await;
        assert_eq!(years, [44_946, 48_145, 46_958, 47_753, 45_058]);
        assert_eq!(
            report("i.billing_country", queries::REVENUE, 10).await,
            named(&[
                ("US", 52_306),
                ("CA", 30_396),
                ("FR", 19_510),
                ("BR", 19_010),
                ("DE", 15_648),
                ("GB", 11_286),
                ("CZ", 9_024),
                ("PT", 7_724),
                ("IN", 7_526),
                ("CL", 4_662)
            ])
        );
        assert_eq!(
            report("r.first_name || ' ' || r.last_name", queries::REVENUE, 5).await,
            named(&[("Jane Peacock", 83_304), ("Margaret Park", 77_540), ("Steve Johnson", 72_016)])
        );
        assert_eq!(
            report("ar.name", queries::REVENUE, 6).await,
            named(&[
                ("Iron Maiden", 13_860),
                ("U2", 10_593),
                ("Metallica", 9_009),
                ("Led Zeppelin", 8_613),
                ("Lost", 8_159),
                ("The Office", 4_975)
            ])
        );
        assert_eq!(
            report("g.name", queries::UNITS, 4).await,
            named(&[("Rock", 835), ("Latin", 386), ("Metal", 264), ("Alternative & Punk", 244)])
        );
        assert_eq!(
            report("g.name", queries::REVENUE, 5).await,
            named(&[
                ("Rock", 82_665),
                ("Latin", 38_214),
                ("Metal", 26_136),
                ("Alternative & Punk", 24_156),
                ("TV Shows", 9_353)
            ])
        );
        assert_eq!(
            report("al.title", queries::UNITS, 5).await,
            named(&[
                ("Minha Historia", 27),
                ("Greatest Hits", 26),
                ("Unplugged", 25),
                ("Acústico", 22),
                ("Greatest Kiss", 20)
            ])
        );
        assert_eq!(
            report("c.first_name || ' ' || c.last_name", queries::REVENUE, 3).await,
            named(&[("Helena Holý", 4_962), ("Richard Cunningham", 4_762), ("Luis Rojas", 4_662)])
        );
        assert_eq!(
            report("m.name", queries::UNITS, 5).await,
            named(&[
                ("MPEG audio file", 1_976),
                ("Protected AAC audio file", 146),
                ("Protected MPEG-4 video file", 111),
                ("Purchased AAC audio file", 4),
                ("AAC audio file", 3)
            ])
        );
    }
}

#[tokio::test]
async fn every_old_invoice_is_a_paid_order_whose_tracks_are_owned() {
    for db in shops().await {
        for (table, rows) in [
            ("orders where status = 'fulfilled' and source = 'chinook' and paid_at = placed_at", 412),
            ("order_lines", 2240),
            ("order_line_tracks", 2240),
            ("payments where state = 'succeeded' and provider = 'imported'", 412),
            ("invoices", 412),
            ("invoice_lines", 2240),
            ("entitlements where revoked_at is null", 2240),
            ("outbox where topic = 'order.paid'", 412),
            ("outbox where topic <> 'order.paid'", 0),
            ("counters where name = 'invoice' and value = 412", 1),
            (
                "orders o where not exists (select 1 from payments p where p.order_id = o.id and p.amount_cents = o.total_cents)",
                0,
            ),
            (
                "invoices i where i.total_cents <> (select sum(l.unit_price_cents * l.quantity) from invoice_lines l where l.invoice_id = i.id)",
                0,
            ),
        ] {
            assert_eq!(queries::count(&db, table).await, rows, "{table}");
        }
    }
}

#[tokio::test]
async fn importing_twice_sells_nothing_twice() {
    for db in empty_shops().await {
        let first = load(&db, Source::Embedded).await;
        assert!(load(&db, Source::Embedded).await.already_loaded);
        assert_eq!(queries::count(&db, "invoice_lines").await, 2240);
        assert_eq!(queries::count(&db, "imports").await, 1);
        assert!(first.rows > 23_000, "{}", first.rows);
    }
}
