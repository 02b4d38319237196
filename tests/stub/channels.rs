//! What the API tells about channels, apart from their sessions.

use super::api::{error, is_known, unauthorized};
use super::credentials::CHANNEL;
use super::{RecordedRequest, StubResponse};
use serde_json::json;

const NAME: &str = "moss_and_fern";

/// Private values in the answer about one's own channel. The page must not keep them.
pub const PRIVATE: [&str; 3] = [
    "moss@example.com",
    "made-up-api-token",
    "https://cdn.example.com/avatar.png",
];

pub(super) fn own_channel(request: &RecordedRequest) -> StubResponse {
    if !is_known(request) {
        return unauthorized();
    }
    let [email, token, picture] = PRIVATE;
    StubResponse::json(
        &json!({
            "_id": CHANNEL, "provider": "twitch", "username": NAME, "email": email,
            "apiToken": token, "avatar": picture, "accessToken": token, "users": [],
        })
        .to_string(),
    )
}

pub(super) fn tip_page() -> StubResponse {
    StubResponse::json(&json!({ "currency": { "code": "EUR", "symbol": "€" } }).to_string())
}

pub(super) fn channel(request: &RecordedRequest) -> StubResponse {
    match request.path.rsplit('/').next() {
        Some(NAME) => StubResponse::json(
            &json!({
                "_id": CHANNEL, "provider": "twitch", "username": NAME, "displayName": "Moss and Fern",
            })
            .to_string(),
        ),
        name => error(
            404,
            "Not Found",
            &format!("channel {} was not found", name.unwrap_or_default()),
        ),
    }
}
