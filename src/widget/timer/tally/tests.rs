//! Tallies: what was added never falls, and is counted once.

use super::*;
use crate::options::ADD;
use crate::options::values::OptionValue;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Key};
use proptest::prelude::*;

fn terms(text: &str) -> Terms {
    Terms::parse(text, &ADD).unwrap_or_default()
}

fn session(figure: f64, reset: Option<f64>) -> Session {
    let mut session = Session::new(vec![(Key::from("tip-session"), Entry::Figure(figure))]);
    session.last_reset.at = reset.map(Timestamp);
    session
}

/// The seconds after each of these figures, at these resets.
fn seconds(add: &str, figures: &[(f64, Option<f64>)]) -> Vec<f64> {
    let terms = terms(add);
    let mut count: Option<Count> = None;
    let mut seconds = Vec::new();
    for (figure, reset) in figures {
        let session = session(*figure, *reset);
        let next = Tally::count(&terms, &session, count.as_ref(), None);
        seconds.push(next.tally.seconds(&terms));
        count = Some(next);
    }
    seconds
}

#[test]
fn a_figure_adds_from_its_base() {
    let add = "tip-session*60";
    assert_eq!(seconds(add, &[(5.0, None), (7.5, None)]), [300.0, 450.0]);
    let add = "tip-session*60@5";
    assert_eq!(seconds(add, &[(5.0, None), (7.0, None)]), [0.0, 120.0]);
    // Below its base it adds nothing, and counts from where it is.
    assert_eq!(seconds(add, &[(2.0, None), (3.0, None)]), [0.0, 60.0]);
}

#[test]
fn after_a_fall_it_counts_from_the_lower_figure() {
    let figures = [(10.0, None), (4.0, None), (6.0, None)];
    assert_eq!(seconds("tip-session*1", &figures), [10.0, 10.0, 12.0]);
}

#[test]
fn after_a_reset_it_counts_from_zero() {
    let (before, after) = (Some(1.0), Some(2.0));
    let figures = [(10.0, before), (4.0, after), (6.0, after)];
    assert_eq!(seconds("tip-session*1", &figures), [10.0, 14.0, 16.0]);
    // Also if the figure is higher than before by then.
    let figures = [(10.0, before), (15.0, after)];
    assert_eq!(seconds("tip-session*1", &figures), [10.0, 25.0]);
    // A base of the session before the reset is no base of the new one.
    assert_eq!(seconds("tip-session*1@8", &figures), [2.0, 17.0]);
    // Also if the time is put back.
    let figures = [(4.0, after), (10.0, before)];
    assert_eq!(seconds("tip-session*1", &figures), [4.0, 14.0]);
}

#[test]
fn a_pushed_reset_and_the_document_after_it_are_one() {
    let terms = terms("tip-session*1");
    let mut count = Tally::count(&terms, &session(10.0, Some(1.0)), None, None);
    for (figure, reset, is_pushed, expected) in [
        (0.0, Some(1.0), true, 10.0),
        (3.0, Some(1.0), true, 13.0),
        (5.0, Some(2.0), false, 15.0),
        (6.0, Some(2.0), false, 16.0),
    ] {
        let mut session = session(figure, reset);
        session.last_reset.is_pushed = is_pushed;
        count = Tally::count(&terms, &session, Some(&count), None);
        let seconds = count.tally.seconds(&terms);
        assert!((seconds - expected).abs() < 1e-9, "{figure}: {seconds}");
    }
}

#[test]
fn a_source_that_lags_behind_another_sees_no_fall() {
    let terms = terms("tip-session*1");
    let at = |figure, previous: Option<&Count>, stored: Option<&Count>| {
        let stored = stored.map(|stored| stored.tally.clone());
        Tally::count(&terms, &session(figure, None), previous, stored)
    };
    let first = at(10.0, None, None);
    let lagging = at(10.0, None, Some(&first));
    let first = at(12.0, Some(&first), Some(&lagging));
    // It has not seen the 12 yet, and the store has.
    let lagging = at(11.0, Some(&lagging), Some(&first));
    let lagging = at(12.0, Some(&lagging), Some(&lagging));
    assert!((lagging.tally.seconds(&terms) - 12.0).abs() < 1e-9);
    // A fall that the other source has counted, and what came after it.
    let first = at(5.0, Some(&first), Some(&lagging));
    let first = at(8.0, Some(&first), Some(&first));
    let lagging = at(5.0, Some(&lagging), Some(&first));
    let lagging = at(8.0, Some(&lagging), Some(&lagging));
    assert!((lagging.tally.seconds(&terms) - 15.0).abs() < 1e-9);
    // Both count the next fall again.
    let lagging = at(1.0, Some(&lagging), Some(&lagging));
    assert!((at(2.0, Some(&first), Some(&lagging)).tally.seconds(&terms) - 16.0).abs() < 1e-9);
}

#[test]
fn the_older_document_of_a_source_that_lags_behind_is_ignored() {
    let terms = terms("tip-session*1");
    let at = |figure, reset, previous: Option<&Count>, stored: Option<&Count>| {
        let stored = stored.map(|stored| stored.tally.clone());
        Tally::count(&terms, &session(figure, Some(reset)), previous, stored)
    };
    let first = at(10.0, 1.0, None, None);
    let lagging = at(10.0, 1.0, None, Some(&first));
    let first = at(3.0, 2.0, Some(&first), Some(&lagging));
    let lagging = at(11.0, 1.0, Some(&lagging), Some(&first));
    let lagging = at(3.0, 2.0, Some(&lagging), Some(&lagging));
    assert!((lagging.tally.seconds(&terms) - 13.0).abs() < 1e-9);
}

#[test]
fn other_numbers_are_no_tally() {
    for numbers in [
        &[][..],
        &[1.0, 0.0],
        &[1.0, 0.0, 0.0, 5.0],
        &[1.0, 0.0, 0.0, -5.0, 0.0, 1.0],
        &[1.0, 0.0, 0.0, 5.0, 2.0, 1.0],
        &[f64::NAN, 0.0, 0.0],
    ] {
        assert_eq!(Tally::from_numbers(numbers), None, "{numbers:?}");
    }
}

/// What happens to a session and to the pages that show it.
#[derive(Clone, Debug)]
enum Step {
    /// Something is given.
    Rise(u8, u32),
    /// A correction.
    Fall(u8, u32),
    Reset,
    /// A page is loaded again.
    Reload,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..2_u8, 1..500_u32).prop_map(|(key, by)| Step::Rise(key, by)),
        2 => (0..2_u8, 1..500_u32).prop_map(|(key, by)| Step::Fall(key, by)),
        1 => Just(Step::Reset),
        1 => Just(Step::Reload),
    ]
}

proptest! {
    #[test]
    fn it_never_falls_and_counts_every_rise(
        steps in proptest::collection::vec((step(), any::<bool>()), 1..60),
        bases in (0..300_u32, 0..300_u32),
    ) {
        let terms = terms(&format!("a*2@{},b*0.5@{}", bases.0, bases.1));
        let (mut figures, mut reset) = ([f64::from(bases.0), f64::from(bases.1)], 1.0);
        let (mut expected, mut last) = (0.0, 0.0);
        // Two pages share what is stored.
        let mut pages: [Option<Count>; 2] = [None, None];
        let mut stored: Option<String> = None;
        for (step, is_reversed) in steps {
            match step {
                Step::Rise(key, by) => {
                    let by = f64::from(by);
                    figures[usize::from(key)] += by;
                    expected += by * terms.0[usize::from(key)].factor;
                }
                Step::Fall(key, by) => {
                    let figure = &mut figures[usize::from(key)];
                    *figure = (*figure - f64::from(by)).max(0.0);
                }
                Step::Reset => {
                    figures = [0.0, 0.0];
                    reset += 1.0;
                }
                Step::Reload => pages[usize::from(is_reversed)] = None,
            }
            let mut session = Session::new(vec![
                (Key::from("a"), Entry::Figure(figures[0])),
                (Key::from("b"), Entry::Figure(figures[1])),
            ]);
            session.last_reset.at = Some(Timestamp(reset));
            let order = if is_reversed { [1, 0] } else { [0, 1] };
            for index in order {
                let known = stored.as_deref().and_then(Tally::decode);
                let count = Tally::count(&terms, &session, pages[index].as_ref(), known);
                let seconds = count.tally.seconds(&terms);
                prop_assert!(seconds >= last - 1e-9, "{seconds} after {last}");
                last = seconds;
                stored = Some(count.tally.encode());
                pages[index] = Some(count);
            }
            prop_assert!((last - expected).abs() < 1e-6, "{last} instead of {expected}");
        }
    }

    #[test]
    fn it_is_monotone_in_every_figure(
        one in proptest::collection::vec(0..1000_u32, 1..12),
        other in proptest::collection::vec(0..1000_u32, 12),
    ) {
        // Of two histories, the one whose figures rise by at least as much adds as much.
        let rises = |more: bool| {
            let mut figure = 0.0;
            let rises = one.iter().zip(&other).map(|(own, other)| {
                figure += f64::from(*own) + if more { f64::from(*other) } else { 0.0 };
                (figure, None)
            });
            rises.collect::<Vec<_>>()
        };
        let (less, more) = (seconds("tip-session*3", &rises(false)), seconds("tip-session*3", &rises(true)));
        for (less, more) in less.iter().zip(&more) {
            prop_assert!(less <= more);
        }
    }

    #[test]
    fn no_numbers_panic(numbers in proptest::collection::vec(any::<f64>(), 0..12)) {
        if let Some(tally) = Tally::from_numbers(&numbers) {
            prop_assert_eq!(tally.to_numbers().len(), numbers.len());
        }
    }
}
