//! The change feed, from DynamoDB Streams.
//!
//! A stream is a tree of shards: when one closes, others go on where it ended. A shard is read only
//! when its parent is at its end, so that the changes of a key keep their order.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{MutexGuard, PoisonError},
};

use aws_sdk_dynamodbstreams::types::{OperationType, Record, Shard, ShardIteratorType};

use aws_sdk_dynamodb::{
    config::http::HttpResponse,
    error::{ProvideErrorMetadata, SdkError},
};

use super::{Dynamo, retry::Failure};
use crate::{Change, ChangeKind, Key, Place, TableError};

/// In place of a sequence number: the shard is closed and was read to its end.
const ENDED: &str = "ended";

/// Where a shard is to be read on: after this sequence number, with this iterator. An iterator moves
/// on through empty stretches, which a sequence number cannot name.
pub type Iterators = HashMap<String, (Option<String>, String)>;

/// Empty answers in a row after which a shard is left for the next call.
const PATIENCE: usize = 5;

impl Dynamo {
    pub async fn changes(&self, since: Option<&Place>, limit: usize) -> Result<(Vec<Change>, Place), TableError> {
        let before = match since {
            None => BTreeMap::new(),
            Some(Place::Shards(shards)) => shards.clone(),
            Some(_) => return Err(TableError::ChangesGone),
        };
        let stream = self.stream().await?;
        let shards = self.shards(&stream).await?;
        // Shards that are no longer listed need not be remembered.
        let mut places: BTreeMap<String, String> = BTreeMap::new();
        let ids: Vec<_> = shards.iter().filter_map(|shard| shard.shard_id()).collect();
        places.extend(before.into_iter().filter(|(id, _)| ids.contains(&id.as_str())));
        let mut changes = Vec::new();
        // Ending one shard opens its children.
        let mut read: Vec<String> = Vec::new();
        while changes.len() < limit {
            let Some(shard) = next_shard(&shards, &places, &read) else { break };
            read.push(shard.clone());
            let place = places.get(&shard).cloned();
            if let Some(place) = self.read_shard(&stream, &shard, place, limit, &mut changes).await? {
                places.insert(shard, place);
            }
        }
        Ok((changes, Place::Shards(places)))
    }

    async fn stream(&self) -> Result<String, TableError> {
        let table = self.describe().await?.ok_or_else(|| TableError::Backend(self.missing()))?;
        table.latest_stream_arn.ok_or_else(|| {
            TableError::Backend(format!(
                "the DynamoDB table {} has no stream, so its changes are not told: turn Streams on with \
                 `chinook table create`",
                self.table()
            ))
        })
    }

    async fn shards(&self, stream: &str) -> Result<Vec<Shard>, TableError> {
        let mut shards = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let description = self
                .retry("a look at the stream", || async {
                    self.counter.read();
                    let request = self.streams.describe_stream().stream_arn(stream);
                    let request = request.set_exclusive_start_shard_id(after.clone());
                    Ok(request.send().await.map_err(|error| self.judge(error))?.stream_description)
                })
                .await?;
            let Some(description) = description else { return Ok(shards) };
            shards.extend(description.shards.unwrap_or_default());
            after = description.last_evaluated_shard_id;
            if after.is_none() {
                return Ok(shards);
            }
        }
    }

    /// Reads a shard on, and answers its new place.
    async fn read_shard(
        &self,
        stream: &str,
        shard: &str,
        place: Option<String>,
        limit: usize,
        changes: &mut Vec<Change>,
    ) -> Result<Option<String>, TableError> {
        let known = self.iterators().remove(shard).filter(|(at, _)| *at == place);
        let mut iterator = match known {
            Some((_, iterator)) => Some(iterator),
            None => self.iterator(stream, shard, place.as_deref()).await?,
        };
        let mut place = place;
        let mut empty = 0;
        while let Some(at) = iterator {
            let room = limit - changes.len();
            if room == 0 || empty == PATIENCE {
                self.iterators().insert(shard.to_owned(), (place.clone(), at));
                return Ok(place);
            }
            let answer = self
                .retry("a read of the stream", || async {
                    self.counter.read();
                    let request = self.streams.get_records().shard_iterator(&at);
                    let request = request.limit(i32::try_from(room).unwrap_or(1_000));
                    match request.send().await {
                        Ok(answer) => Ok(Some((answer.records.unwrap_or_default(), answer.next_shard_iterator))),
                        // Fifteen minutes old: the next call begins with a new one.
                        Err(error) if error.code() == Some("ExpiredIteratorException") => Ok(None),
                        Err(error) => Err(self.lost_or(error)),
                    }
                })
                .await?;
            let Some((records, next)) = answer else { return Ok(place) };
            empty = if records.is_empty() { empty + 1 } else { 0 };
            for record in records {
                place = record.dynamodb.as_ref().and_then(|it| it.sequence_number.clone()).or(place);
                changes.push(change(record)?);
            }
            iterator = next;
        }
        Ok(Some(ENDED.to_owned()))
    }

    fn iterators(&self) -> MutexGuard<'_, Iterators> {
        self.iterators.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn iterator(&self, stream: &str, shard: &str, after: Option<&str>) -> Result<Option<String>, TableError> {
        self.retry("a place in the stream", || async {
            self.counter.read();
            let request = self.streams.get_shard_iterator().stream_arn(stream).shard_id(shard);
            let request = match after {
                Some(number) => {
                    request.shard_iterator_type(ShardIteratorType::AfterSequenceNumber).sequence_number(number)
                }
                None => request.shard_iterator_type(ShardIteratorType::TrimHorizon),
            };
            Ok(request.send().await.map_err(|error| self.lost_or(error))?.shard_iterator)
        })
        .await
    }

    /// What lies before the stream's first day is gone; everything else as ever.
    fn lost_or<E>(&self, error: SdkError<E, HttpResponse>) -> Failure
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        if error.code() == Some("TrimmedDataAccessException") {
            return Failure::Final(TableError::ChangesGone);
        }
        self.judge(error)
    }
}

/// A shard that was not read yet in this call and whose parent is at its end, or gone.
fn next_shard(shards: &[Shard], places: &BTreeMap<String, String>, read: &[String]) -> Option<String> {
    let ended = |id: &str| places.get(id).is_some_and(|place| place == ENDED);
    let listed = |id: &str| shards.iter().any(|shard| shard.shard_id() == Some(id));
    let ready = |shard: &&Shard| shard.parent_shard_id().is_none_or(|parent| ended(parent) || !listed(parent));
    let mut open = shards.iter().filter(ready).filter_map(|shard| shard.shard_id());
    open.find(|id| !ended(id) && !read.iter().any(|done| done == id)).map(str::to_owned)
}

fn change(record: Record) -> Result<Change, TableError> {
    let kind = match record.event_name {
        Some(OperationType::Remove) => ChangeKind::Delete,
        _ => ChangeKind::Put,
    };
    let mut keys = record.dynamodb.and_then(|it| it.keys).unwrap_or_default();
    let mut part = |name: &str| match keys.remove(name) {
        Some(aws_sdk_dynamodbstreams::types::AttributeValue::S(text)) => Ok(text),
        _ => Err(TableError::Backend(format!("a change of the DynamoDB table has no `{name}`"))),
    };
    Ok(Change { key: Key { partition: part("pk")?, sort: part("sk")? }, kind })
}
