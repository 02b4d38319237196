//! The CORS headers of the stub.

use super::StubResponse;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::response::Response;

/// A response with CORS headers, including those that a preflight request needs.
pub(super) fn with_cors(response: StubResponse, method: &Method) -> Response {
    let mut response = response.into_response();
    let headers = response.headers_mut();
    for (name, value) in cors_headers() {
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

/// The headers that let every origin read a response and its rate limit headers.
pub(super) fn cors_headers() -> [(HeaderName, HeaderValue); 2] {
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
