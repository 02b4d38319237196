//! The limit of commands.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

const GAP: Duration = Duration::from_millis(100);
const BURST: usize = 100;
const BURST_PERIOD: Duration = Duration::from_secs(10);

/// Which of the two documented limits is enforced. A client that keeps the second keeps
/// both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// 100 commands in 10 s. The default, because on a busy machine commands that were
    /// sent at the right pace may arrive together.
    Burst,
    /// One command in 100 ms.
    Pace,
}

/// The times of a connection's latest accepted commands.
#[derive(Default)]
pub(super) struct AcceptedCommands(VecDeque<Instant>);

impl AcceptedCommands {
    /// Whether another command is within the limit.
    pub fn accept(&mut self, limit: Limit, now: Instant) -> bool {
        let times = &mut self.0;
        while times.front().is_some_and(|at| now - *at >= BURST_PERIOD) {
            times.pop_front();
        }
        let is_within = match limit {
            Limit::Burst => times.len() < BURST,
            Limit::Pace => times.back().is_none_or(|last| now - *last >= GAP),
        };
        if is_within {
            times.push_back(now);
        }
        is_within
    }
}
