//! The buttons that simulate events.

use crate::browser::js_number;
use crate::options;
use crate::options::kind::WidgetKind;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::form::parse_number;
use crate::studio::icon::{Icon, lucide};
use crate::studio::simulate::SimulatedEvent;
use leptos::prelude::*;

const DEFAULT_TIP: f64 = 25.0;
const DEFAULT_RAID: f64 = 42.0;

/// Adds simulated events to the preview's session, or removes them.
#[component]
pub(super) fn SimulateButtons(events: RwSignal<Vec<SimulatedEvent>>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let amount = RwSignal::new(js_number(DEFAULT_TIP));
    let simulate = move |event: SimulatedEvent, description: &str| {
        events.update(|events| events.push(event));
        state.announce(format!("Preview: {description}"));
    };
    let tip = move |_| {
        let amount = parse_number(&amount.get()).unwrap_or(DEFAULT_TIP);
        simulate(SimulatedEvent::Tip(amount), "a tip");
    };
    let reach_goals = move |_| {
        simulate(
            SimulatedEvent::GoalsReached(goals(state)),
            "the goal is reached",
        );
    };
    let button = |label: &'static str, icon, event: fn() -> SimulatedEvent| {
        view! {
            <button type="button" class="small" on:click=move |_| simulate(event(), label)>
                <Icon icon />
                {label}
            </button>
        }
    };
    let reset = move |_| {
        events.update(Vec::clear);
        state.announce("Preview: reset".to_owned());
    };
    let is_offline = move || events.read().contains(&SimulatedEvent::NetworkLost);
    view! {
        <div class="buttons simulate" role="group" aria-label="Simulate events in the preview">
            {button("New follower", lucide::LuUserPlus, || SimulatedEvent::Follower)}
            <span class="input-group">
                <input
                    type="text"
                    inputmode="decimal"
                    aria-label="Amount of the tip"
                    bind:value=amount
                />
                <button type="button" class="small" on:click=tip>
                    <Icon icon=lucide::LuHandCoins />
                    "Tip"
                </button>
            </span>
            {button("Raid", lucide::LuUsers, || SimulatedEvent::Raid(DEFAULT_RAID))}
            <button type="button" class="small" on:click=reach_goals>
                <Icon icon=lucide::LuPartyPopper />
                "Goal reached"
            </button>
            {button("Very long name", lucide::LuTextSearch, || SimulatedEvent::LongName)}
            {button("Nobody yet", lucide::LuUserX, || SimulatedEvent::Reset)}
            {button("Network lost", lucide::LuWifiOff, || SimulatedEvent::NetworkLost)}
            <button
                type="button"
                class="small"
                disabled=move || events.read().is_empty()
                on:click=reset
            >
                <Icon icon=lucide::LuRotateCcw />
                "Reset preview"
            </button>
        </div>
        <Show when=is_offline>
            <p class="help" role="status">
                "Without a network, viewers keep seeing the last picture. The overlay goes on by                 itself when the network is back."
            </p>
        </Show>
    }
}

/// The key and the target of every goal of the draft.
fn goals(state: ConfiguratorState) -> Vec<(String, f64)> {
    state.draft_untracked(|draft| {
        let widgets = draft.widgets.iter();
        let goals = widgets.filter(|widget| widget.kind() == Some(WidgetKind::Goal));
        let targets = goals.filter_map(|goal| {
            let target = parse_number(goal.options.get(options::TARGET.name)?)?;
            Some((goal.key.clone(), target))
        });
        targets.collect()
    })
}
