//! When a session was reset last.

use crate::session::timestamp::Timestamp;

/// When a session was reset last, as far as its document and the gateway tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LastReset {
    /// The document's `lastReset`; `None` if it has none.
    pub at: Option<Timestamp>,
    /// Whether the gateway has pushed a reset since that document.
    pub is_pushed: bool,
}

impl LastReset {
    /// Whether this is a reset that `known` does not include. A reset that was pushed and the
    /// next document's `lastReset` are the same one, also if the frame is applied on top of that
    /// document.
    pub fn is_new(self, known: LastReset) -> bool {
        match (self.at, known.at) {
            (Some(own), Some(known_at)) if own != known_at => !known.is_pushed,
            _ => self.is_pushed && !known.is_pushed,
        }
    }

    /// Whether this is of a document that is older than the `known` one.
    pub fn is_before(self, known: LastReset) -> bool {
        matches!((self.at, known.at), (Some(own), Some(known)) if own < known)
    }

    /// This, or the `known` time if the document has none.
    #[must_use]
    pub fn or(self, known: LastReset) -> LastReset {
        LastReset {
            at: self.at.or(known.at),
            ..self
        }
    }

    /// The time and whether it is pushed, as numbers; a missing time is negative.
    pub fn to_numbers(self) -> [f64; 2] {
        let at = self.at.map_or(-1.0, |at| at.0);
        [at, f64::from(u8::from(self.is_pushed))]
    }

    /// The inverse of [`LastReset::to_numbers`].
    pub fn from_numbers([at, is_pushed]: [f64; 2]) -> LastReset {
        LastReset {
            at: (at >= 0.0).then_some(Timestamp(at)),
            is_pushed: is_pushed > 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reset(at: Option<f64>, is_pushed: bool) -> LastReset {
        LastReset {
            at: at.map(Timestamp),
            is_pushed,
        }
    }

    #[test]
    fn a_reset_is_counted_once() {
        let (none, a, b) = (None, Some(1.0), Some(2.0));
        for (own, known, expected) in [
            ((b, false), (a, false), true),
            ((a, false), (a, false), false),
            ((a, false), (b, false), true),
            ((a, true), (a, false), true),
            ((a, true), (a, true), false),
            // The document after a frame.
            ((b, false), (a, true), false),
            ((a, false), (a, true), false),
            ((b, true), (a, true), false),
            ((b, true), (a, false), true),
            ((b, true), (b, false), true),
            // Documents without the field.
            ((none, false), (a, false), false),
            ((a, false), (none, false), false),
            ((none, true), (none, false), true),
        ] {
            let (own, known) = (reset(own.0, own.1), reset(known.0, known.1));
            assert_eq!(own.is_new(known), expected, "{own:?} after {known:?}");
        }
    }

    #[test]
    fn only_a_known_time_is_before_another() {
        let older = reset(Some(1.0), false);
        assert!(older.is_before(reset(Some(2.0), false)));
        assert!(!older.is_before(older));
        assert!(!reset(None, true).is_before(older));
        assert_eq!(reset(None, true).or(older), reset(Some(1.0), true));
    }

    #[test]
    fn numbers_are_read_back() {
        for own in [
            reset(None, true),
            reset(Some(0.0), false),
            reset(Some(5e12), true),
        ] {
            assert_eq!(LastReset::from_numbers(own.to_numbers()), own);
        }
    }
}
