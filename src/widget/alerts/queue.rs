//! The queue of alerts: which events are new, and which of them is shown.

use crate::options::values::EventTypes;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, News, Session, catalogue};

/// How many alerts wait beside the one that is shown.
const MAX_WAITING: usize = 20;
/// How many events are remembered; the lists of a session have about three hundred.
const MAX_KNOWN: usize = 2_000;
/// After a pause, what is this much older than the newest event is no news, in milliseconds.
const MAX_AGE: f64 = 120_000.0;
/// Milliseconds between two alerts.
const GAP: f64 = 250.0;

/// What is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Alert {
    /// An event.
    Event(Event),
    /// An event type, and the number of its events that are not shown one by one.
    More(String, usize),
}

impl Alert {
    /// The event type.
    pub fn event_type(&self) -> &str {
        match self {
            Alert::Event(event) => &event.event_type,
            Alert::More(event_type, _) => event_type,
        }
    }
}

/// The alerts of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlertQueue {
    /// The events of all sessions so far; `None` before the first.
    known: Option<Vec<Event>>,
    /// Oldest first.
    waiting: Vec<Event>,
    /// How many events of a type did not fit.
    more: Vec<(String, usize)>,
    /// What is shown, when it begins to leave, and when it has left.
    shown: Option<(Alert, Timestamp, Timestamp)>,
    /// When the next one may be shown.
    free_at: Option<Timestamp>,
    /// How many were shown.
    pub number: u32,
}

/// Which events are alerts.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// The event types.
    pub only: &'a EventTypes,
    /// The smallest amount. An event of unknown amount is always an alert.
    pub least: Option<f64>,
}

impl Filter<'_> {
    fn accepts(self, event: &Event) -> bool {
        let is_enough = match (self.least, event.amount) {
            (Some(least), Some(amount)) => amount >= least,
            (Some(_) | None, _) => true,
        };
        is_enough && self.only.includes(&event.event_type)
    }
}

impl AlertQueue {
    /// Notes the events of a session. Those that are new and pass the filter wait from now on.
    pub fn receive(&mut self, session: &Session, filter: Filter) {
        let events = events(session);
        let news = match self.known {
            Some(_) => session.received.news,
            None => News::None,
        };
        let mut known = self.known.take().unwrap_or_default();
        let times = known.iter().filter_map(|event| event.created);
        let newest = times.map(|time| time.0).fold(f64::NEG_INFINITY, f64::max);
        let is_old = |event: &Event| {
            let created = event.created.map_or(f64::INFINITY, |created| created.0);
            created < newest - MAX_AGE
        };
        for (event, has_list) in events {
            // The latest event of a type without a list may be like an earlier one.
            let same_type = known.iter().rev();
            let mut same_type = same_type.filter(|own| own.event_type == event.event_type);
            let is_known = if has_list {
                same_type.any(|known| is_same(known, &event))
            } else {
                same_type.next().is_some_and(|known| is_same(known, &event))
            };
            if is_known {
                continue;
            }
            let is_news = match news {
                News::All => true,
                News::Recent => !is_old(&event),
                News::None => false,
            };
            if is_news && filter.accepts(&event) {
                self.push(event.clone());
            }
            known.push(event);
        }
        let surplus = known.len().saturating_sub(MAX_KNOWN);
        known.drain(..surplus);
        self.known = Some(known);
    }

    /// Empties the queue, but forgets no event.
    pub fn clear(&mut self) {
        self.waiting.clear();
        self.more.clear();
        self.shown = None;
    }

    /// Ends what has been shown for `hold` milliseconds and has left for `leave`, and shows the
    /// next one.
    pub fn advance(&mut self, now: Timestamp, hold: f64, leave: f64) {
        if let Some((.., left)) = self.shown
            && left <= now
        {
            self.shown = None;
            self.free_at = Some(Timestamp(now.0 + GAP));
        }
        let is_free = self.shown.is_none() && self.free_at.is_none_or(|free| free <= now);
        if !is_free {
            return;
        }
        self.free_at = None;
        let next = if self.waiting.is_empty() {
            let more = (!self.more.is_empty()).then(|| self.more.remove(0));
            more.map(|(event_type, count)| Alert::More(event_type, count))
        } else {
            Some(Alert::Event(self.waiting.remove(0)))
        };
        if let Some(next) = next {
            self.number += 1;
            let leaves = Timestamp(now.0 + hold);
            self.shown = Some((next, leaves, Timestamp(leaves.0 + leave)));
        }
    }

    /// What is shown.
    pub fn shown(&self) -> Option<&Alert> {
        self.shown.as_ref().map(|(alert, ..)| alert)
    }

    /// Whether it leaves.
    pub fn is_leaving(&self, now: Timestamp) -> bool {
        matches!(&self.shown, Some((_, leaves, _)) if *leaves <= now)
    }

    /// When to [`AlertQueue::advance`] next; `None` if nothing is shown or waits.
    pub fn due(&self, now: Timestamp) -> Option<Timestamp> {
        match &self.shown {
            Some((_, leaves, _)) if now < *leaves => Some(*leaves),
            Some((.., left)) => Some(*left),
            None => self.free_at,
        }
    }

    fn push(&mut self, event: Event) {
        if self.waiting.len() < MAX_WAITING + usize::from(self.shown.is_none()) {
            self.waiting.push(event);
            return;
        }
        let own = |(event_type, _): &&mut (String, usize)| *event_type == event.event_type;
        match self.more.iter_mut().find(own) {
            Some((_, count)) => *count += 1,
            None => self.more.push((event.event_type, 1)),
        }
    }
}

/// Whether two events are the same one: by their ids, or else by all that is known.
fn is_same(one: &Event, other: &Event) -> bool {
    if !one.id.is_empty() && !other.id.is_empty() {
        return one.id == other.id;
    }
    one.event_type == other.event_type
        && one.name == other.name
        && one.amount == other.amount
        && one.created == other.created
}

/// The events of a session, oldest first, and whether their type has a list: those of the
/// recent lists, and the latest of each type without one.
fn events(session: &Session) -> Vec<(Event, bool)> {
    let mut events: Vec<(Event, bool)> = Vec::new();
    for (key, entry) in session.entries() {
        let key = key.as_str();
        let event_type = catalogue::event_type_of(key);
        let list = [event_type, "-recent"].concat();
        let has_list = catalogue::find(&list).is_some() || session.get(&list).is_some();
        let own: &[Event] = match entry {
            Entry::Recent(own) if list == key => own,
            Entry::Event(Some(event)) if key.ends_with("-latest") && !has_list => {
                std::slice::from_ref(event)
            }
            Entry::Recent(_) | Entry::Event(_) | Entry::Figure(_) => &[],
        };
        for event in own.iter().rev() {
            let time = |event: &Event| event.created.map_or(f64::INFINITY, |time| time.0);
            let at = events.partition_point(|(earlier, _)| time(earlier) <= time(event));
            events.insert(at, (event.clone(), has_list));
        }
    }
    events
}

#[cfg(test)]
mod tests;
