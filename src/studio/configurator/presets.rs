//! Addresses to begin with: ours, and those that the person has saved.

use super::state::ConfiguratorState;
use crate::browser::{files, storage};
use crate::options;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::presets::{self, BUILTIN, BuiltinPreset, Preset};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

const KEPT: &str = "presets";

/// The presets.
#[component]
pub(super) fn Presets(state: ConfiguratorState) -> impl IntoView {
    let begin = move |ours: &'static BuiltinPreset| {
        state.import_address(ours.query);
        state.size.set(ours.size);
        state.announce(format!("{} is in the preview", ours.name));
    };
    let cards: Vec<_> = BUILTIN
        .iter()
        .map(|ours| {
            view! {
                <li>
                    <button type="button" data-preset=ours.id on:click=click(move |_| begin(ours))>
                        <img src=format!("presets/{}.webp", ours.id) alt="" width="320" height="180" loading="lazy" />
                        <strong>{ours.name}</strong>
                        <small>{ours.words}</small>
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <details class="card" open=live(move || state.draft_untracked(|draft| draft.widgets.is_empty()))>
            <summary><h2>"Begin with a preset"</h2></summary>
            <ul class="presets">{cards}</ul>
            <Own state />
        </details>
    }
}

/// The person's own presets.
#[component]
fn Own(state: ConfiguratorState) -> impl IntoView {
    let own = RwSignal::new(
        storage::read(KEPT)
            .and_then(|text| presets::read(&text))
            .unwrap_or_default(),
    );
    let told = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let keep = move |words: String| {
        let kept = own.with_untracked(|own| storage::write(KEPT, &presets::write(own)));
        let lost =
            "This browser keeps nothing for this page; export the presets as a file instead.";
        told.set(if kept { words } else { lost.to_owned() });
    };
    let save = move || {
        let given = name.get_untracked().trim().to_owned();
        if given.is_empty() {
            return told.set("Give the preset a name first.".to_owned());
        }
        let query = state.draft_untracked(|draft| {
            let mut draft = draft.clone();
            // Whose session it is belongs to the person, not to the look.
            draft.set(None, options::CHANNEL.name, None);
            draft.to_query()
        });
        own.update(|own| {
            presets::add(
                own,
                vec![Preset {
                    name: given.clone(),
                    query,
                }],
            );
        });
        name.set(String::new());
        keep(format!("“{given}” is saved in this browser."));
    };
    let export = move |_| {
        own.with_untracked(|own| {
            files::download_text(
                "session-overlay-presets.json",
                "application/json",
                &presets::write(own),
            );
        });
    };
    let input = NodeRef::<Input>::new();
    let import = move |event: web_sys::Event| {
        let files = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok()?.files());
        let Some(file) = files.and_then(|files| files.item(0)) else {
            return;
        };
        spawn_local_scoped(async move {
            let text = files::read_text(&file).await.unwrap_or_default();
            match presets::read(&text) {
                Some(new) => {
                    let count = new.len();
                    own.update(|own| presets::add(own, new));
                    keep(format!("{count} presets were taken in."));
                }
                None => told.set(
                    "That file holds no presets; it takes one that was exported here.".to_owned(),
                ),
            }
            // So that the same file can be chosen again.
            if let Some(input) = input.try_get_untracked().flatten() {
                input.set_value("");
            }
        });
    };
    let list = move || {
        let presets = own.get().into_iter().map(|Preset { name, query }| {
            let gone = name.clone();
            let remove = move |_| {
                own.update(|own| own.retain(|own| own.name != gone));
                keep(format!("“{gone}” is gone."));
            };
            view! {
                <li class="pair">
                    <button type="button" on:click=click(move |_| { state.import_address(&query); })>{name.clone()}</button>
                    <button type="button" class="small" aria-label=format!("Forget {name}") on:click=click(remove)>"✕"</button>
                </li>
            }
        });
        presets.collect::<Vec<_>>()
    };
    view! {
        <h3>"Your own"</h3>
        <ul class="own">{parts(list)}</ul>
        <div class="pair">
            <input type="text" aria-label="Name of the preset" placeholder="Name" prop:value=live(move || name.get())
                on:input=entry(move |event| name.set(event_target_value(&event))) on:keydown=move |event| if event.key() == "Enter" { save() } />
            <button type="button" on:click=click(move |_| save())>"Save"</button>
        </div>
        <div class="buttons">
            <button type="button" disabled=live(move || own.read().is_empty()) on:click=click(export)>"Export as a file"</button>
            <label class="button file">"Import a file"<input type="file" accept=".json,application/json" node_ref=input on:change=entry(import) /></label>
        </div>
        <p class="help" role="status">{live(move || told.get())}</p>
    }
}
