//! Components: one file for each way in which widgets are drawn.
//!
//! A component renders a widget's state. It does not know the API, the address or the
//! poll loop. The style sheet decides on looks and motion: components set classes,
//! `data-*` attributes and numbers as custom properties.

// `#[component]` writes `pub` into private modules.
#![allow(unreachable_pub)]

mod alerts;
mod credits;
mod event_list;
mod goal_bar;
pub mod problem_card;
mod template_text;
mod ticker;
mod timer;
mod widget_card;

use crate::browser::intl::IntlLocale;
use crate::browser::visibility;
use crate::browser::{clock, storage};
use crate::session::Session;
use crate::widget::goal::CountProgress;
use crate::widget::state::{ChangeContext, Content, WidgetState};
use crate::widget::{RenderContext, Widget};
use alerts::run_alerts;
use credits::{CreditsRoll, run_credits};
use event_list::{EventList, Rows};
use goal_bar::{GoalBar, follow_bar};
use leptos::either::EitherOf5;
use leptos::prelude::*;
use std::sync::Arc;
use template_text::TemplateText;
use ticker::{Ticker, TickerTrack, run_ticker};
use timer::run_timer;
use widget_card::{WidgetCard, mark_changes};

/// What all widgets of a page share.
#[derive(Clone, Copy)]
pub struct WidgetContext {
    /// With its leaderboards; `None` before the first session.
    session: Memo<Option<Arc<Session>>>,
    /// Notified when time alone changes what widgets show.
    pub tick: Trigger,
    settings: StoredValue<Settings>,
    /// Whether animations are allowed.
    has_motion: bool,
    /// Seconds per page of a ticker without motion.
    page_seconds: f64,
    /// Called when the content of a widget has changed.
    on_change: fn(),
}

/// What stays the same while a page runs.
struct Settings {
    /// The language and the currency.
    locale: IntlLocale,
    /// The channel and server for which something is stored; `None` to store nothing.
    store: Option<String>,
}

impl Settings {
    /// The full name of what is stored for the channel under this name.
    fn store(&self, name: &str) -> Option<String> {
        Some([name, ":", self.store.as_ref()?].concat())
    }
}

impl WidgetContext {
    /// The context of a page that shows this session. What widgets store is for the channel
    /// `store`.
    pub fn new(
        session: Memo<Option<Arc<Session>>>,
        store: Option<String>,
        locale: IntlLocale,
        has_motion: bool,
        page_seconds: f64,
        on_change: fn(),
    ) -> WidgetContext {
        WidgetContext {
            session,
            tick: Trigger::new(),
            settings: StoredValue::new(Settings { locale, store }),
            has_motion,
            page_seconds,
            on_change,
        }
    }

    /// Calls a function with this session, the locale and the present time.
    fn with_session<T>(
        self,
        session: Option<&Session>,
        function: impl FnOnce(&RenderContext) -> T,
    ) -> T {
        self.settings.with_value(|settings| {
            function(&RenderContext {
                session,
                locale: &settings.locale,
                now: clock::now(),
                stored: &|name| storage::read(&settings.store(name)?),
            })
        })
    }

    /// Calls a function with the present session, locale and time.
    pub fn with_context<T>(self, function: impl FnOnce(&RenderContext) -> T) -> T {
        self.with_session(self.session.read().as_deref(), function)
    }

    /// The state of a widget. It is computed again after a change of the entries that
    /// the widget is drawn from, and at each `tick`.
    fn state(
        self,
        widget: Widget,
        progress: RwSignal<CountProgress>,
        tick: Trigger,
    ) -> Memo<WidgetState> {
        let data_source = widget.base().data_source.clone();
        let own_entries = Memo::new(move |_| {
            let session = self.session.read();
            session
                .as_ref()
                .map(|session| Arc::new(data_source.select(session)))
        });
        Memo::new(move |previous| {
            tick.track();
            let now = ChangeContext {
                has_motion: self.has_motion,
                is_suppressed: visibility::suppress_animations(),
                progress: progress.get_untracked(),
                is_hidden: visibility::is_hidden(),
                visibility: visibility::changes(),
            };
            let session = own_entries.read();
            self.with_session(session.as_deref(), |ctx| widget.state(ctx, previous, now))
        })
    }
}

/// Draws a widget.
///
/// It is rendered again when its state changes, which touches only those nodes and
/// attributes that differ.
#[component]
pub fn WidgetView(
    /// The widget.
    widget: Widget,
    /// What it shares with the other widgets of the page.
    context: WidgetContext,
) -> impl IntoView {
    let progress = RwSignal::new(CountProgress::default());
    let tick = match &widget {
        Widget::Timer(..) | Widget::Alert(..) | Widget::Credits(..) => Trigger::new(),
        _ => context.tick,
    };
    let state = context.state(widget.clone(), progress, tick);
    let is_marked = mark_changes(state, context.on_change);
    let card = NodeRef::new();
    let rows = Rows::default();
    let track = StoredValue::new_local(TickerTrack::default());
    match &widget {
        Widget::Goal(_) => follow_bar(card, state, progress),
        Widget::Ticker(ticker) => run_ticker(card, state, track, ticker.speed, context),
        Widget::Timer(_, timer) => run_timer(timer.clone(), state, tick, context),
        Widget::Alert(_, alerts) => run_alerts(alerts.clone(), state, tick),
        Widget::Credits(_, credits) => {
            run_credits(credits.options.speed, card, state, tick, progress, context);
        }
        Widget::Label(_) | Widget::Counter(_) | Widget::List(_) => {}
    }
    move || {
        let state = state.get();
        let content = match (&widget, state.content.clone()) {
            (Widget::Goal(goal), Content::Goal(state)) => {
                let goal = goal.clone();
                let figure = state.shown_figure(progress.get());
                EitherOf5::A(view! { <GoalBar goal state figure context /> })
            }
            (Widget::Ticker(ticker), Content::List(state)) => {
                let empty = ticker.options.empty.clone();
                EitherOf5::B(view! { <Ticker state empty rows track /> })
            }
            (Widget::List(list), Content::List(state)) => {
                let empty = list.options.empty.clone();
                EitherOf5::C(view! { <EventList state empty rows /> })
            }
            (Widget::Credits(..), Content::Credits(_, state)) => {
                EitherOf5::E(in_full(|| view! { <CreditsRoll state /> }))
            }
            (_, content) => {
                let text = content.text();
                EitherOf5::D(view! { <TemplateText text /> })
            }
        };
        view! { <WidgetCard widget=widget.clone() state is_marked=is_marked() node_ref=card content /> }
    }
}

/// A view that only the full overlay has. Elsewhere it is `()`, so that nothing of its type is in
/// the program.
#[cfg(feature = "full")]
fn in_full<V: IntoView>(view: impl FnOnce() -> V) -> impl IntoView {
    view()
}

#[cfg(not(feature = "full"))]
fn in_full<V: IntoView>(_view: impl FnOnce() -> V) -> impl IntoView {}
