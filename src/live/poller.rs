//! The poller of one channel: its state between two polls.

use super::latest_answer::LatestAnswer;
use super::leaderboards::Requests;
use super::push::Push;
use super::session_cache::SessionCache;
use super::shared_poll::SharedPoll;
use super::{PollOptions, PollTiming};
use crate::browser::visibility::Waker;
use crate::browser::{clock, random};
use crate::polling::follow_up::FollowUp;
use crate::polling::late_frames::LateFrames;
use crate::polling::patches::Patches;
use crate::polling::schedule::{self, LastPoll, MAX_RETRY_AFTER_MS};
use crate::polling::{Feed, RequestError};
use crate::session::timestamp::Timestamp;
use futures::future::{Either, select};
use leptos::prelude::{ArcRwSignal, ReadUntracked, Set, Update};
use std::pin::pin;

mod leaderboards;
mod messages;
mod news;
mod wait;

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
    /// `None` if this page polls for itself.
    shared: Option<SharedPoll>,
    /// Whether this page has requested the leader's result, and `due` is when it gives up.
    is_waiting_for_leader: bool,
    last: LastPoll,
    due: Timestamp,
    /// Consecutive failures.
    failures: u32,
    /// The session of the last good answer.
    answer: LatestAnswer,
    /// The error of the last poll of any page.
    error: Option<RequestError>,
    /// What the last answer may not include.
    patches: Patches,
    /// Which frames the last answer includes.
    late_frames: LateFrames,
    /// The poll that follows frames.
    follow_up: FollowUp,
    /// The connection to the gateway, which the leader holds.
    push: Push,
    /// The leaderboards that pages show.
    leaderboards: Requests,
    /// Whether no request has been sent since both subscriptions stand.
    is_poll_missing: bool,
    /// Since when the page is visible, as long as no answer has come since then.
    shown_at: Option<Timestamp>,
    /// When the last good answer came.
    last_good: Timestamp,
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
        let cache = options.use_cache.then(cache);
        let access = options.client.gateway_access(&options.channel);
        let mut poller = Poller {
            answer: LatestAnswer::new(cache, on_document),
            push: Push::new(options.gateway.clone().zip(access)),
            options,
            feed,
            timing,
            shared: None,
            is_waiting_for_leader: false,
            last: LastPoll {
                ended: Timestamp(0.0),
                is_good: false,
                not_before: Timestamp(0.0),
            },
            due: Timestamp(0.0),
            failures: 0,
            error: None,
            patches: Patches::default(),
            late_frames: LateFrames::default(),
            follow_up: FollowUp::default(),
            leaderboards: Requests::default(),
            is_poll_missing: false,
            shown_at: Some(Timestamp(0.0)),
            last_good: Timestamp(0.0),
        };
        if let Some(session) = poller.answer.restore_cached() {
            poller.feed.update(|feed| feed.restore_cached(session));
        }
        poller
    }

    /// Joins the pages that receive the same answers. Their messages wake this one.
    pub(super) async fn join_pages(&mut self, waker: Waker) {
        let PollOptions {
            client,
            channel,
            gateway,
            ..
        } = &self.options;
        if let Some(sharing_key) = client.sharing_key(channel, gateway.as_deref()).await {
            self.shared = SharedPoll::join(&sharing_key, waker);
        }
    }

    /// Polls, if this page leads or can do so. Otherwise requests the leader's result; if that
    /// does not come until the next call, the leader is frozen, and this page replaces it.
    pub(super) async fn poll(&mut self) {
        self.announce_wanted();
        if let Some(shared) = &self.shared {
            if self.is_waiting_for_leader {
                shared.steal_lead().await;
            } else if !shared.try_lead().await {
                shared.request_result();
                let timeout = LEADER_TIMEOUT.min(self.options.interval - TAKEOVER_MARGIN);
                self.due = Timestamp(clock::now().0 + timeout);
                self.is_waiting_for_leader = true;
                self.stop_push();
                return;
            }
        }
        // Until now another page may have led.
        self.set_pushed(self.push.is_subscribed());
        self.is_poll_missing = false;
        self.follow_up.note_request(clock::now());
        // Frames before the first session are applied to the first answer.
        if self.feed.read_untracked().session.is_some() {
            self.patches.note_request();
        }
        let outcome = self.request().await;
        self.receive(outcome);
        if self.is_poll_missing {
            self.poll_now();
        }
        self.push.start();
    }

    /// Requests the session. Meanwhile what is pushed is applied.
    async fn request(&mut self) -> Result<String, RequestError> {
        let (client, channel) = (self.options.client.clone(), self.options.channel.clone());
        let mut request = pin!(client.session(&channel));
        loop {
            let event = match select(request.as_mut(), pin!(self.push.next())).await {
                Either::Left((outcome, _)) => return outcome,
                Either::Right((event, _)) => event,
            };
            self.receive_pushed(event);
        }
    }

    /// Receives the outcome of this page's poll.
    fn receive(&mut self, outcome: Result<String, RequestError>) {
        let ended = clock::now();
        let had_patches = !self.patches.is_empty();
        let wait = self.apply(&outcome, ended, had_patches);
        self.schedule(Timestamp(ended.0 + wait));
        if self.last.is_good {
            self.answer.confirm();
        }
        self.send_result();
    }

    /// Polls soon or replies to a follower, as the age of the last outcome requires: the page
    /// became visible or came back online, or a follower asks for a result.
    pub(super) fn refresh(&mut self) {
        let now = clock::now();
        self.note_shown(now);
        // It may have come while the page was hidden.
        self.receive_shared();
        // A poll also starts the connection to the gateway.
        let connect = || schedule::poll_time_on_change(self.last, now);
        let time = schedule::poll_time_on_refresh(self.last, now)
            .or_else(|| self.push.is_stopped().then(connect));
        if time.is_none() {
            // Nothing can be missing.
            self.shown_at = None;
        }
        // The reply is the last result, unless this page polls at once.
        if time.is_none_or(|time| time > now) {
            self.reply();
        }
        if let Some(time) = time {
            self.poll_at(time);
        }
    }

    /// Polls soon, because another page has written the session.
    pub(super) fn refresh_after_write(&mut self) {
        self.poll_at(schedule::poll_time_on_change(self.last, clock::now()));
    }

    /// Polls as soon as the server allows it.
    fn poll_now(&mut self) {
        let now = clock::now();
        self.poll_at(Timestamp(now.0.max(self.last.not_before.0)));
    }

    fn poll_at(&mut self, time: Timestamp) {
        self.due = time;
        self.is_waiting_for_leader = false;
    }

    /// Closes the connection to the gateway. What it pushed needs no poll of this page then.
    fn stop_push(&mut self) {
        self.push.stop();
        self.follow_up = FollowUp::default();
    }

    /// Leaves the poll and the gateway to other pages: this one is hidden.
    pub(super) fn release_lead(&mut self) {
        self.is_waiting_for_leader = false;
        self.shown_at = Some(Timestamp(f64::INFINITY));
        if self.push.is_subscribed() {
            self.announce_loss();
        }
        self.stop_push();
        if let Some(shared) = &self.shared {
            shared.release();
        }
    }

    /// Applies an outcome to the feed. Returns the milliseconds to wait after it.
    fn apply(
        &mut self,
        outcome: &Result<String, RequestError>,
        ended: Timestamp,
        had_patches: bool,
    ) -> f64 {
        let decoded = match outcome {
            Ok(text) => self.answer.decode(text),
            Err(error) => Err(*error),
        };
        let news = self.news(ended, decoded.is_ok());
        let session = decoded.map(|has_changed| {
            self.patches.drop_requested();
            let is_other = has_changed || had_patches;
            is_other.then(|| {
                let mut session = self.patches.apply(&self.answer.session());
                session.received = self.received(news);
                let before = self.feed.read_untracked().session.clone();
                self.late_frames
                    .note_answer(before.as_deref(), &session, ended);
                self.collect_credits(&session);
                session
            })
        });
        self.error = session.as_ref().err().copied();
        let fault = self.error.map(|error| error.fault);
        // Another page may send any value.
        let retry_after = self
            .error
            .and_then(|error| Some(error.retry_after?.min(MAX_RETRY_AFTER_MS)));
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
        let interval = schedule::interval(self.options.interval, self.is_pushed(), fault);
        schedule::wait(interval, self.failures, fault, retry_after, random())
    }

    /// Schedules the next poll.
    fn schedule(&mut self, due: Timestamp) {
        self.poll_at(due);
        self.timing.set(Some(PollTiming {
            last: self.last.ended,
            next: self.due,
            skipped: self.answer.skipped().to_vec(),
        }));
    }
}
