//! Apple's privacy export: `Apple Music Play Activity.csv`. Columns come and go by year; addresses
//! and devices are never kept.

use std::io::Read;

use super::{
    Result, Rows,
    source::Charset,
    tabular::{Table, present},
    values::{self, DateOrder},
};
use crate::transfer::record::SongRecord;

/// A play shorter than this counts only when the song ended by itself.
const SHORT_MS: i64 = 30_000;

pub fn read(input: Box<dyn Read + '_>, charset: Charset, rows: &mut Rows<'_>) -> Result<()> {
    let mut table = Table::open(input, charset)?;
    rows.skip();
    while table.advance()?.is_some() {
        play(&mut table, rows)?;
    }
    Ok(())
}

fn play(table: &mut Table<'_>, rows: &mut Rows<'_>) -> Result<()> {
    let kind = table.any(&["Event Type"]);
    let media = table.any(&["Media Type"]);
    let other = kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("PLAY_END"));
    if other || media.is_some_and(|media| !media.eq_ignore_ascii_case("AUDIO")) {
        rows.skip();
        return Ok(());
    }
    let ms = table.any(&["Play Duration Milliseconds"]).and_then(|ms| values::number(&ms)).map(|ms| ms as i64);
    let natural = table.any(&["End Reason Type"]).is_some_and(|reason| reason == "NATURAL_END_OF_TRACK");
    if ms.is_some_and(|ms| ms < SHORT_MS) && !natural {
        rows.skip();
        return Ok(());
    }
    let when = table.any(&["Event Start Timestamp", "Event End Timestamp", "Event Timestamp"]);
    let Some(at) = when.and_then(|when| values::moment(&when, DateOrder::DayFirst)) else {
        return rows.bad("It has no moment at which the song was played.", named(table));
    };
    let song = song(table);
    rows.play(song, at, ms)
}

fn named(table: &mut Table<'_>) -> String {
    table.any(&["Song Name", "Track Description"]).unwrap_or_default()
}

fn song(table: &mut Table<'_>) -> SongRecord {
    let mut artist = present(table.any(&["Artist Name", "Container Artist Name"]));
    let title = match table.any(&["Song Name"]) {
        Some(title) => title,
        // The older column holds "artist - song".
        None => {
            let both = table.any(&["Track Description"]).unwrap_or_default();
            match both.split_once(" - ") {
                Some((before, title)) => {
                    artist = artist.or_else(|| Some(before.to_owned()));
                    title.to_owned()
                }
                None => both,
            }
        }
    };
    let duration = table.any(&["Media Duration In Milliseconds"]).and_then(|ms| values::whole(&ms));
    SongRecord {
        title,
        artist,
        album: present(table.any(&["Album Name", "Container Album Name"])),
        duration_ms: duration.and_then(|ms| i64::try_from(ms).ok()),
        ..Default::default()
    }
}
