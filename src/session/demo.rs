//! A built-in session that changes by itself: follows and tips arrive, goals fill.
//!
//! It depends only on its start time and the number of steps since then, so the
//! same step always gives the same session.

use crate::session::catalogue;
use crate::session::demo_data::{FIGURES, GOAL_LIMITS, LISTS, MESSAGES, NAMES, TIERS, TIPS};
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Key, Session};

/// Milliseconds from one event to the next.
pub const STEP_MS: f64 = 4_000.0;

/// The length of a recent list, as in the API.
const MAX_RECENT: usize = 25;
/// Steps before the start, so that no list is empty.
const INITIAL_STEPS: u32 = 40;
/// About a day.
const MAX_CATCH_UP_STEPS: u32 = 20_000;

/// A made-up stream.
#[derive(Clone, Debug)]
pub struct Demo {
    start: Timestamp,
    steps: u32,
    figures: Vec<(&'static str, f64)>,
    recent: Vec<(&'static str, Vec<Event>)>,
    tops: Vec<(&'static str, Event)>,
}

impl Demo {
    /// A stream that starts at this time, with some earlier events.
    pub fn new(start: Timestamp) -> Demo {
        let mut demo = Demo {
            start,
            steps: 0,
            figures: FIGURES.to_vec(),
            recent: LISTS.iter().map(|list| (*list, Vec::new())).collect(),
            tops: Vec::new(),
        };
        for _ in 0..INITIAL_STEPS {
            demo.step();
        }
        demo
    }

    /// Runs all steps until `now` and returns whether there were any. After a long
    /// pause only the last [`MAX_CATCH_UP_STEPS`] are run.
    pub fn advance(&mut self, now: Timestamp) -> bool {
        let steps = (now.since(self.start) / STEP_MS).clamp(0.0, 1e9);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
        let due = steps as u32 + INITIAL_STEPS;
        let has_changed = due > self.steps;
        self.steps = self.steps.max(due.saturating_sub(MAX_CATCH_UP_STEPS));
        while self.steps < due {
            self.step();
        }
        has_changed
    }

    /// Milliseconds from `now` until the next step.
    pub fn next_in(&self, now: Timestamp) -> f64 {
        let steps = (now.since(self.start) / STEP_MS).floor();
        Timestamp(self.start.0 + (steps + 1.0) * STEP_MS).since(now)
    }

    /// The current session. Like a real one, it has all known keys; those that the
    /// demo does not use are empty.
    pub fn session(&self) -> Session {
        let mut entries: Vec<(Key, Entry)> = Vec::new();
        for (key, figure) in &self.figures {
            entries.push((Key::from(*key), Entry::Figure(*figure)));
        }
        for (list, events) in &self.recent {
            let latest = format!("{}-latest", catalogue::event_type_of(list));
            entries.push((Key(latest), Entry::Event(events.first().cloned())));
            entries.push((Key::from(*list), Entry::Recent(events.clone())));
        }
        for (key, event) in &self.tops {
            entries.push((Key::from(*key), Entry::Event(Some(event.clone()))));
        }
        for row in catalogue::ROWS {
            if !entries.iter().any(|(key, _)| key.as_str() == row.key) {
                entries.push((Key::from(row.key), row.shape.empty_entry()));
            }
        }
        Session::new(entries)
    }

    fn step(&mut self) {
        let random = pseudo_random(self.steps);
        let steps_since_start = f64::from(self.steps) - f64::from(INITIAL_STEPS) + 1.0;
        let mut event = Event {
            event_type: String::new(),
            name: pick(&NAMES, random >> 3).to_owned(),
            amount: None,
            message: String::new(),
            tier: String::new(),
            sender: String::new(),
            created: Some(Timestamp(self.start.0 + steps_since_start * STEP_MS)),
            id: format!("demo-{}", self.steps),
        };
        let message = pick(&MESSAGES, random >> 9);
        let tip = pick(&TIPS, random >> 13);
        // Every second step is a follow or a tip, the events most widgets draw.
        let (event_type, count) = match (self.steps % 4, (random >> 17) % 4) {
            (0, _) => ("follower", 1.0),
            (2, _) => {
                event.amount = Some(tip);
                message.clone_into(&mut event.message);
                ("tip", tip)
            }
            (_, 0) => {
                let bits = tip.floor() * 50.0;
                event.amount = Some(bits);
                message.clone_into(&mut event.message);
                ("cheer", bits)
            }
            (_, 1 | 2) => {
                event.amount = Some(f64::from((random >> 21) % 36 + 1));
                pick(&TIERS, random >> 19).clone_into(&mut event.tier);
                ("subscriber", 1.0)
            }
            _ => {
                event.amount = Some(f64::from((random >> 15) % 300 + 4));
                ("raid", 0.0)
            }
        };
        self.steps += 1;
        event_type.clone_into(&mut event.event_type);
        self.add(event_type, count);
        self.update_top_lists(&event);
        let is_own = |(list, _): &&mut (&str, _)| catalogue::event_type_of(list) == event_type;
        if let Some((_, events)) = self.recent.iter_mut().find(is_own) {
            events.insert(0, event);
            events.truncate(MAX_RECENT);
        }
    }

    /// Adds to all figures of this event type. A goal far above its target starts
    /// again at zero, as if the streamer had reset it.
    fn add(&mut self, event_type: &str, count: f64) {
        for (key, figure) in &mut self.figures {
            if catalogue::event_type_of(key) != event_type {
                continue;
            }
            *figure += if key.ends_with("-count") { 1.0 } else { count };
            let limit = GOAL_LIMITS.iter().find(|(goal, _)| goal == key);
            if limit.is_some_and(|(_, limit)| *figure > *limit) {
                *figure = 0.0;
            }
        }
    }

    /// Replaces the top events of its type that have a smaller amount.
    fn update_top_lists(&mut self, event: &Event) {
        for row in catalogue::ROWS {
            let has = |word| row.key.split('-').any(|part| part == word);
            if !has("top") || catalogue::event_type_of(row.key) != event.event_type {
                continue;
            }
            let bonus = if has("alltime") { 250.0 } else { 0.0 };
            let event = Event {
                amount: Some(event.amount.map_or(0.0, |amount| amount + bonus)),
                ..event.clone()
            };
            match self.tops.iter_mut().find(|(key, _)| *key == row.key) {
                Some((_, top)) if top.amount >= event.amount => {}
                Some((_, top)) => *top = event,
                None => self.tops.push((row.key, event)),
            }
        }
    }
}

fn pick<T: Copy + Default>(items: &[T], random: u32) -> T {
    let at = random as usize % items.len().max(1);
    items.get(at).copied().unwrap_or_default()
}

/// The finaliser of Murmur3: always the same number for the same step.
fn pseudo_random(step: u32) -> u32 {
    let mut mixed = step.wrapping_add(0x9E37_79B9);
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85EB_CA6B);
    mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 16)
}

#[cfg(test)]
mod tests;
