//! Loading the data set.

use kernel::Clock;
use serde_json::Value;
use sql::Db;
use store::import::{self, ImportError, Source};

use crate::{
    editions::{self, Spelling},
    queries,
    support::{Shop, empty_shops, ids, load, shops},
};

const COUNTS: [(&str, i64); 9] = [
    ("artists", 275),
    ("albums", 347),
    ("tracks", 3503),
    ("genres", 25),
    ("media_types", 5),
    ("playlists", 18),
    ("playlist_entries", 8715),
    ("employees", 8),
    ("customers", 59),
];

/// Everything the public can see, and the people.
async fn everything(db: &Db) -> Vec<Value> {
    let shop = Shop::new(db);
    let mut all = Vec::new();
    for list in ["/artists?sort=popularity", "/albums?sort=newest", "/tracks?sort=popularity", "/tracks?sort=album"] {
        all.extend(shop.walk(list, 200).await);
    }
    for list in ["/genres", "/media-types", "/playlists", "/home", "/artists/59", "/albums/255", "/genres/7"] {
        all.push(shop.get(list).await);
    }
    all.push(serde_json::to_value(queries::people(db).await).unwrap());
    all.push(serde_json::to_value(queries::addresses(db).await).unwrap());
    all.push(serde_json::to_value(queries::orders(db).await).unwrap());
    all
}

#[tokio::test]
async fn the_first_start_loads_every_row_and_shows_progress() {
    for db in empty_shops().await {
        let mut steps = Vec::new();
        let report = import::chinook(&db, Source::Embedded, &Clock::System, |step| steps.push(step)).await.unwrap();
        for (table, rows) in COUNTS {
            assert_eq!(queries::count(&db, table).await, rows, "{table}");
        }
        let last = steps.last().unwrap();
        assert_eq!((last.done, last.total), (report.rows, report.rows));
        assert!(steps.is_sorted_by_key(|step| step.done) && steps.len() > COUNTS.len());
        assert!(!report.already_loaded && report.elapsed.as_secs() < 60);
    }
}

#[tokio::test]
async fn both_engines_hold_the_same_shop() {
    let shops = shops().await;
    assert!(everything(&shops[0]).await == everything(&shops[1]).await);
}

#[tokio::test]
async fn a_second_import_changes_nothing_and_keeps_edits() {
    for db in shops().await {
        queries::run(&db, "update artists set name = 'Edited' where id = 1").await;
        queries::run(&db, "delete from playlist_entries where playlist_id = 18").await;
        let before = everything(&db).await;
        let report = load(&db, Source::Embedded).await;
        assert!(report.already_loaded);
        assert_eq!(report.rows, 0);
        assert!(everything(&db).await == before);
    }
}

#[tokio::test]
async fn two_processes_that_start_together_load_it_once() {
    for db in empty_shops().await {
        let one = import::chinook(&db, Source::Embedded, &Clock::System, |_| ());
        let two = import::chinook(&db, Source::Embedded, &Clock::System, |_| ());
        let (one, two) = tokio::join!(one, two);
        assert_eq!([one.unwrap(), two.unwrap()].iter().filter(|report| report.already_loaded).count(), 1);
        assert_eq!(queries::count(&db, "tracks").await, 3503);
    }
}

#[tokio::test]
async fn both_official_sqlite_editions_give_the_same_shop_as_the_embedded_one() {
    let embedded = everything(&shops().await[0]).await;
    for spelling in [Spelling::Pascal, Spelling::Snake] {
        let folder = tempfile::tempdir().unwrap();
        let path = editions::write(folder.path(), spelling).await;
        let bytes = std::fs::read(&path).unwrap();
        for db in empty_shops().await {
            load(&db, Source::SqliteFile(path.clone())).await;
            assert!(everything(&db).await == embedded);
        }
        assert!(std::fs::read(&path).unwrap() == bytes, "the file stays as it was");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}

#[tokio::test]
async fn what_is_not_chinook_is_refused_with_a_reason_and_nothing_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("Chinook.sql");
    std::fs::write(&text, "create table Artist (ArtistId integer);\n".repeat(100)).unwrap();
    let other = folder.path().join("other.sqlite");
    drop(Db::sqlite(&other).await.unwrap());
    let db = &empty_shops().await[0];
    let refusal = async |path| import::chinook(db, Source::SqliteFile(path), &Clock::System, |_| ()).await.unwrap_err();
    assert!(matches!(refusal(folder.path().join("missing.sqlite")).await, ImportError::Unreadable { .. }));
    assert!(matches!(refusal(text).await, ImportError::Unreadable { .. }));
    let renamed = editions::write(folder.path(), Spelling::Snake).await;
    editions::rename_column(&renamed).await;
    let error = refusal(renamed).await;
    assert!(matches!(error, ImportError::OtherColumns { table: "track", .. }), "{error}");
    let error = refusal(other).await;
    assert!(matches!(error, ImportError::NotChinook { missing: "artist", .. }), "{error}");
    assert!(!import::is_loaded(db).await.unwrap());
    assert_eq!(queries::count(db, "artists").await, 0);
}

#[tokio::test]
async fn a_shop_with_a_catalogue_of_its_own_is_refused() {
    for db in empty_shops().await {
        queries::add_artist(&db, "House band").await;
        let error = import::chinook(&db, Source::Embedded, &Clock::System, |_| ()).await.unwrap_err();
        assert!(matches!(error, ImportError::ShopNotEmpty), "{error}");
        assert!(!import::is_loaded(&db).await.unwrap());
        assert_eq!(queries::count(&db, "artists").await, 1);
    }
}

#[tokio::test]
async fn new_ids_continue_behind_those_of_the_data_set() {
    for db in shops().await {
        assert_eq!(queries::add_artist(&db, "New").await, 276);
    }
}

#[tokio::test]
async fn people_have_iso_countries_roles_and_their_manager() {
    for db in shops().await {
        let people = queries::people(&db).await;
        assert!(people.iter().all(|(.., country, _)| country.as_ref().is_some_and(|c| c.len() == 2)));
        let person = |id| people.iter().find(|p| p.0 == id).unwrap();
        assert_eq!(person(5).4.as_deref(), Some("CZ"));
        assert_eq!(person(16).4.as_deref(), Some("US"));
        assert_eq!(person(-1).3.as_deref(), Some("general_manager"));
        assert_eq!((person(-3).3.as_deref(), person(-3).5), (Some("support_agent"), Some(2)));
        assert_eq!(person(-7).3.as_deref(), Some("it"));
        let reps: Vec<usize> =
            [3, 4, 5].iter().map(|rep| people.iter().filter(|p| p.0 > 0 && p.5 == Some(*rep)).count()).collect();
        assert_eq!(reps, [21, 20, 18]);
        assert_eq!(queries::addresses(&db).await.len(), 59);
    }
}

#[tokio::test]
async fn units_sold_are_those_of_the_data_set() {
    for db in shops().await {
        let shop = Shop::new(&db);
        let artists = shop.get("/artists?sort=popularity&limit=4").await;
        let names: Vec<&str> =
            artists["items"].as_array().unwrap().iter().map(|a| a["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Iron Maiden", "U2", "Metallica", "Led Zeppelin"]);
        assert_eq!(queries::count(&db, "tracks where units_sold = 0").await, 1519);
        assert_eq!(queries::count(&db, "tracks where units_sold = 1").await, 1728);
        assert_eq!(queries::count(&db, "tracks where units_sold = 2").await, 256);
        assert_eq!(queries::count(&db, "genres where name = 'Rock' and units_sold = 835").await, 1);
        assert_eq!(queries::count(&db, "genres where name = 'TV Shows' and units_sold = 47").await, 1);
        assert_eq!(queries::count(&db, "artists where name = 'Iron Maiden' and units_sold = 140").await, 1);
        assert_eq!(ids(&shop.walk("/albums?sort=popularity", 200).await)[0], 23, "Minha Historia");
    }
}
