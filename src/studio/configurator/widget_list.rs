//! The widgets of the draft: added, ordered, copied, removed, and their options.

use super::Studio;
use super::field::Field;
use crate::options;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::form::{self, GROUPS};
use leptos::ev::PointerEvent;
use leptos::html::{Div, Ol};
use leptos::prelude::*;

/// What can be added, with a search.
#[component]
pub(super) fn Catalogue(studio: Studio) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let add = move |key: &str, title: &str| {
        let mut id = 0;
        studio.edit(|draft| id = draft.add(key));
        studio.opened.set(Some(id));
        studio.say(format!("{title} added"));
    };
    let found = move || {
        let groups = form::find_widgets(&search.read());
        let own = search.get().trim().to_owned();
        let is_key = !own.is_empty()
            && own
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if groups.is_empty() && is_key {
            let key = own.clone();
            return view! {
                <p class="help">"Nothing is called that. If your session has an entry of this name, it can be shown all the same."</p>
                <button type="button" on:click=click(move |_| add(&key, &key))>{format!("Add “{own}”")}</button>
            }
            .into_any();
        }
        if groups.is_empty() {
            return view! { <p class="help">"Nothing is called that. Try a single word, such as tip or follower."</p> }.into_any();
        }
        let groups: Vec<_> = groups
            .into_iter()
            .map(|(heading, list)| {
                let buttons: Vec<_> = list
                    .into_iter()
                    .map(|(key, title)| view! { <li><button type="button" data-key=key on:click=click(move |_| add(key, title))>{title}</button></li> })
                    .collect();
                view! { <h3>{heading}</h3><ul class="keys">{buttons}</ul> }
            })
            .collect();
        groups.into_any()
    };
    view! {
        <details class="card catalogue" open=live(move || studio.history.with(|history| history.now().pieces.is_empty()))>
            <summary><h2>"Add a widget"</h2></summary>
            <div class="field">
                <label for="search">"Search"</label>
                <input type="search" id="search" autocomplete="off" placeholder="tip, follower, goal…"
                    on:input=entry(move |event| search.set(event_target_value(&event))) />
            </div>
            <div class="found" tabindex="0" role="region" aria-label="Widgets to add">{parts(found)}</div>
        </details>
    }
}

/// The widgets, in their order.
#[component]
pub(super) fn Pieces(studio: Studio) -> impl IntoView {
    let list = NodeRef::<Ol>::new();
    let drag = Drag {
        list,
        held: RwSignal::new(None),
    };
    // A card that moves in the document loses what was captured, so the page
    // listens.
    let moved = window_event_listener(leptos::ev::pointermove, move |event| {
        drag.over(studio, &event);
    });
    let released = window_event_listener(leptos::ev::pointerup, move |_| drag.held.set(None));
    on_cleanup(move || {
        moved.remove();
        released.remove();
    });
    let ids = Memo::new(move |_| {
        studio.history.with(|history| {
            history
                .now()
                .pieces
                .iter()
                .map(|piece| piece.id)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="pieces" node_ref=list aria-label="Widgets, in their order">
            <For each=live(move || ids.get()) key=|id| *id children=move |id| view! { <PieceCard studio id drag /> } />
        </ol>
    }
}

#[component]
fn PieceCard(studio: Studio, id: u32, drag: Drag) -> impl IntoView {
    // What the card is made for; all else of the widget is the fields' own.
    let made_for = Memo::new(move |_| {
        studio.history.with(|history| {
            let piece = history.now().piece(id)?;
            Some((piece.key.clone(), piece.kind()))
        })
    });
    let title = Memo::new(move |_| {
        studio.history.with(|history| {
            history
                .now()
                .piece(id)
                .map(crate::studio::draft::WidgetDraft::title)
                .unwrap_or_default()
        })
    });
    let name = move || title.get();
    let place = move || {
        studio
            .history
            .with(|history| history.now().place(id))
            .unwrap_or_default()
    };
    let count = move || studio.history.with(|history| history.now().pieces.len());
    let is_last = move || place() + 1 == count();
    let move_to = move |to: usize| move_to(studio, id, to);
    let troubles = Memo::new(move |_| studio.problems(Some(id)));
    let elsewhere = move || {
        let troubles = troubles.read();
        let own = troubles.iter().filter(|problem| problem.field().is_none());
        own.map(|problem| view! { <p class="wrong">{problem.to_string()}</p> })
            .collect::<Vec<_>>()
    };
    let strangers = move || {
        let names = studio.history.with(|history| {
            history
                .now()
                .piece(id)
                .map(|piece| piece.options.strangers(options::WIDGET))
                .unwrap_or_default()
        });
        names.into_iter().map(|name| {
            let own = name.clone();
            let drop = move |_| studio.edit(|draft| draft.set(Some(id), &own, None));
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
                    .map(|spec| view! { <Field studio piece=Some(id) spec kind /> })
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
    let is_open = move || studio.opened.get() == Some(id);
    let body = NodeRef::<Div>::new();
    view! {
        <li class="card piece" data-id=id class:held=move || drag.held.get() == Some(id)>
            <div class="head">
                <span class="handle" aria-hidden="true" title="Drag to reorder" on:pointerdown=hold>"⠿"</span>
                <button type="button" class="name" aria-expanded=live(move || if is_open() { "true" } else { "false" })
                    on:click=click(move |_| studio.opened.update(|opened| *opened = (*opened != Some(id)).then_some(id)))>
                    <span>{name}</span>
                    <small>{live(move || made_for.get().map(|(key, kind)| match kind {
                        Some(kind) => format!("{key} · {}", kind.name()),
                        None => key,
                    }))}</small>
                    {parts(move || (!troubles.read().is_empty()).then(|| view! { <small class="wrong">"needs a change"</small> }))}
                </button>
                <span class="buttons">
                    <button type="button" class="small" aria-label=live(move || format!("Move {} up", name())) disabled=live(move || place() == 0)
                        on:click=click(move |_| move_to(untrack(place).saturating_sub(1)))>"↑"</button>
                    <button type="button" class="small" aria-label=live(move || format!("Move {} down", name())) disabled=is_last
                        on:click=click(move |_| move_to(untrack(place) + 1))>"↓"</button>
                    <button type="button" class="small twice" aria-label=live(move || format!("Duplicate {}", name()))
                        on:click=click(move |_| { studio.edit(|draft| { draft.duplicate(id); }); studio.say(format!("{} duplicated", untrack(name))); })></button>
                    <button type="button" class="small" aria-label=live(move || format!("Remove {}", name()))
                        on:click=click(move |_| { studio.say(format!("{} removed; Undo brings it back", untrack(name))); studio.edit(|draft| draft.remove(id)); })>"✕"</button>
                </span>
            </div>
            {parts(elsewhere)}
            {parts(strangers)}
            {parts(move || is_open().then(|| view! { <div class="body" node_ref=body>{fields}</div> }))}
        </li>
    }
}

/// Puts a widget at another place, and says where it is now.
fn move_to(studio: Studio, id: u32, to: usize) {
    studio.edit(|draft| draft.put(id, to));
    let words = studio.history.with_untracked(|history| {
        let draft = history.now();
        let (place, title) = (draft.place(id)? + 1, draft.piece(id)?.title());
        Some(format!(
            "{title} is now number {place} of {}",
            draft.pieces.len()
        ))
    });
    studio.say(words.unwrap_or_default());
}

/// A card that is dragged by its handle to another place in the list.
#[derive(Clone, Copy)]
struct Drag {
    list: NodeRef<Ol>,
    held: RwSignal<Option<u32>>,
}

impl Drag {
    /// Puts the card behind all others whose middle lies above the pointer.
    fn over(self, studio: Studio, event: &PointerEvent) {
        let (Some(list), Some(id)) = (self.list.get_untracked(), self.held.get_untracked()) else {
            return;
        };
        let here = studio
            .history
            .with_untracked(|history| history.now().place(id));
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
            move_to(studio, id, to);
        }
    }
}
