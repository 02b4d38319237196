//! Serves the built site as GitHub Pages does: under a sub-path, compressed, with a
//! cache lifetime of ten minutes and no headers of its own.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Longer than a page takes to show its first value on a busy machine.
pub const FACE_DELAY: Duration = Duration::from_secs(6);
const PATH: &str = "/streams/overlay";

/// A request and its response.
#[derive(Clone, Debug)]
pub struct ServedFile {
    /// Includes the query.
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub status: StatusCode,
    /// Bytes of the compressed body.
    pub size: usize,
}

/// How the site serves the wasm and the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServeMode {
    Normal,
    /// One byte is changed.
    CorruptWasm,
    /// It is missing until the HTML is requested with `no-cache`, as for a visitor with
    /// cached HTML after a deployment.
    StaleHtml,
    /// The faces come after [`FACE_DELAY`].
    LateFaces,
    /// The faces are missing.
    NoFaces,
}

#[derive(Clone)]
struct Shared {
    folder: PathBuf,
    log: Arc<Mutex<Vec<ServedFile>>>,
    mode: ServeMode,
}

impl Shared {
    /// Whether the HTML was requested with `no-cache`.
    fn html_was_revalidated(&self) -> bool {
        let log = self.log.lock().unwrap();
        log.iter().any(|served| {
            let cache = served.headers.get("cache-control");
            let path = served.path.split('?').next().unwrap_or_default();
            !path.contains('.') && cache.is_some_and(|value| value == "no-cache")
        })
    }
}

/// A server that stops when dropped.
pub struct Site {
    /// The address of `index.html`, which ends in a slash.
    pub base: String,
    shared: Shared,
    server: AbortHandle,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

type FullResponse = (StatusCode, HeaderMap, Bytes);

/// Compressed responses by folder and path, shared by all tests because a debug build
/// compresses slowly.
static CACHE: LazyLock<Mutex<HashMap<(PathBuf, String), FullResponse>>> =
    LazyLock::new(Mutex::default);

/// The folder of the built site: `DIST`, or `dist`.
pub fn dist() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let dist = std::env::var_os("DIST").map_or_else(default, PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "no built site in {}: run `make dist` or set DIST to another folder",
        dist.display()
    );
    dist
}

impl Site {
    /// Serves the built site on a free port of this machine.
    pub async fn start(mode: ServeMode) -> Site {
        Site::serve(dist(), mode).await
    }

    /// Serves a folder on a free port of this machine.
    pub async fn serve(folder: PathBuf, mode: ServeMode) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Shared {
            folder: folder.clone(),
            log: Arc::default(),
            mode,
        };
        let cache_control = HeaderValue::from_static("max-age=600");
        let files = Router::new()
            .nest_service(PATH, ServeDir::new(folder))
            .layer(SetResponseHeaderLayer::overriding(
                header::CACHE_CONTROL,
                cache_control,
            ))
            .layer(from_fn(buffer))
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(shared.clone(), serve));
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, files).await;
        });
        Site {
            // The API uses 127.0.0.1, so this is another host.
            base: format!("http://localhost:{port}{PATH}/"),
            shared,
            server: server.abort_handle(),
        }
    }

    /// All requests, in order.
    pub fn log(&self) -> Vec<ServedFile> {
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
    let (status, response_headers, body) = match shared.mode {
        ServeMode::CorruptWasm if uri.path().contains(".wasm") => corrupted(request, next).await,
        ServeMode::StaleHtml if uri.path().contains(".wasm") && !shared.html_was_revalidated() => {
            (StatusCode::NOT_FOUND, HeaderMap::new(), Bytes::new())
        }
        ServeMode::NoFaces if uri.path().contains("/faces/") => {
            (StatusCode::NOT_FOUND, HeaderMap::new(), Bytes::new())
        }
        mode => {
            if mode == ServeMode::LateFaces && uri.path().contains("/faces/") {
                tokio::time::sleep(FACE_DELAY).await;
            }
            cached(&shared.folder, request, next).await
        }
    };
    shared.log.lock().unwrap().push(ServedFile {
        path: uri.to_string(),
        headers,
        status,
        size: body.len(),
    });
    response((status, response_headers, body))
}

/// Buffers the body before compression: compressed in chunks, its size varies between
/// runs.
async fn buffer(request: Request, next: Next) -> Response {
    response(read_to_end(next.run(request).await).await)
}

fn response((status, headers, body): FullResponse) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

async fn cached(folder: &Path, mut request: Request, next: Next) -> FullResponse {
    let file = (folder.to_owned(), request.uri().path().to_owned());
    if let Some(response) = CACHE.lock().unwrap().get(&file) {
        return response.clone();
    }
    request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    let gzip = HeaderValue::from_static("gzip");
    request.headers_mut().insert(header::ACCEPT_ENCODING, gzip);
    let response = read_to_end(next.run(request).await).await;
    CACHE.lock().unwrap().insert(file, response.clone());
    response
}

async fn corrupted(mut request: Request, next: Next) -> FullResponse {
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let (status, headers, body) = read_to_end(next.run(request).await).await;
    let mut body = body.to_vec();
    if let Some(last) = body.last_mut() {
        *last ^= 1;
    }
    (status, headers, body.into())
}

async fn read_to_end(response: Response) -> FullResponse {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, 1 << 26).await.unwrap();
    let mut headers = head.headers;
    headers.remove(header::TRANSFER_ENCODING);
    headers.insert(header::CONTENT_LENGTH, body.len().into());
    (head.status, headers, body)
}
