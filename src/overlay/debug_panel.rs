//! What the page shows besides its widgets: a card for faults and the debug panel.

use crate::browser::clock;
use crate::browser::element::{make, set_text};
use crate::components::elements::render_effect;
use crate::components::problem_card::render_problem_card;
use crate::config::credential::CredentialKind;
use crate::live::PollTiming;
use crate::polling::{Fault, Feed, Status};
use crate::session::timestamp::Timestamp;
use leptos::prelude::*;
use web_sys::Element;

/// Shows a card in front of the widgets while there is no session and a fault that does
/// not go away by itself.
pub(super) fn render_fault_card(feed: ArcRwSignal<Feed>, widgets: Element) {
    let mut shown: Option<(Fault, Element)> = None;
    render_effect(move || {
        let feed = feed.read();
        let fault = feed.fault.filter(|fault| fault.is_permanent());
        let fault = fault.filter(|_| feed.status() == Status::Down);
        if shown.as_ref().map(|(shown, _)| *shown) == fault {
            return;
        }
        if let Some((_, card)) = shown.take() {
            card.remove();
        }
        let Some(fault) = fault else { return };
        let heading = "This overlay cannot read the channel";
        for card in render_problem_card(heading, "", &[fault.message()]).into_vec() {
            let _ = widgets.before_with_node_1(&card);
            shown = Some((fault, card));
        }
    });
}

/// The debug panel. Of the credential it gets only the kind and the expiry.
pub(super) fn render_debug_panel(
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
    credential: Option<(CredentialKind, Option<Timestamp>)>,
) -> Element {
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
        let skipped = timing.map(|timing| timing.skipped.join(", "));
        [
            ["Status: ", feed.status().name()],
            ["Fault: ", feed.fault.map_or("none", Fault::name)],
            ["Last poll: ", &time(timing.map(|timing| timing.last))],
            ["Next poll: ", &time(timing.map(|timing| timing.next))],
            ["Skipped keys: ", &skipped.unwrap_or_default()],
            ["Credential: ", kind],
            [
                "Expires: ",
                expiry.as_deref().unwrap_or("never, or unknown"),
            ],
        ]
        .map(|row| row.concat())
        .join("\n")
    };
    let panel = make("pre", "panel");
    let target = panel.clone();
    render_effect(move || set_text(&target, &text()));
    panel
}
