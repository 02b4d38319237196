//! The presets: built-in ones, and those that the user has saved.

use super::state::ConfiguratorState;
use crate::browser::{files, storage};
use crate::options;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::presets::{self, BUILTIN, BuiltinPreset, Preset};
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The storage key of the saved presets.
const SAVED: &str = "presets";

/// All presets. The section is open while there is no widget.
#[component]
pub(super) fn Presets(state: ConfiguratorState) -> impl IntoView {
    let apply = move |preset: &'static BuiltinPreset| {
        state.import_address(preset.query);
        state.size.set(preset.size);
        state.announce(format!("Preset applied: {}", preset.name));
    };
    let card = |preset: &'static BuiltinPreset| {
        view! {
            <li>
                <button type="button" data-preset=preset.id on:click=click(move |_| apply(preset))>
                    <img src=format!("presets/{}.webp", preset.id) alt="" width="320" height="180" loading="lazy" />
                    <strong>{preset.name}</strong>
                    <small>{preset.description}</small>
                </button>
            </li>
        }
    };
    let cards: Vec<_> = BUILTIN.iter().map(card).collect();
    let is_open = move || state.draft_untracked(|draft| draft.widgets.is_empty());
    view! {
        <details class="card" open=live(is_open)>
            <summary><h2>"Start with a preset"</h2></summary>
            <ul class="presets">{cards}</ul>
            <SavedPresets state />
        </details>
    }
}

/// The saved presets, and the message about the last change of them.
#[derive(Clone, Copy)]
struct Saved {
    presets: RwSignal<Vec<Preset>>,
    message: RwSignal<String>,
}

impl Saved {
    fn load() -> Saved {
        let presets = storage::read(SAVED).and_then(|text| presets::decode(&text));
        Saved {
            presets: RwSignal::new(presets.unwrap_or_default()),
            message: RwSignal::new(String::new()),
        }
    }

    /// Changes the presets and stores them. The message says what was done.
    fn update(self, change: impl FnOnce(&mut Vec<Preset>), message: String) {
        self.presets.update(change);
        let text = self
            .presets
            .with_untracked(|presets| presets::encode(presets));
        self.message.set(if storage::write(SAVED, &text) {
            message
        } else {
            "This browser blocks storage for this page. Export the presets as a file instead."
                .to_owned()
        });
    }
}

/// The user's own presets.
#[component]
fn SavedPresets(state: ConfiguratorState) -> impl IntoView {
    let saved = Saved::load();
    let list = move || {
        let presets = saved.presets.get().into_iter();
        let rows = presets.map(|preset| view! { <SavedPreset state saved preset /> });
        rows.collect::<Vec<_>>()
    };
    view! {
        <h3>"Your presets"</h3>
        <ul class="saved-presets">{parts(list)}</ul>
        <SavePreset state saved />
        <PresetFile saved />
        <p class="help" role="status">{live(move || saved.message.get())}</p>
    }
}

#[component]
fn SavedPreset(state: ConfiguratorState, saved: Saved, preset: Preset) -> impl IntoView {
    let Preset { name, query } = preset;
    let (label, delete_label) = (name.clone(), format!("Delete {name}"));
    let apply = move |_| {
        state.import_address(&query);
    };
    let delete = move |_| {
        let delete = |presets: &mut Vec<Preset>| presets.retain(|preset| preset.name != name);
        saved.update(delete, format!("Deleted “{name}”."));
    };
    view! {
        <li class="pair">
            <button type="button" on:click=click(apply)>{label}</button>
            <button type="button" class="small" aria-label=delete_label on:click=click(delete)>"✕"</button>
        </li>
    }
}

/// Saves the draft under a name.
#[component]
fn SavePreset(state: ConfiguratorState, saved: Saved) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let save = move || {
        let new = name.get_untracked().trim().to_owned();
        if new.is_empty() {
            return saved.message.set("Enter a name first.".to_owned());
        }
        let query = state.draft_untracked(|draft| {
            let mut draft = draft.clone();
            // A preset is a look that fits any channel.
            draft.set(None, options::CHANNEL.name, None);
            draft.to_query()
        });
        name.set(String::new());
        let message = format!("Saved “{new}” in this browser.");
        let preset = Preset { name: new, query };
        saved.update(|presets| presets::merge(presets, vec![preset]), message);
    };
    view! {
        <div class="pair">
            <input
                type="text"
                aria-label="Name of the preset"
                placeholder="Name"
                prop:value=live(move || name.get())
                on:input=entry(move |event| name.set(event_target_value(&event)))
                on:keydown=move |event| if event.key() == "Enter" { save() }
            />
            <button type="button" on:click=click(move |_| save())>"Save"</button>
        </div>
    }
}

/// Exports the saved presets to a file, and imports those of a file.
#[component]
fn PresetFile(saved: Saved) -> impl IntoView {
    let export = move |_| {
        let text = saved
            .presets
            .with_untracked(|presets| presets::encode(presets));
        files::download_text("session-overlay-presets.json", "application/json", &text);
    };
    let import = move |event: web_sys::Event| {
        let target = event.target();
        let Some(input) = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.item(0)) else {
            return;
        };
        spawn_local_scoped(async move {
            let text = files::read_text(&file).await.unwrap_or_default();
            match presets::decode(&text) {
                Some(new) => {
                    let message = format!("Presets imported: {}.", new.len());
                    saved.update(|presets| presets::merge(presets, new), message);
                }
                None => saved.message.set(
                    "This file contains no presets. Choose a file that was exported here."
                        .to_owned(),
                ),
            }
            // Choosing the same file again then is a change, too.
            input.set_value("");
        });
    };
    view! {
        <div class="buttons">
            <button type="button" disabled=live(move || saved.presets.read().is_empty()) on:click=click(export)>"Export as a file"</button>
            <label class="button file">
                "Import a file"
                <input type="file" accept=".json,application/json" on:change=entry(import) />
            </label>
        </div>
    }
}
