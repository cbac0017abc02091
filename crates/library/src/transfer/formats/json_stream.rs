//! JSON a piece at a time: lists of any length, each element bounded, depth bounded.

use std::{cell::Cell, fmt, io::Read, ops::ControlFlow};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{
    ReadError, Result,
    source::{Bounded, Budget},
};

/// Most values within one element of a list.
const MAX_NODES: usize = 500_000;
/// Lists this deep are walked; what is deeper belongs to an element.
const MAX_WALK: usize = 4;

const STOPPED: &str = "stopped";

/// Calls `on(path, element)` for each element of each list that is reached through objects alone,
/// and for each plain value on the way. The path joins names by `/`; a list of the root is ``.
///
/// # Errors
/// `Unreadable` when the text is no JSON, ends early, is too deep or has an element too large.
pub fn stream(input: impl Read, on: &mut dyn FnMut(&str, Value) -> Result<()>) -> Result<()> {
    let (bounded, budget) = Bounded::new(input);
    let mut failure = None;
    let mut walk = Walk {
        path: String::new(),
        depth: 0,
        budget: &budget,
        on: &mut |path, value| match on(path, value) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        },
    };
    let mut reader = serde_json::Deserializer::from_reader(bounded);
    let read = walk.by_ref().deserialize(&mut reader).and_then(|()| reader.end());
    match (read, failure) {
        (_, Some(failure)) => Err(failure),
        (Ok(()), None) => Ok(()),
        (Err(error), None) => Err(fault(&error)),
    }
}

/// One value within the same bounds.
pub fn one(text: &[u8]) -> Result<Value> {
    let nodes = Cell::new(MAX_NODES);
    let mut reader = serde_json::Deserializer::from_slice(text);
    Element(&nodes).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value)).map_err(|e| fault(&e))
}

fn fault(error: &serde_json::Error) -> ReadError {
    let place = format!("line {}, column {}", error.line(), error.column());
    if error.is_eof() {
        return ReadError::unreadable(format!(
            "The file ends in the middle ({place}). Get it again: it was probably cut while it was copied."
        ));
    }
    if error.is_io() {
        return ReadError::unreadable(error.to_string());
    }
    ReadError::unreadable(format!("The file is not valid JSON at {place}: {error}."))
}

struct Walk<'a, 'f> {
    path: String,
    depth: usize,
    budget: &'a Budget,
    on: &'a mut (dyn FnMut(&str, Value) -> ControlFlow<()> + 'f),
}

impl<'a, 'f> Walk<'a, 'f> {
    fn by_ref(&mut self) -> WalkRef<'_, 'a, 'f> {
        WalkRef(self)
    }

    fn tell<E: Error>(&mut self, value: Value) -> std::result::Result<(), E> {
        self.budget.renew();
        match (self.on)(&self.path, value) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(E::custom(STOPPED)),
        }
    }
}

struct WalkRef<'w, 'a, 'f>(&'w mut Walk<'a, 'f>);

impl<'de> DeserializeSeed<'de> for WalkRef<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> std::result::Result<(), D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for WalkRef<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let before = self.0.path.len();
            if before > 0 {
                self.0.path.push('/');
            }
            self.0.path.push_str(&key);
            self.0.depth += 1;
            if self.0.depth > MAX_WALK {
                return Err(A::Error::custom("objects are nested too deep"));
            }
            map.next_value_seed(WalkRef(self.0))?;
            self.0.depth -= 1;
            self.0.path.truncate(before);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<(), A::Error> {
        loop {
            let nodes = Cell::new(MAX_NODES);
            match seq.next_element_seed(Element(&nodes))? {
                Some(value) => self.0.tell(value)?,
                None => return Ok(()),
            }
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> std::result::Result<(), E> {
        self.0.tell(Value::from(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> std::result::Result<(), E> {
        self.0.tell(Value::from(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> std::result::Result<(), E> {
        self.0.tell(Value::from(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> std::result::Result<(), E> {
        self.0.tell(Value::from(value))
    }
    fn visit_bool<E: Error>(self, value: bool) -> std::result::Result<(), E> {
        self.0.tell(Value::from(value))
    }
    fn visit_unit<E: Error>(self) -> std::result::Result<(), E> {
        Ok(())
    }
}

/// A whole value of at most so many parts.
#[derive(Clone, Copy)]
struct Element<'a>(&'a Cell<usize>);

impl Element<'_> {
    fn spend<E: Error>(self) -> std::result::Result<(), E> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| E::custom("one element of a list is far too large"))?;
        self.0.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> std::result::Result<Value, D::Error> {
        self.spend()?;
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            out.insert(key, map.next_value_seed(self)?);
        }
        Ok(Value::Object(out))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = seq.next_element_seed(self)? {
            out.push(value);
        }
        Ok(Value::Array(out))
    }

    fn visit_str<E: Error>(self, value: &str) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_string<E: Error>(self, value: String) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_bool<E: Error>(self, value: bool) -> std::result::Result<Value, E> {
        Ok(Value::from(value))
    }
    fn visit_unit<E: Error>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }
}

/// Text of a member, whatever it was written as: an album may be called 1989, without quotes.
pub fn text(value: &Value, name: &str) -> Option<String> {
    let text = match value.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A whole number of a member, also when it is written as text.
pub fn integer(value: &Value, name: &str) -> Option<i64> {
    match value.get(name)? {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(|f| f as i64)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// How a value begins, for the report of a bad row.
pub fn shown(value: &Value) -> String {
    value.to_string().chars().take(200).collect()
}
