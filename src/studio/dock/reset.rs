//! Buttons for the whole session: reset, reload, download.

use super::state::DockState;
use super::write::Notice;
use crate::api::session_written;
use crate::browser::{clock, files};
use crate::polling::{Fault, RequestError};
use crate::studio::corrections::SessionDocument;
use leptos::html::Button;
use leptos::prelude::*;

/// The buttons that reset, reload and download the session.
#[component]
pub fn SessionButtons() -> impl IntoView {
    let dock = DockState::from_context();
    let is_asking = RwSignal::new(false);
    view! {
        <div class="buttons">
            <button
                type="button"
                disabled=move || dock.is_locked() || is_asking.get()
                on:click=move |_| is_asking.set(true)
            >
                "Reset…"
            </button>
            <button
                type="button"
                disabled=move || dock.is_locked()
                on:click=move |_| dock.run(reload(dock))
            >
                "Reload totals"
            </button>
            <button type="button" on:click=move |_| download_session(dock)>
                "Download"
            </button>
        </div>
        <Show when=move || is_asking.get()>
            <ResetConfirmation is_asking />
        </Show>
    }
}

#[component]
fn ResetConfirmation(is_asking: RwSignal<bool>) -> impl IntoView {
    let dock = DockState::from_context();
    let lost = move || match dock.document.with(SessionDocument::lost_by_reset) {
        lost if lost.is_empty() => "This session is empty already.".to_owned(),
        lost => format!("A reset clears: {}.", lost.join(", ")),
    };
    // The safe button gets the focus.
    let cancel = NodeRef::<Button>::new();
    cancel.on_load(|cancel| drop(cancel.focus()));
    let confirm = move |_| {
        is_asking.set(false);
        dock.run(reset(dock));
    };
    view! {
        <div class="confirmation" role="group" aria-label="Reset the session?">
            <p>
                {lost}
                " StreamElements may clear more. The dock saves a backup first. It can restore \
                figures and events from it, but not lists of recent events."
            </p>
            <div class="buttons">
                <button type="button" node_ref=cancel on:click=move |_| is_asking.set(false)>
                    "Cancel"
                </button>
                <button type="button" on:click=move |_| download_session(dock)>
                    "Download first"
                </button>
                <button type="button" class="danger" disabled=dock.is_busy on:click=confirm>
                    "Reset now"
                </button>
            </div>
        </div>
    }
}

fn download_session(dock: DockState) {
    let name = format!("session-{}.json", clock::to_iso_date(clock::now()));
    let text = dock.text.read_untracked();
    files::download_text(&name, "application/json", &text);
}

/// Saves a backup of the session, then resets it.
async fn reset(dock: DockState) -> Notice {
    // The backup is of the present, not of the last poll.
    if let Err(fault) = dock.fetch().await {
        return Notice::error(format!(
            "Not reset, because the session could not be loaded for a backup. {}.",
            fault.summary()
        ));
    }
    let before = dock.text.get_untracked();
    if !dock.save_backup(before.clone()) {
        return Notice::error(
            "Not reset: this browser cannot save a backup for this page. Download the session, \
             then reset it in your StreamElements dashboard.",
        );
    }
    let (client, channel) = dock.api();
    let is_known = match client.reset(&channel).await {
        Ok(answer) => answer.is_some_and(|text| dock.receive(&text)) || dock.fetch().await.is_ok(),
        Err(RequestError { fault, .. }) => {
            if let Some(reason) = fault.write_rejection() {
                return Notice::error(format!("Not reset. {reason}"));
            }
            let is_known = dock.fetch().await.is_ok();
            // A reset changes at least the ID and the date of the session.
            if is_known && dock.text.get_untracked() == before {
                return Notice::error("Not reset: the request did not arrive. Try again.");
            }
            is_known
        }
    };
    session_written::broadcast(&channel);
    if is_known {
        Notice::success("The session was reset. Its backup is below.", Vec::new())
    } else {
        Notice::error(
            "StreamElements does not answer, so it is unknown whether the session was reset. \
             Its backup is below.",
        )
    }
}

/// Asks the server to recalculate the totals, then loads the session.
async fn reload(dock: DockState) -> Notice {
    let (client, channel) = dock.api();
    match client.reload(&channel).await {
        Ok(()) => {
            session_written::broadcast(&channel);
            match dock.fetch().await {
                Ok(()) => Notice::success("The totals were recalculated.", Vec::new()),
                Err(_) => Notice::error(
                    "The totals were recalculated, but the session could not be loaded. \
                     The next poll loads it.",
                ),
            }
        }
        Err(RequestError {
            fault: Fault::UnknownChannel,
            ..
        }) => Notice::error(
            "Not reloaded: StreamElements no longer offers this. It is in the API documentation \
             of 2018, but the server answers “not found” (404).",
        ),
        Err(RequestError { fault, .. }) => {
            let reason = fault.write_rejection();
            let reason = reason.unwrap_or("StreamElements does not answer. You can try again.");
            Notice::error(format!("Not reloaded. {reason}"))
        }
    }
}
