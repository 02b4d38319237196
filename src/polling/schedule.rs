//! When to poll: intervals, backoff after failures, and the rules of leader and follower.

use super::Fault;
use crate::session::timestamp::Timestamp;

/// The longest wait after failures in milliseconds, unless the interval is longer.
const MAX_BACKOFF_MS: f64 = 300_000.0;
/// The longest wait in milliseconds that a server can ask for.
pub const MAX_RETRY_AFTER_MS: f64 = 900_000.0;
/// The age in milliseconds up to which the last outcome is fresh.
const FRESH_MS: f64 = 2_000.0;
/// How many milliseconds after the announced time a leader's result may arrive.
const FOLLOWER_SLACK: f64 = 500.0;

/// The shortest interval in milliseconds while changes are pushed.
const PUSHED_INTERVAL_MS: f64 = 120_000.0;

/// The interval after a poll with this fault: longer while changes are pushed.
pub fn interval(interval: f64, is_pushed: bool, fault: Option<Fault>) -> f64 {
    if is_pushed && fault.is_none() {
        interval.max(PUSHED_INTERVAL_MS)
    } else {
        interval
    }
}

/// Milliseconds from the end of a poll to the next one.
///
/// `interval` and `retry_after`, the wait that the server asks for, are in milliseconds.
/// `failures` counts the consecutive failures including this one. `random`, from 0 to 1,
/// is for the jitter.
pub fn wait(
    interval: f64,
    failures: u32,
    fault: Option<Fault>,
    retry_after: Option<f64>,
    random: f64,
) -> f64 {
    let jitter = 0.9 + 0.2 * random.clamp(0.0, 1.0);
    let Some(fault) = fault else {
        return interval * jitter;
    };
    let max = MAX_BACKOFF_MS.max(interval);
    let wait = if fault.is_permanent() {
        max
    } else {
        let doublings = failures.saturating_sub(1).min(20);
        interval * f64::from(1_u32 << doublings)
    };
    let wait = (wait.min(max) * jitter).min(max);
    wait.max(retry_after.unwrap_or(0.0))
}

/// How many milliseconds a follower waits for the leader's result before it polls itself:
/// until the `announced` poll plus [`FOLLOWER_SLACK`], or its `own` wait if that is much
/// shorter.
pub fn follower_wait(own: f64, announced: f64) -> f64 {
    let announced = announced.clamp(0.0, MAX_RETRY_AFTER_MS.max(own));
    if own < 0.8 * announced {
        own
    } else {
        own.max(announced) + FOLLOWER_SLACK
    }
}

/// How many milliseconds the server asks clients to wait, at most [`MAX_RETRY_AFTER_MS`],
/// from its headers `Retry-After` and `X-RateLimit-Reset`. `parse_date` parses an HTTP
/// date.
pub fn retry_after(
    retry_after: Option<&str>,
    reset: Option<&str>,
    now: Timestamp,
    parse_date: impl Fn(&str) -> Option<Timestamp>,
) -> Option<f64> {
    let number = |text: &str| serde_json::from_str::<f64>(text.trim()).ok();
    let after = retry_after.and_then(|text| match number(text) {
        Some(seconds) => Some(seconds * 1000.0),
        None => parse_date(text).map(|date| date.since(now)),
    });
    // Seconds from now, or Unix time in seconds or milliseconds.
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
    Some(wait.min(MAX_RETRY_AFTER_MS))
}

/// The outcome of the last poll, as far as the next one depends on it.
#[derive(Clone, Copy, Debug)]
pub struct LastPoll {
    /// When the poll ended.
    pub ended: Timestamp,
    /// Whether it brought a session.
    pub is_good: bool,
    /// The end of the wait that the server asked for.
    pub not_before: Timestamp,
}

/// When to poll after the page became visible, came back online, or a follower asked for a
/// result; `None` if the last outcome is fresh and the schedule stays.
pub fn poll_time_on_refresh(last: LastPoll, now: Timestamp) -> Option<Timestamp> {
    let is_fresh = last.is_good && now < Timestamp(last.ended.0 + FRESH_MS);
    (!is_fresh).then(|| poll_time_on_change(last, now))
}

/// When to poll after another page has written the session: now, but not within two
/// seconds of the last poll and not before the server allows it.
pub fn poll_time_on_change(last: LastPoll, now: Timestamp) -> Timestamp {
    let fresh_until = last.ended.0 + FRESH_MS;
    Timestamp(now.0.max(fresh_until).max(last.not_before.0))
}

#[cfg(test)]
mod tests;
