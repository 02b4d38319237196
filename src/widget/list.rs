//! The list and the ticker, which draw recent events.
//!
//! They select and render their events alike and only differ in motion, so they
//! share a state.

use super::{DataSource, RenderContext, WidgetBase};
use crate::options;
use crate::options::reader::{OptionReader, settings};
use crate::options::template::Segment;
use crate::options::values::EventTypes;
use crate::session::catalogue;
use crate::session::{Entry, Event, Session, insert_newest_first};

settings! {
    /// The options that select events.
    ListOptions {
        /// The text without events. If it is empty, the widget is hidden then.
        empty: String = EMPTY,
        /// From 1 to 25.
        limit: u8 = LIMIT,
        /// The smallest amount that is listed. An event of unknown amount is always
        /// listed.
        least: Option<f64> = LEAST,
    }
}

/// The settings of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Which events are listed.
    pub options: ListOptions,
}

/// The settings of a ticker.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticker {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Which events are listed.
    pub options: ListOptions,
    /// Pixels per second, from 10 to 400.
    pub speed: f64,
}

/// The state of a list or a ticker.
#[derive(Clone, Debug, PartialEq)]
pub struct ListState {
    /// Newest first.
    pub items: Vec<Item>,
    /// How many items the last update added at the front; 0 if anything else
    /// changed as well.
    pub arrived: usize,
    /// The name of the last fault of a leaderboard's requests.
    pub fault: Option<&'static str>,
}

impl ListState {
    /// This state with `arrived`, and `moved` of each item, computed from the state before it.
    #[must_use]
    pub fn after(mut self, previous: Option<&ListState>) -> ListState {
        let Some(previous) = previous else {
            return self;
        };
        self.note_moves(previous);
        let is_old = |item: &Item| previous.items.iter().any(|old| old.id == item.id);
        let new = self.items.iter().position(is_old);
        let new = new.unwrap_or(self.items.len());
        let mut moved = self.items.iter().skip(new).zip(&previous.items);
        self.arrived = match new {
            // An update without new items must give an equal state.
            0 => previous.arrived,
            new if moved.all(|(item, old)| item.id == old.id) => new,
            _ => 0,
        };
        self
    }

    fn note_moves(&mut self, previous: &ListState) {
        let ids = self.items.iter().map(|item| &item.id);
        let is_same = ids.eq(previous.items.iter().map(|item| &item.id));
        for (at, item) in (0_i8..).zip(&mut self.items) {
            let Some(moved) = &mut item.moved else {
                return;
            };
            let mut old = (0_i8..).zip(&previous.items);
            let old = old.find(|(_, old)| old.id == item.id);
            *moved = match old {
                // An update without a new order must give an equal state.
                Some((_, old)) if is_same => old.moved.unwrap_or_default(),
                Some((old_at, _)) => old_at - at,
                None => 0,
            };
        }
    }
}

/// One event of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Unique in the list, and the same at every poll.
    pub id: String,
    /// Its name in the markup: `tip`.
    pub event_type: String,
    /// The label of the event type, if the list has several types.
    pub type_label: Option<String>,
    /// The rendered template.
    pub segments: Vec<Segment>,
    /// The name of the amount's unit in the markup; `None` for no unit.
    pub unit: Option<&'static str>,
    /// How many places it has risen with the last change of places; negative if it has
    /// fallen. `None` if the list has no places.
    pub moved: Option<i8>,
}

impl List {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<List> {
        let options = ListOptions::parse(reader)?;
        Some(List {
            base: base?,
            options,
        })
    }

    /// The state of the list in this context.
    pub fn state(&self, ctx: &RenderContext) -> ListState {
        self.options.state(&self.base, ctx)
    }
}

impl Ticker {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Ticker> {
        let options = ListOptions::parse(reader);
        let speed = reader.parse(&options::SPEED);
        Some(Ticker {
            base: base?,
            options: options?,
            speed: speed?,
        })
    }

    /// The state of the ticker in this context.
    pub fn state(&self, ctx: &RenderContext) -> ListState {
        self.options.state(&self.base, ctx)
    }
}

impl ListOptions {
    fn state(&self, base: &WidgetBase, ctx: &RenderContext) -> ListState {
        let mut items: Vec<Item> = Vec::new();
        let is_ranked = matches!(base.data_source, DataSource::Leaderboard(_));
        let is_mixed = matches!(base.data_source, DataSource::MergedRecent(_));
        for (event, rank) in &self.events(base, ctx) {
            let label = || catalogue::event_type_label(&event.event_type).to_owned();
            // Two events may have the same name and time.
            let mut id = id(event);
            while items.iter().any(|item| item.id == id) {
                id.push('+');
            }
            items.push(Item {
                id,
                event_type: event.event_type.clone(),
                type_label: is_mixed.then(label),
                segments: base.render_event(event, is_ranked.then_some(*rank), ctx),
                unit: base.unit_name(&event.event_type),
                moved: is_ranked.then_some(0),
            });
        }
        let board = base.data_source.leaderboard(ctx.session);
        ListState {
            items,
            arrived: 0,
            fault: board.and_then(|board| board.fault),
        }
    }

    pub(super) fn changes_in(&self, base: &WidgetBase, ctx: &RenderContext) -> Option<f64> {
        let events = || self.events(base, ctx).into_iter().map(|(event, _)| event);
        base.ages_change_in(events, ctx.now)
    }

    /// The events to list, each with its place in the list that has all.
    fn events(&self, base: &WidgetBase, ctx: &RenderContext) -> Vec<(Event, usize)> {
        let is_listed = |event: &Event| match (self.least, event.amount) {
            (Some(least), Some(amount)) => amount >= least,
            (Some(_) | None, _) => true,
        };
        let limit = usize::from(self.limit);
        if let DataSource::MergedRecent(only) = &base.data_source {
            let mut events = Vec::new();
            for event in recent_events(only, ctx).filter(|event| is_listed(event)) {
                insert_newest_first(event.clone(), &mut events);
            }
            return events.into_iter().zip(1..).take(limit).collect();
        }
        let board = base.data_source.leaderboard(ctx.session);
        let places = board.and_then(|board| board.places.as_ref());
        let events = match base.data_source.entry(ctx.session) {
            Some(Entry::Recent(events)) => Some(events),
            Some(Entry::Figure(_) | Entry::Event(_)) | None => places,
        };
        let events = events.into_iter().flatten().zip(1..);
        let listed = events.filter(|(event, _)| is_listed(event)).take(limit);
        listed.map(|(event, rank)| (event.clone(), rank)).collect()
    }
}

/// The events of all `*-recent` lists of these event types.
fn recent_events<'a>(
    only: &EventTypes,
    ctx: &RenderContext<'a>,
) -> impl Iterator<Item = &'a Event> {
    let entries = ctx.session.into_iter().flat_map(Session::entries);
    entries.flat_map(|(key, entry)| {
        let event_type = key.as_str().strip_suffix("-recent");
        match entry {
            Entry::Recent(list)
                if event_type.is_some_and(|event_type| only.includes(event_type)) =>
            {
                list.as_slice()
            }
            Entry::Recent(_) | Entry::Figure(_) | Entry::Event(_) => &[],
        }
    })
}

fn id(event: &Event) -> String {
    if !event.id.is_empty() {
        return event.id.clone();
    }
    // As an integer, because the code that formats floats adds to the download.
    #[allow(clippy::cast_possible_truncation)]
    let created = event.created.map_or(0, |created| created.0 as i64);
    format!("{}/{}/{created}", event.event_type, event.name)
}

#[cfg(test)]
mod tests;
