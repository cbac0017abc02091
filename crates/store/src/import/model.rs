//! The data set, typed and completed: keys, positions, units sold, credits, when things were added.

mod cells;
mod people;
mod sales;
mod tracks;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, PlaylistId, Random, Timestamp, TrackId};

use self::cells::Cells;
pub(super) use self::{
    people::{Address, Customer, Employee, Invoice, InvoiceLine},
    sales::{Entitlement, Sale, Sold},
    tracks::{Credit, Track},
};
use super::{ImportError, source::Raw, tidy};
use crate::catalog::{Kind, fold, joined_key, sort_key};

/// The data set's prices are in US dollars.
pub(super) const CURRENCY: &str = "USD";

/// Any number; another one gives other ids of orders and addresses.
const MODEL_SEED: u64 = 275;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) struct Genre {
    pub id: GenreId,
    pub name: String,
    pub name_key: String,
    pub family_id: GenreId,
}

pub(super) struct MediaType {
    pub id: MediaTypeId,
    pub name: String,
    pub kind: Kind,
}

pub(super) struct Artist {
    pub id: ArtistId,
    pub name: String,
    pub name_key: String,
    pub various: bool,
    pub added_at: Timestamp,
}

pub(super) struct Album {
    pub id: AlbumId,
    pub title: String,
    pub title_key: String,
    pub artist_id: ArtistId,
    pub artist_sort: String,
    pub added_at: Timestamp,
}

pub(super) struct Playlist {
    pub id: PlaylistId,
    pub name: String,
    pub name_key: String,
    pub duplicate_of: Option<PlaylistId>,
}

#[derive(Clone, Copy)]
pub(super) struct PlaylistEntry {
    pub playlist_id: PlaylistId,
    pub position: i64,
    pub track_id: TrackId,
}

pub(super) struct DataSet {
    pub genres: Vec<Genre>,
    pub media_types: Vec<MediaType>,
    pub artists: Vec<Artist>,
    /// Both ways round.
    pub relations: Vec<(i64, i64)>,
    pub albums: Vec<Album>,
    pub tracks: Vec<Track>,
    pub credits: Vec<Credit>,
    pub playlists: Vec<Playlist>,
    pub entries: Vec<PlaylistEntry>,
    pub employees: Vec<Employee>,
    pub customers: Vec<Customer>,
    pub addresses: Vec<Address>,
    pub sales: Vec<Sale>,
    pub sold: Vec<Sold>,
    pub entitlements: Vec<Entitlement>,
}

impl DataSet {
    pub fn parse(raw: &Raw) -> Result<Self, ImportError> {
        let invoices = people::invoices(raw)?;
        let lines = people::lines(raw)?;
        let opening = opening_day(&invoices);
        let artists = artists(raw, opening)?;
        let albums = albums(raw, &artists, opening)?;
        let media_types = media_types(raw)?;
        let (tracks, credits) = tracks::read(raw, &artists, &albums, &media_types, &lines, opening)?;
        let by_id: Vec<(i64, &str)> = artists.iter().map(|a| (a.id.get(), a.name.as_str())).collect();
        let relations = tidy::related_artists(&by_id).into_iter().collect();
        let entries = entries(raw)?;
        // Seeded, so that every edition of the data set gives the same ids.
        let random = Random::seeded(MODEL_SEED);
        let (customers, addresses) = people::customers(raw, &invoices, opening, &random)?;
        let names = sales::Names { artists: &artists, albums: &albums, tracks: &tracks, customers: &customers };
        let sales::Sales { sales, sold, entitlements } = names.sales(invoices, lines, &random)?;
        Ok(Self {
            genres: genres(raw)?,
            media_types,
            relations,
            albums,
            tracks,
            credits,
            playlists: playlists(raw, &entries)?,
            entries,
            employees: people::employees(raw)?,
            customers,
            addresses,
            sales,
            sold,
            entitlements,
            artists,
        })
    }

    /// Sales that cost something: a free one has no payment.
    pub fn paid(&self) -> Vec<&Sale> {
        self.sales.iter().filter(|sale| sale.invoice.total_cents > 0).collect()
    }
}

/// A year before the first sale: the shop was filled by then.
fn opening_day(invoices: &[Invoice]) -> Timestamp {
    let first_sale = invoices.iter().map(|invoice| invoice.issued_at).min();
    first_sale.unwrap_or(Timestamp::from_millis(0)) - DAY * 366
}

/// The data set does not say when an album came into the shop. Its albums are dealt over the year
/// before the first sale in an order made from their ids, so that "new arrivals" is a mix of
/// genres and not whatever has the highest ids; the same album always falls on the same moment.
fn added_at(opening: Timestamp, id: AlbumId) -> Timestamp {
    // Fibonacci hashing: neighbours fall far apart.
    let hash = id.get().unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    opening + Duration::from_secs(hash % (365 * 24 * 60 * 60))
}

fn genres(raw: &Raw) -> Result<Vec<Genre>, ImportError> {
    let mut families: HashMap<String, GenreId> = HashMap::new();
    let mut genres = Vec::new();
    for row in Cells::rows(raw, "genre") {
        let id = row.id(0, GenreId::new)?;
        let name = row.text_or(1, "Other");
        let family_id = *families.entry(tidy::genre_family(&name)).or_insert(id);
        genres.push(Genre { id, name_key: sort_key(&name), name, family_id });
    }
    Ok(genres)
}

fn media_types(raw: &Raw) -> Result<Vec<MediaType>, ImportError> {
    let parse = |row: Cells<'_>| {
        let name = row.text_or(1, "Unknown format");
        let kind = if fold(&name).contains("video") { Kind::Video } else { Kind::Audio };
        Ok(MediaType { id: row.id(0, MediaTypeId::new)?, name, kind })
    };
    Cells::rows(raw, "media_type").map(parse).collect()
}

fn artists(raw: &Raw, opening: Timestamp) -> Result<Vec<Artist>, ImportError> {
    let parse = |row: Cells<'_>| {
        let name = row.text_or(1, "Unknown Artist");
        Ok(Artist {
            id: row.id(0, ArtistId::new)?,
            name_key: sort_key(&name),
            various: fold(&name) == "various artists",
            name,
            added_at: opening,
        })
    };
    Cells::rows(raw, "artist").map(parse).collect()
}

fn albums(raw: &Raw, artists: &[Artist], opening: Timestamp) -> Result<Vec<Album>, ImportError> {
    let keys: HashMap<ArtistId, &str> = artists.iter().map(|a| (a.id, a.name_key.as_str())).collect();
    let parse = |row: Cells<'_>| {
        let id = row.id(0, AlbumId::new)?;
        let title = row.text_or(1, "Untitled");
        let title_key = sort_key(&title);
        let artist_id = row.id(2, ArtistId::new)?;
        let artist_key = keys.get(&artist_id).copied().ok_or_else(|| row.bad(2, "an artist of the data set"))?;
        Ok(Album {
            id,
            artist_sort: joined_key([artist_key, &title_key]),
            title,
            title_key,
            artist_id,
            added_at: added_at(opening, id),
        })
    };
    Cells::rows(raw, "album").map(parse).collect()
}

fn entries(raw: &Raw) -> Result<Vec<PlaylistEntry>, ImportError> {
    // The data set keeps no order of entries. By track id, albums stay together and in order.
    let mut pairs = BTreeSet::new();
    for row in Cells::rows(raw, "playlist_track") {
        pairs.insert((row.id(0, PlaylistId::new)?, row.id(1, TrackId::new)?));
    }
    let mut lengths: HashMap<PlaylistId, i64> = HashMap::new();
    let entry = |(playlist_id, track_id)| {
        let position = lengths.entry(playlist_id).or_default();
        *position += 1;
        PlaylistEntry { playlist_id, position: *position, track_id }
    };
    Ok(pairs.into_iter().map(entry).collect())
}

fn playlists(raw: &Raw, entries: &[PlaylistEntry]) -> Result<Vec<Playlist>, ImportError> {
    let mut contents: BTreeMap<PlaylistId, Vec<TrackId>> = BTreeMap::new();
    for entry in entries {
        contents.entry(entry.playlist_id).or_default().push(entry.track_id);
    }
    let mut seen: HashMap<&[TrackId], PlaylistId> = HashMap::new();
    let mut playlists = Vec::new();
    for row in Cells::rows(raw, "playlist") {
        let id = row.id(0, PlaylistId::new)?;
        let name = row.text_or(1, "Playlist");
        let first = contents.get(&id).map(|tracks| *seen.entry(tracks.as_slice()).or_insert(id));
        playlists.push(Playlist {
            id,
            name_key: sort_key(&name),
            name,
            duplicate_of: first.filter(|first| *first != id),
        });
    }
    Ok(playlists)
}
