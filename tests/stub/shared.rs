//! The state of a stub, shared by its tasks and the test.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A state, and the time since it was created.
pub(super) struct Shared<T> {
    inner: Arc<Mutex<T>>,
    started: Instant,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared {
            inner: self.inner.clone(),
            started: self.started,
        }
    }
}

impl<T: Default> Shared<T> {
    pub fn new() -> Shared<T> {
        Shared {
            inner: Arc::default(),
            started: Instant::now(),
        }
    }
}

impl<T> Shared<T> {
    /// Also after a test has panicked.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds since the state was created.
    pub fn now(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
