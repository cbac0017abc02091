//! Each report, from the sums to its rows.

use std::collections::{BTreeMap, HashMap};

use sql::{Conn, Error};

use super::{
    Cell, Column, Drawing, Interval, Kind, Question, Report, Row, Sort, Span, TIME_ZONE, Table,
    queries::{self, CohortRow, CustomerRow, Dimension, Group, Item, Order, Sums},
    table::{AVERAGE, DISCOUNTS, GROSS, NET, ORDERS, REFUNDS, SALES, SHARE, TAX, UNITS, average, percent, text},
};
use crate::books::{Day, Month};

/// A table without rows yet.
pub(super) fn blank(
    report: Report,
    q: &Question,
    columns: Vec<Column>,
    drawing: Drawing,
    drawn: &'static str,
) -> Table {
    Table {
        report,
        title: report.title(),
        description: report.description(),
        span: q.span,
        previous: q.previous(),
        interval: None,
        time_zone: TIME_ZONE,
        currency: q.currency,
        drawing,
        drawn,
        columns,
        rows: Vec::new(),
        totals: Vec::new(),
        previous_totals: None,
        more: false,
    }
}

impl Table {
    /// Keeps the rows that are shown.
    pub(super) fn cut(mut self, q: &Question) -> Self {
        if let Some(rows) = q.rows.and_then(|rows| usize::try_from(rows).ok()) {
            self.more = self.rows.len() > rows;
            self.rows.truncate(rows);
        }
        self
    }
}

/// The sums of the range, and of the one it is compared with.
pub(super) async fn both(conn: &mut Conn, q: &Question, group: Group) -> Result<(Vec<Sums>, Option<Vec<Sums>>), Error> {
    let filter = q.filter();
    let now = queries::totals(conn, &filter, q.span, group).await?;
    let before = match q.previous() {
        Some(span) => Some(queries::totals(conn, &filter, span, group).await?),
        None => None,
    };
    Ok((now, before))
}

pub(super) fn total(sums: &[Sums]) -> Sums {
    let mut total = Sums::default();
    sums.iter().for_each(|row| total.add(row));
    total
}

pub(super) async fn sales(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let interval = q.interval.unwrap_or_else(|| q.span.natural_interval());
    let heading = match interval {
        Interval::Day => text("period", "Day"),
        Interval::Week => text("period", "Week from"),
        Interval::Month => text("period", "Month"),
        Interval::Year => text("period", "Year"),
    };
    let columns = vec![heading, ORDERS, UNITS, GROSS, DISCOUNTS, REFUNDS, NET, TAX, AVERAGE];
    let cells = |label: Cell, s: &Sums| {
        let numbers = [s.orders, s.units, s.gross, s.discount, s.refunded, s.net(), s.net_tax()].map(Cell::from);
        let mut cells = vec![label];
        cells.extend(numbers);
        cells.push(average(s.sold(), s.orders).into());
        cells
    };
    let filter = q.filter();
    let now = queries::series(conn, &filter, q.span, interval).await?;
    let before = match q.previous() {
        Some(span) => Some(queries::series(conn, &filter, span, interval).await?),
        None => None,
    };
    let mut table = blank(Report::Sales, q, columns, Drawing::Line, "net");
    table.interval = Some(interval);
    let sum = |points: &[(Day, Sums)]| total(&points.iter().map(|(_, sums)| sums.clone()).collect::<Vec<_>>());
    table.totals = cells("Total".into(), &sum(&now));
    table.previous_totals = before.as_deref().map(|points| cells("Total".into(), &sum(points)));
    let row = |(at, (day, sums)): (usize, &(Day, Sums))| {
        let earlier = before.as_ref().and_then(|points| points.get(at));
        Row {
            id: day.to_string(),
            cells: cells(interval.label(*day).into(), sums),
            previous: earlier.map(|(day, sums)| cells(interval.label(*day).into(), sums)),
        }
    };
    table.rows = now.iter().enumerate().map(row).collect();
    Ok(table)
}

/// Sums of both ranges by key: those of the range by net sales, then those only of the other.
fn side_by_side(now: Vec<Sums>, before: Option<Vec<Sums>>, sort: Sort) -> Vec<(Sums, Option<Sums>)> {
    let compared = before.is_some();
    let mut before: BTreeMap<String, Sums> =
        before.unwrap_or_default().into_iter().map(|sums| (sums.key.clone(), sums)).collect();
    let mut rows: Vec<_> = now
        .into_iter()
        .map(|sums| {
            let earlier = before.remove(&sums.key).unwrap_or_default();
            (sums, compared.then_some(earlier))
        })
        .collect();
    rows.extend(before.into_iter().map(|(key, earlier)| (Sums { key, ..Sums::default() }, Some(earlier))));
    let weight = |sums: &Sums| match sort {
        Sort::Net => (sums.net(), sums.units),
        Sort::Units => (sums.units, sums.net()),
        Sort::Refunds => (sums.refunded, sums.net()),
    };
    rows.sort_by(|(a, _), (b, _)| weight(b).cmp(&weight(a)).then_with(|| a.key.cmp(&b.key)));
    rows
}

const CUSTOMERS: Column = Column {
    key: "customers",
    label: "Customers",
    kind: Kind::Count,
    definition: "Customers who have ever bought something and whose last bill names the country.",
};
const PER_CUSTOMER: Column = Column {
    key: "per_customer",
    label: "Per customer",
    kind: Kind::Money,
    definition: "Net sales of the period divided by the country's customers.",
};

pub(super) async fn countries(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let columns = vec![
        text("country", "Country"),
        CUSTOMERS,
        ORDERS,
        UNITS,
        GROSS,
        DISCOUNTS,
        REFUNDS,
        NET,
        SHARE,
        AVERAGE,
        PER_CUSTOMER,
    ];
    let (now, before) = both(conn, q, Group::Country).await?;
    let customers: HashMap<String, i64> = queries::customers_by_country(conn, &q.filter()).await?.into_iter().collect();
    let mut table = blank(Report::Countries, q, columns, Drawing::Bars, "net");
    let (all, all_before) = (total(&now), before.as_deref().map(total));
    let mut rows: Vec<_> = side_by_side(now, before, q.sort)
        .into_iter()
        .map(|(sums, earlier)| (customers.get(&sums.key).copied().unwrap_or(0), sums, earlier))
        .collect();
    if q.group_small {
        rows = with_other(rows);
    }
    let cells = |name: &str, customers: i64, s: &Sums, all: &Sums| {
        let money = [s.orders, s.units, s.gross, s.discount, s.refunded, s.net()].map(Cell::from);
        let mut cells = vec![Cell::from(name), customers.into()];
        cells.extend(money);
        cells.extend(
            [percent(s.net(), all.net()), average(s.sold(), s.orders), average(s.net(), customers)].map(Cell::from),
        );
        cells
    };
    let everybody: i64 = customers.values().sum();
    table.totals = cells("Total", everybody, &all, &all);
    table.previous_totals = all_before.as_ref().map(|all| cells("Total", everybody, all, all));
    table.rows = rows
        .iter()
        .map(|(customers, sums, earlier)| {
            let name = country_name(&sums.key);
            let previous = earlier.as_ref().zip(all_before.as_ref());
            Row {
                id: sums.key.clone(),
                cells: cells(name, *customers, sums, &all),
                previous: previous.map(|(earlier, all)| cells(name, *customers, earlier, all)),
            }
        })
        .collect();
    Ok(table.cut(q))
}

/// Under this key stand the countries with one customer.
const OTHER: &str = "other";

/// A country as the tables show it: its code, which readers translate.
fn country_name(key: &str) -> &str {
    match key {
        "" => "Unknown",
        OTHER => "Other",
        code => code,
    }
}

type CountryRow = (i64, Sums, Option<Sums>);

/// Countries with one customer become one row at the end.
fn with_other(rows: Vec<CountryRow>) -> Vec<CountryRow> {
    let (small, mut rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(customers, ..)| *customers == 1);
    if small.is_empty() {
        return rows;
    }
    let mut other = (0, Sums { key: OTHER.to_owned(), ..Sums::default() }, None::<Sums>);
    for (customers, sums, earlier) in small {
        other.0 += customers;
        other.1.add(&sums);
        if let Some(earlier) = earlier {
            other.2.get_or_insert_default().add(&earlier);
        }
    }
    rows.push(other);
    rows
}

pub(super) async fn agents(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let looked_after = Column {
        key: "customers",
        label: "Customers",
        kind: Kind::Count,
        definition: "Customers the agent looks after today.",
    };
    let columns = vec![text("agent", "Support agent"), looked_after, ORDERS, UNITS, REFUNDS, NET, SHARE, AVERAGE];
    let (now, before) = both(conn, q, Group::Agent).await?;
    let people: HashMap<String, (String, i64)> = queries::agents(conn)
        .await?
        .into_iter()
        .map(|(id, name, customers)| (id.to_string(), (name, customers)))
        .collect();
    let mut table = blank(Report::Agents, q, columns, Drawing::Bars, "net");
    let (all, all_before) = (total(&now), before.as_deref().map(total));
    let nobody = ("Nobody".to_owned(), 0);
    let cells = |(name, customers): &(String, i64), s: &Sums, all: &Sums| {
        vec![
            Cell::from(name.as_str()),
            (*customers).into(),
            s.orders.into(),
            s.units.into(),
            s.refunded.into(),
            s.net().into(),
            percent(s.net(), all.net()).into(),
            average(s.sold(), s.orders).into(),
        ]
    };
    let everybody = ("Total".to_owned(), people.values().map(|(_, customers)| customers).sum());
    table.totals = cells(&everybody, &all, &all);
    table.previous_totals = all_before.as_ref().map(|all| cells(&everybody, all, all));
    table.rows = side_by_side(now, before, q.sort)
        .iter()
        .map(|(sums, earlier)| {
            let who = people.get(&sums.key).unwrap_or(&nobody);
            let previous = earlier.as_ref().zip(all_before.as_ref());
            Row {
                id: sums.key.clone(),
                cells: cells(who, sums, &all),
                previous: previous.map(|(earlier, all)| cells(who, earlier, all)),
            }
        })
        .collect();
    Ok(table.cut(q))
}

impl Dimension {
    const fn column(self) -> Column {
        match self {
            Self::Track => text("track", "Track"),
            Self::Album => text("album", "Album"),
            Self::Artist => text("artist", "Artist"),
            Self::Genre => text("genre", "Genre"),
            Self::MediaType => text("media_type", "Media type"),
        }
    }

    const fn nameless(self) -> &'static str {
        match self {
            Self::Track => "Removed track",
            Self::Album => "Without an album",
            Self::Artist => "Without an artist",
            Self::Genre => "Without a genre",
            Self::MediaType => "Unknown",
        }
    }

    /// Whether rows say whose they are.
    const fn has_artist(self) -> bool {
        matches!(self, Self::Track | Self::Album)
    }
}

pub(super) async fn items(conn: &mut Conn, q: &Question, report: Report, dimension: Dimension) -> Result<Table, Error> {
    let mut columns = vec![dimension.column()];
    if dimension.has_artist() {
        columns.push(text("artist", "Artist"));
    }
    columns.extend([UNITS, SALES, REFUNDS, NET, SHARE]);
    let (now, before) = both(conn, q, Group::All).await?;
    let (all, all_before) = (total(&now), before.as_deref().map(total));
    let order = match q.sort {
        Sort::Net => Order::Net,
        Sort::Units => Order::Units,
        Sort::Refunds => Order::Refunds,
    };
    let filter = q.filter();
    let found = queries::items(conn, &filter, q.span, dimension, order, q.rows_and_one()).await?;
    let keys: Vec<_> = found.iter().map(|item| item.key).collect();
    let earlier = match q.previous() {
        Some(span) => queries::items_of(conn, &filter, span, dimension, q.rows.is_some().then_some(&keys)).await?,
        None => HashMap::new(),
    };
    let sums = |units: i64, sold: i64, refunded: i64, all: &Sums| {
        let net = sold - refunded;
        vec![units.into(), sold.into(), refunded.into(), net.into(), percent(net, all.net()).into()]
    };
    let head = |item: &Item| {
        let mut head = vec![Cell::from(item.name.as_deref().unwrap_or(dimension.nameless()))];
        if dimension.has_artist() {
            head.push(item.artist.clone().into());
        }
        head
    };
    let whole = |all: &Sums| {
        let mut cells = vec![Cell::from("Total")];
        if dimension.has_artist() {
            cells.push(Cell::Nothing);
        }
        cells.extend(sums(all.units, all.sold(), all.refunded, all));
        cells
    };
    let mut table = blank(report, q, columns, Drawing::Bars, if q.sort == Sort::Units { "units" } else { "net" });
    table.totals = whole(&all);
    table.previous_totals = all_before.as_ref().map(whole);
    table.rows = found
        .iter()
        .map(|item| {
            let (units, sold, refunded) = earlier.get(&item.key).copied().unwrap_or_default();
            let previous = all_before.as_ref().map(|all| [head(item), sums(units, sold, refunded, all)].concat());
            Row {
                id: item.key.to_string(),
                cells: [head(item), sums(item.units, item.sold, item.refunded, &all)].concat(),
                previous,
            }
        })
        .collect();
    Ok(table.cut(q))
}

pub(super) async fn customers(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
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
    let (now, before) = both(conn, q, Group::All).await?;
    let found = queries::customers(conn, &filter, q.span, q.rows_and_one()).await?;
    let paying = queries::paying_customers(conn, &filter, q.span).await?;
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
    table.totals = whole(people(paying), &total(&now));
    if let (Some(span), Some(before)) = (q.previous(), before) {
        let paying = queries::paying_customers(conn, &filter, span).await?;
        table.previous_totals = Some(whole(people(paying), &total(&before)));
    }
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
    let columns = vec![text("promotion", "Promotion"), ORDERS, GROSS, DISCOUNTS, NET];
    let (now, before) = both(conn, q, Group::All).await?;
    let cells = |label: &str, s: &Sums| {
        let mut cells = vec![Cell::from(label)];
        cells.extend([s.orders, s.gross, s.discount, s.net()].map(Cell::from));
        cells
    };
    let mut table = blank(Report::Promotions, q, columns, Drawing::Bars, "discounts");
    table.totals = cells("All orders", &total(&now));
    table.previous_totals = before.as_deref().map(|before| cells("All orders", &total(before)));
    Ok(table)
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

/// The range's sums alone, for cards.
pub(super) async fn whole(conn: &mut Conn, filter: &queries::Filter, span: Span) -> Result<Sums, Error> {
    Ok(total(&queries::totals(conn, filter, span, Group::All).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_royalty_rounds_halves_up_and_is_never_negative() {
        assert_eq!((royalty(99, 7_000), royalty(1, 5_000), royalty(-99, 7_000), royalty(100, 0)), (69, 1, 0, 0));
    }
}
