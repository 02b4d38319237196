//! The visibility of the page, and waits that depend on it.

use super::clock;
use crate::session::timestamp::Timestamp;
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Why a wait ended. If there are several reasons, the last variant counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WakeReason {
    /// The time has come.
    Timer,
    /// Another page has sent the result of a poll.
    PeerResult,
    /// The page became visible or came back online, or a follower asked for a result.
    Refocus,
    /// Another page has written the session.
    PeerWrite,
}

/// For how many milliseconds a page that becomes visible suppresses animations: what
/// changes then happened while it was hidden.
const SUPPRESS_FOR: f64 = 2_000.0;

thread_local! {
    static SUPPRESS_UNTIL: Cell<f64> = const { Cell::new(0.0) };
}

/// Whether changes are to be drawn without animation: the page is hidden, or became visible
/// a moment ago.
pub fn suppress_animations() -> bool {
    clock::now().0 < SUPPRESS_UNTIL.get()
}

/// The visibility of the page. Waits end early when it changes.
pub struct PageVisibility {
    state: Rc<VisibilityState>,
    /// `None` for a change of the visibility alone. They queue up during a request.
    wakeups: UnboundedReceiver<Option<WakeReason>>,
    /// Why the next wait ends at once.
    pending: Option<WakeReason>,
    _listeners: [EventListener; 3],
}

/// Ends the waits of a [`PageVisibility`].
#[derive(Clone)]
pub struct Waker(Rc<VisibilityState>);

struct VisibilityState {
    is_hidden: Cell<bool>,
    on_hide: RefCell<Option<Box<dyn Fn()>>>,
    sender: UnboundedSender<Option<WakeReason>>,
}

impl PageVisibility {
    /// Observes the page until it is dropped.
    ///
    /// The document's own event and that of OBS mean the same. The latest one counts: some
    /// versions of OBS send only one of them.
    pub fn observe() -> PageVisibility {
        let (sender, wakeups) = unbounded();
        let state = Rc::new(VisibilityState {
            is_hidden: Cell::new(document().hidden()),
            on_hide: RefCell::default(),
            sender,
        });
        let [page, obs, online] = [(); 3].map(|()| Waker(state.clone()));
        let listeners = [
            EventListener::new(&document(), "visibilitychange", move |_| {
                page.set_visible(!document().hidden());
            }),
            EventListener::new(&window(), "obsSourceVisibleChanged", move |event| {
                let detail = Reflect::get(event, &"detail".into());
                let visible = detail.and_then(|detail| Reflect::get(&detail, &"visible".into()));
                if let Some(visible) = visible.ok().and_then(|visible| visible.as_bool()) {
                    obs.set_visible(visible);
                }
            }),
            EventListener::new(&window(), "online", move |_| {
                online.wake(WakeReason::Refocus);
            }),
        ];
        PageVisibility {
            state,
            wakeups,
            pending: None,
            _listeners: listeners,
        }
    }

    /// Whether the page is hidden.
    pub fn is_hidden(&self) -> bool {
        self.state.is_hidden.get()
    }

    /// A handle for callbacks that end a wait.
    pub fn waker(&self) -> Waker {
        Waker(self.state.clone())
    }

    /// Calls back whenever the page is hidden. Replaces an earlier callback.
    pub fn on_hide(&self, callback: impl Fn() + 'static) {
        *self.state.on_hide.borrow_mut() = Some(Box::new(callback));
    }

    /// Waits until the page is visible.
    pub async fn wait_until_visible(&mut self) {
        while self.is_hidden() {
            let wakeup = self.wakeups.next().await;
            self.pending = self.pending.max(wakeup.flatten());
        }
    }

    /// Waits until `due`, or until [`Waker::wake`]. A hidden page waits until it is visible,
    /// without a timer.
    pub async fn sleep_until(&mut self, due: Timestamp) -> WakeReason {
        self.receive_queued();
        if !self.is_hidden() && self.pending.is_none() {
            // Rounded up, so that the clock has reached the time, too.
            let left = due.since(clock::now()).ceil();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let left = left.clamp(0.0, f64::from(i32::MAX)) as u32;
            match select(TimeoutFuture::new(left), self.wakeups.next()).await {
                Either::Left(_) => return WakeReason::Timer,
                Either::Right((wakeup, _)) => self.pending = wakeup.flatten(),
            }
        }
        self.wait_until_visible().await;
        self.receive_queued();
        self.pending.take().unwrap_or(WakeReason::Refocus)
    }

    fn receive_queued(&mut self) {
        while let Ok(wakeup) = self.wakeups.try_recv() {
            self.pending = self.pending.max(wakeup);
        }
    }
}

impl Waker {
    /// Ends the current wait, or else the next one at once.
    pub fn wake(&self, reason: WakeReason) {
        // Fails after the end of the task that waits.
        let _ = self.0.sender.unbounded_send(Some(reason));
    }

    fn set_visible(&self, is_visible: bool) {
        self.0.is_hidden.set(!is_visible);
        SUPPRESS_UNTIL.set(if is_visible {
            clock::now().0 + SUPPRESS_FOR
        } else {
            f64::INFINITY
        });
        if is_visible {
            return self.wake(WakeReason::Refocus);
        }
        if let Some(callback) = &*self.0.on_hide.borrow() {
            callback();
        }
        let _ = self.0.sender.unbounded_send(None);
    }
}
