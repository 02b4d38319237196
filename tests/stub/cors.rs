//! What lets pages of other origins read the answers.

use super::Answer;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::response::Response;

/// An answer open to all, and to preflights what they ask for.
pub(super) fn with_cors(answer: Answer, method: &Method) -> Response {
    let mut response = answer.plain();
    let headers = response.headers_mut();
    for (name, value) in open_headers() {
        headers.insert(name, value);
    }
    if method == Method::OPTIONS {
        for (name, value) in [
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "authorization, content-type",
            ),
            (
                header::ACCESS_CONTROL_ALLOW_METHODS,
                "GET, PUT, POST, DELETE",
            ),
            (header::ACCESS_CONTROL_MAX_AGE, "0"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Whoever asks may read it, and these of its headers.
pub(super) fn open_headers() -> [(HeaderName, HeaderValue); 2] {
    let exposed = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset";
    [
        (
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        ),
        (
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(exposed),
        ),
    ]
}
