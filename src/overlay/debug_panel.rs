//! What the page shows besides its widgets: a card for faults and the debug panel.

use crate::browser::clock;
use crate::components::problem_card::ProblemCard;
use crate::config::credential::CredentialKind;
use crate::live::PollTiming;
use crate::polling::{Fault, Feed, Status};
use crate::session::leaderboard::Leaderboard;
use crate::session::timestamp::Timestamp;
use leptos::prelude::*;

/// A card in front of the widgets while there is no session and a fault that does not go
/// away by itself.
#[component]
pub(super) fn FaultCard(feed: RwSignal<Feed>) -> impl IntoView {
    move || {
        let feed = feed.read();
        let fault = feed.fault.filter(|fault| fault.is_permanent());
        let fault = fault.filter(|_| feed.status() == Status::Down);
        fault.map(|fault| {
            let heading = "This overlay cannot read the channel";
            view! { <ProblemCard heading texts=vec![fault.message()] /> }
        })
    }
}

/// The debug panel. Of the credential it gets only the kind and the expiry.
#[component]
pub(super) fn DebugPanel(
    feed: RwSignal<Feed>,
    timing: RwSignal<Option<PollTiming>>,
    credential: Option<(CredentialKind, Option<Timestamp>)>,
) -> impl IntoView {
    let kind = match credential.map(|(kind, _)| kind) {
        Some(CredentialKind::OverlayToken) => "overlay token",
        Some(CredentialKind::Jwt) => "JWT",
        None => "none",
    };
    let expiry = credential
        .and_then(|(_, expiry)| expiry)
        .map(clock::to_iso_string);
    let text = move || {
        let (feed, timing) = (feed.read(), timing.read());
        let timing = timing.as_ref();
        let time = |time: Option<Timestamp>| time.map(clock::format_time).unwrap_or_default();
        let boards = feed.leaderboards.iter();
        let boards = boards.map(|Leaderboard { list, fault, .. }| {
            let fault = fault.unwrap_or("ok");
            [list.of.name(), " ", list.span.name(), ": ", fault].concat()
        });
        let skipped = timing.map(|timing| timing.skipped.join(", "));
        [
            ["Status: ", feed.status().name()],
            ["Fault: ", feed.fault.map_or("none", Fault::name)],
            ["Updates: ", feed.updates_in_words()],
            ["Last poll: ", &time(timing.map(|timing| timing.last))],
            ["Next poll: ", &time(timing.map(|timing| timing.next))],
            ["Skipped keys: ", &skipped.unwrap_or_default()],
            ["Leaderboards: ", &boards.collect::<Vec<_>>().join(", ")],
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
