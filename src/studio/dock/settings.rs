//! The settings of the session.

use super::state::DockState;
use super::write::Notice;
use crate::api::SessionSettings;
use crate::polling::RequestError;
use leptos::prelude::*;
use leptos::task::spawn_local;

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
pub(super) fn SettingsPanel() -> impl IntoView {
    let dock = DockState::from_context();
    let settings = RwSignal::new(None::<SessionSettings>);
    let load_once = move |_| {
        if settings.read_untracked().is_none() {
            spawn_local(load(dock, settings));
        }
    };
    view! {
        <details on:toggle=load_once>
            <summary>
                <h3>"Session settings"</h3>
            </summary>
            <Show when=move || settings.read().is_some()>
                <SettingsForm settings />
            </Show>
        </details>
    }
}

#[component]
fn SettingsForm(settings: RwSignal<Option<SessionSettings>>) -> impl IntoView {
    let dock = DockState::from_context();
    let checkboxes = SETTINGS.map(|Setting { label, get, set }| {
        let is_on = move || settings.read().as_ref().and_then(get).unwrap_or_default();
        let toggle = move |is_on| settings.write().iter_mut().for_each(|own| set(own, is_on));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    disabled=!dock.can_write
                    prop:checked=is_on
                    on:change:target=move |event| toggle(event.target().checked())
                />
                {label}
            </label>
        }
    });
    view! {
        {checkboxes}
        <button
            type="button"
            disabled=move || dock.is_locked()
            on:click=move |_| dock.run(save(dock, settings))
        >
            "Save settings"
        </button>
    }
}

async fn load(dock: DockState, settings: RwSignal<Option<SessionSettings>>) {
    let (client, channel) = dock.api();
    match client.settings(&channel).await {
        Ok(loaded) => settings.set(Some(loaded)),
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
            settings.set(Some(saved));
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
