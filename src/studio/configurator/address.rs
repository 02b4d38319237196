//! The overlay's address: shown, copied, dragged into OBS, and imported.

use super::state::ConfiguratorState;
use crate::browser::{clipboard, js_number};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use web_sys::DragEvent;

/// How long the credential is shown.
const REVEAL_TIME: Duration = Duration::from_secs(10);
const HIDDEN: &str = "••••••••";

/// The address, and what can be done with it.
#[component]
pub(super) fn Address() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let is_revealed = RwSignal::new(false);
    let size = move || {
        let (width, height) = state.source_size();
        let (width, height) = (js_number(width), js_number(height));
        format!("Dragged into OBS, it becomes a source of {width} × {height} pixels.")
    };
    view! {
        <section class="card address" aria-labelledby="address-title">
            <h2 id="address-title">"Address for OBS"</h2>
            <label class="visually-hidden" for="address">
                "Address"
            </label>
            <input
                type="text"
                id="address"
                readonly
                prop:value=move || shown_address(state, is_revealed.get())
                on:focus:target=|event| event.target().select()
            />
            <NextStep />
            <AddressActions is_revealed />
            <p class="help">{size}</p>
            <ImportAddress />
        </section>
    }
}

/// The address, its credential hidden unless it is revealed.
fn shown_address(state: ConfiguratorState, is_revealed: bool) -> String {
    let fragment = state.fragment();
    match fragment.split_once('=') {
        Some((name, _)) if !is_revealed => {
            [&state.public_address(), "#", name, "=", HIDDEN].concat()
        }
        _ => state.address(),
    }
}

/// What the address still needs; nothing if it is complete.
#[component]
fn NextStep() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let step = move || {
        let errors = state.errors.read();
        if state.draft(|draft| draft.widgets.is_empty()) {
            Some("There are no widgets yet. Start with a preset or add a widget.")
        } else if !errors.page.is_empty() || errors.widgets.iter().any(|errors| !errors.is_empty())
        {
            Some("Some options have problems. They are marked in the form.")
        } else if state.is_demo() {
            None
        } else if state.channel.read().is_none() {
            Some("Enter your channel. Until then the overlay shows a message instead of widgets.")
        } else if state.credential.read().is_none() {
            Some(
                "Enter your overlay token. Until then the overlay shows a message instead of \
                 widgets.",
            )
        } else {
            None
        }
    };
    move || step().map(|step| view! { <p class="warning">{step}</p> })
}

/// Copy, reveal, save and open the address.
#[component]
fn AddressActions(is_revealed: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    // An address, and a message about it.
    let outcome = RwSignal::new((String::new(), ""));
    let message = move || {
        let (address, message) = outcome.get();
        if address == state.address() {
            message
        } else {
            ""
        }
    };
    let copy = move |_| {
        let address = state.address();
        spawn_local(async move {
            let message = if clipboard::copy(&address).await {
                "Copied. In OBS, add a Browser source and paste the address as its URL."
            } else {
                "This browser does not allow copying. Show the token, select the address and \
                 copy it yourself."
            };
            outcome.try_set((address, message));
        });
    };
    let save = move |_| {
        let address = state.address();
        spawn_local(async move {
            let message = state.save_offline_copy().await;
            outcome.try_set((address, message));
        });
    };
    let drag = move |event: DragEvent| {
        let address = state.address_to_drag();
        clipboard::set_drag_data(
            &event,
            &[("text/uri-list", &address), ("text/plain", &address)],
        );
    };
    view! {
        <div class="buttons">
            <button type="button" class="main" on:click=copy>
                "Copy"
            </button>
            <RevealButton is_revealed />
            <button type="button" on:click=save>
                "Save as file"
            </button>
            <span class="button drag" draggable="true" on:dragstart=drag>
                "Drag into OBS"
            </span>
            <AddressLink label="Open without token" address=move || state.public_address() />
            <AddressLink label="Open dock" address=move || state.dock_address() />
        </div>
        <p role="status" class="success">
            {message}
        </p>
    }
}

/// A button that shows the credential for a while.
#[component]
fn RevealButton(is_revealed: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let mut hide = debounce(REVEAL_TIME, move |()| is_revealed.set(false));
    let reveal = move |_| {
        is_revealed.set(true);
        state.announce("The token is shown for 10 seconds".to_owned());
        hide(());
    };
    view! {
        <button type="button" disabled=move || state.fragment().is_empty() on:click=reveal>
            "Show token for 10 s"
        </button>
    }
}

/// A link that opens an address in a new tab.
#[component]
fn AddressLink(
    label: &'static str,
    address: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <a class="button" target="_blank" rel="noopener" href=address>
            {label}
        </a>
    }
}

/// A field that imports an existing address.
#[component]
fn ImportAddress() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let input = NodeRef::<Input>::new();
    let message = RwSignal::new("");
    let import = move |text: &str| {
        if text.trim().is_empty() {
            return;
        }
        message.set(if state.import_address(text) {
            "Address imported. Undo restores the previous one."
        } else {
            "This address has no widget. The address of an overlay contains widget=."
        });
        // The text may contain a token, so it does not stay.
        if let Some(input) = input.get() {
            input.set_value("");
        }
    };
    let drop_text = move |event: DragEvent| {
        event.prevent_default();
        if let Some(text) = clipboard::drop_text(&event) {
            import(&text);
        }
    };
    view! {
        <div class="field import" on:dragover=|event| event.prevent_default() on:drop=drop_text>
            <label for="import">"Paste or drop an address to edit it"</label>
            <input
                type="text"
                id="import"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                on:input:target=move |event| import(&event.target().value())
            />
            <p class="help" role="status">
                {message}
            </p>
        </div>
    }
}
