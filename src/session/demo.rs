//! The built-in session that lives: followers come, tips fall in, a goal fills.
//!
//! It is a function of the moment it began and the number of things that have
//! happened since, so the same step is always the same session.

use crate::session::catalogue;
use crate::session::demo_data::{FIGURES, LISTS, MESSAGES, NAMES};
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Key, Session};

/// Milliseconds between two things that happen.
pub const PACE: f64 = 4_000.0;

const RECENT: usize = 25;
const STEPS_BEFORE: u32 = 40;
/// Steps; about a day of them.
const LONGEST_ABSENCE: u32 = 20_000;

/// A stream that goes on by itself.
#[derive(Clone, Debug)]
pub struct Demo {
    began: Timestamp,
    steps: u32,
    figures: Vec<(&'static str, f64)>,
    recent: Vec<(&'static str, Vec<Event>)>,
    tops: Vec<(&'static str, Event)>,
}

impl Demo {
    /// A stream that began at this moment and has some events behind it.
    pub fn new(began: Timestamp) -> Demo {
        let mut demo = Demo {
            began,
            steps: 0,
            figures: FIGURES.to_vec(),
            recent: LISTS.iter().map(|list| (*list, Vec::new())).collect(),
            tops: Vec::new(),
        };
        for _ in 0..STEPS_BEFORE {
            demo.step();
        }
        demo
    }

    /// Lets everything happen that happens until `now`; says whether anything
    /// did. What was missed for long is skipped, not caught up with.
    pub fn advance(&mut self, now: Timestamp) -> bool {
        let paces = (now.since(self.began) / PACE).clamp(0.0, 1e9);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
        let due = paces as u32 + STEPS_BEFORE;
        let missed = due.saturating_sub(self.steps);
        self.steps = self.steps.max(due.saturating_sub(LONGEST_ABSENCE));
        while self.steps < due {
            self.step();
        }
        missed > 0
    }

    /// Milliseconds until the next thing happens.
    pub fn next_in(&self, now: Timestamp) -> f64 {
        let steps = (now.since(self.began) / PACE).floor();
        Timestamp(self.began.0 + (steps + 1.0) * PACE).since(now)
    }

    /// The session as it stands.
    pub fn session(&self) -> Session {
        let mut entries: Vec<(Key, Entry)> = Vec::new();
        for (key, figure) in &self.figures {
            entries.push((Key::from(*key), Entry::Figure(*figure)));
        }
        for (list, events) in &self.recent {
            let event_type = catalogue::event_type_of(list);
            let latest = [event_type, "-latest"].concat();
            entries.push((Key(latest), Entry::Event(events.first().cloned())));
            entries.push((Key::from(*list), Entry::Recent(events.clone())));
        }
        for (key, event) in &self.tops {
            entries.push((Key::from(*key), Entry::Event(Some(event.clone()))));
        }
        // What the demo does not play is there and empty, as in a real one.
        for row in catalogue::ROWS {
            if !entries.iter().any(|(key, _)| key.as_str() == row.key) {
                entries.push((Key::from(row.key), row.shape.empty_entry()));
            }
        }
        Session::new(entries)
    }

    fn step(&mut self) {
        let chance = scramble(self.steps);
        let pick = |from: u32, shift: u32| (chance >> shift) % from;
        let name = NAMES.get(pick(20, 3) as usize).copied().unwrap_or_default();
        let message = MESSAGES
            .get(pick(6, 9) as usize)
            .copied()
            .unwrap_or_default();
        let amount = [3.0, 5.0, 5.0, 10.0, 12.5, 20.0, 42.0, 100.0];
        let tip = amount.get(pick(8, 13) as usize).copied().unwrap_or(5.0);
        let behind = f64::from(self.steps) - f64::from(STEPS_BEFORE) + 1.0;
        let mut event = Event {
            event_type: String::new(),
            name: name.to_owned(),
            amount: None,
            message: String::new(),
            tier: String::new(),
            sender: String::new(),
            created: Some(Timestamp(self.began.0 + behind * PACE)),
            id: ["demo-", &self.steps.to_string()].concat(),
        };
        // Every second step is about what people look at most.
        let (list, count, sums): (_, _, &[&str]) = match (self.steps % 4, pick(4, 17)) {
            (0, _) => (
                "follower-recent",
                1.0,
                &[
                    "follower-goal",
                    "follower-session",
                    "follower-week",
                    "follower-month",
                    "follower-total",
                ],
            ),
            (2, _) => {
                event.amount = Some(tip);
                message.clone_into(&mut event.message);
                self.add(&["tip-count"], 1.0);
                (
                    "tip-recent",
                    tip,
                    &[
                        "tip-goal",
                        "tip-session",
                        "tip-week",
                        "tip-month",
                        "tip-total",
                    ],
                )
            }
            (_, 0) => {
                let bits = tip.floor() * 50.0;
                event.amount = Some(bits);
                message.clone_into(&mut event.message);
                self.add(&["cheer-count"], 1.0);
                (
                    "cheer-recent",
                    bits,
                    &[
                        "cheer-goal",
                        "cheer-session",
                        "cheer-week",
                        "cheer-month",
                        "cheer-total",
                    ],
                )
            }
            (_, 1 | 2) => {
                event.amount = Some(f64::from(pick(36, 21) + 1));
                let tiers = ["1000", "prime", "2000", "3000"];
                let tier = tiers.get(pick(4, 19) as usize).copied();
                tier.unwrap_or_default().clone_into(&mut event.tier);
                self.add(&["subscriber-resub-session"], 1.0);
                (
                    "subscriber-recent",
                    1.0,
                    &[
                        "subscriber-goal",
                        "subscriber-points",
                        "subscriber-session",
                        "subscriber-week",
                        "subscriber-month",
                        "subscriber-total",
                    ],
                )
            }
            _ => {
                event.amount = Some(f64::from(pick(300, 15) + 4));
                ("raid-recent", 0.0, &[])
            }
        };
        self.steps += 1;
        self.add(sums, count);
        catalogue::event_type_of(list).clone_into(&mut event.event_type);
        self.crown(&event);
        if let Some((_, events)) = self.recent.iter_mut().find(|(own, _)| *own == list) {
            events.insert(0, event);
            events.truncate(RECENT);
        }
    }

    /// Adds to figures. A goal that has gone well past its end begins anew, as
    /// a streamer would set it back.
    fn add(&mut self, keys: &[&str], count: f64) {
        for (key, figure) in &mut self.figures {
            if keys.contains(key) {
                *figure += count;
                let full = match *key {
                    "tip-goal" => 10_400.0,
                    "follower-goal" => 105.0,
                    "subscriber-goal" => 55.0,
                    "cheer-goal" => 5_500.0,
                    _ => f64::INFINITY,
                };
                if *figure > full {
                    *figure = 0.0;
                }
            }
        }
    }

    /// Makes an event the top one where it is.
    fn crown(&mut self, event: &Event) {
        for row in catalogue::ROWS {
            let has = |word| row.key.split('-').any(|part| part == word);
            let is_top = has("top") && catalogue::event_type_of(row.key) == event.event_type;
            let span_bonus = if has("alltime") { 250.0 } else { 0.0 };
            let amount = event.amount.map_or(0.0, |amount| amount + span_bonus);
            if !is_top {
                continue;
            }
            let event = Event {
                amount: Some(amount),
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

/// A number that looks like chance and is not (a finaliser of Murmur3).
fn scramble(step: u32) -> u32 {
    let mut mixed = step.wrapping_add(0x9E37_79B9);
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85EB_CA6B);
    mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 16)
}

#[cfg(test)]
mod tests;
