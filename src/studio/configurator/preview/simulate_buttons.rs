//! The buttons that simulate events.

use crate::browser::js_number;
use crate::options;
use crate::options::kind::WidgetKind;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::form::parse_number;
use crate::studio::simulate::SimulatedEvent;
use leptos::prelude::*;

const DEFAULT_TIP: f64 = 25.0;

/// Adds simulated events to the preview's session, or removes them.
#[component]
pub(super) fn SimulateButtons(events: RwSignal<Vec<SimulatedEvent>>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let amount = RwSignal::new(js_number(DEFAULT_TIP));
    let simulate = move |event: SimulatedEvent, description: &str| {
        events.update(|events| events.push(event));
        state.announce(format!("Preview: {description}"));
    };
    let follow = move |_| simulate(SimulatedEvent::Follower, "a new follower");
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
    let follow_by_long_name = move |_| simulate(SimulatedEvent::LongName, "a very long name");
    let empty = move |_| simulate(SimulatedEvent::Reset, "an empty session");
    let reset = move |_| {
        events.update(Vec::clear);
        state.announce("Preview: reset".to_owned());
    };
    view! {
        <div class="buttons" role="group" aria-label="Simulate events in the preview">
            <button type="button" on:click=follow>
                "New follower"
            </button>
            <span class="input-group">
                <input
                    type="text"
                    inputmode="decimal"
                    aria-label="Amount of the tip"
                    bind:value=amount
                />
                <button type="button" on:click=tip>
                    "Tip"
                </button>
            </span>
            <button type="button" on:click=reach_goals>
                "Goal reached"
            </button>
            <button type="button" on:click=follow_by_long_name>
                "Very long name"
            </button>
            <button type="button" on:click=empty>
                "Empty session"
            </button>
            <button type="button" disabled=move || events.read().is_empty() on:click=reset>
                "Reset preview"
            </button>
        </div>
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
