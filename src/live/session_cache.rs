//! The last good session of a channel, cached in the browser for the next start.

use crate::browser::{clock, storage};
use crate::config::credential::ChannelId;
use crate::polling::cached_session;
use crate::session::timestamp::Timestamp;
use gloo_events::EventListener;
use leptos::prelude::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Caches the last good session in `localStorage`.
///
/// Writes are throttled, since they go to the disk, and flushed on `pagehide`.
pub(super) struct SessionCache {
    state: Rc<CacheState>,
    _listener: EventListener,
}

struct CacheState {
    name: String,
    text: RefCell<Option<String>>,
    /// When the server last confirmed the text.
    confirmed_at: Cell<Timestamp>,
    is_written: Cell<bool>,
    written_at: Cell<Timestamp>,
}

impl SessionCache {
    /// The cache for a channel of the server at `origin`.
    pub(super) fn new(origin: &str, channel: &ChannelId) -> SessionCache {
        let state = Rc::new(CacheState {
            // The same id on another server is another channel.
            name: ["session:", channel.as_str(), " ", origin].concat(),
            text: RefCell::default(),
            confirmed_at: Cell::new(Timestamp(0.0)),
            is_written: Cell::new(true),
            written_at: Cell::new(Timestamp(0.0)),
        });
        let flushed = state.clone();
        SessionCache {
            state,
            _listener: EventListener::new(&window(), "pagehide", move |_| flushed.flush()),
        }
    }

    /// The cached session's text, unless it is too old.
    pub(super) fn load(&self) -> Option<String> {
        let cached = storage::read(&self.state.name)?;
        let text = cached_session::decode(&cached, clock::now())?.to_owned();
        self.state.text.replace(Some(text.clone()));
        Some(text)
    }

    /// Replaces the text, without writing it yet.
    pub(super) fn update(&self, text: &str) {
        self.state.text.replace(Some(text.to_owned()));
        self.state.confirmed_at.set(clock::now());
        self.state.is_written.set(false);
    }

    /// Notes that the server confirmed the text just now, and writes it unless the last
    /// write was recent.
    pub(super) fn confirm(&self) {
        let now = clock::now();
        self.state.confirmed_at.set(now);
        let elapsed = now.since(self.state.written_at.get());
        if elapsed >= cached_session::min_write_interval(self.state.is_written.get()) {
            self.state.write();
        }
    }
}

impl CacheState {
    /// Writes a text that is not written yet, unless another page's is more recent: a
    /// hidden page does not poll.
    fn flush(&self) {
        if self.is_written.get() {
            return;
        }
        let cached_at =
            storage::read(&self.name).and_then(|cached| cached_session::cached_at(&cached));
        if cached_at.is_none_or(|cached_at| cached_at <= self.confirmed_at.get()) {
            self.write();
        }
    }

    fn write(&self) {
        self.is_written.set(true);
        self.written_at.set(clock::now());
        let text = self.text.borrow();
        let Some(text) = &*text else { return };
        if let Some(cached) = cached_session::encode(text, self.confirmed_at.get()) {
            storage::write(&self.name, &cached);
        }
    }
}
