//! The visibility of the page, and waits that depend on it.

use super::clock;
use crate::session::timestamp::Timestamp;
use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use futures::future::{Either, select};
use futures::stream::StreamExt;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Event};

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WakeReason {
    /// The time has come.
    Timer,
    /// The page was hidden.
    Hidden,
    /// Another page has sent the result of a poll, or what was pushed to it.
    Peer,
    /// The page became visible or came back online.
    Refocus,
    /// A follower asked for a result.
    Request,
    /// Another page has written the session.
    PeerWrite,
}

/// For how many milliseconds a page that becomes visible suppresses animations: what
/// changes then happened while it was hidden.
const SUPPRESS_FOR: f64 = 2_000.0;

thread_local! {
    static SUPPRESS_UNTIL: Cell<f64> = const { Cell::new(0.0) };
    static CHANGES: Cell<u32> = const { Cell::new(0) };
}

/// How often the page was shown or hidden.
pub fn changes() -> u32 {
    CHANGES.get()
}

/// Whether the page is hidden.
pub fn is_hidden() -> bool {
    SUPPRESS_UNTIL.get().is_infinite()
}

/// Whether changes are to be drawn without animation: the page is hidden, or became visible
/// a moment ago.
pub fn suppress_animations() -> bool {
    clock::now().0 < SUPPRESS_UNTIL.get()
}

/// The visibility of the page, and the events that end a wait.
pub struct PageVisibility {
    is_hidden: Rc<Cell<bool>>,
    events: UnboundedReceiver<WakeReason>,
    waker: Waker,
    _listeners: [EventListener; 3],
}

/// Ends the waits of a [`PageVisibility`].
#[derive(Clone)]
pub struct Waker(UnboundedSender<WakeReason>);

impl Waker {
    /// Ends the current wait, or else the next one.
    pub fn wake(&self, reason: WakeReason) {
        // Fails after the end of the task that waits.
        let _ = self.0.unbounded_send(reason);
    }
}

impl PageVisibility {
    /// Observes the page until this value is dropped.
    pub fn observe() -> PageVisibility {
        let (sender, events) = mpsc::unbounded();
        let waker = Waker(sender);
        let is_hidden = Rc::new(Cell::new(document().hidden()));
        if is_hidden.get() {
            SUPPRESS_UNTIL.set(f64::INFINITY);
        }
        let online = waker.clone();
        let set_visible = {
            let (is_hidden, waker) = (is_hidden.clone(), waker.clone());
            move |is_visible| set_visible(&is_hidden, &waker, is_visible)
        };
        let [document, obs] = on_change(set_visible);
        let online = EventListener::new(&window(), "online", move |_| {
            online.wake(WakeReason::Refocus);
        });
        let listeners = [document, obs, online];
        PageVisibility {
            is_hidden,
            events,
            waker,
            _listeners: listeners,
        }
    }

    /// A handle for callbacks that end a wait.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Waits until the page is visible. Of the events in the meantime, only
    /// [`WakeReason::PeerWrite`] ends the next wait.
    pub async fn wait_until_visible(&mut self) {
        let mut was_written = false;
        while self.is_hidden.get() {
            was_written |= self.events.select_next_some().await == WakeReason::PeerWrite;
        }
        if was_written {
            self.waker.wake(WakeReason::PeerWrite);
        }
    }

    /// Waits until `due`, or for the next event.
    pub async fn sleep_until(&mut self, due: Timestamp) -> WakeReason {
        match select(self.events.select_next_some(), pin!(sleep_until(due))).await {
            Either::Left((reason, _)) => reason,
            Either::Right(_) => WakeReason::Timer,
        }
    }
}

/// Calls back when the page is shown or hidden, and with whether it is visible, until the
/// listeners are dropped.
///
/// The document's own event and that of OBS mean the same. The latest one counts: some
/// versions of OBS send only one of them.
pub fn on_change(callback: impl Fn(bool) + Clone + 'static) -> [EventListener; 2] {
    let by_obs = callback.clone();
    [
        EventListener::new(&document(), "visibilitychange", move |_| {
            callback(!document().hidden());
        }),
        EventListener::new(&window(), "obsSourceVisibleChanged", move |event| {
            if let Some(is_visible) = obs_visibility(event) {
                by_obs(is_visible);
            }
        }),
    ]
}

/// Waits until `due`.
pub async fn sleep_until(due: Timestamp) {
    // Rounded up, so that the clock has reached the time, too.
    let ms = due.since(clock::now()).ceil().min(f64::from(i32::MAX));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    TimeoutFuture::new(ms as u32).await;
}

fn set_visible(is_hidden: &Cell<bool>, waker: &Waker, is_visible: bool) {
    if is_hidden.replace(!is_visible) == is_visible {
        CHANGES.set(CHANGES.get() + 1);
    }
    if is_visible {
        SUPPRESS_UNTIL.set(clock::now().0 + SUPPRESS_FOR);
        waker.wake(WakeReason::Refocus);
    } else {
        SUPPRESS_UNTIL.set(f64::INFINITY);
        waker.wake(WakeReason::Hidden);
    }
}

/// Whether the source is visible, as OBS says.
fn obs_visibility(event: &Event) -> Option<bool> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    Reflect::get(&detail, &"visible".into()).ok()?.as_bool()
}
