//! Each report, from the sums to its rows.

use std::collections::{BTreeMap, HashMap};

use sql::{Conn, Error};

use super::{
    Cell, Column, Drawing, Interval, Kind, Question, Report, Row, Sort, Span, TIME_ZONE, Table,
    queries::{self, Dimension, Group, Item, Order, Sums},
    table::{AVERAGE, DISCOUNTS, GROSS, NET, ORDERS, REFUNDS, SALES, SHARE, TAX, UNITS, average, percent, text},
};
use crate::books::Day;

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
pub(super) fn country_name(key: &str) -> &str {
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

    pub(super) const fn nameless(self) -> &'static str {
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

/// The range's sums alone, for cards.
pub(super) async fn whole(conn: &mut Conn, filter: &queries::Filter, span: Span) -> Result<Sums, Error> {
    Ok(total(&queries::totals(conn, filter, span, Group::All).await?))
}
