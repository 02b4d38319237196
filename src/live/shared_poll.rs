//! One poll for all pages of a browser that would be answered the same.
//!
//! Whoever holds a lock polls and tells the others. Who does not get it when a
//! poll is due waits for being told, and takes the lock away when that takes too
//! long: so nothing hangs on a page that was frozen while it held the lock.

use crate::browser::visibility::WakeReason;
use crate::browser::web_lock::WebLock;
use crate::polling::{Fault, LONGEST_HINT, RequestError};
use crate::session::timestamp::Timestamp;
use js_sys::{Array, JsString};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// Asks whoever polls for news.
const ASK: &str = "ask";

/// What a poll brought, as the pages tell each other.
#[derive(Clone, Debug)]
pub struct PollResult {
    /// The session's text, or why there is none. It stays the browser's, for it is
    /// nearly always the one that is known.
    pub outcome: Result<JsString, RequestError>,
    /// When that was known.
    pub ended: Timestamp,
    /// When whoever polled will do so again.
    pub next: Timestamp,
}

/// A page's part in polling together.
#[derive(Clone)]
pub struct SharedPoll(Rc<State>);

struct State {
    words: BroadcastChannel,
    seat: WebLock,
    /// The last news of anybody.
    last: RefCell<Option<PollResult>>,
    /// News that nobody has taken yet.
    heard: RefCell<Option<PollResult>>,
    /// Whether somebody asked, and was not answered.
    asked: Cell<bool>,
    /// Whether there is anybody else: whoever waits for news has asked for some.
    heard_of: Cell<bool>,
}

impl SharedPoll {
    /// Takes part, until the owner of this call ends, and calls back when there
    /// is something to [`SharedPoll::take`], or, as who polls, to answer. `None` where
    /// the browser has no locks or no channels.
    pub fn join(audience: &str, told: impl Fn(WakeReason) + 'static) -> Option<SharedPoll> {
        let name = ["session-overlay:", audience].concat();
        let seat = WebLock::new(&name)?;
        let words = BroadcastChannel::new(&name).ok()?;
        let share = SharedPoll(Rc::new(State {
            words,
            seat,
            last: RefCell::default(),
            heard: RefCell::default(),
            asked: Cell::default(),
            heard_of: Cell::default(),
        }));
        let ear = share.clone();
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(what) = ear.hear(&event.data()) {
                told(what);
            }
        });
        let on_message = hear.as_ref().unchecked_ref();
        share.0.words.set_onmessage(Some(on_message));
        let kept = SendWrapper::new((share.clone(), hear));
        on_cleanup(move || {
            kept.0.leave();
            kept.0.0.words.close();
        });
        Some(share)
    }

    /// Whether this page is to poll: it holds the lock, or just got it.
    pub async fn lead(&self) -> bool {
        self.0.seat.take(false).await
    }

    /// Takes the lock from whoever holds it and is not heard of.
    pub async fn overrule(&self) {
        self.0.seat.take(true).await;
    }

    /// Leaves polling to others.
    pub fn leave(&self) {
        self.0.seat.leave();
    }

    /// Asks whoever polls for news, to come at once unless what there is is fresh.
    pub fn ask(&self) {
        let _ = self.0.words.post_message(&ASK.into());
    }

    /// Answers who asked with the last news there are.
    pub fn answer(&self) {
        if let (true, Some(last)) = (self.0.asked.take(), &*self.0.last.borrow()) {
            let _ = self.0.words.post_message(&write(last));
        }
    }

    /// Tells the others, if there are any.
    pub fn tell(&self, news: PollResult) {
        self.0.asked.set(false);
        if self.0.heard_of.get() {
            let _ = self.0.words.post_message(&write(&news));
        }
        *self.0.last.borrow_mut() = Some(news);
    }

    /// The last news heard, once.
    pub fn take(&self) -> Option<PollResult> {
        self.0.heard.borrow_mut().take()
    }

    /// Takes in a word of another page; says what that was, if it was anything.
    fn hear(&self, words: &JsValue) -> Option<WakeReason> {
        self.0.heard_of.set(true);
        if words.as_string().as_deref() == Some(ASK) {
            let is_asked = self.0.seat.is_taken();
            self.0.asked.set(is_asked);
            return is_asked.then_some(WakeReason::Asked);
        }
        let words: &Array = words.dyn_ref()?;
        let news = read(words)?;
        *self.0.heard.borrow_mut() = Some(news.clone());
        *self.0.last.borrow_mut() = Some(news);
        Some(WakeReason::Heard)
    }
}

fn write(news: &PollResult) -> Array {
    let (fault, text, hint) = match &news.outcome {
        Ok(text) => ("", text.clone().into(), None),
        Err(RequestError { fault, retry_after }) => (fault.name(), JsValue::from(""), *retry_after),
    };
    let hint = hint.map_or(JsValue::NULL, JsValue::from_f64);
    let (ended, next) = (news.ended.0.into(), news.next.0.into());
    Array::of5(&fault.into(), &text, &hint, &ended, &next)
}

/// News, out of what any page of the host may have said.
fn read(words: &Array) -> Option<PollResult> {
    let moment = |at| words.get(at).as_f64().map(Timestamp);
    let fault = words.get(0).as_string()?;
    let outcome = if fault.is_empty() {
        Ok(words.get(1).dyn_into().ok()?)
    } else {
        let retry_after = words.get(2).as_f64().map(|wait| wait.min(LONGEST_HINT));
        let fault = Fault::of_name(&fault)?;
        Err(RequestError { fault, retry_after })
    };
    Some(PollResult {
        outcome,
        ended: moment(3)?,
        next: moment(4)?,
    })
}
