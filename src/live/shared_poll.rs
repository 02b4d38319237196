//! One poll for all pages of this origin that would receive the same answer.
//!
//! The leader holds a lock, polls, and broadcasts the result. The followers wait for the
//! result of a due poll. If it takes too long, a follower steals the lock, so a leader
//! that the browser has frozen blocks no other page.

mod leaderboard_messages;

use super::leaderboards::Outcome;
use crate::browser::broadcast::Broadcast;
use crate::browser::visibility::{WakeReason, Waker};
use crate::browser::web_lock::WebLock;
use crate::polling::leaderboards::Wanted;
use crate::polling::patches::Patch;
use crate::polling::{Fault, RequestError};
use crate::session::leaderboard::TopList;
use crate::session::timestamp::Timestamp;
use js_sys::Array;
use leaderboard_messages::{about_leaderboards, leaderboard_to_js, wanted_to_js};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The message by which a follower requests a result.
const REQUEST: &str = "request";
/// The message of a leader to which the gateway does not push any more.
const PUSH_LOST: &str = "push-lost";

/// What another page has sent.
#[derive(Debug)]
pub(super) enum PeerMessage {
    /// The result of a poll.
    Result(PollResult),
    /// A change that the gateway has pushed to the leader.
    Patch(Patch),
    /// The gateway does not push to the leader any more.
    PushLost,
    /// A page shows a leaderboard.
    Wanted(Wanted),
    /// The outcome of the leader's request for a leaderboard.
    Leaderboard(TopList, Outcome),
}

/// The result of a poll, as the leader sends it.
#[derive(Clone, Debug)]
pub(super) struct PollResult {
    /// The session's text, or why there is none.
    pub(super) outcome: Result<String, RequestError>,
    /// When the poll ended.
    pub(super) ended: Timestamp,
    /// When the leader polls next.
    pub(super) next: Timestamp,
    /// Whether the gateway pushes changes to the leader.
    pub(super) is_pushed: bool,
    /// The changes that the text does not include.
    pub(super) patches: Vec<Patch>,
}

/// A patch as an array of a key, which is `null` for the whole session, and JSON.
fn patch_to_js(patch: &Patch) -> JsValue {
    let (key, raw) = match patch {
        Patch::Entry(key, raw) => (Some(key.as_str()), raw),
        Patch::Session(raw) => (None, raw),
    };
    Array::of2(&key.into(), &raw.into()).into()
}

fn patch_from_js(patch: &JsValue) -> Option<Patch> {
    let patch: &Array = patch.dyn_ref()?;
    let raw = patch.get(1).as_string()?;
    Some(match patch.get(0).as_string() {
        Some(key) => Patch::Entry(key, raw),
        None => Patch::Session(raw),
    })
}

fn patches_from_js(patches: &JsValue) -> Vec<Patch> {
    let patches = patches.dyn_ref::<Array>().into_iter().flat_map(Array::iter);
    patches.filter_map(|patch| patch_from_js(&patch)).collect()
}

impl PollResult {
    /// The message for the followers: the times, the text or the error, and what was pushed.
    fn to_message(&self) -> JsValue {
        let (text, fault, retry_after) = match &self.outcome {
            Ok(text) => (Some(text.as_str()), None, None),
            Err(error) => (None, Some(error.fault.name()), error.retry_after),
        };
        let patches: Array = self.patches.iter().map(patch_to_js).collect();
        let parts: [JsValue; 7] = [
            self.ended.0.into(),
            self.next.0.into(),
            text.into(),
            fault.into(),
            retry_after.into(),
            self.is_pushed.into(),
            patches.into(),
        ];
        parts.iter().collect::<Array>().into()
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
            is_pushed: message.get(5).is_truthy(),
            patches: patches_from_js(&message.get(6)),
        })
    }
}

/// This page's part in the shared poll, as leader or follower.
#[derive(Clone)]
pub(super) struct SharedPoll(Rc<SharedPollState>);

struct SharedPollState {
    peers: Broadcast,
    lock: WebLock,
    /// What other pages have sent and [`SharedPoll::take`] has not returned yet.
    received: RefCell<VecDeque<PeerMessage>>,
    /// Whether a follower's request is unanswered.
    is_requested: Cell<bool>,
    /// Whether there are other pages. Every follower sends a request first.
    has_followers: Cell<bool>,
}

impl SharedPoll {
    /// Joins the pages with this key until the owner of this call ends. Wakes this page when
    /// there is a message to [`SharedPoll::take`], or a request to which the leader must
    /// reply. `None` if the browser has no locks or no broadcast channels.
    pub(super) fn join(sharing_key: &str, waker: Waker) -> Option<SharedPoll> {
        let shared = SharedPoll(Rc::new(SharedPollState {
            lock: WebLock::new(sharing_key)?,
            peers: Broadcast::open(sharing_key)?,
            received: RefCell::default(),
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

    /// Whether this page is the leader.
    pub(super) fn is_leader(&self) -> bool {
        self.0.lock.is_held()
    }

    /// Whether a follower has requested a result since the last [`SharedPoll::send_result`].
    pub(super) fn is_requested(&self) -> bool {
        self.0.is_requested.get()
    }

    /// Sends the leader's result to the followers, if there are any.
    pub(super) fn send_result(&self, result: &PollResult) {
        self.0.is_requested.set(false);
        let mut received = self.0.received.borrow_mut();
        received.retain(PeerMessage::is_about_leaderboards);
        self.0.send(|| result.to_message());
    }

    /// Sends a change that the gateway has pushed.
    pub(super) fn send_patch(&self, patch: &Patch) {
        self.0.send(|| patch_to_js(patch));
    }

    /// Tells the other pages that this one shows a leaderboard.
    pub(super) fn send_wanted(&self, wanted: Wanted) {
        // Before they have sent anything, too.
        self.0.peers.send(&wanted_to_js(wanted));
    }

    /// Sends the outcome of a request for a leaderboard.
    pub(super) fn send_leaderboard(&self, list: TopList, outcome: &Outcome) {
        self.0.send(|| leaderboard_to_js(list, outcome));
    }

    /// Tells the followers that the gateway does not push any more.
    pub(super) fn send_push_lost(&self) {
        self.0.send(|| PUSH_LOST.into());
    }

    /// The next message of another page.
    pub(super) fn take(&self) -> Option<PeerMessage> {
        self.0.received.borrow_mut().pop_front()
    }

    /// Receives a message. Messages that are not of this program are ignored.
    fn on_message(&self, message: &JsValue) -> Option<WakeReason> {
        if *message == REQUEST {
            self.0.has_followers.set(true);
            let is_leader = self.0.lock.is_held();
            self.0.is_requested.set(is_leader);
            return is_leader.then_some(WakeReason::Request);
        }
        let message = PeerMessage::from_js(message)?;
        self.0.has_followers.set(true);
        let mut received = self.0.received.borrow_mut();
        // A result has all that came before it.
        if matches!(message, PeerMessage::Result(_)) {
            received.retain(PeerMessage::is_about_leaderboards);
        }
        received.push_back(message);
        Some(WakeReason::Peer)
    }
}

impl SharedPollState {
    fn send(&self, message: impl FnOnce() -> JsValue) {
        if self.has_followers.get() {
            self.peers.send(&message());
        }
    }
}

impl PeerMessage {
    /// Reads a message. Another page may send any value.
    fn from_js(message: &JsValue) -> Option<PeerMessage> {
        if *message == PUSH_LOST {
            return Some(PeerMessage::PushLost);
        }
        let result = PollResult::from_message(message).map(PeerMessage::Result);
        result
            .or_else(|| about_leaderboards(message))
            .or_else(|| patch_from_js(message).map(PeerMessage::Patch))
    }

    /// Whether a result of a poll leaves it as it is.
    fn is_about_leaderboards(&self) -> bool {
        matches!(self, PeerMessage::Wanted(_) | PeerMessage::Leaderboard(..))
    }
}
