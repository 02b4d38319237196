//! The last good answer of the server.

use super::session_cache::SessionCache;
use crate::polling::{Fault, RequestError};
use crate::session::Session;
use crate::session::decode::Decoder;

/// The text of the last good answer, and its session.
pub(super) struct LatestAnswer {
    /// The same text is not decoded again.
    text: Option<String>,
    decoder: Decoder,
    /// The keys of entries that cannot be decoded.
    skipped: Vec<String>,
    cache: Option<SessionCache>,
    on_document: Box<dyn Fn(&str)>,
}

impl LatestAnswer {
    /// No answer yet. Each new text is cached, and passed to `on_document`.
    pub(super) fn new(cache: Option<SessionCache>, on_document: Box<dyn Fn(&str)>) -> LatestAnswer {
        LatestAnswer {
            text: None,
            decoder: Decoder::default(),
            skipped: Vec::new(),
            cache,
            on_document,
        }
    }

    /// Takes the cached answer of an earlier start, and returns its session.
    pub(super) fn restore_cached(&mut self) -> Option<Session> {
        let text = self.cache.as_ref()?.load()?;
        self.decoder.decode(&text).ok()?;
        let decoded = self.decoder.latest();
        self.skipped = decoded.skipped;
        self.text = Some(text);
        Some(decoded.session)
    }

    /// Decodes a text. Returns whether its session differs from that of the last text.
    pub(super) fn decode(&mut self, text: &str) -> Result<bool, RequestError> {
        if self.text.as_deref() == Some(text) {
            return Ok(false);
        }
        let Ok(has_changed) = self.decoder.decode(text) else {
            return Err(Fault::Unreadable.into());
        };
        (self.on_document)(text);
        self.text = Some(text.to_owned());
        if has_changed {
            if let Some(cache) = &self.cache {
                cache.update(text);
            }
            self.skipped = self.decoder.latest().skipped;
        }
        Ok(has_changed)
    }

    /// Notes that the server has sent this answer just now.
    pub(super) fn confirm(&self) {
        if let Some(cache) = &self.cache {
            cache.confirm();
        }
    }

    /// The text; `None` before the first.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The session; empty before the first.
    pub(super) fn session(&self) -> Session {
        self.decoder.latest().session
    }

    /// The keys of entries that cannot be decoded.
    pub(super) fn skipped(&self) -> &[String] {
        &self.skipped
    }
}
