//! Orders of the lists, and how far a reader has come in them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One page of a list, with the place where the next one begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice<T> {
    pub items: Vec<T>,
    pub next: Option<Mark>,
}

impl<T> Slice<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Slice<U> {
        Slice { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

/// The last row a reader saw: the value of the sort column, and the id that breaks ties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The order it was made for. A mark of one order means nothing in another.
    pub sort: String,
    pub key: Key,
    pub id: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    Int(i64),
    Text(String),
}

/// The column a list walks along, and the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walk {
    pub name: &'static str,
    pub column: &'static str,
    pub descending: bool,
    pub text: bool,
}

impl Walk {
    const fn text(name: &'static str, column: &'static str, descending: bool) -> Self {
        Self { name, column, descending, text: true }
    }

    const fn int(name: &'static str, column: &'static str, descending: bool) -> Self {
        Self { name, column, descending, text: false }
    }
}

// `tt`, not `literal`: utoipa does not see a name through the group a `literal` comes in.
macro_rules! sorts {
    ($(#[$doc:meta])* $type:ident { $($(#[$attr:meta])* $variant:ident = $name:tt => $walk:expr),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        pub enum $type {
            $($(#[$attr])* #[serde(rename = $name)] $variant),+
        }

        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub(crate) fn walk(self) -> Walk {
                match self {
                    $(Self::$variant => $walk),+
                }
            }

            /// The name in the query string.
            pub fn as_str(self) -> &'static str {
                self.walk().name
            }
        }
    };
}

sorts! {
    /// A minus sign turns the order round. Popularity and age begin with the most and the newest.
    ArtistSort {
        #[default] Name = "name" => Walk::text("name", "name_key", false),
        NameDesc = "-name" => Walk::text("-name", "name_key", true),
        Popularity = "popularity" => Walk::int("popularity", "units_sold", true),
    }
}

sorts! {
    /// A minus sign turns the order round. Popularity and age begin with the most and the newest.
    AlbumSort {
        #[default] Title = "title" => Walk::text("title", "title_key", false),
        TitleDesc = "-title" => Walk::text("-title", "title_key", true),
        Artist = "artist" => Walk::text("artist", "artist_sort", false),
        Newest = "newest" => Walk::int("newest", "added_at", true),
        Popularity = "popularity" => Walk::int("popularity", "units_sold", true),
        Price = "price" => Walk::int("price", "current_cents", false),
        PriceDesc = "-price" => Walk::int("-price", "current_cents", true),
    }
}

sorts! {
    /// A minus sign turns the order round. Popularity begins with the most sold.
    TrackSort {
        #[default] Name = "name" => Walk::text("name", "name_key", false),
        NameDesc = "-name" => Walk::text("-name", "name_key", true),
        Artist = "artist" => Walk::text("artist", "artist_sort", false),
        Album = "album" => Walk::text("album", "album_sort", false),
        Duration = "duration" => Walk::int("duration", "duration_ms", false),
        DurationDesc = "-duration" => Walk::int("-duration", "duration_ms", true),
        Price = "price" => Walk::int("price", "current_cents", false),
        PriceDesc = "-price" => Walk::int("-price", "current_cents", true),
        Popularity = "popularity" => Walk::int("popularity", "units_sold", true),
    }
}

sorts! {
    /// A minus sign turns the order round.
    CatalogueArtistSort {
        #[default] Name = "name" => Walk::text("name", "name_key", false),
        NameDesc = "-name" => Walk::text("-name", "name_key", true),
        Sales = "sales" => Walk::int("sales", "units_sold", false),
        SalesDesc = "-sales" => Walk::int("-sales", "units_sold", true),
    }
}

sorts! {
    /// A minus sign turns the order round.
    CatalogueAlbumSort {
        #[default] Title = "title" => Walk::text("title", "title_key", false),
        TitleDesc = "-title" => Walk::text("-title", "title_key", true),
        Artist = "artist" => Walk::text("artist", "artist_sort", false),
        ArtistDesc = "-artist" => Walk::text("-artist", "artist_sort", true),
        Added = "added" => Walk::int("added", "added_at", false),
        AddedDesc = "-added" => Walk::int("-added", "added_at", true),
        Sales = "sales" => Walk::int("sales", "units_sold", false),
        SalesDesc = "-sales" => Walk::int("-sales", "units_sold", true),
        Price = "price" => Walk::int("price", "current_cents", false),
        PriceDesc = "-price" => Walk::int("-price", "current_cents", true),
    }
}

sorts! {
    /// A minus sign turns the order round.
    CatalogueTrackSort {
        #[default] Name = "name" => Walk::text("name", "name_key", false),
        NameDesc = "-name" => Walk::text("-name", "name_key", true),
        Artist = "artist" => Walk::text("artist", "artist_sort", false),
        ArtistDesc = "-artist" => Walk::text("-artist", "artist_sort", true),
        Album = "album" => Walk::text("album", "album_sort", false),
        AlbumDesc = "-album" => Walk::text("-album", "album_sort", true),
        Added = "added" => Walk::int("added", "added_at", false),
        AddedDesc = "-added" => Walk::int("-added", "added_at", true),
        Sales = "sales" => Walk::int("sales", "units_sold", false),
        SalesDesc = "-sales" => Walk::int("-sales", "units_sold", true),
        Price = "price" => Walk::int("price", "current_cents", false),
        PriceDesc = "-price" => Walk::int("-price", "current_cents", true),
    }
}
