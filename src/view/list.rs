//! Lists: events below each other, and the events that tickers share.

use super::{Frame, Marks, Stage, Words, attribute, words};
use crate::kind::Kind;
use crate::template::Piece;
use crate::widget::Face;
use crate::widget::list::{Item, ListState};
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;
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

/// The events, each an element that stays while it is listed, for its age may be
/// told anew.
///
/// What is made for an event must go with it, all day long. A `For` gives each
/// item an owner that its own owner remembers for good, and the state would
/// remember whoever ever read it; so items own nothing, and each has its line to
/// itself.
#[component]
pub(super) fn Events(state: Memo<ListState>) -> impl IntoView {
    let lines = StoredValue::new(Lines::new());
    let items = move || {
        let items = state.get().items;
        lines.update_value(|lines| tell(lines, &items));
        keyed(
            items,
            |item| item.id.clone(),
            move |at, item| {
                let line = lines.with_value(|lines| lines.get(at).map(|(_, line)| line.clone()));
                (|_| {}, view! { <EventItem item line /> })
            },
        )
    };
    view! {
        <ul class="events" style=attribute(move || Some("--arrived:".to_owned() + &state.read().arrived.to_string()))>
            {items}
        </ul>
    }
}

/// What each event says, by its id.
type Lines = Vec<(String, ArcRwSignal<Words>)>;

/// Tells what the events say now, to those of whom it is news.
fn tell(lines: &mut Lines, items: &[Item]) {
    let mut before = std::mem::take(lines);
    lines.extend(items.iter().map(|item| {
        let words = (item.pieces.clone(), item.unit);
        let Some(at) = before.iter().position(|(id, _)| *id == item.id) else {
            return (item.id.clone(), ArcRwSignal::new(words));
        };
        let line = before.swap_remove(at);
        if *line.1.read_untracked() != words {
            line.1.set(words);
        }
        line
    }));
}

#[component]
fn EventItem(item: Item, line: Option<ArcRwSignal<Words>>) -> impl IntoView {
    let line = line.map(|line| words(Box::new(move || line.get())));
    view! {
        <li class="event" data-event=item.source>
            {item.noun.map(|noun| view! { <span class="type">{noun}</span> })}
            <span class="line">{line}</span>
        </li>
    }
}
