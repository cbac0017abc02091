//! Codes that customers enter into the cart: of promotions and of gift cards, in one field.

use ::http::Problem;
use axum::http::StatusCode;
use kernel::CustomerId;
use sql::Conn;

use super::{Chosen, queries};
use crate::{
    Shop, codes, download_codes, gift_cards,
    promotions::{self, code_key},
};

/// Puts the code into the cart, in place of the one before it.
pub(super) async fn enter(conn: &mut Conn, shop: &Shop, customer: CustomerId, raw: &str) -> Result<(), Problem> {
    let now = shop.clock.now();
    if raw.trim().is_empty() || raw.len() > 200 {
        return Err(Problem::invalid("code", "enter the code as it was given to you"));
    }
    queries::lock(conn, customer, now).await?;
    let chosen = queries::chosen(conn, customer).await?;
    if let Some(promotion) = promotions::queries::find_by_code(conn, &code_key(raw), now).await? {
        if let Err(why) = promotions::uses::usable(conn, &promotion, Some(customer)).await? {
            return Err(Problem::conflict("code-not-usable", "The code cannot be used", why.text(&promotion)));
        }
        return Ok(queries::choose(conn, customer, Chosen { promotion: Some(promotion.id), ..chosen }).await?);
    }
    if codes::looks_secret(raw) {
        let hash = codes::hash(raw);
        if let Some(card) = gift_cards::claim(conn, customer, &hash, now).await? {
            card.usable(now)?;
            return Ok(queries::choose(conn, customer, Chosen { gift_card: Some(card.id), ..chosen }).await?);
        }
        if download_codes::exists(conn, &hash).await? {
            return Err(Problem::conflict(
                "download-code",
                "This code is for a download",
                "This code pays for nothing in the cart: it brings music of its own. Redeem it on the page Redeem a code.",
            ));
        }
    }
    Err(unknown_code())
}

pub(crate) fn unknown_code() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "unknown-code",
        "The code is not known",
        "There is no such code. Compare it with what you were given: letters and digits, without I, O, 0 and 1 in gift cards.",
    )
}
