//! The rows that a sale leaves behind, in every table.

use kernel::Timestamp;

use super::{
    dice::Dice,
    people::{self, Buyer},
    queries::Rows,
    sales::{Bought, Market},
};
use crate::books::Day;

const REFUNDED: usize = 2;
const PAID_WITH: &str = "Card";
/// The provider of these payments: nobody can be asked about them.
const PROVIDER: &str = "imported";
const SOURCE: &str = "seed";

macro_rules! tables {
    ($($name:ident = $table:literal, $columns:expr;)+) => {
        /// Rows of one transaction, in the order they may be written.
        pub(super) struct Tables { $(pub(super) $name: Rows),+ }

        impl Tables {
            pub fn new() -> Self {
                Self { $($name: Rows::new($table, $columns)),+ }
            }

            pub fn all(&mut self) -> Vec<&mut Rows> {
                vec![$(&mut self.$name),+]
            }
        }
    };
}

tables! {
    customers = "customers", people::CUSTOMERS;
    addresses = "addresses", people::ADDRESSES;
    orders = "orders", &["id", "number", "customer_id", "status", "source", "currency", "subtotal_cents", "discount_cents", "total_cents",
        "refunded_cents", "billing_name", "billing_line1", "billing_city", "billing_postal_code", "billing_country", "placed_at",
        "paid_at", "updated_at"];
    order_lines = "order_lines", &["id", "order_id", "position", "kind", "ref_id", "title", "artist_name", "unit_price_cents",
        "discount_cents"];
    line_tracks = "order_line_tracks", &["line_id", "track_id", "position", "name", "artist_name", "album_title", "duration_ms",
        "list_price_cents", "price_cents"];
    payments = "payments", &["id", "order_id", "attempt", "provider", "provider_ref", "state", "amount_cents", "currency",
        "refunding_cents", "ask_at", "created_at", "updated_at"];
    invoices = "invoices", &["id", "order_id", "customer_id", "issued_at", "seller", "billing_name", "billing_line1", "billing_city",
        "billing_postal_code", "billing_country", "currency", "subtotal_cents", "discount_cents", "total_cents", "paid_with"];
    invoice_lines = "invoice_lines", &["id", "invoice_id", "track_id", "description", "list_price_cents", "unit_price_cents", "quantity"];
    entitlements = "entitlements", &["order_id", "track_id", "customer_id", "granted_at", "revoked_at"];
    refunds = "refunds", &["id", "order_id", "payment_id", "amount_cents", "currency", "state", "cause", "reason", "idempotency_key",
        "available_at", "created_at", "updated_at"];
    sales = "sales", &["id", "kind", "order_id", "at", "day", "customer_id", "agent_id", "country", "currency", "units", "gross_cents",
        "discount_cents", "refunded_cents", "album_units", "album_cents", "folded"];
    refund_tracks = "sales_refund_tracks", &["sale_id", "track_id", "amount_cents"];
    ledger = "ledger_entries", &["sale_id", "account", "order_id", "amount_cents", "currency", "at"];
}

impl Market {
    /// The rows of an order; whether some of its money went back.
    pub(super) fn write(
        &mut self,
        buyer: usize,
        at: i64,
        lines: &[Bought],
        tables: &mut Tables,
        dice: &mut Dice,
    ) -> bool {
        self.next_invoice += 1;
        let deal = self.deal(at, lines, dice);
        let buyer = &self.buyers[buyer];
        self.write_order(buyer, &deal, tables);
        let mut next_line = self.next_line;
        for (position, line) in (1_i64..).zip(lines) {
            next_line = self.write_line(buyer, &deal, (position, next_line), line, tables, dice);
        }
        self.write_sale(buyer, &deal, tables);
        if let Some(back) = &deal.back {
            self.write_refund(buyer, &deal, back, &lines[..back.lines], tables, dice);
        }
        self.next_line = next_line;
        deal.back.is_some()
    }

    fn list(&self, line: &Bought) -> i64 {
        line.tracks.iter().map(|(track, _)| self.tracks[*track].price_cents).sum()
    }

    /// What it comes to.
    fn deal(&self, at: i64, lines: &[Bought], dice: &mut Dice) -> Deal {
        let (order, payment) = (dice.uuid(at), dice.uuid(at));
        let total: i64 = lines.iter().map(Bought::paid).sum();
        let albums = || lines.iter().filter(|line| line.album.is_some());
        let back_at = at + (1 + dice.below(20) as i64) * 86_400_000 + dice.below(86_400_000) as i64;
        let refunded = total > 0 && dice.below(100) < REFUNDED && back_at <= self.until;
        // Most want all of it back, some the first line.
        let count = if dice.percent(75) { lines.len() } else { 1 };
        Deal {
            order,
            payment,
            number: format!("{}-{:07}", self.prefix, self.made),
            currency: self.currency.to_string(),
            at,
            invoice: self.next_invoice,
            gross: lines.iter().map(|line| self.list(line)).sum(),
            total,
            units: lines.iter().map(Bought::units).sum(),
            album_units: albums().map(Bought::units).sum(),
            album_cents: albums().map(Bought::paid).sum(),
            back: refunded.then(|| Back {
                at: back_at,
                lines: count,
                amount: lines[..count].iter().map(Bought::paid).sum(),
            }),
        }
    }

    fn write_order(&self, buyer: &Buyer, deal: &Deal, tables: &mut Tables) {
        let Deal { order, currency, at, gross, total, .. } = deal;
        let (at, gross, total) = (*at, *gross, *total);
        let back = deal.back.as_ref();
        let amount = back.map_or(0, |back| back.amount);
        let status = match back {
            None => "fulfilled",
            Some(back) if back.amount == total => "refunded",
            Some(_) => "partially_refunded",
        };
        tables.orders.push([
            order.into(),
            (&deal.number).into(),
            buyer.id.into(),
            status.into(),
            SOURCE.into(),
            currency.into(),
            gross.into(),
            (gross - total).into(),
            total.into(),
            amount.into(),
            (&buyer.name).into(),
            (&buyer.street).into(),
            buyer.city().into(),
            buyer.postal_code().into(),
            buyer.country().into(),
            at.into(),
            at.into(),
            back.map_or(at, |back| back.at).into(),
        ]);
        if total > 0 {
            tables.payments.push([
                (&deal.payment).into(),
                order.into(),
                1.into(),
                PROVIDER.into(),
                (&deal.number).into(),
                "succeeded".into(),
                total.into(),
                currency.into(),
                amount.into(),
                at.into(),
                at.into(),
                at.into(),
            ]);
        }
        tables.invoices.push([
            deal.invoice.into(),
            order.into(),
            buyer.id.into(),
            at.into(),
            (&self.seller).into(),
            (&buyer.name).into(),
            (&buyer.street).into(),
            buyer.city().into(),
            buyer.postal_code().into(),
            buyer.country().into(),
            currency.into(),
            gross.into(),
            (gross - total).into(),
            total.into(),
            PAID_WITH.into(),
        ]);
    }

    /// Answers the last number that a line of an invoice has.
    fn write_line(
        &self,
        buyer: &Buyer,
        deal: &Deal,
        (position, mut last): (i64, i64),
        line: &Bought,
        tables: &mut Tables,
        dice: &mut Dice,
    ) -> i64 {
        let id = dice.uuid(deal.at);
        let first = &self.tracks[line.tracks[0].0];
        let (kind, ref_id, title, artist) = match line.album {
            Some(album) => {
                let album = &self.albums[album].0;
                ("album", album.id, &album.title, Some(&album.artist))
            }
            None => ("track", first.id, &first.name, first.artist.as_ref()),
        };
        let (list, paid) = (self.list(line), line.paid());
        tables.order_lines.push([
            (&id).into(),
            (&deal.order).into(),
            position.into(),
            kind.into(),
            ref_id.into(),
            title.into(),
            artist.into(),
            list.into(),
            (list - paid).into(),
        ]);
        let lost = deal.back.as_ref().filter(|back| position <= back.lines as i64).map(|back| back.at);
        for (place, (track, cents)) in (1_i64..).zip(&line.tracks) {
            let track = &self.tracks[*track];
            last += 1;
            tables.line_tracks.push([
                (&id).into(),
                track.id.into(),
                place.into(),
                (&track.name).into(),
                track.artist.as_ref().into(),
                track.album.as_ref().into(),
                track.duration_ms.into(),
                track.price_cents.into(),
                (*cents).into(),
            ]);
            let description = match &track.artist {
                Some(artist) => format!("{} – {artist}", track.name),
                None => track.name.clone(),
            };
            tables.invoice_lines.push([
                last.into(),
                deal.invoice.into(),
                track.id.into(),
                description.into(),
                track.price_cents.into(),
                (*cents).into(),
                1.into(),
            ]);
            let granted = deal.at.into();
            tables.entitlements.push([(&deal.order).into(), track.id.into(), buyer.id.into(), granted, lost.into()]);
        }
        last
    }

    /// As `books` writes a sale.
    fn write_sale(&self, buyer: &Buyer, deal: &Deal, tables: &mut Tables) {
        let Deal { order, currency, at, gross, total, .. } = deal;
        tables.sales.push([
            order.into(),
            "sale".into(),
            order.into(),
            (*at).into(),
            day(*at).into(),
            buyer.id.into(),
            buyer.agent.into(),
            buyer.country().into(),
            currency.into(),
            deal.units.into(),
            (*gross).into(),
            (gross - total).into(),
            0.into(),
            deal.album_units.into(),
            deal.album_cents.into(),
            0.into(),
        ]);
        for (account, cents) in [("cash", *total), ("sales", -gross), ("discounts", gross - total)] {
            deal.enter(order, account, cents, *at, tables);
        }
    }

    /// As `refunds` and `books` write one.
    fn write_refund(
        &self,
        buyer: &Buyer,
        deal: &Deal,
        back: &Back,
        lines: &[Bought],
        tables: &mut Tables,
        dice: &mut Dice,
    ) {
        let (refund, order, currency) = (&dice.uuid(back.at), &deal.order, &deal.currency);
        let (at, amount) = (back.at, back.amount);
        tables.refunds.push([
            refund.into(),
            order.into(),
            (&deal.payment).into(),
            amount.into(),
            currency.into(),
            "succeeded".into(),
            "requested".into(),
            "You asked for it.".into(),
            format!("seed:{refund}").into(),
            at.into(),
            at.into(),
            at.into(),
        ]);
        tables.sales.push([
            refund.into(),
            "refund".into(),
            order.into(),
            at.into(),
            day(at).into(),
            buyer.id.into(),
            buyer.agent.into(),
            buyer.country().into(),
            currency.into(),
            0.into(),
            0.into(),
            0.into(),
            amount.into(),
            0.into(),
            0.into(),
            0.into(),
        ]);
        deal.enter(refund, "cash", -amount, at, tables);
        deal.enter(refund, "refunds", amount, at, tables);
        for (track, cents) in lines.iter().flat_map(|line| &line.tracks).filter(|(_, cents)| *cents > 0) {
            tables.refund_tracks.push([refund.into(), self.tracks[*track].id.into(), (*cents).into()]);
        }
    }
}

fn day(at: i64) -> i64 {
    Day::of(Timestamp::from_millis(at)).number()
}

/// An order, and what it comes to.
struct Deal {
    order: String,
    payment: String,
    number: String,
    currency: String,
    at: i64,
    invoice: i64,
    gross: i64,
    total: i64,
    units: i64,
    album_units: i64,
    album_cents: i64,
    back: Option<Back>,
}

/// What went back, for the first lines.
struct Back {
    at: i64,
    lines: usize,
    amount: i64,
}

impl Deal {
    fn enter(&self, sale: &String, account: &'static str, cents: i64, at: i64, tables: &mut Tables) {
        if cents != 0 {
            let (order, currency) = (&self.order, &self.currency);
            tables.ledger.push([sale.into(), account.into(), order.into(), cents.into(), currency.into(), at.into()]);
        }
    }
}

impl Bought {
    fn paid(&self) -> i64 {
        self.tracks.iter().map(|(_, cents)| cents).sum()
    }

    fn units(&self) -> i64 {
        self.tracks.len() as i64
    }
}
