//! What an item says, as JSON text.

use serde::{Serialize, de::DeserializeOwned};

/// Most items say what they say in so many bytes.
const USUAL: usize = 512;

/// JSON that a back end stores without looking into it, so that nothing is parsed twice.
///
/// Two bodies are equal when they say the same: the order of names and the spelling of numbers
/// may change on the way through a back end.
#[derive(Clone)]
pub struct Body(Box<str>);

impl Body {
    /// Fails only for what JSON cannot say, such as a map whose keys are not text.
    pub fn of(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let mut text = Vec::with_capacity(USUAL);
        serde_json::to_writer(&mut text, value)?;
        let text = String::from_utf8(text).map_err(serde::ser::Error::custom)?;
        Ok(Self(text.into_boxed_str()))
    }

    /// Text that is JSON already, as a back end kept it.
    pub(crate) fn raw(text: String) -> Self {
        Self(text.into_boxed_str())
    }

    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    pub(crate) fn into_text(self) -> String {
        self.0.into()
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        let value = |body: &Self| body.read::<serde_json::Value>().ok();
        self.0 == other.0 || value(self).is_some_and(|mine| Some(mine) == value(other))
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
