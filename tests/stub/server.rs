//! A local server for the session API. It records requests and fails as scripted.

mod api;
mod channels;
mod connection;
mod control;
mod cors;
mod credentials;
pub mod gateway;
pub mod response;
mod shared;

pub use api::{APIKEY, CHANNEL, JWT, Operation};
pub use channels::PRIVATE;
pub use response::StubResponse;

use api::ApiState;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use connection::{ResetHandle, ResettableListener};
use cors::with_cors;
use response::CustomResponse;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tower_http::compression::CompressionLayer;

/// A request that the server received.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    pub method: String,
    /// Includes the query.
    pub path: String,
    /// Header names are in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// Seconds since the server started.
    pub at: f64,
}

impl RecordedRequest {
    fn to_json(&self) -> Value {
        json!({
            "method": self.method, "path": self.path, "headers": self.headers, "body": self.body,
            "at": self.at,
        })
    }
}

#[derive(Default)]
struct Inner {
    api: ApiState,
    /// The next responses by operation. The last one of a queue repeats.
    script: HashMap<Operation, VecDeque<StubResponse>>,
    log: Vec<RecordedRequest>,
    polls: usize,
    in_flight: usize,
    max_in_flight: usize,
}

type Shared = shared::Shared<Inner>;

/// Counts a request as in flight until dropped.
struct InFlight(Shared);

impl InFlight {
    fn new(shared: &Shared) -> InFlight {
        let mut inner = shared.lock();
        inner.in_flight += 1;
        inner.max_in_flight = inner.max_in_flight.max(inner.in_flight);
        InFlight(shared.clone())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.lock().in_flight -= 1;
    }
}

/// A server that stops when dropped.
pub struct Stub {
    /// Scheme, host and port.
    pub origin: String,
    shared: Shared,
    server: AbortHandle,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Stub {
    /// Starts a server on a free port of this machine.
    pub async fn start() -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!(
            "http://{}",
            listener.local_addr().expect("a bound listener")
        );
        let shared = Shared::new();
        // Compression would buffer a body that is slow or ends early.
        let should_compress = |_, _, _: &HeaderMap, extensions: &axum::http::Extensions| {
            let custom = extensions.get::<CustomResponse>();
            custom.is_some_and(|custom| custom.gzip)
        };
        let router = Router::new()
            .fallback(handle)
            .layer(CompressionLayer::new().compress_when(should_compress))
            .with_state(shared.clone());
        let service = router.into_make_service_with_connect_info::<ResetHandle>();
        let server = tokio::spawn(async move {
            let _ = axum::serve(ResettableListener(listener), service).await;
        });
        Stub {
            origin,
            shared,
            server: server.abort_handle(),
        }
    }

    /// Replaces the session with this JSON document.
    pub fn set_session(&self, document: &str) {
        self.shared.lock().api.session = serde_json::from_str(document).expect("valid JSON");
    }

    /// Sets one entry of the session.
    pub fn set(&self, key: &str, entry: Value) {
        self.shared.lock().api.session["data"][key] = entry;
    }

    /// An entry of the session; null if it has none with this key.
    pub fn entry(&self, key: &str) -> Value {
        self.shared.lock().api.session["data"][key].clone()
    }

    /// Resets the session as the API does, and returns its entries.
    pub fn reset(&self) -> Value {
        self.shared.lock().api.reset()["data"].take()
    }

    /// Scripts the responses to polls. The last one repeats.
    pub fn respond(&self, responses: impl IntoIterator<Item = StubResponse>) {
        self.respond_to(Operation::Get, responses);
    }

    /// Scripts the responses to an operation. The last one repeats.
    pub fn respond_to(
        &self,
        operation: Operation,
        responses: impl IntoIterator<Item = StubResponse>,
    ) {
        let responses = responses.into_iter().collect();
        self.shared.lock().script.insert(operation, responses);
    }

    /// All requests since the last [`Stub::clear_requests`], preflights included.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.lock().log.clone()
    }

    /// The times of the recorded polls, in seconds since the server started.
    pub fn poll_times(&self) -> Vec<f64> {
        let requests = self.requests().into_iter();
        requests
            .filter(|request| request.method == "GET")
            .map(|request| request.at)
            .collect()
    }

    /// The number of polls, cleared ones included.
    pub fn poll_count(&self) -> usize {
        self.shared.lock().polls
    }

    /// Removes all recorded requests.
    pub fn clear_requests(&self) {
        self.shared.lock().log.clear();
    }

    /// Seconds since the server started.
    pub fn now(&self) -> f64 {
        self.shared.now()
    }

    /// The maximum number of requests in flight at once, preflights excluded.
    pub fn max_concurrent(&self) -> usize {
        self.shared.lock().max_in_flight
    }
}

async fn handle(
    State(shared): State<Shared>,
    ConnectInfo(connection): ConnectInfo<ResetHandle>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    if head.uri.path() == "/log" || head.uri.path() == "/script" {
        let response = control::handle(&mut shared.lock(), &head.method, head.uri.path(), &body);
        return with_cors(response, &head.method);
    }
    let request = RecordedRequest {
        method: head.method.to_string(),
        path: head.uri.to_string(),
        headers: to_map(&head.headers),
        body: String::from_utf8_lossy(&body).into_owned(),
        at: shared.now(),
    };
    {
        let mut inner = shared.lock();
        inner.polls += usize::from(head.method == Method::GET);
        inner.log.push(request.clone());
    }
    if head.method == Method::OPTIONS {
        return with_cors(StubResponse::status(204), &head.method).map(|_| Body::empty());
    }
    let in_flight = InFlight::new(&shared);
    let response = next_response(&shared, &request);
    response.send(in_flight, &connection).await
}

/// The next scripted response, or that of the API.
fn next_response(shared: &Shared, request: &RecordedRequest) -> StubResponse {
    let operation = Operation::from_request(&request.method, &request.path);
    let mut inner = shared.lock();
    if let Some(script) = operation.and_then(|operation| inner.script.get_mut(&operation)) {
        let next = if script.len() > 1 {
            script.pop_front()
        } else {
            script.front().cloned()
        };
        match next {
            Some(StubResponse::Session) | None => {}
            Some(response) => return response,
        }
    }
    inner.api.respond(operation, request)
}

fn to_map(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect()
}
