//! Which tables are filled, and in which order.

use sql::{Conn, Error};

use super::{super::model::DataSet, catalog, people, sales};

macro_rules! tables {
    ($($variant:ident $name:literal |$data:ident| $rows:expr, $insert:path;)+) => {
        /// The tables of the shop in the order they are filled: what is referred to comes first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in super::super) enum Table {
            $($variant),+
        }

        impl Table {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As a person reads it in a progress line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// How many rows [`insert`] will write.
            fn rows(self, data: &DataSet) -> usize {
                match self {
                    $(Self::$variant => { let $data = data; $rows.len() })+
                }
            }
        }

        /// Writes one table; returns the number of rows.
        pub(in super::super) async fn insert(conn: &mut Conn, table: Table, data: &DataSet) -> Result<u64, Error> {
            let rows = match table {
                $(Table::$variant => $insert(conn, data).await?),+
            };
            Ok(rows as u64)
        }
    };
}

tables! {
    Genres "genres" |data| data.genres, catalog::genres;
    MediaTypes "media types" |data| data.media_types, catalog::media_types;
    Artists "artists" |data| data.artists, catalog::artists;
    Relations "related artists" |data| data.relations, catalog::relations;
    Albums "albums" |data| data.albums, catalog::albums;
    Tracks "tracks" |data| data.tracks, catalog::tracks;
    Credits "credits" |data| data.credits, catalog::credits;
    Playlists "playlists" |data| data.playlists, catalog::playlists;
    Entries "playlist entries" |data| data.entries, catalog::entries;
    Employees "employees" |data| data.employees, people::employees;
    Customers "customers" |data| data.customers, people::customers;
    Addresses "addresses" |data| data.addresses, people::addresses;
    Orders "orders" |data| data.sales, sales::orders;
    OrderLines "order lines" |data| data.sold, sales::order_lines;
    OrderLineTracks "ordered tracks" |data| data.sold, sales::order_line_tracks;
    Payments "payments" |data| data.paid(), sales::payments;
    Invoices "invoices" |data| data.sales, sales::invoices;
    InvoiceLines "invoice lines" |data| data.sold, sales::invoice_lines;
    Entitlements "owned tracks" |data| data.entitlements, sales::entitlements;
}

impl DataSet {
    /// How many rows all tables will have.
    pub fn row_count(&self) -> u64 {
        Table::ALL.iter().map(|table| table.rows(self) as u64).sum()
    }
}
