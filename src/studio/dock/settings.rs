//! The settings of the session.

use super::state::DockState;
use super::write::Notice;
use crate::api::SessionSettings;
use crate::polling::RequestError;
use crate::studio::bind::{click, entry, live, parts};
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

struct Setting {
    label: &'static str,
    get: fn(&SessionSettings) -> Option<bool>,
    set: fn(&mut SessionSettings, bool),
}

const SETTINGS: [Setting; 3] = [
    Setting {
        label: "Reset automatically after a stream",
        get: |settings| settings.auto_reset,
        set: |settings, is_on| settings.auto_reset = Some(is_on),
    },
    Setting {
        label: "Reset when a stream starts",
        get: |settings| settings.reset_on_start,
        set: |settings, is_on| settings.reset_on_start = Some(is_on),
    },
    Setting {
        label: "Use calendar weeks and months",
        get: |settings| settings.calendar,
        set: |settings, is_on| settings.calendar = Some(is_on),
    },
];

/// Loads the settings when it is opened for the first time.
#[component]
pub(super) fn SettingsPanel(dock: DockState) -> impl IntoView {
    let settings = RwSignal::new(None::<SessionSettings>);
    let is_loaded = Memo::new(move |_| settings.read().is_some());
    let load_once = move |_| {
        if !is_loaded.get_untracked() {
            spawn_local_scoped(load(dock, settings));
        }
    };
    let form = move || {
        is_loaded
            .get()
            .then(|| view! { <SettingsForm dock settings /> })
    };
    view! {
        <details on:toggle=entry(load_once)>
            <summary><h3>"Session settings"</h3></summary>
            {parts(form)}
        </details>
    }
}

#[component]
fn SettingsForm(dock: DockState, settings: RwSignal<Option<SessionSettings>>) -> impl IntoView {
    let checkbox = |Setting { label, get, set }| {
        let is_on = move || settings.read().as_ref().and_then(get).unwrap_or_default();
        let toggle = move |event| {
            let is_on = event_target_checked(&event);
            settings.update(|settings| settings.iter_mut().for_each(|own| set(own, is_on)));
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    disabled=!dock.can_write
                    prop:checked=live(is_on)
                    on:change=entry(toggle)
                />
                {label}
            </label>
        }
    };
    view! {
        {SETTINGS.into_iter().map(checkbox).collect_view()}
        <button
            type="button"
            disabled=live(move || dock.is_locked())
            on:click=click(move |_| dock.run(save(dock, settings)))
        >
            "Save settings"
        </button>
    }
}

async fn load(dock: DockState, settings: RwSignal<Option<SessionSettings>>) {
    let (client, channel) = dock.api();
    match client.settings(&channel).await {
        Ok(loaded) => drop(settings.try_set(Some(loaded))),
        Err(RequestError { fault, .. }) => dock.notice.set(Notice::error(format!(
            "The settings could not be loaded. {}",
            fault.message()
        ))),
    }
}

async fn save(dock: DockState, settings: RwSignal<Option<SessionSettings>>) -> Notice {
    let (client, channel) = dock.api();
    let sent = settings.get_untracked().unwrap_or_default();
    match client.set_settings(&channel, &sent).await {
        Ok(saved) => {
            settings.try_set(Some(saved));
            Notice::success("Settings: saved.", Vec::new())
        }
        Err(RequestError { fault, .. }) => {
            let reason = fault.write_rejection().unwrap_or(
                "StreamElements does not answer. Reload the dock to see the present settings.",
            );
            Notice::error(format!("Settings: not saved. {reason}"))
        }
    }
}
