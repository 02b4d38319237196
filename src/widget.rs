//! Widgets: the settings of an address, and the state that they give for a session.
//!
//! All decisions are made here, in pure functions, so that a component only draws a
//! state. The session, the language and the time are arguments, together a
//! [`RenderContext`].

mod base;
pub mod format;
pub mod goal;
pub mod list;
pub mod state;
pub mod text;
pub mod ticker_layout;

use crate::options::kind::WidgetKind;
use crate::options::reader::OptionReader;
use crate::options::values::EventTypes;
use crate::session::catalogue::{self, Unit};
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Key, Session, Shape};
use crate::widget::format::Locale;
use base::render_template;
pub use base::{Colours, WidgetBase};
use goal::Goal;
use list::{List, Ticker};
use std::sync::Arc;
use text::{Counter, Label};

/// What a widget's state depends on, besides its settings.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    /// `None` before the first response.
    pub session: Option<&'a Session>,
    /// The language and currency of the address.
    pub locale: &'a dyn Locale,
    /// The present time.
    pub now: Timestamp,
}

/// The part of a session that a widget draws.
#[derive(Clone, Debug, PartialEq)]
pub enum DataSource {
    /// One entry.
    Entry(Key),
    /// The `*-recent` lists of these event types, merged.
    MergedRecent(EventTypes),
}

impl DataSource {
    /// Its name in the address and in the markup.
    pub fn name(&self) -> &str {
        match self {
            DataSource::Entry(key) => key.as_str(),
            DataSource::MergedRecent(_) => catalogue::RECENT.key,
        }
    }

    /// The default title of a widget that draws it.
    pub fn title(&self) -> String {
        catalogue::title(self.name())
    }

    /// The entries that a widget with this source is drawn from.
    pub fn select(&self, session: &Session) -> Session {
        session.filter(|key, entry| match self {
            DataSource::Entry(own) => own == key,
            DataSource::MergedRecent(_) => entry.shape() == Shape::Recent,
        })
    }

    fn unit(&self) -> Unit {
        match self {
            DataSource::Entry(key) => catalogue::unit(key.as_str()),
            DataSource::MergedRecent(_) => Unit::Plain,
        }
    }

    fn entry<'a>(&self, session: Option<&'a Session>) -> Option<&'a Entry> {
        match self {
            DataSource::Entry(key) => session?.get(key.as_str()),
            DataSource::MergedRecent(_) => None,
        }
    }

    /// `None` if the entry is missing or no figure.
    fn figure(&self, session: Option<&Session>) -> Option<f64> {
        match self.entry(session) {
            Some(Entry::Figure(figure)) => Some(*figure),
            Some(Entry::Event(_) | Entry::Recent(_)) | None => None,
        }
    }
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
        }
    }

    /// Its kind.
    pub fn kind(&self) -> WidgetKind {
        match self {
            Widget::Goal(_) => WidgetKind::Goal,
            Widget::Label(_) => WidgetKind::Label,
            Widget::Counter(_) => WidgetKind::Counter,
            Widget::List(_) => WidgetKind::List,
            Widget::Ticker(_) => WidgetKind::Ticker,
        }
    }

    /// Milliseconds until time alone changes the text; `None` if it never does.
    pub fn changes_in(&self, ctx: &RenderContext) -> Option<f64> {
        match self {
            Widget::Goal(goal) => goal.changes_in(ctx),
            Widget::Label(label) => label.changes_in(ctx),
            Widget::Counter(_) => None,
            Widget::List(list) => list.options.changes_in(&list.base, ctx),
            Widget::Ticker(ticker) => ticker.options.changes_in(&ticker.base, ctx),
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
