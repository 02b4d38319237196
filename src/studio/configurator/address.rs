//! The overlay's address: shown, copied, dragged into OBS, and imported.

use super::state::ConfiguratorState;
use crate::browser::{clipboard, js_number};
use crate::studio::bind::{click, entry, live};
use leptos::ev::FocusEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlInputElement};

/// How long the credential is shown.
const REVEAL_TIME: Duration = Duration::from_secs(10);
const HIDDEN: &str = "••••••••";

/// The address, and what can be done with it.
#[component]
pub(super) fn Address(state: ConfiguratorState) -> impl IntoView {
    let is_revealed = RwSignal::new(false);
    let size = move || {
        let (width, height) = state.source_size();
        let (width, height) = (js_number(width), js_number(height));
        format!("Dragged into OBS, it becomes a source of {width} × {height} pixels.")
    };
    view! {
        <section class="card address" aria-labelledby="address-title">
            <h2 id="address-title">"Address for OBS"</h2>
            <label class="visually-hidden" for="address">"Address"</label>
            <input
                type="text"
                id="address"
                readonly
                prop:value=live(move || shown_address(state, is_revealed.get()))
                on:focus=select_all
            />
            <NextStep state />
            <AddressActions state is_revealed />
            <p class="help">{live(size)}</p>
            <ImportAddress state />
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

fn select_all(event: FocusEvent) {
    let target = event.target();
    if let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        input.select();
    }
}

/// What the address still needs; nothing if it is complete.
#[component]
fn NextStep(state: ConfiguratorState) -> impl IntoView {
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
fn AddressActions(state: ConfiguratorState, is_revealed: RwSignal<bool>) -> impl IntoView {
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
        let address = untrack(|| state.address());
        spawn_local_scoped(async move {
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
        let address = untrack(|| state.address());
        spawn_local_scoped(async move {
            let message = state.save_offline_copy().await;
            outcome.try_set((address, message));
        });
    };
    let drag = move |event: DragEvent| {
        let address = untrack(|| state.address_to_drag());
        clipboard::set_drag_data(
            &event,
            &[("text/uri-list", &address), ("text/plain", &address)],
        );
    };
    view! {
        <div class="buttons">
            <button type="button" class="main" on:click=click(copy)>"Copy"</button>
            <RevealButton state is_revealed />
            <button type="button" on:click=click(save)>"Save as file"</button>
            <span class="button drag" draggable="true" on:dragstart=drag>"Drag into OBS"</span>
            <AddressLink label="Open without token" address=move || state.public_address() />
            <AddressLink label="Open dock" address=move || state.dock_address() />
        </div>
        <p role="status" class="success">{live(message)}</p>
    }
}

/// A button that shows the credential for a while.
#[component]
fn RevealButton(state: ConfiguratorState, is_revealed: RwSignal<bool>) -> impl IntoView {
    let timeout = StoredValue::new(None::<TimeoutHandle>);
    let reveal = move |_| {
        is_revealed.set(true);
        state.announce("The token is shown for 10 seconds".to_owned());
        let hide = move || {
            is_revealed.try_set(false);
        };
        if let Some(earlier) = timeout.get_value() {
            earlier.clear();
        }
        timeout.set_value(set_timeout_with_handle(hide, REVEAL_TIME).ok());
    };
    view! {
        <button
            type="button"
            disabled=live(move || state.fragment().is_empty())
            on:click=click(reveal)
        >
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
        <a class="button" target="_blank" rel="noopener" href=live(address)>{label}</a>
    }
}

/// A field that imports an existing address.
#[component]
fn ImportAddress(state: ConfiguratorState) -> impl IntoView {
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
        if let Some(input) = input.get_untracked() {
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
        <div
            class="field import"
            on:dragover=|event| event.prevent_default()
            on:drop=drop_text
        >
            <label for="import">"Paste or drop an address to edit it"</label>
            <input
                type="text"
                id="import"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                on:input=entry(move |event| import(&event_target_value(&event)))
            />
            <p class="help" role="status">{live(move || message.get())}</p>
        </div>
    }
}
