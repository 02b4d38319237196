//! The waits between two polls.

use super::Poller;
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::session::timestamp::Timestamp;
use futures::future::{Either, select};
use std::pin::pin;

impl Poller {
    /// Waits until there is something to do. Meanwhile what is pushed is applied, and
    /// leaderboards are requested.
    pub(in crate::live) async fn wait(&mut self, visibility: &mut PageVisibility) -> WakeReason {
        loop {
            let session = self.session_to_lead();
            let news = {
                let wake = pin!(visibility.sleep_until(self.due()));
                let (client, channel) = (&self.options.client, &self.options.channel);
                let pushed = pin!(self.push.next());
                let requests = pin!(self.leaderboards.next(client, channel, session.as_deref()));
                match select(wake, select(pushed, requests)).await {
                    Either::Left((reason, _)) => return reason,
                    Either::Right((Either::Left((event, _)), _)) => Either::Left(event),
                    Either::Right((Either::Right((outcome, _)), _)) => Either::Right(outcome),
                }
            };
            match news {
                Either::Left(event) => self.receive_pushed(event),
                Either::Right((list, outcome)) => self.receive_leaderboard(list, outcome, true),
            }
        }
    }

    /// When to poll next.
    fn due(&self) -> Timestamp {
        let follow_up = self.follow_up.due().filter(|_| self.failures == 0);
        follow_up.map_or(self.due, |due| {
            Timestamp(due.0.max(self.last.not_before.0).min(self.due.0))
        })
    }
}
