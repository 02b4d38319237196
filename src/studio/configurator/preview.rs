//! The preview: the draft as the overlay draws it, with the demo session or the
//! live one.

mod document;
mod frame;
mod simulate_buttons;
mod source_size;

use super::state::ConfiguratorState;
use crate::api::Client;
use crate::browser::clock;
use crate::browser::drive::drive;
use crate::config::credential::{ChannelId, Credential};
use crate::live::{self, PollOptions, PollTiming};
use crate::polling::Feed;
use crate::session::Session;
use crate::session::demo::Demo;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::simulate::SimulatedEvent;
use frame::PreviewFrame;
use leptos::prelude::*;
use simulate_buttons::SimulateButtons;
use source_size::SourceSize;
use std::sync::Arc;

/// Backgrounds behind the overlay: value of `data-backdrop`, and label.
const BACKGROUNDS: &[(&str, &str)] = &[
    ("checker", "Transparent"),
    ("dark", "Dark"),
    ("bright", "Bright"),
    ("game", "Game"),
];

/// Milliseconds between two polls of the live session.
const INTERVAL: f64 = 15_000.0;

/// The preview and its controls.
#[component]
pub(super) fn Preview(state: ConfiguratorState) -> impl IntoView {
    let feed = RwSignal::new(Feed::default());
    let events = RwSignal::new(Vec::<SimulatedEvent>::new());
    let is_live = RwSignal::new(false);
    let background = RwSignal::new("checker");
    let session = Memo::new(move |_| Some(simulate(feed.read().session.clone()?, &events.read())));
    let set_live = move |event| {
        feed.set(Feed::default());
        events.update(Vec::clear);
        is_live.set(event_target_checked(&event));
    };
    let source = move || {
        let channel = state.channel.get();
        match (is_live.get(), channel) {
            (true, Some(channel)) => {
                let credential = state.credential.get();
                view! { <LiveFeed state feed channel credential /> }.into_any()
            }
            (true, None) => {
                view! { <p class="help">"Enter a channel and a token to see the live session."</p> }
                    .into_any()
            }
            (false, _) => view! { <DemoFeed feed /> }.into_any(),
        }
    };
    view! {
        <section class="card preview" aria-labelledby="preview">
            <div class="bar">
                <h2 id="preview">"Preview"</h2>
                <label class="check">
                    <input type="checkbox" prop:checked=live(move || is_live.get()) on:change=entry(set_live) />
                    "Live session"
                </label>
                <SourceSize state />
                <Backgrounds background />
            </div>
            <PreviewFrame state session background />
            {parts(source)}
            <SimulateButtons state events />
        </section>
    }
}

/// The session after these simulated events.
fn simulate(session: Arc<Session>, events: &[SimulatedEvent]) -> Arc<Session> {
    let now = clock::now();
    let numbered = events.iter().enumerate();
    numbered.fold(session, |session, (number, event)| {
        Arc::new(event.apply(&session, number, now))
    })
}

/// Feeds the preview with the demo session.
#[component]
fn DemoFeed(feed: RwSignal<Feed>) -> impl IntoView {
    let timing = RwSignal::new(None::<PollTiming>);
    let demo = Demo::new(clock::now());
    drive(live::run_demo(demo, feed.into(), timing.into()));
}

/// Feeds the preview with the live session, and shows why it cannot.
#[component]
fn LiveFeed(
    state: ConfiguratorState,
    feed: RwSignal<Feed>,
    channel: ChannelId,
    credential: Option<Credential>,
) -> impl IntoView {
    let timing = RwSignal::new(None::<PollTiming>);
    let client = Client::new(&state.api_origin(), credential);
    let polling = PollOptions {
        client,
        channel,
        interval: INTERVAL,
        use_cache: false,
    };
    drive(live::run(polling, feed.into(), timing.into(), |_| {}));
    move || {
        let feed = feed.read();
        feed.fault.map(|fault| {
            let message = if fault.is_permanent() {
                fault.message()
            } else {
                [fault.summary(), ". The preview tries again."].concat()
            };
            view! { <p class="error" role="status">{message}</p> }
        })
    }
}

#[component]
fn Backgrounds(background: RwSignal<&'static str>) -> impl IntoView {
    let button = |(value, label): &'static (&str, &str)| {
        let is_pressed = move || {
            if background.get() == *value {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <button
                type="button"
                class="small"
                aria-pressed=live(is_pressed)
                on:click=click(move |_| background.set(value))
            >
                {*label}
            </button>
        }
    };
    let buttons: Vec<_> = BACKGROUNDS.iter().map(button).collect();
    view! { <div class="buttons" role="group" aria-label="Background">{buttons}</div> }
}
