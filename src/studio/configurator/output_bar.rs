//! The bar that is always in sight: the address, and the ways from it into OBS.

use super::state::ConfiguratorState;
use crate::browser::{clipboard, js_number};
use crate::studio::draft::Scope;
use crate::studio::icon::{Icon, lucide};
use crate::studio::next_step::NextStep;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlElement};

/// How long the address is shown.
const REVEAL_TIME: Duration = Duration::from_secs(10);
const HIDDEN: &str = "••••••••";

/// The address, and what can be done with it.
#[component]
pub(super) fn OutputBar(
    /// Whether the gallery is open.
    gallery: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <section class="output-bar" aria-label="Address for OBS">
            <div class="output-state">
                <Readiness gallery />
                <AddressField />
            </div>
            <AddressActions />
            <ThreeSteps />
        </section>
    }
}

/// The one thing that is missing, which leads there, or that nothing is.
#[component]
fn Readiness(gallery: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let next = Memo::new(move |_| {
        let has_credential = state.credential.read().is_some();
        let errors = state.errors.read();
        state.draft(|draft| NextStep::new(draft, &errors, has_credential))
    });
    let lead = move |_| match next.get() {
        Some(NextStep::AddWidget) => gallery.set(true),
        Some(NextStep::Mend(scope)) => {
            state.selected.set(match scope {
                Scope::Widget(id) => Some(id),
                Scope::Page | Scope::AllWidgets => None,
            });
            let selector = match scope {
                Scope::Widget(_) => "[aria-invalid=true]",
                Scope::Page | Scope::AllWidgets => {
                    "[aria-invalid=true], [data-option=theme] button"
                }
            };
            // Its fields are not there yet.
            request_animation_frame(move || focus(selector));
        }
        Some(NextStep::EnterCredential) => focus("#credential"),
        Some(NextStep::EnterChannel) => focus("#channel"),
        None => {}
    };
    let view = move || match next.get() {
        Some(step) => view! {
            <button type="button" class="plain next-step" on:click=lead>
                <Icon icon=lucide::LuTriangleAlert />
                {step.message()}
            </button>
        }
        .into_any(),
        None => view! {
            <span class="success">
                <Icon icon=lucide::LuCircleCheck />
                "Ready for OBS"
            </span>
        }
        .into_any(),
    };
    view! {
        <p class="readiness" role="status">
            {view}
        </p>
    }
}

/// Focuses the first element that a selector finds.
fn focus(selector: &str) {
    let found = document().query_selector(selector);
    if let Some(element) = found.ok().flatten()
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// The address, hidden by dots until it is asked for.
#[component]
fn AddressField() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let is_revealed = RwSignal::new(false);
    let mut hide = debounce(REVEAL_TIME, move |()| is_revealed.set(false));
    let toggle = move |_| {
        is_revealed.update(|is_revealed| *is_revealed ^= true);
        if is_revealed.get_untracked() {
            state.announce("The address is shown for 10 seconds".to_owned());
            hide(());
        }
    };
    let icon = move || {
        let icon = if is_revealed.get() {
            lucide::LuEyeOff
        } else {
            lucide::LuEye
        };
        view! { <Icon icon /> }
    };
    let label = move || {
        if is_revealed.get() {
            "Hide the address"
        } else {
            "Show the address for 10 s"
        }
    };
    view! {
        <div class="pair address">
            <label class="visually-hidden" for="address">
                "Address"
            </label>
            <input
                type=move || if is_revealed.get() { "text" } else { "password" }
                id="address"
                autocomplete="off"
                readonly
                prop:value=move || shown_address(state, is_revealed.get())
                on:focus:target=|event| event.target().select()
            />
            <button type="button" class="plain square" aria-label=label title=label on:click=toggle>
                {icon}
            </button>
        </div>
    }
}

/// The address, its credential replaced unless it is revealed.
fn shown_address(state: ConfiguratorState, is_revealed: bool) -> String {
    let fragment = state.fragment();
    match fragment.split_once('=') {
        Some((name, _)) if !is_revealed => {
            [&state.public_address(), "#", name, "=", HIDDEN].concat()
        }
        _ => state.address(),
    }
}

/// Copy, drag, save and open the address.
#[component]
fn AddressActions() -> impl IntoView {
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
                "This browser does not allow copying. Show the address, select it and copy it \
                 yourself."
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
    let size = move || {
        let (width, height) = state.source_size();
        let (width, height) = (js_number(width), js_number(height));
        format!("It becomes a source of {width} × {height} pixels")
    };
    view! {
        <div class="output-actions">
            <div class="buttons">
                <button type="button" class="main" on:click=copy>
                    <Icon icon=lucide::LuCopy />
                    "Copy address"
                </button>
                <span class="button drag" draggable="true" title=size on:dragstart=drag>
                    <Icon icon=lucide::LuMove />
                    "Drag into OBS"
                </span>
                <button type="button" on:click=save>
                    <Icon icon=lucide::LuDownload />
                    "Save as one file"
                </button>
                <a
                    class="button"
                    target="_blank"
                    rel="noopener"
                    title="In a new tab, without your token"
                    href=move || state.address_to_open()
                >
                    <Icon icon=lucide::LuExternalLink />
                    "Open"
                </a>
            </div>
            <p role="status" class="success outcome">
                {message}
            </p>
        </div>
    }
}

/// How the address gets into OBS.
#[component]
fn ThreeSteps() -> impl IntoView {
    let step = |icon, text: &'static str| {
        view! {
            <li>
                <span class="step-picture">
                    <Icon icon />
                </span>
                {text}
            </li>
        }
    };
    view! {
        <ol class="steps" aria-label="Into OBS in three steps">
            {step(lucide::LuCopy, "Copy the address here")}
            {step(lucide::LuCirclePlus, "In OBS: Sources, +, Browser")}
            {step(lucide::LuClipboardPaste, "Paste it as the URL")}
        </ol>
    }
}
