//! What a file would do, row by row, and doing it.

use std::collections::{BTreeSet, HashMap, HashSet};

use ::http::{Problem, Result};
use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, TrackId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sql::Conn;

use super::{
    CatalogueImport, RowChange, RowError, SHOWN,
    rows::{self, Row},
};
use crate::catalog::{
    Scope,
    admin::{
        CatalogueTrack, Desk, HIGHEST_PRICE, NewTrack, TrackChange,
        http::{edit, make_track},
        queries,
    },
    fold, sort_key,
};

/// A row that does something.
#[derive(Debug, Clone, Serialize)]
struct Step {
    line: i64,
    track: Option<i64>,
    title: Option<String>,
    artist: Option<String>,
    album: Option<String>,
    position: Option<Option<i64>>,
    disc: Option<Option<i64>>,
    year: Option<Option<i64>>,
    genre: Option<String>,
    media_type: Option<i64>,
    composer: Option<Option<String>>,
    duration_ms: Option<i64>,
    price_cents: Option<i64>,
    /// For people: `price: 0.99 → 1.29`.
    told: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    rows: usize,
    unchanged: usize,
    bad: usize,
    steps: Vec<Step>,
    errors: Vec<RowError>,
    new_names: BTreeSet<String>,
}

/// Names that are known, folded.
struct Known {
    media_types: HashMap<String, i64>,
    genres: HashSet<String>,
    artists: HashMap<String, bool>,
}

/// What a file would do now, and a name for exactly that.
pub(super) async fn make(conn: &mut Conn, bytes: &[u8]) -> Result<(Plan, String)> {
    let rows = rows::read(bytes)?;
    let media_types = queries::media_types(conn).await?;
    let genres = queries::genres(conn, false).await?;
    let mut known = Known {
        media_types: media_types.into_iter().map(|one| (fold(&one.name), one.id.get())).collect(),
        genres: genres.into_iter().map(|one| sort_key(&one.name)).collect(),
        artists: HashMap::new(),
    };
    let mut plan = Plan { rows: rows.len(), ..Plan::default() };
    let mut seen = HashSet::new();
    for row in rows {
        match step(conn, &row, &mut known, &mut plan.new_names, &mut seen).await? {
            Ok(Some(step)) => plan.steps.push(step),
            Ok(None) => plan.unchanged += 1,
            Err(error) => {
                plan.bad += 1;
                if plan.errors.len() < SHOWN {
                    plan.errors.push(error);
                }
            }
        }
    }
    let text = serde_json::to_vec(&(&plan.steps, plan.bad)).map_err(Problem::internal)?;
    Ok((plan, kernel::to_hex(Sha256::digest(text))))
}

async fn step(
    conn: &mut Conn,
    row: &Row,
    known: &mut Known,
    new_names: &mut BTreeSet<String>,
    seen: &mut HashSet<i64>,
) -> Result<std::result::Result<Option<Step>, RowError>> {
    let track = match row.filled("id") {
        None => None,
        Some(text) => {
            let id = text.parse().ok().and_then(|id| TrackId::new(id).ok());
            let found = match id {
                Some(id) => queries::track(conn, id).await?,
                None => None,
            };
            match found {
                Some(track) if !seen.insert(track.id.get()) => {
                    return Ok(Err(row.error("id", "stands twice in the file")));
                }
                Some(track) => Some(track),
                None => return Ok(Err(row.error("id", "there is no such track; leave it empty to add one"))),
            }
        }
    };
    let mut step = match read_step(row, known, track.as_ref()) {
        Ok(step) => step,
        Err(error) => return Ok(Err(error)),
    };
    if step.told.is_empty() {
        return Ok(Ok(None));
    }
    if let Some(name) = &step.artist {
        let key = sort_key(name);
        if !known.artists.contains_key(&key) {
            let there = queries::by_name(conn, "artists", name).await?.is_some();
            known.artists.insert(key.clone(), there);
        }
        if known.artists.get(&key) == Some(&false) {
            new_names.insert(format!("Artist: {name}"));
        }
    }
    if let Some(name) = step.genre.as_deref().filter(|name| !known.genres.contains(&sort_key(name))) {
        new_names.insert(format!("Genre: {name}"));
    }
    // Two rows in one place of one album are found out when they are applied: told here, where it can be.
    if let (Some(Some(position)), Some(album)) = (step.position, track.as_ref().and_then(|track| track.album_id))
        && step.album.is_none()
        && let Some(other) = queries::at_position(conn, album.get(), position).await?
        && Some(other) != step.track
    {
        return Ok(Err(row.error("position", "another track of the album stands there")));
    }
    step.told.truncate(20);
    Ok(Ok(Some(step)))
}

/// What a row says that is not so already.
fn read_step(row: &Row, known: &Known, track: Option<&CatalogueTrack>) -> std::result::Result<Step, RowError> {
    let mut step = Step {
        line: row.line,
        track: track.map(|track| track.id.get()),
        title: None,
        artist: None,
        album: None,
        position: None,
        disc: None,
        year: None,
        genre: None,
        media_type: None,
        composer: None,
        duration_ms: None,
        price_cents: None,
        told: Vec::new(),
    };
    let mut told = Vec::new();
    let mut tell = |column: &str, before: &str, after: &str| told.push(format!("{column}: {before} → {after}"));
    for (column, longest, before) in [
        ("title", 200, track.map(|track| track.name.clone())),
        ("artist", 120, track.and_then(|track| track.artist.as_ref()).map(|artist| artist.name.clone())),
        ("album", 160, track.and_then(|track| track.album_title.clone())),
        ("genre", 120, track.and_then(|track| track.genre.as_ref()).map(|genre| genre.name.clone())),
    ] {
        let Some(text) = row.filled(column).filter(|text| before.as_deref() != Some(*text)) else { continue };
        if text.chars().count() > longest || text.chars().any(char::is_control) {
            return Err(row.error(column, format!("is no name of at most {longest} characters")));
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if before.as_deref() == Some(text.as_str()) {
            continue;
        }
        tell(column, before.as_deref().unwrap_or("—"), &text);
        match column {
            "title" => step.title = Some(text),
            "artist" => step.artist = Some(text),
            "album" => step.album = Some(text),
            _ => step.genre = Some(text),
        }
    }
    let shown = |number: Option<i64>| number.map_or("—".to_owned(), |number| number.to_string());
    for (column, most, before) in [
        ("position", 9_999, track.and_then(|track| track.position)),
        ("disc", 99, track.and_then(|track| track.disc)),
        ("year", 2_999, track.and_then(|track| track.year)),
    ] {
        let Some(number) = row.number(column, most)?.filter(|number| *number != before) else { continue };
        tell(column, &shown(before), &shown(number));
        match column {
            "position" => step.position = Some(number),
            "disc" => step.disc = Some(number),
            _ => step.year = Some(number),
        }
    }
    if let Some(name) = row.filled("media_type").filter(|name| track.is_none_or(|track| track.media_type.name != *name))
    {
        let id = known.media_types.get(&fold(name)).ok_or_else(|| row.error("media_type", "is not known"))?;
        tell("media_type", track.map_or("—", |track| &track.media_type.name), name);
        step.media_type = Some(*id);
    }
    if let Some(text) = row.text("composer") {
        let before = track.and_then(|track| track.composer.as_deref()).unwrap_or_default();
        if text != before {
            if text.chars().count() > 220 || text.chars().any(char::is_control) {
                return Err(row.error("composer", "is longer than 220 characters"));
            }
            tell("composer", before, text);
            step.composer = Some(Some(text.to_owned()).filter(|text| !text.is_empty()));
        }
    }
    if let Some(text) = row.filled("duration_ms") {
        let ms = text.parse::<i64>().ok().filter(|ms| (0..=86_400_000).contains(ms));
        let ms = ms.ok_or_else(|| row.error("duration_ms", "takes milliseconds, at most a day"))?;
        if track.map(|track| track.duration_ms) != Some(ms) {
            tell("duration_ms", &shown(track.map(|track| track.duration_ms)), text);
            step.duration_ms = Some(ms);
        }
    }
    if let Some(cents) = row.cents("price")? {
        if cents > HIGHEST_PRICE {
            return Err(row.error("price", "takes a price from 0.00 to 10,000.00"));
        }
        let before = track.map(|track| track.regular_price.amount);
        if before != Some(cents) {
            let money = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
            tell("price", &before.map_or("—".to_owned(), money), &money(cents));
            step.price_cents = Some(cents);
        }
    }
    if track.is_none() {
        for (column, missing) in
            [("title", step.title.is_none()), ("artist", step.artist.is_none()), ("price", step.price_cents.is_none())]
        {
            if missing {
                return Err(row.error(column, "is needed for a new track"));
            }
        }
    }
    step.told = told;
    Ok(step)
}

impl Plan {
    pub fn shown(&self, id: &str, applied: bool) -> CatalogueImport {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let created = self.steps.iter().filter(|step| step.track.is_none()).count();
        let change = |step: &Step| RowChange {
            line: step.line,
            track_id: step.track,
            title: step.title.clone().unwrap_or_default(),
            changes: step.told.clone(),
        };
        CatalogueImport {
            id: id.to_owned(),
            rows: count(self.rows),
            created: count(created),
            updated: count(self.steps.len() - created),
            unchanged: count(self.unchanged),
            bad: count(self.bad),
            errors: self.errors.clone(),
            changes: self.steps.iter().take(SHOWN).map(change).collect(),
            new_names: self.new_names.iter().take(SHOWN).cloned().collect(),
            applied,
        }
    }

    /// Does all of it; what hangs on it is still to be derived.
    pub async fn apply(&self, conn: &mut Conn, desk: &Desk<'_>) -> Result<Scope> {
        let mut scope = Scope::default();
        for step in &self.steps {
            let done = step.apply(conn, desk).await;
            scope = scope.join(done.map_err(|problem| at_line(step.line, &problem))?);
        }
        Ok(scope)
    }
}

/// A row that cannot be applied after all: two rows want the same place.
fn at_line(line: i64, problem: &Problem) -> Problem {
    let json = problem.to_json();
    let why = json["errors"][0]["message"].as_str().or(json["detail"].as_str()).unwrap_or_default();
    Problem::invalid("file", format!("line {line}: {why}. Nothing was changed"))
}

impl Step {
    async fn apply(&self, conn: &mut Conn, desk: &Desk<'_>) -> Result<Scope> {
        let artist = match &self.artist {
            Some(name) => Some(self.artist_id(conn, desk, name).await?),
            None => None,
        };
        let before = match self.track.and_then(|id| TrackId::new(id).ok()) {
            Some(id) => queries::track(conn, id).await?,
            None => None,
        };
        let of = artist.or_else(|| before.as_ref().and_then(|track| track.artist.as_ref()).map(|artist| artist.id));
        let album = match (&self.album, of) {
            (Some(title), Some(of)) => Some(self.album_id(conn, desk, title, of).await?),
            _ => None,
        };
        let genre = match &self.genre {
            Some(name) => {
                let id = match queries::by_name(conn, "genres", name).await? {
                    Some(id) => id,
                    None => queries::insert_genre(conn, name).await?,
                };
                Some(GenreId::new(id).map_err(Problem::internal)?)
            }
            None => None,
        };
        let media_type_id = self.media_type.and_then(|id| MediaTypeId::new(id).ok());
        let Some(before) = before else {
            let new = NewTrack {
                name: self.title.clone().unwrap_or_default(),
                album_id: album,
                artist_id: artist,
                position: self.position.flatten().filter(|_| album.is_some()),
                disc: self.disc.flatten(),
                year: self.year.flatten(),
                genre_id: genre,
                media_type_id,
                composer: self.composer.clone().flatten(),
                duration_ms: self.duration_ms,
                price_cents: self.price_cents.unwrap_or_default(),
                upload_id: None,
            };
            return Ok(make_track(conn, desk, &new).await?.1);
        };
        let change = TrackChange {
            name: self.title.clone(),
            album_id: album.map(Some),
            artist_id: artist.map(Some),
            position: self.position,
            disc: self.disc,
            year: self.year,
            genre_id: genre.map(Some),
            media_type_id,
            composer: self.composer.clone(),
            duration_ms: self.duration_ms,
            price_cents: self.price_cents,
        };
        edit(conn, desk, &before, &change, "import").await
    }

    async fn artist_id(&self, conn: &mut Conn, desk: &Desk<'_>, name: &str) -> Result<ArtistId> {
        let id = match queries::by_name(conn, "artists", name).await? {
            Some(id) => id,
            None => queries::insert_artist(conn, name, desk.now).await?,
        };
        ArtistId::new(id).map_err(Problem::internal)
    }

    async fn album_id(&self, conn: &mut Conn, desk: &Desk<'_>, title: &str, artist: ArtistId) -> Result<AlbumId> {
        let id = match queries::album_by_title(conn, artist.get(), title).await? {
            Some(id) => id,
            None => {
                let currency = desk.shop.settings.currency;
                queries::insert_album(conn, title, artist.get(), currency.as_str(), desk.now).await?
            }
        };
        AlbumId::new(id).map_err(Problem::internal)
    }
}
