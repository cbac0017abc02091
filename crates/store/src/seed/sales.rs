//! Who buys what.

use std::collections::{HashMap, HashSet};

use kernel::{Currency, Money};
use sql::{Conn, Error};

use super::{
    Plan, Seeded,
    dice::Dice,
    people::{self, Buyer},
    queries::{self, AlbumRow, TrackRow},
    rows::Tables,
};

/// A customer buys this often on average.
const ORDERS_A_CUSTOMER: usize = 7;
/// Tracks of an order that is no album, from one.
const TRACKS: [u32; 8] = [30, 20, 15, 12, 9, 6, 5, 3];
/// Of a hundred orders.
const ALBUMS: usize = 22;
const FAVOURITE: usize = 65;
/// Longer ones are bought track by track.
const LONGEST_ALBUM: usize = 25;
const STEEPNESS: f64 = 2.6;

/// The catalogue as buyers see it, the buyers, and what they own.
pub(super) struct Market {
    pub(super) tracks: Vec<TrackRow>,
    /// With the places of their tracks.
    pub(super) albums: Vec<(AlbumRow, Vec<usize>)>,
    /// Places of tracks and albums, the most wanted first: of everything, then by genre.
    pub(super) wanted: Vec<usize>,
    pub(super) wanted_of: Vec<Vec<usize>>,
    pub(super) wanted_albums: Vec<Vec<usize>>,
    pub(super) genre_weights: Vec<u32>,
    pub(super) reps: Vec<i64>,
    pub(super) buyers: Vec<Buyer>,
    pub(super) owned: HashSet<(i64, u32)>,
    pub(super) sold: HashMap<i64, i64>,
    pub(super) currency: Currency,
    pub(super) seller: String,
    pub(super) until: i64,
    pub(super) customers: usize,
    pub(super) orders: usize,
    pub(super) made: usize,
    pub(super) next_customer: i64,
    pub(super) next_invoice: i64,
    pub(super) next_line: i64,
    pub(super) prefix: String,
}

/// One line of an order: an album, or a track alone.
pub(super) struct Bought {
    pub(super) album: Option<usize>,
    /// Places of tracks, and what is paid for each.
    pub(super) tracks: Vec<(usize, i64)>,
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
}
