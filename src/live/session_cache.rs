//! The last good session of a channel, cached in the browser for the next start.

use crate::browser::{clock, storage};
use crate::config::credential::ChannelId;
use crate::polling::cached_session;
use crate::session::timestamp::Timestamp;
use js_sys::JsString;
use leptos::prelude::{on_cleanup, window_event_listener_untyped};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Caches the last good session in `localStorage`.
///
/// Writes are throttled, since they go to the disk, and flushed on `pagehide`.
pub(super) struct SessionCache(Rc<CacheState>);

struct CacheState {
    name: String,
    /// The session's text, which stays on the JavaScript side until it is written.
    text: RefCell<Option<JsString>>,
    /// When the server last confirmed the text.
    confirmed_at: Cell<Timestamp>,
    is_written: Cell<bool>,
    written_at: Cell<Timestamp>,
}

impl SessionCache {
    /// The cache for a channel of the server at `origin`. It writes until the owner of
    /// this call ends.
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
        let listener = window_event_listener_untyped("pagehide", move |_| flushed.flush());
        on_cleanup(move || listener.remove());
        SessionCache(state)
    }

    /// The cached session's text, unless it is too old.
    pub(super) fn load(&self) -> Option<JsString> {
        let cached = storage::read(&self.0.name)?;
        let text = JsString::from(cached_session::decode(&cached, clock::now())?);
        self.0.text.replace(Some(text.clone()));
        Some(text)
    }

    /// Replaces the text, without writing it yet.
    pub(super) fn update(&self, text: &JsString) {
        self.0.text.replace(Some(text.clone()));
        self.0.confirmed_at.set(clock::now());
        self.0.is_written.set(false);
    }

    /// Notes that the server confirmed the text just now, and writes it unless the last
    /// write was recent.
    pub(super) fn confirm(&self) {
        let now = clock::now();
        self.0.confirmed_at.set(now);
        let elapsed = now.since(self.0.written_at.get());
        if elapsed >= cached_session::min_write_interval(self.0.is_written.get()) {
            self.0.write();
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
        let header = cached_session::encode_header(text.length(), self.confirmed_at.get());
        if let Some(header) = header {
            storage::write(&self.name, &(header + &String::from(text)));
        }
    }
}
