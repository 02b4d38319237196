//! The text of a response, or why there is none.

use crate::browser::clock;
use crate::polling::{Fault, RequestError, schedule};
use gloo_net::http::Response;

/// The text of a response of the server at `origin`, if it is complete and a success.
pub(super) async fn text(
    origin: &str,
    response: Result<Response, gloo_net::Error>,
) -> Result<String, RequestError> {
    // The browser's own message can contain the address.
    let response = response.map_err(|_| Fault::Unreachable)?;
    // The browser resolves an invalid origin as a path of this site.
    let may_be_foreign = response.redirected() || !origin.starts_with("http");
    if may_be_foreign && !is_at_origin(origin, &response.url()) {
        return Err(Fault::Unreachable.into());
    }
    if let Some(fault) = Fault::of_status(response.status()) {
        return Err(RequestError {
            fault,
            retry_after: retry_after(&response),
        });
    }
    let text = response.text().await;
    text.map_err(|_| Fault::Unreachable.into())
}

fn is_at_origin(origin: &str, url: &str) -> bool {
    let rest = url.strip_prefix(origin);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// From headers that are only readable if the server exposes them to other origins.
fn retry_after(response: &Response) -> Option<f64> {
    let header = |name| response.headers().get(name);
    let (after, reset) = (header("Retry-After"), header("X-RateLimit-Reset"));
    schedule::retry_after(
        after.as_deref(),
        reset.as_deref().filter(|_| response.status() == 429),
        clock::now(),
        clock::parse_http_date,
    )
}
