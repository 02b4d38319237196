//! The last good session, as it is kept for the next start.

use crate::session::timestamp::{DAY_MS, Timestamp};

/// What is older than this many milliseconds is shown to nobody.
const LONGEST_KEPT: f64 = DAY_MS;
/// Longer texts are not kept, for a browser has room for some five million letters
/// of all pages of a host.
const MOST_KEPT: u32 = 1_000_000;

/// One that changes often is written no sooner than this, in milliseconds, for that
/// goes to the disk.
const KEEP_CHANGED: f64 = 60_000.0;
/// One that stays the same is written again after this, for what is kept has an age.
const KEEP_ANEW: f64 = 3_600_000.0;

/// Milliseconds from one writing to the next, of a session that is kept as it is or
/// not yet.
pub fn keep_after(is_kept: bool) -> f64 {
    if is_kept { KEEP_ANEW } else { KEEP_CHANGED }
}

/// What to keep before a session's text of so many letters that was good at this
/// moment; `None` for one that is too long.
pub fn keep(letters: u32, ended: Timestamp) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    let ended = ended.0 as u64;
    (letters <= MOST_KEPT).then(|| ended.to_string() + "\n")
}

/// The session's text, out of that and what [`keep`] gave before it; `None` for
/// what is too old, from the future, or nothing of ours.
pub fn recall(kept: &str, now: Timestamp) -> Option<&str> {
    let age = now.since(kept_at(kept)?);
    let (_, text) = kept.split_once('\n')?;
    (0.0..LONGEST_KEPT).contains(&age).then_some(text)
}

/// When that which is kept was good; `None` for nothing of ours.
pub fn kept_at(kept: &str) -> Option<Timestamp> {
    let (ended, _) = kept.split_once('\n')?;
    let ended: u64 = ended.parse().ok()?;
    #[allow(clippy::cast_precision_loss)] // nothing is kept so late
    Some(Timestamp(ended as f64))
}
