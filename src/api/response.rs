//! What an answer says.

use crate::browser::clock;
use crate::browser::waiter::Waiter;
use crate::polling::{self, Fault, RequestError};
use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::Response;

/// The text of an answer of this origin, when it is there.
pub(super) async fn text(
    origin: &str,
    answer: Response,
    waiter: &Waiter,
) -> Result<JsString, RequestError> {
    // What is no origin is taken for a path of this site.
    let may_be_elsewhere = answer.redirected() || !origin.starts_with("http");
    if may_be_elsewhere && !is_of(origin, &answer.url()) {
        return Err(Fault::Unreachable.into());
    }
    if let Some(fault) = Fault::of_status(answer.status()) {
        return Err(RequestError {
            fault,
            retry_after: hint(&answer),
        });
    }
    let unreachable = |_| Fault::Unreachable;
    let text = answer.text().map_err(unreachable)?;
    let text = waiter.promised(text).await.map_err(unreachable)?;
    Ok(text.unchecked_into())
}

/// Whether an answer came from the server that was asked, and not from where a
/// redirect led.
fn is_of(origin: &str, url: &str) -> bool {
    let rest = url.strip_prefix(origin);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Across origins these headers are there only if the server exposes them.
fn hint(answer: &Response) -> Option<f64> {
    let header = |name| answer.headers().get(name).ok()?;
    let (after, reset) = (header("Retry-After"), header("X-RateLimit-Reset"));
    polling::hint(
        after.as_deref(),
        reset.as_deref().filter(|_| answer.status() == 429),
        clock::now(),
        clock::parse_http_date,
    )
}
