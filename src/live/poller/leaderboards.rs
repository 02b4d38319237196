//! The leaderboards that this page and the others of the channel show.

use super::Poller;
use crate::browser::{clock, random};
use crate::live::leaderboards::Outcome;
use crate::live::shared_poll::SharedPoll;
use crate::polling::Fault;
use crate::polling::leaderboards::Wanted;
use crate::session::leaderboard::TopList;
use crate::session::{Session, decode};
use leptos::prelude::{ReadUntracked, Update};
use std::sync::Arc;

impl Poller {
    /// Notes which leaderboards this page shows, and tells the other pages.
    pub(super) fn announce_wanted(&mut self) {
        let now = clock::now();
        for wanted in (self.options.leaderboards)() {
            self.leaderboards.lists.want(wanted, now);
            if let Some(shared) = &self.shared {
                shared.send_wanted(wanted);
            }
        }
    }

    /// Another page shows a leaderboard. The leader sends the last answer, and requests the
    /// leaderboard from now on.
    pub(super) fn receive_wanted(&mut self, wanted: Wanted) {
        let requests = &mut self.leaderboards;
        requests.lists.want(wanted, clock::now());
        let mut answers = requests.answers.iter();
        let known = answers.find(|(list, _)| *list == wanted.list);
        let shared = self.shared.as_ref().filter(|shared| shared.is_leader());
        if let (Some(shared), Some((list, answer))) = (shared, known) {
            shared.send_leaderboard(*list, &Ok(answer.clone()));
        }
    }

    /// The session, if this page is the one to request leaderboards, and a poll was good.
    pub(super) fn session_to_lead(&self) -> Option<Arc<Session>> {
        let is_leader = self.shared.as_ref().is_none_or(SharedPoll::is_leader);
        let session = self.feed.read_untracked().session.clone();
        session.filter(|_| is_leader && self.last.is_good)
    }

    /// Receives the outcome of a request of this page, or else of another.
    pub(super) fn receive_leaderboard(&mut self, list: TopList, outcome: Outcome, is_own: bool) {
        let shared = self.shared.as_ref().filter(|_| is_own);
        if let Some(shared) = shared {
            shared.send_leaderboard(list, &outcome);
        }
        let requests = &mut self.leaderboards;
        let places = outcome.and_then(|answer| {
            let places = decode::places(&answer, list.of).ok_or(Fault::Unreadable)?;
            requests.answers.retain(|(old, _)| *old != list);
            requests.answers.push((list, answer));
            Ok(places)
        });
        let error = places.as_ref().err().copied();
        let session = self.feed.read_untracked().session.clone();
        let session = session.unwrap_or_default();
        let (now, random) = (clock::now(), random());
        requests
            .lists
            .receive(list, error, is_own, &session, now, random);
        let places = places.map_err(|error| error.fault.name());
        self.feed
            .maybe_update(|feed| feed.leaderboards.receive(list, places));
    }
}
