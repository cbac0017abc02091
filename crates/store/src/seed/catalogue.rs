//! More music: artists with albums of eight to fourteen tracks.

use sql::{Conn, Error};

use super::{
    Plan,
    dice::Dice,
    queries::{self, Rows},
    words::{ADJECTIVES, NOUNS, PLACES},
};
use crate::catalog::{joined_key, sort_key};

/// Written at once.
const BATCH: usize = 20_000;

pub(super) async fn write(conn: &mut Conn, plan: &Plan, dice: &mut Dice) -> Result<u64, Error> {
    let genres = queries::genres(conn).await?;
    let weights: Vec<u32> = genres.iter().map(|(_, tracks)| u32::try_from(*tracks).unwrap_or(1)).collect();
    let media = queries::media_types(conn).await?;
    if genres.is_empty() || media.is_empty() {
        return Ok(0);
    }
    let mut artist = queries::highest(conn, "artists").await?;
    let mut album = queries::highest(conn, "albums").await?;
    let mut track = queries::highest(conn, "tracks").await?;
    let mut artists = Rows::new("artists", &["id", "name", "name_key", "added_at"]);
    let mut albums =
        Rows::new("albums", &["id", "title", "title_key", "artist_id", "artist_sort", "currency", "added_at"]);
    let mut tracks = Rows::new(
        "tracks",
        &[
            "id",
            "album_id",
            "artist_id",
            "position",
            "name",
            "name_key",
            "artist_sort",
            "album_sort",
            "media_type_id",
            "kind",
            "genre_id",
            "duration_ms",
            "bytes",
            "price_cents",
            "currency",
            "added_at",
        ],
    );
    let (added, currency) = (plan.until.millis(), plan.currency.to_string());
    let mut left = plan.tracks;
    while left > 0 {
        artist += 1;
        let name = artist_name(dice);
        let artist_key = sort_key(&name);
        artists.push([artist.into(), name.clone().into(), artist_key.clone().into(), added.into()]);
        let genre = genres[dice.weighted(&weights)].0;
        // Most files are of the common kind.
        let medium = media[if dice.percent(88) { 0 } else { dice.below(media.len()) }];
        for _ in 0..1 + dice.below(7) {
            if left == 0 {
                break;
            }
            album += 1;
            let title = song_name(dice);
            let title_key = sort_key(&title);
            let artist_sort = joined_key([artist_key.as_str(), title_key.as_str(), &format!("{album:08}")]);
            albums.push([
                album.into(),
                title.into(),
                title_key.clone().into(),
                artist.into(),
                artist_sort.clone().into(),
                (&currency).into(),
                added.into(),
            ]);
            let count = (8 + dice.below(7)).min(left);
            left -= count;
            for position in 1..=i64::try_from(count).unwrap_or(1) {
                track += 1;
                let name = song_name(dice);
                let duration = 140_000 + i64::try_from(dice.below(220_000)).unwrap_or(0);
                let place = |key: &str| joined_key([key, &format!("{album:08}"), &format!("{position:04}")]);
                tracks.push([
                    track.into(),
                    album.into(),
                    artist.into(),
                    position.into(),
                    name.clone().into(),
                    sort_key(&name).into(),
                    place(&artist_sort).into(),
                    place(&title_key).into(),
                    medium.into(),
                    "audio".into(),
                    genre.into(),
                    duration.into(),
                    (duration * 32).into(),
                    99.into(),
                    (&currency).into(),
                    added.into(),
                ]);
            }
        }
        if left == 0 || tracks.values.len() > BATCH * tracks.columns.len() {
            for rows in [&mut artists, &mut albums, &mut tracks] {
                queries::write(conn, rows).await?;
            }
        }
    }
    crate::import::continue_ids(conn).await?;
    Ok(plan.tracks as u64)
}

fn artist_name(dice: &mut Dice) -> String {
    let (adjective, noun) = (*dice.pick(&ADJECTIVES), *dice.pick(&NOUNS));
    match dice.below(4) {
        0 => format!("{adjective} {noun}"),
        1 => format!("The {adjective} {noun}"),
        2 => format!("{} {}", dice.pick(&super::words::FIRST), dice.pick(&super::words::LAST)),
        _ => format!("{noun} of {}", dice.pick(&PLACES)),
    }
}

fn song_name(dice: &mut Dice) -> String {
    let (adjective, noun, place) = (*dice.pick(&ADJECTIVES), *dice.pick(&NOUNS), *dice.pick(&PLACES));
    match dice.below(6) {
        0 => noun.to_owned(),
        1 => format!("{adjective} {noun}"),
        2 => format!("{noun} in {place}"),
        3 => format!("{adjective} in {place}"),
        4 => format!("{noun} and {}", dice.pick(&NOUNS)),
        _ => format!("{adjective} {noun} of {place}"),
    }
}
