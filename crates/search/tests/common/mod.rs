//! The Chinook catalogue as documents, read from the data set itself.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chinook_search::{Doc, Genre, Kind};

type Row = HashMap<String, String>;

/// The rows of one table of the data set.
fn rows(table: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/chinook").join(format!("{table}.csv"));
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().collect::<Result<_, _>>().expect("the data set is well-formed CSV")
}

fn id(row: &Row, column: &str) -> Option<i64> {
    row[column].parse().ok()
}

fn names(table: &str, key: &str, name: &str) -> BTreeMap<i64, String> {
    rows(table).into_iter().filter_map(|row| Some((id(&row, key)?, row[name].clone()))).collect()
}

#[derive(Default)]
struct Totals {
    genres: BTreeMap<i64, String>,
    sold: u64,
}

impl Totals {
    fn add(&mut self, genre: Option<&Genre>, sold: u64) {
        self.genres.extend(genre.map(|genre| (genre.id, genre.name.clone())));
        self.sold += sold;
    }

    fn genres(&self) -> Vec<Genre> {
        self.genres.iter().map(|(id, name)| Genre { id: *id, name: name.clone() }).collect()
    }
}

/// Every artist, album and track of the data set.
pub fn chinook() -> Vec<Doc> {
    let artists = names("artist", "artist_id", "name");
    let titles = names("album", "album_id", "title");
    let genres = names("genre", "genre_id", "name");
    let performers: HashMap<i64, i64> =
        rows("album").iter().filter_map(|row| Some((id(row, "album_id")?, id(row, "artist_id")?))).collect();
    let mut sold: HashMap<i64, u64> = HashMap::new();
    for line in rows("invoice_line") {
        let quantity: u64 = line["quantity"].parse().expect("a quantity is a number");
        *sold.entry(id(&line, "track_id").expect("a line names its track")).or_default() += quantity;
    }

    let (mut of_artist, mut of_album): (HashMap<i64, Totals>, HashMap<i64, Totals>) = Default::default();
    let mut docs = Vec::new();
    for row in rows("track") {
        let track = id(&row, "track_id").expect("a track has an id");
        let album = id(&row, "album_id");
        let performer = album.and_then(|album| performers.get(&album)).copied();
        let genre = id(&row, "genre_id").map(|id| Genre { id, name: genres[&id].clone() });
        let sold = sold.get(&track).copied().unwrap_or_default();
        if let (Some(album), Some(performer)) = (album, performer) {
            of_album.entry(album).or_default().add(genre.as_ref(), sold);
            of_artist.entry(performer).or_default().add(genre.as_ref(), sold);
        }
        docs.push(Doc {
            kind: Kind::Track,
            id: track,
            name: row["name"].clone(),
            artist: performer.map(|id| artists[&id].clone()),
            album: album.map(|id| titles[&id].clone()),
            composer: Some(row["composer"].clone()).filter(|text| !text.is_empty()),
            genres: genre.into_iter().collect(),
            popularity: sold,
        });
    }
    let none = Totals::default();
    for (id, title) in &titles {
        let totals = of_album.get(id).unwrap_or(&none);
        let artist = Some(artists[&performers[id]].clone());
        docs.push(doc(Kind::Album, *id, title, artist, totals));
    }
    for (id, name) in &artists {
        docs.push(doc(Kind::Artist, *id, name, None, of_artist.get(id).unwrap_or(&none)));
    }
    docs
}

fn doc(kind: Kind, id: i64, name: &str, artist: Option<String>, totals: &Totals) -> Doc {
    Doc {
        kind,
        id,
        name: name.to_owned(),
        artist,
        album: None,
        composer: None,
        genres: totals.genres(),
        popularity: totals.sold,
    }
}
