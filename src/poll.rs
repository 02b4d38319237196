//! What the polls brought so far, and when the next one is due.

use crate::moment::Moment;
use crate::session::Session;
use std::sync::Arc;

/// Why a poll failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer: no network, no CORS headers, a redirect elsewhere.
    Unreachable,
    /// No whole answer within ten seconds.
    Timeout,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    UnknownChannel,
    /// 429.
    RateLimited,
    /// 5xx, and any other status.
    Server,
    /// An answer that is not the JSON expected.
    Unreadable,
}

impl Fault {
    /// The fault of an answer's status; `None` for a success.
    pub fn of_status(status: u16) -> Option<Fault> {
        match status {
            200..=299 => None,
            401 => Some(Fault::Unauthorized),
            403 => Some(Fault::Forbidden),
            404 => Some(Fault::UnknownChannel),
            429 => Some(Fault::RateLimited),
            _ => Some(Fault::Server),
        }
    }

    /// Its name in the page's markup.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Unreachable => "unreachable",
            Fault::Timeout => "timeout",
            Fault::Unauthorized => "unauthorized",
            Fault::Forbidden => "forbidden",
            Fault::UnknownChannel => "unknown-channel",
            Fault::RateLimited => "rate-limited",
            Fault::Server => "server",
            Fault::Unreadable => "unreadable",
        }
    }

    /// What the person must do, for the faults that no waiting mends.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Fault::Unauthorized => Some(
                "StreamElements does not accept the credential. Copy the overlay token anew: it is \
                 the last part of an overlay's address on StreamElements. Put it behind #apikey= \
                 at the end of this address. A JWT behind #token= may have expired.",
            ),
            Fault::Forbidden => Some(
                "StreamElements does not let this credential read this channel. Check that the \
                 overlay token and the channel's id belong to the same account.",
            ),
            Fault::UnknownChannel => Some(
                "StreamElements knows no channel of this id. Check the 24 digits behind channel= in \
                 this address.",
            ),
            Fault::Unreachable
            | Fault::Timeout
            | Fault::RateLimited
            | Fault::Server
            | Fault::Unreadable => None,
        }
    }
}

/// What is known of a channel: the last good session, and what is wrong now.
/// All four mixes of the two are real.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The last session that could be read. No fault ever takes it away.
    pub session: Option<Arc<Session>>,
    /// Why the last poll failed; `None` after a good one, and before the first.
    pub fault: Option<Fault>,
}

/// How a page stands, in the words of its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Before the first answer.
    Waiting,
    /// The last poll was good.
    Live,
    /// A session is there, but the last poll failed.
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
            (Some(_), None) => Status::Live,
            (Some(_), Some(_)) => Status::Stale,
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
        let changed = session.is_some() || fault != self.fault;
        self.fault = fault;
        if let Some(session) = session {
            self.session = Some(Arc::new(session));
        }
        changed
    }
}

/// The longest wait after failures, in milliseconds, unless the interval is
/// longer still.
const LONGEST_WAIT: f64 = 300_000.0;
/// How long a server may ask us to stay away, in milliseconds.
const LONGEST_HINT: f64 = 900_000.0;
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

/// How many milliseconds the server asks us to stay away, a quarter of an hour
/// at most, from its `Retry-After` and `X-RateLimit-Reset`. `date` reads an HTTP date.
pub fn hint(
    retry_after: Option<&str>,
    reset: Option<&str>,
    now: Moment,
    date: impl Fn(&str) -> Option<Moment>,
) -> Option<f64> {
    let number = |text: &str| serde_json::from_str::<f64>(text.trim()).ok();
    let after = retry_after.and_then(|text| match number(text) {
        Some(seconds) => Some(seconds * 1000.0),
        None => date(text).map(|moment| moment.since(now)),
    });
    // Seconds from now, or Unix time in seconds, or in milliseconds.
    let reset = reset.and_then(number).map(|number| {
        if number > 1e11 {
            Moment(number).since(now)
        } else if number > 1e9 {
            Moment(number * 1000.0).since(now)
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
    pub ended: Moment,
    /// Whether it brought a session.
    pub good: bool,
    /// The end of the wait that the server asked for.
    pub not_before: Moment,
}

/// When to poll, now that somebody looks again; `None` leaves the plan as it
/// is, for what there is is fresh.
pub fn when_asked(last: LastPoll, now: Moment) -> Option<Moment> {
    let is_fresh = last.good && now < Moment(last.ended.0 + FRESH);
    (!is_fresh).then(|| when_told(last, now))
}

/// When to poll, now that the session is known to have changed: at once, though
/// not twice within two seconds, nor sooner than the server wants.
pub fn when_told(last: LastPoll, now: Moment) -> Moment {
    let fresh_until = last.ended.0 + FRESH;
    Moment(now.0.max(fresh_until).max(last.not_before.0))
}

#[cfg(test)]
mod tests;
