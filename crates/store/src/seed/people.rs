//! Invented customers.

use super::{
    dice::Dice,
    queries::Rows,
    words::{FIRST, HOMES, LAST},
};
use crate::catalog::fold;

pub(super) struct Buyer {
    pub id: i64,
    pub name: String,
    pub home: usize,
    pub street: String,
    /// 0: nobody.
    pub agent: i64,
    /// What they like best, as a place in the list of genres.
    pub taste: usize,
}

impl Buyer {
    pub fn country(&self) -> &'static str {
        HOMES[self.home].0
    }

    pub fn city(&self) -> &'static str {
        HOMES[self.home].2
    }

    pub fn postal_code(&self) -> &'static str {
        HOMES[self.home].4
    }
}

pub(super) const CUSTOMERS: &[&str] =
    &["id", "first_name", "last_name", "email", "email_key", "country", "support_rep_id", "newsletter", "created_at"];
pub(super) const ADDRESSES: &[&str] =
    &["id", "customer_id", "name", "line1", "city", "postal_code", "country", "is_default", "created_at"];

/// Somebody who buys for the first time at `at`.
pub(super) fn join(
    id: i64,
    at: i64,
    reps: &[i64],
    genres: &[u32],
    tables: (&mut Rows, &mut Rows),
    dice: &mut Dice,
) -> Buyer {
    let (first, last) = (*dice.pick(&FIRST), *dice.pick(&LAST));
    let name = format!("{first} {last}");
    let weights = HOMES.map(|home| home.1);
    let home = dice.weighted(&weights);
    let (country, _, city, street, postal) = HOMES[home];
    let street = format!("{street} {}", 1 + dice.below(180));
    // One in twenty is looked after by nobody yet.
    let agent = if reps.is_empty() || dice.percent(5) { 0 } else { reps[dice.below(reps.len())] };
    // Numbered, so that it is one address; example.com belongs to nobody.
    let email = format!("{}.{}.{id}@example.com", fold(first).replace(' ', ""), fold(last).replace(' ', ""));
    tables.0.push([
        id.into(),
        first.into(),
        last.into(),
        email.clone().into(),
        email.into(),
        country.into(),
        (agent != 0).then_some(agent).into(),
        dice.percent(30).into(),
        at.into(),
    ]);
    tables.1.push([
        dice.uuid(at).into(),
        id.into(),
        name.clone().into(),
        street.clone().into(),
        city.into(),
        postal.into(),
        country.into(),
        true.into(),
        at.into(),
    ]);
    Buyer { id, name, home, street, agent, taste: dice.weighted(genres) }
}
