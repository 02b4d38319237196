//! When to request the leaderboards that pages of a channel show.

use crate::polling::RequestError;
use crate::polling::schedule;
use crate::session::Session;
use crate::session::leaderboard::TopList;
use crate::session::timestamp::Timestamp;

/// A leaderboard that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which one.
    pub list: TopList,
    /// How many places.
    pub limit: u8,
}

/// The leaderboards that pages show, and when each was requested.
#[derive(Clone, Debug, Default)]
pub struct TopLists(Vec<Schedule>);

#[derive(Clone, Debug)]
struct Schedule {
    /// With the largest limit of all pages.
    wanted: Wanted,
    /// When a page said last that it shows it.
    wanted_at: Timestamp,
    request: Option<LastRequest>,
}

/// The last request of a leaderboard.
#[derive(Clone, Debug)]
struct LastRequest {
    at: Timestamp,
    limit: u8,
    /// The figures of its kind at that time.
    figures: Session,
    /// Consecutive failures.
    failures: u32,
    /// When to request it again after a failure.
    retry_at: Timestamp,
}

impl TopLists {
    /// The shortest time between two requests of a leaderboard, in milliseconds.
    const MIN_WAIT: f64 = 30_000.0;
    /// The longest time between two requests of a leaderboard, in milliseconds.
    const MAX_WAIT: f64 = 600_000.0;
    /// For how many milliseconds a page shows a leaderboard after it said so. Each says so at
    /// every poll, which is once an hour at the longest interval.
    const WANTED_FOR: f64 = 7_200_000.0;

    /// Notes that a page shows a leaderboard.
    pub fn want(&mut self, wanted: Wanted, now: Timestamp) {
        match self.find(wanted.list) {
            Some(known) => {
                known.wanted.limit = known.wanted.limit.max(wanted.limit);
                known.wanted_at = now;
            }
            None => self.0.push(Schedule {
                wanted,
                wanted_at: now,
                request: None,
            }),
        }
    }

    /// When the next request is due, which may be in the past; `None` for never.
    pub fn due(&self, session: &Session) -> Option<Timestamp> {
        let times = self.0.iter().map(|own| own.due(session).0);
        times.reduce(f64::min).map(Timestamp)
    }

    /// The leaderboard to request now. Notes that it is requested.
    pub fn request(&mut self, session: &Session, now: Timestamp) -> Option<Wanted> {
        self.0
            .retain(|own| now.since(own.wanted_at) <= TopLists::WANTED_FOR);
        let due = self.0.iter_mut().find(|own| own.due(session) <= now)?;
        let failures = due.request.as_ref().map_or(0, |last| last.failures);
        due.request = Some(LastRequest {
            at: now,
            limit: due.wanted.limit,
            figures: due.wanted.list.figures(session),
            failures,
            retry_at: now,
        });
        Some(due.wanted)
    }

    /// Notes the outcome of a request, of this page's own or else of another page's.
    /// `random` is from 0 to 1.
    pub fn receive(
        &mut self,
        list: TopList,
        error: Option<RequestError>,
        is_own: bool,
        session: &Session,
        now: Timestamp,
        random: f64,
    ) {
        let Some(known) = self.find(list) else { return };
        if !is_own {
            known.request = None;
        }
        let limit = known.wanted.limit;
        let last = known.request.get_or_insert_with(|| LastRequest {
            at: now,
            limit,
            figures: list.figures(session),
            failures: 0,
            retry_at: now,
        });
        last.failures = if error.is_some() {
            last.failures + 1
        } else {
            0
        };
        let fault = error.map(|error| error.fault);
        let retry_after = error.and_then(|error| error.retry_after);
        let wait = schedule::wait(
            TopLists::MIN_WAIT,
            last.failures,
            fault,
            retry_after,
            random,
        );
        last.retry_at = Timestamp(now.0 + wait);
    }

    fn find(&mut self, list: TopList) -> Option<&mut Schedule> {
        self.0.iter_mut().find(|own| own.wanted.list == list)
    }
}

impl Schedule {
    fn due(&self, session: &Session) -> Timestamp {
        let Some(last) = &self.request else {
            return Timestamp(0.0);
        };
        if last.failures > 0 {
            return Timestamp(last.retry_at.0.max(last.at.0 + TopLists::MIN_WAIT));
        }
        let has_changed =
            last.limit < self.wanted.limit || last.figures != self.wanted.list.figures(session);
        let wait = if has_changed {
            TopLists::MIN_WAIT
        } else {
            TopLists::MAX_WAIT
        };
        Timestamp(last.at.0 + wait)
    }
}

#[cfg(test)]
mod tests;
