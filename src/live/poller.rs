//! What is known of a channel, and told to the page.

use super::{PollOptions, PollTiming};
use crate::api::Ask;
use crate::browser::storage::SessionCache;
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::browser::{clock, random};
use crate::live::shared_poll::{PollResult, SharedPoll};
use crate::polling::{self, Fault, Feed, LastPoll, RequestError};
use crate::session::Session;
use crate::session::decode::Decoder;
use crate::session::timestamp::Timestamp;
use js_sys::JsString;
use leptos::prelude::{ArcRwSignal, Set, Update};
use wasm_bindgen::JsValue;

/// How long another page may take to tell what it was answered, in milliseconds,
/// a little more than a request may. After that it is taken for frozen.
const PATIENCE: f64 = 11_000.0;
/// It is over so many milliseconds before the interval is, for within that
/// another page is to have taken over.
const MARGIN: f64 = 700.0;

/// What is known of a channel, and told to the page.
pub(super) struct Poller {
    polling: PollOptions,
    ask: Ask,
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<PollTiming>>,
    /// Those in a row.
    failures: u32,
    /// The text that the session on screen came as; the same text is no news.
    text: Option<JsString>,
    decoder: Decoder,
    skipped: Vec<String>,
    /// Keeps the session for the next start.
    keeper: Option<SessionCache>,
}

impl Poller {
    pub(super) fn new(
        polling: PollOptions,
        feed: ArcRwSignal<Feed>,
        beat: ArcRwSignal<Option<PollTiming>>,
    ) -> Poller {
        let mut known = Poller {
            ask: polling.client.ask(&polling.channel),
            keeper: polling
                .recalls
                .then(|| SessionCache::new(polling.client.origin(), &polling.channel)),
            polling,
            feed,
            beat,
            failures: 0,
            text: None,
            decoder: Decoder::default(),
            skipped: Vec::new(),
        };
        known.recall();
        known
    }

    /// Begins with what an earlier start kept.
    fn recall(&mut self) {
        let Some(text) = self.keeper.as_ref().and_then(SessionCache::recall) else {
            return;
        };
        if self.decoder.read(&String::from(&text)).is_ok() {
            let decoded = self.decoder.decoded();
            self.skipped = decoded.skipped;
            self.text = Some(text);
            self.feed.update(|feed| feed.recall(decoded.session));
        }
    }

    /// Takes in the next poll, whoever's that is; gives what to know of it, and when
    /// the one after it is due. One that `defers` leaves it to others if it can.
    pub(super) async fn next(
        &mut self,
        share: Option<&SharedPoll>,
        watch: &PageVisibility,
        defers: bool,
        heard: &impl Fn(&str),
    ) -> (LastPoll, Timestamp) {
        if let Some(share) = share
            && (defers || !share.lead().await)
        {
            if let Some(news) = self.await_news(share, watch).await {
                return self.hear(&news, heard);
            }
            share.overrule().await;
        }
        let (news, last) = self.poll(heard).await;
        let next = news.next;
        if let Some(share) = share {
            share.tell(news);
        }
        (last, next)
    }

    /// What another page is answered; `None` when none tells in time.
    async fn await_news(&self, share: &SharedPoll, watch: &PageVisibility) -> Option<PollResult> {
        share.ask();
        let end = Timestamp(clock::now().0 + PATIENCE.min(self.polling.interval - MARGIN));
        let mut was_written = false;
        let news = loop {
            let waited = watch.until(end).await;
            was_written |= waited == WakeReason::Told;
            let news = share.take();
            if news.is_some() || waited == WakeReason::Due {
                break news;
            }
        };
        if was_written {
            // The news may be older than that.
            watch.hurry(WakeReason::Told);
        }
        news
    }

    /// Takes in what the server answers the loader, if that has asked for anything;
    /// gives it, to be told.
    pub(super) async fn take_early(
        &mut self,
        heard: &impl Fn(&str),
    ) -> Option<(PollResult, LastPoll)> {
        let outcome = self.ask.early().await?;
        Some(self.receive(outcome, heard))
    }

    /// The same of what the server answers this page.
    async fn poll(&mut self, heard: &impl Fn(&str)) -> (PollResult, LastPoll) {
        let outcome = self.ask.answer().await;
        self.receive(outcome, heard)
    }

    fn receive(
        &mut self,
        outcome: Result<JsString, RequestError>,
        heard: &impl Fn(&str),
    ) -> (PollResult, LastPoll) {
        let ended = clock::now();
        let (last, own) = self.take_in(&outcome, ended, heard);
        let next = Timestamp(ended.0 + own);
        self.plan(ended, next);
        if let Some(keeper) = self.keeper.as_ref().filter(|_| last.good) {
            keeper.keep();
        }
        let news = PollResult {
            outcome,
            ended,
            next,
        };
        (news, last)
    }

    /// Takes in what another page was answered.
    pub(super) fn hear(
        &mut self,
        news: &PollResult,
        heard: &impl Fn(&str),
    ) -> (LastPoll, Timestamp) {
        // It has this machine's clock, and yet may say anything.
        let ended = Timestamp(news.ended.0.min(clock::now().0));
        let (last, own) = self.take_in(&news.outcome, ended, heard);
        let next = Timestamp(ended.0 + polling::follow(own, news.next.since(ended)));
        self.plan(ended, next);
        (last, next)
    }

    /// Takes in an outcome; gives what to know of it, and how many milliseconds
    /// to wait after it.
    fn take_in(
        &mut self,
        outcome: &Result<JsString, RequestError>,
        ended: Timestamp,
        heard: &impl Fn(&str),
    ) -> (LastPoll, f64) {
        let read = match outcome {
            Ok(text) if self.is_known(text) => Ok(None),
            Ok(text) => self.read(text, heard),
            Err(failure) => Err(*failure),
        };
        let failure: Option<RequestError> = read.as_ref().err().copied();
        let fault = failure.map(|failure| failure.fault);
        let hint = failure.and_then(|failure| failure.retry_after);
        self.failures = if fault.is_some() {
            self.failures + 1
        } else {
            0
        };
        self.feed
            .maybe_update(|feed| feed.receive(read.map_err(|failure| failure.fault)));
        let last = LastPoll {
            ended,
            good: fault.is_none(),
            not_before: Timestamp(ended.0 + hint.unwrap_or(0.0)),
        };
        let wait = polling::wait(self.polling.interval, self.failures, fault, hint, random());
        (last, wait)
    }

    fn is_known(&self, text: &JsString) -> bool {
        let text: &JsValue = text;
        self.text.as_deref().is_some_and(|known| **known == *text)
    }

    /// Reads a text that is not the last one; `None` where it says the same.
    fn read(
        &mut self,
        text: &JsString,
        heard: &impl Fn(&str),
    ) -> Result<Option<Session>, RequestError> {
        let own = String::from(text);
        let Ok(is_new) = self.decoder.read(&own) else {
            return Err(Fault::Unreadable.into());
        };
        heard(&own);
        self.text = Some(text.clone());
        Ok(is_new.then(|| {
            if let Some(keeper) = &self.keeper {
                keeper.take(text);
            }
            let decoded = self.decoder.decoded();
            self.skipped = decoded.skipped;
            decoded.session
        }))
    }

    fn plan(&self, last: Timestamp, next: Timestamp) {
        self.beat.set(Some(PollTiming {
            last,
            next,
            skipped: self.skipped.clone(),
        }));
    }
}
