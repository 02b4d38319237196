//! The addresses with which tests in a browser control the stub.

use super::api::ApiState;
use super::response::CustomResponse;
use super::{Inner, Operation, RecordedRequest, StubResponse};
use axum::body::Bytes;
use axum::http::Method;
use serde_json::Value;
use std::collections::VecDeque;
use std::time::Duration;

/// Handles `GET /log`, `DELETE /log` and `PUT /script`, with which tests in a browser
/// control the server.
pub(super) fn handle(inner: &mut Inner, method: &Method, path: &str, body: &Bytes) -> StubResponse {
    match (method.as_str(), path) {
        ("GET", "/log") => {
            let log: Vec<Value> = inner.log.iter().map(RecordedRequest::to_json).collect();
            return StubResponse::json(&Value::from(log).to_string());
        }
        ("DELETE", "/log") => {
            inner.log.clear();
            inner.max_in_flight = 0;
            inner.script.clear();
            inner.api = ApiState::default();
        }
        ("PUT", "/script") => {
            let script = serde_json::from_slice(body).unwrap_or_default();
            match parse_script(&script) {
                Some((operation, responses)) => drop(inner.script.insert(operation, responses)),
                None => return StubResponse::status(400),
            }
        }
        _ => {}
    }
    StubResponse::status(204)
}

/// Parses the JSON of `PUT /script`: `{"to": "get", "answers": [{"status", "body",
/// "headers", "cors", "delay", "pause"}, "session", "hang", "reset"]}`. Times are in
/// milliseconds.
fn parse_script(script: &Value) -> Option<(Operation, VecDeque<StubResponse>)> {
    let operation = Operation::from_name(script["to"].as_str().unwrap_or("get"))?;
    let responses = script["answers"].as_array()?.iter().map(parse_response);
    Some((operation, responses.collect()))
}

fn parse_response(response: &Value) -> StubResponse {
    match response.as_str() {
        Some("hang") => return StubResponse::Hang,
        Some("reset") => return StubResponse::Reset,
        Some(_) => return StubResponse::Session,
        None => {}
    }
    let milliseconds = |name: &str| Duration::from_millis(response[name].as_u64().unwrap_or(0));
    let body = match &response["body"] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        json => json.to_string(),
    };
    let headers = response["headers"].as_object().into_iter().flatten();
    let headers =
        headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or("").to_owned()));
    let status = u16::try_from(response["status"].as_u64().unwrap_or(200)).expect("a status");
    StubResponse::Custom(CustomResponse {
        status,
        headers: headers.collect(),
        body: body.into_bytes(),
        cors: response["cors"].as_bool().unwrap_or(true),
        gzip: false,
        delay: milliseconds("delay"),
        pause: milliseconds("pause"),
    })
}
