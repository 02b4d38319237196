//! What the polls brought so far, and when the next one is due.

mod cached_session;
mod fault;

pub use cached_session::{keep, keep_after, kept_at, recall};
pub use fault::{Fault, RequestError};

use crate::session::Session;
use crate::session::json;
use crate::session::timestamp::Timestamp;
use std::sync::Arc;

/// What is known of a channel: the last good session, and what is wrong now.
/// All four mixes of the two are real.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The last session that could be read. No fault ever takes it away.
    pub session: Option<Arc<Session>>,
    /// Why the last poll failed; `None` after a good one, and before the first.
    pub fault: Option<Fault>,
    /// Whether the session was kept from an earlier start, and no poll has
    /// confirmed it.
    pub is_kept: bool,
}

/// How a page stands, in the words of its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Before the first answer.
    Waiting,
    /// The last poll was good.
    Live,
    /// A session is there, but the last poll failed, or there was none yet.
    Stale,
    /// No session, and the last poll failed.
    Down,
}

impl Status {
    /// Its name in the page's markup.
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
    /// How the page stands.
    pub fn status(&self) -> Status {
        match (&self.session, self.fault) {
            (None, None) => Status::Waiting,
            (Some(_), None) if !self.is_kept => Status::Live,
            (Some(_), _) => Status::Stale,
            (None, Some(_)) => Status::Down,
        }
    }

    /// Takes in the outcome of a poll, `Ok(None)` being an answer that brought
    /// nothing new; says whether anything is different now.
    pub fn receive(&mut self, outcome: Result<Option<Session>, Fault>) -> bool {
        let (session, fault) = match outcome {
            Ok(session) => (session, None),
            Err(fault) => (None, Some(fault)),
        };
        let session = session.filter(|new| self.session.as_deref() != Some(new));
        let confirmed = self.is_kept && fault.is_none();
        let changed = session.is_some() || fault != self.fault || confirmed;
        self.is_kept &= !confirmed;
        self.fault = fault;
        if let Some(session) = session {
            self.session = Some(Arc::new(session));
        }
        changed
    }

    /// Takes in what an earlier start of the page had kept.
    pub fn recall(&mut self, session: Session) {
        self.session = Some(Arc::new(session));
        self.is_kept = true;
    }
}

/// The longest wait after failures, in milliseconds, unless the interval is
/// longer still.
const LONGEST_WAIT: f64 = 300_000.0;
/// How long a server may ask us to stay away, in milliseconds.
pub const LONGEST_HINT: f64 = 900_000.0;
/// What is younger than this many milliseconds is fresh enough for anybody.
const FRESH: f64 = 2_000.0;

/// Milliseconds from the end of a poll to the next.
///
/// `interval` is in milliseconds, `failures` counts those in a row including
/// this one, `hint` is how long the server asked us to stay away, and `chance`
/// is random from 0 to 1.
pub fn wait(
    interval: f64,
    failures: u32,
    fault: Option<Fault>,
    hint: Option<f64>,
    chance: f64,
) -> f64 {
    let jitter = 0.9 + 0.2 * chance.clamp(0.0, 1.0);
    let Some(fault) = fault else {
        return interval * jitter;
    };
    let longest = LONGEST_WAIT.max(interval);
    let wait = match fault {
        Fault::Unauthorized | Fault::Forbidden | Fault::UnknownChannel => longest,
        Fault::Unreachable
        | Fault::Timeout
        | Fault::RateLimited
        | Fault::Server
        | Fault::Unreadable => {
            let doublings = failures.saturating_sub(1).min(20);
            interval * f64::from(1_u32 << doublings)
        }
    };
    let wait = (wait.min(longest) * jitter).min(longest);
    wait.max(hint.unwrap_or(0.0))
}

/// How much later than announced another page's poll may come, in milliseconds,
/// before it is looked after.
const SLACK: f64 = 500.0;

/// Milliseconds until a page looks after the poll of another one, which it
/// heard was to come after `announced`. Its `own` wait would be as from [`wait`];
/// only a much shorter one is kept to.
pub fn follow(own: f64, announced: f64) -> f64 {
    let announced = announced.clamp(0.0, LONGEST_HINT.max(own));
    if own < 0.8 * announced {
        own
    } else {
        own.max(announced) + SLACK
    }
}

/// How many milliseconds the server asks us to stay away, a quarter of an hour
/// at most, from its `Retry-After` and `X-RateLimit-Reset`. `date` reads an HTTP date.
pub fn hint(
    retry_after: Option<&str>,
    reset: Option<&str>,
    now: Timestamp,
    date: impl Fn(&str) -> Option<Timestamp>,
) -> Option<f64> {
    let number = |text: &str| json::bare_number(text.trim());
    let after = retry_after.and_then(|text| match number(text) {
        Some(seconds) => Some(seconds * 1000.0),
        None => date(text).map(|moment| moment.since(now)),
    });
    // Seconds from now, or Unix time in seconds, or in milliseconds.
    let reset = reset.and_then(number).map(|number| {
        if number > 1e11 {
            Timestamp(number).since(now)
        } else if number > 1e9 {
            Timestamp(number * 1000.0).since(now)
        } else {
            number * 1000.0
        }
    });
    let wait = after.or(reset).filter(|&wait| wait > 0.0)?;
    Some(wait.min(LONGEST_HINT))
}

/// When the last poll ended, how, and until when the server wants no other.
#[derive(Clone, Copy, Debug)]
pub struct LastPoll {
    /// When its outcome was known.
    pub ended: Timestamp,
    /// Whether it brought a session.
    pub good: bool,
    /// The end of the wait that the server asked for.
    pub not_before: Timestamp,
}

/// When to poll, now that somebody looks again; `None` leaves the plan as it
/// is, for what there is is fresh.
pub fn when_asked(last: LastPoll, now: Timestamp) -> Option<Timestamp> {
    let is_fresh = last.good && now < Timestamp(last.ended.0 + FRESH);
    (!is_fresh).then(|| when_told(last, now))
}

/// When to poll, now that the session is known to have changed: at once, though
/// not twice within two seconds, nor sooner than the server wants.
pub fn when_told(last: LastPoll, now: Timestamp) -> Timestamp {
    let fresh_until = last.ended.0 + FRESH;
    Timestamp(now.0.max(fresh_until).max(last.not_before.0))
}

#[cfg(test)]
mod tests;
