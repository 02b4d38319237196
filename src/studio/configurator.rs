//! The configurator: the page that makes an address.
//!
//! It holds one value, a draft of the address, with its history. The form edits
//! the draft; the preview and the address are derived from it by the overlay's
//! own parser, so form and overlay cannot disagree.

mod canvas;
mod channel_field;
mod connect;
mod connection;
mod controls;
mod dialog;
mod drag;
mod field;
mod field_binding;
mod gallery;
mod inspector;
mod output;
mod output_bar;
mod paste;
mod presets;
mod state;
mod widget_list;

pub use field::Field;
pub use state::ConfiguratorState;

use crate::browser::{clipboard, element, storage};
use crate::config::credential::Credential;
use crate::studio::draft::{Draft, History};
use crate::studio::icon::{Icon, lucide};
use crate::studio::presets::STARTER;
use canvas::Canvas;
use connect::Connect;
use connection::Connection;
use gallery::Gallery;
use icondata_core::IconData;
use inspector::Inspector;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use output_bar::OutputBar;
use presets::Presets;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement};
use widget_list::WidgetList;

/// The storage keys of the draft between visits, and of the size of its source. The draft
/// never contains a credential.
const SAVED_DRAFT: &str = "draft";
const SAVED_SIZE: &str = "source-size";

/// The page on which an address is made.
#[component]
pub fn Configurator(
    /// The page's own query, without `?`. Its options are the first draft.
    query: String,
    /// The page's own fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    let state = ConfiguratorState::new(first_draft(&query), Credential::from_fragment(&fragment));
    provide_context(state);
    provide_context(Connection::new(state));
    if let Some(root) = element::root() {
        element::set_if_changed(&root, "data-page", Some("configurator"));
    }
    Effect::new(move |_| {
        let (width, height) = state.draft(|draft| {
            storage::write(SAVED_DRAFT, &draft.to_query());
            draft.size
        });
        storage::write(SAVED_SIZE, &format!("{width}x{height}"));
    });
    listen(state);
    let gallery = RwSignal::new(false);
    let presets = RwSignal::new(false);
    view! {
        <Header presets />
        <main class="configurator">
            <div class="side">
                <Connect />
                <WidgetList gallery />
            </div>
            <Canvas gallery />
            <Inspector />
        </main>
        <OutputBar gallery />
        <Gallery open=gallery />
        <Presets open=presets />
        <p class="visually-hidden" role="status">
            {state.announcement}
        </p>
    }
}

/// The draft in the page's own query, or else the one of the last visit, or else a finished
/// overlay. Page options of the query count in any case.
fn first_draft(query: &str) -> Draft {
    let own = Draft::from_query(query);
    if !own.widgets.is_empty() {
        return own;
    }
    let saved = storage::read(SAVED_DRAFT).map(|saved| Draft::from_query(&saved));
    let saved = saved.filter(|saved| !saved.widgets.is_empty());
    let (starter, starter_size) = STARTER;
    let size = match &saved {
        Some(_) => storage::read(SAVED_SIZE).and_then(|size| {
            let (width, height) = size.split_once('x')?;
            Some((width.parse().ok()?, height.parse().ok()?))
        }),
        None => Some(starter_size),
    };
    let mut draft = saved.unwrap_or_else(|| Draft::from_query(starter));
    draft.size = size.unwrap_or(draft.size);
    draft.page.set_all(&own.page);
    draft
}

/// The name of the page, the presets, undo and redo, and the dock.
#[component]
fn Header(presets: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    view! {
        <header class="top">
            <h1>
                <span class="logo" aria-hidden="true"></span>
                "Session Overlay"
            </h1>
            <div class="buttons">
                <button type="button" class="plain" on:click=move |_| presets.set(true)>
                    <Icon icon=lucide::LuLayoutTemplate />
                    <span>"Presets"</span>
                </button>
                <StepButton
                    icon=lucide::LuUndo2
                    label="Undo"
                    can_run=History::can_undo
                    run=ConfiguratorState::undo
                />
                <StepButton
                    icon=lucide::LuRedo2
                    label="Redo"
                    can_run=History::can_redo
                    run=ConfiguratorState::redo
                />
                <a
                    class="button plain"
                    target="_blank"
                    rel="noopener"
                    href=move || state.dock_address()
                >
                    <Icon icon=lucide::LuSlidersHorizontal />
                    <span>"Dock"</span>
                </a>
            </div>
        </header>
    }
}

/// A button that moves in the history.
#[component]
fn StepButton(
    icon: &'static IconData,
    label: &'static str,
    can_run: fn(&History) -> bool,
    run: fn(ConfiguratorState),
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    view! {
        <button
            type="button"
            class="plain"
            disabled=move || !state.history.with(can_run)
            on:click=move |_| run(state)
        >
            <Icon icon />
            <span>{label}</span>
        </button>
    }
}

/// Undo by keyboard, and a credential or an address that is pasted or dropped anywhere.
fn listen(state: ConfiguratorState) {
    let keys = window_event_listener(ev::keydown, move |event| undo_by_keyboard(state, &event));
    let pasted = window_event_listener(ev::paste, move |event| {
        if !is_in_text_field(event.target())
            && let Some(text) = clipboard::pasted_text(&event)
        {
            state.announce(paste::paste(state, &text).to_owned());
        }
    });
    // Otherwise the browser would open a dropped address.
    let over = window_event_listener(ev::dragover, move |event| {
        if !is_in_text_field(event.target()) {
            event.prevent_default();
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        if is_in_text_field(event.target()) {
            return;
        }
        event.prevent_default();
        if let Some(text) = clipboard::drop_text(&event) {
            state.announce(paste::paste(state, &text).to_owned());
        }
    });
    on_cleanup(move || {
        keys.remove();
        pasted.remove();
        over.remove();
        dropped.remove();
    });
}

/// Ctrl+Z undoes; Ctrl+Shift+Z and Ctrl+Y redo. On macOS the key is ⌘.
fn undo_by_keyboard(state: ConfiguratorState, event: &KeyboardEvent) {
    // Text fields have the browser's own undo.
    if !(event.ctrl_key() || event.meta_key()) || is_in_text_field(event.target()) {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => state.undo(),
        ("z", true) | ("y", _) => state.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Whether an element is a field for typing.
fn is_in_text_field(target: Option<EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let kind = element.get_attribute("type").unwrap_or_default();
    let is_text = !matches!(kind.as_str(), "checkbox" | "color" | "range");
    element.tag_name() == "TEXTAREA" || (element.tag_name() == "INPUT" && is_text)
}
