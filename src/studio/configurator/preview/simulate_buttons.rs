//! The buttons that simulate events.

use crate::browser::js_number;
use crate::options;
use crate::options::kind::WidgetKind;
use crate::studio::bind::{click, entry, live};
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::form::parse_number;
use crate::studio::simulate::SimulatedEvent;
use leptos::prelude::*;

const DEFAULT_TIP: f64 = 25.0;

/// Adds simulated events to the preview's session, or removes them.
#[component]
pub(super) fn SimulateButtons(
    state: ConfiguratorState,
    events: RwSignal<Vec<SimulatedEvent>>,
) -> impl IntoView {
    let amount = RwSignal::new(js_number(DEFAULT_TIP));
    let simulate = move |event: SimulatedEvent, description: &str| {
        events.update(|events| events.push(event));
        state.announce(format!("Preview: {description}"));
    };
    let tip = move |_| {
        let amount = parse_number(&amount.get_untracked()).unwrap_or(DEFAULT_TIP);
        simulate(SimulatedEvent::Tip(amount), "a tip");
    };
    let reach_goals = move |_| {
        let goals = SimulatedEvent::GoalsReached(goals(state));
        simulate(goals, "the goal is reached");
    };
    let reset = move |_| {
        events.update(Vec::clear);
        state.announce("Preview: reset".to_owned());
    };
    view! {
        <div class="buttons" role="group" aria-label="Simulate events in the preview">
            <button type="button" on:click=click(move |_| simulate(SimulatedEvent::Follower, "a new follower"))>"New follower"</button>
            <span class="input-group">
                <input
                    type="text"
                    inputmode="decimal"
                    aria-label="Amount of the tip"
                    prop:value=live(move || amount.get())
                    on:input=entry(move |event| amount.set(event_target_value(&event)))
                />
                <button type="button" on:click=click(tip)>"Tip"</button>
            </span>
            <button type="button" on:click=click(reach_goals)>"Goal reached"</button>
            <button type="button" on:click=click(move |_| simulate(SimulatedEvent::LongName, "a very long name"))>"Very long name"</button>
            <button type="button" on:click=click(move |_| simulate(SimulatedEvent::Reset, "an empty session"))>"Empty session"</button>
            <button type="button" disabled=live(move || events.read().is_empty()) on:click=click(reset)>"Reset preview"</button>
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
