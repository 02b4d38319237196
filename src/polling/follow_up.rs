//! When to poll after frames.

use crate::session::timestamp::Timestamp;

/// The polls that follow frames, which do not carry everything.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FollowUp {
    /// The first and the last frame since the last request was sent.
    frames: Option<(Timestamp, Timestamp)>,
    /// When the last poll of this kind was sent.
    polled: Option<Timestamp>,
}

impl FollowUp {
    /// How many milliseconds after the last frame the poll follows.
    const QUIET: f64 = 1_500.0;
    /// How many milliseconds after the first frame at the latest, and after the last such poll
    /// at the earliest.
    const MAX: f64 = 5_000.0;

    /// Notes a frame.
    pub fn note_frame(&mut self, now: Timestamp) {
        let first = self.frames.map_or(now, |(first, _)| first);
        self.frames = Some((first, now));
    }

    /// When to poll; `None` if no frame waits for that.
    pub fn due(&self) -> Option<Timestamp> {
        let (first, last) = self.frames?;
        let due = (last.0 + FollowUp::QUIET).min(first.0 + FollowUp::MAX);
        let earliest = self.polled.map_or(due, |polled| polled.0 + FollowUp::MAX);
        Some(Timestamp(due.max(earliest)))
    }

    /// Notes that a request is sent.
    pub fn note_request(&mut self, now: Timestamp) {
        if self.due().is_some_and(|due| due <= now) {
            self.polled = Some(now);
        }
        self.frames = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_follows_a_burst_of_frames() {
        let mut follow_up = FollowUp::default();
        assert_eq!(follow_up.due(), None);
        follow_up.note_frame(Timestamp(0.0));
        assert_eq!(follow_up.due(), Some(Timestamp(1_500.0)));
        for second in [1, 2, 3, 4] {
            follow_up.note_frame(Timestamp(f64::from(second) * 1_000.0));
        }
        assert_eq!(follow_up.due(), Some(Timestamp(5_000.0)), "at the latest");
        follow_up.note_request(Timestamp(5_000.0));
        assert_eq!(follow_up.due(), None);
        follow_up.note_frame(Timestamp(5_500.0));
        assert_eq!(
            follow_up.due(),
            Some(Timestamp(10_000.0)),
            "at the earliest"
        );
        // A poll of the schedule serves the frames, too, but delays none of these polls.
        follow_up.note_request(Timestamp(6_000.0));
        follow_up.note_frame(Timestamp(20_000.0));
        assert_eq!(follow_up.due(), Some(Timestamp(21_500.0)));
    }
}
