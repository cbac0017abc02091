//! Tracks, completed with what the data set leaves to its readers.

use std::collections::{BTreeSet, HashMap};

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, Timestamp, TrackId};

use super::{
    super::{ImportError, source::Raw, tidy::Composers},
    Album, Artist, InvoiceLine, MediaType,
    cells::Cells,
};
use crate::catalog::{Kind, fold, joined_key, sort_key};

pub(in super::super) struct Track {
    pub id: TrackId,
    pub album_id: Option<AlbumId>,
    pub artist_id: Option<ArtistId>,
    pub position: Option<i64>,
    pub name: String,
    pub name_key: String,
    pub artist_sort: String,
    pub album_sort: String,
    pub media_type_id: MediaTypeId,
    pub kind: Kind,
    pub genre_id: Option<GenreId>,
    pub composer: Option<String>,
    pub credit: Option<String>,
    pub duration_ms: i64,
    pub bytes: Option<i64>,
    pub price_cents: i64,
    pub units_sold: i64,
    pub added_at: Timestamp,
}

/// An artist among the composers of somebody else's track.
pub(in super::super) type Credit = (TrackId, ArtistId);

/// The column of the composer.
const COMPOSER: usize = 5;

pub(super) fn read(
    raw: &Raw,
    artists: &[Artist],
    albums: &[Album],
    media_types: &[MediaType],
    lines: &[InvoiceLine],
    opening: Timestamp,
) -> Result<(Vec<Track>, Vec<Credit>), ImportError> {
    let mut sold: HashMap<TrackId, i64> = HashMap::new();
    for line in lines {
        *sold.entry(line.track_id).or_default() += line.quantity;
    }
    let mut reader = Reader {
        albums: albums.iter().map(|album| (album.id, album)).collect(),
        kinds: media_types.iter().map(|media_type| (media_type.id, media_type.kind)).collect(),
        composers: Composers::learn(
            Cells::rows(raw, "track").filter_map(|row| row.get(COMPOSER)),
            artists.iter().map(|artist| artist.name.as_str()),
        ),
        sold,
        lengths: HashMap::new(),
        opening,
    };
    let tracks = Cells::rows(raw, "track").map(|row| reader.track(&row)).collect::<Result<Vec<_>, _>>()?;
    let credits = reader.credits(&tracks, artists);
    Ok((tracks, credits))
}

struct Reader<'a> {
    albums: HashMap<AlbumId, &'a Album>,
    kinds: HashMap<MediaTypeId, Kind>,
    composers: Composers,
    sold: HashMap<TrackId, i64>,
    /// Tracks seen of each album.
    lengths: HashMap<AlbumId, i64>,
    opening: Timestamp,
}

impl<'a> Reader<'a> {
    fn track(&mut self, row: &Cells<'_>) -> Result<Track, ImportError> {
        let id = row.id(0, TrackId::new)?;
        let name = row.text_or(1, "Untitled");
        let album = self.album(row)?;
        let position = album.map(|album| self.next_position(album.id));
        let media_type_id = row.id(3, MediaTypeId::new)?;
        let composer = row.get(COMPOSER);
        Ok(Track {
            id,
            album_id: album.map(|album| album.id),
            artist_id: album.map(|album| album.artist_id),
            position,
            name_key: sort_key(&name),
            name,
            artist_sort: album.map(|album| place(&album.artist_sort, album.id, position)).unwrap_or_default(),
            album_sort: album.map(|album| place(&album.title_key, album.id, position)).unwrap_or_default(),
            media_type_id,
            kind: *self.kinds.get(&media_type_id).ok_or_else(|| row.bad(3, "a media type of the data set"))?,
            genre_id: row.opt_id(4, GenreId::new)?,
            composer: composer.map(str::to_owned),
            credit: composer.map(|composer| self.composers.shown(composer)),
            duration_ms: row.whole(6)?,
            bytes: row.opt_whole(7)?,
            price_cents: row.cents(8)?,
            units_sold: self.sold.get(&id).copied().unwrap_or(0),
            added_at: album.map_or(self.opening, |album| album.added_at),
        })
    }

    fn album(&self, row: &Cells<'_>) -> Result<Option<&'a Album>, ImportError> {
        let Some(id) = row.opt_id(2, AlbumId::new)? else { return Ok(None) };
        self.albums.get(&id).copied().map(Some).ok_or_else(|| row.bad(2, "an album of the data set"))
    }

    /// The data set numbers no tracks. The order of ids is the order on the record, except that
    /// some ids are missing.
    fn next_position(&mut self, album: AlbumId) -> i64 {
        let length = self.lengths.entry(album).or_default();
        *length += 1;
        *length
    }

    fn credits(&self, tracks: &[Track], artists: &[Artist]) -> Vec<Credit> {
        let by_name: HashMap<String, ArtistId> = artists.iter().map(|artist| (fold(&artist.name), artist.id)).collect();
        let mut credits = BTreeSet::new();
        for track in tracks {
            let names = track.composer.iter().flat_map(|composer| self.composers.names(composer));
            let named = names.filter_map(|name| by_name.get(&fold(&name)).copied());
            credits.extend(named.filter(|artist| track.artist_id != Some(*artist)).map(|artist| (track.id, artist)));
        }
        credits.into_iter().collect()
    }
}

/// Sorts a track behind its album's key, then by its place on the album.
fn place(key: &str, album: AlbumId, position: Option<i64>) -> String {
    joined_key([key, &format!("{:010}", album.get()), &format!("{:05}", position.unwrap_or(0))])
}
