//! `/mail/inbound`: a mail server hands over what it received.

use ::http::{Problem, Result};
use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode, header},
};
use notify::inbound::LARGEST;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Shop, support::MailOutcome};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(receive_mail)).layer(DefaultBodyLimit::max(LARGEST))
}

#[derive(Debug, Serialize, ToSchema)]
struct ReceivedMail {
    outcome: MailOutcome,
}

/// What a mail server received for the shop
///
/// The body is the message as it came (RFC 5322). The server shows the secret of the setting
/// `mail_inbound_secret` as `Authorization: Bearer …`. What cannot be used is answered 200 with its
/// outcome, so that it is not sent again.
#[utoipa::path(post, path = "/mail/inbound", tag = "webhooks", request_body(content = String, content_type = "message/rfc822"), responses((status = 200, body = ReceivedMail), (status = 403, body = Problem, description = "`not-the-mail-server`"), (status = 413, body = Problem)))]
async fn receive_mail(State(shop): State<Shop>, headers: HeaderMap, body: Bytes) -> Result<Json<ReceivedMail>> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or("");
    let shown = shown.strip_prefix("Bearer ").unwrap_or("");
    // Digests are compared: how much of the secret was right, takes no time.
    let same = |secret: &String| !secret.is_empty() && Sha256::digest(secret) == Sha256::digest(shown);
    if !shop.settings.mail_inbound_secret.as_ref().is_some_and(same) {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "not-the-mail-server",
            "Not the mail server",
            "Mail is taken from a server that shows the secret of the setting mail_inbound_secret.",
        ));
    }
    let outcome = crate::support::receive_mail(&shop, &body).await?;
    Ok(Json(ReceivedMail { outcome }))
}
