//! Messages about leaderboards, as arrays.

use super::PeerMessage;
use crate::live::leaderboards::Outcome;
use crate::polling::Fault;
use crate::polling::leaderboards::Wanted;
use crate::session::leaderboard::{Span, TopList, TopOf};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

const WANTED: &str = "wanted";
const LEADERBOARD: &str = "leaderboard";

fn message(kind: &str, list: TopList, rest: [JsValue; 2]) -> JsValue {
    let head = [kind, list.of.name(), list.span.name()].map(JsValue::from);
    head.into_iter().chain(rest).collect::<Array>().into()
}

/// A page shows a leaderboard, with this many places.
pub(super) fn wanted_to_js(wanted: Wanted) -> JsValue {
    message(WANTED, wanted.list, [wanted.limit.into(), JsValue::NULL])
}

/// The answer, or the fault.
pub(super) fn leaderboard_to_js(list: TopList, outcome: &Outcome) -> JsValue {
    let fault = outcome.as_ref().err().map(|error| error.fault.name());
    let answer = outcome.as_ref().ok().map(String::as_str);
    message(LEADERBOARD, list, [fault.into(), answer.into()])
}

/// Reads such a message. Another page may send any value.
pub(super) fn about_leaderboards(message: &JsValue) -> Option<PeerMessage> {
    let message: &Array = message.dyn_ref()?;
    let text = |index| message.get(index).as_string();
    let list = TopList {
        of: TopOf::of_name(&text(1)?)?,
        span: Span::of_name(&text(2)?)?,
    };
    match text(0)?.as_str() {
        WANTED => {
            let limit = message.get(3).as_f64()?.clamp(1.0, 25.0);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
            let limit = limit as u8;
            Some(PeerMessage::Wanted(Wanted { list, limit }))
        }
        LEADERBOARD => {
            let outcome = match text(4) {
                Some(answer) => Ok(answer),
                None => Err(Fault::from_name(&text(3)?)?.into()),
            };
            Some(PeerMessage::Leaderboard(list, outcome))
        }
        _ => None,
    }
}
