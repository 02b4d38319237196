//! A future that goes on in the very call that ends its wait.
//!
//! The usual way goes on in a microtask after it, which costs two crossings between
//! the browser and the program; a poll waits three times.

use leptos::prelude::{Owner, on_cleanup};
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

/// What is driven.
type Course = Pin<Box<dyn Future<Output = ()>>>;

struct Drive(SendWrapper<State>);

struct State {
    owner: Option<Owner>,
    /// Nothing when it is over.
    course: RefCell<Option<Course>>,
    /// Whether it is to go on; it may be woken by what it does itself.
    again: Cell<bool>,
    /// Whether its owner has ended.
    ended: Cell<bool>,
}

/// Drives a future until it is over, or the owner of this call ends.
pub fn drive(course: impl Future<Output = ()> + 'static) {
    start(Box::pin(course));
}

fn start(course: Course) {
    let drive = Arc::new(Drive(SendWrapper::new(State {
        owner: Owner::current(),
        course: RefCell::new(Some(course)),
        again: Cell::default(),
        ended: Cell::default(),
    })));
    let driven = drive.clone();
    on_cleanup(move || {
        driven.0.ended.set(true);
        driven.wake();
    });
    drive.wake();
}

impl Wake for Drive {
    fn wake(self: Arc<Drive>) {
        let state = &*self.0;
        state.again.set(true);
        // Where that fails it is under way, and goes on by itself.
        let Ok(mut course) = state.course.try_borrow_mut() else {
            return;
        };
        let waker = Waker::from(self.clone());
        let mut context = Context::from_waker(&waker);
        while state.again.take() {
            let mut go = || match &mut *course {
                Some(course) if !state.ended.get() => course.as_mut().poll(&mut context).is_ready(),
                _ => true,
            };
            let is_over = match &state.owner {
                Some(owner) => owner.with(go),
                None => go(),
            };
            if is_over || state.ended.get() {
                *course = None;
            }
        }
    }
}
