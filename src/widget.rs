//! Widgets: what an address asks for, and what that is with a session.
//!
//! Settings go in, a state comes out that a view only has to draw. All thinking
//! is here and is pure; the language, the session and the present are
//! arguments, together a [`RenderContext`].

mod base;
pub mod format;
pub mod goal;
pub mod list;
pub mod text;
pub mod ticker_layout;

use crate::options::kind::WidgetKind;
use crate::options::reader::OptionReader;
use crate::options::values::EventTypes;
use crate::session::catalogue::{self, Unit};
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Key, Session, Shape};
use crate::widget::format::Locale;
use base::fill;
pub use base::{Colours, WidgetBase};
use goal::Goal;
use list::{List, Ticker};
use std::sync::Arc;
use text::{Counter, Label};

/// What a state is made for.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    /// `None` before the first answer.
    pub session: Option<&'a Session>,
    /// The language and currency of the address.
    pub locale: &'a dyn Locale,
    /// The present.
    pub now: Timestamp,
}

/// What a widget speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum DataSource {
    /// One entry of the session.
    Entry(Key),
    /// All `*-recent` lists together, or those of some sources.
    MergedRecent(EventTypes),
}

impl DataSource {
    /// The word that stands for it in the address and the markup.
    pub fn name(&self) -> &str {
        match self {
            DataSource::Entry(key) => key.as_str(),
            DataSource::MergedRecent(_) => catalogue::RECENT.key,
        }
    }

    /// Words for it.
    pub fn title(&self) -> String {
        catalogue::title(self.name())
    }

    /// Whether a widget of this subject is made of this entry.
    pub fn is_drawn_from(&self, (key, entry): &(Key, Entry)) -> bool {
        match self {
            DataSource::Entry(own) => own == key,
            DataSource::MergedRecent(_) => entry.shape() == Shape::Recent,
        }
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

    /// `None` while there is none, or no figure.
    fn figure(&self, session: Option<&Session>) -> Option<f64> {
        match self.entry(session) {
            Some(Entry::Figure(figure)) => Some(*figure),
            Some(Entry::Event(_) | Entry::Recent(_)) | None => None,
        }
    }
}

/// A widget of one of the kinds, shared by who draws it and who waits for it to
/// change.
#[derive(Clone, Debug, PartialEq)]
pub enum Widget {
    /// A figure on its way to a target.
    Goal(Arc<Goal>),
    /// One event.
    Label(Arc<Label>),
    /// A figure.
    Counter(Arc<Counter>),
    /// Recent events below each other.
    List(Arc<List>),
    /// Recent events running past.
    Ticker(Arc<Ticker>),
}

impl Widget {
    /// Reads a widget of this kind; `None` after a problem.
    pub fn parse(
        data_source: DataSource,
        kind: WidgetKind,
        from: &mut OptionReader,
    ) -> Option<Widget> {
        let base = WidgetBase::parse(data_source, kind, from);
        match kind {
            WidgetKind::Goal => Goal::parse(base, from).map(Arc::new).map(Widget::Goal),
            WidgetKind::Label => Label::parse(base, from).map(Arc::new).map(Widget::Label),
            WidgetKind::Counter => Some(Widget::Counter(Arc::new(Counter { base: base? }))),
            WidgetKind::List => List::parse(base, from).map(Arc::new).map(Widget::List),
            WidgetKind::Ticker => Ticker::parse(base, from).map(Arc::new).map(Widget::Ticker),
        }
    }

    /// What it has in common with every other.
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

    /// Milliseconds until it reads differently though the session is the same;
    /// `None` for never.
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
