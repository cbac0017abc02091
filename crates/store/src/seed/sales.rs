//! Who buys what, and the rows it leaves behind.

use std::collections::{HashMap, HashSet};

use kernel::{Currency, Money, Timestamp};
use sql::{Conn, Error};

use super::{
    Plan, Seeded,
    dice::Dice,
    people::{self, Buyer},
    queries::{self, AlbumRow, Rows, TrackRow},
};
use crate::books::Day;

/// A customer buys this often on average.
const ORDERS_A_CUSTOMER: usize = 7;
/// Tracks of an order that is no album, from one.
const TRACKS: [u32; 8] = [30, 20, 15, 12, 9, 6, 5, 3];
/// Of a hundred orders.
const ALBUMS: usize = 22;
const FAVOURITE: usize = 65;
const REFUNDED: usize = 2;
/// Longer ones are bought track by track.
const LONGEST_ALBUM: usize = 25;
const STEEPNESS: f64 = 2.6;
const PAID_WITH: &str = "Card";
/// The provider of these payments: nobody can be asked about them.
const PROVIDER: &str = "imported";
const SOURCE: &str = "seed";

macro_rules! tables {
    ($($name:ident = $table:literal, $columns:expr;)+) => {
        /// Rows of one transaction, in the order they may be written.
        pub(super) struct Tables { $($name: Rows),+ }

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

/// The catalogue as buyers see it, the buyers, and what they own.
pub(super) struct Market {
    tracks: Vec<TrackRow>,
    /// With the places of their tracks.
    albums: Vec<(AlbumRow, Vec<usize>)>,
    /// Places of tracks and albums, the most wanted first: of everything, then by genre.
    wanted: Vec<usize>,
    wanted_of: Vec<Vec<usize>>,
    wanted_albums: Vec<Vec<usize>>,
    genre_weights: Vec<u32>,
    reps: Vec<i64>,
    buyers: Vec<Buyer>,
    owned: HashSet<(i64, u32)>,
    sold: HashMap<i64, i64>,
    currency: Currency,
    seller: String,
    until: i64,
    customers: usize,
    orders: usize,
    made: usize,
    next_customer: i64,
    next_invoice: i64,
    next_line: i64,
    prefix: String,
}

/// One line of an order: an album, or a track alone.
struct Bought {
    album: Option<usize>,
    /// Places of tracks, and what is paid for each.
    tracks: Vec<(usize, i64)>,
}

impl Market {
    pub async fn open(conn: &mut Conn, plan: &Plan, dice: &mut Dice) -> Result<Self, Error> {
        let tracks = queries::tracks(conn).await?;
        let genres = queries::genres(conn).await?;
        let place: HashMap<i64, usize> = genres.iter().enumerate().map(|(at, (genre, _))| (*genre, at)).collect();
        let mut of_album: HashMap<i64, Vec<usize>> = HashMap::new();
        for (at, track) in tracks.iter().enumerate() {
            of_album.entry(track.album_id.unwrap_or(0)).or_default().push(at);
        }
        let mut albums: Vec<_> = queries::albums(conn)
            .await?
            .into_iter()
            .filter_map(|album| of_album.remove(&album.id).map(|tracks| (album, tracks)))
            .filter(|(album, tracks)| (2..=LONGEST_ALBUM).contains(&tracks.len()) && album.price_cents > 0)
            .collect();
        dice.shuffle(&mut albums);
        let mut wanted: Vec<_> = (0..tracks.len()).collect();
        dice.shuffle(&mut wanted);
        let mut wanted_of = vec![Vec::new(); genres.len()];
        for at in &wanted {
            if let Some(genre) = place.get(&tracks[*at].genre_id) {
                wanted_of[*genre].push(*at);
            }
        }
        let mut wanted_albums = vec![Vec::new(); genres.len()];
        for (at, (_, inside)) in albums.iter().enumerate() {
            if let Some(genre) = place.get(&tracks[inside[0]].genre_id) {
                wanted_albums[*genre].push(at);
            }
        }
        Ok(Self {
            genre_weights: genres.iter().map(|(_, count)| u32::try_from(*count).unwrap_or(1)).collect(),
            tracks,
            albums,
            wanted,
            wanted_of,
            wanted_albums,
            reps: queries::reps(conn).await?,
            buyers: Vec::new(),
            owned: HashSet::new(),
            sold: HashMap::new(),
            currency: plan.currency,
            seller: plan.seller.clone(),
            until: plan.until.millis(),
            customers: (plan.orders / ORDERS_A_CUSTOMER).max(20),
            orders: plan.orders.max(1),
            made: 0,
            next_customer: queries::highest(conn, "customers").await?,
            next_invoice: queries::last_invoice(conn).await?,
            next_line: queries::highest(conn, "invoice_lines").await?,
            prefix: format!("S{:04X}", plan.seed & 0xffff),
        })
    }

    pub fn last_invoice(&self) -> i64 {
        self.next_invoice
    }

    /// Units by track, in the order of their numbers.
    pub fn sold(&self) -> Vec<(i64, i64)> {
        let mut sold: Vec<_> = self.sold.iter().map(|(track, units)| (*track, *units)).collect();
        sold.sort_unstable();
        sold
    }

    /// One order at this moment.
    pub fn sell(&mut self, at: i64, tables: &mut Tables, dice: &mut Dice, done: &mut Seeded) {
        let buyer = self.buyer(at, tables, dice);
        let bought = self.choose(buyer, dice);
        self.made += 1;
        if bought.is_empty() {
            return;
        }
        done.customers = self.buyers.len() as u64;
        done.orders += 1;
        done.lines += bought.iter().map(|line| line.tracks.len() as u64).sum::<u64>();
        if self.write(buyer, at, &bought, tables, dice) {
            done.refunds += 1;
        }
    }

    /// Somebody new, as long as there are fewer than there should be by now; else somebody who
    /// comes back, more likely lately come, and every twentieth a fan.
    fn buyer(&mut self, at: i64, tables: &mut Tables, dice: &mut Dice) -> usize {
        if self.buyers.len() * self.orders <= self.made * self.customers {
            self.next_customer += 1;
            let rows = (&mut tables.customers, &mut tables.addresses);
            let buyer = people::join(self.next_customer, at, &self.reps, &self.genre_weights, rows, dice);
            self.buyers.push(buyer);
            return self.buyers.len() - 1;
        }
        let known = self.buyers.len();
        if dice.percent(20) { dice.below(known.div_ceil(20)) * 20 } else { known - 1 - dice.tail(known, 1.5) }
    }

    fn choose(&mut self, buyer: usize, dice: &mut Dice) -> Vec<Bought> {
        let taste = self.buyers[buyer].taste;
        if dice.percent(ALBUMS)
            && let Some(album) = self.album(buyer, taste, dice)
        {
            return vec![album];
        }
        let mut lines = Vec::new();
        for _ in 0..=dice.weighted(&TRACKS) {
            for _ in 0..6 {
                let shelf = if dice.percent(FAVOURITE) { &self.wanted_of[taste] } else { &self.wanted };
                let Some(at) = shelf.get(dice.tail(shelf.len(), STEEPNESS)).copied() else { continue };
                if self.own(buyer, at) {
                    lines.push(Bought { album: None, tracks: vec![(at, self.tracks[at].price_cents)] });
                    break;
                }
            }
        }
        // Who has everything they like takes what nobody else does.
        for _ in 0..if lines.is_empty() { self.tracks.len() } else { 0 } {
            let at = dice.below(self.tracks.len());
            if self.own(buyer, at) {
                lines.push(Bought { album: None, tracks: vec![(at, self.tracks[at].price_cents)] });
                break;
            }
        }
        lines
    }

    /// An album of which the buyer owns nothing.
    fn album(&mut self, buyer: usize, taste: usize, dice: &mut Dice) -> Option<Bought> {
        let shelf = &self.wanted_albums[taste];
        let at = *shelf.get(dice.tail(shelf.len(), STEEPNESS))?;
        let (album, inside) = &self.albums[at];
        let id = self.buyers[buyer].id;
        if inside.iter().any(|track| self.owned.contains(&(id, *track as u32))) {
            return None;
        }
        let weights: Vec<_> = inside.iter().map(|track| self.tracks[*track].price_cents).collect();
        let whole = album.price_cents.min(weights.iter().sum());
        let shares = Money::new(whole, self.currency).share(&weights);
        let tracks: Vec<_> = inside.iter().copied().zip(shares.iter().map(|share| share.amount)).collect();
        for (track, _) in &tracks {
            self.own(buyer, *track);
        }
        Some(Bought { album: Some(at), tracks })
    }

    /// False when it is the buyer's already.
    fn own(&mut self, buyer: usize, track: usize) -> bool {
        let new = self.owned.insert((self.buyers[buyer].id, track as u32));
        if new {
            *self.sold.entry(self.tracks[track].id).or_default() += 1;
        }
        new
    }

    /// The rows of an order; whether some of its money went back.
    fn write(&mut self, buyer: usize, at: i64, lines: &[Bought], tables: &mut Tables, dice: &mut Dice) -> bool {
        let buyer = &self.buyers[buyer];
        let (order, payment) = (dice.uuid(at), dice.uuid(at));
        let number = format!("{}-{:07}", self.prefix, self.made);
        let currency = self.currency.to_string();
        let list = |line: &Bought| line.tracks.iter().map(|(track, _)| self.tracks[*track].price_cents).sum::<i64>();
        let paid = |line: &Bought| line.tracks.iter().map(|(_, cents)| cents).sum::<i64>();
        let gross: i64 = lines.iter().map(list).sum();
        let total: i64 = lines.iter().map(paid).sum();
        let albums: Vec<_> = lines.iter().filter(|line| line.album.is_some()).collect();
        let album_units: i64 = albums.iter().map(|line| line.tracks.len() as i64).sum();
        let album_cents: i64 = albums.iter().map(|line| paid(line)).sum();
        let units: i64 = lines.iter().map(|line| line.tracks.len() as i64).sum();
        let refund_at = at + (1 + dice.below(20) as i64) * 86_400_000 + dice.below(86_400_000) as i64;
        let refunded = total > 0 && dice.below(100) < REFUNDED && refund_at <= self.until;
        // Most want all of it back, some the first line.
        let whole = dice.percent(75) || lines.len() == 1;
        let back = &lines[..if whole { lines.len() } else { 1 }];
        let amount = if refunded { back.iter().map(paid).sum() } else { 0 };
        let status = match (refunded, amount == total) {
            (false, _) => "fulfilled",
            (true, true) => "refunded",
            (true, false) => "partially_refunded",
        };
        let changed = if refunded { refund_at } else { at };
        self.next_invoice += 1;
        let invoice = self.next_invoice;
        tables.orders.push([
            (&order).into(),
            (&number).into(),
            buyer.id.into(),
            status.into(),
            SOURCE.into(),
            (&currency).into(),
            gross.into(),
            (gross - total).into(),
            total.into(),
            amount.into(),
            (&buyer.name).into(),
            buyer.line1().to_owned().into(),
            buyer.city().into(),
            buyer.postal_code().into(),
            buyer.country().into(),
            at.into(),
            at.into(),
            changed.into(),
        ]);
        if total > 0 {
            tables.payments.push([
                (&payment).into(),
                (&order).into(),
                1.into(),
                PROVIDER.into(),
                number.into(),
                "succeeded".into(),
                total.into(),
                (&currency).into(),
                amount.into(),
                at.into(),
                at.into(),
                at.into(),
            ]);
        }
        tables.invoices.push([
            invoice.into(),
            (&order).into(),
            buyer.id.into(),
            at.into(),
            (&self.seller).into(),
            (&buyer.name).into(),
            buyer.line1().to_owned().into(),
            buyer.city().into(),
            buyer.postal_code().into(),
            buyer.country().into(),
            (&currency).into(),
            gross.into(),
            (gross - total).into(),
            total.into(),
            PAID_WITH.into(),
        ]);
        for (position, line) in (1_i64..).zip(lines) {
            let id = dice.uuid(at);
            let first = &self.tracks[line.tracks[0].0];
            let (kind, ref_id, title, artist) = match line.album {
                Some(album) => {
                    let album = &self.albums[album].0;
                    ("album", album.id, &album.title, Some(&album.artist))
                }
                None => ("track", first.id, &first.name, first.artist.as_ref()),
            };
            tables.order_lines.push([
                (&id).into(),
                (&order).into(),
                position.into(),
                kind.into(),
                ref_id.into(),
                title.into(),
                artist.into(),
                list(line).into(),
                (list(line) - paid(line)).into(),
            ]);
            for (place, (track, cents)) in (1_i64..).zip(&line.tracks) {
                let track = &self.tracks[*track];
                self.next_line += 1;
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
                    self.next_line.into(),
                    invoice.into(),
                    track.id.into(),
                    description.into(),
                    track.price_cents.into(),
                    (*cents).into(),
                    1.into(),
                ]);
                let lost = refunded && (whole || position == 1);
                tables.entitlements.push([
                    (&order).into(),
                    track.id.into(),
                    buyer.id.into(),
                    at.into(),
                    lost.then_some(refund_at).into(),
                ]);
            }
        }
        let day = |at: i64| Day::of(Timestamp::from_millis(at)).number();
        tables.sales.push([
            (&order).into(),
            "sale".into(),
            (&order).into(),
            at.into(),
            day(at).into(),
            buyer.id.into(),
            buyer.agent.into(),
            buyer.country().into(),
            (&currency).into(),
            units.into(),
            gross.into(),
            (gross - total).into(),
            0.into(),
            album_units.into(),
            album_cents.into(),
            0.into(),
        ]);
        let mut entry = |sale: &String, account: &'static str, cents: i64, at: i64| {
            if cents != 0 {
                let order = &order;
                tables.ledger.push([
                    sale.into(),
                    account.into(),
                    order.into(),
                    cents.into(),
                    (&currency).into(),
                    at.into(),
                ]);
            }
        };
        entry(&order, "cash", total, at);
        entry(&order, "sales", -gross, at);
        entry(&order, "discounts", gross - total, at);
        if !refunded {
            return false;
        }
        let refund = dice.uuid(refund_at);
        entry(&refund, "cash", -amount, refund_at);
        entry(&refund, "refunds", amount, refund_at);
        tables.refunds.push([
            (&refund).into(),
            (&order).into(),
            (&payment).into(),
            amount.into(),
            (&currency).into(),
            "succeeded".into(),
            "requested".into(),
            "You asked for it.".into(),
            format!("seed:{refund}").into(),
            refund_at.into(),
            refund_at.into(),
            refund_at.into(),
        ]);
        tables.sales.push([
            (&refund).into(),
            "refund".into(),
            (&order).into(),
            refund_at.into(),
            day(refund_at).into(),
            buyer.id.into(),
            buyer.agent.into(),
            buyer.country().into(),
            (&currency).into(),
            0.into(),
            0.into(),
            0.into(),
            amount.into(),
            0.into(),
            0.into(),
            0.into(),
        ]);
        for (track, cents) in back.iter().flat_map(|line| &line.tracks) {
            if *cents > 0 {
                tables.refund_tracks.push([(&refund).into(), self.tracks[*track].id.into(), (*cents).into()]);
            }
        }
        true
    }
}
