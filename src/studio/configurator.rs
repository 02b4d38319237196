//! The configurator: the page that makes an address.
//!
//! It holds one value, a draft of the address, with its history. The form edits
//! the draft; the preview and the address are derived from it by the overlay's
//! own parser, so form and overlay cannot disagree.

mod address;
mod catalogue;
mod connection;
mod controls;
mod credential;
mod field;
mod field_binding;
mod output;
mod page_options;
mod presets;
mod preview;
mod state;
mod widget_editor;
mod widget_list;

use crate::browser::{element, storage};
use crate::config::credential::Credential;
use crate::studio::draft::Draft;
pub use field::Field;
pub use state::ConfiguratorState;

use address::Address;
use catalogue::Catalogue;
use connection::Connection;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use page_options::PageOptions;
use presets::Presets;
use preview::Preview;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use widget_list::WidgetList;

/// The storage key of the draft between visits. It never contains a credential.
const SAVED_DRAFT: &str = "draft";

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
    if let Some(root) = element::root() {
        element::set_if_changed(&root, "data-page", Some("configurator"));
    }
    Effect::new(move |_| state.draft(|draft| storage::write(SAVED_DRAFT, &draft.to_query())));
    let keys = window_event_listener(keydown, move |event| undo_by_keyboard(state, &event));
    on_cleanup(move || keys.remove());
    view! {
        <Header />
        <main class="configurator">
            <div class="editor">
                <Presets />
                <Connection />
                <section aria-labelledby="widgets">
                    <h2 id="widgets">"Widgets"</h2>
                    <WidgetList />
                    <Catalogue />
                </section>
                <PageOptions />
            </div>
            <div class="output">
                <Preview />
                <Address />
            </div>
        </main>
        <p class="visually-hidden" role="status">
            {state.announcement}
        </p>
    }
}

/// The draft in the page's own query, or else the one of the last visit.
fn first_draft(query: &str) -> Draft {
    let own = Draft::from_query(query);
    if own != Draft::default() {
        return own;
    }
    storage::read(SAVED_DRAFT).map_or(own, |saved| Draft::from_query(&saved))
}

/// The name of the page, and undo and redo.
#[component]
fn Header() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    view! {
        <header class="top">
            <div>
                <h1>"Session Overlay"</h1>
                <p>
                    "Show goals, latest followers, top tippers and recent events \
                     of your StreamElements session in OBS."
                </p>
            </div>
            <div class="buttons">
                <button
                    type="button"
                    disabled=move || !state.history.read().can_undo()
                    on:click=move |_| state.undo()
                >
                    "Undo"
                </button>
                <button
                    type="button"
                    disabled=move || !state.history.read().can_redo()
                    on:click=move |_| state.redo()
                >
                    "Redo"
                </button>
            </div>
        </header>
    }
}

/// Ctrl+Z undoes; Ctrl+Shift+Z and Ctrl+Y redo. On macOS the key is ⌘.
fn undo_by_keyboard(state: ConfiguratorState, event: &KeyboardEvent) {
    // Text fields have the browser's own undo.
    if !(event.ctrl_key() || event.meta_key()) || is_in_text_field(event) {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => state.undo(),
        ("z", true) | ("y", _) => state.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Whether the focus is in a field for typing.
fn is_in_text_field(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let kind = element.get_attribute("type").unwrap_or_default();
    let is_text = !matches!(kind.as_str(), "checkbox" | "color" | "range");
    element.tag_name() == "TEXTAREA" || (element.tag_name() == "INPUT" && is_text)
}
