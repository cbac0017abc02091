//! `/library/imports`, `/library/import-mappings`, `/library/export`.

use std::{convert::Infallible, time::Duration};

use ::http::{Customer, Json, Path, Problem, Query};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt, stream};
use kernel::{CustomerId, ImportId, SongListId};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ExportRequest, Import, ImportState, LARGEST, Preview, StartImport,
    files::Files,
    formats::{ExportFormat, Mapping},
    intake::MOST_IMPORTS,
    queries::{self, NamedMapping},
};
use crate::{
    Error, Library,
    songs::{ByView, Selection},
};

/// How often progress is told.
const TICK: Duration = Duration::from_millis(400);

pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new()
        .routes(routes!(create_import, list_imports))
        .routes(routes!(get_import, delete_import))
        .routes(routes!(preview_import))
        .routes(routes!(start_import))
        .routes(routes!(watch_import))
        .routes(routes!(get_import_report))
        .routes(routes!(stop_import))
        .routes(routes!(undo_import))
        .routes(routes!(list_import_mappings))
        .routes(routes!(delete_import_mapping))
        .routes(routes!(export_library, export_songs))
}

/// 422: the file holds nothing that can be read.
pub fn unreadable(reason: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable-file", "The file cannot be read", reason)
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NewImport {
    /// The file's name: it helps to know the format, and names playlists that have no name.
    name: String,
}

/// Brings a file. It is kept and looked at; nothing of it is in the library yet.
#[utoipa::path(post, path = "/library/imports", tag = "library", params(NewImport), security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Import), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn create_import(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<NewImport>,
    body: Body,
) -> http::Result<(StatusCode, Json<Import>)> {
    let id = ImportId::fresh(library.clock.now(), &library.random);
    let files = Files::new(&library, id);
    let kept = match receive(&library, caller.id, &files, body).await {
        Ok(bytes) => super::register(&library, caller.id, id, &query.name, bytes).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(import) => Ok((StatusCode::CREATED, Json(import))),
        Err(error) => {
            files.remove().map_err(Problem::internal)?;
            Err(error.into())
        }
    }
}

/// Writes the body to its file as it comes; answers its length.
async fn receive(library: &Library, owner: CustomerId, files: &Files, body: Body) -> Result<u64, Error> {
    if queries::jobs(library, owner).await?.len() >= MOST_IMPORTS {
        let detail = format!("{MOST_IMPORTS} files are kept already. Delete old imports to make room.");
        return Err(Problem::conflict("too-many-imports", "Too many files", detail).into());
    }
    tokio::fs::create_dir_all(library.folder.as_ref()).await?;
    let mut file = tokio::fs::File::create(files.data()).await?;
    let (mut parts, mut bytes) = (body.into_data_stream(), 0);
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| Problem::bad_request("The file did not arrive whole. Send it again."))?;
        bytes += part.len() as u64;
        if bytes > LARGEST {
            let detail = format!("A file may have {} MB. Bring it in parts.", LARGEST >> 20);
            return Err(
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The file is too large", detail).into()
            );
        }
        file.write_all(&part).await?;
    }
    file.flush().await?;
    Ok(bytes)
}

#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ImportList)]
struct Imports {
    items: Vec<Import>,
}

/// The caller's imports, newest first.
#[utoipa::path(get, path = "/library/imports", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = Imports), (status = 401, body = Problem)))]
async fn list_imports(State(library): State<Library>, caller: Customer) -> http::Result<Json<Imports>> {
    let jobs = queries::jobs(&library, caller.id).await.map_err(Problem::from)?;
    Ok(Json(Imports { items: jobs.into_iter().map(|job| job.import).collect() }))
}

async fn find(library: &Library, owner: CustomerId, id: ImportId) -> http::Result<Import> {
    let found = queries::job(library, owner, id).await.map_err(Problem::from)?;
    found.map(|(job, _)| job.import).ok_or_else(|| Problem::not_found("import", id))
}

/// One import.
#[utoipa::path(get, path = "/library/imports/{id}", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Import), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<Json<Import>> {
    Ok(Json(find(&library, caller.id, id).await?))
}

/// Deletes an import's file, its report and what it could be undone by. What it brought stays.
#[utoipa::path(delete, path = "/library/imports/{id}", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn delete_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<StatusCode> {
    super::forget(&library, caller.id, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = PreviewImport)]
struct AskPreview {
    /// Which field each column becomes; columns that are not named stay as guessed.
    mapping: Option<Mapping>,
}

/// What an import would do.
#[utoipa::path(post, path = "/library/imports/{id}/preview", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Preview), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn preview_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
    Json(ask): Json<AskPreview>,
) -> http::Result<Json<Preview>> {
    Ok(Json(super::preview(&library, caller.id, id, ask.mapping).await?))
}

/// Takes the file in, in the background.
#[utoipa::path(post, path = "/library/imports/{id}/start", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 202, body = Import), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn start_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
    Json(how): Json<StartImport>,
) -> http::Result<(StatusCode, Json<Import>)> {
    Ok((StatusCode::ACCEPTED, Json(super::start(&library, caller.id, id, how).await?)))
}

/// How far an import is, as server-sent events: `progress` while it goes on, then `done` or
/// `failed`. The data of each is the import.
#[utoipa::path(get, path = "/library/imports/{id}/events", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = String, content_type = "text/event-stream"), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
async fn watch_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<impl IntoResponse> {
    find(&library, caller.id, id).await?;
    Ok(Sse::new(events(library, caller.id, id)).keep_alive(KeepAlive::default()))
}

/// The import whenever it changed, until it rests.
fn events(
    library: Library,
    owner: CustomerId,
    id: ImportId,
) -> impl Stream<Item = Result<Event, Infallible>> + Send + 'static {
    let begin = (library, None::<Import>, false);
    stream::unfold(begin, move |(library, told, ended)| async move {
        if ended {
            return None;
        }
        loop {
            // An import that was deleted has nothing more to tell.
            let import = find(&library, owner, id).await.ok()?;
            if told.as_ref() == Some(&import) {
                tokio::time::sleep(TICK).await;
                continue;
            }
            let (name, ended) = match import.state {
                ImportState::Running | ImportState::Undoing => ("progress", false),
                ImportState::Failed => ("failed", true),
                ImportState::Ready | ImportState::Done | ImportState::Undone => ("done", true),
            };
            let event = Event::default().event(name).json_data(&import).ok()?;
            return Some((Ok(event), (library, Some(import), ended)));
        }
    })
}

/// What became of each row: `row,outcome,reason,title,artist`.
#[utoipa::path(get, path = "/library/imports/{id}/report", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
async fn get_import_report(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<Response> {
    find(&library, caller.id, id).await?;
    match tokio::fs::File::open(Files::new(&library, id).report()).await {
        Ok(file) => {
            attachment("text/csv; charset=utf-8", "import-report.csv", Body::from_stream(ReaderStream::new(file)))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Problem::not_found("report of import", id)),
        Err(error) => Err(Problem::internal(error)),
    }
}

fn attachment(media_type: &'static str, name: &str, body: Body) -> http::Result<Response> {
    let plain: String = name.chars().map(|c| if c.is_ascii_graphic() && c != '"' { c } else { '_' }).collect();
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let disposition = HeaderValue::from_str(&disposition).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}

/// Ends an import that is under way before its next rows. What came before stays: undoing the import takes it back.
#[utoipa::path(post, path = "/library/imports/{id}/stop", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 202, body = Import), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn stop_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<(StatusCode, Json<Import>)> {
    Ok((StatusCode::ACCEPTED, Json(super::stop(&library, caller.id, id).await?)))
}

/// Takes a whole import back, in the background: songs it added go, songs it filled are as before,
/// its playlists go.
#[utoipa::path(post, path = "/library/imports/{id}/undo", tag = "library", params(("id" = ImportId, Path)),
    security(("bearer" = [])),
    responses((status = 202, body = Import), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn undo_import(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<ImportId>,
) -> http::Result<(StatusCode, Json<Import>)> {
    Ok((StatusCode::ACCEPTED, Json(super::undo(&library, caller.id, id).await?)))
}

#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ImportMappings)]
struct Mappings {
    items: Vec<NamedMapping>,
}

/// Mappings that were kept.
#[utoipa::path(get, path = "/library/import-mappings", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = Mappings), (status = 401, body = Problem)))]
async fn list_import_mappings(State(library): State<Library>, caller: Customer) -> http::Result<Json<Mappings>> {
    Ok(Json(Mappings { items: queries::mappings(&library, caller.id).await.map_err(Problem::from)? }))
}

/// Forgets a mapping.
#[utoipa::path(delete, path = "/library/import-mappings/{name}", tag = "library", params(("name" = String, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn delete_import_mapping(
    State(library): State<Library>,
    caller: Customer,
    Path(name): Path<String>,
) -> http::Result<StatusCode> {
    match queries::delete_mapping(&library, caller.id, &name).await.map_err(Problem::from)? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found("mapping", name)),
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AskExport {
    #[param(inline)]
    format: ExportFormat,
    /// Only this playlist.
    playlist: Option<SongListId>,
    /// Only what this search finds, as in the list of songs.
    q: Option<String>,
    filter: Option<String>,
}

/// The library, a playlist or a search as a file.
#[utoipa::path(get, path = "/library/export", tag = "library", params(AskExport), security(("bearer" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn export_library(
    State(library): State<Library>,
    caller: Customer,
    Query(ask): Query<AskExport>,
) -> http::Result<Response> {
    let AskExport { format, playlist, q, filter } = ask;
    let is_search = q.is_some() || filter.is_some();
    let selection = is_search.then(|| Selection::Found(ByView { q, filter, ..ByView::default() }));
    send(&library, caller.id, ExportRequest { format, playlist, selection }).await
}

#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SongExport {
    format: ExportFormat,
    selection: Selection,
}

/// Selected songs as a file, in the order of the selection.
#[utoipa::path(post, path = "/library/export", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 400, body = Problem),
        (status = 401, body = Problem)))]
async fn export_songs(
    State(library): State<Library>,
    caller: Customer,
    Json(SongExport { format, selection }): Json<SongExport>,
) -> http::Result<Response> {
    send(&library, caller.id, ExportRequest { format, playlist: None, selection: Some(selection) }).await
}

async fn send(library: &Library, owner: CustomerId, request: ExportRequest) -> http::Result<Response> {
    let media_type = request.format.media_type();
    let file = super::export(library, owner, request).await?;
    attachment(media_type, &file.name, Body::from_stream(file.bytes))
}
