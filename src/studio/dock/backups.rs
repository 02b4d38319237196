//! The backups that the dock saves before a reset, in this browser's storage.

use super::state::DockState;
use super::write::{Notice, WriteOutcome};
use crate::browser::{clock, files, storage};
use crate::config::credential::ChannelId;
use crate::studio::backups::{self, SessionBackup};
use crate::studio::corrections::SessionDocument;
use leptos::prelude::*;
use leptos::task::spawn_local;

fn storage_key(channel: &ChannelId) -> String {
    format!("kept:{}", channel.as_str())
}

/// The backups of a channel.
pub(super) fn load(channel: &ChannelId) -> Vec<SessionBackup> {
    let text = storage::read(&storage_key(channel));
    text.map(|text| backups::parse(&text)).unwrap_or_default()
}

impl DockState {
    /// Saves a backup of a session; `false` if the browser cannot.
    pub(super) fn save_backup(self, document: String) -> bool {
        let (_, channel) = self.api();
        // Another dock may have saved one, too.
        let mut all = load(&channel);
        backups::add(&mut all, SessionBackup::new(clock::now(), document));
        // The storage may be too small for all of them.
        while !all.is_empty() {
            if storage::write(&storage_key(&channel), &backups::format(&all)) {
                self.backups.set(all);
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
        spawn_local(async move {
            if self.write("Restore", entries).await == WriteOutcome::Written {
                self.notice.update(|notice| notice.message += &note);
            }
        });
    }
}

#[component]
pub(super) fn BackupList() -> impl IntoView {
    let backups = DockState::from_context().backups;
    let rows = move || {
        let backups = backups.get().into_iter();
        backups
            .map(|backup| view! { <BackupRow backup /> })
            .collect_view()
    };
    view! {
        <Show when=move || !backups.read().is_empty()>
            <h3>"Backups before resets"</h3>
            <ul class="backups">{rows}</ul>
        </Show>
    }
}

#[component]
fn BackupRow(backup: SessionBackup) -> impl IntoView {
    let dock = DockState::from_context();
    let saved_at = clock::to_iso_string(backup.saved_at());
    let minute: String = saved_at.replace('T', " ").chars().take(16).collect();
    let when = format!("{minute} UTC");
    let name = format!("session-{}.json", clock::to_iso_date(backup.saved_at()));
    let document = StoredValue::new(backup.document);
    let restore = move |_| dock.restore(&document.read_value());
    let download = move |_| files::download_text(&name, "application/json", &document.read_value());
    view! {
        <li>
            <span>{when.clone()}</span>
            <button
                type="button"
                class="small"
                aria-label=format!("Restore {when}")
                disabled=move || dock.is_locked()
                on:click=restore
            >
                "Restore"
            </button>
            <button
                type="button"
                class="small"
                aria-label=format!("Download {when}")
                on:click=download
            >
                "Download"
            </button>
        </li>
    }
}
