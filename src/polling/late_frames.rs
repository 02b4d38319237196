//! Frames that come after a newer answer: an answer can be faster than the frames before it.

use super::patches::Patch;
use crate::session::decode::decode_entry;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Key, Session};

/// What the last answer has changed, until the frames of the same changes have come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LateFrames {
    /// When the answer came.
    answered: Option<Timestamp>,
    /// The figures that it has raised.
    raised: Vec<(Key, f64)>,
    /// Whether it has reported a reset.
    is_reset: bool,
}

impl LateFrames {
    /// How many milliseconds a frame can come after the answer.
    const LATE: f64 = 2_000.0;

    /// Notes that an answer has changed the session of before, which is `None` before the first
    /// answer.
    pub fn note_answer(&mut self, before: Option<&Session>, session: &Session, now: Timestamp) {
        let before = before.filter(|before| !before.received.is_cached);
        let old = |key: &Key| match before?.get(key.as_str()) {
            Some(Entry::Figure(old)) => Some(*old),
            Some(Entry::Event(_) | Entry::Recent(_)) | None => None,
        };
        let raised = session.entries().filter_map(|(key, entry)| match entry {
            Entry::Figure(figure) if *figure > old(key)? => Some((key.clone(), *figure)),
            Entry::Figure(_) | Entry::Event(_) | Entry::Recent(_) => None,
        });
        *self = LateFrames {
            answered: Some(now),
            raised: raised.collect(),
            is_reset: before.is_some_and(|before| {
                let known = before.last_reset;
                !known.is_pushed && known.at != session.last_reset.at
            }),
        };
    }

    /// Whether a frame is older than the last answer: that of the reset that the answer has
    /// reported, one before it, or one that lowers a figure that the answer has raised.
    pub fn include(&mut self, patch: &Patch, now: Timestamp) -> bool {
        let is_soon = |answered: Timestamp| now.since(answered) < LateFrames::LATE;
        if !self.answered.is_some_and(is_soon) {
            return false;
        }
        match patch {
            Patch::Session(_) => {
                self.raised.clear();
                std::mem::take(&mut self.is_reset)
            }
            Patch::Entry(..) if self.is_reset => true,
            Patch::Entry(key, raw) => {
                let Some(Entry::Figure(figure)) = decode_entry(key, raw) else {
                    return false;
                };
                let at = self.raised.iter().position(|(own, _)| own.as_str() == key);
                let Some(at) = at else { return false };
                let is_older = figure < self.raised[at].1;
                if !is_older {
                    // The frames after this one are newer than the answer.
                    self.raised.swap_remove(at);
                }
                is_older
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    fn session(tips: f64, reset: f64) -> Session {
        let entries = vec![(Key::from("tip-session"), Entry::Figure(tips))];
        let mut session = Session::new(entries);
        session.last_reset.at = Some(Timestamp(reset));
        session
    }

    fn frame(tips: f64) -> Patch {
        Patch::Entry("tip-session".to_owned(), tips.to_string())
    }

    fn reset() -> Patch {
        Patch::Session("{}".to_owned())
    }

    #[test]
    fn a_frame_that_lowers_what_an_answer_has_raised_is_late() {
        let mut late = LateFrames::default();
        let now = Timestamp(1_000.0);
        late.note_answer(None, &session(5.0, 0.0), now);
        assert!(!late.include(&frame(4.0), now), "the first answer");
        late.note_answer(Some(&session(5.0, 0.0)), &session(12.0, 0.0), now);
        assert!(late.include(&frame(11.0), now));
        let other = Patch::Entry("cheer-session".to_owned(), "1".to_owned());
        assert!(!late.include(&other, now));
        assert!(!late.include(&frame(11.0), Timestamp(3_000.0)), "long ago");
        assert!(!late.include(&frame(12.0), now));
        assert!(!late.include(&frame(3.0), now), "a correction");
    }

    #[test]
    fn the_frame_of_a_reported_reset_is_late_and_those_before_it() {
        let mut late = LateFrames::default();
        let now = Timestamp(1_000.0);
        let mut before = session(12.0, 1.0);
        late.note_answer(Some(&before), &session(0.0, 2.0), now);
        assert!(late.include(&frame(12.0), now));
        assert!(late.include(&reset(), now));
        assert!(!late.include(&frame(3.0), now));
        assert!(!late.include(&reset(), now), "another reset");
        late.note_answer(Some(&before), &session(0.0, 2.0), now);
        assert!(!late.include(&reset(), Timestamp(3_000.0)), "long ago");
        // The frame was first.
        before.last_reset.is_pushed = true;
        late.note_answer(Some(&before), &session(0.0, 2.0), now);
        assert!(!late.include(&reset(), now));
        // Nothing is known of a cached session.
        let mut cached = session(1.0, 1.0);
        cached.received.is_cached = true;
        late.note_answer(Some(&cached), &session(12.0, 2.0), now);
        assert!(!late.include(&reset(), now) && !late.include(&frame(3.0), now));
    }

    proptest! {
        #[test]
        fn a_figure_that_only_rises_is_never_shown_lower(
            steps in proptest::collection::vec((0..3_u8, 1..9_u32), 1..60),
        ) {
            let (mut late, now) = (LateFrames::default(), Timestamp(0.0));
            let (mut figure, mut shown, mut frames) = (0.0, 0.0, VecDeque::new());
            for (step, by) in steps {
                let next = match step {
                    0 => {
                        figure += f64::from(by);
                        frames.push_back(figure);
                        shown
                    }
                    1 => {
                        if shown < figure {
                            late.note_answer(Some(&session(shown, 0.0)), &session(figure, 0.0), now);
                        }
                        figure
                    }
                    _ => match frames.pop_front() {
                        Some(tips) if !late.include(&frame(tips), now) => tips,
                        Some(_) | None => shown,
                    },
                };
                prop_assert!(next >= shown, "{next} after {shown}");
                shown = next;
            }
        }
    }
}
