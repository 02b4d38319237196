//! The status of the session and of the credential, and the last write.

use super::state::DockState;
use crate::browser::{clock, js_number};
use crate::config::credential::CredentialKind;
use crate::polling::{Fault, Feed, Status};
use crate::session::timestamp::Timestamp;
use crate::studio::bind::{click, live, parts};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use std::time::Duration;

#[component]
pub(super) fn StatusHeader(
    dock: DockState,
    kind: CredentialKind,
    expires: Option<Timestamp>,
) -> impl IntoView {
    let now = RwSignal::new(clock::now());
    let tick = move || now.set(clock::now());
    if let Ok(interval) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || interval.clear());
    }
    let last_poll = move || {
        let last = dock.timing.read().as_ref().map(|timing| timing.last)?;
        Some(format!("checked {} ago", format_age(now.get().since(last))))
    };
    view! {
        <header>
            <div class="status">
                <p role="status">
                    <span class="light" aria-hidden="true"></span>
                    {live(move || dock.feed.with(status_text))}
                </p>
                <p class="help">{live(last_poll)}</p>
            </div>
            <CredentialInfo kind expires />
            <LastWrite dock />
        </header>
    }
}

fn status_text(feed: &Feed) -> String {
    let fault = feed.fault.map_or("", Fault::summary);
    match feed.status() {
        Status::Waiting => "Loading…".to_owned(),
        Status::Live => "Live".to_owned(),
        Status::Stale => format!("Not up to date. {fault}"),
        Status::Down => format!("No session. {fault}"),
    }
}

fn format_age(milliseconds: f64) -> String {
    let seconds = (milliseconds / 1000.0).max(0.0).floor();
    if seconds < 60.0 {
        js_number(seconds) + " s"
    } else {
        js_number((seconds / 60.0).floor()) + " min"
    }
}

/// What the credential can do, and when it expires.
#[component]
fn CredentialInfo(kind: CredentialKind, expires: Option<Timestamp>) -> impl IntoView {
    match (kind, expires) {
        (CredentialKind::OverlayToken, _) => view! {
            <p class="note">
                "This dock only reads the session, because an overlay token cannot change it. To \
                edit or reset, use a JWT: copy it from your StreamElements dashboard (your channel, \
                “Show secrets”) and put it behind "
                <code>"#token="</code>
                " in the address."
            </p>
        }
        .into_any(),
        (CredentialKind::Jwt, Some(expires)) => {
            let date = clock::to_iso_date(expires);
            let expiry = JwtExpiry::new(&date, expires.since(clock::now()));
            let class = if expiry.is_warning {
                "note warning"
            } else {
                "help"
            };
            view! { <p class=class>{expiry.message}</p> }.into_any()
        }
        (CredentialKind::Jwt, None) => {
            view! { <p class="help">"The JWT does not say when it expires."</p> }.into_any()
        }
    }
}

/// The result of the last write, and a button that undoes it.
#[component]
fn LastWrite(dock: DockState) -> impl IntoView {
    let undo = move |_| {
        let undo = dock.notice.with_untracked(|notice| notice.undo.clone());
        spawn_local_scoped(async move {
            dock.write("Undo", undo).await;
        });
    };
    let undo_button = move || {
        let can_undo = dock.notice.with(|notice| !notice.undo.is_empty());
        can_undo.then(|| {
            view! {
                <button type="button" disabled=dock.is_busy on:click=click(undo)>
                    "Undo"
                </button>
            }
        })
    };
    view! {
        <div class="last-write">
            <p role="status" class:error=move || dock.notice.read().is_error>
                {live(move || dock.notice.read().message.clone())}
            </p>
            {parts(undo_button)}
        </div>
    }
}
