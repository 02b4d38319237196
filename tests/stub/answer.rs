//! What the server says instead of what it knows.

use super::cors::open_headers;
use super::wire::Cut;
use super::{Busy, Operation};
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures::StreamExt;
use serde_json::Value;
use std::collections::VecDeque;
use std::time::Duration;

/// An answer, or none.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The session that the server remembers.
    Session,
    /// Exactly this.
    Given(Given),
    /// Never.
    Hang,
    /// The connection is cut before the first byte.
    Reset,
}

/// An answer word by word.
#[derive(Clone, Debug)]
pub struct Given {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether other origins may read it.
    pub cors: bool,
    /// Whether it is compressed for who accepts that.
    pub gzip: bool,
    /// Before the head.
    pub delay: Duration,
    /// Between the two halves of the body.
    pub pause: Duration,
}

impl Answer {
    /// A status with the error body that the API has for it.
    pub fn status(status: u16) -> Answer {
        let body = serde_json::json!({
            "statusCode": status, "error": status_of(status).canonical_reason(), "message": "No",
        });
        Answer::text(status, "application/json; charset=utf-8", &body.to_string())
    }

    /// A success with this body.
    pub fn json(body: &str) -> Answer {
        Answer::text(200, "application/json; charset=utf-8", body)
    }

    pub fn text(status: u16, kind: &str, body: &str) -> Answer {
        Answer::Given(Given {
            status,
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: body.as_bytes().to_vec(),
            cors: true,
            gzip: false,
            delay: Duration::ZERO,
            pause: Duration::ZERO,
        })
    }

    /// Sends the caller elsewhere.
    pub fn redirect(to: &str) -> Answer {
        Answer::text(307, "text/plain", "").header("location", to)
    }

    pub fn header(self, name: &str, value: &str) -> Answer {
        self.but(|given| given.headers.push((name.to_owned(), value.to_owned())))
    }

    /// No other origin may read it.
    pub fn without_cors(self) -> Answer {
        self.but(|given| given.cors = false)
    }

    pub fn gzip(self) -> Answer {
        self.but(|given| given.gzip = true)
    }

    /// The head comes late.
    pub fn after(self, delay: Duration) -> Answer {
        self.but(|given| given.delay = delay)
    }

    /// The second half of the body comes late.
    pub fn pausing(self, pause: Duration) -> Answer {
        self.but(|given| given.pause = pause)
    }

    fn but(self, change: impl FnOnce(&mut Given)) -> Answer {
        match self {
            Answer::Given(mut given) => {
                change(&mut given);
                Answer::Given(given)
            }
            Answer::Session | Answer::Hang | Answer::Reset => panic!("{self:?} has no parts"),
        }
    }

    pub(super) async fn send(self, busy: Busy, cut: &Cut) -> Response {
        let given = match self {
            Answer::Given(given) => given,
            Answer::Hang => std::future::pending().await,
            Answer::Reset | Answer::Session => {
                cut.cut();
                return Response::default();
            }
        };
        tokio::time::sleep(given.delay).await;
        if given.pause.is_zero() {
            return Answer::Given(given).plain();
        }
        let (first, second) = given.body.split_at(given.body.len() / 2);
        let (first, second) = (
            Bytes::copy_from_slice(first),
            Bytes::copy_from_slice(second),
        );
        let pause = given.pause;
        let late = async move {
            tokio::time::sleep(pause).await;
            drop(busy);
            second
        };
        let parts =
            futures::stream::once(async { first }).chain(futures::stream::once(Box::pin(late)));
        let body = Body::from_stream(parts.map(Ok::<Bytes, std::convert::Infallible>));
        Answer::Given(given).plain().map(|_| body)
    }

    pub(super) fn plain(self) -> Response {
        let Answer::Given(given) = self else {
            return Response::default();
        };
        let mut response = Response::new(Body::from(given.body.clone()));
        *response.status_mut() = status_of(given.status);
        let headers = response.headers_mut();
        for (name, value) in &given.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
            headers.append(
                name,
                HeaderValue::from_str(value).expect("a header's value"),
            );
        }
        if given.cors {
            for (name, value) in open_headers() {
                // A script may expose more than the API does.
                headers.entry(name).or_insert(value);
            }
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response.extensions_mut().insert(given);
        response
    }
}

/// `{"to": "get", "answers": [{"status", "body", "headers", "cors", "delay",
/// "pause"}, "session", "hang", "reset"]}`, times in milliseconds.
pub(super) fn script(script: &Value) -> Option<(Operation, VecDeque<Answer>)> {
    let operation = Operation::named(script["to"].as_str().unwrap_or("get"))?;
    let answers = script["answers"].as_array()?.iter().map(one).collect();
    Some((operation, answers))
}

fn one(answer: &Value) -> Answer {
    match answer.as_str() {
        Some("hang") => return Answer::Hang,
        Some("reset") => return Answer::Reset,
        Some(_) => return Answer::Session,
        None => {}
    }
    let time = |name: &str| Duration::from_millis(answer[name].as_u64().unwrap_or(0));
    let body = match &answer["body"] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        json => json.to_string(),
    };
    let headers = answer["headers"].as_object().into_iter().flatten();
    let headers =
        headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or("").to_owned()));
    let status = u16::try_from(answer["status"].as_u64().unwrap_or(200)).expect("a status");
    Answer::Given(Given {
        status,
        headers: headers.collect(),
        body: body.into_bytes(),
        cors: answer["cors"].as_bool().unwrap_or(true),
        gzip: false,
        delay: time("delay"),
        pause: time("pause"),
    })
}

fn status_of(code: u16) -> StatusCode {
    StatusCode::from_u16(code).expect("a status")
}
