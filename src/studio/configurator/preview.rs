//! The preview: the draft as the overlay draws it, with the demo session or the
//! live one.

mod document;
mod frame;
mod simulate_buttons;
mod source_size;

use super::state::ConfiguratorState;
use crate::api::Client;
use crate::browser::clock;
use crate::config::credential::{ChannelId, Credential};
use crate::live::{self, PollOptions};
use crate::polling::Feed;
use crate::session::Session;
use crate::session::demo::Demo;
use crate::studio::simulate::SimulatedEvent;
use frame::PreviewFrame;
use leptos::either::Either;
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
pub(super) fn Preview() -> impl IntoView {
    let feed = RwSignal::new(Feed::default());
    let events = RwSignal::new(Vec::<SimulatedEvent>::new());
    let is_live = RwSignal::new(false);
    let background = RwSignal::new("checker");
    let session = Memo::new(move |_| Some(simulate(feed.read().session.clone()?, &events.read())));
    let set_live = move |is_on| {
        feed.set(Feed::default());
        events.update(Vec::clear);
        is_live.set(is_on);
    };
    view! {
        <section class="card preview" aria-labelledby="preview">
            <div class="bar">
                <h2 id="preview">"Preview"</h2>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_live
                        on:change:target=move |event| set_live(event.target().checked())
                    />
                    "Live session"
                </label>
                <SourceSize />
                <Backgrounds background />
            </div>
            <PreviewFrame session background />
            <Show when=move || is_live.get() fallback=move || view! { <DemoFeed feed /> }>
                <LiveSession feed />
            </Show>
            <SimulateButtons events />
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
    let demo = Demo::new(clock::now());
    live::run_demo(demo, feed.into(), ArcRwSignal::new(None));
}

/// Feeds the preview with the live session of the draft's channel.
#[component]
fn LiveSession(feed: RwSignal<Feed>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    move || {
        let Some(channel) = state.channel.get() else {
            let help = "Enter a channel and a token to see the live session.";
            return Either::Left(view! { <p class="help">{help}</p> });
        };
        let credential = state.credential.get();
        Either::Right(view! { <LiveFeed feed channel credential /> })
    }
}

/// Polls the session, and shows why it cannot.
#[component]
fn LiveFeed(
    feed: RwSignal<Feed>,
    channel: ChannelId,
    credential: Option<Credential>,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let polling = PollOptions {
        client: Client::new(&state.api_origin(), credential),
        channel,
        interval: INTERVAL,
        use_cache: false,
        gateway: None,
    };
    live::run(polling, feed.into(), ArcRwSignal::new(None), |_| {});
    move || {
        let fault = feed.read().fault?;
        let message = if fault.is_permanent() {
            fault.message()
        } else {
            [fault.summary(), ". The preview tries again."].concat()
        };
        Some(view! {
            <p class="error" role="status">
                {message}
            </p>
        })
    }
}

/// Buttons that choose the background.
#[component]
fn Backgrounds(background: RwSignal<&'static str>) -> impl IntoView {
    let button = |(value, label): &'static (&str, &str)| {
        let is_pressed = move || background.get() == *value;
        view! {
            <button
                type="button"
                class="small"
                aria-pressed=move || if is_pressed() { "true" } else { "false" }
                on:click=move |_| background.set(value)
            >
                {*label}
            </button>
        }
    };
    view! {
        <div class="buttons" role="group" aria-label="Background">
            {BACKGROUNDS.iter().map(button).collect_view()}
        </div>
    }
}
