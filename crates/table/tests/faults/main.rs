//! What no test server does and AWS does: throttling, unprocessed items, lost answers, failures
//! inside, indexes that lag. The contract holds through all of it, or the error says what to do.

#![cfg(feature = "aws")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod proxy;

use std::time::Duration;

use chinook_table::{
    BatchWrite, Body, Condition, Credentials, DynamoSettings, Index, Item, Key, Patience, Query, Segment, Table,
    TableError, Write,
};
use kernel::{Clock, Random};
use proxy::{Fault, Proxy};

const THROTTLES: [Fault; 5] = [
    Fault::Refused(400, "ProvisionedThroughputExceededException"),
    Fault::Refused(400, "ThrottlingException"),
    Fault::Refused(400, "RequestLimitExceeded"),
    Fault::Refused(500, "InternalServerError"),
    Fault::Refused(503, "ServiceUnavailable"),
];

/// A fresh table behind a proxy. As with the contract suite, without a server CI fails.
async fn table() -> Option<(Table, Proxy)> {
    let server = chinook_table::testing::server("CHINOOK_TEST_DYNAMODB", "scripts/test-dynamodb", true)?;
    let proxy = Proxy::before(&server).await;
    let name = format!("t_{}", Random::Os.uuid_v7(Clock::System.now()).simple());
    let table = open(&proxy, &name).await;
    table.create().await.unwrap();
    Some((table, proxy))
}

async fn open(proxy: &Proxy, name: &str) -> Table {
    let settings = DynamoSettings {
        region: Some("eu-central-1".to_owned()),
        endpoint: Some(proxy.url.clone()),
        credentials: Credentials::Fixed { key: "test".to_owned(), secret: "test".to_owned() },
        patience: Patience { attempts: 6, first: Duration::from_millis(2), longest: Duration::from_millis(10) },
        ..DynamoSettings::new(name)
    };
    Table::dynamo(settings, Clock::System).await
}

fn item(sort: &str) -> Item {
    let mut item = Item::new(Key::new("p", sort), Body::of(&sort).unwrap());
    item.indexes.global[0] = Some(("g".to_owned(), sort.to_owned()));
    item.indexes.local[0] = Some(sort.to_owned());
    item
}

fn put(sort: &str, condition: Condition) -> Write {
    Write::Put(item(sort), condition)
}

async fn version(table: &Table, sort: &str) -> Option<i64> {
    table.get(&Key::new("p", sort)).await.unwrap().map(|item| item.version)
}

#[tokio::test]
async fn every_operation_waits_out_throttling_and_failures() {
    let Some((table, proxy)) = table().await else { return };
    for operation in ["TransactWriteItems", "BatchWriteItem", "GetItem", "BatchGetItem", "Query", "Scan"] {
        proxy.next(operation, THROTTLES);
    }
    for operation in ["DescribeTable", "DescribeStream", "GetShardIterator", "GetRecords"] {
        proxy.next(operation, THROTTLES[..2].to_vec());
    }
    table.transact(&[put("a", Condition::Absent)]).await.unwrap();
    table.batch_write(vec![BatchWrite::Put(item("b"))]).await.unwrap();
    assert_eq!(version(&table, "a").await, Some(1));
    assert_eq!(table.batch_get(&[Key::new("p", "b")]).await.unwrap().iter().flatten().count(), 1);
    assert_eq!(table.query(&Query::new(Index::Base, "p", 10)).await.unwrap().items.len(), 2);
    assert_eq!(table.scan(Segment::WHOLE, None, 10).await.unwrap().records.len(), 2);
    assert_eq!(table.changes(None, 10).await.unwrap().items.len(), 2);
    assert_eq!(proxy.seen("TransactWriteItems").len(), THROTTLES.len() + 1);
}

#[tokio::test]
async fn a_transaction_whose_answer_is_lost_happens_once() {
    let Some((table, proxy)) = table().await else { return };
    table.transact(&[put("a", Condition::Absent)]).await.unwrap();
    proxy.next("TransactWriteItems", [Fault::Lost, Fault::Lost]);
    table.transact(&[put("a", Condition::Version(1)), put("b", Condition::Absent)]).await.unwrap();
    assert_eq!((version(&table, "a").await, version(&table, "b").await), (Some(2), Some(1)));
    proxy.next("TransactWriteItems", [Fault::Lost]);
    table.transact(&[Write::Delete(Key::new("p", "b"), Condition::Present)]).await.unwrap();
    assert_eq!(version(&table, "b").await, None);
}

#[tokio::test]
async fn a_conflict_is_tried_again_and_a_condition_is_not() {
    let Some((table, proxy)) = table().await else { return };
    let writes = [put("a", Condition::Absent), put("b", Condition::Absent)];
    let conflict = Fault::Cancelled(vec!["None", "TransactionConflict"]);
    let throttled = Fault::Cancelled(vec!["ThrottlingError", "None"]);
    proxy.next(
        "TransactWriteItems",
        [conflict.clone(), throttled, Fault::Refused(400, "TransactionInProgressException")],
    );
    table.transact(&writes).await.unwrap();
    assert_eq!(proxy.seen("TransactWriteItems").len(), 4);

    proxy.next("TransactWriteItems", [Fault::Cancelled(vec!["TransactionConflict", "ConditionalCheckFailed"])]);
    // The check of nothing is not sent, and still counts for the place of the one that fails.
    let with_check =
        [Write::Check(Key::new("p", "x"), Condition::Any), put("c", Condition::Absent), put("a", Condition::Absent)];
    assert!(matches!(table.transact(&with_check).await, Err(TableError::Condition(2))));
    assert_eq!(proxy.seen("TransactWriteItems").len(), 5, "a condition is an answer");

    proxy.next("TransactWriteItems", [Fault::Cancelled(vec!["ValidationError"])]);
    let error = table.transact(&[put("c", Condition::Absent)]).await.unwrap_err().to_string();
    assert!(error.contains("ValidationError in the way"), "{error}");
    assert_eq!(version(&table, "c").await, None);
}

#[tokio::test]
async fn what_was_left_unprocessed_is_sent_again_until_all_is_done() {
    let Some((table, proxy)) = table().await else { return };
    // Nothing, a few, and an error, in turn: more often than the patience for one request.
    for _ in 0..4 {
        proxy.next("BatchWriteItem", [Fault::Only(0), Fault::Only(7), Fault::Lost, Fault::Only(1)]);
        proxy.next(
            "BatchGetItem",
            [Fault::Only(0), Fault::Only(3), Fault::Refused(400, "ThrottlingException"), Fault::Only(20)],
        );
    }
    let sorts: Vec<_> = (0..90).map(|n| format!("{n:02}")).collect();
    table.batch_write(sorts.iter().map(|sort| BatchWrite::Put(item(sort))).collect()).await.unwrap();
    let keys: Vec<_> = sorts.iter().map(|sort| Key::new("p", sort)).collect();
    let found = table.batch_get(&keys).await.unwrap();
    let found: Vec<_> = found.into_iter().flatten().map(|item| item.key).collect();
    assert_eq!(found, keys, "all of them, in the order asked");
    table.batch_write(keys.into_iter().map(BatchWrite::Delete).collect()).await.unwrap();
    proxy.calm();
    assert!(table.scan(Segment::WHOLE, None, 10).await.unwrap().records.is_empty());
}

#[tokio::test]
async fn patience_ends_with_an_error_that_says_what_to_do() {
    let Some((table, proxy)) = table().await else { return };
    let throttled = Fault::Refused(400, "ThrottlingException");
    for operation in ["TransactWriteItems", "BatchWriteItem", "Query", "GetItem"] {
        proxy.always(operation, throttled.clone());
    }
    proxy.always("BatchGetItem", Fault::Only(0));
    let busy = |error: TableError, what: &str| {
        let text = error.to_string();
        assert!(matches!(error, TableError::Busy { attempts: 6, .. }), "{text}");
        assert!(text.starts_with(what) && text.ends_with("Try again later"), "{text}");
    };
    busy(table.transact(&[put("a", Condition::Any)]).await.unwrap_err(), "a transaction was refused 6 times");
    busy(table.query(&Query::new(Index::Base, "p", 1)).await.unwrap_err(), "a query was refused 6 times");
    busy(table.get(&Key::new("p", "a")).await.unwrap_err(), "a read was refused 6 times");
    busy(table.batch_get(&[Key::new("p", "a")]).await.unwrap_err(), "a batch of reads was refused");
    busy(table.batch_write(vec![BatchWrite::Put(item("a"))]).await.unwrap_err(), "a batch of writes was refused");
    proxy.always("BatchWriteItem", Fault::Only(0));
    busy(table.batch_write(vec![BatchWrite::Put(item("a"))]).await.unwrap_err(), "a batch of writes was refused");
    assert_eq!(proxy.seen("TransactWriteItems").len(), 6);
    proxy.calm();
    assert_eq!(version(&table, "a").await, None, "nothing was written");
}

#[tokio::test]
async fn what_waiting_does_not_mend_is_said_at_once() {
    let Some((table, proxy)) = table().await else { return };
    proxy.always("GetItem", Fault::Refused(400, "AccessDeniedException"));
    let denied = table.get(&Key::new("p", "a")).await.unwrap_err().to_string();
    assert!(denied.contains("check the credentials"), "{denied}");
    assert_eq!(proxy.seen("GetItem").len(), 1);

    let other = open(&proxy, "not_there").await;
    for error in [
        other.check().await.unwrap_err(),
        other.query(&Query::new(Index::Base, "p", 1)).await.unwrap_err(),
        other.transact(&[put("a", Condition::Any)]).await.unwrap_err(),
        other.changes(None, 1).await.unwrap_err(),
    ] {
        assert!(error.to_string().contains("make it with `chinook table create`"), "{error}");
    }
    table.check().await.unwrap();
}

#[tokio::test]
async fn an_index_that_lags_delays_only_its_own_answers() {
    let Some((table, proxy)) = table().await else { return };
    let sorts = |items: Vec<chinook_table::Stored>| items.into_iter().map(|item| item.key.sort).collect::<Vec<_>>();
    let global = async || sorts(table.query(&Query::new(Index::Gsi1, "g", 10)).await.unwrap().items);
    table.transact(&[put("a", Condition::Absent)]).await.unwrap();
    assert_eq!(global().await, ["a"]);

    proxy.always("Query of a global index", Fault::Stale);
    table.transact(&[put("b", Condition::Absent)]).await.unwrap();
    assert_eq!(global().await, ["a"], "it lags");
    for index in [Index::Base, Index::Lsi1] {
        assert_eq!(sorts(table.query(&Query::new(index, "p", 10)).await.unwrap().items), ["a", "b"], "{index:?}");
    }
    proxy.calm();
    assert_eq!(global().await, ["a", "b"]);
    table.query(&Query::new(Index::Base, "p", 1).eventual()).await.unwrap();

    // What DynamoDB promises depends on how it is asked.
    let consistent = |body: &serde_json::Value| body["ConsistentRead"].as_bool().unwrap_or(false);
    assert!(proxy.seen("Query of a global index").iter().all(|body| !consistent(body)), "AWS refuses it");
    let asked: Vec<_> = proxy.seen("Query").iter().map(consistent).collect();
    assert_eq!(asked, [true, true, false]);
    table.get(&Key::new("p", "a")).await.unwrap();
    assert!(consistent(&proxy.seen("GetItem")[0]));
}

#[tokio::test]
async fn changes_behind_empty_stretches_of_the_stream_are_reached() {
    let Some((table, proxy)) = table().await else { return };
    table.transact(&[put("a", Condition::Absent)]).await.unwrap();
    // More of them than one call has patience for.
    proxy.always("GetShardIterator", Fault::Far(12));
    let (mut mark, mut told) = (None, 0);
    for _ in 0..4 {
        let changes = table.changes(mark.as_ref(), 10).await.unwrap();
        told += changes.items.len();
        mark = Some(changes.next);
    }
    assert_eq!(told, 1);
    // An iterator that grew old is no reason to stop.
    table.transact(&[put("b", Condition::Absent)]).await.unwrap();
    proxy.calm();
    proxy.next("GetRecords", [Fault::Refused(400, "ExpiredIteratorException")]);
    assert!(table.changes(mark.as_ref(), 10).await.unwrap().items.is_empty());
    assert_eq!(table.changes(mark.as_ref(), 10).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_table_is_made_once_however_often_it_is_asked_for() {
    let Some((table, proxy)) = table().await else { return };
    table.transact(&[put("a", Condition::Absent)]).await.unwrap();
    proxy.next("DescribeTable", THROTTLES[..2].to_vec());
    let said = table.create().await.unwrap().join("\n");
    assert!(said.contains("is there") && said.contains("TTL on expires_at") && said.contains("PITR"), "{said}");
    assert_eq!(version(&table, "a").await, Some(1));
    let made = proxy.seen("CreateTable");
    assert_eq!(made.len(), 1);
    assert_eq!(made[0]["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(made[0]["DeletionProtectionEnabled"], true);
    assert_eq!(made[0]["StreamSpecification"]["StreamViewType"], "NEW_AND_OLD_IMAGES");
    assert_eq!(made[0]["LocalSecondaryIndexes"].as_array().unwrap().len(), 5);
    assert_eq!(made[0]["GlobalSecondaryIndexes"].as_array().unwrap().len(), 3);
    assert_eq!(proxy.seen("UpdateTimeToLive").len(), 1, "what is so already is not asked for again");
}
