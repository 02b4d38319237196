//! The list: events below each other. The ticker uses its parts too.

use super::template_text::segments;
use crate::browser::js_number;
use crate::widget::list::{Item, ListState};
use crate::widget::state::RenderedText;
use leptos::prelude::*;
use leptos::tachys::view::keyed::keyed;

/// The rows that a list had last.
pub(super) type Rows = StoredValue<Vec<Row>>;

/// The events of a list, or the text without any.
#[component]
pub(super) fn EventList(state: ListState, empty: String, rows: Rows) -> impl IntoView {
    view! {
        <Placeholder text=empty is_shown=state.items.is_empty() />
        <Events state rows />
    }
}

/// The text while there are no events.
#[component]
pub(super) fn Placeholder(text: String, is_shown: bool) -> impl IntoView {
    is_shown.then(|| view! { <p class="value">{text}</p> })
}

/// The events of a list. An event keeps its element while it is listed.
///
/// A page is on air for days, so what is made for a row must go with it. Leptos remembers
/// the owner of each row that a `<For>` has had, and a memo remembers each effect that has
/// read it. So a row owns nothing here, and its effect reads a signal of its own.
#[component]
pub(super) fn Events(state: ListState, rows: Rows) -> impl IntoView {
    let previous = rows.get_value();
    let items = state.items.into_iter();
    let new: Vec<Row> = items.map(|item| Row::new(item, &previous)).collect();
    rows.set_value(new.clone());
    let rows = keyed(
        new,
        |row| (row.item.id.clone(), row.item.moved),
        |_, row| (|_| {}, view! { <EventRow row /> }),
    );
    view! {
        <ul class="events" style=format!("--arrived: {};", state.arrived)>
            {rows}
        </ul>
    }
}

/// Whether a state inserts, moves or removes elements.
pub(super) fn moves_elements(rows: Rows, state: &ListState) -> bool {
    let ids = state.items.iter().map(|item| &item.id);
    rows.with_value(|rows| rows.iter().map(|row| &row.item.id).ne(ids))
}

/// An event, and its text, which alone can change. An event that moves to another place has
/// another row.
#[derive(Clone)]
pub(super) struct Row {
    item: Item,
    text: ArcRwSignal<RenderedText>,
}

impl Row {
    /// The row of this item. It keeps the signal of its previous row.
    fn new(item: Item, previous: &[Row]) -> Row {
        let text = (item.segments.clone(), item.unit);
        let is_own = |row: &&Row| row.item.id == item.id && row.item.moved == item.moved;
        let Some(previous) = previous.iter().find(is_own) else {
            let text = ArcRwSignal::new(text);
            return Row { item, text };
        };
        if *previous.text.read_untracked() != text {
            previous.text.set(text);
        }
        previous.clone()
    }
}

#[component]
fn EventRow(row: Row) -> impl IntoView {
    let Row { item, text } = row;
    let style = |moved| ["--moved: ", &js_number(f64::from(moved)), ";"].concat();
    let style = item.moved.map(style);
    view! {
        <li class="event" data-event=item.event_type style=style>
            {item.type_label.map(|label| view! { <span class="type">{label}</span> })}
            <span class="line">{move || segments(text.get())}</span>
        </li>
    }
}
