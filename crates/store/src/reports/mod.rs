//! Reports: what was sold, to whom, by whom, and what it came to.
//!
//! Each is a [`Table`] over a range of days with its comparison, read from the rollups of
//! [`crate::books`] and right to the cent against the ledger. Days are days in UTC.

mod build;
mod classic;
mod home;
pub mod http;
mod money;
mod people;
mod period;
mod queries;
mod table;

use kernel::{CountryCode, Currency, EmployeeId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Db, Error};
use utoipa::ToSchema;

pub use home::{AttentionItem, Card, Home, HomeLook, NamedSum, Point, Tops, home};
pub use period::{Compare, Interval, Span, SpanError};
pub use table::{Cell, Column, Drawing, Kind, Row, Table};

use crate::books;

/// Rows of one answer; the CSV has all.
const DEFAULT_ROWS: i64 = 50;
pub(crate) const MAX_ROWS: i64 = 500;

/// Days begin and end at midnight of this zone.
pub(crate) const TIME_ZONE: &str = "UTC";

macro_rules! reports {
    ($($variant:ident = $name:tt, $title:literal, $description:literal;)+) => {
        /// The reports there are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        pub enum Report {
            $(#[serde(rename = $name)] $variant),+
        }

        impl Report {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }
        }
    };
}

reports! {
    Sales = "sales", "Sales over time", "Orders, gross and net sales, refunds and tax by day, week, month or year.";
    Countries = "countries", "Sales by country", "By the country of the bill, with what an order and a customer bring.";
    Agents = "agents", "Sales by support agent", "By who looked after the customer when the order was paid.";
    Genres = "genres", "Sales by genre", "Tracks sold and what they brought, by genre. Narrow it to a country to see its taste.";
    Artists = "artists", "Sales by artist", "Tracks sold and what they brought, by artist.";
    Albums = "albums", "Sales by album", "Tracks sold of each album, alone or together, and what they brought.";
    Tracks = "tracks", "Sales by track", "The best-selling tracks and what they brought.";
    MediaTypes = "media-types", "Sales by media type", "Tracks sold and what they brought, by the kind of file.";
    Customers = "customers", "Customers and lifetime value", "Who brought most in the period, and what each has brought since their first purchase.";
    Cohorts = "cohorts", "Cohorts", "Customers by the month of their first purchase, and how many bought again in each month after.";
    Refunds = "refunds", "Refunds", "Money that went back in the period, by its cause.";
    Promotions = "promotions", "Promotions", "What each promotion took off the prices, and the orders it was used in.";
    Taxes = "taxes", "Tax by country and quarter", "Sales, refunds and the tax in them, by the country of the bill.";
    Royalties = "royalties", "Artist royalties", "What artists get of their net sales, at their rate as it is now.";
    PurchaseKinds = "purchase-kinds", "Albums against tracks", "Whether music was bought as whole albums or track by track.";
    SoldUnsold = "sold-unsold", "Sold and unsold tracks", "How many tracks of the catalogue were sold in the period, and how often.";
    Popularity = "popularity", "Range against popularity", "Whether the shop offers most of what sells best, by genre.";
    Playlists = "playlists", "Artists in most playlists", "On how many of the shop's playlists each artist stands today.";
    Protection = "protection", "Protected against unprotected", "Sales of files with and without copy protection.";
}

/// What a table is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ReportSort)]
pub enum Sort {
    #[default]
    #[serde(rename = "-net")]
    Net,
    #[serde(rename = "-units")]
    Units,
    #[serde(rename = "-refunds")]
    Refunds,
}

/// What a report is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    pub span: Span,
    pub compare: Compare,
    pub interval: Option<Interval>,
    pub country: Option<CountryCode>,
    pub agent: Option<EmployeeId>,
    pub sort: Sort,
    /// Countries with one customer become "Other".
    pub group_small: bool,
    /// `None`: all rows.
    pub rows: Option<i64>,
    pub currency: Currency,
}

impl Question {
    fn filter(&self) -> queries::Filter {
        queries::Filter { currency: self.currency, country: self.country, agent: self.agent.map(EmployeeId::get) }
    }

    fn previous(&self) -> Option<Span> {
        self.span.compared(self.compare)
    }

    /// One row more than shown, to learn whether there is one.
    fn rows_and_one(&self) -> i64 {
        self.rows.map_or(i64::MAX, |rows| rows + 1)
    }
}

impl Report {
    /// Whether the sums are kept by country.
    pub const fn knows_country(self) -> bool {
        matches!(
            self,
            Self::Sales
                | Self::Agents
                | Self::Genres
                | Self::MediaTypes
                | Self::Refunds
                | Self::Taxes
                | Self::PurchaseKinds
                | Self::Popularity
                | Self::Protection
        )
    }

    /// Whether the sums are kept by support agent.
    pub const fn knows_agent(self) -> bool {
        matches!(
            self,
            Self::Sales
                | Self::Countries
                | Self::Genres
                | Self::Artists
                | Self::Albums
                | Self::MediaTypes
                | Self::Refunds
                | Self::PurchaseKinds
                | Self::Popularity
                | Self::Protection
        )
    }

    /// Whether it is over a range at all.
    pub const fn knows_time(self) -> bool {
        !matches!(self, Self::Playlists)
    }
}

/// Makes a report, exact to the last order that was committed before the call.
pub async fn report(db: &Db, report: Report, question: &Question) -> Result<Table, Error> {
    books::catch_up(db).await?;
    if report == Report::Cohorts {
        books::count_cohorts(db).await?;
    }
    let mut held = db.read().await?;
    let span = question.span.knowing(queries::sold_between(&mut held, question.currency).await?);
    table(db, held, report, &Question { span, ..*question }).await
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub orders: i64,
    pub lines: i64,
    pub tracks: i64,
}

/// What the figures of a bench are about.
pub async fn counts(db: &Db) -> Result<Counts, Error> {
    let (orders, lines, tracks) = queries::counts(&mut db.read().await?).await?;
    Ok(Counts { orders, lines, tracks })
}

async fn table(db: &Db, mut held: Conn, report: Report, q: &Question) -> Result<Table, Error> {
    use queries::Dimension;
    let conn = &mut held;
    match report {
        Report::Sales => build::sales(conn, q).await,
        Report::Countries => build::countries(conn, q).await,
        Report::Agents => build::agents(conn, q).await,
        Report::Genres => build::items(conn, q, report, Dimension::Genre).await,
        Report::Artists => build::items(conn, q, report, Dimension::Artist).await,
        Report::Albums => build::items(conn, q, report, Dimension::Album).await,
        Report::Tracks => build::items(conn, q, report, Dimension::Track).await,
        Report::MediaTypes => build::items(conn, q, report, Dimension::MediaType).await,
        Report::Customers => {
            drop(held);
            people::customers(db, q).await
        }
        Report::Cohorts => people::cohorts(conn, q).await,
        Report::Refunds => money::refunds(conn, q).await,
        Report::Promotions => money::promotions(conn, q).await,
        Report::Taxes => money::taxes(conn, q).await,
        Report::Royalties => money::royalties(conn, q).await,
        Report::PurchaseKinds => classic::purchase_kinds(conn, q).await,
        Report::SoldUnsold => classic::sold_unsold(conn, q).await,
        Report::Popularity => classic::popularity(conn, q).await,
        Report::Playlists => classic::playlists(conn, q).await,
        Report::Protection => classic::protection(conn, q).await,
    }
}
