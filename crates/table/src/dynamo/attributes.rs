//! Items as DynamoDB's attributes, and back.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use kernel::Timestamp;

use crate::{Body, Index, IndexKeys, Item, Key, Position, Record, Stored, TableError};

pub type Attributes = HashMap<String, AttributeValue>;

pub const LOCAL: [&str; 5] = ["lsi1", "lsi2", "lsi3", "lsi4", "lsi5"];
pub const GLOBAL: [(&str, &str); 3] = [("gsi1pk", "gsi1sk"), ("gsi2pk", "gsi2sk"), ("gsi3pk", "gsi3sk")];

/// The name of an index, and the attributes of its partition and sort key.
pub fn names(index: Index) -> (Option<&'static str>, &'static str, &'static str) {
    let local = |n: usize| (Some(LOCAL[n]), "pk", LOCAL[n]);
    let global = |name, n: usize| (Some(name), GLOBAL[n].0, GLOBAL[n].1);
    match index {
        Index::Base => (None, "pk", "sk"),
        Index::Lsi1 => local(0),
        Index::Lsi2 => local(1),
        Index::Lsi3 => local(2),
        Index::Lsi4 => local(3),
        Index::Lsi5 => local(4),
        Index::Gsi1 => global("gsi1", 0),
        Index::Gsi2 => global("gsi2", 1),
        Index::Gsi3 => global("gsi3", 2),
    }
}

pub fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub fn number(value: i64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub fn key(key: &Key) -> Attributes {
    [("pk".to_owned(), text(&key.partition)), ("sk".to_owned(), text(&key.sort))].into()
}

/// Where a page goes on.
pub fn start(position: &Position, index: Index, partition: &str) -> Attributes {
    let (_, pk, sk) = names(index);
    let mut start = key(&Key::new(&position.partition, &position.base_sort));
    start.insert(pk.to_owned(), text(partition));
    start.insert(sk.to_owned(), text(&position.sort));
    start
}

/// The index keys that are there, by the names of their attributes.
pub fn index_keys(keys: &IndexKeys) -> impl Iterator<Item = (&'static str, &str)> {
    let local = LOCAL.into_iter().zip(&keys.local).filter_map(|(name, sort)| Some((name, sort.as_deref()?)));
    let global = GLOBAL.into_iter().zip(&keys.global).filter_map(|(names, place)| Some((names, place.as_ref()?)));
    local.chain(global.flat_map(|((pk, sk), place)| [(pk, place.0.as_str()), (sk, place.1.as_str())]))
}

pub fn body(body: &Body) -> Result<AttributeValue, TableError> {
    let value: serde_json::Value = body.read()?;
    serde_dynamo::aws_sdk_dynamodb_1::to_attribute_value(value).map_err(unreadable)
}

/// The whole item, for a write that replaces what is there.
pub fn whole(item: &Item, version: i64) -> Result<Attributes, TableError> {
    let mut attributes = key(&item.key);
    attributes.extend(index_keys(&item.indexes).map(|(name, value)| (name.to_owned(), text(value))));
    attributes.insert("version".to_owned(), number(version));
    attributes.insert("body".to_owned(), body(&item.body)?);
    if let Some(at) = item.expiry_seconds() {
        attributes.insert("expires_at".to_owned(), number(at));
    }
    Ok(attributes)
}

pub fn stored(attributes: &mut Attributes) -> Result<Stored, TableError> {
    let key = primary(attributes)?;
    let version = take_number(attributes, "version")?.ok_or_else(|| lacks("version"))?;
    let body = attributes.remove("body").ok_or_else(|| lacks("body"))?;
    let value: serde_json::Value = serde_dynamo::aws_sdk_dynamodb_1::from_attribute_value(body).map_err(unreadable)?;
    Ok(Stored { key, version, body: Body::of(&value)? })
}

pub fn primary(attributes: &mut Attributes) -> Result<Key, TableError> {
    let mut part = |name| take_text(attributes, name)?.ok_or_else(|| lacks(name));
    Ok(Key { partition: part("pk")?, sort: part("sk")? })
}

/// An item of a page, with its place in the index that was asked.
pub fn placed(mut attributes: Attributes, index: Index) -> Result<(Position, Stored), TableError> {
    let (_, _, name) = names(index);
    let sort = match attributes.get(name) {
        Some(AttributeValue::S(sort)) => sort.clone(),
        _ => return Err(lacks(name)),
    };
    let stored = stored(&mut attributes)?;
    let position = Position { sort, partition: stored.key.partition.clone(), base_sort: stored.key.sort.clone() };
    Ok((position, stored))
}

pub fn record(mut attributes: Attributes) -> Result<Record, TableError> {
    let Stored { key, version, body } = stored(&mut attributes)?;
    let mut indexes = IndexKeys::default();
    for (name, place) in LOCAL.into_iter().zip(&mut indexes.local) {
        *place = take_text(&mut attributes, name)?;
    }
    for ((pk, sk), place) in GLOBAL.into_iter().zip(&mut indexes.global) {
        *place = take_text(&mut attributes, pk)?.zip(take_text(&mut attributes, sk)?);
    }
    let expires_at = take_number(&mut attributes, "expires_at")?.map(Timestamp::from_seconds);
    Ok(Record { item: Item { key, indexes, body, expires_at }, version })
}

/// Whether the item is there at `now` (seconds).
pub fn alive(attributes: &Attributes, now: i64) -> bool {
    match attributes.get("expires_at") {
        Some(AttributeValue::N(at)) => at.parse::<i64>().is_ok_and(|at| at > now),
        _ => true,
    }
}

fn take_text(attributes: &mut Attributes, name: &'static str) -> Result<Option<String>, TableError> {
    match attributes.remove(name) {
        None => Ok(None),
        Some(AttributeValue::S(value)) => Ok(Some(value)),
        Some(_) => Err(lacks(name)),
    }
}

fn take_number(attributes: &mut Attributes, name: &'static str) -> Result<Option<i64>, TableError> {
    match attributes.remove(name) {
        None => Ok(None),
        Some(AttributeValue::N(value)) => value.parse().map(Some).map_err(|_| lacks(name)),
        Some(_) => Err(lacks(name)),
    }
}

fn lacks(name: &str) -> TableError {
    TableError::Backend(format!(
        "an item of the DynamoDB table has no usable attribute `{name}`: something else than this program wrote to it"
    ))
}

fn unreadable(error: serde_dynamo::Error) -> TableError {
    TableError::Backend(format!("what an item says cannot be told in DynamoDB's types: {error}"))
}
