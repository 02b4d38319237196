//! How the session stands, and what the credential can do.

use super::DockState;
use super::write::Notice;
use crate::browser::{clock, js_number};
use crate::config::credential::CredentialKind;
use crate::live::PollTiming;
use crate::polling::{Fault, Status};
use crate::session::timestamp::Timestamp;
use crate::studio::bind::{click, live, parts};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use std::time::Duration;

/// Status, age, credential, and what came of the last write.
#[component]
pub(super) fn Standing(
    desk: DockState,
    beat: RwSignal<Option<PollTiming>>,
    kind: CredentialKind,
    expires: Option<Timestamp>,
) -> impl IntoView {
    let now = RwSignal::new(clock::now());
    if let Ok(ticking) =
        set_interval_with_handle(move || now.set(clock::now()), Duration::from_secs(1))
    {
        on_cleanup(move || ticking.clear());
    }
    let status = move || {
        let feed = desk.feed.read();
        match feed.status() {
            Status::Waiting => "Asking…".to_owned(),
            Status::Live => "Live".to_owned(),
            Status::Stale => format!("Old data. {}", feed.fault.map_or("", Fault::summary)),
            Status::Down => format!("No data yet. {}", feed.fault.map_or("", Fault::summary)),
        }
    };
    let age = move || {
        let last = beat.read().as_ref().map(|beat| beat.last)?;
        Some(format!("asked {} ago", age(now.get().since(last))))
    };
    view! {
        <header class="standing">
            <p role="status"><span class="light" aria-hidden="true"></span>{live(status)}</p>
            <p class="help">{live(age)}</p>
        </header>
        <Power kind expires />
        <Outcome desk />
    }
}

fn age(milliseconds: f64) -> String {
    let seconds = (milliseconds / 1000.0).max(0.0).floor();
    if seconds < 60.0 {
        js_number(seconds) + " s"
    } else {
        js_number((seconds / 60.0).floor()) + " min"
    }
}

/// What the credential can do, and until when.
#[component]
fn Power(kind: CredentialKind, expires: Option<Timestamp>) -> impl IntoView {
    match (kind, expires) {
        (CredentialKind::OverlayToken, _) => view! {
            <p class="note">
                "This dock only reads: an overlay token cannot change anything, so that a stolen one does little harm. To correct or reset, open it with a JWT behind "
                <code>"#token="</code>
                ": it stands in your StreamElements dashboard under your channel, “Show secrets”."
            </p>
        }
        .into_any(),
        (CredentialKind::Jwt, Some(expires)) => {
            let date = clock::to_iso_date(expires);
            let expiry = JwtExpiry::new(&date, expires.since(clock::now()));
            let class = if expiry.is_warning { "note warned" } else { "help" };
            view! { <p class=class>{expiry.message}</p> }.into_any()
        }
        (CredentialKind::Jwt, None) => view! { <p class="help">"A JWT; it does not say when it expires."</p> }.into_any(),
    }
}

/// What came of the last write, and the way back.
#[component]
fn Outcome(desk: DockState) -> impl IntoView {
    let undo = move |_| {
        let Notice { undo, .. } = desk.told.get_untracked();
        spawn_local_scoped(async move {
            desk.write("Undo", undo).await;
        });
    };
    let way_back = move || {
        let undoes = desk.told.with(|told| !told.undo.is_empty());
        undoes.then(|| view! { <button type="button" disabled=live(move || desk.busy.get()) on:click=click(undo)>"Undo"</button> })
    };
    view! {
        <div class="outcome">
            <p role="status" class:wrong=move || desk.told.with(|told| told.is_bad)>{live(move || desk.told.with(|told| told.words.clone()))}</p>
            {parts(way_back)}
        </div>
    }
}
