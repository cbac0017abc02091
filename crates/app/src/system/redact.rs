//! What a job carries, without what only its reader may know.

use serde_json::Value;

/// Fields that hold a secret, or say who somebody is.
const PRIVATE: [&str; 10] =
    ["token", "nonce", "secret", "link", "email", "address", "name", "password", "ip", "evidence"];

/// The same with every private field hidden, however deep it stands.
pub(super) fn redacted(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| {
                    let private = PRIVATE.iter().any(|word| name == *word || name.ends_with(&format!("_{word}")));
                    let value = if private && !value.is_null() { Value::from("•••") } else { redacted(value) };
                    (name, value)
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(redacted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn who_and_what_is_secret_does_not_show() {
        let payload = json!({ "template": "password_reset", "to": { "name": "Jane", "address": "jane@x.y" }, "link": { "nonce": "n" },
                              "lines": [{ "title": "Balls to the Wall", "customer_email": "a@b.c" }], "order_id": "o" });
        let shown = redacted(payload).to_string();
        assert!(["Jane", "jane@", "nonce", "a@b.c"].iter().all(|word| !shown.contains(word)), "{shown}");
        assert!(["password_reset", "Balls to the Wall", "order_id"].iter().all(|word| shown.contains(word)), "{shown}");
    }
}
