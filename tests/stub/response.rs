//! Scripted responses of the stub.

use super::InFlight;
use super::connection::ResetHandle;
use super::cors::cors_headers;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures::StreamExt;
use std::time::Duration;

/// How the stub responds to a request.
#[derive(Clone, Debug)]
pub enum StubResponse {
    /// With what the API would send for the stored session.
    Session,
    /// With exactly this.
    Custom(CustomResponse),
    /// Not at all.
    Hang,
    /// With a TCP reset before the first byte.
    Reset,
}

/// A response with all its parts.
#[derive(Clone, Debug)]
pub struct CustomResponse {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether it has CORS headers.
    pub cors: bool,
    /// Whether it is compressed if the client accepts that.
    pub gzip: bool,
    /// Before the headers.
    pub delay: Duration,
    /// Between the two halves of the body.
    pub pause: Duration,
}

impl StubResponse {
    /// A status with the error body that the API sends with it.
    pub fn status(status: u16) -> StubResponse {
        let body = serde_json::json!({
            "statusCode": status, "error": status_code(status).canonical_reason(), "message": "No",
        });
        StubResponse::text(status, "application/json; charset=utf-8", &body.to_string())
    }

    /// Status 200 with this JSON.
    pub fn json(body: &str) -> StubResponse {
        StubResponse::text(200, "application/json; charset=utf-8", body)
    }

    /// A response with this content type and body.
    pub fn text(status: u16, content_type: &str, body: &str) -> StubResponse {
        StubResponse::Custom(CustomResponse {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.as_bytes().to_vec(),
            cors: true,
            gzip: false,
            delay: Duration::ZERO,
            pause: Duration::ZERO,
        })
    }

    /// Status 307 to this location.
    pub fn redirect(to: &str) -> StubResponse {
        StubResponse::text(307, "text/plain", "").with_header("location", to)
    }

    pub fn with_header(self, name: &str, value: &str) -> StubResponse {
        self.modify(|custom| custom.headers.push((name.to_owned(), value.to_owned())))
    }

    /// Removes the CORS headers, so that no other origin can read it.
    pub fn without_cors(self) -> StubResponse {
        self.modify(|custom| custom.cors = false)
    }

    pub fn gzip(self) -> StubResponse {
        self.modify(|custom| custom.gzip = true)
    }

    /// Delays the headers.
    pub fn with_delay(self, delay: Duration) -> StubResponse {
        self.modify(|custom| custom.delay = delay)
    }

    /// Delays the second half of the body.
    pub fn with_pause(self, pause: Duration) -> StubResponse {
        self.modify(|custom| custom.pause = pause)
    }

    fn modify(self, change: impl FnOnce(&mut CustomResponse)) -> StubResponse {
        match self {
            StubResponse::Custom(mut custom) => {
                change(&mut custom);
                StubResponse::Custom(custom)
            }
            StubResponse::Session | StubResponse::Hang | StubResponse::Reset => {
                panic!("{self:?} is not a custom response")
            }
        }
    }

    pub(super) async fn send(self, in_flight: InFlight, connection: &ResetHandle) -> Response {
        let custom = match self {
            StubResponse::Custom(custom) => custom,
            StubResponse::Hang => std::future::pending().await,
            StubResponse::Reset | StubResponse::Session => {
                connection.reset();
                return Response::default();
            }
        };
        tokio::time::sleep(custom.delay).await;
        if custom.pause.is_zero() {
            return StubResponse::Custom(custom).into_response();
        }
        let (first, second) = custom.body.split_at(custom.body.len() / 2);
        let first = Bytes::copy_from_slice(first);
        let second = Bytes::copy_from_slice(second);
        let pause = custom.pause;
        let delayed = async move {
            tokio::time::sleep(pause).await;
            drop(in_flight);
            second
        };
        let chunks =
            futures::stream::once(async { first }).chain(futures::stream::once(Box::pin(delayed)));
        let body = Body::from_stream(chunks.map(Ok::<Bytes, std::convert::Infallible>));
        StubResponse::Custom(custom).into_response().map(|_| body)
    }

    pub(super) fn into_response(self) -> Response {
        let StubResponse::Custom(custom) = self else {
            return Response::default();
        };
        let mut response = Response::new(Body::from(custom.body.clone()));
        *response.status_mut() = status_code(custom.status);
        let headers = response.headers_mut();
        for (name, value) in &custom.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a valid header name");
            let value = HeaderValue::from_str(value).expect("a valid header value");
            headers.append(name, value);
        }
        if custom.cors {
            for (name, value) in cors_headers() {
                // A test may expose more headers than the API does.
                headers.entry(name).or_insert(value);
            }
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response.extensions_mut().insert(custom);
        response
    }
}

fn status_code(code: u16) -> StatusCode {
    StatusCode::from_u16(code).expect("a status")
}
