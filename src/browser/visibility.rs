//! The visibility of the page, and waits that depend on it.

use super::clock;
use super::waiter::Waiter;
use crate::session::timestamp::Timestamp;
use js_sys::{Function, Reflect};
use leptos::prelude::{document, on_cleanup, window, window_event_listener_untyped};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::Event;

const VISIBILITY: &str = "visibilitychange";

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
#[derive(Clone, Default)]
pub struct PageVisibility(Rc<VisibilityState>);

#[derive(Default)]
struct VisibilityState {
    is_hidden: Cell<bool>,
    /// Why the next wait ends at once. Kept here because it may come during a request.
    reason: Cell<Option<WakeReason>>,
    on_hide: RefCell<Option<Box<dyn Fn()>>>,
    waiter: Waiter,
    /// Whether the current sleep was ended before its timer.
    is_woken: Cell<bool>,
}

impl PageVisibility {
    /// Observes the page until the owner of this call ends.
    ///
    /// The document's own event and that of OBS mean the same. The latest one counts: some
    /// versions of OBS send only one of them.
    pub fn new() -> PageVisibility {
        let visibility = PageVisibility::default();
        visibility.0.is_hidden.set(document().hidden());
        let state = visibility.clone();
        let on_change =
            Closure::<dyn FnMut(Event)>::new(move |_| state.set_visible(!document().hidden()));
        let on_change: Function = on_change.into_js_value().unchecked_into();
        let _ = document().add_event_listener_with_callback(VISIBILITY, &on_change);
        let on_change = SendWrapper::new(on_change);
        let state = visibility.clone();
        let obs = window_event_listener_untyped("obsSourceVisibleChanged", move |event| {
            let detail = Reflect::get(&event, &"detail".into());
            let visible = detail.and_then(|detail| Reflect::get(&detail, &"visible".into()));
            if let Some(visible) = visible.ok().and_then(|visible| visible.as_bool()) {
                state.set_visible(visible);
            }
        });
        let state = visibility.clone();
        let online =
            window_event_listener_untyped("online", move |_| state.wake(WakeReason::Refocus));
        on_cleanup(move || {
            let _ = document().remove_event_listener_with_callback(VISIBILITY, &on_change);
            obs.remove();
            online.remove();
        });
        visibility
    }

    /// Whether the page is hidden.
    pub fn is_hidden(&self) -> bool {
        self.0.is_hidden.get()
    }

    /// Waits until the page is visible.
    pub async fn wait_until_visible(&self) {
        while self.is_hidden() {
            self.sleep(None).await;
        }
    }

    /// Waits until `due`, or until [`PageVisibility::wake`]. A hidden page waits until it is
    /// visible, without a timer.
    pub async fn sleep_until(&self, due: Timestamp) -> WakeReason {
        if !self.is_hidden() && self.0.reason.get().is_none() {
            let left = due.since(clock::now()).max(0.0);
            if !self.sleep(Some(left)).await {
                return WakeReason::Timer;
            }
        }
        self.wait_until_visible().await;
        self.0.reason.take().unwrap_or(WakeReason::Refocus)
    }

    /// Ends the current wait, or else the next one at once.
    pub fn wake(&self, reason: WakeReason) {
        self.0.reason.set(self.0.reason.get().max(Some(reason)));
        self.end_sleep();
    }

    /// Calls back whenever the page is hidden. Replaces an earlier callback.
    pub fn on_hide(&self, callback: impl Fn() + 'static) {
        *self.0.on_hide.borrow_mut() = Some(Box::new(callback));
    }

    fn set_visible(&self, is_visible: bool) {
        self.0.is_hidden.set(!is_visible);
        SUPPRESS_UNTIL.set(if is_visible {
            clock::now().0 + SUPPRESS_FOR
        } else {
            f64::INFINITY
        });
        if is_visible {
            self.wake(WakeReason::Refocus);
            return;
        }
        if let Some(callback) = &*self.0.on_hide.borrow() {
            callback();
        }
        self.end_sleep();
    }

    fn end_sleep(&self) {
        self.0.is_woken.set(true);
        self.0.waiter.complete();
    }

    /// Sleeps for a number of milliseconds, or for `None` until woken. Returns whether it
    /// was woken.
    async fn sleep(&self, ms: Option<f64>) -> bool {
        let VisibilityState {
            waiter, is_woken, ..
        } = &*self.0;
        is_woken.set(false);
        waiter.reset();
        let timer = ms.and_then(|ms| {
            // Rounded up, so that the clock has reached the time, too.
            #[allow(clippy::cast_possible_truncation)]
            let ms = ms.ceil().min(f64::from(i32::MAX)) as i32;
            window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(waiter.callback(), ms)
                .ok()
        });
        let _ = waiter.wait().await;
        if let (Some(timer), true) = (timer, is_woken.get()) {
            window().clear_timeout_with_handle(timer);
        }
        is_woken.get()
    }
}
