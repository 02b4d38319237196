//! What is known of a channel, and when to poll. No clock, no network.

pub mod cached_session;
mod fault;
pub mod follow_up;
pub mod late_frames;
pub mod leaderboards;
pub mod patches;
pub mod push;
pub mod schedule;

pub use fault::{Fault, RequestError};

use crate::session::leaderboard::Leaderboards;
use crate::session::{Received, Session};
use patches::Patch;
use std::sync::Arc;

/// What is known of a channel: the last good session, and the current fault. All four
/// combinations occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The last session that could be decoded. A fault never removes it.
    pub session: Option<Arc<Session>>,
    /// Why the last poll failed; `None` before the first poll and after a good one.
    pub fault: Option<Fault>,
    /// Whether the gateway pushes changes to the page that polls.
    pub is_pushed: bool,
    /// The leaderboards that pages of the channel show.
    pub leaderboards: Leaderboards,
}

/// The state of a page as its markup names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No session and no fault: before the first poll ends.
    Waiting,
    /// The last poll was good.
    Live,
    /// There is a session, but no poll has confirmed it yet, or the last poll failed.
    Stale,
    /// No session, and the last poll failed.
    Down,
}

impl Status {
    /// Its name in the markup.
    pub fn name(self) -> &'static str {
        match self {
            Status::Waiting => "waiting",
            Status::Live => "live",
            Status::Stale => "stale",
            Status::Down => "down",
        }
    }
}

impl Feed {
    /// The state of a page that shows this feed.
    pub fn status(&self) -> Status {
        match (&self.session, self.fault) {
            (None, None) => Status::Waiting,
            (Some(session), None) if !session.received.is_cached => Status::Live,
            (Some(_), _) => Status::Stale,
            (None, Some(_)) => Status::Down,
        }
    }

    /// How the page learns of changes, as its markup names it.
    pub fn updates(&self) -> &'static str {
        if self.is_pushed { "push" } else { "poll" }
    }

    /// [`Feed::updates`] in words, for "Changes are …".
    pub fn updates_in_words(&self) -> &'static str {
        if self.is_pushed { "pushed" } else { "polled" }
    }

    /// Applies the outcome of a poll, in which `Ok(None)` is an unchanged session. Returns
    /// whether the feed has changed.
    pub fn receive(&mut self, outcome: Result<Option<Session>, Fault>) -> bool {
        let (session, fault) = match outcome {
            Ok(session) => (session, None),
            Err(fault) => (None, Some(fault)),
        };
        let session = session.filter(|new| self.session.as_deref() != Some(new));
        // A cached session may be confirmed without a change.
        let cached = self.session.as_ref().filter(|own| own.received.is_cached);
        let confirmed = cached.filter(|_| fault.is_none()).map(|own| {
            let mut own = Session::clone(own);
            own.received.is_cached = false;
            own
        });
        let session = session.or(confirmed);
        let has_changed = session.is_some() || fault != self.fault;
        self.fault = fault;
        if let Some(session) = session {
            self.session = Some(Arc::new(session));
        }
        has_changed
    }

    /// Applies a change that the gateway has pushed, which the page has received like this.
    /// Returns whether the feed has changed.
    pub fn patch(&mut self, patch: &Patch, received: Received) -> bool {
        let Some(session) = &self.session else {
            return false;
        };
        let patched = patch.apply(session).filter(|patched| *patched != **session);
        let Some(mut patched) = patched else {
            return false;
        };
        patched.received = received;
        self.session = Some(Arc::new(patched));
        true
    }

    /// Notes whether changes are pushed. Returns whether the feed has changed.
    pub fn set_pushed(&mut self, is_pushed: bool) -> bool {
        std::mem::replace(&mut self.is_pushed, is_pushed) != is_pushed
    }

    /// Sets the session that an earlier start of the page has cached.
    pub fn restore_cached(&mut self, mut session: Session) {
        session.received.is_cached = true;
        self.session = Some(Arc::new(session));
    }

    /// The session with the leaderboards.
    pub fn with_leaderboards(&self) -> Option<Arc<Session>> {
        let session = self.session.as_ref()?;
        if self.leaderboards == session.leaderboards {
            return Some(session.clone());
        }
        let mut session = Session::clone(session);
        session.leaderboards = self.leaderboards.clone();
        Some(Arc::new(session))
    }
}

#[cfg(test)]
mod tests;
