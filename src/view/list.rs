//! Lists: events below each other, and the events that tickers share.

use super::{Frame, Marks, Stage, attribute, words};
use crate::kind::Kind;
use crate::template::Piece;
use crate::widget::Face;
use crate::widget::list::{Item, ListState};
use leptos::prelude::*;
use std::sync::Arc;

/// Draws a list.
#[component]
pub(super) fn ListView(
    face: Face,
    empty: String,
    state: Memo<ListState>,
    stage: Stage,
) -> impl IntoView {
    view! {
        <Frame
            face
            kind=Kind::List
            stage
            hides=empty.is_empty()
            marks=marks(state)
        >
            <Nobody text=empty state />
            <Events state />
        </Frame>
    }
}

/// A list's marks; which events it holds is what it says.
pub(super) fn marks(state: Memo<ListState>) -> Arc<dyn Fn() -> Marks + Send + Sync> {
    Arc::new(move || {
        let state = state.read();
        let id = |item: &Item| Piece {
            field: None,
            text: item.id.clone(),
        };
        Marks {
            empty: state.items.is_empty(),
            words: (state.items.iter().map(id).collect(), None),
            ..Marks::default()
        }
    })
}

/// What stands there while there is nobody.
#[component]
pub(super) fn Nobody(text: String, state: Memo<ListState>) -> impl IntoView {
    move || {
        let nobody = state.read().items.is_empty();
        nobody.then(|| view! { <p class="value">{text.clone()}</p> })
    }
}

/// The events, each an element that stays while it is listed.
#[component]
pub(super) fn Events(state: Memo<ListState>) -> impl IntoView {
    view! {
        <ul class="events" style=attribute(move || Some("--arrived:".to_owned() + &state.read().arrived.to_string()))>
            <For each=move || state.get().items key=|item| item.id.clone() children=move |item| view! { <EventItem item state /> } />
        </ul>
    }
}

#[component]
fn EventItem(item: Item, state: Memo<ListState>) -> impl IntoView {
    let (source, noun) = (item.source.clone(), item.noun.clone());
    // An event keeps its element while its age is told anew.
    let line = words(Box::new(move || {
        let state = state.read();
        let now = state.items.iter().find(|now| now.id == item.id);
        let now = now.unwrap_or(&item);
        (now.pieces.clone(), now.unit)
    }));
    view! {
        <li class="event" data-event=source>
            {noun.map(|noun| view! { <span class="type">{noun}</span> })}
            <span class="line">{line}</span>
        </li>
    }
}
