//! `/demo/mail`: the mails of the folder, for people who try the shop without a mail server.
//!
//! A mail's HTML is shown in a sandboxed frame (no scripts, no forms, no same origin) under a
//! policy that loads nothing; its text stands below, with its links.

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};

use super::{MailName, MailSummary, MailView, list, read};
use crate::{
    Folder,
    html::{escape, is_web_link},
};

/// The frame inherits the page's policy, so inline styles are allowed for the mail's sake, and
/// nothing else is.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const STYLE: &str = include_str!("style.css");

/// The pages, for `serve --demo` alone: whoever can open them reads everybody's mail.
pub fn router<S: Clone + Send + Sync + 'static>(folder: Folder) -> Router<S> {
    Router::new()
        .route("/demo/mail", get(show_mailbox))
        .route("/demo/mail/style.css", get(show_style))
        .route("/demo/mail/{name}", get(show_mail))
        .with_state(folder)
}

async fn show_style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], STYLE)
}

async fn show_mailbox(State(folder): State<Folder>) -> Response {
    match list(folder.dir()).await {
        Ok(mails) => page(StatusCode::OK, "Mailbox", &list_html(&mails)),
        Err(error) => unreadable(&error),
    }
}

async fn show_mail(State(folder): State<Folder>, Path(name): Path<String>) -> Response {
    let Ok(name) = name.parse::<MailName>() else { return missing() };
    match read(folder.dir(), name).await {
        Ok(Some(mail)) => page(StatusCode::OK, &mail.summary.subject, &mail_html(&mail)),
        Ok(None) => missing(),
        Err(error) => unreadable(&error),
    }
}

fn missing() -> Response {
    let body = "<h1>No such mail</h1><p>It may have been removed from the folder.</p><p><a href=\"/demo/mail\">All mails</a></p>";
    page(StatusCode::NOT_FOUND, "No such mail", body)
}

fn unreadable(error: &std::io::Error) -> Response {
    tracing::error!(%error, "the mail folder cannot be read");
    let body = "<h1>The mail folder cannot be read</h1><p>The log of the server says why.</p>";
    page(StatusCode::INTERNAL_SERVER_ERROR, "The mail folder cannot be read", body)
}

fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>{} · Demo mailbox</title><link rel=\"stylesheet\" href=\"/demo/mail/style.css\"></head>\
         <body><header class=\"note\">Demo mailbox: no mail leaves this machine. This page exists with <code>serve --demo</code> alone.</header>\
         <main>{body}</main></body></html>",
        escape(title)
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(html)).into_response()
}

fn list_html(mails: &[MailSummary]) -> String {
    if mails.is_empty() {
        return "<h1>Mailbox</h1><p class=\"empty\">No mail yet. Register in the shop, or buy something: \
                what the shop writes to you appears here.</p>"
            .to_owned();
    }
    let rows: String = mails.iter().map(row_html).collect();
    format!("<h1>Mailbox</h1><ul class=\"mails\">{rows}</ul>")
}

fn row_html(mail: &MailSummary) -> String {
    format!(
        "<li><a href=\"/demo/mail/{}\"><span class=\"subject\">{}</span><span class=\"to\">{}</span>{}</a></li>",
        mail.name.as_str(),
        escape(&mail.subject),
        escape(&mail.to),
        time_html(mail)
    )
}

fn time_html(mail: &MailSummary) -> String {
    let full = mail.sent_at.to_string();
    format!("<time datetime=\"{full}\">{} {} UTC</time>", mail.sent_at.date(), full.get(11..16).unwrap_or_default())
}

fn mail_html(mail: &MailView) -> String {
    let files: String = mail
        .attachments
        .iter()
        .map(|file| format!("<li>{} ({} bytes)</li>", escape(&file.file_name), file.bytes))
        .collect();
    let files = if files.is_empty() { files } else { format!("<h2>Attached</h2><ul>{files}</ul>") };
    format!(
        "<p><a href=\"/demo/mail\">← All mails</a></p><h1>{subject}</h1>\
         <dl><dt>From</dt><dd>{from}</dd><dt>To</dt><dd>{to}</dd><dt>Sent</dt><dd>{time}</dd></dl>\
         <iframe title=\"The mail\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\"{html}\"></iframe>\
         {files}<h2>As plain text</h2><pre>{text}</pre>",
        subject = escape(&mail.summary.subject),
        from = escape(&mail.summary.from),
        to = escape(&mail.summary.to),
        time = time_html(&mail.summary),
        html = escape(&mail.html),
        text = linked(&mail.text),
    )
}

/// The text, escaped, with its web addresses as links.
fn linked(text: &str) -> String {
    let word = |word: &str| {
        let safe = escape(word);
        let bare = word.trim_end();
        if is_web_link(bare) { format!("<a href=\"{0}\">{0}</a>{1}", escape(bare), &word[bare.len()..]) } else { safe }
    };
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_the_text_become_links_and_markup_stays_text() {
        assert_eq!(
            linked("Open\nhttp://a.b/?x=1&y=2\n<script>"),
            "Open\n<a href=\"http://a.b/?x=1&amp;y=2\">http://a.b/?x=1&amp;y=2</a>\n&lt;script&gt;"
        );
    }
}
