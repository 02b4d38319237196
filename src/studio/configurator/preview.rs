//! The preview: the draft, drawn by the overlay's own views at its true size,
//! in a frame of its own, for the overlay's style sheets and sizes go by the
//! page that it stands on.

mod source_size;

use super::state::ConfiguratorState;
use crate::api::Client;
use crate::browser::drive::drive;
use crate::browser::{clock, js_number};
use crate::config::LenientConfig;
use crate::config::credential::{ChannelId, Credential};
use crate::live::{self, PollOptions, PollTiming};
use crate::options;
use crate::options::kind::WidgetKind;
use crate::overlay::widgets;
use crate::polling::Feed;
use crate::session::Session;
use crate::session::demo::Demo;
use crate::studio::bind::{click, entry, figure, live, parts};
use crate::studio::configurator::preview_document::{self, PreviewDocument};
use crate::studio::simulate::SimulatedEvent;
use leptos::html::{Div, Iframe};
use leptos::prelude::*;
use source_size::SourceSize;
use std::sync::Arc;
use std::time::Duration;

/// What stands behind the picture.
const BACKDROPS: &[(&str, &str)] = &[
    ("checker", "Transparent"),
    ("dark", "Dark"),
    ("bright", "Bright"),
    ("game", "Game"),
];

/// The preview and what can be done to it.
#[component]
pub(super) fn Preview(state: ConfiguratorState) -> impl IntoView {
    let feed = RwSignal::new(Feed::default());
    let beat = RwSignal::new(None::<PollTiming>);
    let happened = RwSignal::new(Vec::<SimulatedEvent>::new());
    let is_live = RwSignal::new(false);
    let backdrop = RwSignal::new("checker");
    let session = Memo::new(move |_| {
        let session = feed.read().session.clone()?;
        let happened = happened.read();
        if happened.is_empty() {
            return Some(session);
        }
        let now = clock::now();
        let made = happened.iter().enumerate();
        let session = made.fold((*session).clone(), |session, (at, happening)| {
            happening.after(&session, at, now)
        });
        Some(Arc::new(session))
    });
    let source = move || {
        match (is_live.get(), state.channel.get(), state.credential.get()) {
        (true, Some(channel), credential) => view! { <LiveFeed state feed beat channel credential /> }.into_any(),
        (true, None, _) => view! { <p class="help">"The live session needs a channel and a token; until then nothing is shown."</p> }.into_any(),
        (false, ..) => view! { <DemoFeed feed beat /> }.into_any(),
    }
    };
    let switch = move |event| {
        feed.set(Feed::default());
        happened.update(Vec::clear);
        is_live.set(event_target_checked(&event));
    };
    view! {
        <section class="card preview" aria-labelledby="preview">
            <div class="bar">
                <h2 id="preview">"Preview"</h2>
                <label class="check"><input type="checkbox" prop:checked=live(move || is_live.get()) on:change=entry(switch) />"Live session"</label>
                <SourceSize state />
                <Backdrops backdrop />
            </div>
            <Screen state session backdrop />
            {parts(source)}
            <Happenings state happened />
        </section>
    }
}

#[component]
fn DemoFeed(feed: RwSignal<Feed>, beat: RwSignal<Option<PollTiming>>) -> impl IntoView {
    drive(live::run_demo(
        Demo::new(clock::now()),
        feed.into(),
        beat.into(),
    ));
}

#[component]
fn LiveFeed(
    state: ConfiguratorState,
    feed: RwSignal<Feed>,
    beat: RwSignal<Option<PollTiming>>,
    channel: ChannelId,
    credential: Option<Credential>,
) -> impl IntoView {
    let client = Client::new(&state.api_origin(), credential);
    let polling = PollOptions {
        client,
        channel,
        interval: 15_000.0,
        use_cache: false,
    };
    drive(live::run(polling, feed.into(), beat.into(), |_| {}));
    move || {
        let feed = feed.read();
        feed.fault.map(|fault| {
            let message = if fault.is_permanent() {
                fault.message()
            } else {
                [fault.summary(), ". The preview tries again."].concat()
            };
            view! { <p class="wrong" role="status">{message}</p> }
        })
    }
}

#[component]
fn Backdrops(backdrop: RwSignal<&'static str>) -> impl IntoView {
    let buttons: Vec<_> = BACKDROPS
        .iter()
        .map(|(name, words)| {
            let is_on = move || backdrop.get() == *name;
            view! {
                <button type="button" class="small" aria-pressed=live(move || if is_on() { "true" } else { "false" })
                    on:click=click(move |_| backdrop.set(name))>{*words}</button>
            }
        })
        .collect();
    view! { <div class="buttons" role="group" aria-label="Background">{buttons}</div> }
}

/// The frame that the picture stands in.
#[component]
fn Screen(
    state: ConfiguratorState,
    session: Memo<Option<Arc<Session>>>,
    backdrop: RwSignal<&'static str>,
) -> impl IntoView {
    let outer = NodeRef::<Div>::new();
    let iframe = NodeRef::<Iframe>::new();
    let document = RwSignal::new_local(None::<PreviewDocument>);
    let mounted = StoredValue::new_local(None::<Box<dyn std::any::Any>>);
    let survey = Memo::new(move |_| state.draft(|draft| LenientConfig::of(&draft.to_query())));
    let load = move |_| {
        document.set(
            iframe
                .get_untracked()
                .and_then(|iframe| PreviewDocument::of(&iframe)),
        );
    };
    let measure = move || {
        let measured = document
            .try_with_untracked(|document| document.as_ref().and_then(PreviewDocument::measure));
        if let Some(Some(measured)) = measured {
            state.measured.set(Some(measured));
        }
    };
    Effect::new(move |_| {
        let Some(frame) = document.get() else { return };
        let LenientConfig { page, slots, .. } = survey.get();
        // What is wrong with the page stands at its fields; the rest is shown.
        let Some(page) = page.or_else(|| LenientConfig::of("").page) else {
            return;
        };
        // The old picture goes before the new one comes.
        mounted.set_value(None);
        frame.load_theme(page.theme.name());
        let root = frame.root();
        let session = Box::new(move || session.get());
        let picture = move || widgets::draw(&page, slots, session, root, || {});
        mounted.set_value(Some(Box::new(mount_to(frame.body(), picture))));
        frame.mark_live();
        set_timeout(measure, Duration::from_millis(400));
    });
    Effect::new(move |_| {
        let _ = session.read();
        set_timeout(measure, Duration::from_millis(400));
    });
    on_cleanup(move || mounted.set_value(None));
    let width = RwSignal::new(600.0);
    let fit = move || {
        if let Some(outer) = outer.try_get_untracked().flatten() {
            width.set(f64::from(outer.client_width()));
        }
    };
    Effect::new(move |_| {
        let _ = outer.get();
        request_animation_frame(fit);
    });
    let resized = window_event_listener_untyped("resize", move |_| fit());
    on_cleanup(move || resized.remove());
    let shape = move || {
        let (own_width, own_height) = state.size.get();
        let scale = (width.get() / own_width).min(620.0 / own_height).min(1.0);
        (own_width, own_height, scale)
    };
    let hint = move || {
        let is_bare = state.draft(|draft| draft.widgets.is_empty());
        is_bare.then(|| view! { <p class="hint">"Choose a preset or add a widget: it shows here, alive."</p> })
    };
    let shape_text = move || {
        let (width, height, scale) = shape();
        [width, height, scale].map(js_number)
    };
    view! {
        <div class="screen" node_ref=outer data-backdrop=live(move || backdrop.get())
            style=live(move || { let (_, height, scale) = shape(); ["height:", &js_number(height * scale), "px"].concat() })>
            <iframe node_ref=iframe title="Preview of the overlay" srcdoc=preview_document::BLANK on:load=load tabindex="-1"
                style=live(move || { let [width, height, scale] = shape_text(); format!("width:{width}px;height:{height}px;transform:scale({scale})") })>
            </iframe>
            {parts(hint)}
        </div>
        <p class="help">{live(move || {
            let [width, height, _] = shape_text();
            let percent = js_number((shape().2 * 100.0).round());
            let measured = state.measured.get().map(|(width, height)| [" The widgets take ", &js_number(width), " × ", &js_number(height), "."].concat()).unwrap_or_default();
            format!("{width} × {height} pixels, shown at {percent} %.{measured}")
        })}</p>
    }
}

/// Buttons that make things happen.
#[component]
fn Happenings(state: ConfiguratorState, happened: RwSignal<Vec<SimulatedEvent>>) -> impl IntoView {
    let amount = RwSignal::new("25".to_owned());
    let make = move |happening: SimulatedEvent, words: &str| {
        happened.update(|happened| {
            if happening == SimulatedEvent::Nobody {
                happened.clear();
            }
            happened.push(happening);
        });
        state.announce(format!("Preview: {words}"));
    };
    let tip = move |_| {
        let amount = figure(&amount.get_untracked()).unwrap_or(25.0);
        make(SimulatedEvent::Tip(amount), "a tip");
    };
    let reach = move |_| {
        let goals = state.draft_untracked(|draft| {
            let goals = draft
                .widgets
                .iter()
                .filter(|widget| widget.kind() == Some(WidgetKind::Goal));
            goals
                .filter_map(|widget| {
                    let target = figure(widget.options.get(options::TARGET.name)?)?;
                    Some((widget.key.clone(), target))
                })
                .collect::<Vec<_>>()
        });
        make(SimulatedEvent::Reached(goals), "the goal is reached");
    };
    view! {
        <div class="buttons" role="group" aria-label="Make something happen in the preview">
            <button type="button" on:click=click(move |_| make(SimulatedEvent::Follower, "a new follower"))>"New follower"</button>
            <span class="joined">
                <input type="text" inputmode="decimal" aria-label="Amount of the tip" prop:value=live(move || amount.get())
                    on:input=entry(move |event| amount.set(event_target_value(&event))) />
                <button type="button" on:click=click(tip)>"Tip"</button>
            </span>
            <button type="button" on:click=click(reach)>"Goal reached"</button>
            <button type="button" on:click=click(move |_| make(SimulatedEvent::LongName, "a very long name"))>"Very long name"</button>
            <button type="button" on:click=click(move |_| make(SimulatedEvent::Nobody, "nobody yet"))>"Nobody yet"</button>
            <button type="button" disabled=live(move || happened.read().is_empty()) on:click=click(move |_| happened.update(Vec::clear))>"As before"</button>
        </div>
    }
}
