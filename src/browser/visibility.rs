//! Waiting: for a time, for being seen, for being asked.

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

/// Why a wait is over; of several reasons, the last of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WakeReason {
    /// The time has come.
    Due,
    /// Another page told what it was answered.
    Heard,
    /// The page came into view, or back online.
    Asked,
    /// What it shows was written by another page.
    Told,
}

/// Milliseconds for which a page that is shown again changes at once, for that
/// is what it missed.
const CATCHING_UP: f64 = 2_000.0;

thread_local! {
    static STILL_UNTIL: Cell<f64> = const { Cell::new(0.0) };
}

/// Whether what changes now was missed, and is not to be played.
pub fn suppress_animations() -> bool {
    clock::now().0 < STILL_UNTIL.get()
}

/// Knows whether anybody can see the page, and wakes who waits for that.
#[derive(Clone, Default)]
pub struct PageVisibility(Rc<State>);

#[derive(Default)]
struct State {
    hidden: Cell<bool>,
    /// Why not to wait, until somebody waits: it may come during a request.
    reason: Cell<Option<WakeReason>>,
    /// What to do when the page goes out of sight.
    on_hide: RefCell<Option<Box<dyn Fn()>>>,
    waiter: Waiter,
    /// Whether the wait was ended before its time.
    woken: Cell<bool>,
}

impl PageVisibility {
    /// Watches until the owner of this call ends.
    ///
    /// The browser's own word and that of OBS mean the same; the last one
    /// counts, for not every OBS says both.
    pub fn new() -> PageVisibility {
        let watch = PageVisibility::default();
        watch.0.hidden.set(document().hidden());
        let seen = watch.clone();
        let on_page = Closure::<dyn FnMut(Event)>::new(move |_| seen.see(!document().hidden()));
        let on_page: Function = on_page.into_js_value().unchecked_into();
        let _ = document().add_event_listener_with_callback(VISIBILITY, &on_page);
        let on_page = SendWrapper::new(on_page);
        let seen = watch.clone();
        let in_obs = window_event_listener_untyped("obsSourceVisibleChanged", move |event| {
            let detail = Reflect::get(&event, &"detail".into());
            let visible = detail.and_then(|detail| Reflect::get(&detail, &"visible".into()));
            if let Some(visible) = visible.ok().and_then(|visible| visible.as_bool()) {
                seen.see(visible);
            }
        });
        let asked = watch.clone();
        let online =
            window_event_listener_untyped("online", move |_| asked.hurry(WakeReason::Asked));
        on_cleanup(move || {
            let _ = document().remove_event_listener_with_callback(VISIBILITY, &on_page);
            in_obs.remove();
            online.remove();
        });
        watch
    }

    /// Whether nobody can see the page.
    pub fn is_hidden(&self) -> bool {
        self.0.hidden.get()
    }

    /// Waits until somebody can see the page.
    pub async fn shown(&self) {
        while self.is_hidden() {
            self.sleep(None).await;
        }
    }

    /// Waits until `due`, or until there is a reason to hurry. A hidden page
    /// waits for being shown, without a timer.
    pub async fn until(&self, due: Timestamp) -> WakeReason {
        if !self.is_hidden() && self.0.reason.get().is_none() {
            let left = due.since(clock::now()).max(0.0);
            if !self.sleep(Some(left)).await {
                return WakeReason::Due;
            }
        }
        self.shown().await;
        self.0.reason.take().unwrap_or(WakeReason::Asked)
    }

    /// Gives a reason not to wait any longer.
    pub fn hurry(&self, reason: WakeReason) {
        self.0.reason.set(self.0.reason.get().max(Some(reason)));
        self.wake();
    }

    /// Does something whenever the page goes out of sight.
    pub fn on_hide(&self, does: impl Fn() + 'static) {
        *self.0.on_hide.borrow_mut() = Some(Box::new(does));
    }

    fn see(&self, visible: bool) {
        self.0.hidden.set(!visible);
        let missed = if visible {
            clock::now().0 + CATCHING_UP
        } else {
            f64::INFINITY
        };
        STILL_UNTIL.set(missed);
        if visible {
            self.hurry(WakeReason::Asked);
            return;
        }
        if let Some(does) = &*self.0.on_hide.borrow() {
            does();
        }
        self.wake();
    }

    fn wake(&self) {
        self.0.woken.set(true);
        self.0.waiter.end();
    }

    /// Sleeps so many milliseconds, or until woken; says whether it was.
    async fn sleep(&self, milliseconds: Option<f64>) -> bool {
        let State { waiter, woken, .. } = &*self.0;
        woken.set(false);
        waiter.begin();
        let timer = milliseconds.and_then(|milliseconds| {
            // Rounded up, so that the clock has come to the moment too.
            #[allow(clippy::cast_possible_truncation)]
            let milliseconds = milliseconds.ceil().min(f64::from(i32::MAX)) as i32;
            let ring = waiter.done();
            let set =
                window().set_timeout_with_callback_and_timeout_and_arguments_0(ring, milliseconds);
            set.ok()
        });
        let _ = waiter.settled().await;
        if let (Some(timer), true) = (timer, woken.get()) {
            window().clear_timeout_with_handle(timer);
        }
        woken.get()
    }
}
