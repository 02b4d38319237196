//! Lists: events below each other, and the events that tickers share.

use super::{Frame, Stage, pieces};
use crate::kind::Kind;
use crate::widget::Face;
use crate::widget::list::{Item, ListState};
use leptos::prelude::*;

/// Draws a list.
#[component]
pub fn ListView(
    face: Face,
    empty: String,
    state: Signal<ListState>,
    stage: Stage,
) -> impl IntoView {
    view! {
        <Frame
            face
            kind=Kind::List
            stage
            hides=empty.is_empty()
            empty=Signal::derive(move || state.read().items.is_empty())
            value=Signal::derive(move || newest(&state.read()))
        >
            <Nobody text=empty state />
            <Events state />
        </Frame>
    }
}

/// The event whose arrival is a change worth a mark.
pub(super) fn newest(state: &ListState) -> String {
    state
        .items
        .first()
        .map(|item| item.id.clone())
        .unwrap_or_default()
}

/// What stands there while there is nobody.
#[component]
pub(super) fn Nobody(text: String, state: Signal<ListState>) -> impl IntoView {
    let text = move || state.read().items.is_empty().then(|| text.clone());
    view! { <Show when=move || state.read().items.is_empty()><p class="value">{text.clone()}</p></Show> }
}

/// The events, each an element that stays while it is listed.
#[component]
pub(super) fn Events(state: Signal<ListState>) -> impl IntoView {
    view! {
        <ul class="events">
            <For each=move || state.get().items key=|item| item.id.clone() children=move |item| view! { <EventItem item state /> } />
        </ul>
    }
}

#[component]
fn EventItem(item: Item, state: Signal<ListState>) -> impl IntoView {
    let (source, noun) = (item.source.clone(), item.noun.clone());
    // An event keeps its element while its age is told anew.
    let text = Memo::new(move |_| {
        let state = state.read();
        let now = state
            .items
            .iter()
            .find(|now| now.id == item.id)
            .unwrap_or(&item);
        (now.pieces.clone(), now.unit)
    });
    let line = move || {
        let (text, unit) = text.get();
        pieces(text, unit)
    };
    view! {
        <li class="event" data-event=source>
            {noun.map(|noun| view! { <span class="type">{noun}</span> })}
            <span class="line">{line}</span>
        </li>
    }
}
