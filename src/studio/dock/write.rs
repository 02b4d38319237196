//! Writing entries: one write at a time, and a check when an answer is lost.

use super::state::DockState;
use crate::api::session_written;
use crate::polling::RequestError;
use crate::studio::corrections::Entries;
use leptos::prelude::*;

/// The result of the last request of the user.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notice {
    /// Empty before the first request.
    pub(super) message: String,
    pub(super) is_error: bool,
    /// The entries that undo the write; empty if it cannot be undone.
    pub(super) undo: Entries,
}

impl Notice {
    pub(super) fn success(message: impl Into<String>, undo: Entries) -> Notice {
        Notice {
            message: message.into(),
            is_error: false,
            undo,
        }
    }

    pub(super) fn error(message: impl Into<String>) -> Notice {
        Notice {
            message: message.into(),
            is_error: true,
            undo: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WriteOutcome {
    Written,
    NotWritten,
    /// The answer was lost, and so was that of the check.
    Unknown,
}

impl DockState {
    /// Sends entries and shows the result. `title` is the subject of the notice.
    pub(super) async fn write(self, title: &str, entries: Entries) -> WriteOutcome {
        if self.is_busy.get_untracked() || entries.is_empty() {
            return WriteOutcome::NotWritten;
        }
        self.is_busy.set(true);
        let result = self.send(title, &entries).await;
        self.finish(result)
    }

    /// Like [`DockState::write`], after a write with an unknown outcome: sends the
    /// entries only if the server does not have them.
    pub(super) async fn retry_write(self, title: &str, entries: Entries) -> WriteOutcome {
        self.is_busy.set(true);
        let mut result = self.check(title, &entries, Vec::new()).await;
        if result.0 == WriteOutcome::NotWritten {
            result = self.send(title, &entries).await;
        }
        self.finish(result)
    }

    fn finish(self, (outcome, notice): (WriteOutcome, Notice)) -> WriteOutcome {
        if outcome == WriteOutcome::Written {
            session_written::broadcast(&self.api().1);
        }
        self.notice.set(notice);
        self.is_busy.set(false);
        outcome
    }

    async fn send(self, title: &str, entries: &Entries) -> (WriteOutcome, Notice) {
        let keys: Vec<String> = entries.iter().map(|(key, _)| key.clone()).collect();
        let undo = self.document.with_untracked(|own| own.entries(&keys));
        let (client, channel) = self.api();
        let rejection = match client.update(&channel, entries).await {
            Ok(text) if self.receive(&text) => {
                let notice = Notice::success(format!("{title}: saved."), undo);
                return (WriteOutcome::Written, notice);
            }
            Ok(_) => None,
            Err(RequestError { fault, .. }) => fault.write_rejection(),
        };
        match rejection {
            Some(reason) => {
                let notice = Notice::error(format!("{title}: not saved. {reason}"));
                (WriteOutcome::NotWritten, notice)
            }
            None => self.check(title, entries, undo).await,
        }
    }

    /// Loads the session to find out whether it has the entries of a write whose
    /// answer was lost.
    async fn check(self, title: &str, entries: &Entries, undo: Entries) -> (WriteOutcome, Notice) {
        match self.fetch().await {
            Ok(()) if self.document.with_untracked(|own| own.contains(entries)) => {
                let message =
                    format!("{title}: saved. The answer was lost, but the change arrived.");
                (WriteOutcome::Written, Notice::success(message, undo))
            }
            Ok(()) => {
                let message = format!(
                    "{title}: not saved. The change did not arrive. Your input is still here: \
                     save again to send it."
                );
                (WriteOutcome::NotWritten, Notice::error(message))
            }
            Err(_) => {
                let message = format!(
                    "{title}: StreamElements does not answer, so it is unknown whether the change \
                     arrived. The next save checks that first."
                );
                (WriteOutcome::Unknown, Notice::error(message))
            }
        }
    }
}
