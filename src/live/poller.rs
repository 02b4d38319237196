//! The poller of one channel: its state between two polls.

use super::session_cache::SessionCache;
use super::shared_poll::{PollResult, SharedPoll};
use super::{PollOptions, PollTiming};
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::browser::{clock, random};
use crate::polling::schedule::{self, LastPoll};
use crate::polling::{Fault, Feed, RequestError};
use crate::session::Session;
use crate::session::decode::Decoder;
use crate::session::timestamp::Timestamp;
use js_sys::JsString;
use leptos::prelude::{ArcRwSignal, Set, Update};
use wasm_bindgen::JsValue;

/// How many milliseconds a follower waits for the leader's result. A little longer than a
/// request can take, so a leader that exceeds it is frozen.
const LEADER_TIMEOUT: f64 = 11_000.0;
/// The wait ends at least this many milliseconds before the interval does, in which the
/// follower can poll itself.
const TAKEOVER_MARGIN: f64 = 700.0;

/// Polls a channel, and publishes the feed and the timing.
pub(super) struct Poller<F> {
    options: PollOptions,
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
    /// Consecutive failures.
    failures: u32,
    /// The text of the session in the feed. The same text is not decoded again.
    text: Option<JsString>,
    decoder: Decoder,
    /// The keys of entries that cannot be decoded.
    skipped: Vec<String>,
    cache: Option<SessionCache>,
    /// Called with the text of every new session.
    on_document: F,
}

impl<F: Fn(&str)> Poller<F> {
    /// A poller that begins with the cached session, if it may use the cache.
    pub(super) fn new(
        options: PollOptions,
        feed: ArcRwSignal<Feed>,
        timing: ArcRwSignal<Option<PollTiming>>,
        on_document: F,
    ) -> Poller<F> {
        let cache = || SessionCache::new(options.client.origin(), &options.channel);
        let mut poller = Poller {
            cache: options.use_cache.then(cache),
            options,
            feed,
            timing,
            failures: 0,
            text: None,
            decoder: Decoder::default(),
            skipped: Vec::new(),
            on_document,
        };
        poller.restore_cached();
        poller
    }

    fn restore_cached(&mut self) {
        let Some(text) = self.cache.as_ref().and_then(SessionCache::load) else {
            return;
        };
        if self.decoder.decode(&String::from(&text)).is_ok() {
            let decoded = self.decoder.latest();
            self.skipped = decoded.skipped;
            self.text = Some(text);
            self.feed
                .update(|feed| feed.restore_cached(decoded.session));
        }
    }

    /// Polls, or receives the result of the leader's poll. Returns its outcome, and when the
    /// next poll is due.
    pub(super) async fn next(
        &mut self,
        shared: Option<&SharedPoll>,
        visibility: &mut PageVisibility,
    ) -> (LastPoll, Timestamp) {
        if let Some(shared) = shared
            && !shared.try_lead().await
        {
            if let Some(result) = self.wait_for_leader(shared, visibility).await {
                return self.receive_shared(&result);
            }
            shared.steal_lead().await;
        }
        let PollOptions {
            client, channel, ..
        } = &self.options;
        let outcome = client.session(channel).await;
        let (result, last) = self.receive(outcome);
        let next = result.next;
        if let Some(shared) = shared {
            shared.broadcast(result);
        }
        (last, next)
    }

    /// The result of the leader's poll; `None` if it does not come in time.
    async fn wait_for_leader(
        &self,
        shared: &SharedPoll,
        visibility: &mut PageVisibility,
    ) -> Option<PollResult> {
        shared.request_result();
        let timeout = LEADER_TIMEOUT.min(self.options.interval - TAKEOVER_MARGIN);
        let end = Timestamp(clock::now().0 + timeout);
        let mut was_written = false;
        let result = loop {
            let reason = visibility.sleep_until(end).await;
            was_written |= reason == WakeReason::PeerWrite;
            let result = shared.take();
            if result.is_some() || reason == WakeReason::Timer {
                break result;
            }
        };
        if was_written {
            // The result may be older than the write.
            visibility.waker().wake(WakeReason::PeerWrite);
        }
        result
    }

    /// Receives the outcome of this page's poll. Returns the result to broadcast.
    fn receive(&mut self, outcome: Result<JsString, RequestError>) -> (PollResult, LastPoll) {
        let ended = clock::now();
        let (last, wait) = self.apply(&outcome, ended);
        let next = Timestamp(ended.0 + wait);
        self.publish_timing(ended, next);
        if let Some(cache) = self.cache.as_ref().filter(|_| last.is_good) {
            cache.confirm();
        }
        let result = PollResult {
            outcome,
            ended,
            next,
        };
        (result, last)
    }

    /// Receives the result of another page's poll.
    pub(super) fn receive_shared(&mut self, result: &PollResult) -> (LastPoll, Timestamp) {
        // The other page has the same clock, but may send any value.
        let ended = Timestamp(result.ended.0.min(clock::now().0));
        let (last, own) = self.apply(&result.outcome, ended);
        let announced = result.next.since(ended);
        let next = Timestamp(ended.0 + schedule::follower_wait(own, announced));
        self.publish_timing(ended, next);
        (last, next)
    }

    /// Applies an outcome to the feed. Returns it with the milliseconds to wait after it.
    fn apply(
        &mut self,
        outcome: &Result<JsString, RequestError>,
        ended: Timestamp,
    ) -> (LastPoll, f64) {
        let session = match outcome {
            Ok(text) if self.is_unchanged(text) => Ok(None),
            Ok(text) => self.decode(text),
            Err(error) => Err(*error),
        };
        let error = session.as_ref().err().copied();
        let fault = error.map(|error| error.fault);
        let retry_after = error.and_then(|error| error.retry_after);
        self.failures = match fault {
            Some(_) => self.failures + 1,
            None => 0,
        };
        self.feed
            .maybe_update(|feed| feed.receive(session.map_err(|error| error.fault)));
        let last = LastPoll {
            ended,
            is_good: fault.is_none(),
            not_before: Timestamp(ended.0 + retry_after.unwrap_or(0.0)),
        };
        let interval = self.options.interval;
        let wait = schedule::wait(interval, self.failures, fault, retry_after, random());
        (last, wait)
    }

    fn is_unchanged(&self, text: &JsString) -> bool {
        let text: &JsValue = text;
        self.text.as_deref().is_some_and(|last| **last == *text)
    }

    /// Decodes a changed text; `None` if its session is the same as before.
    fn decode(&mut self, text: &JsString) -> Result<Option<Session>, RequestError> {
        let document = String::from(text);
        let Ok(has_changed) = self.decoder.decode(&document) else {
            return Err(Fault::Unreadable.into());
        };
        (self.on_document)(&document);
        self.text = Some(text.clone());
        Ok(has_changed.then(|| {
            if let Some(cache) = &self.cache {
                cache.update(text);
            }
            let decoded = self.decoder.latest();
            self.skipped = decoded.skipped;
            decoded.session
        }))
    }

    fn publish_timing(&self, last: Timestamp, next: Timestamp) {
        self.timing.set(Some(PollTiming {
            last,
            next,
            skipped: self.skipped.clone(),
        }));
    }
}
