//! Which events of a session are news, and everybody that credits thank.

use super::Poller;
use crate::browser::storage;
use crate::live::shared_poll::SharedPoll;
use crate::session::credits::{Credits, STORE};
use crate::session::timestamp::Timestamp;
use crate::session::{News, Received, Session};

/// After a pause of this many milliseconds, an answer has old events, too.
const PAUSE: f64 = 120_000.0;

impl Poller {
    /// Notes that the page is visible, if it was hidden before.
    pub(super) fn note_shown(&mut self, now: Timestamp) {
        self.shown_at = self.shown_at.map(|shown| Timestamp(shown.0.min(now.0)));
    }

    /// What is news in an answer that came then. The first one after a start, or after the
    /// page was hidden, has nothing that happened just now.
    pub(super) fn news(&mut self, ended: Timestamp, is_good: bool) -> News {
        let since_last = ended.since(self.last_good);
        if is_good {
            self.last_good = ended;
        }
        match self.shown_at {
            Some(shown) => {
                if is_good && ended >= shown {
                    self.shown_at = None;
                }
                News::None
            }
            None if since_last > PAUSE => News::Recent,
            None => News::All,
        }
    }

    /// What is news in a change that was pushed.
    pub(super) fn pushed_news(&self) -> News {
        match self.shown_at {
            Some(_) => News::None,
            None => News::All,
        }
    }

    /// How this page has received a session.
    pub(super) fn received(&self, news: News) -> Received {
        Received {
            is_cached: false,
            news,
            is_follower: !self.shared.as_ref().is_none_or(SharedPoll::is_leader),
        }
    }

    /// Stores everybody in a session's lists, if this page is the one that requests it.
    pub(super) fn collect_credits(&self, session: &Session) {
        if !self.options.use_cache || session.received.is_follower {
            return;
        }
        let (channel, origin) = (&self.options.channel, self.options.client.origin());
        let name = [STORE, ":", channel.as_str(), " ", origin].concat();
        let mut credits = Credits::decode(&storage::read(&name).unwrap_or_default());
        if credits.collect(session) {
            storage::write(&name, &credits.encode());
        }
    }
}
