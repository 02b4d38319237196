//! The poller of one channel: its state between two polls.

use super::session_cache::SessionCache;
use super::shared_poll::{PollResult, SharedPoll};
use super::{PollOptions, PollTiming};
use crate::browser::visibility::Waker;
use crate::browser::{clock, random};
use crate::polling::schedule::{self, LastPoll, MAX_RETRY_AFTER_MS};
use crate::polling::{Fault, Feed, RequestError};
use crate::session::Session;
use crate::session::decode::Decoder;
use crate::session::timestamp::Timestamp;
use leptos::prelude::{ArcRwSignal, Set, Update};

/// How many milliseconds a follower waits for the leader's result. A little longer than a
/// request can take, so a leader that exceeds it is frozen.
const LEADER_TIMEOUT: f64 = 11_000.0;
/// The wait ends at least this many milliseconds before the interval does, in which the
/// follower can poll itself.
const TAKEOVER_MARGIN: f64 = 700.0;

/// Polls a channel, and publishes the feed and the timing.
pub(super) struct Poller {
    options: PollOptions,
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
    on_document: Box<dyn Fn(&str)>,
    /// `None` if this page polls for itself.
    shared: Option<SharedPoll>,
    /// Whether this page has requested the leader's result, and `due` is when it gives up.
    is_waiting_for_leader: bool,
    last: LastPoll,
    due: Timestamp,
    /// Consecutive failures.
    failures: u32,
    /// The text of the session in the feed. The same text is not decoded again.
    text: Option<String>,
    decoder: Decoder,
    /// The keys of entries that cannot be decoded.
    skipped: Vec<String>,
    cache: Option<SessionCache>,
}

impl Poller {
    /// A poller that begins with the cached session, if it may use the cache.
    pub(super) fn new(
        options: PollOptions,
        feed: ArcRwSignal<Feed>,
        timing: ArcRwSignal<Option<PollTiming>>,
        on_document: Box<dyn Fn(&str)>,
    ) -> Poller {
        let cache = || SessionCache::new(options.client.origin(), &options.channel);
        let mut poller = Poller {
            cache: options.use_cache.then(cache),
            options,
            feed,
            timing,
            on_document,
            shared: None,
            is_waiting_for_leader: false,
            last: LastPoll {
                ended: Timestamp(0.0),
                is_good: false,
                not_before: Timestamp(0.0),
            },
            due: Timestamp(0.0),
            failures: 0,
            text: None,
            decoder: Decoder::default(),
            skipped: Vec::new(),
        };
        poller.restore_cached();
        poller
    }

    fn restore_cached(&mut self) {
        let Some(text) = self.cache.as_ref().and_then(SessionCache::load) else {
            return;
        };
        if self.decoder.decode(&text).is_ok() {
            let decoded = self.decoder.latest();
            self.skipped = decoded.skipped;
            self.text = Some(text);
            self.feed
                .update(|feed| feed.restore_cached(decoded.session));
        }
    }

    /// Joins the pages that receive the same answers. Their messages wake this one.
    pub(super) async fn join_pages(&mut self, waker: Waker) {
        let PollOptions {
            client, channel, ..
        } = &self.options;
        if let Some(sharing_key) = client.sharing_key(channel).await {
            self.shared = SharedPoll::join(&sharing_key, waker);
        }
    }

    /// When to poll next.
    pub(super) fn due(&self) -> Timestamp {
        self.due
    }

    /// Polls, if this page leads or can do so. Otherwise requests the leader's result; if that
    /// does not come until the next call, the leader is frozen, and this page replaces it.
    pub(super) async fn poll(&mut self) {
        if let Some(shared) = &self.shared {
            if self.is_waiting_for_leader {
                shared.steal_lead().await;
            } else if !shared.try_lead().await {
                shared.request_result();
                let timeout = LEADER_TIMEOUT.min(self.options.interval - TAKEOVER_MARGIN);
                self.due = Timestamp(clock::now().0 + timeout);
                self.is_waiting_for_leader = true;
                return;
            }
        }
        let outcome = self.options.client.session(&self.options.channel).await;
        self.receive(outcome);
    }

    /// Receives the outcome of this page's poll.
    fn receive(&mut self, outcome: Result<String, RequestError>) {
        let ended = clock::now();
        let wait = self.apply(&outcome, ended);
        self.schedule(wait);
        if let Some(cache) = self.cache.as_ref().filter(|_| self.last.is_good) {
            cache.confirm();
        }
        if let Some(shared) = &self.shared {
            shared.broadcast(PollResult {
                outcome,
                ended,
                next: self.due,
            });
        }
    }

    /// Receives the result of another page's poll, if there is one.
    pub(super) fn receive_shared(&mut self) {
        let Some(result) = self.shared.as_ref().and_then(SharedPoll::take) else {
            return;
        };
        // The other page has the same clock, but may send any value.
        let ended = Timestamp(result.ended.0.min(clock::now().0));
        let own = self.apply(&result.outcome, ended);
        let announced = result.next.since(ended);
        self.schedule(schedule::follower_wait(own, announced));
    }

    /// Polls at once or replies to a follower, as the age of the last outcome requires: the
    /// page became visible or came back online, or a follower asks for a result.
    pub(super) fn refresh(&mut self) {
        // It may have come while the page was hidden.
        self.receive_shared();
        let now = clock::now();
        let time = schedule::poll_time_on_refresh(self.last, now);
        // The reply is the last result, unless this page polls at once.
        if let Some(shared) = &self.shared
            && time.is_none_or(|time| time > now)
        {
            shared.reply();
        }
        if let Some(time) = time {
            self.poll_at(time);
        }
    }

    /// Polls soon, because another page has written the session.
    pub(super) fn refresh_after_write(&mut self) {
        self.poll_at(schedule::poll_time_on_change(self.last, clock::now()));
    }

    fn poll_at(&mut self, time: Timestamp) {
        self.due = time;
        self.is_waiting_for_leader = false;
    }

    /// Leaves the poll to other pages: this one is hidden.
    pub(super) fn release_lead(&mut self) {
        self.is_waiting_for_leader = false;
        if let Some(shared) = &self.shared {
            shared.release();
        }
    }

    /// Applies an outcome to the feed. Returns the milliseconds to wait after it.
    fn apply(&mut self, outcome: &Result<String, RequestError>, ended: Timestamp) -> f64 {
        let session = match outcome {
            Ok(text) if self.text.as_ref() == Some(text) => Ok(None),
            Ok(text) => self.decode(text),
            Err(error) => Err(*error),
        };
        let error = session.as_ref().err().copied();
        let fault = error.map(|error| error.fault);
        // Another page may send any value.
        let retry_after = error.and_then(|error| Some(error.retry_after?.min(MAX_RETRY_AFTER_MS)));
        self.failures = match fault {
            Some(_) => self.failures + 1,
            None => 0,
        };
        self.feed
            .maybe_update(|feed| feed.receive(session.map_err(|error| error.fault)));
        self.last = LastPoll {
            ended,
            is_good: fault.is_none(),
            not_before: Timestamp(ended.0 + retry_after.unwrap_or(0.0)),
        };
        let interval = self.options.interval;
        schedule::wait(interval, self.failures, fault, retry_after, random())
    }

    /// Decodes a changed text; `None` if its session is the same as before.
    fn decode(&mut self, text: &str) -> Result<Option<Session>, RequestError> {
        let Ok(has_changed) = self.decoder.decode(text) else {
            return Err(Fault::Unreadable.into());
        };
        (self.on_document)(text);
        self.text = Some(text.to_owned());
        Ok(has_changed.then(|| {
            if let Some(cache) = &self.cache {
                cache.update(text);
            }
            let decoded = self.decoder.latest();
            self.skipped = decoded.skipped;
            decoded.session
        }))
    }

    /// Schedules the next poll, this many milliseconds after the end of the last one.
    fn schedule(&mut self, wait: f64) {
        self.poll_at(Timestamp(self.last.ended.0 + wait));
        self.timing.set(Some(PollTiming {
            last: self.last.ended,
            next: self.due,
            skipped: self.skipped.clone(),
        }));
    }
}
