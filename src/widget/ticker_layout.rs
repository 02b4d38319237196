//! The lane of a ticker: where its events stand while they run round and round.
//!
//! Every event runs on its own from beyond the right end of the road to beyond
//! its left end, and comes again when all the others have passed. So the road
//! is never empty for long, there are no copies of events, and what is new joins
//! where nobody looks. Lengths are pixels, from the road's left end on.

/// An event on its lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TickerItem {
    /// With the gap behind it.
    pub width: f64,
    /// Where its left end is; `None` for one that is new.
    pub at: Option<f64>,
}

/// A lane as it is laid for some events.
#[derive(Clone, Debug, PartialEq)]
pub struct TickerLayout {
    /// How far an event runs before it is where it was.
    pub round: f64,
    /// Where each event is now.
    pub at: Vec<f64>,
}

impl TickerLayout {
    /// Lays a lane over a road of this width.
    ///
    /// Who is in sight stays where it is, unless the one before it has grown.
    /// The new come in next, in their order, and then those who wait already.
    /// The first of all begin in the middle, so that there is something to read
    /// at once.
    pub fn lay(road: f64, runners: &[TickerItem]) -> TickerLayout {
        let is_first = runners.iter().all(|runner| runner.at.is_none());
        let entry = if is_first { road / 2.0 } else { road };
        let mut at: Vec<Option<f64>> = vec![None; runners.len()];
        let mut end = f64::NEG_INFINITY;
        let mut left = 0.0_f64;
        while let Some((next, runner)) = next(entry, runners, &at) {
            let place = runner.at.map_or(entry, |at| at.min(entry)).max(end);
            end = place + runner.width;
            left = left.min(place);
            if let Some(at) = at.get_mut(next) {
                *at = Some(place);
            }
        }
        let widest = runners.iter().map(|runner| runner.width);
        let widest = widest.fold(0.0, f64::max);
        TickerLayout {
            round: (end - left).max(road + widest),
            at: at.into_iter().flatten().collect(),
        }
    }
}

/// Where a runner is when it has run so far since it began a round of this
/// length.
pub fn place(round: f64, width: f64, run: f64) -> f64 {
    let rounds = (run / round).floor();
    round - width - (run - rounds * round)
}

/// How far a runner has run in its round; the inverse of [`place`].
pub fn run(round: f64, width: f64, at: f64) -> f64 {
    round - width - at
}

/// Who stands next on the road of those who have no place yet. The new stand at
/// the entry, before those who wait there.
fn next<'a>(
    entry: f64,
    runners: &'a [TickerItem],
    placed: &[Option<f64>],
) -> Option<(usize, &'a TickerItem)> {
    let mut next: Option<(usize, &TickerItem)> = None;
    let place = |runner: &TickerItem| runner.at.unwrap_or(entry);
    for (number, (runner, placed)) in runners.iter().zip(placed).enumerate() {
        if placed.is_none() && next.is_none_or(|(_, next)| place(runner) < place(next)) {
            next = Some((number, runner));
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay(road: f64, runners: &[(f64, Option<f64>)]) -> TickerLayout {
        let runners: Vec<_> = runners
            .iter()
            .map(|&(width, at)| TickerItem { width, at })
            .collect();
        TickerLayout::lay(road, &runners)
    }

    #[track_caller]
    fn check(road: f64, runners: &[(f64, Option<f64>)], at: &[f64], round: f64) {
        let lane = lay(road, runners);
        assert_eq!((lane.at.as_slice(), lane.round), (at, round));
        for (number, (first, (width, _))) in lane.at.iter().zip(runners).enumerate() {
            // Nobody comes in or leaves in sight, nor runs into the next.
            assert!(lane.round - width >= road, "{number} comes in in sight");
            for (other, (second, (other_width, _))) in lane.at.iter().zip(runners).enumerate() {
                let apart = |first: f64, second: f64| {
                    first + width <= second || second + other_width <= first
                };
                assert!(
                    number == other || apart(*first, *second),
                    "{number} and {other}"
                );
                assert!(
                    number == other || apart(*first, second + lane.round),
                    "{number}, {other}"
                );
            }
        }
    }

    #[test]
    fn the_first_begin_in_the_middle_and_follow_each_other() {
        check(
            800.0,
            &[(300.0, None), (200.0, None)],
            &[400.0, 700.0],
            1100.0,
        );
        check(
            100.0,
            &[(300.0, None), (200.0, None)],
            &[50.0, 350.0],
            550.0,
        );
        check(100.0, &[], &[], 100.0);
    }

    #[test]
    fn who_is_in_sight_stays_and_the_new_come_in_next() {
        let runners = [(100.0, None), (200.0, Some(-50.0)), (300.0, Some(150.0))];
        check(400.0, &runners, &[450.0, -50.0, 150.0], 700.0);
        let runners = [
            (100.0, None),
            (50.0, None),
            (200.0, Some(10.0)),
            (300.0, Some(900.0)),
        ];
        check(400.0, &runners, &[400.0, 500.0, 10.0, 550.0], 850.0);
    }

    #[test]
    fn who_waits_moves_up_where_somebody_is_gone() {
        check(
            400.0,
            &[(100.0, Some(20.0)), (100.0, Some(900.0))],
            &[20.0, 400.0],
            500.0,
        );
    }

    #[test]
    fn who_has_grown_pushes_the_next() {
        check(
            400.0,
            &[(150.0, Some(20.0)), (100.0, Some(120.0))],
            &[20.0, 170.0],
            550.0,
        );
    }

    #[test]
    fn a_run_and_a_place_are_inverses() {
        for (width, at) in [(100.0, 200.0), (100.0, -99.0), (200.0, 300.0)] {
            for rounds in [0.0, 7.0] {
                let run = run(500.0, width, at) + rounds * 500.0;
                assert!((place(500.0, width, run) - at).abs() < 1e-9);
            }
        }
        for (run, at) in [(0.0, 400.0), (499.0, -99.0)] {
            assert!((place(500.0, 100.0, run) - at).abs() < 1e-9);
        }
    }
}
