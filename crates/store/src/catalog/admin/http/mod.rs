//! `/admin/artists`, `/admin/albums`, `/admin/tracks` and what else the catalogue is made of.

mod albums;
mod artists;
mod shelves;
mod tracks;

use ::http::{
    Page, Problem, Result,
    page::{Cursor, Limit},
};
use utoipa_axum::router::OpenApiRouter;

pub(crate) use tracks::{edit, make_track};

use crate::{
    Shop,
    catalog::{Mark, Slice, sort::Walk},
};

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .merge(artists::router())
        .merge(albums::router())
        .merge(tracks::router())
        .merge(shelves::router())
}

/// Where a page of a list begins, and how long it is.
fn position(cursor: Option<&str>, limit: Option<u32>, walk: Walk) -> Result<(Option<Mark>, i64)> {
    let limit = Limit::new(limit)?.plus_one() - 1;
    match Cursor::decode_opt::<Mark>(cursor)? {
        Some(mark) if mark.sort != walk.name => {
            Err(Problem::bad_request("`cursor` was made for another order of this list. Start again without it."))
        }
        after => Ok((after, limit)),
    }
}

fn page<T>(slice: Slice<T>) -> Page<T> {
    Page { next_cursor: slice.next.as_ref().map(Cursor::encode), items: slice.items }
}
