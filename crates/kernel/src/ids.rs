//! Ids as types. Chinook's own integers are kept for what the data set brings; everything else is
//! a UUIDv7, stored as text so that both engines hold the same bytes.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Random, Timestamp};

/// The text was not an id of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind}: expected {expected}")]
pub struct InvalidId {
    kind: &'static str,
    expected: &'static str,
}

/// An id that keeps Chinook's positive integer.
macro_rules! int_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, sqlx::Type, utoipa::ToSchema)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        #[schema(value_type = i64)]
        pub struct $name(i64);

        impl $name {
            /// `Err` when the number is not positive.
            pub fn new(raw: i64) -> Result<Self, InvalidId> {
                if raw > 0 {
                    Ok(Self(raw))
                } else {
                    Err(InvalidId { kind: stringify!($name), expected: "a positive whole number" })
                }
            }

            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(i64::deserialize(d)?).map_err(serde::de::Error::custom)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(raw: &str) -> Result<Self, InvalidId> {
                Self::new(raw.parse().unwrap_or(0))
            }
        }
    )+};
}

/// A UUIDv7: sorts by the moment it was made.
macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(Uuid);

        impl $name {
            /// A fresh id of the moment `now`.
            pub fn fresh(now: Timestamp, random: &Random) -> Self {
                Self(random.uuid_v7(now))
            }

            pub const fn from_uuid(raw: Uuid) -> Self {
                Self(raw)
            }

            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(raw: &str) -> Result<Self, InvalidId> {
                // The hyphenated form alone: one thing has one name.
                match Uuid::parse_str(raw) {
                    Ok(id) if raw.len() == 36 => Ok(Self(id)),
                    _ => Err(InvalidId { kind: stringify!($name), expected: "a UUID" }),
                }
            }
        }

        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            String: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <String as sqlx::Type<DB>>::type_info()
            }
            fn compatible(ty: &DB::TypeInfo) -> bool {
                <String as sqlx::Type<DB>>::compatible(ty)
            }
        }

        impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for $name
        where
            String: sqlx::Encode<'q, DB>,
        {
            fn encode_by_ref(
                &self,
                buf: &mut <DB as sqlx::Database>::ArgumentBuffer<'q>,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                self.0.to_string().encode(buf)
            }
        }

        impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for $name
        where
            String: sqlx::Decode<'r, DB>,
        {
            fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(String::decode(value)?.parse()?)
            }
        }
    )+};
}

int_ids! {
    ArtistId,
    AlbumId,
    TrackId,
    GenreId,
    MediaTypeId,
    PlaylistId,
    CustomerId,
    EmployeeId,
    /// The consecutive number printed on the invoice.
    InvoiceId,
}

uuid_ids! {
    AccountId,
    SessionId,
    AddressId,
    OrderId,
    OrderLineId,
    PaymentId,
    RefundId,
    /// Permission to fetch one file or archive for a while.
    GrantId,
    /// A song in one listener's collection.
    SongId,
    /// A listener's own playlist; the shop's have a [`PlaylistId`].
    SongListId,
    /// A place in a listener's playlist.
    EntryId,
    /// A link to a listener's playlist.
    ShareId,
    /// A change that can be taken back.
    UndoId,
    /// A file that is being brought into a collection.
    ImportId,
    PromotionId,
    GiftCardId,
    /// A batch of download codes.
    BatchId,
    /// A row of the outbox.
    EventId,
    /// A list of the admin area, kept with its filters.
    SavedViewId,
    /// What staff noted about an order or a customer.
    NoteId,
    /// A conversation between a customer and the staff.
    TicketId,
    MessageId,
    AttachmentId,
    CannedAnswerId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impossible_integer_id_cannot_be_made() {
        assert!(AlbumId::new(0).is_err());
        assert!("-1".parse::<AlbumId>().is_err());
        assert!("9223372036854775808".parse::<AlbumId>().is_err());
        assert!(serde_json::from_str::<AlbumId>("0").is_err());
        assert_eq!("7".parse::<AlbumId>().map(AlbumId::get), Ok(7));
    }

    #[test]
    fn ids_of_later_moments_sort_later() {
        let random = Random::seeded(1);
        let first = OrderId::fresh(Timestamp::from_millis(1_000), &random);
        let later = OrderId::fresh(Timestamp::from_millis(2_000), &random);
        assert!(first.to_string() < later.to_string());
    }

    #[test]
    fn a_uuid_id_has_one_spelling() {
        let id = OrderId::fresh(Timestamp::from_millis(1), &Random::seeded(2));
        assert_eq!(id.to_string().parse::<OrderId>(), Ok(id));
        assert!(id.get().simple().to_string().parse::<OrderId>().is_err());
        assert!("".parse::<OrderId>().is_err());
    }
}
