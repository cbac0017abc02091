//! Names as the data set writes them, made fit to be shown and compared.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::catalog::fold;

/// Composers, written in half a dozen ways: with commas, slashes, dashes, ampersands, family name
/// first, all in lower case.
pub(super) struct Composers {
    /// Folded names that stand alone somewhere: they tell "May, Brian" (one man) from
    /// "Wright, Waters" (two).
    known: HashSet<String>,
    /// Folded names of artists: "AC/DC" is not two composers.
    artists: HashSet<String>,
}

impl Composers {
    /// Learns who is who from all composers and artists of the data set.
    pub fn learn<'a>(composers: impl Iterator<Item = &'a str>, artists: impl Iterator<Item = &'a str>) -> Self {
        let artists: HashSet<String> = artists.map(fold).collect();
        let mut known = artists.clone();
        for composer in composers {
            let parts = composer.split(['/', ';', ',', '&']).map(str::trim);
            known.extend(parts.filter(|part| part.contains(' ')).map(fold));
        }
        Self { known, artists }
    }

    /// The names, each once, in the order given.
    pub fn names(&self, composer: &str) -> Vec<String> {
        if self.artists.contains(&fold(composer)) {
            return vec![capitalised(composer)];
        }
        let mut names: Vec<String> = Vec::new();
        for group in composer.split(['/', ';']).flat_map(|group| group.split(" - ")) {
            for name in self.group(group) {
                if !names.iter().any(|known| fold(known) == fold(&name)) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// For display: "Brian May, John Deacon".
    pub fn shown(&self, composer: &str) -> String {
        self.names(composer).join(", ")
    }

    fn group(&self, group: &str) -> Vec<String> {
        if let Some(name) = self.turned(group) {
            return vec![name];
        }
        let spaced = group.replace(" and ", " & ").replace(" And ", " & ");
        let parts = spaced.split([',', '&']).map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        parts.filter(|part| !part.is_empty()).map(|part| capitalised(&part)).collect()
    }

    /// "May, Brian" as "Brian May", if such a name is known.
    fn turned(&self, group: &str) -> Option<String> {
        let (family, given) = group.split_once(',')?;
        let name = format!("{} {}", given.trim(), family.trim());
        self.known.contains(&fold(&name)).then_some(name)
    }
}

/// Words kept small inside a name.
const PARTICLES: [&str; 8] = ["de", "da", "do", "dos", "e", "van", "von", "y"];

/// A name all in lower case gets its capitals; any other is left as it is.
fn capitalised(name: &str) -> String {
    let name = name.trim();
    if name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !PARTICLES.contains(&word) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Pairs of artists of whom one is named within the other: "Santana Feat. Everlast" and "Santana".
pub(super) fn related_artists(artists: &[(i64, &str)]) -> BTreeSet<(i64, i64)> {
    let by_name: HashMap<String, i64> = artists.iter().map(|(id, name)| (fold(name), *id)).collect();
    let mut by_part: HashMap<String, Vec<i64>> = HashMap::new();
    for (id, name) in artists {
        let parts = performers(name);
        if parts.len() > 1 {
            // "Pedro Luís & A Parede" and "Pedro Luís E A Parede" are one band.
            by_part.entry(parts.join(" + ")).or_default().push(*id);
            for part in parts {
                by_part.entry(part.clone()).or_default().push(*id);
                if let Some(alone) = by_name.get(&part) {
                    by_part.entry(part).or_default().push(*alone);
                }
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for ids in by_part.values() {
        for a in ids {
            pairs.extend(ids.iter().filter(|b| a != *b).map(|b| (*a, *b)));
        }
    }
    pairs
}

/// The folded names of those who perform together under one name.
fn performers(name: &str) -> Vec<String> {
    let mut name = name.to_lowercase();
    for joint in [" featuring ", " feat. ", " & ", " e ", ", "] {
        name = name.replace(joint, "\n");
    }
    name.lines().map(fold).filter(|part| part.len() > 2).collect()
}

/// Genres a listener would call the same, by folded name.
const SAME_GENRES: [(&str, &str); 4] = [
    ("rock and roll", "rock"),
    ("heavy metal", "metal"),
    ("alternative", "alternative punk"),
    ("science fiction", "sci fi fantasy"),
];

/// The name of the family a genre belongs to.
pub(super) fn genre_family(name: &str) -> String {
    let name = fold(name);
    SAME_GENRES.iter().find(|(genre, _)| *genre == name).map_or(name, |(_, family)| (*family).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(composer: &str) -> String {
        let all = ["Brian May", "Roger Taylor/John Deacon", "Toby Smith", "Wright, Waters", composer];
        Composers::learn(all.into_iter(), ["AC/DC", "Queen"].into_iter()).shown(composer)
    }

    #[test]
    fn composers_are_shown_one_way() {
        assert_eq!(shown("AC/DC"), "AC/DC");
        assert_eq!(shown("Deacon, John/May, Brian"), "John Deacon, Brian May");
        assert_eq!(shown("May, Brian"), "Brian May");
        assert_eq!(shown("Wright, Waters"), "Wright, Waters");
        assert_eq!(shown("Arnaldo Baptista - Rita Lee -  Sérgio Dias"), "Arnaldo Baptista, Rita Lee, Sérgio Dias");
        assert_eq!(
            shown("James Hetfield, Lars Ulrich and Jason Newsted"),
            "James Hetfield, Lars Ulrich, Jason Newsted"
        );
        assert_eq!(shown("ian paice/jon lord"), "Ian Paice, Jon Lord");
        assert_eq!(shown("antonio carlos jobim/vinicius de moraes"), "Antonio Carlos Jobim, Vinicius de Moraes");
        assert_eq!(shown("Jimmy Page/Jimmy Page & Robert Plant/Robert Plant"), "Jimmy Page, Robert Plant");
        assert_eq!(shown("R.A. Smith-Diesel"), "R.A. Smith-Diesel");
    }

    #[test]
    fn artists_who_share_a_name_are_related_both_ways() {
        let artists = [
            (59, "Santana"),
            (61, "Santana Feat. Everlast"),
            (35, "Pedro Luís & A Parede"),
            (186, "Pedro Luís E A Parede"),
            (1, "AC/DC"),
        ];
        let pairs: Vec<_> = related_artists(&artists).into_iter().collect();
        assert_eq!(pairs, [(35, 186), (59, 61), (61, 59), (186, 35)]);
    }

    #[test]
    fn near_equal_genres_are_one_family() {
        assert_eq!(genre_family("Rock And Roll"), genre_family("Rock"));
        assert_eq!(genre_family("Sci Fi & Fantasy"), genre_family("Science Fiction"));
        assert_ne!(genre_family("Jazz"), genre_family("Rock"));
    }
}
