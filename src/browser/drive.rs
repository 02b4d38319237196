//! An executor that polls its task synchronously when it is woken.
//!
//! The usual executor polls in a microtask, which costs two more calls between
//! JavaScript and Wasm for each of a poll's three waits.

use leptos::prelude::{Owner, on_cleanup};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

type BoxedFuture = Pin<Box<dyn Future<Output = ()>>>;

struct Task(SendWrapper<TaskState>);

struct TaskState {
    owner: Option<Owner>,
    /// `None` after the end.
    future: RefCell<Option<BoxedFuture>>,
    /// Whether to poll again: a task can wake itself while it is polled.
    is_woken: Cell<bool>,
    is_cancelled: Cell<bool>,
}

/// Runs a future until it ends, or the owner of this call does.
pub fn drive(future: impl Future<Output = ()> + 'static) {
    start(Box::pin(future));
}

fn start(future: BoxedFuture) {
    let task = Arc::new(Task(SendWrapper::new(TaskState {
        owner: Owner::current(),
        future: RefCell::new(Some(future)),
        is_woken: Cell::default(),
        is_cancelled: Cell::default(),
    })));
    let cancelled = task.clone();
    on_cleanup(move || {
        cancelled.0.is_cancelled.set(true);
        cancelled.wake();
    });
    task.wake();
}

impl Wake for Task {
    fn wake(self: Arc<Task>) {
        let state = &*self.0;
        state.is_woken.set(true);
        // If it is borrowed, it is being polled, and the loop below polls it again.
        let Ok(mut future) = state.future.try_borrow_mut() else {
            return;
        };
        let waker = Waker::from(self.clone());
        let mut context = Context::from_waker(&waker);
        while state.is_woken.take() {
            let mut poll = || match &mut *future {
                Some(future) if !state.is_cancelled.get() => {
                    future.as_mut().poll(&mut context).is_ready()
                }
                _ => true,
            };
            let is_ready = match &state.owner {
                Some(owner) => owner.with(poll),
                None => poll(),
            };
            if is_ready || state.is_cancelled.get() {
                *future = None;
            }
        }
    }
}
