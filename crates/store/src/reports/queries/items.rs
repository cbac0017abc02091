//! Sums by track, album, artist, genre and media type.

use std::collections::HashMap;

use kernel::AlbumId;
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Filter, sum_of, union};
use crate::reports::{Interval, Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Dimension {
    Track = 1,
    Album = 2,
    Artist = 3,
    Genre = 4,
    MediaType = 5,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Order {
    Net,
    Units,
    Refunds,
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct Item {
    pub key: i64,
    /// Empty when the catalogue has no such thing: a track without an album.
    pub name: Option<String>,
    /// Of tracks and albums.
    pub artist: Option<String>,
    /// Whose cover stands for it; of tracks and albums.
    pub album_id: Option<AlbumId>,
    pub units: i64,
    pub sold: i64,
    pub refunded: i64,
}

impl Item {
    pub fn net(&self) -> i64 {
        self.sold - self.refunded
    }
}

/// Of what has neither artist nor cover.
const NAME_ALONE: &str = "n.name, null as artist, cast(null as bigint) as album_id";

impl Dimension {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Track => (
                "n.name, ar.name as artist, n.album_id",
                "left join tracks n on n.id = x.key
                 left join albums al on al.id = n.album_id
                 left join artists ar on ar.id = coalesce(n.artist_id, al.artist_id)",
            ),
            Self::Album => (
                "n.title as name, ar.name as artist, n.id as album_id",
                "left join albums n on n.id = x.key left join artists ar on ar.id = n.artist_id",
            ),
            Self::Artist => (NAME_ALONE, "left join artists n on n.id = x.key"),
            Self::Genre => (NAME_ALONE, "left join genres n on n.id = x.key"),
            Self::MediaType => (NAME_ALONE, "left join media_types n on n.id = x.key"),
        }
    }
}

fn arms(dimension: Dimension, span: Span) -> String {
    let within = |sign| move |first, last| arm(dimension, sign, &format!("period between {first} and {last}"));
    match span.periods_before() {
        None => union(&span.periods(), within("")),
        Some(before) => {
            let ever = arm(dimension, "", "period = 0");
            if before.is_empty() { ever } else { format!("{ever}\nunion all\n{}", union(&before, within("-"))) }
        }
    }
}

/// `sign`: empty, or a minus.
fn arm(dimension: Dimension, sign: &str, which: &str) -> String {
    let dimension = dimension as i64;
    format!(
        "select key, {sign}units as units, {sign}sold_cents as sold_cents, {sign}refunded_cents as refunded_cents
         from sales_items
         where dimension = {dimension}
           and scope = $1
           and currency = $2
           and {which}"
    )
}

/// Units, money paid and money sent back of each over a range.
fn summed(dimension: Dimension, span: Span) -> String {
    grouped(&arms(dimension, span))
}

fn grouped(arms: &str) -> String {
    let (units, sold, refunded) = (sum_of("units"), sum_of("sold_cents"), sum_of("refunded_cents"));
    format!(
        "select key, {units} as units, {sold} as sold, {refunded} as refunded
         from (
           {arms}
         ) y
         group by key
         having {units} <> 0 or {sold} <> 0 or {refunded} <> 0"
    )
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// The first `limit` of a range, with their names.
pub(in crate::reports) async fn items(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    dimension: Dimension,
    order: Order,
    limit: i64,
) -> Result<Vec<Item>, Error> {
    let (names, joins) = dimension.names();
    let order = match order {
        Order::Net => "sold - refunded desc, units desc",
        Order::Units => "units desc, sold - refunded desc",
        Order::Refunds => "refunded desc, sold desc",
    };
    let sums = summed(dimension, span);
    let sql = format!(
        "select x.key, {names}, x.units, x.sold, x.refunded
         from (
           select *
           from (
             {sums}
           ) s
           order by {order}, key
           limit $3
         ) x
         {joins}
         order by {order}, x.key"
    );
    let scope = filter.scope();
    on!(conn, c => sqlx::query_as::<_, Item>(&sql).bind(&scope).bind(filter.currency).bind(limit).fetch_all(c).await)
}

/// Units, money paid and money sent back of some (`None`: of all) in another range.
pub(in crate::reports) async fn items_of(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
    dimension: Dimension,
    among: Option<&[i64]>,
) -> Result<HashMap<i64, (i64, i64, i64)>, Error> {
    let sums = match among {
        Some([]) => return Ok(HashMap::new()),
        // A few are looked up one by one in each period, and nothing beside them is read.
        Some(keys) => {
            let periods = list(&span.each_period(Interval::Year));
            grouped(&arm(dimension, "", &format!("period in ({periods}) and key in ({})", list(keys))))
        }
        None => summed(dimension, span),
    };
    let scope = filter.scope();
    let rows = on!(conn, c => sqlx::query_as::<_, (i64, i64, i64, i64)>(&sums)
        .bind(&scope)
        .bind(filter.currency)
        .fetch_all(c)
        .await)?;
    Ok(rows.into_iter().map(|(key, units, sold, refunded)| (key, (units, sold, refunded))).collect())
}

/// How many tracks were sold how often: (times, tracks, money paid), ten and more as ten.
pub(in crate::reports) async fn spread(
    conn: &mut Conn,
    filter: &Filter,
    span: Span,
) -> Result<Vec<(i64, i64, i64)>, Error> {
    let (arms, units, sold) = (arms(Dimension::Track, span), sum_of("units"), sum_of("sold_cents"));
    let all = sum_of("sold");
    let sql = format!(
        "select times, count(*), {all}
         from (
           select case when units > 10 then 10 else units end as times, sold
           from (
             select {units} as units, {sold} as sold
             from (
               {arms}
             ) y
             group by key
           ) s
           where units > 0
         ) x
         group by times
         order by times"
    );
    let scope = filter.scope();
    on!(conn, c => sqlx::query_as(&sql).bind(&scope).bind(filter.currency).fetch_all(c).await)
}
