//! Columns of a table: which field each holds, and how a cell becomes part of a song.

use kernel::TrackId;

use super::values::{self, DateOrder, Unit};
use crate::transfer::record::SongRecord;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Title,
    Artist,
    Artists,
    Album,
    AlbumArtist,
    Year,
    Genres,
    Duration,
    Disc,
    Position,
    Composer,
    CoverUrl,
    Rating,
    Favourite,
    Notes,
    Tags,
    Source,
    PlayCount,
    LastPlayedAt,
    AddedAt,
    Isrc,
    Mbid,
    Id,
    TrackId,
    /// The name of a playlist the row's song stands in.
    Playlist,
}

/// Each field, its name in the API, and headers other programs give it, folded by [`fold`].
const FIELDS: [(Field, &str, &str); 25] = [
    (
        Field::Title,
        "title",
        "title track trackname trackTitle name song songname songtitle titel titre titulo titolo название трек песня",
    ),
    (
        Field::Artist,
        "artist",
        "artist artistname artistnames performer band interpret kunstler artiste artista исполнитель creator trackartist",
    ),
    (Field::Artists, "artists", "artists allartists"),
    (Field::Album, "album", "album albumname albumtitle release releasename releasetitle альбом"),
    (Field::AlbumArtist, "album_artist", "albumartist albumartistname albumartistnames albuminterpret albumperformer"),
    (Field::Year, "year", "year jahr annee ano anno год releaseyear released releasedate albumreleasedate date"),
    (Field::Genres, "genres", "genre genres style styles жанр genero"),
    (
        Field::Duration,
        "duration_ms",
        "duration durationms trackdurationms time totaltime length lengthms dauer lange laenge duree duracion durata длительность \
         durationseconds durations durationsec lengthseconds milliseconds trackduration tracklength",
    ),
    (Field::Disc, "disc", "disc discnumber disk disknumber discno cd диск"),
    (
        Field::Position,
        "position",
        "position tracknumber trackno tracknum trackindex no number nr номер trackposition tracknr",
    ),
    (Field::Composer, "composer", "composer composers komponist compositeur compositor композитор writer"),
    (Field::CoverUrl, "cover_url", "coverurl cover artwork artworkurl image imageurl albumimageurl albumart"),
    (
        Field::Rating,
        "rating",
        "rating myrating stars bewertung note wertung рейтинг rating110 rating15 rating05 rating010 rating0100 rating100 score",
    ),
    (Field::Favourite, "favourite", "favourite favorite loved liked love starred favorited isfavorite lieblingstitel"),
    (
        Field::Notes,
        "notes",
        "notes comment comments description kommentar notiz notizen commentaire заметки комментарий",
    ),
    (Field::Tags, "tags", "tags tag labels keywords метки"),
    (Field::Source, "source", "source"),
    (Field::PlayCount, "play_count", "playcount plays played timesplayed playcounts listens scrobbles wiedergaben"),
    (Field::LastPlayedAt, "last_played_at", "lastplayedat lastplayed lastplay playdate lastlistened dateplayed"),
    (Field::AddedAt, "added_at", "addedat dateadded added datecreated addedon hinzugefugt"),
    (Field::Isrc, "isrc", "isrc isrccode"),
    (Field::Mbid, "mbid", "mbid recordingmbid trackmbid musicbrainztrackid musicbrainzrecordingid"),
    (Field::Id, "id", "id songid"),
    (Field::TrackId, "track_id", "shoptrackid"),
    (Field::Playlist, "playlist", "playlist playlistname"),
];

impl Field {
    /// The field of this name in the API. Names come from this fixed list alone.
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, known, _)| *known == name).map(|(field, ..)| *field)
    }

    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// Every field, in the order of the list above.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }

    fn of_header(folded: &str) -> Option<Self> {
        let is = |alias: &str| fold(alias) == folded;
        FIELDS.iter().find(|(_, name, aliases)| is(name) || aliases.split(' ').any(is)).map(|(field, ..)| *field)
    }
}

/// A header without case, spaces, punctuation and accents.
fn fold(header: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    header.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// What each header probably means. A field is given once, to the first column that claims it.
pub fn guess(headers: &[String]) -> Vec<Option<Field>> {
    let mut taken = Vec::new();
    headers
        .iter()
        .map(|header| {
            // A unit in brackets is no part of the name.
            let bare = header.split_once('(').map_or(header.as_str(), |(name, _)| name);
            let field = Field::of_header(&fold(header)).or_else(|| Field::of_header(&fold(bare)));
            let field = field.filter(|field| !taken.contains(field))?;
            taken.push(field);
            Some(field)
        })
        .collect()
}

/// A column that is used: its field, and how its cells are to be understood.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub field: Field,
    unit: Unit,
    /// What the best rating is in this column.
    scale: u32,
    order: DateOrder,
}

impl Column {
    /// Reads unit, scale and order from the header and the samples.
    pub fn new(field: Field, header: &str, samples: &[String]) -> Self {
        Self { field, unit: unit(header, samples), scale: scale(header, samples), order: order(samples) }
    }
}

fn unit(header: &str, samples: &[String]) -> Unit {
    let header = header.to_lowercase();
    if header.contains("ms") || header.contains("milli") {
        return Unit::Milliseconds;
    }
    if header.contains("sec") || header.ends_with("(s)") {
        return Unit::Seconds;
    }
    let mut values: Vec<f64> = samples.iter().filter_map(|sample| values::number(sample)).collect();
    values.sort_by(f64::total_cmp);
    // A song of more than two hours is rarer than one of less than seven seconds.
    if values.get(values.len() / 2).is_some_and(|median| *median >= 7_000.0) {
        Unit::Milliseconds
    } else {
        Unit::Seconds
    }
}

fn scale(header: &str, samples: &[String]) -> u32 {
    let last = header.rsplit(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
    if let Some(named) = last.and_then(|part| part.parse().ok()).filter(|n| [5, 10, 20, 100, 255].contains(n)) {
        return named;
    }
    let most = samples.iter().filter_map(|sample| values::number(sample)).fold(0.0, f64::max);
    match most {
        m if m <= 5.0 => 5,
        m if m <= 10.0 => 10,
        m if m <= 100.0 => 100,
        _ => 255,
    }
}

fn order(samples: &[String]) -> DateOrder {
    let month_first = |sample: &String| {
        let mut parts = sample.split('/');
        let first = parts.next().and_then(values::whole).unwrap_or(99);
        first <= 12 && parts.next().and_then(values::whole).is_some_and(|second| (13..=31).contains(&second))
    };
    if samples.iter().any(month_first) { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}

impl Column {
    /// Puts a cell into a song. `Err` says what the cell should have been.
    pub fn put(&self, song: &mut SongRecord, cell: &str) -> Result<(), String> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(());
        }
        match self.field {
            Field::Title => song.title = cell.to_owned(),
            Field::Artist => song.artist = Some(cell.to_owned()),
            Field::Album => song.album = Some(cell.to_owned()),
            Field::AlbumArtist => song.album_artist = Some(cell.to_owned()),
            Field::Composer => song.composer = Some(cell.to_owned()),
            Field::Notes => song.notes = Some(cell.to_owned()),
            Field::CoverUrl => song.cover_url = Some(cell.to_owned()),
            Field::Isrc => song.isrc = Some(cell.to_owned()),
            Field::Mbid => song.mbid = Some(cell.to_owned()),
            Field::Artists => song.artists = values::list(cell),
            Field::Genres => song.genres = values::list(cell),
            Field::Tags => song.tags = values::list(cell),
            Field::Source => song.source = Some(cell.to_owned()),
            Field::Playlist => {}
            _ if values::nothing(cell) => {}
            _ => self.put_value(song, cell)?,
        }
        Ok(())
    }

    fn put_value(&self, song: &mut SongRecord, cell: &str) -> Result<(), String> {
        let small = |cell: &str| values::whole(cell).and_then(|n| u32::try_from(n).ok());
        match self.field {
            Field::Year => song.year = Some(or(values::year(cell), cell, "a year such as 1994")?),
            Field::Duration => {
                let what = "a duration such as 3:45, 225 seconds or 225000 milliseconds";
                song.duration_ms = Some(or(values::duration(cell, self.unit), cell, what)?);
            }
            Field::Disc => song.disc = Some(or(small(cell), cell, "the number of a disc")?),
            Field::Position => song.position = Some(or(small(cell), cell, "a track number")?),
            Field::Rating => {
                let what = format!("a rating from 0 to {}", self.scale);
                song.rating = Some(or(values::rating(cell, self.scale), cell, &what)?);
            }
            Field::Favourite => song.favourite = or(values::flag(cell), cell, "yes or no")?,
            Field::PlayCount => song.play_count = or(values::whole(cell), cell, "a number of plays")?,
            Field::LastPlayedAt => song.last_played_at = Some(self.moment(cell)?),
            Field::AddedAt => song.added_at = Some(self.moment(cell)?),
            // Other programs number their rows in a column of the same name: only ours are UUIDs.
            Field::Id => song.id = uuid::Uuid::parse_str(cell).ok(),
            Field::TrackId => {
                let id: Option<TrackId> = cell.parse().ok();
                song.track_id = Some(or(id, cell, "the number of a track in the shop")?);
            }
            _ => {}
        }
        Ok(())
    }

    fn moment(&self, cell: &str) -> Result<kernel::Timestamp, String> {
        or(values::moment(cell, self.order), cell, "a date such as 2020-11-12 or 12.11.2020 22:13")
    }
}

fn or<T>(value: Option<T>, cell: &str, what: &str) -> Result<T, String> {
    let shown = || cell.chars().take(60).collect::<String>();
    value.ok_or_else(|| format!("“{}” is not {what}.", shown()))
}
