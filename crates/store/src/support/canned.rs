//! Answers that are written once and used often. `{{first_name}}`, `{{agent}}`, `{{order}}` and
//! `{{ticket}}` are filled in by whoever uses one.

use ::http::{Problem, Staff, SupportAgent};
use kernel::{CannedAnswerId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::Error;
use utoipa::ToSchema;

use super::{queries, types::check_body};
use crate::{
    Shop,
    audit::{self, Actor, Entry},
};

const MAX_TITLE: usize = 80;
/// Answers that are kept: more are no help to whoever looks for one.
const MAX_ANSWERS: i64 = 500;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, sqlx::FromRow)]
pub struct CannedAnswer {
    pub id: CannedAnswerId,
    pub title: String,
    pub body: String,
    pub updated_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CannedAnswerDraft)]
pub struct CannedDraft {
    pub title: String,
    pub body: String,
}

impl CannedDraft {
    fn checked(self) -> Result<Self, Problem> {
        let title = self.title.trim().to_owned();
        if let Some(why) = crate::orders::text_problem(&title, MAX_TITLE, true) {
            return Err(Problem::invalid("title", why));
        }
        Ok(Self { title, body: check_body(&self.body)?.to_owned() })
    }
}

fn taken(error: Error) -> Problem {
    if sql::is_unique_violation(&error) {
        return Problem::conflict("title-taken", "There is an answer of this title", "Give it another title.");
    }
    error.into()
}

/// Writes a new one, or changes the one of this id.
pub(super) async fn save(
    shop: &Shop,
    staff: &Staff<SupportAgent>,
    id: Option<CannedAnswerId>,
    draft: CannedDraft,
) -> Result<CannedAnswer, Problem> {
    let draft = draft.checked()?;
    let now = shop.clock.now();
    let mut tx = shop.db.begin().await?;
    let (id, action) = match id {
        None => {
            if queries::count_canned(&mut tx).await? >= MAX_ANSWERS {
                let detail = format!("The shop keeps {MAX_ANSWERS} answers. Remove one that is no longer used.");
                return Err(Problem::conflict("too-many-answers", "Too many answers", detail));
            }
            let id = CannedAnswerId::fresh(now, &shop.random);
            queries::insert_canned(&mut tx, id, &draft, staff.id, now).await.map_err(taken)?;
            (id, "canned_answer.written")
        }
        Some(id) => {
            if !queries::update_canned(&mut tx, id, &draft, now).await.map_err(taken)? {
                return Err(Problem::not_found("canned answer", id));
            }
            (id, "canned_answer.changed")
        }
    };
    let entry = Entry::new(Actor::Staff(staff.id), action, "canned_answer", id).note(&draft.title);
    audit::record(&mut tx, &entry, now, &shop.random).await?;
    tx.commit().await?;
    Ok(CannedAnswer { id, title: draft.title, body: draft.body, updated_at: now })
}

pub(super) async fn remove(shop: &Shop, staff: &Staff<SupportAgent>, id: CannedAnswerId) -> Result<(), Problem> {
    let mut tx = shop.db.begin().await?;
    if !queries::delete_canned(&mut tx, id).await? {
        return Err(Problem::not_found("canned answer", id));
    }
    let entry = Entry::new(Actor::Staff(staff.id), "canned_answer.removed", "canned_answer", id);
    audit::record(&mut tx, &entry, shop.clock.now(), &shop.random).await?;
    Ok(tx.commit().await?)
}
