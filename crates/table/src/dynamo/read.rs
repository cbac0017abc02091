//! Gets, queries and scans.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};

use super::{
    Dynamo,
    attributes::{self, Attributes},
    retry::{Failure, Tries},
};
use crate::{Consistency, Index, Key, Position, Query, ScanSlice, Segment, Slice, SortRange, Stored, TableError};

/// What hides expired items until DynamoDB has removed them.
const ALIVE: &str = "attribute_not_exists(#expires) or #expires > :now";

impl Dynamo {
    pub async fn get(&self, key: &Key, consistency: Consistency, now: i64) -> Result<Option<Stored>, TableError> {
        let found = self
            .retry("a read", || async {
                self.counter.read();
                let request = self.client.get_item().table_name(self.table()).set_key(Some(attributes::key(key)));
                let request = request.consistent_read(consistency == Consistency::Strong);
                Ok(request.send().await.map_err(|error| self.judge(error))?.item)
            })
            .await?;
        found.filter(|item| attributes::alive(item, now)).map(|mut item| attributes::stored(&mut item)).transpose()
    }

    /// At most 100 distinct keys.
    pub async fn batch_get(&self, keys: &[&Key], now: i64) -> Result<Vec<Stored>, TableError> {
        let wanted = |keys: Vec<Attributes>| KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true);
        let mut left = Some(wanted(keys.iter().map(|key| attributes::key(key)).collect()).build());
        let mut found = Vec::with_capacity(keys.len());
        let mut tries = Tries::new(self, "a batch of reads");
        while let Some(request) = left.take() {
            let request = request.map_err(|error| TableError::Backend(error.to_string()))?;
            self.counter.read();
            let answer = self.client.batch_get_item().request_items(self.table(), request.clone()).send().await;
            match answer.map_err(|error| self.judge(error)) {
                Ok(answer) => {
                    let items = answer.responses.unwrap_or_default().remove(self.table()).unwrap_or_default();
                    let unprocessed = answer.unprocessed_keys.unwrap_or_default().remove(self.table());
                    let got_some = !items.is_empty();
                    for mut item in items.into_iter().filter(|item| attributes::alive(item, now)) {
                        found.push(attributes::stored(&mut item)?);
                    }
                    let Some(unprocessed) = unprocessed.filter(|rest| !rest.keys.is_empty()) else { break };
                    // An answer holds 16 MB: what is left out after something came needs no wait.
                    if got_some {
                        tries.progress();
                    } else {
                        tries.again(format!("{} keys were not processed", unprocessed.keys.len())).await?;
                    }
                    left = Some(wanted(unprocessed.keys).build());
                }
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Later(why)) => {
                    tries.again(why).await?;
                    left = Some(Ok(request));
                }
            }
        }
        Ok(found)
    }

    /// Asks on until the page is full: an answer may be short because it is 1 MB large, or because
    /// much of it has expired.
    pub async fn query(&self, query: &Query, now: i64) -> Result<Slice, TableError> {
        let Some((condition, values)) = key_condition(query) else {
            return Ok(Slice { items: Vec::new(), next: None });
        };
        let mut found: Vec<(Position, Stored)> = Vec::new();
        let mut start = query.after.as_ref().map(|after| attributes::start(after, query.index, &query.partition));
        // A second request is for what was left out: not a trickle where much has expired.
        let mut least = 1;
        loop {
            // One more than asked for, to know whether there is a next page.
            let limit = (query.limit + 1 - found.len()).max(least);
            least = 100;
            let (items, next) = self.query_once(query, &condition, &values, limit, start.take(), now).await?;
            for item in items {
                let placed = attributes::placed(item, query.index)?;
                if query.range.to.as_ref().is_none_or(|to| placed.0.sort < *to) {
                    found.push(placed);
                }
            }
            start = next;
            if found.len() > query.limit || start.is_none() {
                return Ok(Slice::cut(found, query.limit));
            }
        }
    }

    async fn query_once(
        &self,
        query: &Query,
        condition: &str,
        values: &HashMap<String, AttributeValue>,
        limit: usize,
        start: Option<Attributes>,
        now: i64,
    ) -> Result<(Vec<Attributes>, Option<Attributes>), TableError> {
        let (index, pk, sk) = attributes::names(query.index);
        let global = matches!(query.index, Index::Gsi1 | Index::Gsi2 | Index::Gsi3);
        self.retry("a query", || async {
            self.counter.read();
            let mut request = self
                .client
                .query()
                .table_name(self.table())
                .set_index_name(index.map(str::to_owned))
                .key_condition_expression(condition)
                .filter_expression(ALIVE)
                .expression_attribute_names("#expires", "expires_at")
                .expression_attribute_names("#pk", pk)
                .set_expression_attribute_values(Some(values.clone()))
                .expression_attribute_values(":now", attributes::number(now))
                .scan_index_forward(!query.descending)
                .consistent_read(!global && query.consistency == Consistency::Strong)
                .limit(i32::try_from(limit).unwrap_or(1_001))
                .set_exclusive_start_key(start.clone());
            if condition.contains("#sk") {
                request = request.expression_attribute_names("#sk", sk);
            }
            let answer = request.send().await.map_err(|error| self.judge(error))?;
            Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key.filter(|key| !key.is_empty())))
        })
        .await
    }

    pub async fn scan(
        &self,
        segment: Segment,
        after: Option<&Key>,
        limit: usize,
        now: i64,
    ) -> Result<ScanSlice, TableError> {
        let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let (items, next) = self
            .retry("a scan", || async {
                self.counter.read();
                let request = self
                    .client
                    .scan()
                    .table_name(self.table())
                    .consistent_read(true)
                    .filter_expression(ALIVE)
                    .expression_attribute_names("#expires", "expires_at")
                    .expression_attribute_values(":now", attributes::number(now))
                    .segment(number(segment.number))
                    .total_segments(number(segment.of))
                    .limit(i32::try_from(limit).unwrap_or(1_000))
                    .set_exclusive_start_key(after.map(attributes::key));
                let answer = request.send().await.map_err(|error| self.judge(error))?;
                Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key.filter(|key| !key.is_empty())))
            })
            .await?;
        let records = items.into_iter().map(attributes::record).collect::<Result<_, _>>()?;
        let next = next.map(|mut key| attributes::primary(&mut key)).transpose()?;
        Ok(ScanSlice { records, next })
    }
}

/// The condition on partition and sort key, as the one range that DynamoDB allows, and its values.
/// It may let the end of the range itself through. `None`: nothing can meet it.
fn key_condition(query: &Query) -> Option<(String, HashMap<String, AttributeValue>)> {
    let mut values = HashMap::from([(":pk".to_owned(), attributes::text(&query.partition))]);
    let mut value = |name: &str, text: &str| values.insert(name.to_owned(), attributes::text(text));
    let SortRange { prefix, from, to } = &query.range;
    let sort = match (prefix.as_str(), from, to) {
        ("", None, None) => "",
        (prefix, None, None) => {
            value(":prefix", prefix);
            " and begins_with(#sk, :prefix)"
        }
        ("", Some(from), None) if !from.is_empty() => {
            value(":from", from);
            " and #sk >= :from"
        }
        ("", Some(_), None) => "",
        ("", None, Some(to)) if !to.is_empty() => {
            value(":to", to);
            " and #sk < :to"
        }
        _ => {
            let (lower, upper) = (query.range.lower(), query.range.upper());
            if lower >= upper.as_str() {
                return None;
            }
            // A key may not be empty, not even as a bound; no key sorts before this one.
            value(":from", if lower.is_empty() { "\u{0}" } else { lower });
            value(":to", &upper);
            " and #sk between :from and :to"
        }
    };
    Some((format!("#pk = :pk{sort}"), values))
}
