//! A song as a listener writes it.

use std::collections::HashSet;

use ::http::Problem;
use serde::{Deserialize, Deserializer};

use super::Fields;

/// What may be written of a song. A field that is left out stays as it is; `null` clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SongDraft {
    /// Needed for a new song. 1 to 300 characters.
    pub title: Option<String>,
    pub artists: Option<Vec<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub artist: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub album: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub album_artist: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i32>)]
    pub year: Option<Option<i32>>,
    pub genres: Option<Vec<String>>,
    /// Milliseconds.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub duration_ms: Option<Option<i64>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    pub disc: Option<Option<u32>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<u32>)]
    pub position: Option<Option<u32>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub composer: Option<Option<String>>,
    /// An http(s) address, or one that this library gave.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub cover_url: Option<Option<String>>,
    /// Halves of a star, 1 to 10.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<u8>)]
    pub rating: Option<Option<u8>>,
    pub favourite: Option<bool>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub notes: Option<Option<String>>,
    pub tags: Option<Vec<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub isrc: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub mbid: Option<Option<String>>,
}

/// `null` is a value that was given; only what is left out was not.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

const LONGEST_NAME: usize = 300;
const LONGEST_TAG: usize = 60;
const LONGEST_NOTES: usize = 10_000;
const MOST_NAMES: usize = 50;
const LONGEST_SONG_MS: i64 = 7 * 86_400_000;

impl SongDraft {
    /// Changes what the draft speaks of.
    pub fn apply(self, fields: &mut Fields) {
        let (names_artist, names_artists) = (self.artist.is_some(), self.artists.is_some());
        set(&mut fields.title, self.title);
        set(&mut fields.artists, self.artists);
        set(&mut fields.artist, self.artist);
        set(&mut fields.album, self.album);
        set(&mut fields.album_artist, self.album_artist);
        set(&mut fields.year, self.year);
        set(&mut fields.genres, self.genres);
        set(&mut fields.duration_ms, self.duration_ms);
        set(&mut fields.disc, self.disc);
        set(&mut fields.position, self.position);
        set(&mut fields.composer, self.composer);
        set(&mut fields.cover_url, self.cover_url);
        set(&mut fields.rating, self.rating);
        set(&mut fields.favourite, self.favourite);
        set(&mut fields.notes, self.notes);
        set(&mut fields.tags, self.tags);
        set(&mut fields.isrc, self.isrc);
        set(&mut fields.mbid, self.mbid);
        match (names_artist, names_artists) {
            (true, false) => fields.artists.clear(),
            (false, true) => fields.artist = None,
            _ => {}
        }
        tidy(fields);
    }
}

fn set<T>(field: &mut T, given: Option<T>) {
    if let Some(value) = given {
        *field = value;
    }
}

/// Trims, drops what is empty or said twice, and keeps credit and performers in step.
pub fn tidy(fields: &mut Fields) {
    trim(&mut fields.title);
    for text in [
        &mut fields.artist,
        &mut fields.album,
        &mut fields.album_artist,
        &mut fields.composer,
        &mut fields.cover_url,
        &mut fields.notes,
        &mut fields.isrc,
        &mut fields.mbid,
    ] {
        text.iter_mut().for_each(trim);
        text.take_if(|text| text.is_empty());
    }
    for list in [&mut fields.artists, &mut fields.genres, &mut fields.tags] {
        list.iter_mut().for_each(trim);
        list.retain(|name| !name.is_empty());
        if list.len() > 1 {
            let mut said = HashSet::new();
            list.retain(|name| said.insert(name.to_lowercase()));
        }
    }
    fields.isrc = fields.isrc.take().map(|code| code.replace('-', "").to_uppercase());
    fields.settle_artists();
}

/// Takes away the space around a text; one that has none stays where it is.
pub fn trim(text: &mut String) {
    let kept = text.trim();
    if kept.len() < text.len() {
        *text = kept.to_owned();
    }
}

/// Every field that cannot be kept, and what to write instead.
pub fn check(fields: &Fields) -> Result<(), Problem> {
    let mut refused = Vec::new();
    let mut refuse = |field: &str, message: String| refused.push((field.to_owned(), message));
    if fields.title.is_empty() {
        refuse("title", "is missing: write the name of the song".into());
    }
    for (name, text) in [
        ("title", Some(&fields.title)),
        ("artist", fields.artist.as_ref()),
        ("album", fields.album.as_ref()),
        ("album_artist", fields.album_artist.as_ref()),
        ("composer", fields.composer.as_ref()),
    ] {
        if text.is_some_and(|t| !is_line(t, LONGEST_NAME)) {
            refuse(name, format!("takes at most {LONGEST_NAME} characters, on one line"));
        }
    }
    if fields.notes.as_ref().is_some_and(|notes| notes.chars().count() > LONGEST_NOTES) {
        refuse("notes", format!("take at most {LONGEST_NOTES} characters"));
    }
    for (name, list, longest) in [
        ("artists", &fields.artists, LONGEST_NAME),
        ("genres", &fields.genres, LONGEST_TAG),
        ("tags", &fields.tags, LONGEST_TAG),
    ] {
        if list.len() > MOST_NAMES || list.iter().any(|text| !is_line(text, longest)) {
            refuse(name, format!("take at most {MOST_NAMES} names of {longest} characters"));
        }
    }
    check_numbers(fields, &mut refuse);
    check_identifiers(fields, &mut refuse);
    let problem = Problem::validation();
    refused.into_iter().fold(problem, |problem, (field, message)| problem.field(&field, message)).if_any()
}

fn check_numbers(fields: &Fields, refuse: &mut impl FnMut(&str, String)) {
    if fields.year.is_some_and(|year| !(1000..=9999).contains(&year)) {
        refuse("year", "takes four digits, such as 1971".into());
    }
    if fields.duration_ms.is_some_and(|ms| !(0..=LONGEST_SONG_MS).contains(&ms)) {
        refuse("duration_ms", "takes milliseconds, up to a week".into());
    }
    for (name, number) in [("disc", fields.disc), ("position", fields.position)] {
        if number.is_some_and(|n| !(1..=9_999).contains(&n)) {
            refuse(name, "takes a whole number from 1 to 9999".into());
        }
    }
    if fields.rating.is_some_and(|rating| !(1..=10).contains(&rating)) {
        refuse("rating", "takes 1 to 10 halves of a star, or null for none".into());
    }
}

fn check_identifiers(fields: &Fields, refuse: &mut impl FnMut(&str, String)) {
    if fields.cover_url.as_deref().is_some_and(|url| !is_cover(url)) {
        refuse("cover_url", "takes a web address that begins with https://".into());
    }
    if fields.isrc.as_deref().is_some_and(|code| !is_isrc(code)) {
        refuse("isrc", "takes 12 letters and digits, such as USRC17607839".into());
    }
    if fields.mbid.as_deref().is_some_and(|id| uuid::Uuid::parse_str(id).is_err()) {
        refuse("mbid", "takes the UUID of a MusicBrainz recording".into());
    }
}

/// Whether a cover can be shown from there: an address of the web, or one of ours.
pub fn is_cover(url: &str) -> bool {
    url.len() <= 2_000
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
        && ["https://", "http://", "/api/v1/"].iter().any(|start| url.starts_with(start))
}

pub fn is_isrc(code: &str) -> bool {
    code.len() == 12 && code.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn is_line(text: &str, longest: usize) -> bool {
    (text.len() <= longest || text.chars().count() <= longest) && !has_control(text)
}

/// Whether a control character is in a text.
pub fn has_control(text: &str) -> bool {
    if text.is_ascii() { text.bytes().any(|b| b.is_ascii_control()) } else { text.contains(char::is_control) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> SongDraft {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_is_left_out_stays_and_null_clears() {
        let mut fields =
            Fields { title: "One".into(), album: Some("Two".into()), year: Some(1971), ..Fields::default() };
        read(r#"{"album":null}"#).apply(&mut fields);
        assert_eq!((fields.album, fields.year), (None, Some(1971)));
    }

    #[test]
    fn a_credit_is_never_cut_apart() {
        let mut fields = Fields::default();
        read(r#"{"title":"x","artist":" AC/DC "}"#).apply(&mut fields);
        assert_eq!(fields.artists, ["AC/DC"]);
        read(r#"{"artists":["Queen","David Bowie"]}"#).apply(&mut fields);
        assert_eq!(fields.artist.as_deref(), Some("Queen, David Bowie"));
        read(r#"{"artists":["Queen","David Bowie"],"artist":"Queen & David Bowie"}"#).apply(&mut fields);
        assert_eq!((fields.artist.as_deref(), fields.artists.len()), (Some("Queen & David Bowie"), 2));
    }

    #[test]
    fn a_tag_said_twice_counts_once() {
        let mut fields = Fields::default();
        read(r#"{"title":"x","tags":["gym"," Gym ","","run"]}"#).apply(&mut fields);
        assert_eq!(fields.tags, ["gym", "run"]);
    }

    #[test]
    fn every_field_is_bounded() {
        for bad in [
            r#"{"title":" "}"#,
            r#"{"title":"x","year":19}"#,
            r#"{"title":"x","rating":11}"#,
            r#"{"title":"x","rating":0}"#,
            r#"{"title":"x","duration_ms":-1}"#,
            r#"{"title":"x","position":0}"#,
            r#"{"title":"x","cover_url":"javascript:alert(1)"}"#,
            r#"{"title":"x","isrc":"short"}"#,
            r#"{"title":"x","mbid":"no"}"#,
            r#"{"title":"a\nb"}"#,
        ] {
            let mut fields = Fields::default();
            read(bad).apply(&mut fields);
            assert!(check(&fields).is_err(), "{bad}");
        }
        assert!(serde_json::from_str::<SongDraft>(r#"{"owner":1}"#).is_err());
    }
}
