//! SQL of the import: reading an edition, writing the shop.

use std::path::Path;

use kernel::Timestamp;
use sql::{Conn, Error, on};
use sqlx::{ConnectOptions, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{
    model::DataSet,
    source::{Cell, SourceTable, Spelling},
};

/// Opens somebody's file so that it stays as it is.
pub(super) async fn open_edition(path: &Path) -> Result<SqliteConnection, Error> {
    SqliteConnectOptions::new().filename(path).read_only(true).disable_statement_logging().connect().await
}

pub(super) async fn edition_tables(file: &mut SqliteConnection) -> Result<Vec<String>, Error> {
    sqlx::query_scalar("select name from sqlite_master where type = 'table'").fetch_all(file).await
}

/// All rows as text, by the first columns: editions differ in the types they declare.
pub(super) async fn edition_rows(file: &mut SqliteConnection, spelling: Spelling, table: &SourceTable) -> Result<Vec<Vec<Cell>>, Error> {
    let columns = table.columns.iter().map(|column| format!("cast(\"{}\" as text)", spelling.name(column)));
    let sql = format!(
        "select {}\nfrom \"{}\"\norder by \"{}\", \"{}\"",
        columns.collect::<Vec<_>>().join(", "),
        spelling.name(table.name),
        spelling.name(table.columns[0]),
        spelling.name(table.columns[1]),
    );
    let rows = sqlx::query(&sql).fetch_all(file).await?;
    let cells = |row: sqlx::sqlite::SqliteRow| (0..table.columns.len()).map(|column| row.try_get(column)).collect();
    rows.into_iter().map(cells).collect()
}

pub(super) async fn is_loaded(conn: &mut Conn, data_set: &str) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, String>("select data_set from imports where data_set = $1")
        .bind(data_set)
        .fetch_optional(c)
        .await)?;
    Ok(found.is_some())
}

/// Notes that the data set is being loaded; false when it already was.
pub(super) async fn claim(conn: &mut Conn, data_set: &str, source: &str, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "insert into imports (data_set, source, row_count, finished_at)
         values ($1, $2, 0, $3)
         on conflict (data_set) do nothing",
    )
    .bind(data_set)
    .bind(source)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(super) async fn finish(conn: &mut Conn, data_set: &str, rows: u64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update imports set row_count = $2 where data_set = $1")
        .bind(data_set)
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .execute(c)
        .await
        .map(|_| ()))
}

/// Lets the ids that PostgreSQL gives continue behind those of the data set. SQLite does so by itself.
pub(super) async fn continue_ids(conn: &mut Conn) -> Result<(), Error> {
    let Conn::Postgres(c) = conn else { return Ok(()) };
    for table in ["genres", "media_types", "artists", "albums", "tracks", "playlists", "employees", "customers"] {
        let sql = format!("select setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false) from {table}");
        sqlx::query(&sql).execute(&mut **c).await?;
    }
    Ok(())
}

/// The tables of the shop in the order they are filled: what is referred to comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Genres,
    MediaTypes,
    Artists,
    Relations,
    Albums,
    Tracks,
    Credits,
    Playlists,
    Entries,
    Employees,
    Customers,
    Addresses,
}

impl Table {
    pub const ALL: &'static [Self] = &[
        Self::Genres,
        Self::MediaTypes,
        Self::Artists,
        Self::Relations,
        Self::Albums,
        Self::Tracks,
        Self::Credits,
        Self::Playlists,
        Self::Entries,
        Self::Employees,
        Self::Customers,
        Self::Addresses,
    ];

    /// As a person reads it in a progress line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Genres => "genres",
            Self::MediaTypes => "media types",
            Self::Artists => "artists",
            Self::Relations => "related artists",
            Self::Albums => "albums",
            Self::Tracks => "tracks",
            Self::Credits => "credits",
            Self::Playlists => "playlists",
            Self::Entries => "playlist entries",
            Self::Employees => "employees",
            Self::Customers => "customers",
            Self::Addresses => "addresses",
        }
    }
}

impl DataSet {
    /// How many rows [`insert`] will write for all tables.
    pub fn row_count(&self) -> u64 {
        let rows = self.genres.len()
            + self.media_types.len()
            + self.artists.len()
            + self.relations.len()
            + self.albums.len()
            + self.tracks.len()
            + self.credits.len()
            + self.playlists.len()
            + self.entries.len()
            + self.employees.len()
            + self.customers.len()
            + self.addresses.len();
        rows as u64
    }
}

/// Rows in one statement. SQLite takes 32,766 values in one, and tracks have twenty columns.
const BATCH: usize = 500;

/// Inserts `$rows` in batches; the closure pushes the values of one row.
macro_rules! insert {
    ($conn:expr, $head:literal, $rows:expr, |$values:ident, $row:ident| $push:expr) => {{
        for chunk in $rows.chunks(BATCH) {
            on!($conn, c => {
                let mut query = sqlx::QueryBuilder::new($head);
                query.push_values(chunk, |mut $values, $row| { $push; });
                query.build().execute(c).await.map(|_| ())
            })?;
        }
        $rows.len()
    }};
}

/// Writes one table; returns the number of rows.
pub(super) async fn insert(conn: &mut Conn, table: Table, data: &DataSet) -> Result<u64, Error> {
    let rows = match table {
        Table::Genres => insert!(conn, "insert into genres (id, name, name_key, family_id) ", data.genres, |v, g| v
            .push_bind(g.id).push_bind(&g.name).push_bind(&g.name_key).push_bind(g.family_id)),
        Table::MediaTypes => insert!(conn, "insert into media_types (id, name, kind) ", data.media_types, |v, m| v
            .push_bind(m.id).push_bind(&m.name).push_bind(m.kind.as_str())),
        Table::Artists => insert!(conn, "insert into artists (id, name, name_key, various, added_at) ", data.artists, |v, a| v
            .push_bind(a.id).push_bind(&a.name).push_bind(&a.name_key).push_bind(a.various).push_bind(a.added_at)),
        Table::Relations => insert!(conn, "insert into artist_relations (artist_id, related_id) ", data.relations, |v, pair| v
            .push_bind(pair.0).push_bind(pair.1)),
        Table::Albums => insert!(conn, "insert into albums (id, title, title_key, artist_id, artist_sort, currency, added_at) ", data.albums,
            |v, a| v.push_bind(a.id).push_bind(&a.title).push_bind(&a.title_key).push_bind(a.artist_id).push_bind(&a.artist_sort)
                .push_bind(CURRENCY).push_bind(a.added_at)),
        Table::Tracks => insert_tracks(conn, data).await?,
        Table::Credits => insert!(conn, "insert into track_credits (track_id, artist_id) ", data.credits, |v, pair| v
            .push_bind(pair.0).push_bind(pair.1)),
        Table::Playlists => insert!(conn, "insert into playlists (id, name, name_key, duplicate_of) ", data.playlists, |v, p| v
            .push_bind(p.id).push_bind(&p.name).push_bind(&p.name_key).push_bind(p.duplicate_of)),
        Table::Entries => insert!(conn, "insert into playlist_entries (playlist_id, position, track_id) ", data.entries, |v, e| v
            .push_bind(e.playlist_id).push_bind(e.position).push_bind(e.track_id)),
        Table::Employees => insert_employees(conn, data).await?,
        Table::Customers => insert_customers(conn, data).await?,
        Table::Addresses => insert_addresses(conn, data).await?,
    };
    Ok(rows as u64)
}

/// The data set's prices are in US dollars.
const CURRENCY: &str = "USD";

async fn insert_tracks(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into tracks (id, album_id, artist_id, position, name, name_key, artist_sort, album_sort, media_type_id, kind, genre_id,
           composer, credit, duration_ms, bytes, price_cents, currency, units_sold, added_at) ",
        data.tracks,
        |v, t| v
            .push_bind(t.id)
            .push_bind(t.album_id)
            .push_bind(t.artist_id)
            .push_bind(t.position)
            .push_bind(&t.name)
            .push_bind(&t.name_key)
            .push_bind(&t.artist_sort)
            .push_bind(&t.album_sort)
            .push_bind(t.media_type_id)
            .push_bind(t.kind.as_str())
            .push_bind(t.genre_id)
            .push_bind(&t.composer)
            .push_bind(&t.credit)
            .push_bind(t.duration_ms)
            .push_bind(t.bytes)
            .push_bind(t.price_cents)
            .push_bind(CURRENCY)
            .push_bind(t.units_sold)
            .push_bind(t.added_at)
    ))
}

async fn insert_employees(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into employees (id, first_name, last_name, title, role, reports_to, born_at, hired_at, line1, city, region,
           postal_code, country, phone, fax, email) ",
        data.employees,
        |v, e| v
            .push_bind(e.id)
            .push_bind(&e.first_name)
            .push_bind(&e.last_name)
            .push_bind(&e.title)
            .push_bind(e.role)
            .push_bind(e.reports_to)
            .push_bind(e.born_at)
            .push_bind(e.hired_at)
            .push_bind(&e.line1)
            .push_bind(&e.city)
            .push_bind(&e.region)
            .push_bind(&e.postal_code)
            .push_bind(&e.country)
            .push_bind(&e.phone)
            .push_bind(&e.fax)
            .push_bind(&e.email)
    ))
}

async fn insert_customers(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into customers (id, first_name, last_name, company, phone, fax, email, email_key, country, support_rep_id, created_at) ",
        data.customers,
        |v, p| v
            .push_bind(p.id)
            .push_bind(&p.first_name)
            .push_bind(&p.last_name)
            .push_bind(&p.company)
            .push_bind(&p.phone)
            .push_bind(&p.fax)
            .push_bind(p.email.as_str())
            .push_bind(p.email.key())
            .push_bind(&p.country)
            .push_bind(p.support_rep_id)
            .push_bind(p.created_at)
    ))
}

async fn insert_addresses(conn: &mut Conn, data: &DataSet) -> Result<usize, Error> {
    Ok(insert!(
        conn,
        "insert into addresses (id, customer_id, name, line1, city, region, postal_code, country, is_default, created_at) ",
        data.addresses,
        |v, a| v
            .push_bind(a.id)
            .push_bind(a.customer_id)
            .push_bind(&a.name)
            .push_bind(&a.line1)
            .push_bind(&a.city)
            .push_bind(&a.region)
            .push_bind(&a.postal_code)
            .push_bind(&a.country)
            .push_bind(true)
            .push_bind(a.created_at)
    ))
}

/// Customers and staff that can be written to.
pub(super) async fn people(conn: &mut Conn) -> Result<Vec<super::Person>, Error> {
    on!(conn, c => sqlx::query_as(
        "select id, first_name || ' ' || last_name as name, email, false as is_staff, null as role
         from customers
         where email is not null
         union all
         select id, first_name || ' ' || last_name as name, email, true as is_staff, role
         from employees
         where email is not null
         order by is_staff, id",
    )
    .fetch_all(c)
    .await)
}
