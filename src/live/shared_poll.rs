//! One poll for all pages of this origin that would receive the same answer.
//!
//! The leader holds a lock, polls, and broadcasts the result. The followers wait for the
//! result of a due poll. If it takes too long, a follower steals the lock, so a leader
//! that the browser has frozen blocks no other page.

use crate::browser::broadcast::Broadcast;
use crate::browser::visibility::{WakeReason, Waker};
use crate::browser::web_lock::WebLock;
use crate::polling::{Fault, RequestError};
use crate::session::timestamp::Timestamp;
use js_sys::Array;
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The message by which a follower requests a result.
const REQUEST: &str = "request";

/// The result of a poll, as the leader sends it.
#[derive(Clone, Debug)]
pub(super) struct PollResult {
    /// The session's text, or why there is none.
    pub(super) outcome: Result<String, RequestError>,
    /// When the poll ended.
    pub(super) ended: Timestamp,
    /// When the leader polls next.
    pub(super) next: Timestamp,
}

impl PollResult {
    /// The message for the followers: the times, and the text or the error.
    fn to_message(&self) -> JsValue {
        let (text, fault, retry_after) = match &self.outcome {
            Ok(text) => (Some(text.as_str()), None, None),
            Err(error) => (None, Some(error.fault.name()), error.retry_after),
        };
        let (ended, next) = (self.ended.0.into(), self.next.0.into());
        Array::of5(
            &ended,
            &next,
            &text.into(),
            &fault.into(),
            &retry_after.into(),
        )
        .into()
    }

    /// Reads a message. Another page may send any value.
    fn from_message(message: &JsValue) -> Option<PollResult> {
        let message: &Array = message.dyn_ref()?;
        let number = |index| message.get(index).as_f64().filter(|time| time.is_finite());
        let outcome = match message.get(2).as_string() {
            Some(text) => Ok(text),
            None => Err(RequestError {
                fault: Fault::from_name(&message.get(3).as_string()?)?,
                retry_after: number(4),
            }),
        };
        Some(PollResult {
            outcome,
            ended: Timestamp(number(0)?),
            next: Timestamp(number(1)?),
        })
    }
}

/// This page's part in the shared poll, as leader or follower.
#[derive(Clone)]
pub(super) struct SharedPoll(Rc<SharedPollState>);

struct SharedPollState {
    peers: Broadcast,
    lock: WebLock,
    /// The last result of any page.
    last: RefCell<Option<PollResult>>,
    /// Whether [`SharedPoll::take`] has not returned `last` yet, which is of another page.
    is_new: Cell<bool>,
    /// Whether a follower's request is unanswered.
    is_requested: Cell<bool>,
    /// Whether there are other pages. Every follower sends a request first.
    has_followers: Cell<bool>,
}

impl SharedPoll {
    /// Joins the pages with this key until the owner of this call ends. Wakes this page when
    /// there is a result to [`SharedPoll::take`], or a request to which the leader must
    /// [`SharedPoll::reply`]. `None` if the browser has no locks or no broadcast channels.
    pub(super) fn join(sharing_key: &str, waker: Waker) -> Option<SharedPoll> {
        let shared = SharedPoll(Rc::new(SharedPollState {
            lock: WebLock::new(sharing_key)?,
            peers: Broadcast::open(sharing_key)?,
            last: RefCell::default(),
            is_new: Cell::default(),
            is_requested: Cell::default(),
            has_followers: Cell::default(),
        }));
        let receiver = shared.clone();
        shared.0.peers.subscribe(move |message| {
            if let Some(reason) = receiver.on_message(&message) {
                waker.wake(reason);
            }
        });
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
        let last = self.0.last.borrow();
        if let (true, Some(last)) = (self.0.is_requested.take(), &*last) {
            self.0.peers.send(&last.to_message());
        }
    }

    /// Sends this page's result to the followers, if there are any.
    pub(super) fn broadcast(&self, result: PollResult) {
        self.0.is_requested.set(false);
        self.0.is_new.set(false);
        if self.0.has_followers.get() {
            self.0.peers.send(&result.to_message());
        }
        *self.0.last.borrow_mut() = Some(result);
    }

    /// The last result of another page, once.
    pub(super) fn take(&self) -> Option<PollResult> {
        let is_new = self.0.is_new.take();
        self.0.last.borrow().clone().filter(|_| is_new)
    }

    /// Receives a message. Messages that are not of this program are ignored.
    fn on_message(&self, message: &JsValue) -> Option<WakeReason> {
        if *message == REQUEST {
            self.0.has_followers.set(true);
            let is_leader = self.0.lock.is_held();
            self.0.is_requested.set(is_leader);
            return is_leader.then_some(WakeReason::Refocus);
        }
        let result = PollResult::from_message(message)?;
        self.0.has_followers.set(true);
        *self.0.last.borrow_mut() = Some(result);
        self.0.is_new.set(true);
        Some(WakeReason::PeerResult)
    }
}
