//! A server on this machine that speaks the session API, remembers what it was
//! asked, and fails in every way that it is told to.

// Each of its users needs another part of it.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used
)]

pub mod answer;
mod api;
mod cors;
mod names;
mod wire;

pub use answer::Answer;
pub use api::{APIKEY, CHANNEL, JWT, Operation};

use answer::Given;
use api::Memory;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use cors::with_cors;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;
use tower_http::compression::CompressionLayer;
use wire::{Cut, Wire};

/// A call that the server got.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    /// With the query.
    pub path: String,
    /// By their names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// Seconds since the server started.
    pub at: f64,
}

impl Call {
    fn json(&self) -> Value {
        json!({
            "method": self.method, "path": self.path, "headers": self.headers, "body": self.body,
            "at": self.at,
        })
    }
}

/// What the server knows and is told.
struct Inner {
    memory: Memory,
    /// What comes instead of the memory's word; the last of a queue stays.
    script: HashMap<Operation, VecDeque<Answer>>,
    log: Vec<Call>,
    polls: usize,
    busy: usize,
    busiest: usize,
}

#[derive(Clone)]
struct Shared {
    inner: Arc<Mutex<Inner>>,
    started: Instant,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Counts a call as going on until dropped.
struct Busy(Shared);

impl Busy {
    fn new(shared: &Shared) -> Busy {
        let mut inner = shared.lock();
        inner.busy += 1;
        inner.busiest = inner.busiest.max(inner.busy);
        Busy(shared.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.lock().busy -= 1;
    }
}

/// The running server; ends when dropped.
pub struct Stub {
    /// Without a path.
    pub origin: String,
    shared: Shared,
    running: AbortHandle,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.running.abort();
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
        let shared = Shared {
            inner: Arc::new(Mutex::new(Inner {
                memory: Memory::default(),
                script: HashMap::new(),
                log: Vec::new(),
                polls: 0,
                busy: 0,
                busiest: 0,
            })),
            started: Instant::now(),
        };
        // A body that comes slowly or breaks off must not be held back.
        let expected = |_, _, _: &HeaderMap, given: &axum::http::Extensions| {
            given.get::<Given>().is_some_and(|given| given.gzip)
        };
        let router = Router::new()
            .fallback(handle)
            .layer(CompressionLayer::new().compress_when(expected))
            .with_state(shared.clone());
        let service = router.into_make_service_with_connect_info::<Cut>();
        let running = tokio::spawn(async move {
            let _ = axum::serve(Wire(listener), service).await;
        });
        Stub {
            origin,
            shared,
            running: running.abort_handle(),
        }
    }

    /// Makes the session what this document says.
    pub fn set_session(&self, document: &str) {
        self.shared.lock().memory.session = serde_json::from_str(document).expect("JSON");
    }

    /// Sets one entry of the session.
    pub fn set(&self, key: &str, entry: Value) {
        self.shared.lock().memory.session["data"][key] = entry;
    }

    /// Answers polls so, one after the other, and then always as the last says.
    pub fn answer(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answer_to(Operation::Get, answers);
    }

    /// Answers calls of one kind so.
    pub fn answer_to(&self, operation: Operation, answers: impl IntoIterator<Item = Answer>) {
        let answers = answers.into_iter().collect();
        self.shared.lock().script.insert(operation, answers);
    }

    /// Every call so far, preflights included.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.lock().log.clone()
    }

    /// When the polls came, in seconds since the server started.
    pub fn polls(&self) -> Vec<f64> {
        let calls = self.calls().into_iter();
        calls
            .filter(|call| call.method == "GET")
            .map(|call| call.at)
            .collect()
    }

    /// How many polls there were, those included that were forgotten.
    pub fn poll_count(&self) -> usize {
        self.shared.lock().polls
    }

    /// Forgets every call so far.
    pub fn forget_calls(&self) {
        self.shared.lock().log.clear();
    }

    /// Seconds since the server started.
    pub fn now(&self) -> f64 {
        self.shared.started.elapsed().as_secs_f64()
    }

    /// The most calls that ever went on at once; preflights are none.
    pub fn busiest(&self) -> usize {
        self.shared.lock().busiest
    }
}

async fn handle(
    State(shared): State<Shared>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    if head.uri.path() == "/log" || head.uri.path() == "/script" {
        let answer = control(&shared, &head.method, head.uri.path(), &body);
        return with_cors(answer, &head.method);
    }
    let call = Call {
        method: head.method.to_string(),
        path: head.uri.to_string(),
        headers: named(&head.headers),
        body: String::from_utf8_lossy(&body).into_owned(),
        at: shared.started.elapsed().as_secs_f64(),
    };
    {
        let mut inner = shared.lock();
        inner.polls += usize::from(head.method == Method::GET);
        inner.log.push(call.clone());
    }
    if head.method == Method::OPTIONS {
        return with_cors(Answer::status(204), &head.method).map(|_| Body::empty());
    }
    let busy = Busy::new(&shared);
    let answer = answer_of(&shared, &call);
    answer.send(busy, &cut).await
}

fn answer_of(shared: &Shared, call: &Call) -> Answer {
    let operation = Operation::of(&call.method, &call.path);
    let mut inner = shared.lock();
    if let Some(script) = operation.and_then(|operation| inner.script.get_mut(&operation)) {
        let next = if script.len() > 1 {
            script.pop_front()
        } else {
            script.front().cloned()
        };
        match next {
            Some(Answer::Session) | None => {}
            Some(answer) => return answer,
        }
    }
    inner.memory.answer(operation, call)
}

/// `GET /log`, `DELETE /log` and `PUT /script`, for those who reach the server
/// over the network alone.
fn control(shared: &Shared, method: &Method, path: &str, body: &Bytes) -> Answer {
    let mut inner = shared.lock();
    match (method.as_str(), path) {
        ("GET", "/log") => {
            let calls: Vec<Value> = inner.log.iter().map(Call::json).collect();
            return Answer::json(&Value::from(calls).to_string());
        }
        ("DELETE", "/log") => {
            inner.log.clear();
            inner.busiest = 0;
            inner.script.clear();
            inner.memory = Memory::default();
        }
        ("PUT", "/script") => {
            let script = serde_json::from_slice(body).unwrap_or_default();
            match answer::script(&script) {
                Some((operation, answers)) => drop(inner.script.insert(operation, answers)),
                None => return Answer::status(400),
            }
        }
        _ => {}
    }
    Answer::status(204)
}

fn named(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect()
}
