//! Questions that are asked of a music shop's books again and again.

use std::collections::HashMap;

use sql::{Conn, Error};

use super::{
    Cell, Column, Drawing, Kind, Question, Report, Row, Table,
    build::{blank, both, total},
    queries::{self, Dimension, Group, Order, Sums},
    table::{NET, SHARE, UNITS, percent, text},
};

const PAID: Column = Column {
    key: "sales",
    label: "Sales",
    kind: Kind::Money,
    definition: "What customers paid for them, before refunds.",
};
const SHARE_OF_SALES: Column =
    Column { key: "share", label: "Share", kind: Kind::Percent, definition: "Of all sales." };

pub(super) async fn purchase_kinds(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let units_share =
        Column { key: "units_share", label: "Share of tracks", kind: Kind::Percent, definition: "Of all tracks sold." };
    let columns = vec![text("kind", "Bought as"), UNITS, units_share, PAID, SHARE_OF_SALES];
    let (now, before) = both(conn, q, Group::All).await?;
    let (all, all_before) = (total(&now), before.as_deref().map(total));
    let cells = |label: &str, units: i64, cents: i64, all: &Sums| {
        vec![
            Cell::from(label),
            units.into(),
            percent(units, all.units).into(),
            cents.into(),
            percent(cents, all.sold()).into(),
        ]
    };
    let album = |all: &Sums| cells("Whole albums", all.album_units, all.album_cents, all);
    let tracks = |all: &Sums| cells("Single tracks", all.units - all.album_units, all.sold() - all.album_cents, all);
    let whole = |all: &Sums| cells("Total", all.units, all.sold(), all);
    let mut table = blank(Report::PurchaseKinds, q, columns, Drawing::Bars, "units");
    table.totals = whole(&all);
    table.previous_totals = all_before.as_ref().map(whole);
    table.rows = vec![
        Row { id: "album".into(), cells: album(&all), previous: all_before.as_ref().map(album) },
        Row { id: "track".into(), cells: tracks(&all), previous: all_before.as_ref().map(tracks) },
    ];
    Ok(table)
}

pub(super) async fn sold_unsold(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let tracks = Column {
        key: "tracks",
        label: "Tracks",
        kind: Kind::Count,
        definition: "Tracks that were in the catalogue by the end of the period, by how often they were sold in it.",
    };
    let share = Column { definition: "Of the tracks of the catalogue.", ..SHARE };
    let columns = vec![text("times", "Sold"), tracks, share, PAID];
    let found = queries::spread(conn, &q.filter(), q.span).await?;
    let sold: i64 = found.iter().map(|(_, tracks, _)| tracks).sum();
    // What came later was not there to be sold.
    let catalogue = queries::tracks_before(conn, q.span.to.plus_days(1).start()).await?.max(sold);
    let cents: i64 = found.iter().map(|(.., cents)| cents).sum();
    let cells = |label: &str, tracks: i64, cents: i64| {
        vec![Cell::from(label), tracks.into(), percent(tracks, catalogue).into(), cents.into()]
    };
    let mut table = blank(Report::SoldUnsold, q, columns, Drawing::Bars, "tracks");
    table.previous = None;
    table.totals = cells("Total", catalogue, cents);
    let row = |id: String, cells| Row { id, cells, previous: None };
    table.rows.push(row("unsold".into(), cells("Never", catalogue - sold, 0)));
    table.rows.push(row("sold".into(), cells("At least once", sold, cents)));
    for (times, tracks, cents) in found {
        let label = match times {
            1 => "– once".to_owned(),
            2 => "– twice".to_owned(),
            10.. => "– ten times or more".to_owned(),
            times => format!("– {times} times"),
        };
        table.rows.push(row(format!("sold-{times}"), cells(&label, tracks, cents)));
    }
    Ok(table)
}

pub(super) async fn popularity(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let offered = Column {
        key: "tracks",
        label: "Tracks offered",
        kind: Kind::Count,
        definition: "Tracks of the genre in the catalogue today.",
    };
    let offered_share = Column {
        key: "tracks_share",
        label: "Share of the range",
        kind: Kind::Percent,
        definition: "Of all tracks offered.",
    };
    let units_share =
        Column { key: "units_share", label: "Share of sales", kind: Kind::Percent, definition: "Of all tracks sold." };
    let index = Column {
        key: "index",
        label: "Popularity",
        kind: Kind::Percent,
        definition: "Share of sales divided by share of the range: above 100 % the genre sells better than its place on the shelf.",
    };
    let columns = vec![text("genre", "Genre"), offered, offered_share, UNITS, units_share, index, NET];
    let genres = queries::catalogue_by_genre(conn).await?;
    let sold: HashMap<i64, _> = queries::items_of(conn, &q.filter(), q.span, Dimension::Genre, None).await?;
    let all_tracks: i64 = genres.iter().map(|(.., tracks)| tracks).sum();
    let all_units: i64 = sold.values().map(|(units, ..)| units).sum();
    let cells = |label: &str, tracks: i64, units: i64, net: i64| {
        // (units / all units) / (tracks / all tracks), in one division.
        let index = percent(units.saturating_mul(all_tracks), all_units.saturating_mul(tracks));
        vec![
            Cell::from(label),
            tracks.into(),
            percent(tracks, all_tracks).into(),
            units.into(),
            percent(units, all_units).into(),
            index.into(),
            net.into(),
        ]
    };
    let net: i64 = sold.values().map(|(_, sold, refunded)| sold - refunded).sum();
    let mut table = blank(Report::Popularity, q, columns, Drawing::Bars, "index");
    table.previous = None;
    table.totals = cells("Total", all_tracks, all_units, net);
    let mut rows: Vec<_> = genres
        .iter()
        .map(|(id, name, tracks)| {
            let (units, sold, refunded) = sold.get(id).copied().unwrap_or_default();
            (units, Row { id: id.to_string(), cells: cells(name, *tracks, units, sold - refunded), previous: None })
        })
        .collect();
    rows.sort_by_key(|(units, _)| std::cmp::Reverse(*units));
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(table.cut(q))
}

pub(super) async fn playlists(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let playlists = Column {
        key: "playlists",
        label: "Playlists",
        kind: Kind::Count,
        definition: "Playlists of the shop with at least one track of the artist, those that repeat another included.",
    };
    let entries = Column {
        key: "entries",
        label: "Entries",
        kind: Kind::Count,
        definition: "Places in them that the artist's tracks take.",
    };
    let found = queries::playlists_by_artist(conn, q.rows_and_one()).await?;
    let mut table =
        blank(Report::Playlists, q, vec![text("artist", "Artist"), playlists, entries], Drawing::Bars, "playlists");
    table.previous = None;
    table.totals = vec![Cell::from("Total"), Cell::Nothing, Cell::Nothing];
    table.rows = found
        .into_iter()
        .map(|(id, name, playlists, entries)| Row {
            id: id.to_string(),
            cells: vec![name.into(), playlists.into(), entries.into()],
            previous: None,
        })
        .collect();
    Ok(table.cut(q))
}

/// Media types that say so in their name.
fn is_protected(name: Option<&str>) -> bool {
    name.is_some_and(|name| name.to_lowercase().starts_with("protected"))
}

pub(super) async fn protection(conn: &mut Conn, q: &Question) -> Result<Table, Error> {
    let columns = vec![text("protection", "Files"), UNITS, PAID, NET, SHARE];
    let filter = q.filter();
    let now = queries::items(conn, &filter, q.span, Dimension::MediaType, Order::Net, i64::MAX).await?;
    let before = match q.previous() {
        Some(span) => Some(queries::items(conn, &filter, span, Dimension::MediaType, Order::Net, i64::MAX).await?),
        None => None,
    };
    let of = |items: &[queries::Item], keep: &dyn Fn(bool) -> bool| {
        items
            .iter()
            .filter(|item| keep(is_protected(item.name.as_deref())))
            .fold([0; 3], |[units, sold, net], item| [units + item.units, sold + item.sold, net + item.net()])
    };
    let cells = |label: &str, items: &[queries::Item], keep: &dyn Fn(bool) -> bool| {
        let numbers = of(items, keep);
        let mut cells = vec![Cell::from(label)];
        cells.extend(numbers.map(Cell::from));
        cells.push(percent(numbers[2], of(items, &|_| true)[2]).into());
        cells
    };
    let mut table = blank(Report::Protection, q, columns, Drawing::Bars, "units");
    table.totals = cells("Total", &now, &|_| true);
    table.previous_totals = before.as_deref().map(|items| cells("Total", items, &|_| true));
    for (id, label, wanted) in [("protected", "Copy protected", true), ("unprotected", "Without protection", false)] {
        let keep = |protected: bool| protected == wanted;
        table.rows.push(Row {
            id: id.into(),
            cells: cells(label, &now, &keep),
            previous: before.as_deref().map(|items| cells(label, items, &keep)),
        });
    }
    Ok(table)
}
