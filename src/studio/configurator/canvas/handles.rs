//! A handle over every widget on the canvas: selects it, and moves it in the order.

use super::DocumentSignal;
use crate::browser::js_number;
use crate::browser::size_observer::SizeObserver;
use crate::studio::configurator::drag::dragged_widget;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::configurator::widget_list::move_by_key;
use crate::studio::draft::{Draft, WidgetDraft};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Button, Div};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Fonts and transitions have settled after this time.
const MEASURE_DELAY: Duration = Duration::from_millis(400);

/// Left, top, width and height of a widget, in pixels of the source.
type Area = [f64; 4];

/// The handles, as large as their widgets.
#[component]
pub(super) fn Handles(document: DocumentSignal, scale: Signal<f64>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    // By position in the draft; `None` for a widget that is not shown.
    let areas = RwSignal::new(Vec::<Option<Area>>::new());
    observe_sizes(state, document, areas);
    let layer = NodeRef::<Div>::new();
    let dragged = dragged_widget(move |id, event| {
        let Some(layer) = layer.get_untracked() else {
            return;
        };
        let own = layer.get_bounding_client_rect();
        let scale = scale.get_untracked();
        let x = (f64::from(event.client_x()) - own.x()) / scale;
        let y = (f64::from(event.client_y()) - own.y()) / scale;
        let is_inside = |area: &Area| {
            let [left, top, width, height] = *area;
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        let over = areas.with_untracked(|areas| {
            let mut areas = areas.iter();
            areas.position(|area| area.as_ref().is_some_and(is_inside))
        });
        let from = state.draft_untracked(|draft| draft.index_of(id));
        if let Some(to) = over.filter(|to| from != Some(*to)) {
            state.move_widget(id, to);
        }
    });
    // A move does not change this order, and so does not take the focus.
    let ids = Memo::new(move |_| state.draft(Draft::ids_by_age));
    view! {
        <div class="handles" node_ref=layer role="group" aria-label="Widgets on the canvas">
            {move || {
                let ids = ids.get().into_iter();
                ids.map(|id| view! { <Handle id areas scale dragged document /> }).collect_view()
            }}
        </div>
    }
}

#[component]
fn Handle(
    id: u32,
    areas: RwSignal<Vec<Option<Area>>>,
    scale: Signal<f64>,
    dragged: RwSignal<Option<u32>>,
    document: DocumentSignal,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let button = NodeRef::<Button>::new();
    let area = Memo::new(move |_| {
        let index = state.draft(|draft| draft.index_of(id))?;
        areas.read().get(index).copied().flatten()
    });
    let title = move || {
        let title = state.draft(|draft| draft.widget(id).map(WidgetDraft::title));
        format!("Select {}", title.unwrap_or_default())
    };
    let length = move |at: usize| {
        let area = area.get().unwrap_or_default();
        js_number(area[at] * scale.get()) + "px"
    };
    let press = move |event: PointerEvent| {
        // In a rotation, all handles lie over each other.
        let turn = document.with_untracked(|document| document.as_ref()?.turn());
        let shown = turn.and_then(|turn| {
            state.draft_untracked(|draft| draft.widgets.get(turn).map(|widget| widget.id))
        });
        let id = shown.unwrap_or(id);
        dragged.set(Some(id));
        state.selected.set(Some(id));
        event.prevent_default();
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    };
    let press_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            state.selected.set(Some(id));
            event.prevent_default();
        } else if move_by_key(state, id, &event) {
            event.stop_propagation();
        }
    };
    view! {
        <button
            type="button"
            class="widget-handle"
            class:dragged=move || dragged.get() == Some(id)
            node_ref=button
            hidden=move || area.get().is_none()
            aria-label=title
            aria-pressed=move || (state.selected_widget() == Some(id)).to_string()
            style:left=move || length(0)
            style:top=move || length(1)
            style:width=move || length(2)
            style:height=move || length(3)
            on:pointerdown=press
            on:click=|event| event.stop_propagation()
            on:keydown=press_key
        ></button>
    }
}

/// Keeps the areas up to date, and the size that all widgets need.
fn observe_sizes(
    state: ConfiguratorState,
    document: DocumentSignal,
    areas: RwSignal<Vec<Option<Area>>>,
) {
    let mut measure = debounce(MEASURE_DELAY, move |()| {
        let size = document.with_untracked(|document| document.as_ref()?.measure());
        if let Some(size) = size {
            state.measured.set(Some(size));
        }
    });
    let observer = StoredValue::new_local(SizeObserver::new(move || {
        let found = document.with_untracked(|document| Some(document.as_ref()?.slots()));
        let found: Vec<Option<Area>> = found.unwrap_or_default().iter().map(area_of).collect();
        areas.set(found);
        measure(());
    }));
    Effect::new(move |_| {
        let document = document.read();
        let Some(document) = document.as_ref() else {
            return;
        };
        let mut elements = document.slots();
        elements.extend(document.main());
        observer.with_value(|observer| {
            if let Some(observer) = observer {
                observer.observe(elements);
            }
        });
    });
}

/// The area of the widget or of the problem card in a slot, where it stands after its
/// animations: they move by transforms, which offsets ignore.
fn area_of(slot: &Element) -> Option<Area> {
    let shown = slot.query_selector(".widget:not([hidden]), .problem");
    // A dynamic cast fails, since each window has its own classes.
    let shown: HtmlElement = shown.ok()??.unchecked_into();
    let (width, height) = (shown.offset_width(), shown.offset_height());
    let [mut left, mut top] = [0, 0];
    let mut inside = Some(shown);
    while let Some(element) = inside {
        left += element.offset_left();
        top += element.offset_top();
        inside = element.offset_parent().map(JsCast::unchecked_into);
    }
    (width > 0).then(|| [left, top, width, height].map(f64::from))
}
