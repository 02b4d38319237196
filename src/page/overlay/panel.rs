//! What a page says of itself: advice when it can show nothing, and the debug
//! panel.

use crate::account::CredentialKind;
use crate::browser::clock;
use crate::live::Beat;
use crate::moment::Moment;
use crate::poll::{Fault, Feed, Status};
use crate::view::problem::ProblemCard;
use leptos::prelude::*;

/// What to do about a fault that no waiting mends, while there is nothing else
/// to show.
#[component]
pub fn Advice(feed: RwSignal<Feed>) -> impl IntoView {
    move || {
        let feed = feed.read();
        let advice = feed.fault.and_then(Fault::advice);
        advice
            .filter(|_| feed.status() == Status::Down)
            .map(|advice| {
                let heading = "This overlay cannot read the channel".to_owned();
                view! { <ProblemCard heading texts=vec![advice.to_owned()] /> }
            })
    }
}

/// The debug panel. It never holds the credential, only its kind and expiry.
#[component]
pub fn Panel(
    feed: RwSignal<Feed>,
    beat: RwSignal<Option<Beat>>,
    account: Option<(CredentialKind, Option<Moment>)>,
) -> impl IntoView {
    let kind = match account.map(|(kind, _)| kind) {
        Some(CredentialKind::OverlayToken) => "overlay token",
        Some(CredentialKind::Jwt) => "JWT",
        None => "none",
    };
    let expiry = account.and_then(|(_, expires)| expires).map(clock::iso);
    let text = move || {
        let (feed, beat) = (feed.read(), beat.read());
        let beat = beat.as_ref();
        let time = |moment: Option<Moment>| moment.map(clock::time_of_day).unwrap_or_default();
        let skipped = beat.map(|beat| beat.skipped.join(", "));
        [
            ["Status: ", feed.status().name()],
            ["Fault: ", feed.fault.map_or("none", Fault::name)],
            ["Last poll: ", &time(beat.map(|beat| beat.last))],
            ["Next poll: ", &time(beat.map(|beat| beat.next))],
            ["Left out: ", &skipped.unwrap_or_default()],
            ["Credential: ", kind],
            [
                "Expires: ",
                expiry.as_deref().unwrap_or("never, or unknown"),
            ],
        ]
        .map(|row| row.concat())
        .join("\n")
    };
    view! { <pre class="panel">{text}</pre> }
}
