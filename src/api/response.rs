//! The text of a response, or why there is none.

use crate::browser::clock;
use crate::polling::{Fault, RequestError, schedule};
use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text of a successful response of the server at `origin`.
pub(super) async fn text(origin: &str, response: Response) -> Result<JsString, RequestError> {
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
    let unreachable = |_| Fault::Unreachable;
    let text = response.text().map_err(unreachable)?;
    let text = JsFuture::from(text).await.map_err(unreachable)?;
    Ok(text.unchecked_into())
}

fn is_at_origin(origin: &str, url: &str) -> bool {
    let rest = url.strip_prefix(origin);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// From headers that are only readable if the server exposes them to other origins.
fn retry_after(response: &Response) -> Option<f64> {
    let header = |name| response.headers().get(name).ok()?;
    let (after, reset) = (header("Retry-After"), header("X-RateLimit-Reset"));
    schedule::retry_after(
        after.as_deref(),
        reset.as_deref().filter(|_| response.status() == 429),
        clock::now(),
        clock::parse_http_date,
    )
}
