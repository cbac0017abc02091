//! What the API takes and answers about customers.

use ::http::Problem;
use kernel::{AddressId, AlbumId, CountryCode, CustomerId, Timestamp, TrackId};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::orders::{text_problem, tidy};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Profile {
    pub id: CustomerId,
    pub email: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub preferences: Preferences,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// Whether we may write about new music.
    pub newsletter: bool,
    pub theme: Theme,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device has it.
    System,
    Light,
    Dark,
}

impl Theme {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the database holds; its CHECK allows nothing else.
    pub(super) fn stored(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Fields that are left out stay as they are; `null` empties one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub company: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub phone: Option<Option<String>>,
    pub preferences: Option<Preferences>,
}

/// Tells `null` from a field that is not there.
fn present<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(d).map(Some)
}

/// Characters of a name, and of a phone number.
const MAX_NAME: usize = 80;
const MAX_PHONE: usize = 40;
const MAX_LINE: usize = 120;
const MAX_POSTAL_CODE: usize = 20;

impl ProfileChange {
    /// What `profile` is with this change; 422 names the fields that cannot be.
    pub(super) fn applied_to(self, profile: Profile) -> Result<Profile, Problem> {
        let profile = Profile {
            first_name: self.first_name.map_or(profile.first_name, |name| name.trim().to_owned()),
            last_name: self.last_name.map_or(profile.last_name, |name| name.trim().to_owned()),
            company: self.company.map_or(profile.company, tidy),
            phone: self.phone.map_or(profile.phone, tidy),
            preferences: self.preferences.unwrap_or(profile.preferences),
            ..profile
        };
        let fields = [
            ("first_name", profile.first_name.as_str(), MAX_NAME, true),
            ("last_name", profile.last_name.as_str(), MAX_NAME, true),
            ("company", profile.company.as_deref().unwrap_or(""), MAX_LINE, false),
            ("phone", profile.phone.as_deref().unwrap_or(""), MAX_PHONE, false),
        ];
        check(&fields).if_any().map(|()| profile)
    }
}

fn check(fields: &[(&str, &str, usize, bool)]) -> Problem {
    fields.iter().fold(Problem::validation(), |problem, (field, text, most, required)| {
        match text_problem(text, *most, *required) {
            Some(why) => problem.field(field, why),
            None => problem,
        }
    })
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Address {
    pub id: AddressId,
    pub name: String,
    pub line1: String,
    pub line2: Option<String>,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Offered first at checkout. One address is.
    pub is_default: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAddress {
    pub name: String,
    pub line1: String,
    #[serde(default)]
    pub line2: Option<String>,
    pub city: String,
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub postal_code: Option<String>,
    pub country: CountryCode,
    /// The first address is the default whatever this says.
    #[serde(default)]
    pub is_default: bool,
}

impl NewAddress {
    /// Trimmed, and checked field by field.
    pub(super) fn checked(self) -> Result<Self, Problem> {
        let address = Self {
            name: self.name.trim().to_owned(),
            line1: self.line1.trim().to_owned(),
            line2: tidy(self.line2),
            city: self.city.trim().to_owned(),
            region: tidy(self.region),
            postal_code: tidy(self.postal_code),
            ..self
        };
        let fields = [
            ("name", address.name.as_str(), MAX_LINE, true),
            ("line1", address.line1.as_str(), MAX_LINE, true),
            ("line2", address.line2.as_deref().unwrap_or(""), MAX_LINE, false),
            ("city", address.city.as_str(), MAX_LINE, true),
            ("region", address.region.as_deref().unwrap_or(""), MAX_LINE, false),
            ("postal_code", address.postal_code.as_deref().unwrap_or(""), MAX_POSTAL_CODE, false),
        ];
        check(&fields).if_any().map(|()| address)
    }
}

/// What a customer owns: for marks beside tracks and albums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Owned {
    pub track_ids: Vec<TrackId>,
    /// Albums of which every track on sale is owned.
    pub album_ids: Vec<AlbumId>,
}
