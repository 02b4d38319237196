//! The presets: built-in ones, and those that the user has saved.

use super::dialog::Dialog;
use super::state::ConfiguratorState;
use crate::browser::{clock, files, storage};
use crate::options;
use crate::studio::draft::{Draft, Scope};
use crate::studio::icon::{Icon, lucide};
use crate::studio::presets::{self, BUILTIN, BuiltinPreset, Preset};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

/// The storage key of the saved presets.
const SAVED: &str = "presets";

/// A dialog with all presets.
#[component]
pub(super) fn Presets(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Start with a preset">
            <div class="results">
                <ul class="presets">
                    {BUILTIN
                        .iter()
                        .map(|preset| view! { <PresetCard preset open /> })
                        .collect_view()}
                </ul>
                <SavedPresets open />
            </div>
        </Dialog>
    }
}

/// A built-in preset, with its picture.
#[component]
fn PresetCard(preset: &'static BuiltinPreset, open: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let apply = move |_| {
        let now = clock::to_iso_minute(clock::now());
        let query = preset.query.replace(presets::START, &now);
        state.import_query(&query, Some(preset.size));
        state.announce(format!("Preset applied: {}", preset.name));
        open.set(false);
    };
    view! {
        <li>
            <button type="button" class="offer" data-preset=preset.id on:click=apply>
                <img
                    src=format!("presets/{}.webp", preset.id)
                    alt=""
                    width="320"
                    height="180"
                    loading="lazy"
                />
                <strong>{preset.name}</strong>
                <span>{preset.description}</span>
            </button>
        </li>
    }
}

/// The saved presets, and the message about the last change of them.
#[derive(Clone, Copy)]
struct Saved {
    presets: RwSignal<Vec<Preset>>,
    message: RwSignal<String>,
    /// The preset that was deleted last, until the next change.
    deleted: RwSignal<Option<Preset>>,
}

impl Saved {
    fn load() -> Saved {
        let presets = storage::read(SAVED).and_then(|text| presets::decode(&text));
        Saved {
            presets: RwSignal::new(presets.unwrap_or_default()),
            message: RwSignal::new(String::new()),
            deleted: RwSignal::new(None),
        }
    }

    /// Changes the presets and stores them. The message says what was done.
    fn update(self, change: impl FnOnce(&mut Vec<Preset>), message: String) {
        self.presets.update(change);
        self.deleted.set(None);
        let text = presets::encode(&self.presets.read_untracked());
        self.message.set(if storage::write(SAVED, &text) {
            message
        } else {
            "This browser blocks storage for this page. Export the presets as a file instead."
                .to_owned()
        });
    }

    /// Deletes a preset.
    fn delete(self, preset: Preset) {
        let message = format!("Deleted “{}”.", preset.name);
        self.update(|presets| presets.retain(|own| *own != preset), message);
        self.deleted.set(Some(preset));
    }

    /// Restores the preset that was deleted last.
    fn undo(self) {
        if let Some(preset) = self.deleted.get_untracked() {
            let message = format!("Restored “{}”.", preset.name);
            self.update(|presets| presets::merge(presets, vec![preset]), message);
        }
    }

    /// Adds the presets of an exported file.
    fn import(self, text: &str) {
        let Some(new) = presets::decode(text) else {
            let message = "This file contains no presets. Choose a file that was exported here.";
            return self.message.set(message.to_owned());
        };
        let message = format!("Presets imported: {}.", new.len());
        self.update(|presets| presets::merge(presets, new), message);
    }
}

/// The user's own presets.
#[component]
fn SavedPresets(open: RwSignal<bool>) -> impl IntoView {
    let saved = Saved::load();
    let rows = move || {
        let presets = saved.presets.get().into_iter();
        presets
            .map(|preset| view! { <SavedPreset saved preset open /> })
            .collect_view()
    };
    view! {
        <h3>"Your presets"</h3>
        <ul class="saved-presets">{rows}</ul>
        <SavePreset saved />
        <PresetFile saved />
        <p class="help" role="status">
            {saved.message}
        </p>
        <Show when=move || saved.deleted.read().is_some()>
            <button type="button" on:click=move |_| saved.undo()>
                "Undo the deletion"
            </button>
        </Show>
    }
}

#[component]
fn SavedPreset(saved: Saved, preset: Preset, open: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let Preset { name, query } = preset.clone();
    let delete_label = format!("Delete {name}");
    let apply = move |_| {
        state.import_query(&query, None);
        open.set(false);
    };
    view! {
        <li class="pair">
            <button type="button" on:click=apply>
                {name}
            </button>
            <button
                type="button"
                class="plain square"
                aria-label=delete_label
                on:click=move |_| saved.delete(preset.clone())
            >
                <Icon icon=lucide::LuTrash2 />
            </button>
        </li>
    }
}

/// Saves the draft under a name.
#[component]
fn SavePreset(saved: Saved) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let name = RwSignal::new(String::new());
    let save = move || {
        let new = name.get().trim().to_owned();
        if new.is_empty() {
            return saved.message.set("Enter a name first.".to_owned());
        }
        let mut draft = state.draft_untracked(Draft::clone);
        // A preset is a look that fits any channel.
        draft.set(Scope::Page, options::CHANNEL.name, None);
        name.set(String::new());
        let message = format!("Saved “{new}” in this browser.");
        let preset = Preset {
            name: new,
            query: draft.to_query(),
        };
        saved.update(|presets| presets::merge(presets, vec![preset]), message);
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            save();
        }
    };
    view! {
        <div class="pair">
            <input
                type="text"
                aria-label="Name of the preset"
                placeholder="Name"
                bind:value=name
                on:keydown=on_keydown
            />
            <button type="button" on:click=move |_| save()>
                "Save"
            </button>
        </div>
    }
}

/// Exports the saved presets to a file, and imports those of a file.
#[component]
fn PresetFile(saved: Saved) -> impl IntoView {
    let export = move |_| {
        let text = presets::encode(&saved.presets.read());
        files::download_text("session-overlay-presets.json", "application/json", &text);
    };
    let import = move |input: HtmlInputElement| {
        let Some(file) = input.files().and_then(|files| files.item(0)) else {
            return;
        };
        spawn_local(async move {
            let text = files::read_text(&file).await.unwrap_or_default();
            saved.import(&text);
            // Choosing the same file again then is a change, too.
            input.set_value("");
        });
    };
    view! {
        <div class="buttons">
            <button type="button" disabled=move || saved.presets.read().is_empty() on:click=export>
                "Export as a file"
            </button>
            <label class="button file">
                "Import a file"
                <input
                    type="file"
                    accept=".json,application/json"
                    on:change:target=move |event| import(event.target())
                />
            </label>
        </div>
    }
}
