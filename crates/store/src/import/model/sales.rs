//! Invoices as the orders they stand for.

use std::collections::{HashMap, HashSet};

use kernel::{AlbumId, ArtistId, CustomerId, InvoiceId, OrderId, OrderLineId, PaymentId, Random, Timestamp, TrackId};

use super::{
    super::ImportError,
    Album, Artist, Customer, Track,
    people::{Invoice, InvoiceLine},
};

pub(in super::super) struct Sale {
    pub order_id: OrderId,
    pub payment_id: PaymentId,
    pub number: String,
    pub billing_name: String,
    pub invoice: Invoice,
}

/// One bought track.
pub(in super::super) struct Sold {
    pub id: OrderLineId,
    pub order_id: OrderId,
    /// Within the order, from 1.
    pub position: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub album_title: Option<String>,
    pub duration_ms: i64,
    pub line: InvoiceLine,
}

impl Sold {
    /// As the invoice prints it.
    pub fn description(&self) -> String {
        match &self.artist_name {
            Some(artist) => format!("{} – {artist}", self.title),
            None => self.title.clone(),
        }
    }
}

/// A track is owned once, however often it was bought.
pub(in super::super) struct Entitlement {
    pub order_id: OrderId,
    pub customer_id: CustomerId,
    pub track_id: TrackId,
    pub granted_at: Timestamp,
}

#[derive(Default)]
pub(super) struct Sales {
    pub sales: Vec<Sale>,
    pub sold: Vec<Sold>,
    pub entitlements: Vec<Entitlement>,
}

/// What sales refer to.
pub(super) struct Names<'a> {
    pub artists: &'a [Artist],
    pub albums: &'a [Album],
    pub tracks: &'a [Track],
    pub customers: &'a [Customer],
}

impl Names<'_> {
    /// `random` is seeded: the same data set gives the same ids, whatever it was read from.
    pub fn sales(
        &self,
        invoices: Vec<Invoice>,
        lines: Vec<InvoiceLine>,
        random: &Random,
    ) -> Result<Sales, ImportError> {
        let mut by_invoice: HashMap<InvoiceId, Vec<InvoiceLine>> = HashMap::new();
        for line in lines {
            by_invoice.entry(line.invoice_id).or_default().push(line);
        }
        let customers: HashMap<CustomerId, &Customer> = self.customers.iter().map(|c| (c.id, c)).collect();
        let tracks: HashMap<TrackId, &Track> = self.tracks.iter().map(|t| (t.id, t)).collect();
        let artists: HashMap<ArtistId, &Artist> = self.artists.iter().map(|a| (a.id, a)).collect();
        let albums: HashMap<AlbumId, &Album> = self.albums.iter().map(|a| (a.id, a)).collect();
        let mut owned: HashSet<(CustomerId, TrackId)> = HashSet::new();
        let mut all = Sales::default();
        for (row, invoice) in (1..).zip(invoices) {
            let lines = by_invoice.remove(&invoice.id).unwrap_or_default();
            let customer = customers
                .get(&invoice.customer_id)
                .ok_or_else(|| wrong(row, "customer_id", invoice.customer_id, "a customer of the data set"))?;
            let sum: i64 = lines.iter().map(|line| line.unit_price_cents * line.quantity).sum();
            if sum != invoice.total_cents {
                return Err(wrong(row, "total", invoice.total_cents, "the sum of the invoice's lines in cents"));
            }
            let order_id = OrderId::fresh(invoice.issued_at, random);
            for (position, line) in (1..).zip(lines) {
                let track = tracks
                    .get(&line.track_id)
                    .ok_or_else(|| wrong(row, "track_id", line.track_id, "a track of the data set"))?;
                if owned.insert((customer.id, track.id)) {
                    all.entitlements.push(Entitlement {
                        order_id,
                        customer_id: customer.id,
                        track_id: track.id,
                        granted_at: invoice.issued_at,
                    });
                }
                all.sold.push(Sold {
                    id: OrderLineId::fresh(invoice.issued_at, random),
                    order_id,
                    position,
                    title: track.name.clone(),
                    artist_name: track.artist_id.and_then(|id| artists.get(&id)).map(|artist| artist.name.clone()),
                    album_title: track.album_id.and_then(|id| albums.get(&id)).map(|album| album.title.clone()),
                    duration_ms: track.duration_ms,
                    line,
                });
            }
            all.sales.push(Sale {
                order_id,
                payment_id: PaymentId::fresh(invoice.issued_at, random),
                number: format!("CHINOOK-{}", invoice.id),
                billing_name: format!("{} {}", customer.first_name, customer.last_name),
                invoice,
            });
        }
        match by_invoice.into_keys().next() {
            Some(stray) => Err(wrong(0, "invoice_id", stray, "an invoice of the data set")),
            None => Ok(all),
        }
    }
}

fn wrong(row: usize, column: &'static str, value: impl ToString, expected: &'static str) -> ImportError {
    ImportError::BadValue { table: "invoice", row, column, value: value.to_string(), expected }
}
