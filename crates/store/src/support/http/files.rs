//! Files of conversations: brought before the message, handed out by a signed link.

use ::http::{Customer, OrNotFound, Path, Problem, Query, Result, Staff, SupportAgent};
use axum::{
    Json,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use kernel::AttachmentId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Shop,
    audio::delivery::{self, File},
    purchases::http::media::link_problem,
    support::{
        MAX_ATTACHMENT, Uploaded,
        attachments::{self, Bearer},
        queries,
    },
};

pub(super) fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(upload_my_attachment))
        .routes(routes!(upload_attachment))
        .layer(DefaultBodyLimit::max(MAX_ATTACHMENT))
        .routes(routes!(get_attachment))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FileParams {
    /// What the file is called.
    file_name: String,
}

/// Bring a file for a message
///
/// The body is the file: a picture, a PDF or plain text of at most 5 MiB. Name its id in the message.
#[utoipa::path(post, path = "/support/attachments", tag = "support", params(FileParams), request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("bearer" = [])), responses((status = 201, body = Uploaded), (status = 401, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem, description = "`unsupported-attachment`"), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn upload_my_attachment(
    State(shop): State<Shop>,
    customer: Customer,
    Query(params): Query<FileParams>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Uploaded>)> {
    let file = attachments::upload(&shop, Bearer::Customer(customer.id), &params.file_name, bytes).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

/// Bring a file for an answer
#[utoipa::path(post, path = "/admin/attachments", tag = "admin", params(FileParams), request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("bearer" = [])), responses((status = 201, body = Uploaded), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem, description = "`unsupported-attachment`"), (status = 422, body = Problem), (status = 429, body = Problem)))]
async fn upload_attachment(
    State(shop): State<Shop>,
    staff: Staff<SupportAgent>,
    Query(params): Query<FileParams>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Uploaded>)> {
    let file = attachments::upload(&shop, Bearer::Staff(staff.id), &params.file_name, bytes).await?;
    Ok((StatusCode::CREATED, Json(file)))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LinkParams {
    expires: String,
    signature: String,
}

/// The file behind a link
#[utoipa::path(get, path = "/media/attachments/{id}", tag = "media", params(("id" = AttachmentId, Path), LinkParams), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 403, body = Problem, description = "`link-expired` or `link-forged`"), (status = 404, body = Problem)))]
async fn get_attachment(
    State(shop): State<Shop>,
    Path(id): Path<AttachmentId>,
    Query(params): Query<LinkParams>,
    headers: HeaderMap,
) -> Result<Response> {
    let own = [("expires", params.expires.as_str()), ("signature", params.signature.as_str())];
    shop.links.verify(&attachments::path(id), own, shop.clock.now()).map_err(link_problem)?;
    let (name, kind) = queries::attachment(&mut shop.db.read().await?, id).await?.or_not_found("file", id)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
    let file = File {
        key: &attachments::key(id),
        content_type: attachments::content_type(&kind),
        disposition: Some(blobs::filename::content_disposition(stem, ending)),
        cache_control: "private, no-transform",
    };
    let mut response = delivery::send(&shop.blobs, file, &headers).await?;
    // Whatever it is, nothing in it runs.
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}
