//! The timer of an overlay: when it ends, and a new address with more or less time.

use super::state::DockState;
use crate::api::credential_store;
use crate::browser::{clipboard, clock, js_number, location, storage};
use crate::overlay::TIMER_ADDRESS;
use crate::session::timestamp::Timestamp;
use crate::studio::timers::OverlayTimer;
use crate::widget::RenderContext;
use crate::widget::format::{self, Locale};
use crate::widget::timer::TimerState;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The steps by which the time is changed, in minutes.
const STEPS: [f64; 4] = [-5.0, 5.0, 15.0, 60.0];

/// The timer that the dock shows, and the address that is typed for it.
#[derive(Clone, Copy)]
pub(super) struct DockTimer {
    typed: RwSignal<String>,
    timer: Memo<Option<OverlayTimer>>,
}

impl DockTimer {
    /// The timer of the typed address, or else that of an overlay of this browser, if there is
    /// one.
    pub(super) fn new(dock: DockState) -> DockTimer {
        let typed = RwSignal::new(String::new());
        let timer = Memo::new(move |_| {
            let typed = typed.read();
            if !typed.trim().is_empty() {
                return OverlayTimer::find(&typed);
            }
            // An overlay may have started since the last change.
            dock.feed.track();
            OverlayTimer::find(&dock.stored(TIMER_ADDRESS)?)
        });
        DockTimer { typed, timer }
    }

    fn is_found(self) -> bool {
        self.timer.read().is_some()
    }
}

/// The timer, if there is one.
#[component]
pub(super) fn TimerPanel(timer: DockTimer) -> impl IntoView {
    view! {
        <Show when=move || timer.is_found()>
            <section class="pane" aria-labelledby="timer">
                <h2 id="timer">"Timer"</h2>
                <TimerControls timer=timer.timer />
            </section>
        </Show>
    }
}

/// The address of an overlay whose timer the dock shows instead.
#[component]
pub(super) fn TimerSource(timer: DockTimer) -> impl IntoView {
    let DockTimer { typed, .. } = timer;
    let message = move || match typed.read().trim() {
        "" => "",
        _ if timer.is_found() => "Its timer is shown at the top.",
        _ => "There is no timer in this address.",
    };
    let is_error = move || !timer.is_found();
    view! {
        <details class="pane">
            <summary>
                <h2>"Another overlay's timer"</h2>
            </summary>
            <label class="field">
                "Address of an overlay with a timer"
                <input type="password" autocomplete="off" bind:value=typed />
            </label>
            <p class="help" class:error=is_error role="status">
                {message}
            </p>
        </details>
    }
}

#[component]
fn TimerControls(timer: Memo<Option<OverlayTimer>>) -> impl IntoView {
    let dock = DockState::from_context();
    let now = RwSignal::new(clock::now());
    let tick = move || now.set(clock::now());
    if let Ok(interval) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || interval.clear());
    }
    let state = Memo::new(move |_| dock.timer_state(timer.read().as_ref()?, now.get()));
    let end = move || state.read().as_ref().and_then(|state| state.end);
    let texts = move || Some(texts(dock, timer.read().as_ref()?, end()?, now.get()));
    let left = move || texts().map_or_else(|| "—".to_owned(), |[left, _]| left);
    let rest = move || texts().map(|[_, rest]| rest);
    let minutes = RwSignal::new(0.0);
    let step = move |by: f64| {
        let sign = if by < 0.0 { "−" } else { "+" };
        let label = [sign, &js_number(by.abs()), " min"].concat();
        view! {
            <button type="button" on:click=move |_| minutes.update(|minutes| *minutes += by)>
                {label}
            </button>
        }
    };
    view! {
        <p class="timer-left">{left}</p>
        <p class="help">{rest}</p>
        <div class="buttons" role="group" aria-label="More or less time">
            {STEPS.map(step).collect_view()}
        </div>
        <Show when=move || minutes.get() != 0.0>
            <NewAddress timer end=Signal::derive(end) minutes />
        </Show>
    }
}

/// The time left; and when it ends and what was added.
fn texts(dock: DockState, timer: &OverlayTimer, end: Timestamp, now: Timestamp) -> [String; 2] {
    let left = format::clock(timer.timer.left(end, now));
    let added = format::clock(timer.timer.added(end));
    let end = dock
        .locale
        .with_value(|locale| locale.time_of_day(end, now));
    [left, format!("Ends at {end}. {added} was added.")]
}

/// The address of the overlay with more or less time.
#[component]
fn NewAddress(
    timer: Memo<Option<OverlayTimer>>,
    end: Signal<Option<Timestamp>>,
    minutes: RwSignal<f64>,
) -> impl IntoView {
    let dock = DockState::from_context();
    let message = RwSignal::new("");
    let change = move || {
        let verb = if minutes.get() < 0.0 { "less" } else { "more" };
        format!("{} minutes {verb}", js_number(minutes.get().abs()))
    };
    let address = move || {
        let (timer, feed) = (timer.read_untracked(), dock.feed.read_untracked());
        let (timer, session) = (timer.as_ref()?, feed.session.as_ref()?);
        let seconds = minutes.get_untracked() * 60.0;
        let query = timer.with_more_time(end.get_untracked()?, seconds, session, js_number);
        Some([&location::base_url(), "?", &query, &timer.fragment].concat())
    };
    let copy = move |_| {
        spawn_local(async move {
            let copied = match address() {
                Some(address) => clipboard::copy(&address).await,
                None => false,
            };
            message.try_set(if copied {
                copied_text(dock, timer)
            } else {
                NOT_COPIED
            });
        });
    };
    view! {
        <div class="row new-address">
            <span>{change}</span>
            <button type="button" class="main" on:click=copy>
                "Copy the new address"
            </button>
            <button type="button" class="plain" on:click=move |_| minutes.set(0.0)>
                "Discard"
            </button>
        </div>
        <p class="help" role="status">
            {message}
        </p>
    }
}

const NOT_COPIED: &str = "The browser does not allow copying, or the session is not loaded yet.";

/// What to do with the address: it may lack the credential.
fn copied_text(dock: DockState, timer: Memo<Option<OverlayTimer>>) -> &'static str {
    let has_fragment = timer
        .read_untracked()
        .as_ref()
        .is_some_and(|own| !own.fragment.is_empty());
    if has_fragment || credential_store::load(&dock.api().1).is_some() {
        "Copied. Paste it as the URL of the browser source in OBS."
    } else {
        "Copied without a token. In OBS, replace the URL of the browser source up to its #, and \
         keep what follows."
    }
}

impl DockState {
    /// What an overlay of this browser has stored for the channel under this name.
    fn stored(self, name: &str) -> Option<String> {
        let (client, channel) = self.api();
        storage::read(&[name, ":", channel.as_str(), " ", client.origin()].concat())
    }

    fn timer_state(self, timer: &OverlayTimer, now: Timestamp) -> Option<TimerState> {
        let session = self.feed.read().session.clone();
        self.locale.with_value(|locale| {
            let ctx = RenderContext {
                session: session.as_deref(),
                locale,
                now,
                stored: &|name| self.stored(name),
            };
            Some(timer.timer.state(&ctx, None))
        })
    }
}
