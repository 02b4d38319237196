//! Waiting for the browser by one pair of callbacks that serve again and again.
//!
//! A new pair for every wait, which is the usual way, was most of what a poll that
//! brings nothing costs here.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    // That of js-sys gives another promise, which nobody wants here.
    #[wasm_bindgen(js_name = Promise, extends = Promise)]
    type Promised;

    #[wasm_bindgen(method)]
    fn then(this: &Promised, kept: &Function, broken: &Function);
}

/// What a wait comes to.
type Outcome = Result<JsValue, JsValue>;

/// Waits for one thing at a time.
#[derive(Clone)]
pub struct Waiter {
    state: Rc<State>,
    done: Function,
    failed: Function,
}

#[derive(Default)]
struct State {
    /// What came, until somebody takes it.
    outcome: RefCell<Option<Outcome>>,
    /// Who waits for it.
    waker: RefCell<Option<Waker>>,
}

impl State {
    fn settle(&self, outcome: Outcome) {
        *self.outcome.borrow_mut() = Some(outcome);
        // Not borrowed any longer when it goes on, for that may wait again.
        let waker = self.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Default for Waiter {
    fn default() -> Waiter {
        let state = Rc::<State>::default();
        let callback = |how: fn(JsValue) -> Outcome| -> Function {
            let state = state.clone();
            let callback = move |value| state.settle(how(value));
            // The browser's to free, for what was waited for may come after all.
            let callback = Closure::<dyn FnMut(JsValue)>::new(callback);
            callback.into_js_value().unchecked_into()
        };
        Waiter {
            done: callback(Ok),
            failed: callback(Err),
            state: state.clone(),
        }
    }
}

impl Waiter {
    /// What a promise comes to.
    ///
    /// # Errors
    /// When it is broken, with the reason.
    pub async fn promised(&self, promise: Promise) -> Outcome {
        self.begin();
        let promise: Promised = promise.unchecked_into();
        promise.then(&self.done, &self.failed);
        self.settled().await
    }

    /// A callback that ends the wait.
    pub fn done(&self) -> &Function {
        &self.done
    }

    /// Ends the wait, or that which begins next.
    pub fn end(&self) {
        self.state.settle(Ok(JsValue::UNDEFINED));
    }

    /// Begins anew: what ended before is forgotten.
    pub fn begin(&self) {
        self.state.outcome.take();
    }

    /// Waits until the wait is ended.
    ///
    /// # Errors
    /// When that which it was for has failed.
    pub async fn settled(&self) -> Outcome {
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
