//! Artwork where nobody has uploaded any: covers, artist pictures, genre tiles, playlist covers, drawn
//! as SVG from names and ids. Always the same for the same thing, without scripts, foreign files or
//! fonts, and at most [`LARGEST`] bytes.

mod album_designs;
mod palette;
mod shapes;
mod square_designs;
mod text;

use crate::random::Dice;
use palette::Palette;
use text::escape;

/// The media type of every picture here.
pub const CONTENT_TYPE: &str = "image/svg+xml";

/// The largest picture, in bytes.
pub const LARGEST: usize = 8_192;

/// What is printed on an album's cover.
#[derive(Clone, Copy, Debug)]
pub struct AlbumCover<'a> {
    pub id: i64,
    pub title: &'a str,
    pub artist: &'a str,
    /// The genre's name; it leans the choice of design and colours. Empty when unknown.
    pub genre: &'a str,
}

/// Draws an album's cover: one of ten designs, in the colours of its genre.
pub fn album(cover: &AlbumCover<'_>) -> String {
    let mut dice = Dice::new("album", cover.id);
    let palette = palette::of(cover.genre, &mut dice);
    let label = format!("{} by {}", cover.title, cover.artist);
    picture(&label, palette, |out| album_designs::draw(out, cover, palette, &mut dice))
}

/// Draws an artist's picture: a round composition around the initials. `genre` may be empty.
pub fn artist(id: i64, name: &str, genre: &str) -> String {
    let mut dice = Dice::new("artist", id);
    let palette = palette::of(genre, &mut dice);
    picture(name, palette, |out| square_designs::artist(out, name, palette, &mut dice))
}

/// Draws a genre's tile: its name over a pattern.
pub fn genre(id: i64, name: &str) -> String {
    let mut dice = Dice::new("genre", id);
    let palette = palette::of(name, &mut dice);
    picture(name, palette, |out| square_designs::genre(out, name, palette, &mut dice))
}

/// Draws a playlist's cover: four small pictures in one, and the name.
pub fn playlist(id: i64, name: &str) -> String {
    let mut dice = Dice::new("playlist", id);
    let palette = palette::of(name, &mut dice);
    picture(name, palette, |out| square_designs::playlist(out, name, palette, &mut dice))
}

fn picture(label: &str, palette: Palette, draw: impl FnOnce(&mut String)) -> String {
    let label: String = label.chars().take(300).collect();
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img" aria-label="{}"><path fill="{}" d="M0 0h600v600H0z"/>"#,
        escape(&label),
        palette.paper
    );
    draw(&mut out);
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 8] = [
        "IV",
        "For Those About To Rock We Salute You",
        "Tchaikovsky: 1812 Festival Overture, Op.49, Capriccio Italien & Beethoven: Wellington's Victory — and quite some more, to fill the hundred and sixty characters of it",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "となりのトトロ サウンドトラック集",
        "أغاني من القلب",
        "<script>alert('1')</script>\u{0}\u{8}\u{202e}",
        "",
    ];

    fn all() -> Vec<String> {
        let mut pictures = Vec::new();
        for id in 0..120 {
            let title = TITLES[id as usize % TITLES.len()];
            for genre in ["Rock", "Metal", "Jazz", "Classical", "Latin", "Electronica/Dance", ""] {
                pictures.push(album(&AlbumCover {
                    id,
                    title,
                    artist: TITLES[(id as usize + 3) % TITLES.len()],
                    genre,
                }));
            }
            pictures.extend([artist(id, title, "Rock"), genre(id, title), playlist(id, title)]);
        }
        pictures
    }

    /// Every tag is closed by its own end, in order, and no name of the tags is unexpected.
    fn assert_well_formed(svg: &str) {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, after) = tag.split_once('>').expect("an end of the tag");
            assert!(!after.contains('>'), "{svg}");
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            assert!(["svg", "path", "circle", "g", "text", "linearGradient", "stop"].contains(&name), "{name}");
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "{svg}");
            } else if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty());
    }

    #[test]
    fn every_picture_is_well_formed_small_and_self_contained() {
        for svg in all() {
            assert_well_formed(&svg);
            assert!(svg.len() <= LARGEST, "{} bytes", svg.len());
            assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("href") && !svg.contains('\u{0}'));
        }
    }

    #[test]
    fn the_same_thing_always_has_the_same_picture_and_others_differ() {
        let cover = |id| album(&AlbumCover { id, title: "Big Ones", artist: "Aerosmith", genre: "Rock" });
        assert_eq!(cover(5), cover(5));
        let different: std::collections::HashSet<_> = (0..50).map(cover).collect();
        assert_eq!(different.len(), 50);
    }

    #[test]
    fn names_are_readable_in_the_picture_and_to_a_screen_reader() {
        let svg = album(&AlbumCover { id: 1, title: "Rock & Roll", artist: "AC/DC", genre: "Rock" });
        assert!(svg.contains("Rock &amp; Roll") && svg.contains(">AC/DC<"));
        assert!(svg.contains(r#"aria-label="Rock &amp; Roll by AC/DC""#));
    }
}
