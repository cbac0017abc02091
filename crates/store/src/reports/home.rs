//! The first page of the back office: how sales go, and what waits for somebody.

use http::Role;
use kernel::{Currency, EmployeeId, Timestamp};
use serde::Serialize;
use sql::{Conn, Db, Error};
use utoipa::ToSchema;

use super::{
    Compare, Interval, Kind, Span, TIME_ZONE, build,
    queries::{self, Dimension, Filter, Group, Order, Sums},
    table::{AVERAGE, NET, ORDERS, REFUNDS, TAX, average},
};
use crate::{books, catalog::album_cover_url};

/// Rows of each "top" list.
const TOP: i64 = 8;

/// A figure, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Card {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    /// In words, for a tooltip.
    pub definition: &'static str,
    /// Nothing where there is nothing to divide by.
    pub value: Option<i64>,
    pub previous: Option<i64>,
}

/// A point of the chart, and the same place in the period before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Point {
    /// The first day of it.
    pub from: books::Day,
    pub label: String,
    pub orders: i64,
    pub net: i64,
    pub refunds: i64,
    pub previous_label: Option<String>,
    pub previous_orders: Option<i64>,
    pub previous_net: Option<i64>,
}

/// Something of the shop and what it brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedSum {
    /// A number of the catalogue or of staff, or a country; empty where there is none.
    pub id: String,
    pub name: String,
    /// The artist of a track or an album.
    pub detail: Option<String>,
    /// Of a track or an album.
    pub cover_url: Option<String>,
    pub orders: Option<i64>,
    pub units: i64,
    pub net: i64,
    pub previous_net: Option<i64>,
}

/// What sold best. Of an agent's own sales, tracks are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tops {
    pub tracks: Vec<NamedSum>,
    pub albums: Vec<NamedSum>,
    pub artists: Vec<NamedSum>,
    pub genres: Vec<NamedSum>,
}

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttentionItem {
    pub key: &'static str,
    pub label: &'static str,
    pub count: i64,
    /// Of the oldest.
    pub since: Option<Timestamp>,
    /// What to do about it.
    pub advice: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AdminHome)]
pub struct Home {
    #[serde(flatten)]
    pub span: Span,
    pub previous: Option<Span>,
    /// Days begin and end in this time zone.
    pub time_zone: &'static str,
    pub currency: Currency,
    /// Whether the figures are those of the caller's own customers.
    pub own: bool,
    pub interval: Interval,
    /// Empty for IT, who see what needs attention alone.
    pub cards: Vec<Card>,
    pub series: Vec<Point>,
    pub top: Tops,
    pub countries: Vec<NamedSum>,
    /// Empty for agents.
    pub agents: Vec<NamedSum>,
    /// Only what is there and what the caller's role can do something about.
    pub attention: Vec<AttentionItem>,
}

/// Who looks, and at what.
#[derive(Debug, Clone, Copy)]
pub struct HomeLook {
    pub role: Role,
    pub employee: EmployeeId,
    pub span: Span,
    pub compare: Compare,
    pub interval: Option<Interval>,
    pub currency: Currency,
    pub now: Timestamp,
}

/// Makes the page, exact to the last order that was committed before the call. Its parts are read side
/// by side, each over a connection of its own.
pub async fn home(db: &Db, look: &HomeLook) -> Result<Home, Error> {
    books::catch_up(db).await?;
    let own = look.role == Role::SupportAgent;
    let sold = queries::sold_between(&mut db.read().await?, look.currency).await?;
    let mut home = Home {
        span: look.span.knowing(sold),
        previous: look.span.compared(look.compare),
        time_zone: TIME_ZONE,
        currency: look.currency,
        own,
        interval: look.interval.unwrap_or_else(|| look.span.natural_interval()),
        cards: Vec::new(),
        series: Vec::new(),
        top: Tops::default(),
        countries: Vec::new(),
        agents: Vec::new(),
        attention: Vec::new(),
    };
    if look.role == Role::It {
        home.attention = attention(&mut db.read().await?, look).await?;
        return Ok(home);
    }
    let filter = &Filter { currency: look.currency, country: None, agent: own.then_some(look.employee.get()) };
    let page = &home;
    let top = async |dimension| tops(&mut db.read().await?, filter, page, dimension).await;
    let (attention, cards, sums, tracks, albums, artists, genres) = futures::try_join!(
        async { attention(&mut db.read().await?, look).await },
        cards(db, filter, page.span, page.previous),
        sums(db, filter, page),
        async { if own { Ok(Vec::new()) } else { top(Dimension::Track).await } },
        top(Dimension::Album),
        top(Dimension::Artist),
        top(Dimension::Genre),
    )?;
    let (series, countries, agents) = sums;
    let top = Tops { tracks, albums, artists, genres };
    Ok(Home { attention, cards, series, countries, agents, top, ..home })
}

/// The chart, and sales by country and, for who sees more than their own, by agent.
async fn sums(db: &Db, filter: &Filter, home: &Home) -> Result<(Vec<Point>, Vec<NamedSum>, Vec<NamedSum>), Error> {
    let conn = &mut db.read().await?;
    let series = series(conn, filter, home).await?;
    let countries = grouped(conn, filter, home, Group::Country).await?;
    if home.own {
        return Ok((series, countries, Vec::new()));
    }
    let mut agents = grouped(conn, filter, home, Group::Agent).await?;
    let names = queries::agents(conn).await?;
    for agent in &mut agents {
        let found = names.iter().find(|(id, ..)| id.to_string() == agent.id);
        agent.name = found.map_or("Nobody", |(_, name, _)| name).to_owned();
    }
    Ok((series, countries, agents))
}

async fn cards(db: &Db, filter: &Filter, span: Span, previous: Option<Span>) -> Result<Vec<Card>, Error> {
    let figures = async |span| {
        let conn = &mut db.read().await?;
        let sums = build::whole(conn, filter, span).await?;
        Ok::<_, Error>((sums, queries::paying_customers(conn, filter, span).await?))
    };
    let before = async {
        match previous {
            Some(span) => figures(span).await.map(Some),
            None => Ok(None),
        }
    };
    let ((now, paying), before) = futures::try_join!(figures(span), before)?;
    let card = |column: super::Column, of: fn(&Sums) -> Option<i64>| Card {
        key: column.key,
        label: column.label,
        kind: column.kind,
        definition: column.definition,
        value: of(&now),
        previous: before.as_ref().and_then(|(sums, _)| of(sums)),
    };
    let customers = Card {
        key: "paying_customers",
        label: "Paying customers",
        kind: Kind::Count,
        definition: "Different customers who paid at least one order in the period.",
        value: Some(paying),
        previous: before.as_ref().map(|(_, paying)| *paying),
    };
    Ok(vec![
        card(NET, |s| Some(s.net())),
        card(ORDERS, |s| Some(s.orders)),
        card(AVERAGE, |s| average(s.sold(), s.orders)),
        customers,
        card(REFUNDS, |s| Some(s.refunded)),
        card(TAX, |s| Some(s.net_tax())),
    ])
}

async fn series(conn: &mut Conn, filter: &Filter, home: &Home) -> Result<Vec<Point>, Error> {
    let now = queries::series(conn, filter, home.span, home.interval).await?;
    let before = match home.previous {
        Some(span) => queries::series(conn, filter, span, home.interval).await?,
        None => Vec::new(),
    };
    let point = |(at, (day, sums)): (usize, &(books::Day, Sums))| {
        let earlier = before.get(at);
        Point {
            from: *day,
            label: home.interval.label(*day),
            orders: sums.orders,
            net: sums.net(),
            refunds: sums.refunded,
            previous_label: earlier.map(|(day, _)| home.interval.label(*day)),
            previous_orders: earlier.map(|(_, sums)| sums.orders),
            previous_net: earlier.map(|(_, sums)| sums.net()),
        }
    };
    Ok(now.iter().enumerate().map(point).collect())
}

async fn tops(conn: &mut Conn, filter: &Filter, home: &Home, dimension: Dimension) -> Result<Vec<NamedSum>, Error> {
    let items = queries::items(conn, filter, home.span, dimension, Order::Net, TOP).await?;
    let keys: Vec<_> = items.iter().map(|item| item.key).collect();
    let before = match home.previous {
        Some(span) => Some(queries::items_of(conn, filter, span, dimension, Some(&keys)).await?),
        None => None,
    };
    let named = |item: queries::Item| {
        let earlier = before.as_ref().map(|sums| sums.get(&item.key).copied().unwrap_or_default());
        NamedSum {
            id: item.key.to_string(),
            net: item.net(),
            name: item.name.unwrap_or_else(|| "Unknown".to_owned()),
            detail: item.artist,
            cover_url: item.album_id.map(album_cover_url),
            orders: None,
            units: item.units,
            previous_net: earlier.map(|(_, sold, refunded)| sold - refunded),
        }
    };
    Ok(items.into_iter().map(named).collect())
}

async fn grouped(conn: &mut Conn, filter: &Filter, home: &Home, group: Group) -> Result<Vec<NamedSum>, Error> {
    let mut now = queries::totals(conn, filter, home.span, group).await?;
    now.sort_by(|a, b| b.net().cmp(&a.net()).then_with(|| a.key.cmp(&b.key)));
    let before = match home.previous {
        Some(span) => Some(queries::totals(conn, filter, span, group).await?),
        None => None,
    };
    let named = |sums: Sums| {
        let earlier = before.as_ref().map(|rows| rows.iter().find(|row| row.key == sums.key).map_or(0, Sums::net));
        NamedSum {
            net: sums.net(),
            name: sums.key.clone(),
            id: sums.key,
            detail: None,
            cover_url: None,
            orders: Some(sums.orders),
            units: sums.units,
            previous_net: earlier,
        }
    };
    Ok(now.into_iter().map(named).collect())
}

/// Label, advice and who can do something about it.
fn explain(key: &str) -> (&'static str, &'static str, &'static [Role]) {
    use Role::{GeneralManager, It, SalesManager, SupportAgent};
    const DESK: &[Role] = &[GeneralManager, SalesManager, SupportAgent];
    const MACHINES: &[Role] = &[GeneralManager, It];
    match key {
        "stuck_payments" => (
            "Payments under way for too long",
            "The provider is asked again by itself; look at those that stay.",
            &[GeneralManager, SalesManager, It],
        ),
        "held_orders" => (
            "Orders held",
            "The provider's money does not fit the order: compare the two, then refund or grant.",
            &[GeneralManager, SalesManager],
        ),
        "failed_refunds" => {
            ("Refunds that failed", "The provider could not send the money back: try again, or another way.", DESK)
        }
        "failed_mail" => {
            ("Mails that could not be sent", "Check the address or the mail server, then try them again.", MACHINES)
        }
        "failed_webhooks" => ("Webhooks that could not be processed", "Read the reason, then replay them.", MACHINES),
        "parked_deliveries" => {
            ("Webhooks that other programs did not take", "Ask whose they are, then send them again.", MACHINES)
        }
        "low_stock" => (
            "Limited editions almost gone",
            "As few are left as you wanted to be told of.",
            &[GeneralManager, SalesManager],
        ),
        "open_tickets" => ("Questions that wait for an answer", "The longest waiting first.", DESK),
        _ => ("Jobs that were given up", "Read the reason, then try them again.", MACHINES),
    }
}

async fn attention(conn: &mut Conn, look: &HomeLook) -> Result<Vec<AttentionItem>, Error> {
    let agent = (look.role == Role::SupportAgent).then_some(look.employee);
    let found = queries::attention(conn, agent, look.now).await?;
    let item = |found: queries::Attention| {
        let (label, advice, roles) = explain(found.key);
        let shown = found.count > 0 && roles.contains(&look.role);
        shown.then_some(AttentionItem { key: found.key, label, count: found.count, since: found.since, advice })
    };
    Ok(found.into_iter().filter_map(item).collect())
}
