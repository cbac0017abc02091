//! The index of a collection, as its callers see it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use chinook_search::collection::*;

#[test]
fn a_query_is_understood() {
    let filter = parse("queen year:1990..1999", 0).unwrap();
    assert!(filter.has_words());
}
