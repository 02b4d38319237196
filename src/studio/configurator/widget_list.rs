//! The widgets of the draft: added, ordered, copied, removed, and their options.

use super::field::Field;
use super::state::ConfiguratorState;
use crate::options;
use crate::studio::bind::{click, live, parts};
use crate::studio::form::{self, GROUPS};
use leptos::ev::PointerEvent;
use leptos::html::{Div, Ol};
use leptos::prelude::*;

/// The widgets, in their order.
#[component]
pub(super) fn WidgetList(state: ConfiguratorState) -> impl IntoView {
    let list = NodeRef::<Ol>::new();
    let drag = Drag {
        list,
        held: RwSignal::new(None),
    };
    // A card that moves in the document loses what was captured, so the page
    // listens.
    let moved = window_event_listener(leptos::ev::pointermove, move |event| {
        drag.over(state, &event);
    });
    let released = window_event_listener(leptos::ev::pointerup, move |_| drag.held.set(None));
    on_cleanup(move || {
        moved.remove();
        released.remove();
    });
    let ids = Memo::new(move |_| {
        state.draft(|draft| {
            draft
                .widgets
                .iter()
                .map(|widget| widget.id)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="pieces" node_ref=list aria-label="Widgets, in their order">
            <For each=live(move || ids.get()) key=|id| *id children=move |id| view! { <WidgetEditor state id drag /> } />
        </ol>
    }
}

#[component]
fn WidgetEditor(state: ConfiguratorState, id: u32, drag: Drag) -> impl IntoView {
    // What the card is made for; all else of the widget is the fields' own.
    let made_for = Memo::new(move |_| {
        state.draft(|draft| {
            let widget = draft.widget(id)?;
            Some((widget.key.clone(), widget.kind()))
        })
    });
    let title = Memo::new(move |_| {
        state.draft(|draft| {
            draft
                .widget(id)
                .map(crate::studio::draft::WidgetDraft::title)
                .unwrap_or_default()
        })
    });
    let name = move || title.get();
    let index_of = move || state.draft(|draft| draft.index_of(id)).unwrap_or_default();
    let count = move || state.draft(|draft| draft.widgets.len());
    let is_last = move || index_of() + 1 == count();
    let move_to = move |to: usize| move_to(state, id, to);
    let errors = Memo::new(move |_| state.problems(Some(id)));
    let elsewhere = move || {
        let errors = errors.read();
        let own = errors.iter().filter(|problem| problem.field().is_none());
        own.map(|problem| view! { <p class="wrong">{problem.to_string()}</p> })
            .collect::<Vec<_>>()
    };
    let unknown_options = move || {
        let names = state.draft(|draft| {
            draft
                .widget(id)
                .map(|widget| widget.options.unknown_options(options::WIDGET))
                .unwrap_or_default()
        });
        names.into_iter().map(|name| {
            let own = name.clone();
            let drop = move |_| state.edit(|draft| draft.set(Some(id), &own, None));
            view! { <button type="button" class="small" on:click=click(drop)>{format!("Take “{name}” out")}</button> }
        }).collect::<Vec<_>>()
    };
    let fields = move || {
        let (key, kind) = made_for.get()?;
        let groups: Vec<_> = GROUPS
            .iter()
            .map(|(heading, specs)| {
                let fields: Vec<_> = specs
                    .iter()
                    .filter(|spec| form::applies(spec, &key, kind))
                    .map(|spec| view! { <Field state widget=Some(id) spec kind /> })
                    .collect();
                view! { <fieldset><legend>{*heading}</legend>{fields}</fieldset> }
            })
            .collect();
        Some(groups)
    };
    let hold = move |event: PointerEvent| {
        drag.held.set(Some(id));
        event.prevent_default();
    };
    let is_open = move || state.expanded_widget.get() == Some(id);
    let body = NodeRef::<Div>::new();
    view! {
        <li class="card piece" data-id=id class:held=move || drag.held.get() == Some(id)>
            <div class="head">
                <span class="handle" aria-hidden="true" title="Drag to reorder" on:pointerdown=hold>"⠿"</span>
                <button type="button" class="name" aria-expanded=live(move || if is_open() { "true" } else { "false" })
                    on:click=click(move |_| state.expanded_widget.update(|expanded_widget| *expanded_widget = (*expanded_widget != Some(id)).then_some(id)))>
                    <span>{name}</span>
                    <small>{live(move || made_for.get().map(|(key, kind)| match kind {
                        Some(kind) => format!("{key} · {}", kind.name()),
                        None => key,
                    }))}</small>
                    {parts(move || (!errors.read().is_empty()).then(|| view! { <small class="wrong">"needs a change"</small> }))}
                </button>
                <span class="buttons">
                    <button type="button" class="small" aria-label=live(move || format!("Move {} up", name())) disabled=live(move || index_of() == 0)
                        on:click=click(move |_| move_to(untrack(index_of).saturating_sub(1)))>"↑"</button>
                    <button type="button" class="small" aria-label=live(move || format!("Move {} down", name())) disabled=is_last
                        on:click=click(move |_| move_to(untrack(index_of) + 1))>"↓"</button>
                    <button type="button" class="small twice" aria-label=live(move || format!("Duplicate {}", name()))
                        on:click=click(move |_| { state.edit(|draft| { draft.duplicate(id); }); state.announce(format!("{} duplicated", untrack(name))); })></button>
                    <button type="button" class="small" aria-label=live(move || format!("Remove {}", name()))
                        on:click=click(move |_| { state.announce(format!("{} removed; Undo brings it back", untrack(name))); state.edit(|draft| draft.remove(id)); })>"✕"</button>
                </span>
            </div>
            {parts(elsewhere)}
            {parts(unknown_options)}
            {parts(move || is_open().then(|| view! { <div class="body" node_ref=body>{fields}</div> }))}
        </li>
    }
}

/// Puts a widget at another place, and says where it is now.
fn move_to(state: ConfiguratorState, id: u32, to: usize) {
    state.edit(|draft| draft.move_to(id, to));
    let words = state.draft_untracked(|draft| {
        let (place, title) = (draft.index_of(id)? + 1, draft.widget(id)?.title());
        Some(format!(
            "{title} is now number {place} of {}",
            draft.widgets.len()
        ))
    });
    state.announce(words.unwrap_or_default());
}

/// A card that is dragged by its handle to another place in the list.
#[derive(Clone, Copy)]
struct Drag {
    list: NodeRef<Ol>,
    held: RwSignal<Option<u32>>,
}

impl Drag {
    /// Puts the card behind all others whose middle lies above the pointer.
    fn over(self, state: ConfiguratorState, event: &PointerEvent) {
        let (Some(list), Some(id)) = (self.list.get_untracked(), self.held.get_untracked()) else {
            return;
        };
        let here = state.draft_untracked(|draft| draft.index_of(id));
        let cards = list.children();
        let y = f64::from(event.client_y());
        let above = (0..cards.length())
            .filter(|at| usize::try_from(*at).ok() != here)
            .filter_map(|at| cards.item(at))
            .filter(|card| {
                let card = card.get_bounding_client_rect();
                card.y() + card.height() / 2.0 < y
            });
        let to = above.count();
        if here != Some(to) {
            move_to(state, id, to);
        }
    }
}
