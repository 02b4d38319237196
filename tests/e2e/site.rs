//! The built site, served as GitHub Pages would: under a sub-path, compressed,
//! without a header of ours.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

const PATH: &str = "/streams/overlay";

/// A file that was asked for.
#[derive(Clone, Debug)]
pub struct Served {
    /// With the query.
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub status: StatusCode,
    /// Bytes of the body as sent.
    pub size: usize,
}

/// What the site does to what it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServeMode {
    Faithful,
    /// One byte of the wasm is another.
    Tampered,
    /// The wasm is gone until the page is asked for past the caches, as after
    /// a renewal.
    Renewed,
}

#[derive(Clone)]
struct Shared {
    log: Arc<Mutex<Vec<Served>>>,
    care: ServeMode,
}

impl Shared {
    /// Whether the page itself was asked for past the caches.
    fn was_renewed(&self) -> bool {
        let log = self.log.lock().unwrap();
        log.iter().any(|served| {
            let cache = served.headers.get("cache-control");
            let path = served.path.split('?').next().unwrap_or_default();
            !path.contains('.') && cache.is_some_and(|words| words == "no-cache")
        })
    }
}

/// The running server; ends when dropped.
pub struct Site {
    /// The address of `index.html`, with a slash at its end.
    pub base: String,
    shared: Shared,
    running: AbortHandle,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.running.abort();
    }
}

type Kept = (StatusCode, HeaderMap, Bytes);

/// Compressed once for all tests: a debug build compresses slowly.
static KEPT: LazyLock<Mutex<HashMap<String, Kept>>> = LazyLock::new(Mutex::default);

pub fn dist() -> PathBuf {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let dist = std::env::var_os("DIST").map_or_else(usual, PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "no built site in {}: run `make dist`, or name another folder in DIST",
        dist.display()
    );
    dist
}

impl Site {
    /// Starts a server on a free port of this machine.
    pub async fn start(care: ServeMode) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Shared {
            log: Arc::default(),
            care,
        };
        let ten_minutes = HeaderValue::from_static("max-age=600");
        let files = Router::new()
            .nest_service(PATH, ServeDir::new(dist()))
            .layer(SetResponseHeaderLayer::overriding(
                header::CACHE_CONTROL,
                ten_minutes,
            ))
            .layer(from_fn(at_once))
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(shared.clone(), serve));
        let running = tokio::spawn(async move {
            let _ = axum::serve(listener, files).await;
        });
        Site {
            // Another name than the API's, so that it is another host.
            base: format!("http://localhost:{port}{PATH}/"),
            shared,
            running: running.abort_handle(),
        }
    }

    /// Everything that was asked for, in order.
    pub fn log(&self) -> Vec<Served> {
        self.shared.log.lock().unwrap().clone()
    }
}

async fn serve(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = request.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect();
    let (status, fields, body) = match shared.care {
        ServeMode::Tampered if uri.path().contains(".wasm") => tampered(request, next).await,
        ServeMode::Renewed if uri.path().contains(".wasm") && !shared.was_renewed() => {
            (StatusCode::NOT_FOUND, HeaderMap::new(), Bytes::new())
        }
        ServeMode::Tampered | ServeMode::Renewed | ServeMode::Faithful => kept(request, next).await,
    };
    shared.log.lock().unwrap().push(Served {
        path: uri.to_string(),
        headers,
        status,
        size: body.len(),
    });
    response((status, fields, body))
}

/// Whole bodies, because compressed piece by piece they differ in size from
/// run to run.
async fn at_once(request: Request, next: Next) -> Response {
    response(whole(next.run(request).await).await)
}

fn response((status, fields, body): Kept) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = fields;
    response
}

async fn kept(mut request: Request, next: Next) -> Kept {
    let path = request.uri().path().to_owned();
    if let Some(kept) = KEPT.lock().unwrap().get(&path) {
        return kept.clone();
    }
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    let gzip = HeaderValue::from_static("gzip");
    request.headers_mut().insert(header::ACCEPT_ENCODING, gzip);
    let kept = whole(next.run(request).await).await;
    KEPT.lock().unwrap().insert(path, kept.clone());
    kept
}

async fn tampered(mut request: Request, next: Next) -> Kept {
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let (status, fields, body) = whole(next.run(request).await).await;
    let mut body = body.to_vec();
    if let Some(last) = body.last_mut() {
        *last ^= 1;
    }
    (status, fields, body.into())
}

async fn whole(response: Response) -> Kept {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, 1 << 26).await.unwrap();
    let mut fields = head.headers;
    fields.remove(header::TRANSFER_ENCODING);
    fields.insert(header::CONTENT_LENGTH, body.len().into());
    (head.status, fields, body)
}
