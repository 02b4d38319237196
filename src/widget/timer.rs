//! The timer: counts down to an end that figures of the session put off.
//!
//! The end is a function of the address and of what figures have added, so that a refresh
//! or another computer shows the same. What they have added is a [`tally::Tally`].

pub mod tally;

use super::{RenderContext, WidgetBase};
use crate::options;
use crate::options::problem::Problem;
use crate::options::reader::{OptionReader, settings};
use crate::options::template::{Field, Segment};
use crate::options::values::{Length, Terms};
use crate::session::timestamp::Timestamp;
use crate::widget::DataSource;
use crate::widget::format;
use crate::widget::text::placeholder;
use tally::{Count, Tally};

settings! {
    /// The options of a timer.
    TimerOptions {
        /// When it starts.
        from: Timestamp = FROM,
        /// How long it runs if nothing is added.
        time: Length = TIME,
        /// The longest that it runs in all; not below `time`.
        most: Option<Length> = MOST,
    }
}

/// The settings of a timer.
#[derive(Clone, Debug, PartialEq)]
pub struct Timer {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Its options.
    pub options: TimerOptions,
    /// What the store calls it. Its `from`, `time` and `add` are part of that.
    pub store: String,
}

/// The state of a timer.
#[derive(Clone, Debug, PartialEq)]
pub struct TimerState {
    /// The rendered template.
    pub segments: Vec<Segment>,
    /// When it ends; `None` as long as it is not known what was added.
    pub end: Option<Timestamp>,
    /// Whether the end has come.
    pub is_reached: bool,
    /// What figures have added; `None` as long as that is not known.
    pub count: Option<Count>,
}

impl Timer {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Timer> {
        let options = TimerOptions::parse(reader)?;
        let text = |spec| {
            let raw = reader.raw(spec);
            raw.map_or_else(String::new, |raw| raw.value.clone())
        };
        if options.most.is_some_and(|most| most < options.time) {
            reader.problems.push(Problem::MostBelowTime {
                most: text(&options::MOST),
                time: text(&options::TIME),
            });
            return None;
        }
        let [from, time, add] = [&options::FROM, &options::TIME, &options::ADD].map(text);
        Some(Timer {
            base: base?,
            options,
            store: ["timer", &from, &time, &add].join(" "),
        })
    }

    /// The figures that add time, each with its seconds.
    pub fn added_by(&self) -> &Terms {
        const NONE: &Terms = &Terms(Vec::new());
        match &self.base.data_source {
            DataSource::Timer(terms) => terms,
            _ => NONE,
        }
    }

    /// The state of the timer in this context, which follows the previous one.
    pub fn state(&self, ctx: &RenderContext, previous: Option<&TimerState>) -> TimerState {
        let terms = self.added_by();
        let count = self.count(ctx, previous.and_then(|previous| previous.count.as_ref()));
        let added = match &count {
            Some(count) => count.tally.seconds(terms),
            None if terms.0.is_empty() => 0.0,
            None => {
                return TimerState {
                    segments: placeholder("—"),
                    end: None,
                    is_reached: false,
                    count,
                };
            }
        };
        let TimerOptions { from, time, most } = &self.options;
        let most = most.map_or(f64::INFINITY, |most| most.0);
        let length = (time.0 + added).min(most).min(MAX_LENGTH);
        let end = Timestamp(from.0 + length * 1000.0);
        let left = self.left(end, ctx.now);
        let resolve = |field| match field {
            Field::TimeLeft => format::clock(left),
            Field::Added => format::clock(self.added(end)),
            Field::End => ctx.locale.time_of_day(end, ctx.now),
            Field::Name
            | Field::Amount
            | Field::Message
            | Field::Tier
            | Field::Months
            | Field::Sender
            | Field::Ago
            | Field::Current
            | Field::Target
            | Field::Left
            | Field::Percent
            | Field::Next
            | Field::Count
            | Field::Rank => String::new(),
        };
        TimerState {
            segments: self.base.render(&resolve),
            end: Some(end),
            is_reached: left <= 0.0,
            count,
        }
    }

    /// The seconds until this end. Before its start the timer stands still.
    pub fn left(&self, end: Timestamp, now: Timestamp) -> f64 {
        end.since(Timestamp(now.0.max(self.options.from.0))) / 1000.0
    }

    /// The seconds that were added to reach this end.
    pub fn added(&self, end: Timestamp) -> f64 {
        end.since(self.options.from) / 1000.0 - self.options.time.0
    }

    /// What figures have added by now. Only a change of the figures is counted, and what is
    /// stored is read before that.
    fn count(&self, ctx: &RenderContext, previous: Option<&Count>) -> Option<Count> {
        let terms = self.added_by();
        let stored = || Tally::decode(&(ctx.stored)(&self.store)?);
        match ctx.session {
            _ if terms.0.is_empty() => None,
            // A cached session is not what the server has.
            Some(session) if !session.received.is_cached => Some(match previous {
                Some(previous) if previous.is_of(terms, session) => previous.clone(),
                _ => Tally::count(terms, session, previous, stored()),
            }),
            _ => previous.cloned().or_else(|| stored().map(Count::restored)),
        }
    }

    /// Milliseconds until the text changes, at most an hour; `None` if it only changes with
    /// the session.
    pub fn next_tick(&self, end: Timestamp, now: Timestamp) -> Option<f64> {
        let from = self.options.from;
        if now < from {
            // A browser's timers take no years.
            return Some(from.since(now).min(3_600_000.0));
        }
        let left = end.since(now);
        // The remaining seconds are rounded up.
        let rest = left - ((left / 1000.0).ceil() - 1.0) * 1000.0;
        (left > 0.0).then_some(rest)
    }
}

/// A hundred years, in seconds: what is added may be any number.
const MAX_LENGTH: f64 = 3_155_760_000.0;

#[cfg(test)]
mod tests;
