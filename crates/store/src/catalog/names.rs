//! Sort keys: the folded forms by which names are listed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Sorts below every character of a key, so that "AC" with its albums comes before "AC/DC".
const SEPARATOR: char = '\u{1f}';

/// Lower case without accents, punctuation or a leading article, so that a plain byte order lists
/// "Óculos" at O, "[1997] Black Light Syndrome" at 1 and "The Clash" at C.
///
/// A name of punctuation alone keeps it: nothing sorts as the empty text.
pub fn sort_key(name: &str) -> String {
    let folded = fold(without_article(name));
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

/// A key that sorts by the first part, then by the next.
pub fn joined_key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for part in parts {
        if !key.is_empty() {
            key.push(SEPARATOR);
        }
        key.push_str(part);
    }
    key
}

/// Letters and digits in lower case, single spaces between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c)) {
        if !c.is_alphanumeric() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

fn without_article(name: &str) -> &str {
    let name = name.trim();
    ["the ", "an ", "a "]
        .into_iter()
        .find(|article| name.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article)))
        .map_or(name, |article| name[article.len()..].trim_start())
}

/// "Don't" is one word.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '´' | '`')
}

/// Latin letters that Unicode does not take apart.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' | 'Ø' => "o",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_look_them_up() {
        assert_eq!(sort_key("Óculos"), "oculos");
        assert_eq!(sort_key("AC/DC"), "ac dc");
        assert_eq!(sort_key("The Clash"), "clash");
        assert_eq!(sort_key("[1997] Black Light Syndrome"), "1997 black light syndrome");
        assert_eq!(sort_key("...And Justice For All"), "and justice for all");
        assert_eq!(sort_key("Guns N' Roses"), "guns n roses");
        assert_eq!(sort_key("Björk"), "bjork");
    }

    #[test]
    fn a_name_of_punctuation_alone_still_has_a_key() {
        assert_eq!(sort_key("\"?\""), "\"?\"");
        assert_eq!(sort_key("A"), "a");
        assert_eq!(sort_key("The The"), "the");
    }

    #[test]
    fn the_shorter_artist_comes_before_the_longer_with_all_its_albums() {
        assert!(joined_key(["ac", "zebra"]) < joined_key(["ac dc", "back in black"]));
    }
}
