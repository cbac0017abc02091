//! Keyset-paginated lists: `{items, next_cursor}`.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

use crate::Problem;

pub const DEFAULT_LIMIT: u32 = 50;
pub const MAX_LIMIT: u32 = 200;

/// One page of a list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Pass as `cursor` to get the next page; `null` on the last.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// From rows fetched with `limit + 1`: the extra one only says that there are more. `key` is
    /// what the next page starts after.
    pub fn from_rows<K: Serialize>(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > limit.rows();
        rows.truncate(limit.rows());
        let next_cursor = if more { rows.last().map(|last| Cursor::encode(&key(last))) } else { None };
        Self { items: rows, next_cursor }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next_cursor: self.next_cursor }
    }
}

/// How many items a page has, 1 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u32);

impl Limit {
    /// 50 when not said; 400 outside 1..=200.
    pub fn new(raw: Option<u32>) -> Result<Self, Problem> {
        match raw {
            None => Ok(Self(DEFAULT_LIMIT)),
            Some(limit) if (1..=MAX_LIMIT).contains(&limit) => Ok(Self(limit)),
            Some(_) => Err(Problem::bad_request(format!("`limit` takes a whole number from 1 to {MAX_LIMIT}."))),
        }
    }

    pub fn rows(self) -> usize {
        self.0 as usize
    }

    /// One more than the page, to learn whether there is a next one.
    pub fn plus_one(self) -> i64 {
        i64::from(self.0) + 1
    }
}

/// An opaque position in a list: the sort key of the last row seen.
pub struct Cursor;

impl Cursor {
    pub fn encode(key: &impl Serialize) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
    }

    /// 400 when it is not a cursor this list has answered.
    pub fn decode<K: DeserializeOwned>(raw: &str) -> Result<K, Problem> {
        let refuse = || Problem::bad_request("`cursor` is not one this list has answered. Start again without it.");
        let bytes = URL_SAFE_NO_PAD.decode(raw).map_err(|_| refuse())?;
        serde_json::from_slice(&bytes).map_err(|_| refuse())
    }

    pub fn decode_opt<K: DeserializeOwned>(raw: Option<&str>) -> Result<Option<K>, Problem> {
        raw.map(Self::decode).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_there_is_another() {
        let limit = Limit::new(Some(2)).unwrap();
        let page = Page::from_rows(vec![1, 2, 3], limit, |n| *n);
        assert_eq!(page.items, [1, 2]);
        assert_eq!(Cursor::decode::<i32>(&page.next_cursor.unwrap()).unwrap(), 2);
        assert!(Page::from_rows(vec![1, 2], limit, |n| *n).next_cursor.is_none());
    }

    #[test]
    fn limits_and_cursors_from_elsewhere_are_refused() {
        assert!(Limit::new(Some(0)).is_err());
        assert!(Limit::new(Some(201)).is_err());
        assert!(Cursor::decode::<i32>("%%%").is_err());
        assert!(Cursor::decode::<i32>(&Cursor::encode(&"text")).is_err());
    }
}
