//! How the session behaves: its settings.

use super::DockState;
use super::write::Notice;
use crate::api::SessionSettings;
use crate::polling::RequestError;
use crate::studio::bind::{click, entry, live, parts};
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

/// A setting: how it is read, how it is set, and what it means.
type Setting = (
    fn(&SessionSettings) -> Option<bool>,
    fn(&mut SessionSettings, bool),
    &'static str,
);

const SETTINGS: [Setting; 3] = [
    (
        |own| own.auto_reset,
        |own, on| own.auto_reset = Some(on),
        "Reset by itself after a stream",
    ),
    (
        |own| own.reset_on_start,
        |own, on| own.reset_on_start = Some(on),
        "Reset when a stream starts",
    ),
    (
        |own| own.calendar,
        |own, on| own.calendar = Some(on),
        "Weeks and months as in the calendar",
    ),
];

/// Fetched when it is unfolded first.
#[component]
pub(super) fn Settings(desk: DockState) -> impl IntoView {
    let settings = RwSignal::new(None::<SessionSettings>);
    let fetch = move || {
        spawn_local_scoped(async move {
            let (client, channel) = (desk.client.get_value(), desk.channel.get_value());
            match client.settings(&channel).await {
                Ok(own) => drop(settings.try_set(Some(own))),
                Err(RequestError { fault, .. }) => {
                    let why = fault
                        .write_rejection()
                        .unwrap_or("StreamElements does not answer; try again in a moment.");
                    desk.told.set(Notice::bad(format!(
                        "The settings could not be fetched. {why}"
                    )));
                }
            }
        });
    };
    let save = move |_| {
        let Some(own) = settings.get_untracked() else {
            return;
        };
        desk.busy.set(true);
        spawn_local_scoped(async move {
            let (client, channel) = (desk.client.get_value(), desk.channel.get_value());
            let told = match client.set_settings(&channel, &own).await {
                Ok(now) => {
                    settings.try_set(Some(now));
                    Notice::well("Settings: saved.", Vec::new())
                }
                Err(RequestError { fault, .. }) => {
                    let why = fault.write_rejection().unwrap_or(
                        "StreamElements does not answer; fetch them anew to see how they stand.",
                    );
                    Notice::bad(format!("Settings: not saved. {why}"))
                }
            };
            desk.told.set(told);
            desk.busy.set(false);
        });
    };
    let form = move || {
        settings.read().is_some().then(|| {
            let boxes: Vec<_> = SETTINGS.into_iter().map(|(read, set, words)| {
                let is_on = move || settings.read().as_ref().and_then(read).unwrap_or_default();
                let toggle = move |event| {
                    let on = event_target_checked(&event);
                    settings.update(|own| if let Some(own) = own { set(own, on) });
                };
                view! { <label class="check"><input type="checkbox" disabled=!desk.writes prop:checked=live(is_on) on:change=entry(toggle) />{words}</label> }
            }).collect();
            view! {
                {boxes}
                <button type="button" disabled=live(move || !desk.writes || desk.busy.get()) on:click=click(save)>"Save settings"</button>
            }
        })
    };
    let unfold = entry(move |_| {
        if settings.with_untracked(Option::is_none) {
            fetch();
        }
    });
    view! {
        <details on:toggle=unfold>
            <summary><h3>"Settings of the session"</h3></summary>
            {parts(form)}
        </details>
    }
}
