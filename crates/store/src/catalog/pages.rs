//! Whole pages of the shop, each from a handful of queries whatever it shows.

use kernel::{AlbumId, ArtistId, GenreId};
use sql::{Conn, Error};

use super::{
    AlbumDetail, AlbumSummary, ArtistDetail, ArtistSort, GenreDetail, Home,
    queries::{self, AlbumShelf, ArtistFilter},
};
use crate::playlists;

/// Things on one shelf of a page.
const SHELF: i64 = 12;
const SIMILAR: usize = 12;
const TOP_TRACKS: i64 = 10;
const FEATURED: usize = 5;
/// Best-sellers among which the featured ones are looked for.
const FEATURED_FROM: i64 = 60;

pub(crate) async fn home(conn: &mut Conn) -> Result<Home, Error> {
    let best = queries::shelf(conn, AlbumShelf::Top, FEATURED_FROM).await?;
    Ok(Home {
        featured: featured(&best),
        new_arrivals: queries::shelf(conn, AlbumShelf::New, SHELF).await?,
        top_albums: best.into_iter().take(SHELF as usize).collect(),
        top_tracks: queries::top_tracks(conn, TOP_TRACKS).await?,
        genres: queries::genres(conn).await?,
        playlists: playlists::queries::list(conn).await?,
    })
}

/// The best-seller of each of the first few genres, so that the front page shows the shop's breadth.
fn featured(best: &[AlbumSummary]) -> Vec<AlbumSummary> {
    let mut featured: Vec<AlbumSummary> = Vec::with_capacity(FEATURED);
    for album in best {
        let fresh = featured.iter().all(|seen| seen.genre != album.genre && seen.artist != album.artist);
        if fresh && featured.len() < FEATURED {
            featured.push(album.clone());
        }
    }
    // A shop with few genres shows its best-sellers as they come.
    let rest = best.iter().filter(|album| featured.iter().all(|seen| seen.id != album.id)).cloned().collect::<Vec<_>>();
    featured.extend(rest.into_iter().take(FEATURED.saturating_sub(featured.len())));
    featured
}

pub(crate) async fn artist(conn: &mut Conn, id: ArtistId) -> Result<Option<ArtistDetail>, Error> {
    let id = queries::living_artist(conn, id).await?;
    let Some(summary) = queries::artist(conn, id).await? else { return Ok(None) };
    Ok(Some(ArtistDetail {
        albums: queries::artist_albums(conn, id).await?,
        appears_on: queries::artist_appears_on(conn, id, SHELF).await?,
        top_tracks: queries::artist_top_tracks(conn, id, TOP_TRACKS).await?,
        similar: queries::similar_artists(conn, id, SIMILAR).await?,
        summary,
    }))
}

pub(crate) async fn album(conn: &mut Conn, id: AlbumId) -> Result<Option<AlbumDetail>, Error> {
    let Some(row) = queries::album(conn, id).await? else { return Ok(None) };
    let mut more_by_artist = queries::artist_albums(conn, row.artist_id).await?;
    more_by_artist.retain(|other| other.id != id);
    more_by_artist.truncate(SHELF as usize);
    Ok(Some(AlbumDetail {
        list_price: row.list_price(),
        discount_percent: row.discount_percent,
        genres: queries::album_genres(conn, id).await?,
        tracks: queries::album_tracks(conn, id).await?,
        similar: queries::similar_albums(conn, &row, SIMILAR).await?,
        more_by_artist,
        summary: row.into(),
    }))
}

pub(crate) async fn genre(conn: &mut Conn, id: GenreId) -> Result<Option<GenreDetail>, Error> {
    let Some(genre) = queries::genre(conn, id).await? else { return Ok(None) };
    let artists = ArtistFilter { genre: Some(id), ..ArtistFilter::default() };
    Ok(Some(GenreDetail {
        top_albums: queries::shelf(conn, AlbumShelf::TopOfGenre(id), SHELF).await?,
        new_albums: queries::shelf(conn, AlbumShelf::NewOfGenre(id), SHELF).await?,
        top_artists: queries::list_artists(conn, &artists, ArtistSort::Popularity, None, SHELF).await?.items,
        top_tracks: queries::genre_top_tracks(conn, id, TOP_TRACKS).await?,
        genre,
    }))
}
