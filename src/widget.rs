//! Widgets: the settings of an address, and the state that they give for a session.
//!
//! All decisions are made here, in pure functions, so that a component only draws a
//! state. The session, the language and the time are arguments, together a
//! [`RenderContext`].

pub mod alerts;
mod base;
pub mod credits;
mod data_source;
pub mod format;
pub mod goal;
pub mod list;
pub mod state;
pub mod text;
pub mod ticker_layout;
pub mod timer;

use crate::options::full::Full;
use crate::options::kind::WidgetKind;
use crate::options::reader::OptionReader;
use crate::session::Session;
use crate::session::timestamp::Timestamp;
use crate::widget::format::Locale;
use alerts::Alerts;
pub use base::{Colours, WidgetBase};
use credits::CreditsRoll;
pub use data_source::DataSource;
use goal::Goal;
use list::{List, Ticker};
use std::sync::Arc;
use text::{Counter, Label};
use timer::Timer;

/// What a widget's state depends on, besides its settings.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    /// `None` before the first response.
    pub session: Option<&'a Session>,
    /// The language and currency of the address.
    pub locale: &'a dyn Locale,
    /// The present time.
    pub now: Timestamp,
    /// What this browser has stored for the channel, by its name.
    pub stored: &'a dyn Fn(&str) -> Option<String>,
}

/// A widget of one of the kinds. It is shared by the component that draws it and by
/// the timer that redraws it.
#[derive(Clone, Debug, PartialEq)]
pub enum Widget {
    /// A figure and its target.
    Goal(Arc<Goal>),
    /// One event.
    Label(Arc<Label>),
    /// A figure.
    Counter(Arc<Counter>),
    /// Recent events, one per line.
    List(Arc<List>),
    /// Recent events that move past.
    Ticker(Arc<Ticker>),
    /// The time until an end.
    Timer(Full, Arc<Timer>),
    /// Shows each new event once, one after another.
    Alert(Full, Arc<Alerts>),
    /// Everybody of a stream.
    Credits(Full, Arc<CreditsRoll>),
}

impl Widget {
    /// Parses the options of a widget of this kind. `None` after a problem.
    pub fn parse(
        data_source: DataSource,
        kind: WidgetKind,
        reader: &mut OptionReader,
    ) -> Option<Widget> {
        let base = WidgetBase::parse(data_source, kind, reader);
        match kind {
            WidgetKind::Goal => Goal::parse(base, reader).map(Arc::new).map(Widget::Goal),
            WidgetKind::Label => Label::parse(base, reader).map(Arc::new).map(Widget::Label),
            WidgetKind::Counter => Some(Widget::Counter(Arc::new(Counter { base: base? }))),
            WidgetKind::List => List::parse(base, reader).map(Arc::new).map(Widget::List),
            WidgetKind::Ticker => Ticker::parse(base, reader)
                .map(Arc::new)
                .map(Widget::Ticker),
            WidgetKind::Timer => Some(Widget::Timer(
                Full::get()?,
                Timer::parse(base, reader)?.into(),
            )),
            WidgetKind::Alert => Some(Widget::Alert(
                Full::get()?,
                Alerts::parse(base, reader)?.into(),
            )),
            WidgetKind::Credits => Some(Widget::Credits(
                Full::get()?,
                CreditsRoll::parse(base, reader)?.into(),
            )),
        }
    }

    /// The settings that all widgets have.
    pub fn base(&self) -> &WidgetBase {
        match self {
            Widget::Goal(goal) => &goal.base,
            Widget::Label(label) => &label.base,
            Widget::Counter(counter) => &counter.base,
            Widget::List(list) => &list.base,
            Widget::Ticker(ticker) => &ticker.base,
            Widget::Timer(_, timer) => &timer.base,
            Widget::Alert(_, alerts) => &alerts.base,
            Widget::Credits(_, credits) => &credits.base,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> WidgetKind {
        self.base().kind
    }

    /// Milliseconds until time alone changes the text; `None` if it never does. Timers,
    /// alerts and credits have a tick of their own.
    pub fn changes_in(&self, ctx: &RenderContext) -> Option<f64> {
        match self {
            Widget::Goal(goal) => goal.changes_in(ctx),
            Widget::Label(label) => label.changes_in(ctx),
            Widget::Counter(_) | Widget::Timer(..) | Widget::Alert(..) | Widget::Credits(..) => {
                None
            }
            Widget::List(list) => list.options.changes_in(&list.base, ctx),
            Widget::Ticker(ticker) => ticker.options.changes_in(&ticker.base, ctx),
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
