//! The hosted pages, as HTML. No script at all: everything works with forms and links.

use kernel::Money;

use super::{
    card::{CardField, CardForm, TEST_CARDS, decline},
    queries::CheckoutRow,
};
use crate::CheckoutLine;

/// Text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{} · Test payment</title><link rel=\"stylesheet\" href=\"/test-gateway/style.css\"></head>\
         <body><header class=\"banner\"><strong>Test payment</strong> No money moves. Never type a real card number here.</header>\
         {body}</body></html>",
        escape(title)
    )
}

/// A page with one message and one way on.
fn message(title: &str, text: &str, link: Option<(&str, &str)>) -> String {
    let link =
        link.map(|(label, url)| format!("<p><a class=\"button\" href=\"{}\">{}</a></p>", escape(url), escape(label)));
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><h1>{}</h1><p>{}</p>{}</section></main>",
        escape(title),
        escape(text),
        link.unwrap_or_default()
    );
    page(title, &body)
}

pub(super) fn missing() -> String {
    message(
        "No such payment",
        "This address belongs to no payment. Go back to the shop and start the payment again.",
        None,
    )
}

pub(super) fn trouble() -> String {
    message(
        "Something went wrong on our side",
        "Nothing was charged that you cannot see in the shop. Reload this page in a moment.",
        None,
    )
}

pub(super) fn foreign() -> String {
    message(
        "This form came from elsewhere",
        "For your safety it was not accepted. Go back to the payment page, reload it, and try again.",
        None,
    )
}

pub(super) fn expired(row: &CheckoutRow) -> String {
    let text = "It was open for too long. Nothing was charged. Start the payment again in the shop.";
    message("This payment page has expired", text, Some(("Back to the shop", &row.cancel_url)))
}

pub(super) fn canceled(row: &CheckoutRow) -> String {
    message("This payment was canceled", "Nothing was charged.", Some(("Back to the shop", &row.cancel_url)))
}

pub(super) fn failed(row: &CheckoutRow) -> String {
    let reason = decline(row.decline_code.as_deref().unwrap_or("bank_refused"));
    message("This payment failed", &reason.message, Some(("Back to the shop", &row.return_url)))
}

pub(super) fn done(row: &CheckoutRow) -> String {
    let text = "There is nothing more to do on this page.";
    message("This payment is made", text, Some(("Back to the shop", &row.return_url)))
}

/// The bank's second page.
pub(super) fn bank(row: &CheckoutRow) -> String {
    let card = escape(row.challenged_card.as_deref().unwrap_or_default());
    let button = |answer: &str, class: &str, label: &str| {
        format!("<button class=\"{class}\" name=\"answer\" value=\"{answer}\">{label}</button>")
    };
    let body = format!(
        "<main class=\"single\"><section class=\"card\"><p class=\"eyebrow\">Your test bank</p>\
         <h1>Is it you who pays {amount}?</h1>\
         <p>The bank of the card ending in {card} asks you to confirm the payment.</p>\
         <form method=\"post\" action=\"/test-gateway/checkout/{id}/authenticate\">{token}\
         <div class=\"actions\">{complete}{fail}</div></form></section></main>",
        amount = row.money(),
        id = escape(&row.id),
        token = token_field(row),
        complete = button("complete", "button", "Complete authentication"),
        fail = button("fail", "button quiet", "Fail authentication"),
    );
    page("Confirm the payment", &body)
}

fn token_field(row: &CheckoutRow) -> String {
    format!("<input type=\"hidden\" name=\"form_token\" value=\"{}\">", escape(&row.form_token))
}

/// The pay page, with what was typed and what is wrong with it.
pub(super) fn pay(row: &CheckoutRow, form: &CardForm, errors: &[(CardField, &str)]) -> String {
    let body = format!(
        "<main class=\"checkout\">{summary}<div class=\"pay\">{notice}{form}{cards}</div></main>",
        summary = summary(row),
        notice = notice(row, errors),
        form = card_form(row, form, errors),
        cards = test_cards(row),
    );
    let title = format!("Pay {}", row.money());
    page(if errors.is_empty() { &title } else { "Check the card" }, &body)
}

fn summary(row: &CheckoutRow) -> String {
    let lines: Vec<CheckoutLine> = serde_json::from_str(&row.lines).unwrap_or_default();
    let lines: String = lines.iter().map(line).collect();
    let email = row.customer_email.as_deref().map(|email| format!("<p class=\"soft\">For {}</p>", escape(email)));
    format!(
        "<section class=\"summary\" aria-labelledby=\"what\"><a class=\"back\" href=\"{cancel}\">← Back to the shop</a>\
         <h1 id=\"what\">{what}</h1><p class=\"amount\">{amount}</p>{email}<ul class=\"lines\">{lines}</ul>\
         <p class=\"line total\"><span>To pay</span><span>{amount}</span></p></section>",
        cancel = escape(&row.cancel_url),
        what = escape(&row.description),
        amount = row.money(),
        email = email.unwrap_or_default(),
    )
}

fn line(line: &CheckoutLine) -> String {
    let detail = match line.detail.as_str() {
        "" => String::new(),
        detail => format!("<span class=\"soft\">{}</span>", escape(detail)),
    };
    let amount: Money = line.amount;
    format!("<li class=\"line\"><span>{}{detail}</span><span>{amount}</span></li>", escape(&line.title))
}

/// What went wrong, said first and read aloud by screen readers.
fn notice(row: &CheckoutRow, errors: &[(CardField, &str)]) -> String {
    if !errors.is_empty() {
        let items: String = errors
            .iter()
            .map(|(field, problem)| format!("<li><a href=\"#{}\">{}</a></li>", spec(*field).id, escape(problem)))
            .collect();
        return format!("<div class=\"notice\" role=\"alert\"><h2>Check the card</h2><ul>{items}</ul></div>");
    }
    match row.decline_code.as_deref() {
        None => String::new(),
        Some(code) => format!(
            "<div class=\"notice\" role=\"alert\"><h2>The payment did not go through</h2><p>{}</p></div>",
            escape(&decline(code).message)
        ),
    }
}

/// How a field is asked for. The autocomplete names let browsers and readers know what it is.
struct FieldSpec {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    attributes: &'static str,
}

fn spec(field: CardField) -> FieldSpec {
    let of = |id, label, hint, attributes| FieldSpec { id, label, hint, attributes };
    match field {
        CardField::Number => {
            let attributes = "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"32\" list=\"cards\"";
            of("number", "Card number", "A test card, such as 4242 4242 4242 4242", attributes)
        }
        CardField::Expiry => {
            of("expiry", "Expiry", "MM / YY", "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\"")
        }
        CardField::Cvc => {
            of("cvc", "Security code", "3 digits", "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\"")
        }
        CardField::Name => of("name", "Name on the card", "", "autocomplete=\"cc-name\" maxlength=\"100\""),
    }
}

fn card_form(row: &CheckoutRow, form: &CardForm, errors: &[(CardField, &str)]) -> String {
    let input = |field: CardField, value: &str| input(field, value, errors);
    let cards: String =
        TEST_CARDS.iter().map(|card| format!("<option value=\"{}\">{}</option>", card.spaced(), card.label)).collect();
    format!(
        "<form class=\"card\" method=\"post\" action=\"/test-gateway/checkout/{id}\" novalidate>{token}<h2>Pay by card</h2>\
         {number}<div class=\"pair\">{expiry}{cvc}</div>{name}<datalist id=\"cards\">{cards}</datalist>\
         <button class=\"button wide\">Pay {amount}</button></form>",
        id = escape(&row.id),
        token = token_field(row),
        number = input(CardField::Number, &form.number),
        expiry = input(CardField::Expiry, &form.expiry),
        // A security code is typed anew each time.
        cvc = input(CardField::Cvc, ""),
        name = input(CardField::Name, &form.name),
        amount = row.money(),
    )
}

fn input(field: CardField, value: &str, errors: &[(CardField, &str)]) -> String {
    let FieldSpec { id, label, hint, attributes } = spec(field);
    let problem = errors.iter().find(|(of, _)| *of == field).map(|(_, problem)| *problem);
    let mut described = Vec::new();
    let mut below = String::new();
    if !hint.is_empty() {
        described.push(format!("{id}-hint"));
        below.push_str(&format!("<span class=\"hint\" id=\"{id}-hint\">{}</span>", escape(hint)));
    }
    if let Some(problem) = problem {
        described.push(format!("{id}-problem"));
        below.push_str(&format!("<span class=\"problem\" id=\"{id}-problem\">{}</span>", escape(problem)));
    }
    let described =
        if described.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", described.join(" ")) };
    let invalid = if problem.is_some() { " aria-invalid=\"true\"" } else { "" };
    format!(
        "<div class=\"field\"><label for=\"{id}\">{label}</label>\
         <input id=\"{id}\" name=\"{id}\" type=\"text\" required {attributes}{described}{invalid} value=\"{}\">{below}</div>",
        escape(value)
    )
}

/// One button a test card: pays with it at once.
fn test_cards(row: &CheckoutRow) -> String {
    let card = |card: &super::TestCard| {
        format!(
            "<li><button name=\"test_card\" value=\"{}\"><span class=\"digits\">{}</span><span class=\"soft\">{}</span></button></li>",
            card.number,
            card.spaced(),
            escape(card.label)
        )
    };
    let cards: String = TEST_CARDS.iter().map(card).collect();
    format!(
        "<form class=\"card\" method=\"post\" action=\"/test-gateway/checkout/{}\" aria-labelledby=\"quick\">{}\
         <h2 id=\"quick\">Or pay with a test card at once</h2><ul class=\"cards\">{cards}</ul></form>",
        escape(&row.id),
        token_field(row)
    )
}
