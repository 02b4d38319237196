//! The last good session, as it is kept for the next start.

use crate::moment::Moment;

/// What is older than this many milliseconds is shown to nobody.
const LONGEST_KEPT: f64 = 86_400_000.0;
/// More bytes than this are not kept, for a browser has some five million for
/// all pages of a host.
const MOST_KEPT: usize = 1_000_000;

/// What to keep of a session's text that was good at this moment; `None` for
/// one that is too long.
pub fn keep(text: &str, ended: Moment) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    let ended = ended.0 as u64;
    (text.len() <= MOST_KEPT).then(|| [&ended.to_string(), "\n", text].concat())
}

/// The session's text, out of what [`keep`] gave; `None` for what is too old,
/// from the future, or nothing of ours.
pub fn recall(kept: &str, now: Moment) -> Option<&str> {
    let (ended, text) = kept.split_once('\n')?;
    let ended: u64 = ended.parse().ok()?;
    #[allow(clippy::cast_precision_loss)] // nothing so late is recalled
    let age = now.since(Moment(ended as f64));
    (0.0..LONGEST_KEPT).contains(&age).then_some(text)
}
