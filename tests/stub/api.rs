//! The session API on a session in memory.

use super::channels::{channel, own_channel, tip_page};
pub use super::credentials::{APIKEY, CHANNEL, JWT};
use super::{RecordedRequest, StubResponse};
use serde_json::{Map, Value, json};

const BASE: &str = "/kappa/v2/";
const FIXTURE: &str = include_str!("../fixtures/session-2018.json");

/// An API operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    Get,
    Update,
    Reset,
    Reload,
    Settings,
    SetSettings,
    Top,
    Channel,
    OwnChannel,
    TipPage,
}

impl Operation {
    const ALL: [(&str, Operation); 10] = [
        ("get", Operation::Get),
        ("update", Operation::Update),
        ("reset", Operation::Reset),
        ("reload", Operation::Reload),
        ("settings", Operation::Settings),
        ("set-settings", Operation::SetSettings),
        ("top", Operation::Top),
        ("channel", Operation::Channel),
        ("own-channel", Operation::OwnChannel),
        ("tip-page", Operation::TipPage),
    ];

    /// The operation with this name in a script.
    pub fn from_name(name: &str) -> Option<Operation> {
        let found = Operation::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, operation)| *operation)
    }

    pub(super) fn from_request(method: &str, path: &str) -> Option<Operation> {
        let path = path.split('?').next()?.strip_prefix(BASE)?;
        let parts: Vec<&str> = path.split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", ["sessions", _]) => Some(Operation::Get),
            ("PUT", ["sessions", _]) => Some(Operation::Update),
            ("PUT", ["sessions", _, "reset"]) => Some(Operation::Reset),
            ("PUT", ["sessions", _, "reload"]) => Some(Operation::Reload),
            ("GET", ["sessions", _, "settings"]) => Some(Operation::Settings),
            ("PUT", ["sessions", _, "settings"]) => Some(Operation::SetSettings),
            ("GET", ["sessions", _, "top"]) => Some(Operation::Top),
            ("GET", ["channels", "me"]) => Some(Operation::OwnChannel),
            ("GET", ["channels", _]) => Some(Operation::Channel),
            ("GET", ["tipping", _]) => Some(Operation::TipPage),
            _ => None,
        }
    }

    fn needs_jwt(self) -> bool {
        match self {
            Operation::Update | Operation::Reset | Operation::Reload | Operation::SetSettings => {
                true
            }
            Operation::Get
            | Operation::Settings
            | Operation::Top
            | Operation::Channel
            | Operation::OwnChannel
            | Operation::TipPage => false,
        }
    }
}

/// The state of the API.
pub(super) struct ApiState {
    pub session: Value,
    settings: Value,
    changes: u32,
}

impl Default for ApiState {
    fn default() -> ApiState {
        ApiState {
            session: serde_json::from_str(FIXTURE).expect("JSON"),
            settings: json!({ "autoReset": true, "calendar": false, "resetOnStart": false }),
            changes: 0,
        }
    }
}

impl ApiState {
    pub fn respond(
        &mut self,
        operation: Option<Operation>,
        request: &RecordedRequest,
    ) -> StubResponse {
        // The target of redirects within the origin.
        if request.path == "/moved" {
            return StubResponse::json(&self.session.to_string()).gzip();
        }
        let Some(operation) = operation else {
            return error(404, "Not Found", "Cannot find that");
        };
        match operation {
            Operation::Channel => return channel(request),
            Operation::OwnChannel => return own_channel(request),
            Operation::TipPage => return tip_page(),
            _ => {}
        }
        if let Some(rejection) = check_access(operation, request) {
            return rejection;
        }
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let response = match operation {
            // The stub has no other counts that a reload could read.
            Operation::Get | Operation::Reload => self.session.clone(),
            Operation::Update => match body.as_object() {
                Some(entries) => self.update(entries),
                None => return error(400, "Bad Request", "The body must be an object"),
            },
            Operation::Reset => self.reset(),
            Operation::Settings => self.settings.clone(),
            Operation::SetSettings => {
                for (name, value) in body.as_object().into_iter().flatten() {
                    self.settings[name] = value.clone();
                }
                self.settings.clone()
            }
            Operation::Top => return self.top(request),
            Operation::Channel | Operation::OwnChannel | Operation::TipPage => Value::Null,
        };
        StubResponse::json(&response.to_string()).gzip()
    }

    /// The time of another change.
    fn next_timestamp(&mut self) -> String {
        self.changes += 1;
        format!("2018-05-10T12:00:00.{:03}Z", self.changes % 1000)
    }

    fn update(&mut self, entries: &Map<String, Value>) -> Value {
        for (key, entry) in entries {
            self.session["data"][key] = entry.clone();
        }
        self.session["updatedAt"] = self.next_timestamp().into();
        self.session.clone()
    }

    /// Empties the entries of the session and gives it another id.
    pub fn reset(&mut self) -> Value {
        let at = self.next_timestamp();
        for (key, entry) in self.session["data"].as_object_mut().expect("an object") {
            if !key.contains("-session") && !key.ends_with("-recent") {
                continue;
            }
            match entry {
                Value::Array(events) => events.clear(),
                Value::Object(fields) => {
                    for (name, value) in fields {
                        *value = if name == "name" { "".into() } else { 0.into() };
                    }
                }
                _ => {}
            }
        }
        self.session["_id"] = format!("5c0aa930de9a4cf194a1{:04x}", self.changes).into();
        for name in ["createdAt", "updatedAt", "lastReset"] {
            self.session[name] = at.clone().into();
        }
        self.session.clone()
    }

    /// The sums of the recent events by name, largest first.
    fn top(&self, request: &RecordedRequest) -> StubResponse {
        let query = request.path.split_once('?').map_or("", |(_, query)| query);
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(own, _)| *own == name)
                .map_or("", |(_, value)| value)
        };
        let number = |name: &str, default: usize| value(name).parse().unwrap_or(default);
        let intervals = ["session", "weekly", "monthly", "alltime"];
        if !intervals.contains(&value("interval")) || !["tip", "cheer"].contains(&value("type")) {
            return error(400, "Bad Request", "unknown interval or type");
        }
        let key = format!("{}-recent", value("type"));
        let mut sums: Vec<(String, f64)> = Vec::new();
        for event in self.session["data"][&key].as_array().into_iter().flatten() {
            let name = event["name"].as_str().unwrap_or_default().to_owned();
            let amount = event["amount"].as_f64().unwrap_or_default();
            match sums.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += amount,
                None => sums.push((name, amount)),
            }
        }
        sums.sort_by(|a, b| b.1.total_cmp(&a.1));
        let top = sums
            .iter()
            .skip(number("offset", 0))
            .take(number("limit", 10));
        let top: Vec<Value> = top
            .map(|(name, sum)| json!({ "username": name, "total": sum }))
            .collect();
        StubResponse::json(&Value::from(top).to_string())
    }
}

/// Whether the request has a credential of the channel.
pub(super) fn is_known(request: &RecordedRequest) -> bool {
    let credential = request.headers.get("authorization").map(String::as_str);
    let known = [format!("apikey {APIKEY}"), format!("Bearer {JWT}")];
    credential.is_some_and(|own| known.iter().any(|known| known == own))
}

pub(super) fn unauthorized() -> StubResponse {
    error(401, "Unauthorized", "No authorization token was found")
}

/// The error response if the credential or the channel is wrong.
fn check_access(operation: Operation, request: &RecordedRequest) -> Option<StubResponse> {
    let id = request
        .path
        .strip_prefix(BASE)?
        .split(['/', '?'])
        .nth(1)
        .unwrap_or_default();
    let credential = request.headers.get("authorization").map(String::as_str);
    if !is_known(request) {
        return Some(unauthorized());
    }
    if operation.needs_jwt() && credential != Some(&format!("Bearer {JWT}")) {
        return Some(error(
            403,
            "Forbidden",
            "Not allowed to perform this operation",
        ));
    }
    if id.len() != 24 || !id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Some(error(400, "Bad Request", "channel is not an id"));
    }
    if id != CHANNEL {
        return Some(error(
            404,
            "Not Found",
            &format!("channel {id} was not found"),
        ));
    }
    None
}

pub(super) fn error(status: u16, error: &str, message: &str) -> StubResponse {
    let body = json!({ "statusCode": status, "error": error, "message": message });
    StubResponse::text(status, "application/json; charset=utf-8", &body.to_string())
}
