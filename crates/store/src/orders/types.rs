//! What the API takes and answers about orders.

use ::http::Problem;
use kernel::{CountryCode, Currency, Money, OrderId, OrderLineId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OrderStatus;
use crate::{cart::CartDiscount, catalog::ItemKind};

/// Who pays, as on the invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Billing {
    pub name: String,
    pub line1: String,
    #[serde(default)]
    pub line2: Option<String>,
    pub city: String,
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2. Empty only on orders imported without one.
    #[schema(value_type = Option<String>, example = "BR")]
    pub country: Option<CountryCode>,
}

/// Characters of a line of an address.
const MAX_TEXT: usize = 120;
const MAX_POSTAL_CODE: usize = 20;

impl Billing {
    /// Trimmed, and checked field by field.
    pub fn checked(self) -> Result<Self, Problem> {
        let billing = Self {
            name: self.name.trim().to_owned(),
            line1: self.line1.trim().to_owned(),
            line2: tidy(self.line2),
            city: self.city.trim().to_owned(),
            region: tidy(self.region),
            postal_code: tidy(self.postal_code),
            country: self.country,
        };
        let mut problem = Problem::validation();
        let texts = [
            ("billing.name", Some(&billing.name), MAX_TEXT, true),
            ("billing.line1", Some(&billing.line1), MAX_TEXT, true),
            ("billing.line2", billing.line2.as_ref(), MAX_TEXT, false),
            ("billing.city", Some(&billing.city), MAX_TEXT, true),
            ("billing.region", billing.region.as_ref(), MAX_TEXT, false),
            ("billing.postal_code", billing.postal_code.as_ref(), MAX_POSTAL_CODE, false),
        ];
        for (field, text, most, required) in texts {
            if let Some(why) = text_problem(text.map_or("", |t| t), most, required) {
                problem = problem.field(field, why);
            }
        }
        if billing.country.is_none() {
            problem = problem.field("billing.country", "choose a country: a code of two letters such as BR");
        }
        problem.if_any().map(|()| billing)
    }
}

/// What is wrong with a line of text, if anything.
pub(crate) fn text_problem(text: &str, most: usize, required: bool) -> Option<String> {
    if required && text.is_empty() {
        return Some("fill this in".to_owned());
    }
    if text.chars().count() > most {
        return Some(format!("use at most {most} characters"));
    }
    text.chars().any(char::is_control).then(|| "use one line of plain text".to_owned())
}

/// Without spaces around, and without being there when empty.
pub(crate) fn tidy(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// An order to be made from the cart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceOrder {
    /// What the customer was shown. Another total is refused: nobody pays more than was shown.
    pub expected_total: Money,
    /// What is left to pay after the gift card, as the customer was shown it. Left out: not compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_to_pay: Option<Money>,
    pub billing: Billing,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Order {
    pub id: OrderId,
    /// For people: `C-7F3K29QX`.
    pub number: String,
    pub status: OrderStatus,
    pub placed_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    /// Until when it can be paid; empty once nobody waits for a payment.
    pub expires_at: Option<Timestamp>,
    pub currency: Currency,
    pub subtotal: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    /// What promotions took off, a part of `discount`.
    pub discounts: Vec<CartDiscount>,
    /// What a gift card pays of the total.
    pub gift_card: Option<OrderGiftCard>,
    /// The total less what the gift card pays.
    pub to_pay: Money,
    /// The tax that is in the total.
    pub included_tax: Option<IncludedTax>,
    pub refunded: Money,
    pub billing: Billing,
    pub lines: Vec<OrderLine>,
    pub invoice_number: Option<i64>,
    /// Why the last attempt to pay did not work, and what to do.
    pub last_payment_problem: Option<String>,
}

/// The part of an order that a gift card pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrderGiftCard {
    /// The end of its code.
    pub last_four: String,
    pub amount: Money,
}

/// Tax that is in a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct IncludedTax {
    /// Such as `VAT`.
    pub name: String,
    #[schema(value_type = Option<String>, example = "DE")]
    pub country: Option<CountryCode>,
    /// Hundredths of a percent: 2100 is 21 %.
    pub rate_bp: i64,
    pub amount: Money,
}

impl IncludedTax {
    /// `includes 21 % VAT`.
    pub fn words(&self) -> String {
        let (whole, rest) = (self.rate_bp / 100, self.rate_bp % 100);
        let rate = match rest {
            0 => whole.to_string(),
            rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
            rest => format!("{whole}.{rest:02}"),
        };
        format!("Includes {rate} % {}", self.name)
    }

    /// From what is stored; nothing where no rate was in force.
    pub(crate) fn stored(name: Option<String>, country: Option<String>, rate_bp: i64, amount: Money) -> Option<Self> {
        let country = country.and_then(|code| code.parse::<CountryCode>().ok());
        name.map(|name| Self { name, country, rate_bp, amount })
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrderLine {
    pub id: OrderLineId,
    pub kind: ItemKind,
    /// The track's or album's id.
    pub ref_id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub cover_url: Option<String>,
    pub unit_price: Money,
    pub discount: Money,
    pub quantity: i64,
    /// What this line brings.
    pub tracks: Vec<OrderTrack>,
    pub downloadable: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrderTrack {
    pub id: TrackId,
    pub name: String,
    /// Milliseconds.
    pub duration_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrderSummary {
    pub id: OrderId,
    pub number: String,
    pub status: OrderStatus,
    pub placed_at: Timestamp,
    pub total: Money,
    pub item_count: i64,
    /// Up to four.
    pub cover_urls: Vec<String>,
}
