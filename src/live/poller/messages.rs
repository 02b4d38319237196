//! What other pages and the gateway tell the poller, and what it tells them.

use super::Poller;
use crate::browser::clock;
use crate::live::push::PushEvent;
use crate::live::shared_poll::{PeerMessage, PollResult, SharedPoll};
use crate::polling::patches::{Patch, Patches};
use crate::polling::schedule;
use crate::session::News;
use crate::session::timestamp::Timestamp;
use leptos::prelude::{ReadUntracked, Update};

impl Poller {
    /// Whether changes are pushed.
    pub(super) fn is_pushed(&self) -> bool {
        self.feed.read_untracked().is_pushed
    }

    /// Notes whether changes are pushed. If they are not any more, the next poll comes within
    /// one interval.
    pub(super) fn set_pushed(&mut self, is_pushed: bool) {
        let has_changed = is_pushed != self.is_pushed();
        self.feed.maybe_update(|feed| feed.set_pushed(is_pushed));
        if has_changed && !is_pushed && self.failures == 0 {
            let latest = clock::now().0 + self.options.interval;
            self.schedule(Timestamp(self.due.0.min(latest)));
        }
    }

    /// Receives what other pages have sent.
    pub(in crate::live) fn receive_shared(&mut self) {
        while let Some(message) = self.shared.as_ref().and_then(SharedPoll::take) {
            match message {
                PeerMessage::Result(result) => self.receive_result(result),
                PeerMessage::Patch(patch) => self.apply_patch(patch),
                PeerMessage::PushLost => self.set_pushed(false),
                PeerMessage::Wanted(wanted) => self.receive_wanted(wanted),
                PeerMessage::Leaderboard(list, outcome) => {
                    self.receive_leaderboard(list, outcome, false);
                }
            }
        }
    }

    fn receive_result(&mut self, result: PollResult) {
        let now = clock::now();
        // The other page has the same clock, but may send any value.
        let ended = Timestamp(result.ended.0.min(now.0));
        let had_patches = !self.patches.is_empty() || !result.patches.is_empty();
        if result.outcome.is_err() {
            // They came with messages that the result replaces.
            for patch in &result.patches {
                let received = self.received(News::None);
                self.feed.maybe_update(|feed| feed.patch(patch, received));
            }
        }
        self.patches = Patches::new(result.patches);
        self.feed
            .maybe_update(|feed| feed.set_pushed(result.is_pushed));
        let own = self.apply(&result.outcome, ended, had_patches);
        let announced = result.next.since(ended);
        let due = if self.is_pushed() {
            // Whether the leader is still there is asked once per interval.
            now.0 + self.options.interval
        } else {
            ended.0 + schedule::follower_wait(own, announced)
        };
        self.schedule(Timestamp(due));
    }

    /// Receives what the gateway has pushed to this page.
    pub(super) fn receive_pushed(&mut self, event: PushEvent) {
        if !self.shared.as_ref().is_none_or(SharedPoll::is_leader) {
            // Another page has taken over while this one was frozen.
            self.stop_push();
            self.set_pushed(false);
            return;
        }
        match event {
            PushEvent::Subscribed => {
                self.set_pushed(true);
                self.is_poll_missing = true;
                self.poll_now();
            }
            PushEvent::Lost => self.announce_loss(),
            PushEvent::Patch(patch) if self.late_frames.include(&patch, clock::now()) => {
                self.follow_up.note_frame(clock::now());
            }
            PushEvent::Patch(patch) => {
                if let Some(shared) = &self.shared {
                    shared.send_patch(&patch);
                }
                self.apply_patch(patch);
                self.follow_up.note_frame(clock::now());
            }
            PushEvent::Doubt => self.follow_up.note_frame(clock::now()),
        }
    }

    /// Tells the other pages that changes are not pushed any more.
    pub(super) fn announce_loss(&mut self) {
        if self.is_pushed() {
            self.set_pushed(false);
            if let Some(shared) = &self.shared {
                shared.send_push_lost();
            }
        }
    }

    fn apply_patch(&mut self, patch: Patch) {
        let received = self.received(self.pushed_news());
        self.feed.maybe_update(|feed| feed.patch(&patch, received));
        self.patches.push(patch);
    }

    /// Answers a follower: with the last result while changes are pushed, because that is the
    /// newest then.
    pub(in crate::live) fn receive_request(&mut self) {
        if self.is_pushed() {
            self.reply();
        } else {
            self.refresh();
        }
    }

    /// Answers a follower that has requested a result.
    pub(super) fn reply(&self) {
        if self.shared.as_ref().is_some_and(SharedPoll::is_requested) {
            self.send_result();
        }
    }

    /// Sends the result of the last poll to the followers.
    pub(super) fn send_result(&self) {
        let Some(shared) = &self.shared else { return };
        let outcome = match (self.error, self.answer.text()) {
            (Some(error), _) => Err(error),
            (None, Some(text)) => Ok(text.to_owned()),
            (None, None) => return,
        };
        shared.send_result(&PollResult {
            outcome,
            ended: self.last.ended,
            next: self.due,
            is_pushed: self.is_pushed(),
            patches: self.patches.all().to_vec(),
        });
    }
}
