//! File names from titles that nobody chose with files in mind.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name, in bytes: encrypted home folders allow little more than half of the usual 255.
const LONGEST: usize = 140;

/// What stands for a title of which nothing is left.
const NAMELESS: &str = "untitled";

/// The characters of RFC 8187's `attr-char` need no encoding.
const NOT_ATTR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// A file name that every system takes, for a title and an ending without its dot: one name, not a
/// path, of at most 140 bytes, without control or direction characters, not reserved by Windows.
/// `"AC/DC: Live?"` and `"zip"` give `AC-DC - Live.zip`.
pub fn safe_file_name(title: &str, ending: &str) -> String {
    let mut name = String::new();
    for letter in title.nfc() {
        match letter {
            '/' | '\\' | '|' => name.push('-'),
            ':' => name.push_str(" -"),
            '"' => name.push('\''),
            '<' => name.push('('),
            '>' => name.push(')'),
            '?' | '*' => {}
            c if is_invisible(c) => name.push(' '),
            c => name.push(c),
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(['.', ' ']);
    let name = cut(name, LONGEST - 1 - ending.len().min(20)).trim_end_matches(['.', ' ']);
    let name = if name.is_empty() { NAMELESS } else { name };
    let mark = if is_reserved(name) { "_" } else { "" };
    format!("{mark}{name}.{ending}")
}

/// The `Content-Disposition` of a download (RFC 6266): the name in ASCII for old programs, and as it
/// is for all others (RFC 8187). Always one header of visible ASCII, whatever the title.
pub fn content_disposition(title: &str, ending: &str) -> String {
    let name = safe_file_name(title, ending);
    let plain = ascii(&name);
    if plain == name {
        return format!("attachment; filename=\"{plain}\"");
    }
    let encoded = utf8_percent_encode(&name, NOT_ATTR);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// The nearest name in letters that need no escape: accents are dropped, the rest becomes `_`.
fn ascii(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            '’' | '‘' | '“' | '”' => plain.push('\''),
            '–' | '—' => plain.push('-'),
            // Some programs decode `%41` in here, and take a backslash for an escape.
            '"' | '\\' | '%' => plain.push('_'),
            c if c == ' ' || c.is_ascii_graphic() => plain.push(c),
            _ if plain.ends_with('_') => {}
            _ => plain.push('_'),
        }
    }
    plain
}

/// Control, direction and zero-width characters: they disguise a name (`gpj.exe` as `exe.jpg`).
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// The first bytes of a text, cut where a letter with its marks ends.
fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let ends_letter = |at: &usize| {
        text.is_char_boundary(*at) && text[*at..].chars().next().is_none_or(|next| !is_combining_mark(next))
    };
    let end = (1..=longest).rev().find(ends_letter);
    // A letter with a hundred marks: then cut the marks.
    &text[..end.or_else(|| (1..=longest).rev().find(|at| text.is_char_boundary(*at))).unwrap_or(0)]
}

/// Whether Windows keeps the name for a device, with any ending.
pub(crate) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let is_port = |kind: &str| {
        let mut rest = stem.strip_prefix(kind).unwrap_or("").chars();
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "clock$" | "conin$" | "conout$")
        || is_port("com")
        || is_port("lpt")
}

/// Names in one archive: makes each different, also for systems that ignore case.
#[derive(Clone, Debug, Default)]
pub struct UniqueNames {
    taken: HashSet<String>,
}

impl UniqueNames {
    /// A [`safe_file_name`] that this archive has not had: the second `Live.flac` is `Live (2).flac`.
    pub fn name(&mut self, title: &str, ending: &str) -> String {
        let mut name = safe_file_name(title, ending);
        let mut number = 2_usize;
        while !self.taken.insert(name.nfkc().collect::<String>().to_lowercase()) {
            let mark = format!(" ({number})");
            let clean = safe_file_name(title, ending);
            let stem = clean.strip_suffix(&format!(".{ending}")).unwrap_or(&clean);
            name = format!("{}{mark}.{ending}", cut(stem, LONGEST - 1 - ending.len().min(20) - mark.len()).trim_end());
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_become_names() {
        let cases = [
            ("Balls to the Wall", "Balls to the Wall.flac"),
            ("AC/DC: Live?", "AC-DC - Live.flac"),
            ("../../etc/passwd", "-..-etc-passwd.flac"),
            ("C:\\Windows\\System32", "C --Windows-System32.flac"),
            ("He said \"no\"", "He said 'no'.flac"),
            ("...", "untitled.flac"),
            ("", "untitled.flac"),
            ("con", "_con.flac"),
            ("LPT1.live", "_LPT1.live.flac"),
            ("Set-Cookie: a\r\nX: b", "Set-Cookie - a X - b.flac"),
            ("\u{202e}cod.exe", "cod.exe.flac"),
            ("Canção", "Canção.flac"),
        ];
        for (title, name) in cases {
            assert_eq!(safe_file_name(title, "flac"), name, "{title:?}");
        }
    }

    #[test]
    fn the_header_has_a_plain_name_and_the_true_one() {
        assert_eq!(content_disposition("Big Ones", "zip"), "attachment; filename=\"Big Ones.zip\"");
        assert_eq!(
            content_disposition("Açaí; 100% “Ao Vivo”", "flac"),
            "attachment; filename=\"Acai; 100_ 'Ao Vivo'.flac\"; \
             filename*=UTF-8''A%C3%A7a%C3%AD%3B%20100%25%20%E2%80%9CAo%20Vivo%E2%80%9D.flac"
        );
        assert!(
            content_disposition("さくら", "mp3").starts_with("attachment; filename=\"_.mp3\"; filename*=UTF-8''%E3")
        );
    }

    #[test]
    fn a_long_title_is_cut_between_letters() {
        let name = safe_file_name(&"é".repeat(150), "flac");
        assert!(name.len() <= LONGEST && name.ends_with("é.flac"), "{name}");
        assert!(safe_file_name(&format!("e{}", "\u{301}".repeat(300)), "flac").len() <= LONGEST);
    }

    #[test]
    fn an_archive_has_every_name_once() {
        let mut names = UniqueNames::default();
        assert_eq!(names.name("Live", "flac"), "Live.flac");
        assert_eq!(names.name("LIVE", "flac"), "LIVE (2).flac");
        assert_eq!(names.name("Live", "flac"), "Live (3).flac");
        assert_eq!(names.name("Live?", "flac"), "Live (4).flac");
    }

    proptest! {
        #[test]
        fn any_title_is_one_harmless_name(title in "\\PC{0,300}|[./\\\\\r\n\t\";: ]{0,40}|(con|nul|aux|com1)[. ]{0,3}") {
            let name = safe_file_name(&title, "flac");
            prop_assert!(name.len() <= LONGEST + 1, "{}", name.len());
            prop_assert!(name.ends_with(".flac") && name.len() > 5);
            prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']));
            prop_assert!(!name.chars().any(is_invisible));
            prop_assert!(!name.starts_with(['.', ' ']) && !is_reserved(&name));
        }

        #[test]
        fn any_title_is_one_header_that_carries_the_name(title: String) {
            let header = content_disposition(&title, "zip");
            prop_assert!(header.bytes().all(|b| b == b' ' || b.is_ascii_graphic()));
            prop_assert_eq!(header.matches('"').count(), 2);
            prop_assert!(!header.contains('\\'));
            if let Some((_, encoded)) = header.split_once("UTF-8''") {
                let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().expect("UTF-8");
                prop_assert_eq!(decoded, safe_file_name(&title, "zip"));
            }
        }

        #[test]
        fn names_in_an_archive_never_collide(titles in prop::collection::vec("[aA?é]{0,3}", 0..30)) {
            let mut names = UniqueNames::default();
            let all: HashSet<String> = titles.iter().map(|title| names.name(title, "flac").to_lowercase()).collect();
            prop_assert_eq!(all.len(), titles.len());
        }
    }
}
