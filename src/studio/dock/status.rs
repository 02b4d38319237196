//! The status of the session and of the credential, and the last write.

use super::state::DockState;
use crate::browser::{clock, js_number};
use crate::config::credential::CredentialKind;
use crate::polling::{Fault, Feed, Status};
use crate::session::timestamp::Timestamp;
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The status of the session, of the credential and of the last write.
#[component]
pub fn StatusHeader(
    /// The kind of the credential.
    kind: CredentialKind,
    /// When the credential expires, if it says so.
    expires: Option<Timestamp>,
) -> impl IntoView {
    let dock = DockState::from_context();
    let now = RwSignal::new(clock::now());
    let tick = move || now.set(clock::now());
    if let Ok(interval) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || interval.clear());
    }
    let last_poll = move || {
        let last = dock.timing.read().as_ref().map(|timing| timing.last)?;
        let age = format_age(now.get().since(last));
        let updates = dock.feed.read().updates_in_words();
        Some(format!("checked {age} ago, changes are {updates}"))
    };
    view! {
        <header>
            <div class="status">
                <p role="status">
                    <span class="light" aria-hidden="true"></span>
                    {move || dock.feed.with(status_text)}
                </p>
                <p class="help">{last_poll}</p>
            </div>
            <CredentialInfo kind expires />
            <LastWrite />
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
                “Show secrets”) and put it behind " <code>"#token="</code> " in the address."
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
fn LastWrite() -> impl IntoView {
    let dock = DockState::from_context();
    let notice = dock.notice;
    let undo = move |_| {
        let entries = notice.read_untracked().undo.clone();
        spawn_local(async move {
            dock.write("Undo", entries).await;
        });
    };
    view! {
        <div class="last-write">
            <p role="status" class:error=move || notice.read().is_error>
                {move || notice.read().message.clone()}
            </p>
            <Show when=move || !notice.read().undo.is_empty()>
                <button type="button" disabled=dock.is_busy on:click=undo>
                    "Undo"
                </button>
            </Show>
        </div>
    }
}
