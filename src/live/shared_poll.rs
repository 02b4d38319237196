//! One poll for all pages of this origin that would receive the same answer.
//!
//! The leader holds a lock, polls, and broadcasts the result. The followers wait for the
//! result of a due poll. If it takes too long, a follower steals the lock, so a leader
//! that the browser has frozen blocks no other page.

use crate::browser::broadcast::Broadcast;
use crate::browser::visibility::WakeReason;
use crate::browser::web_lock::WebLock;
use crate::polling::schedule::MAX_RETRY_AFTER_MS;
use crate::polling::{Fault, RequestError};
use crate::session::timestamp::Timestamp;
use js_sys::{Array, JsString};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The message by which a follower requests a result.
const REQUEST: &str = "ask";

/// The result of a poll, as the leader sends it.
#[derive(Clone, Debug)]
pub(super) struct PollResult {
    /// The session's text, or why there is none. The text stays on the JavaScript side: it
    /// is nearly always the same as before.
    pub(super) outcome: Result<JsString, RequestError>,
    /// When the poll ended.
    pub(super) ended: Timestamp,
    /// When the leader polls next.
    pub(super) next: Timestamp,
}

/// This page's part in the shared poll, as leader or follower.
#[derive(Clone)]
pub(super) struct SharedPoll(Rc<SharedPollState>);

struct SharedPollState {
    peers: Broadcast,
    lock: WebLock,
    /// The last result of any page.
    last: RefCell<Option<PollResult>>,
    /// A result of another page that [`SharedPoll::take`] has not returned yet.
    received: RefCell<Option<PollResult>>,
    /// Whether a follower's request is unanswered.
    is_requested: Cell<bool>,
    /// Whether there are other pages. Every follower sends a request first.
    has_followers: Cell<bool>,
}

impl SharedPoll {
    /// Joins the pages with this key until the owner of this call ends. Calls back when
    /// there is a result to [`SharedPoll::take`], or a request to which the leader must
    /// [`SharedPoll::reply`]. `None` if the browser has no locks or no broadcast channels.
    pub(super) fn join(
        sharing_key: &str,
        on_message: impl Fn(WakeReason) + 'static,
    ) -> Option<SharedPoll> {
        let shared = SharedPoll(Rc::new(SharedPollState {
            lock: WebLock::new(sharing_key)?,
            peers: Broadcast::open(sharing_key)?,
            last: RefCell::default(),
            received: RefCell::default(),
            is_requested: Cell::default(),
            has_followers: Cell::default(),
        }));
        let receiver = shared.clone();
        shared.0.peers.subscribe(Box::new(move |message| {
            if let Some(reason) = receiver.on_message(&message) {
                on_message(reason);
            }
        }));
        let leaving = SendWrapper::new(shared.clone());
        on_cleanup(move || leaving.release());
        Some(shared)
    }

    /// Becomes the leader if there is none. Returns whether this page is the leader.
    pub(super) async fn try_lead(&self) -> bool {
        self.0.lock.acquire(false).await
    }

    /// Becomes the leader in place of one that does not answer.
    pub(super) async fn steal_lead(&self) {
        self.0.lock.acquire(true).await;
    }

    /// Stops being the leader.
    pub(super) fn release(&self) {
        self.0.lock.release();
    }

    /// Requests a result from the leader. It comes at once unless the last one is fresh.
    pub(super) fn request_result(&self) {
        self.0.peers.send(&REQUEST.into());
    }

    /// Sends the last result if a follower has requested one.
    pub(super) fn reply(&self) {
        if let (true, Some(last)) = (self.0.is_requested.take(), &*self.0.last.borrow()) {
            self.0.peers.send(&encode(last));
        }
    }

    /// Sends a result to the followers, if there are any.
    pub(super) fn broadcast(&self, result: PollResult) {
        self.0.is_requested.set(false);
        if self.0.has_followers.get() {
            self.0.peers.send(&encode(&result));
        }
        *self.0.last.borrow_mut() = Some(result);
    }

    /// The last result of another page, once.
    pub(super) fn take(&self) -> Option<PollResult> {
        self.0.received.borrow_mut().take()
    }

    fn on_message(&self, message: &JsValue) -> Option<WakeReason> {
        self.0.has_followers.set(true);
        if message.as_string().as_deref() == Some(REQUEST) {
            let is_leader = self.0.lock.is_held();
            self.0.is_requested.set(is_leader);
            return is_leader.then_some(WakeReason::Refocus);
        }
        let result = decode(message.dyn_ref()?)?;
        *self.0.received.borrow_mut() = Some(result.clone());
        *self.0.last.borrow_mut() = Some(result);
        Some(WakeReason::PeerResult)
    }
}

/// The message: fault (empty for none), text, retry after, end, next poll.
fn encode(result: &PollResult) -> Array {
    let (fault, text, retry_after) = match &result.outcome {
        Ok(text) => ("", text.clone().into(), None),
        Err(RequestError { fault, retry_after }) => (fault.name(), "".into(), *retry_after),
    };
    let retry_after = retry_after.map_or(JsValue::NULL, JsValue::from_f64);
    let (ended, next) = (result.ended.0.into(), result.next.0.into());
    Array::of5(&fault.into(), &text, &retry_after, &ended, &next)
}

/// The result in a message; `None` if another page of the host has sent anything else.
fn decode(message: &Array) -> Option<PollResult> {
    let timestamp = |index| message.get(index).as_f64().map(Timestamp);
    let fault = message.get(0).as_string()?;
    let outcome = if fault.is_empty() {
        Ok(message.get(1).dyn_into().ok()?)
    } else {
        let retry_after = message.get(2).as_f64();
        Err(RequestError {
            fault: Fault::of_name(&fault)?,
            retry_after: retry_after.map(|wait| wait.min(MAX_RETRY_AFTER_MS)),
        })
    };
    Some(PollResult {
        outcome,
        ended: timestamp(3)?,
        next: timestamp(4)?,
    })
}
