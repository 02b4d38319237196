//! The milestones on a goal's bar.

use super::Goal;
use crate::options::full::Full;
use crate::options::values::Milestone;

/// A milestone on a goal's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it is, from 0 to 1.
    pub at: f64,
    /// Where the one before it is; 0 for the first.
    pub after: f64,
    /// Its words.
    pub words: String,
    /// Whether the figure has passed it.
    pub is_passed: bool,
}

impl Goal {
    /// How many milestones a figure has passed.
    pub(super) fn passed(&self, current: Option<f64>) -> f64 {
        let passed = self.options.milestones.passed(current);
        f64::from(u32::try_from(passed).unwrap_or(u32::MAX))
    }

    /// The milestones on a bar that ends at this target.
    pub(super) fn marks(&self, current: Option<f64>, target: f64) -> Vec<Mark> {
        if Full::get().is_none() {
            // So that the compiler leaves out what follows.
            return Vec::new();
        }
        let mut after = 0.0;
        let mark = |milestone: &Milestone| {
            let at = self
                .progress(Some(milestone.figure), target)
                .clamp(0.0, 1.0);
            Mark {
                at,
                after: std::mem::replace(&mut after, at),
                words: milestone.words.clone(),
                is_passed: current >= Some(milestone.figure),
            }
        };
        self.options.milestones.iter().map(mark).collect()
    }
}
