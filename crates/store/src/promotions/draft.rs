//! What staff write about a promotion, and what is wrong with it.

use ::http::Problem;
use kernel::{Currency, Money, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PromotionKind, PromotionScope, code_key};
use crate::{
    cart::ItemRef,
    orders::{text_problem, tidy},
};

/// A promotion as staff write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromotionDraft {
    /// As customers read it.
    pub name: String,
    /// What customers enter; empty: it applies by itself. Case and spaces do not matter.
    #[serde(default)]
    pub code: Option<String>,
    pub kind: PromotionKind,
    /// `percent` and `buy_get`: 1 to 100.
    #[serde(default)]
    pub percent: Option<i64>,
    /// `amount`: how much less. `bundle`: what its items cost together.
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub buy_quantity: Option<i64>,
    #[serde(default)]
    pub get_quantity: Option<i64>,
    #[serde(default)]
    pub scope: PromotionScope,
    #[serde(default)]
    pub bundle: Vec<ItemRef>,
    #[serde(default)]
    pub first_order: bool,
    #[serde(default)]
    pub min_spend: Option<Money>,
    /// Now, when not said.
    #[serde(default)]
    pub starts_at: Option<Timestamp>,
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
    #[serde(default)]
    pub max_uses: Option<i64>,
    #[serde(default)]
    pub max_uses_per_customer: Option<i64>,
}

const MAX_NAME: usize = 80;
const MAX_CODE: usize = 40;
/// Ids in one list of a scope, and items of a bundle.
const MAX_ITEMS: usize = 100;
const MAX_QUANTITY: i64 = 100;
const MAX_USES: i64 = 10_000_000;
const MAX_AMOUNT: i64 = 100_000_000;

impl PromotionDraft {
    /// Tidied, and checked field by field.
    pub fn checked(self, currency: Currency, now: Timestamp) -> Result<Self, Problem> {
        let mut draft = Self {
            name: self.name.trim().to_owned(),
            code: tidy(self.code).map(|code| code_key(&code)),
            starts_at: Some(self.starts_at.unwrap_or(now)),
            min_spend: Some(self.min_spend.unwrap_or(Money::zero(currency))),
            ..self
        };
        for list in [&mut draft.scope.artist_ids, &mut draft.scope.album_ids, &mut draft.scope.genre_ids] {
            list.sort_unstable();
            list.dedup();
        }
        draft.bundle.sort_unstable();
        draft.bundle.dedup();
        let problem = draft.kind_problems(Problem::validation(), currency);
        draft.other_problems(problem, currency).if_any().map(|()| draft)
    }

    /// What each kind needs, and what it must leave empty.
    fn kind_problems(&self, mut problem: Problem, currency: Currency) -> Problem {
        use PromotionKind::{Amount, Bundle, BuyGet, Percent};
        let mut refuse = |field: &str, why: &str| problem = problem.clone().field(field, why);
        match (matches!(self.kind, Percent | BuyGet), self.percent) {
            (true, Some(1..=100)) | (false, None) => {}
            (true, _) => refuse("percent", "write a whole number from 1 to 100"),
            (false, Some(_)) => refuse("percent", "leave this empty for this kind"),
        }
        match (matches!(self.kind, Amount | Bundle), self.amount) {
            (false, None) => {}
            (true, Some(money)) if money.currency == currency && (1..=MAX_AMOUNT).contains(&money.amount) => {}
            (true, _) => refuse("amount", &format!("write an amount in {currency}, more than zero")),
            (false, Some(_)) => refuse("amount", "leave this empty for this kind"),
        }
        for (field, quantity) in [("buy_quantity", self.buy_quantity), ("get_quantity", self.get_quantity)] {
            match (self.kind == BuyGet, quantity) {
                (true, Some(1..=MAX_QUANTITY)) | (false, None) => {}
                (true, _) => refuse(field, "write a whole number from 1 to 100"),
                (false, Some(_)) => refuse(field, "leave this empty for this kind"),
            }
        }
        if self.kind == Bundle && self.bundle.len() < 2 {
            refuse("bundle", "choose two albums or tracks at least");
        }
        if self.kind != Bundle && !self.bundle.is_empty() {
            refuse("bundle", "leave this empty for this kind");
        }
        if self.kind == Bundle && self.scope != PromotionScope::default() {
            refuse("scope", "a bundle is for its own items: leave this empty");
        }
        problem
    }

    fn other_problems(&self, mut problem: Problem, currency: Currency) -> Problem {
        if let Some(why) = text_problem(&self.name, MAX_NAME, true) {
            problem = problem.field("name", why);
        }
        let letters = |code: &str| code.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_%".contains(letter));
        if self.code.as_ref().is_some_and(|code| !(3..=MAX_CODE).contains(&code.len()) || !letters(code)) {
            problem = problem.field("code", "use 3 to 40 letters, digits and hyphens");
        }
        let lists = [
            ("scope.artist_ids", self.scope.artist_ids.len()),
            ("scope.album_ids", self.scope.album_ids.len()),
            ("scope.genre_ids", self.scope.genre_ids.len()),
            ("bundle", self.bundle.len()),
        ];
        for (field, length) in lists.into_iter().filter(|(_, length)| *length > MAX_ITEMS) {
            problem = problem.field(field, format!("choose at most {MAX_ITEMS}, not {length}"));
        }
        if self.min_spend.is_some_and(|money| money.currency != currency || !(0..=MAX_AMOUNT).contains(&money.amount)) {
            problem = problem.field("min_spend", format!("write an amount in {currency}, or nothing"));
        }
        if self.ends_at.is_some_and(|end| Some(end) <= self.starts_at) {
            problem = problem.field("ends_at", "the last moment is after the first");
        }
        for (field, uses) in [("max_uses", self.max_uses), ("max_uses_per_customer", self.max_uses_per_customer)] {
            if uses.is_some_and(|uses| !(1..=MAX_USES).contains(&uses)) {
                problem = problem.field(field, "write a whole number more than zero, or nothing");
            }
        }
        problem
    }
}
