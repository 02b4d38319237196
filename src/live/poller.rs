//! What is known of a channel, and told to the page.

use super::{Beat, Polling};
use crate::api::Ask;
use crate::browser::storage::Keeper;
use crate::browser::visibility::{Waited, Watch};
use crate::browser::{chance, clock};
use crate::live::shared_poll::{News, Share};
use crate::polling::{self, Failure, Fault, Feed, LastPoll};
use crate::session::Session;
use crate::session::decode::Decoder;
use crate::session::timestamp::Moment;
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
pub(super) struct Known {
    polling: Polling,
    ask: Ask,
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<Beat>>,
    /// Those in a row.
    failures: u32,
    /// The text that the session on screen came as; the same text is no news.
    text: Option<JsString>,
    decoder: Decoder,
    skipped: Vec<String>,
    /// Keeps the session for the next start.
    keeper: Option<Keeper>,
}

impl Known {
    pub(super) fn new(
        polling: Polling,
        feed: ArcRwSignal<Feed>,
        beat: ArcRwSignal<Option<Beat>>,
    ) -> Known {
        let mut known = Known {
            ask: polling.client.ask(&polling.channel),
            keeper: polling
                .recalls
                .then(|| Keeper::new(polling.client.origin(), &polling.channel)),
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
        let Some(text) = self.keeper.as_ref().and_then(Keeper::recall) else {
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
        share: Option<&Share>,
        watch: &Watch,
        defers: bool,
        heard: &impl Fn(&str),
    ) -> (LastPoll, Moment) {
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
    async fn await_news(&self, share: &Share, watch: &Watch) -> Option<News> {
        share.ask();
        let end = Moment(clock::now().0 + PATIENCE.min(self.polling.interval - MARGIN));
        let mut was_written = false;
        let news = loop {
            let waited = watch.until(end).await;
            was_written |= waited == Waited::Told;
            let news = share.take();
            if news.is_some() || waited == Waited::Due {
                break news;
            }
        };
        if was_written {
            // The news may be older than that.
            watch.hurry(Waited::Told);
        }
        news
    }

    /// Takes in what the server answers the loader, if that has asked for anything;
    /// gives it, to be told.
    pub(super) async fn take_early(&mut self, heard: &impl Fn(&str)) -> Option<(News, LastPoll)> {
        let outcome = self.ask.early().await?;
        Some(self.receive(outcome, heard))
    }

    /// The same of what the server answers this page.
    async fn poll(&mut self, heard: &impl Fn(&str)) -> (News, LastPoll) {
        let outcome = self.ask.answer().await;
        self.receive(outcome, heard)
    }

    fn receive(
        &mut self,
        outcome: Result<JsString, Failure>,
        heard: &impl Fn(&str),
    ) -> (News, LastPoll) {
        let ended = clock::now();
        let (last, own) = self.take_in(&outcome, ended, heard);
        let next = Moment(ended.0 + own);
        self.plan(ended, next);
        if let Some(keeper) = self.keeper.as_ref().filter(|_| last.good) {
            keeper.keep();
        }
        let news = News {
            outcome,
            ended,
            next,
        };
        (news, last)
    }

    /// Takes in what another page was answered.
    pub(super) fn hear(&mut self, news: &News, heard: &impl Fn(&str)) -> (LastPoll, Moment) {
        // It has this machine's clock, and yet may say anything.
        let ended = Moment(news.ended.0.min(clock::now().0));
        let (last, own) = self.take_in(&news.outcome, ended, heard);
        let next = Moment(ended.0 + polling::follow(own, news.next.since(ended)));
        self.plan(ended, next);
        (last, next)
    }

    /// Takes in an outcome; gives what to know of it, and how many milliseconds
    /// to wait after it.
    fn take_in(
        &mut self,
        outcome: &Result<JsString, Failure>,
        ended: Moment,
        heard: &impl Fn(&str),
    ) -> (LastPoll, f64) {
        let read = match outcome {
            Ok(text) if self.is_known(text) => Ok(None),
            Ok(text) => self.read(text, heard),
            Err(failure) => Err(*failure),
        };
        let failure: Option<Failure> = read.as_ref().err().copied();
        let fault = failure.map(|failure| failure.fault);
        let hint = failure.and_then(|failure| failure.hint);
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
            not_before: Moment(ended.0 + hint.unwrap_or(0.0)),
        };
        let wait = polling::wait(self.polling.interval, self.failures, fault, hint, chance());
        (last, wait)
    }

    fn is_known(&self, text: &JsString) -> bool {
        let text: &JsValue = text;
        self.text.as_deref().is_some_and(|known| **known == *text)
    }

    /// Reads a text that is not the last one; `None` where it says the same.
    fn read(&mut self, text: &JsString, heard: &impl Fn(&str)) -> Result<Option<Session>, Failure> {
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

    fn plan(&self, last: Moment, next: Moment) {
        self.beat.set(Some(Beat {
            last,
            next,
            skipped: self.skipped.clone(),
        }));
    }
}
