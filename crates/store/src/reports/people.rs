//! Who buys: customers and cohorts.

use std::collections::BTreeMap;

use sql::{Conn, Db, Error};

use super::{
    Cell, Column, Drawing, Kind, Question, Report, Row, Table,
    build::{blank, both, total},
    queries::{self, CohortRow, CustomerRow, Group, Sums},
    table::{NET, ORDERS, REFUNDS, SALES, average, percent, text},
};
use crate::books::{Day, Month};

/// Its parts are read side by side, each over a connection of its own.
pub(super) async fn customers(db: &Db, q: &Question) -> Result<Table, Error> {
    let life_orders = Column {
        key: "lifetime_orders",
        label: "Orders ever",
        kind: Kind::Count,
        definition: "Orders the customer has paid since the first.",
    };
    let life_net = Column {
        key: "lifetime_net",
        label: "Lifetime value",
        kind: Kind::Money,
        definition: "Net sales to the customer since the first purchase.",
    };
    let columns = vec![
        text("customer", "Customer"),
        text("country", "Country"),
        text("agent", "Support agent"),
        ORDERS,
        SALES,
        REFUNDS,
        NET,
        text("first_purchase", "First purchase"),
        text("last_activity", "Last activity"),
        life_orders,
        life_net,
    ];
    let filter = q.filter();
    let paying_before = async {
        match q.previous() {
            Some(span) => queries::paying_customers(&mut db.read().await?, &filter, span).await,
            None => Ok(0),
        }
    };
    let ((now, before), found, paying_before) = futures::try_join!(
        async { both(&mut db.read().await?, q, Group::All).await },
        async { queries::customers(&mut db.read().await?, &filter, q.span, q.rows_and_one()).await },
        paying_before,
    )?;
    let day = |number: i64| Day::from_number(number).map(|day| day.to_string());
    let row = |c: &CustomerRow| Row {
        id: c.key.to_string(),
        cells: vec![
            Cell::from(c.name.as_deref().unwrap_or("Deleted customer")),
            c.country.as_str().into(),
            c.agent.clone().into(),
            c.orders.into(),
            c.sold.into(),
            c.refunded.into(),
            (c.sold - c.refunded).into(),
            day(c.first_day).into(),
            day(c.last_day).into(),
            c.life_orders.into(),
            c.life_net.into(),
        ],
        previous: None,
    };
    let whole = |label: String, sums: &Sums| {
        let mut cells = vec![Cell::from(label), Cell::Nothing, Cell::Nothing];
        cells.extend([sums.orders, sums.sold(), sums.refunded, sums.net()].map(Cell::from));
        cells.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing]);
        cells
    };
    let mut table = blank(Report::Customers, q, columns, Drawing::Bars, "net");
    let people = |count: i64| format!("{count} paying {}", if count == 1 { "customer" } else { "customers" });
    let paying = found.first().map_or(0, |customer| customer.paying);
    table.totals = whole(people(paying), &total(&now));
    table.previous_totals = before.map(|before| whole(people(paying_before), &total(&before)));
    table.rows = found.iter().map(row).collect();
    Ok(table.cut(q))
}

/// Months after the first that a cohort shows; the rest is one column no longer.
const COHORT_MONTHS: i64 = 12;

pub(super) async fn cohorts(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let mut columns = vec![
        text("cohort", "First purchase in"),
        Column {
            key: "customers",
            label: "Customers",
            kind: Kind::Count,
            definition: "Customers whose first purchase was in the month.",
        },
        Column {
            key: "lifetime_net",
            label: "Net sales since",
            kind: Kind::Money,
            definition: "All net sales to them so far.",
        },
        Column {
            key: "per_customer",
            label: "Per customer",
            kind: Kind::Money,
            definition: "Net sales since, divided by the customers.",
        },
    ];
    columns.extend(MONTHS.iter().map(|(key, label)| Column {
        key,
        label,
        kind: Kind::Percent,
        definition: "How many of them paid an order in that month after their first.",
    }));
    let found = queries::cohorts(conn, &q.filter(), q.span).await?;
    let mut cohorts: BTreeMap<i64, Vec<CohortRow>> = BTreeMap::new();
    for row in found {
        cohorts.entry(row.cohort).or_default().push(row);
    }
    let mut table = blank(Report::Cohorts, q, columns, Drawing::Heat, "month_1");
    table.previous = None;
    let last = cohorts.values().flatten().map(|row| row.month).max().unwrap_or(0);
    let (mut everybody, mut everything) = (0, 0);
    for (cohort, rows) in &cohorts {
        let Some(month) = Month::from_number(*cohort) else { continue };
        let size = rows.iter().find(|row| row.month == *cohort).map_or(0, |row| row.customers);
        let net: i64 = rows.iter().map(|row| row.net).sum();
        everybody += size;
        everything += net;
        let mut cells = vec![Cell::from(month.to_string()), size.into(), net.into(), average(net, size).into()];
        let mut at = month;
        for _ in 0..COHORT_MONTHS {
            at = at.next();
            let came = rows.iter().find(|row| row.month == at.number()).map_or(0, |row| row.customers);
            cells.push(if at.number() > last { Cell::Nothing } else { percent(came, size).into() });
        }
        table.rows.push(Row { id: month.to_string(), cells, previous: None });
    }
    table.totals =
        vec![Cell::from("Total"), everybody.into(), everything.into(), average(everything, everybody).into()];
    table.totals.extend(std::iter::repeat_n(Cell::Nothing, MONTHS.len()));
    Ok(table)
}

const MONTHS: [(&str, &str); COHORT_MONTHS as usize] = [
    ("month_1", "1 month"),
    ("month_2", "2 months"),
    ("month_3", "3"),
    ("month_4", "4"),
    ("month_5", "5"),
    ("month_6", "6"),
    ("month_7", "7"),
    ("month_8", "8"),
    ("month_9", "9"),
    ("month_10", "10"),
    ("month_11", "11"),
    ("month_12", "12"),
];
