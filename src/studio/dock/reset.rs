//! What is done with the session as a whole: reset, restore, reload.

use super::DockState;
use super::write::Notice;
use crate::api::session_written;
use crate::browser::{clock, files, storage};
use crate::polling::{Fault, RequestError};
use crate::studio::backups::{self, SessionBackup};
use crate::studio::bind::{click, live, parts};
use crate::studio::corrections::SessionDocument;
use leptos::html::Button;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

impl DockState {
    fn place(self) -> String {
        self.channel
            .with_value(|channel| ["kept:", channel.as_str()].concat())
    }

    fn kept(self) -> Vec<SessionBackup> {
        storage::read(&self.place())
            .map(|text| backups::read(&text))
            .unwrap_or_default()
    }

    /// Keeps the session as it stands; says whether it could.
    fn keep(self, document: String) -> bool {
        let mut all = self.kept();
        backups::add(&mut all, SessionBackup::new(clock::now(), document));
        // Where there is no room for ten, fewer are better than none.
        while !all.is_empty() {
            if storage::write(&self.place(), &backups::write(&all)) {
                return true;
            }
            all.pop();
        }
        false
    }
}

/// A reset, with a second thought before it.
#[component]
pub(super) fn Reset(desk: DockState) -> impl IntoView {
    let asks = RwSignal::new(false);
    let cancel = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(cancel) = cancel.get() {
            let _ = cancel.focus();
        }
    });
    let question = move || {
        if !asks.get() {
            return None;
        }
        let lost = desk.book.with(SessionDocument::lost_by_reset);
        let lost = if lost.is_empty() {
            "Nothing of this stream is there to be lost.".to_owned()
        } else {
            format!("This empties: {}.", lost.join(", "))
        };
        Some(view! {
            <div class="question" role="group" aria-label="Reset the session?">
                <p>{lost}" StreamElements may empty more than that. The session is kept here before, and figures can be restored from it; lists of recent events cannot."</p>
                <div class="buttons">
                    <button type="button" node_ref=cancel on:click=click(move |_| asks.set(false))>"Cancel"</button>
                    <button type="button" on:click=click(move |_| download(desk))>"Download it first"</button>
                    <button type="button" class="danger" disabled=live(move || desk.busy.get())
                        on:click=click(move |_| { asks.set(false); spawn_local_scoped(reset(desk)); })>"Yes, reset now"</button>
                </div>
            </div>
        })
    };
    view! {
        <div class="buttons">
            <button type="button" disabled=live(move || !desk.writes || desk.busy.get() || asks.get()) on:click=click(move |_| asks.set(true))>"Reset…"</button>
            <button type="button" disabled=live(move || !desk.writes || desk.busy.get()) on:click=click(move |_| spawn_local_scoped(reload(desk)))>"Reload sums"</button>
            <button type="button" on:click=click(move |_| download(desk))>"Download"</button>
        </div>
        {parts(question)}
    }
}

fn download(desk: DockState) {
    let day = clock::to_iso_date(clock::now());
    desk.document.with_untracked(|text| {
        files::download_text(&format!("session-{day}.json"), "application/json", text);
    });
}

async fn reset(desk: DockState) {
    desk.busy.set(true);
    let told = reset_kept(desk).await;
    desk.told.set(told);
    desk.busy.set(false);
}

async fn reset_kept(desk: DockState) -> Notice {
    // What is kept is what stands there now, not at the last poll.
    if let Err(fault) = desk.fetch().await {
        let why = fault
            .write_rejection()
            .unwrap_or("StreamElements does not answer.");
        return Notice::bad(format!(
            "Not reset, for the session could not be kept before. {why}"
        ));
    }
    let before = desk.document.get_untracked();
    if !desk.keep(before.clone()) {
        return Notice::bad(
            "Not reset: this browser keeps nothing for this page, so nothing could be restored. Download the session, and reset it in your StreamElements dashboard.",
        );
    }
    let (client, channel) = (desk.client.get_value(), desk.channel.get_value());
    let lost = match client.reset(&channel).await {
        Ok(answer) => {
            !answer.is_some_and(|text| desk.take_in(&text)) && desk.fetch().await.is_err()
        }
        Err(RequestError { fault, .. }) => match fault.write_rejection() {
            Some(why) => return Notice::bad(format!("Not reset. {why}")),
            None => match desk.fetch().await {
                // A new session has a new id and a new beginning.
                Ok(_) if desk.document.get_untracked() == before => {
                    return Notice::bad("Not reset: it did not arrive. You can try again.");
                }
                Ok(_) => false,
                Err(_) => true,
            },
        },
    };
    session_written::broadcast(&channel);
    if lost {
        return Notice::bad(
            "StreamElements does not answer, so nobody knows whether the session was reset. It is kept below in any case.",
        );
    }
    Notice::well(
        "The session was reset. It is kept below as it stood before.",
        Vec::new(),
    )
}

async fn reload(desk: DockState) {
    desk.busy.set(true);
    let (client, channel) = (desk.client.get_value(), desk.channel.get_value());
    let told = match client.reload(&channel).await {
        Ok(()) => {
            session_written::broadcast(&channel);
            match desk.fetch().await {
                Ok(_) => Notice::well("The sums were counted anew.", Vec::new()),
                Err(_) => Notice::bad(
                    "The sums were counted anew, but the session could not be fetched; it comes with the next look.",
                ),
            }
        }
        Err(RequestError {
            fault: Fault::UnknownChannel,
            ..
        }) => Notice::bad(
            "StreamElements no longer offers this: counting the sums anew stands in its documentation of 2018, and the server answers that there is no such thing (404).",
        ),
        Err(RequestError { fault, .. }) => Notice::bad(format!(
            "Not reloaded. {}",
            fault
                .write_rejection()
                .unwrap_or("StreamElements does not answer; it does no harm to try again.")
        )),
    };
    desk.told.set(told);
    desk.busy.set(false);
}

/// Sessions as they stood before a reset.
#[component]
pub(super) fn KeptCopies(desk: DockState) -> impl IntoView {
    let list = move || {
        // A reset has added one when it is over.
        let _ = desk.busy.get();
        let kept = desk.kept();
        (!kept.is_empty()).then(|| {
            let rows: Vec<_> = kept
                .into_iter()
                .map(|kept| view! { <KeptRow desk kept /> })
                .collect();
            view! { <h3>"Kept before resets"</h3><ul class="kept">{rows}</ul> }
        })
    };
    parts(list)
}

#[component]
fn KeptRow(desk: DockState, kept: SessionBackup) -> impl IntoView {
    let when = clock::to_iso_string(kept.at())
        .replace('T', " ")
        .chars()
        .take(16)
        .collect::<String>()
        + " UTC";
    let (restored, saved) = (kept.document.clone(), kept.document);
    let restore = move |_| {
        let old = SessionDocument::parse(&restored);
        let (entries, lists) = desk
            .book
            .with_untracked(|book| (book.restore_diff(&old), book.unrestorable_lists(&old)));
        let rest = if lists.is_empty() {
            String::new()
        } else {
            format!(" An update cannot bring back: {}.", lists.join(", "))
        };
        if entries.is_empty() {
            return desk.told.set(Notice::well(
                format!("All figures stand as they did.{rest}"),
                Vec::new(),
            ));
        }
        spawn_local_scoped(async move {
            if desk.write("Restore", entries).await == super::write::Outcome::Written {
                desk.told.update(|told| told.words.push_str(&rest));
            }
        });
    };
    let name = format!(
        "session-{}.json",
        when.split(' ').next().unwrap_or_default()
    );
    view! {
        <li>
            <span>{when.clone()}</span>
            <button type="button" class="small" aria-label=format!("Restore {when}") disabled=live(move || !desk.writes || desk.busy.get()) on:click=click(restore)>"Restore"</button>
            <button type="button" class="small" aria-label=format!("Download {when}") on:click=click(move |_| files::download_text(&name, "application/json", &saved))>"Download"</button>
        </li>
    }
}
