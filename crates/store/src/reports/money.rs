//! Where the money goes: refunds, promotions, tax and royalties.

use std::collections::{BTreeMap, HashMap};

use sql::{Conn, Error};

use super::{
    Cell, Column, Drawing, Kind, Question, Report, Row, Table,
    build::{blank, both, country_name, total},
    queries::{self, Dimension, Group, Item, Order, PromotionRow, Sums},
    table::{DISCOUNTS, NET, ORDERS, REFUNDS, SALES, SHARE, TAX, UNITS, percent, text},
};

pub(super) async fn refunds(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let count = Column {
        key: "refunds_count",
        label: "Refunds",
        kind: Kind::Count,
        definition: "Refunds that came through in the period.",
    };
    let orders = Column { key: "orders", label: "Orders", kind: Kind::Count, definition: "Orders they belong to." };
    let amount = Column { label: "Amount", ..REFUNDS };
    let tax = Column { definition: "The tax in what went back.", ..TAX };
    let share = Column { definition: "Of all that went back.", ..SHARE };
    let columns = vec![text("cause", "Cause"), count, orders, amount, tax, share];
    let filter = q.filter();
    let now = queries::refund_causes(conn, &filter, q.span).await?;
    let before = match q.previous() {
        Some(span) => Some(queries::refund_causes(conn, &filter, span).await?),
        None => None,
    };
    let whole = |rows: &[queries::CauseRow]| {
        let sum = |of: fn(&queries::CauseRow) -> i64| rows.iter().map(of).sum::<i64>();
        [sum(|r| r.refunds), sum(|r| r.orders), sum(|r| r.amount), sum(|r| r.tax)]
    };
    let cells = |label: &str, numbers: [i64; 4], all: i64| {
        let mut cells = vec![Cell::from(label)];
        cells.extend(numbers.map(Cell::from));
        cells.push(percent(numbers[2], all).into());
        cells
    };
    let mut table = blank(Report::Refunds, q, columns, Drawing::Bars, "refunds");
    let all = whole(&now);
    let all_before = before.as_deref().map(whole);
    table.totals = cells("Total", all, all[2]);
    table.previous_totals = all_before.map(|all| cells("Total", all, all[2]));
    table.rows = now
        .iter()
        .map(|row| {
            let earlier = before.as_ref().map(|rows| rows.iter().find(|r| r.cause == row.cause));
            let numbers = |row: &queries::CauseRow| [row.refunds, row.orders, row.amount, row.tax];
            let label = cause_label(&row.cause);
            Row {
                id: row.cause.clone(),
                cells: cells(label, numbers(row), all[2]),
                previous: earlier
                    .map(|row| cells(label, row.map(numbers).unwrap_or_default(), all_before.map_or(0, |all| all[2]))),
            }
        })
        .collect();
    Ok(table)
}

fn cause_label(cause: &str) -> &str {
    match cause {
        "requested" => "Asked for by the customer or staff",
        "at_provider" => "Sent back at the payment provider",
        "not_sellable" => "No longer for sale when it was paid",
        "already_owned" => "Owned already",
        "paid_twice" => "Paid twice",
        other => other,
    }
}

pub(super) async fn promotions(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let orders = Column { definition: "Orders of the period that the promotion took something off.", ..ORDERS };
    let customers =
        Column { key: "customers", label: "Customers", definition: "Different customers who placed them.", ..ORDERS };
    let discounts = Column { definition: "What the promotion took off these orders.", ..DISCOUNTS };
    let net = Column {
        definition: "What these orders came to, less what went back of them so far. An order with two promotions counts for both.",
        ..NET
    };
    let columns = vec![text("promotion", "Promotion"), text("code", "Code"), orders, customers, discounts, net];
    let filter = q.filter();
    let now = queries::promotions(conn, &filter, q.span, i64::MAX).await?;
    let before = match q.previous() {
        Some(span) => Some(queries::promotions(conn, &filter, span, i64::MAX).await?),
        None => None,
    };
    let cells = |label: &str, code: Option<&str>, numbers: [Option<i64>; 4]| {
        let mut cells = vec![Cell::from(label), code.into()];
        cells.extend(numbers.map(Cell::from));
        cells
    };
    let whole = |rows: &[PromotionRow]| {
        let discount = rows.iter().map(|row| row.discount).sum();
        // Orders and customers may be those of several promotions: they have no sum.
        cells("Total", None, [None, None, Some(discount), None])
    };
    let numbers = |row: Option<&PromotionRow>| {
        let of = |value: fn(&PromotionRow) -> i64| Some(row.map_or(0, value));
        [of(|row| row.orders), of(|row| row.customers), of(|row| row.discount), of(|row| row.net)]
    };
    let mut table = blank(Report::Promotions, q, columns, Drawing::Bars, "discounts");
    table.totals = whole(&now);
    table.previous_totals = before.as_deref().map(whole);
    table.rows = now
        .iter()
        .map(|row| {
            let earlier = before.as_ref().map(|rows| rows.iter().find(|earlier| earlier.key == row.key));
            let line = |row_then| cells(&row.name, row.code.as_deref(), numbers(row_then));
            Row { id: row.key.clone(), cells: line(Some(row)), previous: earlier.map(line) }
        })
        .collect();
    Ok(table.cut(q))
}

pub(super) async fn taxes(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let refunded_tax = Column {
        key: "refunded_tax",
        label: "Tax sent back",
        kind: Kind::Money,
        definition: "The tax in the refunds of the quarter.",
    };
    let charged = Column {
        key: "charged_tax",
        label: "Tax charged",
        kind: Kind::Money,
        definition: "The tax in the sales of the quarter.",
    };
    let columns = vec![
        text("quarter", "Quarter"),
        text("country", "Country"),
        ORDERS,
        SALES,
        REFUNDS,
        NET,
        charged,
        refunded_tax,
        TAX,
    ];
    let (now, _) = both(conn, q, Group::CountryMonth).await?;
    let mut quarters: BTreeMap<(i64, String), Sums> = BTreeMap::new();
    for sums in &now {
        let (year, month) = (sums.time / 100, sums.time % 100);
        quarters.entry((year * 10 + (month + 2) / 3, sums.key.clone())).or_default().add(sums);
    }
    let numbers =
        |s: &Sums| [s.orders, s.sold(), s.refunded, s.net(), s.tax, s.refunded_tax, s.net_tax()].map(Cell::from);
    let mut table = blank(Report::Taxes, q, columns, Drawing::Bars, "tax");
    table.previous = None;
    table.totals = vec![Cell::from("Total"), Cell::Nothing];
    table.totals.extend(numbers(&total(&now)));
    table.rows = quarters
        .iter()
        .map(|((quarter, country), sums)| {
            let label = format!("{} Q{}", quarter / 10, quarter % 10);
            let mut cells = vec![Cell::from(label.as_str()), country_name(country).into()];
            cells.extend(numbers(sums));
            Row { id: format!("{label} {country}"), cells, previous: None }
        })
        .collect();
    Ok(table.cut(q))
}

/// `rate_bp` hundredths of a percent of `net`, halves rounded up; nothing of less than nothing.
fn royalty(net: i64, rate_bp: i64) -> i64 {
    let exact = i128::from(net.max(0)) * i128::from(rate_bp);
    i64::try_from((exact + 5_000) / 10_000).unwrap_or(i64::MAX)
}

pub(super) async fn royalties(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let rate = Column {
        key: "rate",
        label: "Rate",
        kind: Kind::Percent,
        definition: "The artist's own rate, or that of everybody without one.",
    };
    let due = Column {
        key: "royalty",
        label: "Royalty",
        kind: Kind::Money,
        definition: "Net sales of the artist's tracks times the rate, to the cent. Nothing is due where more went back than came in.",
    };
    let columns = vec![text("artist", "Artist"), UNITS, SALES, REFUNDS, NET, rate, due];
    let filter = q.filter();
    let rates: HashMap<i64, i64> =
        queries::rates(conn).await?.into_iter().map(|rate| (rate.artist_id, rate.rate_bp)).collect();
    let rate_of = |artist: i64| rates.get(&artist).or(rates.get(&0)).copied().unwrap_or(0);
    // The total is a sum of rounded royalties: it needs every row.
    let found = queries::items(conn, &filter, q.span, Dimension::Artist, Order::Net, i64::MAX).await?;
    let earlier = match q.previous() {
        Some(span) => Some(queries::items_of(conn, &filter, span, Dimension::Artist, None).await?),
        None => None,
    };
    let cells = |label: &str, [units, sold, refunded]: [i64; 3], rate: Option<i64>, due: i64| {
        vec![
            Cell::from(label),
            units.into(),
            sold.into(),
            refunded.into(),
            (sold - refunded).into(),
            rate.into(),
            due.into(),
        ]
    };
    let whole = |rows: &[(i64, i64, i64, i64)]| {
        let sum = |of: fn(&(i64, i64, i64, i64)) -> i64| rows.iter().map(of).sum::<i64>();
        let due = rows.iter().map(|(artist, _, sold, refunded)| royalty(sold - refunded, rate_of(*artist))).sum();
        cells("Total", [sum(|r| r.1), sum(|r| r.2), sum(|r| r.3)], None, due)
    };
    let mut table = blank(Report::Royalties, q, columns, Drawing::Bars, "royalty");
    table.totals = whole(&found.iter().map(|i| (i.key, i.units, i.sold, i.refunded)).collect::<Vec<_>>());
    table.previous_totals =
        earlier.as_ref().map(|e| whole(&e.iter().map(|(key, (u, s, r))| (*key, *u, *s, *r)).collect::<Vec<_>>()));
    let row = |item: &Item| {
        let (name, rate) = (item.name.as_deref().unwrap_or(Dimension::Artist.nameless()), rate_of(item.key));
        let line = |[units, sold, refunded]: [i64; 3]| {
            cells(name, [units, sold, refunded], Some(rate), royalty(sold - refunded, rate))
        };
        let before = earlier.as_ref().map(|rows| rows.get(&item.key).copied().unwrap_or_default());
        Row {
            id: item.key.to_string(),
            cells: line([item.units, item.sold, item.refunded]),
            previous: before.map(|(units, sold, refunded)| line([units, sold, refunded])),
        }
    };
    let shown = q.rows.and_then(|rows| usize::try_from(rows).ok()).map_or(found.len(), |rows| rows + 1);
    table.rows = found.iter().take(shown).map(row).collect();
    Ok(table.cut(q))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_royalty_rounds_halves_up_and_is_never_negative() {
        assert_eq!((royalty(99, 7_000), royalty(1, 5_000), royalty(-99, 7_000), royalty(100, 0)), (69, 1, 0, 0));
    }
}
