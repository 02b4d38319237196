//! The demo session is repeatable, changes at every step and has all keys.

use super::*;

const START: Timestamp = Timestamp(1_800_000_000_000.0);

fn at(steps: f64) -> Session {
    let mut demo = Demo::new(START);
    demo.advance(Timestamp(START.0 + steps * STEP_MS));
    demo.session()
}

#[test]
fn a_step_always_gives_the_same_session() {
    let mut at_once = Demo::new(START);
    let mut step_by_step = Demo::new(START);
    for step in 0..200 {
        step_by_step.advance(Timestamp(START.0 + f64::from(step) * 1_000.0));
    }
    at_once.advance(Timestamp(START.0 + 199_000.0));
    assert_eq!(at_once.session(), step_by_step.session());
}

#[test]
fn the_session_changes_at_steps_only() {
    let mut demo = Demo::new(START);
    assert!(!demo.advance(START));
    assert!(!demo.advance(Timestamp(START.0 - 1e12)));
    for step in 1..100 {
        let before = demo.session();
        let now = Timestamp(START.0 + f64::from(step) * STEP_MS);
        assert!(demo.advance(now));
        assert_ne!(demo.session(), before);
        assert!(!demo.advance(Timestamp(now.0 + STEP_MS - 1.0)));
        assert!((demo.next_in(Timestamp(now.0 + 1.0)) - (STEP_MS - 1.0)).abs() < 1e-6);
    }
}

#[test]
fn known_keys_exist_and_recent_lists_are_filled() {
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
fn goals_pass_their_target_and_restart() {
    let figure = |session: &Session| match session.get("tip-goal") {
        Some(Entry::Figure(figure)) => *figure,
        other => panic!("{other:?}"),
    };
    let mut demo = Demo::new(START);
    let figures: Vec<f64> = (0..400)
        .map(|step| {
            demo.advance(Timestamp(START.0 + f64::from(step) * 4.0 * STEP_MS));
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
fn a_long_pause_is_skipped() {
    let mut demo = Demo::new(START);
    assert!(demo.advance(Timestamp(START.0 + 1e15)));
}
