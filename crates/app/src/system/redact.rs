//! What a job carries, without what only its reader may know.

use serde_json::Value;

/// The fields that are shown: what it is about, how much and when. Whatever else a payload holds, or will hold one
/// day, is hidden: codes, links, what people wrote and who they are.
const SHOWN: [&str; 26] = [
    "amount",
    "artist",
    "at",
    "currency",
    "customer_id",
    "discount",
    "expires_at",
    "invoice_number",
    "lines",
    "number",
    "order_id",
    "order_number",
    "paid_at",
    "purpose",
    "refund_id",
    "released_at",
    "subtotal",
    "tax",
    "template",
    "ticket_id",
    "title",
    "total",
    "track_ids",
    "type",
    "uses",
    "whole",
];

/// The same with the values of all other fields hidden, however deep they stand.
pub(super) fn redacted(value: Value) -> Value {
    within(value, false)
}

fn within(value: Value, shown: bool) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| {
                    let shown = SHOWN.contains(&name.as_str());
                    (name, within(value, shown))
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| within(item, shown)).collect()),
        Value::Null => Value::Null,
        plain if shown => plain,
        _ => Value::from("•••"),
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
        assert!(["Jane", "jane@", "\"n\"", "a@b.c"].iter().all(|word| !shown.contains(word)), "{shown}");
        assert!(["password_reset", "Balls to the Wall", "order_id"].iter().all(|word| shown.contains(word)), "{shown}");
    }

    #[test]
    fn codes_and_what_people_wrote_do_not_show() {
        let card = json!({ "to_name": "Bob", "to_address": "bob@x.y", "code": "GIFT-7", "message": "Enjoy",
                           "amount": { "amount": 2500, "currency": "USD" } });
        let reply = json!({ "template": "ticket_reply", "about": { "number": 7, "subject": "My card", "body": "It ends in 42" },
                            "by": "Margaret" });
        let shown = redacted(json!([card, reply])).to_string();
        for word in ["Bob", "bob@", "GIFT-7", "Enjoy", "My card", "42", "Margaret"] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
        assert!(["2500", "ticket_reply", "7"].iter().all(|word| shown.contains(word)), "{shown}");
    }
}
