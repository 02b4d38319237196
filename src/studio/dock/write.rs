//! Writing: one write at a time, and what came of it.

use super::DockState;
use crate::api::session_written;
use crate::polling::RequestError;
use crate::polling::{Fault, Feed};
use crate::session::decode;
use crate::studio::corrections::{Entries, SessionDocument};
use leptos::prelude::*;

/// What is told of the last write, and how to take it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notice {
    pub(super) words: String,
    pub(super) is_bad: bool,
    /// What to send to undo it; nothing where that cannot be done.
    pub(super) undo: Entries,
}

impl Notice {
    pub(super) fn well(words: impl Into<String>, undo: Entries) -> Notice {
        Notice {
            words: words.into(),
            is_bad: false,
            undo,
        }
    }

    pub(super) fn bad(words: impl Into<String>) -> Notice {
        Notice {
            words: words.into(),
            is_bad: true,
            undo: Vec::new(),
        }
    }
}

/// How a write ended, as far as anybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The server has it.
    Written,
    /// The server has refused it, or never got it.
    NotWritten,
    /// Nobody knows.
    Unknown,
}

impl DockState {
    /// Takes in what the server says the session is.
    pub(super) fn take_in(self, text: &str) -> bool {
        let Ok(decoded) = decode::session(text) else {
            return false;
        };
        self.document.set(text.to_owned());
        self.feed
            .maybe_update(|feed: &mut Feed| feed.receive(Ok(Some(decoded.session))));
        true
    }

    /// Fetches the session; says whether it could.
    pub(super) async fn fetch(self) -> Result<SessionDocument, Fault> {
        let (client, channel) = (self.client.get_value(), self.channel.get_value());
        let text = client
            .session(&channel)
            .await
            .map_err(|failure| failure.fault)?;
        if !self.take_in(&text) {
            return Err(Fault::Unreadable);
        }
        Ok(SessionDocument::parse(&text))
    }

    /// Sends entries and tells what came of it. Where the answer was lost, a
    /// fetch finds out.
    pub(super) async fn write(self, what: &str, entries: Entries) -> Outcome {
        if self.busy.get_untracked() || entries.is_empty() {
            return Outcome::NotWritten;
        }
        self.busy.set(true);
        let keys: Vec<String> = entries.iter().map(|(key, _)| key.clone()).collect();
        let undo = self.book.with_untracked(|book| book.entries(&keys));
        let (client, channel) = (self.client.get_value(), self.channel.get_value());
        let (outcome, told) = match client.update(&channel, &entries).await {
            Ok(text) if self.take_in(&text) => (
                Outcome::Written,
                Notice::well(format!("{what}: saved."), undo),
            ),
            Ok(_) => self.check(what, &entries, undo).await,
            Err(RequestError { fault, .. }) => match fault.write_rejection() {
                Some(why) => (
                    Outcome::NotWritten,
                    Notice::bad(format!("{what}: not saved. {why}")),
                ),
                None => self.check(what, &entries, undo).await,
            },
        };
        if outcome == Outcome::Written {
            session_written::broadcast(&channel);
        }
        self.told.set(told);
        self.busy.set(false);
        outcome
    }

    /// Finds out whether entries have arrived whose answer was lost.
    async fn check(self, what: &str, entries: &Entries, undo: Entries) -> (Outcome, Notice) {
        match self.fetch().await {
            Ok(book) if book.contains(entries) => {
                let words = format!("{what}: the answer was lost, but it did arrive.");
                (Outcome::Written, Notice::well(words, undo))
            }
            Ok(_) => {
                let words = format!(
                    "{what}: it did not arrive. What you entered is still there; save again to send it."
                );
                (Outcome::NotWritten, Notice::bad(words))
            }
            Err(_) => {
                let words = format!(
                    "{what}: StreamElements does not answer, so nobody knows whether it arrived. Before anything is sent again, that is found out."
                );
                (Outcome::Unknown, Notice::bad(words))
            }
        }
    }

    /// Sends entries that may have arrived already: only if they have not.
    pub(super) async fn write_again(self, what: &str, entries: Entries) -> Outcome {
        self.busy.set(true);
        let (outcome, told) = self.check(what, &entries, Vec::new()).await;
        self.busy.set(false);
        if outcome == Outcome::NotWritten {
            return self.write(what, entries).await;
        }
        if outcome == Outcome::Written {
            session_written::broadcast(&self.channel.get_value());
        }
        self.told.set(told);
        outcome
    }
}
