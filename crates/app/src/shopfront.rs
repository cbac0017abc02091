//! The side of the shop that the library sees.

use kernel::{CountryCode, CustomerId, PlaylistId, TrackId};
use library::{
    Error,
    shop::{Answer, ShopFront, ShopPlaylist, ShopTrack},
};
use search::{Kind, Query};
use store::{
    Shop, cart,
    catalog::{self, Track},
    customers, discover, playlists,
};

/// Answers the library from the shop's catalogue and customers.
pub struct Front(pub Shop);

impl Front {
    /// Where the customer is: what is not sold there is not shown.
    async fn country(&self, customer: CustomerId) -> Result<Option<CountryCode>, Error> {
        cart::country_of(&mut self.0.db.read().await.map_err(fault)?, customer).await.map_err(fault)
    }
}

/// Tracks asked of the catalogue in one go.
const BATCH: usize = 500;

impl ShopFront for Front {
    fn tracks<'a>(&'a self, customer: CustomerId, ids: &'a [TrackId]) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async move {
            let country = self.country(customer).await?;
            let mut found = Vec::with_capacity(ids.len());
            for ids in ids.chunks(BATCH) {
                let mut conn = self.0.db.read().await.map_err(fault)?;
                found.extend(catalog::known_tracks(&mut conn, ids, country).await.map_err(fault)?);
            }
            Ok(found.into_iter().map(shown).collect())
        })
    }

    fn suggest<'a>(&'a self, customer: CustomerId, text: &'a str, limit: usize) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async move {
            let country = http::Country(self.country(customer).await?);
            let query = Query { kind: Some(Kind::Track), ..Query::new(text, limit) };
            let found = discover::search(&self.0, query, country).await?;
            Ok(found.tracks.into_iter().map(|found| shown(found.item)).collect())
        })
    }

    fn playlist(&self, id: PlaylistId) -> Answer<'_, Option<ShopPlaylist>> {
        Box::pin(async move {
            let mut conn = self.0.db.read().await.map_err(fault)?;
            let Some(name) = playlists::name(&mut conn, id).await.map_err(fault)? else { return Ok(None) };
            let tracks = playlists::track_ids(&mut conn, id).await.map_err(fault)?;
            Ok(Some(ShopPlaylist { id, name, tracks }))
        })
    }

    fn name(&self, customer: CustomerId) -> Answer<'_, Option<String>> {
        Box::pin(async move {
            let mut conn = self.0.db.read().await.map_err(fault)?;
            customers::short_name(&mut conn, customer).await.map_err(fault)
        })
    }
}

fn fault(error: sql::Error) -> Error {
    Error::Shop(error.to_string())
}

fn shown(track: Track) -> ShopTrack {
    ShopTrack {
        id: track.id,
        title: track.name,
        artist: track.artist.map(|artist| artist.name),
        cover_url: track.album.as_ref().map(|album| album.cover_url.clone()),
        album: track.album.map(|album| album.title),
        genre: track.genre.map(|genre| genre.name),
        position: track.position.and_then(|position| u32::try_from(position).ok()),
        duration_ms: track.duration_ms,
        price_cents: Some(track.price.amount),
        currency: Some(track.price.currency.as_str().to_owned()),
    }
}
