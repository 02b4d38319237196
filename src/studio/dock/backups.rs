//! The backups that the dock saves before a reset, in this browser's storage.

use super::state::DockState;
use super::write::{Notice, WriteOutcome};
use crate::browser::{clock, files, storage};
use crate::studio::backups::{self, SessionBackup};
use crate::studio::bind::{click, live, parts};
use crate::studio::corrections::SessionDocument;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

impl DockState {
    fn backups_key(self) -> String {
        ["kept:", self.api().1.as_str()].concat()
    }

    fn load_backups(self) -> Vec<SessionBackup> {
        let text = storage::read(&self.backups_key());
        text.map(|text| backups::parse(&text)).unwrap_or_default()
    }

    /// Saves a backup of a session; `false` if the browser cannot.
    pub(super) fn save_backup(self, document: String) -> bool {
        let mut all = self.load_backups();
        backups::add(&mut all, SessionBackup::new(clock::now(), document));
        // The storage may be too small for all of them.
        while !all.is_empty() {
            if storage::write(&self.backups_key(), &backups::format(&all)) {
                return true;
            }
            all.pop();
        }
        false
    }

    fn restore(self, backup: &str) {
        let backup = SessionDocument::parse(backup);
        let (entries, lists) = self.document.with_untracked(|own| {
            let lists = own.unrestorable_lists(&backup);
            (own.restore_diff(&backup), lists)
        });
        let note = if lists.is_empty() {
            String::new()
        } else {
            format!(" Lists cannot be restored: {}.", lists.join(", "))
        };
        if entries.is_empty() {
            let message = format!("Nothing to restore: all figures and events are the same.{note}");
            return self.notice.set(Notice::success(message, Vec::new()));
        }
        spawn_local_scoped(async move {
            if self.write("Restore", entries).await == WriteOutcome::Written {
                self.notice.update(|notice| notice.message += &note);
            }
        });
    }
}

#[component]
pub(super) fn BackupList(dock: DockState) -> impl IntoView {
    let list = move || {
        // A reset, which adds a backup, ends with this signal.
        dock.is_busy.track();
        let backups = dock.load_backups();
        (!backups.is_empty()).then(|| {
            let rows: Vec<_> = backups
                .into_iter()
                .map(|backup| view! { <BackupRow dock backup /> })
                .collect();
            view! {
                <h3>"Backups before resets"</h3>
                <ul class="backups">{rows}</ul>
            }
        })
    };
    parts(list)
}

#[component]
fn BackupRow(dock: DockState, backup: SessionBackup) -> impl IntoView {
    let saved_at = clock::to_iso_string(backup.saved_at());
    let minute: String = saved_at.replace('T', " ").chars().take(16).collect();
    let when = format!("{minute} UTC");
    let name = format!("session-{}.json", clock::to_iso_date(backup.saved_at()));
    let document = StoredValue::new(backup.document);
    let restore = move |_| document.with_value(|document| dock.restore(document));
    let download = move |_| {
        document.with_value(|text| files::download_text(&name, "application/json", text));
    };
    view! {
        <li>
            <span>{when.clone()}</span>
            <button
                type="button"
                class="small"
                aria-label=format!("Restore {when}")
                disabled=live(move || dock.is_locked())
                on:click=click(restore)
            >
                "Restore"
            </button>
            <button
                type="button"
                class="small"
                aria-label=format!("Download {when}")
                on:click=click(download)
            >
                "Download"
            </button>
        </li>
    }
}
