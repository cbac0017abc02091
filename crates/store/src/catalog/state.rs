//! Where an album or a track is between the desk and the shelf.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `draft → scheduled → published → withdrawn`. Staff set it; whether something is on sale follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReleaseState {
    /// Being made: nobody but staff sees it.
    Draft,
    /// Published by the clock on its release day.
    Scheduled,
    /// In the shop.
    Published,
    /// No longer sold. Who bought it keeps it.
    Withdrawn,
}

impl ReleaseState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What the database holds; its CHECK allows nothing else.
    pub(crate) fn stored(text: &str) -> Self {
        match text {
            "draft" => Self::Draft,
            "scheduled" => Self::Scheduled,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Published,
        }
    }

    /// What was in the shop is withdrawn, and never a draft again before that.
    pub const fn may_become(self, next: Self) -> bool {
        !matches!(
            (self, next),
            (Self::Published, Self::Draft | Self::Scheduled | Self::Published)
                | (Self::Draft, Self::Withdrawn | Self::Draft)
                | (Self::Withdrawn, Self::Withdrawn)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::ReleaseState::{Draft, Published, Scheduled, Withdrawn};

    #[test]
    fn what_was_published_is_withdrawn_before_anything_else() {
        assert!(Draft.may_become(Scheduled) && Draft.may_become(Published) && !Draft.may_become(Withdrawn));
        assert!(Scheduled.may_become(Scheduled) && Scheduled.may_become(Draft) && Scheduled.may_become(Published));
        assert!(Published.may_become(Withdrawn) && !Published.may_become(Draft) && !Published.may_become(Scheduled));
        assert!(Withdrawn.may_become(Published) && Withdrawn.may_become(Draft));
    }
}
