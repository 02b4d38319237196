//! Waits for promises and callbacks with one pair of callbacks that is reused.
//!
//! The usual new pair for every wait was most of the cost of an unchanged poll.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // `then` in js-sys returns the new promise, which is not needed here.
    #[wasm_bindgen(js_name = Promise, extends = Promise)]
    type Thenable;

    #[wasm_bindgen(method)]
    fn then(this: &Thenable, on_fulfilled: &Function, on_rejected: &Function);
}

type Outcome = Result<JsValue, JsValue>;

/// Waits for one thing at a time.
#[derive(Clone)]
pub struct Waiter {
    state: Rc<WaiterState>,
    on_fulfilled: Function,
    on_rejected: Function,
}

#[derive(Default)]
struct WaiterState {
    /// The outcome, until [`Waiter::wait`] returns it.
    outcome: RefCell<Option<Outcome>>,
    waker: RefCell<Option<Waker>>,
}

impl WaiterState {
    fn settle(&self, outcome: Outcome) {
        *self.outcome.borrow_mut() = Some(outcome);
        // The borrow must end before the call, which may wait again.
        let waker = self.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Default for Waiter {
    fn default() -> Waiter {
        let state = Rc::<WaiterState>::default();
        let callback = |outcome: fn(JsValue) -> Outcome| -> Function {
            let state = state.clone();
            let callback = move |value| state.settle(outcome(value));
            // JavaScript frees it: a promise may settle after the waiter is dropped.
            let callback = Closure::<dyn FnMut(JsValue)>::new(callback);
            callback.into_js_value().unchecked_into()
        };
        Waiter {
            on_fulfilled: callback(Ok),
            on_rejected: callback(Err),
            state: state.clone(),
        }
    }
}

impl Waiter {
    /// Waits for a promise.
    ///
    /// # Errors
    /// The reason of a rejected promise.
    pub async fn wait_for(&self, promise: Promise) -> Outcome {
        self.reset();
        let promise: Thenable = promise.unchecked_into();
        promise.then(&self.on_fulfilled, &self.on_rejected);
        self.wait().await
    }

    /// A callback that ends the wait.
    pub fn callback(&self) -> &Function {
        &self.on_fulfilled
    }

    /// Ends the current wait, or else the next one at once.
    pub fn complete(&self) {
        self.state.settle(Ok(JsValue::UNDEFINED));
    }

    /// Discards an outcome that no wait has returned.
    pub fn reset(&self) {
        self.state.outcome.take();
    }

    /// Waits until a callback is called, or until [`Waiter::complete`].
    ///
    /// # Errors
    /// The reason of a rejected promise.
    pub async fn wait(&self) -> Outcome {
        poll_fn(|context| {
            if let Some(outcome) = self.state.outcome.take() {
                return Poll::Ready(outcome);
            }
            *self.state.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}
