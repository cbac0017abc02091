//! What a visitor sees where they are: what is not sold in their country is not shown.
//!
//! Pages and lists are read for everybody and thinned out here, so that an index serves all
//! countries. A page of a list may so be shorter than asked for; its cursor is still right.

use kernel::CountryCode;

use super::{AlbumDetail, AlbumSummary, ArtistDetail, ArtistSummary, GenreDetail, Home, Slice, Track};

/// Whether a list of countries such as `,DE,FR,` names this one.
pub(crate) fn names(countries: Option<&str>, country: Option<CountryCode>) -> bool {
    let (Some(countries), Some(country)) = (countries, country) else { return false };
    countries.split(',').any(|code| code == country.as_str())
}

/// Something that may not be sold everywhere.
pub(crate) trait Here: Sized {
    /// As it is shown in `country`; `None` when it is not. An unknown country sees everything.
    fn here(self, country: Option<CountryCode>) -> Option<Self>;
}

macro_rules! whole_or_not {
    ($($type:ty),+) => {$(
        impl Here for $type {
            fn here(self, country: Option<CountryCode>) -> Option<Self> {
                (!names(self.blocked_in.as_deref(), country)).then_some(self)
            }
        }
    )+};
}

whole_or_not!(ArtistSummary, AlbumSummary, Track);

impl<T: Here> Here for Vec<T> {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        if country.is_none() {
            return Some(self);
        }
        Some(self.into_iter().filter_map(|item| item.here(country)).collect())
    }
}

impl<T: Here> Here for Slice<T> {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        Some(Self { items: seen(self.items, country), next: self.next })
    }
}

/// The part of a list that is shown.
pub(crate) fn seen<T: Here>(items: Vec<T>, country: Option<CountryCode>) -> Vec<T> {
    items.here(country).unwrap_or_default()
}

impl Here for Home {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        Some(Self {
            featured: seen(self.featured, country),
            new_arrivals: seen(self.new_arrivals, country),
            top_albums: seen(self.top_albums, country),
            top_tracks: seen(self.top_tracks, country),
            ..self
        })
    }
}

impl Here for ArtistDetail {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        Some(Self {
            summary: self.summary.here(country)?,
            albums: seen(self.albums, country),
            appears_on: seen(self.appears_on, country),
            top_tracks: seen(self.top_tracks, country),
            similar: seen(self.similar, country),
        })
    }
}

impl Here for AlbumDetail {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        Some(Self {
            summary: self.summary.here(country)?,
            tracks: seen(self.tracks, country),
            similar: seen(self.similar, country),
            more_by_artist: seen(self.more_by_artist, country),
            ..self
        })
    }
}

impl Here for GenreDetail {
    fn here(self, country: Option<CountryCode>) -> Option<Self> {
        Some(Self {
            top_albums: seen(self.top_albums, country),
            new_albums: seen(self.new_albums, country),
            top_artists: seen(self.top_artists, country),
            top_tracks: seen(self.top_tracks, country),
            ..self
        })
    }
}
