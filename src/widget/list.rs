//! The list and the ticker: recent events, below each other or running past.
//!
//! They choose and word their events alike and differ in motion alone, so they
//! share a state.

use super::{DataSource, RenderContext, WidgetBase};
use crate::options;
use crate::options::reader::{OptionReader, settings};
use crate::options::template::Segment;
use crate::options::values::EventTypes;
use crate::session::catalogue;
use crate::session::{Entry, Event, Session, insert_newest_first};

settings! {
    /// Which events are shown.
    ListOptions {
        /// What stands there while there is nobody; empty hides the widget.
        empty: String = EMPTY,
        /// From 1 to 25.
        limit: u8 = LIMIT,
        /// The least amount that is listed; an event of unknown amount always
        /// is.
        least: Option<f64> = LEAST,
    }
}

/// A list's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// What every widget has.
    pub base: WidgetBase,
    /// Which events.
    pub options: ListOptions,
}

/// A ticker's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticker {
    /// What every widget has.
    pub base: WidgetBase,
    /// Which events.
    pub options: ListOptions,
    /// Pixels a second, from 10 to 400.
    pub speed: f64,
}

/// A list or ticker, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct ListState {
    /// Newest first.
    pub items: Vec<Item>,
    /// How many of the newest came last, all at once; none where the others did
    /// not just make room.
    pub arrived: usize,
}

impl ListState {
    /// This state as the one that follows another, knowing what came.
    #[must_use]
    pub fn after(mut self, before: Option<&ListState>) -> ListState {
        let Some(before) = before else { return self };
        let is_old = |item: &Item| before.items.iter().any(|old| old.id == item.id);
        let new = self.items.iter().position(is_old);
        let new = new.unwrap_or(self.items.len());
        let mut pushed = self.items.iter().skip(new).zip(&before.items);
        self.arrived = match new {
            // What came last still did, so that no news is no change.
            0 => before.arrived,
            new if pushed.all(|(item, old)| item.id == old.id) => new,
            _ => 0,
        };
        self
    }
}

/// One event of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Stays with the event from poll to poll, and is its own within the list.
    pub id: String,
    /// What was done, as the markup names it: `tip`.
    pub event_type: String,
    /// What was done, as a noun, where the list mixes sources.
    pub type_label: Option<String>,
    /// What it says.
    pub segments: Vec<Segment>,
    /// The unit behind the amount, by a name that the style sheet knows.
    pub unit: Option<&'static str>,
}

impl List {
    pub(super) fn parse(base: Option<WidgetBase>, from: &mut OptionReader) -> Option<List> {
        let options = ListOptions::parse(from)?;
        Some(List {
            base: base?,
            options,
        })
    }

    /// What the list is in this scene.
    pub fn state(&self, ctx: &RenderContext) -> ListState {
        self.options.state(&self.base, ctx)
    }
}

impl Ticker {
    pub(super) fn parse(base: Option<WidgetBase>, from: &mut OptionReader) -> Option<Ticker> {
        let options = ListOptions::parse(from);
        let speed = from.parse(&options::SPEED);
        Some(Ticker {
            base: base?,
            options: options?,
            speed: speed?,
        })
    }

    /// What the ticker is in this scene.
    pub fn state(&self, ctx: &RenderContext) -> ListState {
        self.options.state(&self.base, ctx)
    }
}

impl ListOptions {
    fn state(&self, base: &WidgetBase, ctx: &RenderContext) -> ListState {
        let mut items: Vec<Item> = Vec::new();
        for event in &self.events(base, ctx) {
            let type_label = match &base.data_source {
                DataSource::Entry(_) => None,
                DataSource::MergedRecent(_) => {
                    Some(catalogue::event_type_label(&event.event_type).to_owned())
                }
            };
            // Two events may be alike to the letter, and still are two.
            let mut id = id(event);
            while items.iter().any(|item| item.id == id) {
                id.push('+');
            }
            items.push(Item {
                id,
                event_type: event.event_type.clone(),
                type_label,
                segments: base.event(event, ctx),
                unit: base.amount_unit(&event.event_type),
            });
        }
        ListState { items, arrived: 0 }
    }

    pub(super) fn changes_in(&self, base: &WidgetBase, ctx: &RenderContext) -> Option<f64> {
        base.ages_change_in(|| self.events(base, ctx), ctx.now)
    }

    fn events(&self, base: &WidgetBase, ctx: &RenderContext) -> Vec<Event> {
        let listed = |event: &&Event| match (self.least, event.amount) {
            (Some(least), Some(amount)) => amount >= least,
            (Some(_) | None, _) => true,
        };
        let limit = usize::from(self.limit);
        match &base.data_source {
            DataSource::Entry(_) => match base.data_source.entry(ctx.session) {
                Some(Entry::Recent(events)) => {
                    events.iter().filter(listed).take(limit).cloned().collect()
                }
                Some(Entry::Figure(_) | Entry::Event(_)) | None => Vec::new(),
            },
            DataSource::MergedRecent(only) => {
                let mut events = Vec::new();
                for event in recent(only, ctx).filter(listed) {
                    insert_newest_first(event.clone(), &mut events);
                }
                events.truncate(limit);
                events
            }
        }
    }
}

/// The events of every `*-recent` list of these sources.
fn recent<'a>(only: &EventTypes, ctx: &RenderContext<'a>) -> impl Iterator<Item = &'a Event> {
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
    // Whole milliseconds, so that no float has to be printed.
    #[allow(clippy::cast_possible_truncation)]
    let created = event.created.map_or(0, |moment| moment.0 as i64);
    [
        &event.event_type,
        "/",
        &event.name,
        "/",
        &created.to_string(),
    ]
    .concat()
}
