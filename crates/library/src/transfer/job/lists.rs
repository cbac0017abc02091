//! The playlists of a file.

use kernel::SongListId;

use super::{Result, Worker, reason};
use crate::{
    Error,
    playlists::{self, Access, Kind, List, NewEntries, Role},
    songs::covers,
    transfer::{
        files::Change,
        record::{EntryRef, PlaylistRecord},
        record_song::derived,
    },
};
use ::http::Problem;

impl Worker<'_> {
    pub(super) async fn playlist(&mut self, row: u64, record: PlaylistRecord) -> Result<()> {
        let name = record.name.clone();
        match self.make_playlist(row, record).await {
            Ok(None) => Ok(self.report.line(row, "playlist", "it is in the library already", &name, "")?),
            Ok(Some(missing)) => {
                self.counts().playlists += 1;
                let reason = if missing == 0 { String::new() } else { format!("{missing} songs could not be found") };
                Ok(self.report.line(row, "playlist", &reason, &name, "")?)
            }
            // Too many playlists, rules that are not ours: the songs are still good.
            Err(Error::Refused(problem)) => {
                self.counts().bad += 1;
                let reason = reason(&Error::Refused(problem));
                Ok(self.report.line(row, "bad", &reason, &name, "")?)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Makes a playlist; answers how many of its songs could not be found. `None` when it was there as it is.
    async fn make_playlist(&mut self, row: u64, record: PlaylistRecord) -> Result<Option<usize>> {
        let (owner, import) = (self.job.owner, self.job.import.id);
        let rules = record.rules.map(serde_json::from_value).transpose();
        let rules = rules.map_err(|error| Problem::invalid("rules", format!("cannot be read: {error}")))?;
        let kind = if rules.is_some() { Kind::Smart } else { Kind::Manual };
        let mut list = playlists::blank(self.library, kind);
        let id = derived(import.get(), row, self.job.import.created_at, b"list");
        list.id = SongListId::from_uuid(id);
        (list.name, list.description, list.folder) = (record.name, record.description, record.folder);
        (list.rules, list.import_id) = (rules, Some(import));
        list.cover_url = record.cover_url.filter(|url| covers::is_kept(url));
        let asked = record.entries.len();
        let parts = self.parts(record.entries);
        if self.is_there(&list, &parts).await? {
            return Ok(None);
        }
        self.log.note(&Change::Playlist(list.id))?;
        self.log.flush()?;
        playlists::create(self.library, owner, &list).await?;
        if kind == Kind::Smart {
            return Ok(Some(0));
        }
        let access = Access { list, version: 1, owner, role: Role::Owner };
        let mut added = 0;
        for part in parts {
            let done = playlists::add_entries(self.library, owner, &access, &part).await?;
            added += done.added;
        }
        Ok(Some(asked.saturating_sub(added)))
    }

    /// Whether the listener has this very playlist: a file that is brought again makes no second one.
    async fn is_there(&self, list: &List, parts: &[NewEntries]) -> Result<bool> {
        let songs = |part: &NewEntries| part.songs.iter().map(|song| (Some(*song), None)).collect::<Vec<_>>();
        let tracks = |part: &NewEntries| part.tracks.iter().map(|track| (None, Some(*track))).collect::<Vec<_>>();
        let wanted: Vec<_> = parts.iter().flat_map(|part| [songs(part), tracks(part)].concat()).collect();
        for known in playlists::queries::own(self.library, self.job.owner).await? {
            let known = known.list;
            let same = (&known.name, &known.folder, known.kind, &known.rules)
                == (&list.name, &list.folder, list.kind, &list.rules);
            // Two that are alike in one file are two.
            if !same || known.import_id == list.import_id {
                continue;
            }
            let held = playlists::queries::every(self.library, known.id).await?;
            let held = held.into_iter().map(|(entry, _)| match entry.song {
                Some(song) => (Some(song.id), None),
                None => (None, entry.track),
            });
            if held.eq(wanted.iter().copied()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Runs of songs and of tracks, in the order of the playlist.
    fn parts(&self, entries: Vec<EntryRef>) -> Vec<NewEntries> {
        let mut parts: Vec<NewEntries> = Vec::new();
        for entry in entries.into_iter().take(20_000) {
            let (song, track) = match entry {
                EntryRef::Song { song } => (self.keys.get(&song).copied(), None),
                EntryRef::Track { track_id, .. } => (None, Some(track_id)),
                EntryRef::Named { .. } => (None, None),
            };
            if song.is_none() && track.is_none() {
                continue;
            }
            let fits = parts.last().is_some_and(|last| last.tracks.is_empty() == track.is_none());
            if !fits {
                parts.push(NewEntries { allow_duplicates: Some(true), ..NewEntries::default() });
            }
            if let Some(last) = parts.last_mut() {
                last.songs.extend(song);
                last.tracks.extend(track);
            }
        }
        parts
    }
}
