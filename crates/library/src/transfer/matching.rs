//! Whether a row is a song of the library, of the same file, or new: by identifier, else by artist
//! and title with a length that fits.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::{CustomerId, ImportId, SongId};
use search::collection::{Filter, Sort, SortField, View};

use super::{
    Decision,
    record_song::{Prepared, PreparedRow, same_length, song_id},
    seen::{Row, Seen},
};
use crate::{
    Library, Result,
    songs::{Song, id_of, queries},
};

/// What became of a row.
pub enum Outcome {
    New(SongId),
    Matched(Box<Song>),
    Duplicate { of: u64 },
    Skipped,
}

pub struct Judged {
    pub song: PreparedRow,
    pub outcome: Outcome,
}

/// Compares the rows of one file with one library.
pub struct Matcher {
    owner: CustomerId,
    import: ImportId,
    /// Fingerprint and id of the songs that were there before, sorted.
    existing: Vec<(u64, u128)>,
    seen: Seen,
    decisions: BTreeMap<String, Decision>,
}

impl Matcher {
    /// `ours`: songs that this import added before it was interrupted.
    pub async fn new(
        library: &Library,
        owner: CustomerId,
        import: ImportId,
        decisions: BTreeMap<String, Decision>,
        ours: &HashSet<u128>,
    ) -> Result<Self> {
        let collection = library.collection(owner).await?;
        let mut existing = tokio::task::spawn_blocking(move || collection.fingerprints()).await??;
        if !ours.is_empty() {
            existing.retain(|(_, id)| !ours.contains(id));
        }
        Ok(Self { owner, import, existing, seen: Seen::new(library.folder.clone()), decisions })
    }

    /// Notes rows that were dealt with before, without judging them.
    pub fn pass(&mut self, songs: &[PreparedRow]) -> Result<()> {
        songs.iter().for_each(|song| self.seen.note(row(song)));
        Ok(self.seen.settle()?)
    }

    fn candidates(&self, song: &Prepared) -> Vec<SongId> {
        let own = song.own_id.map(SongId::from_uuid);
        let from = self.existing.partition_point(|(fingerprint, _)| *fingerprint < song.fingerprint);
        let same = self.existing[from..].iter().take_while(|(f, _)| *f == song.fingerprint).take(20);
        own.into_iter().chain(same.map(|(_, id)| id_of(*id))).collect()
    }

    /// What each row is. One read of the table for all of them, and none where nothing is alike.
    pub async fn judge(&mut self, library: &Library, songs: Vec<PreparedRow>) -> Result<Vec<Judged>> {
        let asked: HashSet<SongId> = songs.iter().flat_map(|song| self.candidates(song)).collect();
        let asked: Vec<_> = asked.into_iter().collect();
        let found = if asked.is_empty() { Vec::new() } else { queries::by_ids(library, self.owner, &asked).await? };
        let found: HashMap<SongId, Song> = found.into_iter().map(|song| (song.id, song)).collect();
        let mut named: HashMap<uuid::Uuid, u64> = HashMap::new();
        let mut judged = Vec::with_capacity(songs.len());
        for song in songs {
            let decided = !self.decisions.is_empty();
            let decision = decided.then(|| self.decisions.get(&song.row.to_string()).copied()).flatten();
            let twice = song.own_id.and_then(|own| named.insert(own, song.row));
            let outcome = match decision {
                None if twice.is_some() => Outcome::Duplicate { of: twice.unwrap_or(song.row) },
                Some(Decision::Skip) => Outcome::Skipped,
                Some(Decision::New) => Outcome::New(song_id(self.import.get(), song.row, song.fields.added_at)),
                Some(Decision::Same) => match alike(library, self.owner, &song).await? {
                    Some((like, _)) => Outcome::Matched(Box::new(like)),
                    None => self.outcome(&song, &found)?,
                },
                None => self.outcome(&song, &found)?,
            };
            if !matches!(outcome, Outcome::Skipped) {
                self.seen.note(row(&song));
            }
            judged.push(Judged { song, outcome });
        }
        self.seen.settle()?;
        Ok(judged)
    }

    fn new_song(&self, song: &Prepared) -> Outcome {
        let id = song.own_id.map(SongId::from_uuid);
        Outcome::New(id.unwrap_or_else(|| song_id(self.import.get(), song.row, song.fields.added_at)))
    }

    fn outcome(&self, song: &Prepared, found: &HashMap<SongId, Song>) -> Result<Outcome> {
        let length = song.fields.duration_ms;
        if song.own_id.is_none()
            && let Some(of) = self.seen.find(song.fingerprint, length)?
        {
            return Ok(Outcome::Duplicate { of });
        }
        let candidates = self.candidates(song).into_iter().filter_map(|id| found.get(&id));
        let fitting = |known: &&Song| {
            let named = song.own_id.is_some_and(|own| own == known.id.get());
            let identified = song.fields.isrc.is_some() && song.fields.isrc == known.fields.isrc
                || song.fields.mbid.is_some() && song.fields.mbid == known.fields.mbid;
            named || identified || same_length(known.fields.duration_ms, length)
        };
        Ok(match candidates.into_iter().find(fitting) {
            Some(known) => Outcome::Matched(Box::new(known.clone())),
            None => self.new_song(song),
        })
    }
}

fn row(song: &Prepared) -> Row {
    let ms = song.fields.duration_ms.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0);
    (song.fingerprint, u32::try_from(song.row).unwrap_or(u32::MAX), ms)
}

/// Rows at least so alike are shown to a person.
const ALIKE: f64 = 0.72;

/// The song of the library that a row resembles most, and how much: 0 to 1.
pub async fn alike(library: &Library, owner: CustomerId, song: &Prepared) -> Result<Option<(Song, f64)>> {
    let text = song.fields.title.clone();
    let collection = library.collection(owner).await?;
    let filter = Filter::Words { field: None, text, unfinished: false };
    let view = View { filter, sort: Sort::down(SortField::Relevance) };
    let ids = tokio::task::spawn_blocking(move || collection.ids(&view, 10)).await??;
    let ids: Vec<_> = ids.into_iter().map(id_of).collect();
    let wanted = bigrams(&song.fields.credit(), &song.fields.title);
    let found = queries::by_ids(library, owner, &ids).await?;
    let scored = found.into_iter().map(|known| {
        let score = dice(&wanted, &bigrams(&known.fields.credit(), &known.fields.title));
        (known, score)
    });
    Ok(scored.filter(|(_, score)| *score >= ALIKE).max_by(|(_, one), (_, other)| one.total_cmp(other)))
}

/// Pairs of neighbouring letters of the folded text, sorted.
fn bigrams(artist: &str, title: &str) -> Vec<(char, char)> {
    let fold = |text: &str| search::collection::fold(text);
    let letters: Vec<char> = format!("{} {}", fold(artist), fold(title)).chars().take(200).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// Twice what both have, by what they have together.
fn dice(one: &[(char, char)], other: &[(char, char)]) -> f64 {
    let (mut a, mut b, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                a += 1;
                b += 1;
            }
        }
    }
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * f64::from(common) / all as f64 }
}
