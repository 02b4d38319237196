//! The goal: a figure on its way to a target.

use super::text::placeholder;
use super::{RenderContext, WidgetBase, fill};
use crate::options;
use crate::options::problem::Problem;
use crate::options::reader::{OptionReader, settings};
use crate::options::template::{Field, Segment, join_text};
use crate::options::values::Direction;
use crate::session::timestamp::{IsoDateTime, Timestamp};
use crate::widget::format::{self, Locale};

settings! {
    /// From where to where a goal runs.
    GoalRange {
        /// Above zero, and above `start`.
        target: f64 = TARGET,
        /// The figure at which the bar is empty.
        start: f64 = START,
        /// By how much a reached target rises; above zero.
        step: Option<f64> = STEP,
        /// When it is over.
        ends: Option<IsoDateTime> = ENDS,
        /// Where the bar grows.
        direction: Direction = DIRECTION,
    }
}

/// A goal's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What every widget has.
    pub base: WidgetBase,
    /// From where to where.
    pub range: GoalRange,
}

/// A goal, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalState {
    /// What it says.
    pub segments: Vec<Segment>,
    /// The same as one text.
    pub text: String,
    /// The true figure, also past the target; `None` while there is none.
    pub current: Option<f64>,
    /// The target as it stands now, after any steps.
    pub target: f64,
    /// How full the bar is, from 0 to 1.
    pub progress: f64,
    /// Whether the target is reached.
    pub is_reached: bool,
    /// How many targets lie behind: one that is reached, or those from which
    /// it rose.
    pub targets_reached: f64,
}

impl Goal {
    pub(super) fn parse(base: Option<WidgetBase>, from: &mut OptionReader) -> Option<Goal> {
        let range = GoalRange::parse(from)?;
        if range.start >= range.target {
            let stood = |spec| from.raw(spec).map_or("0", |given| &given.value).to_owned();
            from.problems.push(Problem::StartAboveTarget {
                start: stood(&options::START),
                target: stood(&options::TARGET),
            });
            return None;
        }
        Some(Goal { base: base?, range })
    }

    /// What the goal is in this scene.
    pub fn state(&self, ctx: &RenderContext) -> GoalState {
        let current = self.base.data_source.figure(ctx.session);
        let (target, steps) = self.target(current.unwrap_or(self.range.start));
        let is_reached = current.is_some_and(|current| current >= target);
        let segments = self.segments(current, target, ctx);
        GoalState {
            text: join_text(&segments).trim_end().to_owned(),
            segments,
            current,
            target,
            progress: self.done(current, target).clamp(0.0, 1.0),
            is_reached,
            targets_reached: steps + f64::from(u8::from(is_reached)),
        }
    }

    /// What the goal says with this figure, which may still be on its way.
    pub fn segments(&self, current: Option<f64>, target: f64, ctx: &RenderContext) -> Vec<Segment> {
        let done = self.done(current, target);
        let figure = |value: f64| self.base.figure(value, ctx);
        let say = |field| match (field, current) {
            (Field::Current, Some(current)) => figure(current),
            (Field::Current, None) => "—".to_owned(),
            (Field::Target, _) => figure(target),
            (Field::Left, Some(current)) => figure((target - current).max(0.0)),
            (Field::Percent, Some(_)) => ctx.locale.percent(shown_share(done)),
            (Field::TimeLeft, _) => self.range.ends.as_ref().map_or_else(String::new, |ends| {
                let left = end_time(ends, ctx.locale).since(ctx.now);
                format::time_left(left, ctx.locale)
            }),
            (
                Field::Left
                | Field::Percent
                | Field::Name
                | Field::Amount
                | Field::Message
                | Field::Tier
                | Field::Months
                | Field::Sender
                | Field::Ago
                | Field::Count,
                _,
            ) => String::new(),
        };
        let usual = "{current} / {target} {percent} {time-left}";
        let mut segments = fill(self.base.template.as_ref(), usual, &say);
        let is_told = |segment: &Segment| segment.field == Some(Field::Current);
        if current.is_none() && !segments.iter().any(is_told) {
            segments = placeholder("—");
        }
        segments
    }

    /// How much is done, as a share; below 0 and above 1 where the figure is.
    fn done(&self, current: Option<f64>, target: f64) -> f64 {
        let from_start = |to: f64| to - self.range.start;
        current.map_or(0.0, |current| from_start(current) / from_start(target))
    }

    pub(super) fn changes_in(&self, ctx: &RenderContext) -> Option<f64> {
        let end = end_time(self.range.ends.as_ref()?, ctx.locale);
        format::time_left_changes_in(end.since(ctx.now))
    }

    /// The target, raised by whole steps until the figure is below it, and how
    /// many steps that took.
    fn target(&self, current: f64) -> (f64, f64) {
        let GoalRange { target, step, .. } = self.range;
        let is_over = current >= target;
        let steps = step
            .filter(|_| is_over)
            .map_or(0.0, |step| ((current - target) / step).floor() + 1.0);
        let raised = target + steps * step.unwrap_or(0.0);
        if raised.is_finite() {
            (raised, steps)
        } else {
            (target, 0.0)
        }
    }
}

/// The time at which a goal ends. Without an offset it is a local time.
fn end_time(ends: &IsoDateTime, locale: &dyn Locale) -> Timestamp {
    match ends.offset {
        Some(offset) => Timestamp(ends.local_ms - offset),
        None => locale.local_timestamp(ends.local_ms),
    }
}

/// A figure on its way, at a share of 0 to 1 of it, with no more decimals than
/// both its ends have.
pub fn interpolate(from: f64, to: f64, share: f64) -> f64 {
    let figure = from + (to - from) * share;
    let is_whole = |grains: f64| {
        let ends = [from, to].map(|end| end * grains);
        ends.iter().all(|end| (end - end.round()).abs() < 1e-6)
    };
    let grains = [1.0, 10.0].into_iter().find(|grains| is_whole(*grains));
    let grains = grains.unwrap_or(100.0);
    (figure * grains).round() / grains
}

/// The share that is written: an unreached goal never reads 100 %, and one that
/// stands below its start has nothing yet.
fn shown_share(done: f64) -> f64 {
    if (0.99..1.0).contains(&done) {
        0.99
    } else {
        done.max(0.0)
    }
}
