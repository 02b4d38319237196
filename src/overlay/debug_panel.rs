//! What a page says of itself: advice when it can show nothing, and the debug
//! panel.

use crate::browser::clock;
use crate::browser::element::{make, set_text};
use crate::components::drawn::whenever;
use crate::components::problem_card::card;
use crate::config::credential::CredentialKind;
use crate::live::PollTiming;
use crate::polling::{Fault, Feed, Status};
use crate::session::timestamp::Timestamp;
use leptos::prelude::*;
use web_sys::Element;

/// Says before the widgets what to do about a fault that no waiting mends, while
/// there is nothing else to show.
pub(super) fn advise(feed: ArcRwSignal<Feed>, widgets: Element) {
    let mut said: Option<(Fault, Element)> = None;
    whenever(move || {
        let feed = feed.read();
        let fault = feed.fault.filter(|fault| fault.is_permanent());
        let fault = fault.filter(|_| feed.status() == Status::Down);
        if said.as_ref().map(|(known, _)| *known) == fault {
            return;
        }
        if let Some((_, card)) = said.take() {
            card.remove();
        }
        let Some(fault) = fault else { return };
        let heading = "This overlay cannot read the channel";
        for card in card(heading, "", &[fault.message()]).take() {
            let _ = widgets.before_with_node_1(&card);
            said = Some((fault, card));
        }
    });
}

/// The debug panel. It never holds the credential, only its kind and expiry.
pub(super) fn panel(
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<PollTiming>>,
    account: Option<(CredentialKind, Option<Timestamp>)>,
) -> Element {
    let kind = match account.map(|(kind, _)| kind) {
        Some(CredentialKind::OverlayToken) => "overlay token",
        Some(CredentialKind::Jwt) => "JWT",
        None => "none",
    };
    let expiry = account
        .and_then(|(_, expires)| expires)
        .map(clock::to_iso_string);
    let text = move || {
        let (feed, beat) = (feed.read(), beat.read());
        let beat = beat.as_ref();
        let time = |moment: Option<Timestamp>| moment.map(clock::format_time).unwrap_or_default();
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
    let panel = make("pre", "panel");
    let place = panel.clone();
    whenever(move || set_text(&place, &text()));
    panel
}
