//! The canvas: the draft as the overlay draws it, with the demo session or the live one.

mod backdrop;
mod document;
mod frame;
mod handles;
mod legibility;
mod simulate_buttons;
mod source_size;
mod themes;

use super::state::ConfiguratorState;
use crate::api::Client;
use crate::browser::clock;
use crate::browser::js_number;
use crate::browser::size_observer::SizeObserver;
use crate::config::credential::{ChannelId, Credential};
use crate::config::{Config, LenientConfig};
use crate::live::{self, PollOptions};
use crate::overlay::widgets::leaderboards_of;
use crate::polling::Feed;
use crate::session::Session;
use crate::session::demo::Demo;
use crate::session::leaderboard::Leaderboards;
use crate::studio::draft::Draft;
use crate::studio::simulate::SimulatedEvent;
use backdrop::Backdrops;
use document::PreviewDocument;
use frame::WidgetFrame;
use handles::Handles;
use legibility::Colours;
use leptos::either::Either;
use leptos::html::Div;
use leptos::prelude::*;
use simulate_buttons::SimulateButtons;
use source_size::SourceSize;
use std::sync::Arc;
use themes::Themes;

/// Milliseconds between two polls of the live session.
const INTERVAL: f64 = 15_000.0;

/// A small source is enlarged at most this much.
const MAX_SCALE: f64 = 2.0;

type SessionMemo = Memo<Option<Arc<Session>>>;
type DocumentSignal = RwSignal<Option<PreviewDocument>, LocalStorage>;

/// The canvas, and what changes the picture on it.
#[component]
pub(super) fn Canvas(
    /// Whether the gallery is open.
    gallery: RwSignal<bool>,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let feed = RwSignal::new(Feed::default());
    let events = RwSignal::new(Vec::<SimulatedEvent>::new());
    let is_live = RwSignal::new(false);
    let backdrop = backdrop::stored();
    let shown = Memo::new(move |last: Option<&Feed>| {
        let events = events.read();
        match last {
            // Nothing new comes without a network.
            Some(last) if events.contains(&SimulatedEvent::NetworkLost) => last.clone(),
            _ => simulate(feed.get(), &events, is_live.get()),
        }
    });
    let session = Memo::new(move |_| shown.read().with_leaderboards());
    let config = Memo::new(move |_| Config::parse_lenient(&state.draft(Draft::to_query)));
    let set_live = move |is_on| {
        feed.set(Feed::default());
        events.update(Vec::clear);
        is_live.set(is_on);
    };
    view! {
        <section class="canvas" aria-labelledby="preview">
            <div class="toolbar">
                <h2 id="preview" class="visually-hidden">
                    "Preview"
                </h2>
                <SourceSize />
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=is_live
                        on:change:target=move |event| set_live(event.target().checked())
                    />
                    "Live session"
                </label>
                <Backdrops backdrop />
            </div>
            <Stage config session backdrop gallery />
            <Show when=move || is_live.get() fallback=move || view! { <DemoFeed feed /> }>
                <LiveSession feed config />
            </Show>
            <SimulateButtons events />
            <Themes config session />
            <Colours />
        </section>
    }
}

/// The source at its true size, scaled to the space on the page, with its widgets' handles.
#[component]
fn Stage(
    config: Memo<LenientConfig>,
    session: SessionMemo,
    backdrop: RwSignal<Option<&'static str>>,
    gallery: RwSignal<bool>,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let stage = NodeRef::<Div>::new();
    let document = DocumentSignal::new_local(None);
    let space = observe_size(stage);
    let size = Signal::derive(move || state.size());
    let scale = Signal::derive(move || {
        let ((width, height), (own_width, own_height)) = (space.get(), size.get());
        (width / own_width).min(height / own_height).min(MAX_SCALE)
    });
    let pixels = |length: f64| js_number(length) + "px";
    let is_empty = move || state.draft(|draft| draft.widgets.is_empty());
    view! {
        <div class="stage" node_ref=stage on:click=move |_| state.selected.set(None)>
            <div
                class="source"
                data-backdrop=move || backdrop::shown(backdrop, state)
                style:width=move || pixels(size.get().0 * scale.get())
                style:height=move || pixels(size.get().1 * scale.get())
            >
                <WidgetFrame title="Preview of the overlay" config session size scale document />
                <Handles document scale />
                <Show when=is_empty>
                    <button type="button" class="main hint" on:click=move |_| gallery.set(true)>
                        "Add a first widget"
                    </button>
                </Show>
            </div>
        </div>
        <p class="help measure">{move || describe(state, scale.get())}</p>
    }
}

/// Width and height of an element, in pixels.
fn observe_size(element: NodeRef<Div>) -> RwSignal<(f64, f64)> {
    let size = RwSignal::new((0.0, 0.0));
    let observer = StoredValue::new_local(None::<SizeObserver>);
    element.on_load(move |element| {
        let measured = element.clone();
        let measure = move || {
            let (width, height) = (measured.client_width(), measured.client_height());
            size.set((f64::from(width), f64::from(height)));
        };
        measure();
        let new = SizeObserver::new(measure);
        if let Some(new) = &new {
            new.observe(vec![element.into()]);
        }
        observer.set_value(new);
    });
    size
}

/// The sizes of the source and of its widgets, as a text.
fn describe(state: ConfiguratorState, scale: f64) -> String {
    let (width, height) = state.size();
    let [width, height, percent] = [width, height, (scale * 100.0).round()].map(js_number);
    let source = format!("{width} × {height} pixels, shown at {percent} %.");
    let Some((width, height)) = state.measured.get() else {
        return source;
    };
    let [width, height] = [width, height].map(js_number);
    format!("{source} The widgets need {width} × {height} pixels.")
}

/// The feed after these simulated events.
fn simulate(mut feed: Feed, events: &[SimulatedEvent], is_live: bool) -> Feed {
    let now = clock::now();
    let numbered = events.iter().enumerate();
    feed.session = feed.session.map(|session| {
        numbered.fold(session, |session, (number, event)| {
            Arc::new(event.apply(&session, number, now))
        })
    });
    if let Some(session) = feed.session.as_ref().filter(|_| !is_live) {
        feed.leaderboards = Leaderboards::of_demo(session);
    }
    feed
}

/// Feeds the preview with the demo session.
#[component]
fn DemoFeed(feed: RwSignal<Feed>) -> impl IntoView {
    let demo = Demo::new(clock::now());
    live::run_demo(demo, feed.into(), ArcRwSignal::new(None));
}

/// Feeds the preview with the live session of the draft's channel.
#[component]
fn LiveSession(feed: RwSignal<Feed>, config: Memo<LenientConfig>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    move || {
        let Some(channel) = state.channel.get() else {
            let help = "Enter a channel and a token to see the live session.";
            return Either::Left(view! { <p class="help">{help}</p> });
        };
        let credential = state.credential.get();
        Either::Right(view! { <LiveFeed feed config channel credential /> })
    }
}

/// Polls the session, and shows why it cannot.
#[component]
fn LiveFeed(
    feed: RwSignal<Feed>,
    config: Memo<LenientConfig>,
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
        leaderboards: Box::new(move || leaderboards_of(&config.read_untracked().slots)),
    };
    // After a change of the channel, it is still that of the one before.
    let earlier = feed.get_untracked().session;
    live::run(polling, feed.into(), ArcRwSignal::new(None), |_| {});
    Effect::new(move |_| {
        let feed = feed.read();
        let is_earlier = |session: &Arc<Session>| {
            let earlier = earlier.as_ref();
            earlier.is_some_and(|earlier| Arc::ptr_eq(earlier, session))
        };
        let session = feed.session.clone().filter(|own| !is_earlier(own));
        let session = session.filter(|_| feed.fault.is_none());
        state.live_session.set(session);
    });
    on_cleanup(move || state.live_session.set(None));
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
