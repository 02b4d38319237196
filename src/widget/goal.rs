//! The goal: a figure, its target, and a bar that fills.

mod marks;

use super::text::placeholder;
use super::{RenderContext, WidgetBase};
use crate::options;
use crate::options::problem::{Problem, redact};
use crate::options::reader::{OptionReader, settings};
use crate::options::template::{Field, Segment, join_text};
use crate::options::values::{Direction, Milestones};
use crate::session::timestamp::{IsoDateTime, Timestamp};
use crate::widget::format::{self, Locale};
use crate::widget::state::ChangeContext;
pub use marks::Mark;

settings! {
    /// The options of a goal.
    GoalOptions {
        /// Above zero.
        target: Option<f64> = TARGET,
        /// The figure at which the bar is empty.
        start: f64 = START,
        /// How much a reached target rises; above zero.
        step: Option<f64> = STEP,
        /// When the goal ends.
        ends: Option<IsoDateTime> = ENDS,
        /// The direction in which the bar grows.
        direction: Direction = DIRECTION,
        /// The marks on the bar.
        milestones: Milestones = MILESTONES,
    }
}

/// The settings of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// Its options.
    pub options: GoalOptions,
    /// The target of the address, or the highest milestone. Above `start`.
    pub target: f64,
}

/// The state of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalState {
    /// The rendered template.
    pub segments: Vec<Segment>,
    /// The text of the segments.
    pub text: String,
    /// The figure, which may be beyond the target; `None` if there is none yet.
    pub current: Option<f64>,
    /// The target after all steps.
    pub target: f64,
    /// The filled part of the bar, from 0 to 1.
    pub progress: f64,
    /// Whether the figure has reached the target.
    pub is_reached: bool,
    /// The number of targets and milestones reached so far, including the targets from which
    /// the target has risen.
    pub targets_reached: f64,
    /// The milestones.
    pub marks: Vec<Mark>,
    /// How the figure counts to `current`.
    pub count: Count,
}

/// The last change of a goal's figure. The figure counts while the bar moves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// The number of changes so far.
    pub number: u32,
    /// The figure from which it counts; `None` if it does not count.
    pub from: Option<f64>,
}

/// How far a count is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CountProgress {
    /// The number of the count.
    pub number: u32,
    /// The progress of the bar's animation, from 0 to 1; `None` after its end.
    pub ratio: Option<f64>,
}

impl GoalState {
    /// This state with `count` computed from the state before it.
    #[must_use]
    pub fn after(mut self, previous: Option<&GoalState>, now: ChangeContext) -> GoalState {
        let Some(previous) = previous else {
            return self;
        };
        let is_counting = now.has_motion && !now.is_suppressed && self.current.is_some();
        let shown = previous.shown_figure(now.progress);
        self.count = if self.current == previous.current {
            previous.count
        } else {
            Count {
                number: previous.count.number + 1,
                from: shown.filter(|_| is_counting),
            }
        };
        self
    }

    /// The figure to show at this progress; `None` if there is none yet.
    pub fn shown_figure(&self, progress: CountProgress) -> Option<f64> {
        let (Some(from), Some(to)) = (self.count.from, self.current) else {
            return self.current;
        };
        if progress.number != self.count.number {
            // The old figure stays until the first frame.
            return Some(from);
        }
        Some(
            progress
                .ratio
                .map_or(to, |ratio| interpolate(from, to, ratio)),
        )
    }
}

impl Goal {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Goal> {
        let options = GoalOptions::parse(reader)?;
        let highest = options.milestones.iter().next_back();
        let Some(target) = options.target.or(highest.map(|highest| highest.figure)) else {
            reader.problems.push(options::TARGET.missing());
            return None;
        };
        let text = |spec| reader.raw(spec).map_or("0", |raw| &raw.value).to_owned();
        let problem = match highest {
            Some(highest) if highest.figure > target => Some(Problem::MilestoneAboveTarget {
                milestone: redact("milestones", &highest.text),
                target: text(&options::TARGET),
            }),
            _ if options.start >= target => Some(match options.target {
                Some(_) => Problem::StartAboveTarget {
                    start: text(&options::START),
                    target: text(&options::TARGET),
                },
                None => Problem::StartAboveMilestones {
                    start: text(&options::START),
                },
            }),
            _ => None,
        };
        let is_valid = problem.is_none();
        reader.problems.extend(problem);
        let base = base.filter(|_| is_valid)?;
        Some(Goal {
            base,
            options,
            target,
        })
    }

    /// The state of the goal in this context.
    pub fn state(&self, ctx: &RenderContext) -> GoalState {
        let current = self.base.data_source.figure(ctx.session);
        let (target, steps) = self.raised_target(current.unwrap_or(self.options.start));
        let is_reached = current.is_some_and(|current| current >= target);
        let segments = self.segments(current, target, ctx);
        GoalState {
            text: join_text(&segments).trim_end().to_owned(),
            segments,
            current,
            target,
            progress: self.progress(current, target).clamp(0.0, 1.0),
            is_reached,
            targets_reached: steps + f64::from(u8::from(is_reached)) + self.passed(current),
            marks: self.marks(current, target),
            count: Count::default(),
        }
    }

    /// Renders the template with this figure, which may be between two states.
    pub fn segments(&self, current: Option<f64>, target: f64, ctx: &RenderContext) -> Vec<Segment> {
        let progress = self.progress(current, target);
        let figure = |value: f64| self.base.format_figure(value, ctx);
        let resolve = |field| match (field, current) {
            (Field::Current, Some(current)) => figure(current),
            (Field::Current, None) => "—".to_owned(),
            (Field::Target, _) => figure(target),
            (Field::Left, Some(current)) => figure((target - current).max(0.0)),
            (Field::Percent, Some(_)) => ctx.locale.percent(displayed_ratio(progress)),
            (Field::Next, _) => self.options.milestones.next_words(current).to_owned(),
            (Field::TimeLeft, _) => self.options.ends.as_ref().map_or_else(String::new, |ends| {
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
                | Field::Count
                | Field::Rank
                | Field::End
                | Field::Added,
                _,
            ) => String::new(),
        };
        let mut segments = self.base.render(&resolve);
        let is_current = |segment: &Segment| segment.field == Some(Field::Current);
        if current.is_none() && !segments.iter().any(is_current) {
            segments = placeholder("—");
        }
        segments
    }

    /// The ratio of the way from start to target. It may be below 0 and above 1.
    fn progress(&self, current: Option<f64>, target: f64) -> f64 {
        let from_start = |to: f64| to - self.options.start;
        current.map_or(0.0, |current| from_start(current) / from_start(target))
    }

    pub(super) fn changes_in(&self, ctx: &RenderContext) -> Option<f64> {
        let end = end_time(self.options.ends.as_ref()?, ctx.locale);
        format::time_left_changes_in(end.since(ctx.now))
    }

    /// The target, raised by whole steps until the figure is below it, and the number
    /// of steps.
    fn raised_target(&self, current: f64) -> (f64, f64) {
        let (target, step) = (self.target, self.options.step);
        let is_reached = current >= target;
        let steps = step
            .filter(|_| is_reached)
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

/// A figure between two others, at a ratio from 0 to 1, with no more decimals than
/// they have and at most two.
fn interpolate(from: f64, to: f64, ratio: f64) -> f64 {
    let figure = from + (to - from) * ratio;
    let is_whole = |scale: f64| {
        let scaled = [from, to].map(|end| end * scale);
        scaled.iter().all(|end| (end - end.round()).abs() < 1e-6)
    };
    let scale = [1.0, 10.0].into_iter().find(|scale| is_whole(*scale));
    let scale = scale.unwrap_or(100.0);
    (figure * scale).round() / scale
}

/// The ratio in the text: never 100 % before the target, and never below 0 %.
fn displayed_ratio(progress: f64) -> f64 {
    if (0.99..1.0).contains(&progress) {
        0.99
    } else {
        progress.max(0.0)
    }
}

#[cfg(test)]
mod tests;
