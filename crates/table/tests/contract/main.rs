//! One suite for every back end. Each promise of the crate's documentation stands here.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod batches;
mod changes;
mod engines;
mod expiry;
mod loads;
mod queries;
mod transactions;

use chinook_table::{Body, Condition, Item, Key, Query, Table, Write};
use kernel::Clock;
use serde_json::json;

/// A fresh table of one engine.
pub struct Fixture {
    pub table: Table,
    /// Stands still until it is moved.
    pub clock: Clock,
    /// What must live as long as the table.
    guard: Option<sql::testing::TestDb>,
}

impl Fixture {
    pub fn database(&self) -> &sql::Db {
        self.guard.as_ref().unwrap()
    }
}

/// Each promise as a test of each engine. The engine's last test to end prints how many ran.
macro_rules! contract {
    ($($file:ident::$promise:ident,)*) => {
        const PROMISES: usize = [$(stringify!($promise)),*].len();
        contract!(@engine memory $($file::$promise,)*);
        contract!(@engine sqlite $($file::$promise,)*);
        contract!(@engine postgres $($file::$promise,)*);
        #[cfg(feature = "aws")]
        contract!(@engine dynamodb $($file::$promise,)*);
        #[cfg(feature = "aws")]
        contract!(@engine dynamodb_local $($file::$promise,)*);
    };
    (@engine $engine:ident $($file:ident::$promise:ident,)*) => {
        mod $engine {
            static RAN: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() {
                    if let Some(fixture) = crate::engines::$engine().await {
                        crate::$file::$promise(&fixture).await;
                        crate::engines::ran(stringify!($engine), &RAN, crate::PROMISES);
                    }
                }
            )*
        }
    };
}

contract! {
    transactions::conditions_decide_and_a_refused_transaction_writes_nothing,
    transactions::a_transaction_spans_partitions_and_has_bounds,
    transactions::what_dynamodb_would_refuse_is_refused,
    transactions::of_many_who_want_a_key_to_be_absent_one_succeeds,
    transactions::of_many_who_change_the_same_version_one_succeeds,
    transactions::a_check_holds_until_its_transaction_ends,
    transactions::a_body_comes_back_as_it_was,
    transactions::the_meter_counts_requests_and_items,
    queries::pages_neither_repeat_nor_skip_in_either_direction_on_any_index,
    queries::a_range_bounds_every_index,
    queries::keys_are_ordered_by_their_bytes,
    queries::an_item_moves_in_and_out_of_indexes,
    queries::a_strong_read_sees_the_write_before_it,
    queries::a_page_of_large_items_is_whole,
    batches::a_batch_writes_and_reads_any_number,
    batches::a_batch_replaces_and_removes,
    batches::versions_grow_through_batches_and_transactions,
    batches::a_scan_answers_everything_once,
    loads::a_load_is_read_like_anything_else,
    expiry::what_has_expired_is_not_answered,
    expiry::what_has_expired_counts_as_absent,
    expiry::pages_are_full_though_much_has_expired,
    expiry::a_sweep_removes_only_what_has_expired,
    changes::every_change_is_told_in_pages,
    changes::an_old_mark_is_refused,
    changes::changes_of_racing_writers_all_arrive,
}

pub fn body(text: &str) -> Body {
    Body::of(&json!({ "text": text })).unwrap()
}

pub fn item(partition: &str, sort: &str) -> Item {
    Item::new(Key::new(partition, sort), body(sort))
}

pub fn put(item: Item, condition: Condition) -> Write {
    Write::Put(item, condition)
}

/// The items of all pages, as (key's sort part).
pub async fn walk(table: &Table, query: Query) -> Vec<String> {
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let slice = table.query(&query.clone().after(after)).await.unwrap();
        assert!(slice.items.len() <= query.limit);
        assert!(slice.next.is_none() || slice.items.len() == query.limit, "a page before the last is full");
        seen.extend(slice.items.into_iter().map(|item| item.key.sort));
        after = slice.next;
        if after.is_none() {
            return seen;
        }
    }
}

/// The same until it is as expected: a global index may lag.
pub async fn walk_until(table: &Table, query: Query, expected: &[String]) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..50 {
        seen = walk(table, query.clone()).await;
        if seen == expected {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    seen
}
