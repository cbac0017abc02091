//! Every route, and what stands around it.
//!
//! From the outside in: request id and log, safe headers, the client's address, who calls, known
//! parameters, limits. The catalogue answers from bytes serialised once.

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, Uri, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{
    Problem, cache,
    params::{self, KnownParams},
};
use identity::Identity;
use library::Library;
use serde::Serialize;
use store::Shop;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::Level;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as OpenApiDocument,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    App, account, customers,
    demo::{self, DemoAccount},
    layers::{self, TrustedProxies},
    staff, system, web,
};

/// Where the API begins.
const API: &str = "/api/v1";

/// Bodies of the API are short; what needs more says so itself.
const MAX_BODY: usize = 64 * 1024;
/// The documentation's pages bring inline styles of their own.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                           connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chinook",
        description = "A digital music store and a personal music library.\n\n\
            Amounts are whole minor units (99 is 0.99 USD). Moments are RFC 3339 in UTC. Lists answer \
            `{items, next_cursor}`; pass `next_cursor` as `cursor` for the next page. Errors are \
            `application/problem+json` (RFC 9457) with a stable `type`. Unknown parameters and fields are 400.\n\n\
            Sign in with `POST /api/v1/auth/sign-in` and send the `access_token` as `Authorization: Bearer …`. \
            It lives 15 minutes; `POST /api/v1/auth/refresh` gives another by the cookie that came with it. \
            Writes that move money or stock take an `Idempotency-Key`.",
        license(name = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "music", description = "The catalogue: public and cacheable"),
        (name = "auth", description = "Accounts, sign-in and sessions"),
        (name = "customers", description = "The caller's own profile"),
        (name = "cart", description = "What the caller is about to buy"),
        (name = "orders", description = "Orders, payments, invoices and downloads"),
        (name = "support", description = "Questions of the caller, and their answers"),
        (name = "library", description = "The caller's collection"),
        (name = "playlists", description = "The caller's playlists"),
        (name = "admin", description = "The back office: what the staff's roles allow"),
        (name = "sharing", description = "Playlists shown to others"),
        (name = "partner", description = "What partners' programs read with an API key"),
    ),
    // A group of rules holds groups of rules: what refers to itself is named here, and what stands in paths alone.
    components(schemas(store::territories::Holder, library::playlists::rules::Node, library::playlists::rules::Group, library::playlists::rules::Rule)),
    modifiers(&Bearer)
)]
struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut OpenApiDocument) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        document.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// The rooms' routers. Each is given its own state later, so that the document needs none.
struct Rooms {
    /// Public GETs whose bytes are kept.
    catalogue: OpenApiRouter<Shop>,
    /// What changes the catalogue: cached answers are forgotten after each write.
    desk: OpenApiRouter<Shop>,
    shop: OpenApiRouter<Shop>,
    identity: OpenApiRouter<Identity>,
    library: OpenApiRouter<Library>,
    account: OpenApiRouter<App>,
}

fn rooms() -> Rooms {
    Rooms {
        catalogue: OpenApiRouter::new()
            .merge(store::catalog::http::router())
            .merge(store::playlists::http::router())
            .merge(store::discover::router())
            .merge(store::audio::router()),
        desk: OpenApiRouter::new()
            .merge(store::catalog::admin::http::router())
            .merge(store::catalog::transfer::http::router())
            .merge(store::pricing::http::router())
            .merge(store::territories::http::router())
            .merge(store::inventory::http::router())
            .merge(store::uploads::http::router()),
        shop: OpenApiRouter::new()
            .merge(store::audio::preview_router())
            .merge(store::customers::http::router())
            .merge(store::cart::http::router())
            .merge(store::orders::http::router())
            .merge(store::purchases::http::router())
            .merge(store::invoices::http::router())
            .merge(store::promotions::http::router())
            .merge(store::gift_cards::http::router())
            .merge(store::download_codes::http::router())
            .merge(store::tax::http::router())
            .merge(store::audit::http::router())
            .merge(store::views::http::router())
            .merge(store::orders::admin::http::router())
            .merge(store::customers::admin::http::router())
            .merge(store::support::http::router())
            .merge(store::reports::http::router()),
        identity: identity::router(),
        library: library::router(),
        account: account::http::router()
            .merge(staff::http::router())
            .merge(customers::http::router())
            .merge(system::router()),
    }
}

/// The OpenAPI 3.1 document of the API.
pub fn openapi() -> OpenApiDocument {
    let Rooms { catalogue, desk, shop, identity, library, account } = rooms();
    let parts = [
        catalogue.into_openapi(),
        desk.into_openapi(),
        shop.into_openapi(),
        identity.into_openapi(),
        library.into_openapi(),
        account.into_openapi(),
    ];
    // Merged first: `nest` replaces a path that two rooms share, and loses one's operations.
    let rooms = parts.into_iter().reduce(OpenApiDocument::merge_from).unwrap_or_default();
    Document::openapi().nest(API, rooms)
}

fn api(app: &App) -> Router {
    let Rooms { catalogue, desk, shop, identity, library, account } = rooms();
    let catalogue = plain(catalogue).with_state(app.shop.clone()).layer(compression(6));
    let desk = plain(desk).with_state(app.shop.clone()).layer(from_fn_with_state(app.clone(), layers::after_writes));
    let the_rest = plain(shop)
        .with_state(app.shop.clone())
        .merge(desk)
        .merge(plain(identity).with_state(app.identity.clone()))
        .merge(plain(library).with_state(app.library.clone()))
        .merge(plain(account).with_state(app.clone()))
        .layer(compression(4));
    catalogue
        .layer(from_fn_with_state(app.cache.clone(), cache::serve))
        .layer(from_fn_with_state(app.clone(), layers::visitors_country))
        .merge(the_rest)
}

fn plain<S: Clone + Send + Sync + 'static>(router: OpenApiRouter<S>) -> Router<S> {
    router.split_for_parts().0
}

pub fn build(app: &App) -> Router {
    let document = openapi();
    let known = KnownParams::of(&document);
    let payments::Gateway::Test(gateway) = &app.shop.gateway;
    let house = Router::new()
        .route("/config.json", get(shop_config))
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .with_state(app.clone());
    let mut router =
        house.nest(API, api(app)).merge(payments::test::http::router(gateway.clone())).merge(docs(document));
    if let Some(folder) = app.mailer.folder().filter(|_| app.demo) {
        router = router.merge(notify::mailbox::http::router(folder.clone()));
    }
    let pages = Router::new().fallback(web::serve).layer(compression(6));
    router
        .fallback_service(pages)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(known, params::refuse_unknown))
        .layer(from_fn_with_state(app.clone(), layers::hold_up_guesses))
        .layer(from_fn_with_state(app.clone(), layers::authenticate))
        .layer(from_fn_with_state(trusted_proxies(app), layers::client_ip))
        .layer(from_fn(layers::time_limit))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(from_fn_with_state(app.config.public_url.is_https(), layers::safe_headers))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(request_span)
                .on_response(DefaultOnResponse::new().level(Level::DEBUG)),
        )
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

fn trusted_proxies(app: &App) -> TrustedProxies {
    TrustedProxies {
        addresses: app.config.trusted_proxies.as_slice().into(),
        country_header: app.config.country_header.clone(),
    }
}

/// The path without its query: tokens travel there.
fn request_span(request: &axum::extract::Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path())
}

/// Recordings and archives are compressed already.
fn compression(level: i32) -> CompressionLayer<impl Predicate> {
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("audio/"))
        .and(NotForContentType::const_new("application/zip"))
        .and(NotForContentType::const_new("application/pdf"));
    CompressionLayer::new().quality(CompressionLevel::Precise(level)).compress_when(worth_it)
}

fn docs(document: OpenApiDocument) -> Router {
    let pages: Router = SwaggerUi::new("/docs").url("/openapi.json", document).into();
    pages.layer(from_fn(async |request, next: axum::middleware::Next| {
        let mut response: Response = next.run(request).await;
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(DOCS_POLICY));
        response
    }))
}

async fn method_not_allowed(uri: Uri) -> Problem {
    let detail = format!("{} is there, but not for this method. See /docs.", uri.path());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed", detail)
}

/// What the web pages need to know of the shop before they ask for anything.
#[derive(Serialize)]
struct ShopConfig {
    shop_name: String,
    currency: String,
    demo: bool,
    demo_accounts: Vec<DemoAccount>,
    mailbox_url: Option<&'static str>,
}

async fn shop_config(State(app): State<App>) -> Response {
    let mailbox = app.demo && app.mailer.folder().is_some();
    let config = ShopConfig {
        shop_name: app.config.shop_name.clone(),
        currency: app.shop.settings.currency.to_string(),
        demo: app.demo,
        demo_accounts: demo::with_codes(&app),
        mailbox_url: mailbox.then_some("/demo/mail"),
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(config)).into_response()
}

/// The process runs.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The process can serve: its databases answer and the catalogue can be searched.
async fn readyz(State(app): State<App>) -> Result<&'static str, Problem> {
    store::catalog::version(&mut app.shop.db.read().await?).await?;
    if app.shop.index.needs_rebuild() {
        return Err(Problem::unavailable("The search index is being built."));
    }
    Ok("ready\n")
}
