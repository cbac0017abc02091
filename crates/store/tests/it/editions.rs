//! Official SQLite editions of Chinook, made from the data set's CSV files.

use std::path::{Path, PathBuf};

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

#[derive(Clone, Copy)]
pub enum Spelling {
    Pascal,
    Snake,
}

const TABLES: [&str; 11] = [
    "artist",
    "album",
    "genre",
    "media_type",
    "track",
    "playlist",
    "playlist_track",
    "employee",
    "customer",
    "invoice",
    "invoice_line",
];

impl Spelling {
    fn name(self, snake: &str) -> String {
        match self {
            Self::Snake => snake.to_owned(),
            Self::Pascal => snake.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect(),
        }
    }
}

/// The types the official scripts declare.
fn declared(column: &str) -> &'static str {
    match column {
        "unit_price" | "total" => "NUMERIC(10,2)",
        c if c.ends_with("_date") => "DATETIME",
        c if c.ends_with("_id") || ["milliseconds", "bytes", "quantity", "reports_to"].contains(&c) => "INTEGER",
        _ => "NVARCHAR(220)",
    }
}

pub async fn write(folder: &Path, spelling: Spelling) -> PathBuf {
    let path = folder.join("Chinook.sqlite");
    let mut file = SqliteConnectOptions::new().filename(&path).create_if_missing(true).connect().await.unwrap();
    let mut tx = file.begin().await.unwrap();
    for table in TABLES {
        fill(&mut tx, spelling, table).await;
    }
    tx.commit().await.unwrap();
    file.close().await.unwrap();
    path
}

async fn fill(file: &mut SqliteConnection, spelling: Spelling, table: &str) {
    let csv = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../data/chinook/{table}.csv"));
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let definitions: Vec<String> = columns.iter().map(|c| format!("[{}] {}", spelling.name(c), declared(c))).collect();
    let create = format!("CREATE TABLE [{}] ({})", spelling.name(table), definitions.join(", "));
    sqlx::query(&create).execute(&mut *file).await.unwrap();
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT INTO [{}] VALUES ({places})", spelling.name(table));
    for record in reader.records() {
        let record = record.unwrap();
        let mut query = sqlx::query(&insert);
        // Text with a numeric declaration becomes a number, as it is in the official files.
        for cell in &record {
            query = query.bind(Some(cell.to_owned()).filter(|cell| !cell.is_empty()));
        }
        query.execute(&mut *file).await.unwrap();
    }
}

/// Something like Chinook that is not it.
pub async fn rename_column(path: &Path) {
    let mut file = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    sqlx::query("alter table track rename column composer to writer").execute(&mut file).await.unwrap();
    file.close().await.unwrap();
}
