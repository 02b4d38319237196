//! The goal: a figure on its way to a target.

use super::label::nobody;
use super::{Face, Scene, fill};
use crate::format;
use crate::moment::Iso;
use crate::option;
use crate::problem::Problem;
use crate::settings::{Reader, settings};
use crate::template::{Field, Piece, plain};
use crate::value::Direction;

settings! {
    /// From where to where a goal runs.
    Run {
        /// Above zero, and above `start`.
        target: f64 = TARGET,
        /// The figure at which the bar is empty.
        start: f64 = START,
        /// By how much a reached target rises; above zero.
        step: Option<f64> = STEP,
        /// When it is over.
        ends: Option<Iso> = ENDS,
        /// Where the bar grows.
        direction: Direction = DIRECTION,
    }
}

/// A goal's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What every widget has.
    pub face: Face,
    /// From where to where.
    pub run: Run,
}

/// A goal, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalState {
    /// What it says.
    pub pieces: Vec<Piece>,
    /// The same as one text.
    pub text: String,
    /// The true figure, also past the target; `None` while there is none.
    pub current: Option<f64>,
    /// The target as it stands now, after any steps.
    pub target: f64,
    /// How full the bar is, from 0 to 1.
    pub progress: f64,
    /// Whether the target is reached.
    pub reached: bool,
}

impl Goal {
    pub(super) fn read(face: Option<Face>, from: &mut Reader) -> Option<Goal> {
        let run = Run::read(from)?;
        if run.start >= run.target {
            let stood = |spec| {
                from.given(spec)
                    .map_or("0", |given| &given.value)
                    .to_owned()
            };
            from.problems.push(Problem::StartAboveTarget {
                start: stood(&option::START),
                target: stood(&option::TARGET),
            });
            return None;
        }
        Some(Goal { face: face?, run })
    }

    /// What the goal is in this scene.
    pub fn state(&self, on: &Scene) -> GoalState {
        let current = self.face.subject.figure(on.session);
        let target = self.target(current.unwrap_or(self.run.start));
        let reached = current.is_some_and(|current| current >= target);
        let done = current.map_or(0.0, |current| {
            (current - self.run.start) / (target - self.run.start)
        });
        let figure = |value: f64| self.face.figure(value, on);
        let say = |field| match (field, current) {
            (Field::Current, Some(current)) => figure(current),
            (Field::Current, None) => "—".to_owned(),
            (Field::Target, _) => figure(target),
            (Field::Left, Some(current)) => figure((target - current).max(0.0)),
            (Field::Percent, Some(_)) => on.locale.percent(shown_share(done)),
            (Field::TimeLeft, _) => self.run.ends.as_ref().map_or_else(String::new, |ends| {
                let left = format::end(ends, on.locale).since(on.now);
                format::time_left(left, on.locale)
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
        let mut pieces = fill(self.face.template.as_ref(), usual, say);
        let is_told = |piece: &Piece| piece.field == Some(Field::Current);
        if current.is_none() && !pieces.iter().any(is_told) {
            pieces = nobody("—");
        }
        GoalState {
            text: plain(&pieces).trim_end().to_owned(),
            pieces,
            current,
            target,
            progress: done.clamp(0.0, 1.0),
            reached,
        }
    }

    pub(super) fn changes_in(&self, on: &Scene) -> Option<f64> {
        let ends = format::end(self.run.ends.as_ref()?, on.locale);
        format::time_left_changes_in(ends.since(on.now))
    }

    /// The target, raised by whole steps until the figure is below it.
    fn target(&self, current: f64) -> f64 {
        match self.run.step {
            Some(step) if current >= self.run.target => {
                let steps = ((current - self.run.target) / step).floor() + 1.0;
                let raised = self.run.target + steps * step;
                if raised.is_finite() {
                    raised
                } else {
                    self.run.target
                }
            }
            Some(_) | None => self.run.target,
        }
    }
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
