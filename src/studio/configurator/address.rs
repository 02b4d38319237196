//! The address that is made: shown, copied, dragged into OBS, and taken in.

use super::state::ConfiguratorState;
use crate::browser::{clipboard, files, js_number, location};
use crate::config::query::Query;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::draft::Draft;
use crate::studio::offline_copy;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::DragEvent;

/// For so long a credential is shown.
const REVEALED: Duration = Duration::from_secs(10);
const DOTS: &str = "••••••••";

impl ConfiguratorState {
    /// The address up to its `#`, with what OBS reads when it is dragged there.
    fn before(self, for_drag: bool) -> String {
        let mut query = self.draft(Draft::to_query);
        if for_drag {
            let (width, height) = self.source_size();
            let name = self.draft(|draft| {
                draft.widgets.first().map_or_else(
                    || "Session Overlay".to_owned(),
                    crate::studio::draft::WidgetDraft::title,
                )
            });
            let layer = [
                ("layer-name", name),
                ("layer-width", js_number(width)),
                ("layer-height", js_number(height)),
            ];
            let layer = Query(layer.map(|(name, value)| (name.to_owned(), value)).to_vec()).write();
            query = [query.as_str(), &layer]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("&");
        }
        [&location::base_url(), "?", &query].concat()
    }

    /// The whole address, its credential in it unless that is kept.
    fn address(self, for_drag: bool) -> String {
        let fragment = self.fragment();
        let sign = if fragment.is_empty() { "" } else { "#" };
        [&self.before(for_drag), sign, &fragment].concat()
    }

    /// The address of the dock of the same channel.
    fn dock(self) -> String {
        let own = ["channel", "api"].into_iter().filter_map(|name| {
            let value = self.draft(|draft| draft.page.get(name).map(str::to_owned));
            Some((name.to_owned(), value?))
        });
        let pairs = std::iter::once(("page".to_owned(), "dock".to_owned()))
            .chain(own)
            .collect();
        [&location::base_url(), "?", &Query(pairs).write()].concat()
    }

    fn fragment(self) -> String {
        if self.credential_saved.get() {
            return String::new();
        }
        self.whole_fragment()
    }

    /// The fragment, whether the credential is kept in this browser or not.
    fn whole_fragment(self) -> String {
        let credential = self.credential.read();
        let is_demo = self.is_demo();
        match credential.as_ref() {
            Some(credential) if !is_demo => credential.fragment(),
            _ => String::new(),
        }
    }

    /// Hands out the offline copy with this address in it, and tells how that went.
    async fn save_copy(self, told: RwSignal<&'static str>) {
        let query = untrack(|| self.draft(Draft::to_query));
        let fragment = untrack(|| self.whole_fragment());
        let copy = files::fetch_text("offline.html").await;
        let filled = copy.and_then(|copy| offline_copy::fill(&copy, &query, &fragment));
        let words = match filled {
            Some(filled) => {
                files::download_text("session-overlay.html", "text/html", &filled);
                "Saved. In OBS: Sources, +, Browser, tick Local file, and choose it. The file holds your token, so keep it to yourself."
            }
            None => "The file could not be fetched from this site. Try again in a moment.",
        };
        told.try_set(words);
    }

    /// Whole pixels: what the widgets take, with some room to grow.
    fn source_size(self) -> (f64, f64) {
        let (width, height) = self.size.get();
        let measured = self.measured.get();
        measured.map_or((width, height), |(own_width, own_height)| {
            (own_width.min(width), own_height.min(height))
        })
    }
}

/// The address and what can be done with it.
#[component]
pub(super) fn Address(state: ConfiguratorState) -> impl IntoView {
    let revealed = RwSignal::new(false);
    let shown = move || {
        let fragment = state.fragment();
        let hidden = match fragment.split_once('=') {
            Some((name, _)) if !revealed.get() => [name, "=", DOTS].concat(),
            _ => fragment,
        };
        let sign = if hidden.is_empty() { "" } else { "#" };
        [&state.before(false), sign, &hidden].concat()
    };
    let ending = StoredValue::new(None::<TimeoutHandle>);
    let reveal = move |_| {
        revealed.set(true);
        state.announce("The token is shown for ten seconds".to_owned());
        let end = set_timeout_with_handle(
            move || {
                revealed.try_set(false);
            },
            REVEALED,
        );
        if let Some(earlier) = ending.get_value() {
            earlier.clear();
        }
        ending.set_value(end.ok());
    };
    let copied = RwSignal::new("");
    let copy = move |_| {
        let address = untrack(|| state.address(false));
        spawn_local_scoped(async move {
            let words = if clipboard::copy(&address).await {
                "Copied. In OBS: Sources, +, Browser, and paste it as URL."
            } else {
                "This browser does not let a page copy. Reveal the token, select the address and copy it by hand."
            };
            copied.try_set(words);
        });
    };
    let save = move |_| spawn_local_scoped(state.save_copy(copied));
    Effect::new(move |_| {
        let _ = (shown(), copied.set(""));
    });
    let drag = move |event: DragEvent| {
        let address = untrack(|| state.address(true));
        clipboard::set_drag_data(
            &event,
            &[("text/uri-list", &address), ("text/plain", &address)],
        );
    };
    let missing = move || {
        let errors = state.errors.read();
        let is_demo = state.is_demo();
        let words = if state.draft(|draft| draft.widgets.is_empty()) {
            "There is no widget yet: begin with a preset, or add one."
        } else if !errors.page.is_empty() || errors.widgets.iter().any(|widget| !widget.is_empty())
        {
            "Something still needs a change; it is marked where it stands."
        } else if !is_demo && state.channel.read().is_none() {
            "Your channel is missing: until it is there, this address shows what to do instead of widgets."
        } else if !is_demo && state.credential.read().is_none() {
            "Your overlay token is missing: until it is there, this address shows what to do instead of widgets."
        } else {
            return None;
        };
        Some(view! { <p class="warned">{words}</p> })
    };
    view! {
        <section class="card address" aria-labelledby="address-title">
            <h2 id="address-title">"Address for OBS"</h2>
            <label class="unseen" for="address">"Address"</label>
            <input type="text" id="address" readonly prop:value=shown on:focus=move |event| select(&event) />
            {parts(missing)}
            <div class="buttons">
                <button type="button" class="main" on:click=click(copy)>"Copy"</button>
                <button type="button" disabled=live(move || state.fragment().is_empty()) on:click=click(reveal)>"Reveal for 10 s"</button>
                <button type="button" on:click=click(save)>"Save as one file"</button>
                <span class="button drag" draggable="true" on:dragstart=drag>"Drag me into OBS"</span>
                <a class="button" target="_blank" rel="noopener" href=live(move || state.before(false))>"Open without the token"</a>
                <a class="button" target="_blank" rel="noopener" href=live(move || state.dock())>"Open the dock"</a>
            </div>
            <p role="status" class="well">{live(move || copied.get())}</p>
            <p class="help">{live(move || { let (width, height) = state.source_size(); let (width, height) = (js_number(width), js_number(height)); format!("Dragged into OBS it becomes a source of {width} × {height} pixels.") })}</p>
            <ImportAddress state />
        </section>
    }
}

fn select(event: &leptos::ev::FocusEvent) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        input.select();
    }
}

/// An address that exists already, to go on from.
#[component]
fn ImportAddress(state: ConfiguratorState) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let told = RwSignal::new("");
    let take = move |text: &str| {
        if text.trim().is_empty() {
            return;
        }
        let words = if state.import_address(text) {
            "The address was taken in. Undo brings back what was there."
        } else {
            "There is no widget in that. An address of this overlay has widget= in it."
        };
        told.set(words);
        // Whatever it was, it may have held a token.
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        if let Some(text) = clipboard::drop_text(&event) {
            take(&text);
        }
    };
    view! {
        <div class="field take" on:dragover=|event| event.prevent_default() on:drop=dropped>
            <label for="taken">"Paste or drop an address to edit it"</label>
            <input type="text" id="taken" autocomplete="off" spellcheck="false" node_ref=input
                on:input=entry(move |event| take(&event_target_value(&event))) />
            <p class="help" role="status">{live(move || told.get())}</p>
        </div>
    }
}
