//! What the command line says of a listener's files.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use std::path::Path;

use chinook_app::library_files::{self as files, ExportFormat};
use common::Shop;

#[tokio::test]
async fn an_export_ends_with_its_reader_and_a_file_that_is_none_is_named() {
    let shop = Shop::open("sqlite").await;
    let owner = files::owner(&shop.app, "luisg@embraer.com.br").await.unwrap();

    let (out, reader) = tokio::io::duplex(16);
    drop(reader);
    assert_eq!(files::export(&shop.app, owner, ExportFormat::Csv, None, out).await.unwrap(), 0);

    let missing = files::bring(&shop.app, owner, Path::new("/nowhere/songs.csv")).await.unwrap_err();
    assert_eq!(missing.to_string(), "/nowhere/songs.csv cannot be read");
    let folder = std::env::temp_dir();
    let refused = files::bring(&shop.app, owner, &folder).await.unwrap_err();
    assert_eq!(refused.to_string(), format!("{} is no file. Name the one that holds the songs.", folder.display()));
}
