//! The demo: repeatable, lively, and complete.

use super::*;

const BEGAN: Timestamp = Timestamp(1_800_000_000_000.0);

fn at(steps: f64) -> Session {
    let mut demo = Demo::new(BEGAN);
    demo.advance(Timestamp(BEGAN.0 + steps * PACE));
    demo.session()
}

#[test]
fn the_same_step_is_always_the_same_session() {
    assert_eq!(at(17.0), at(17.0));
    let mut in_one_go = Demo::new(BEGAN);
    let mut bit_by_bit = Demo::new(BEGAN);
    for step in 0..200 {
        bit_by_bit.advance(Timestamp(BEGAN.0 + f64::from(step) * 1_000.0));
    }
    in_one_go.advance(Timestamp(BEGAN.0 + 199_000.0));
    assert_eq!(in_one_go.session(), bit_by_bit.session());
}

#[test]
fn something_happens_at_every_step_and_nothing_between() {
    let mut demo = Demo::new(BEGAN);
    assert!(!demo.advance(BEGAN));
    assert!(!demo.advance(Timestamp(BEGAN.0 - 1e12)));
    for step in 1..100 {
        let before = demo.session();
        let now = Timestamp(BEGAN.0 + f64::from(step) * PACE);
        assert!(demo.advance(now));
        assert_ne!(demo.session(), before);
        assert!(!demo.advance(Timestamp(now.0 + PACE - 1.0)));
        assert!((demo.next_in(Timestamp(now.0 + 1.0)) - (PACE - 1.0)).abs() < 1e-6);
    }
}

#[test]
fn every_known_key_is_there_and_the_usual_ones_are_filled() {
    let session = at(0.0);
    for row in catalogue::ROWS {
        assert_eq!(
            session.get(row.key).map(Entry::shape),
            Some(row.shape),
            "{}",
            row.key
        );
    }
    for list in LISTS {
        assert!(
            matches!(session.get(list), Some(Entry::Recent(events)) if events.len() >= 2),
            "{list}"
        );
    }
}

#[test]
fn goals_fill_and_begin_anew() {
    let figure = |session: &Session| match session.get("tip-goal") {
        Some(Entry::Figure(figure)) => *figure,
        other => panic!("{other:?}"),
    };
    let mut demo = Demo::new(BEGAN);
    let figures: Vec<f64> = (0..400)
        .map(|hop| {
            demo.advance(Timestamp(BEGAN.0 + f64::from(hop) * 4.0 * PACE));
            figure(&demo.session())
        })
        .collect();
    assert!(
        figures
            .iter()
            .all(|figure| (0.0..=10_400.0).contains(figure))
    );
    assert!(figures.iter().any(|&figure| figure >= 10_000.0));
    assert!(figures.windows(2).any(|pair| pair[1] < pair[0]));
}

#[test]
fn hours_away_are_caught_up_with_at_once() {
    let mut demo = Demo::new(BEGAN);
    assert!(demo.advance(Timestamp(BEGAN.0 + 1e15)));
}
