//! States of goals.

use super::*;
use crate::session::Session;
use crate::widget::Widget;
use crate::widget::tests::{check, session, widget, with_context};

#[track_caller]
fn check_goal(query: &str, amount: &str, text: &str, progress: f64, is_reached: bool) {
    let data = format!(r#"{{"tip-goal":{{"amount":{amount}}}}}"#);
    let state = goal(&format!("widget=tip-goal&{query}"), &session(&data));
    assert_eq!(
        (state.text.as_str(), state.is_reached),
        (text, is_reached),
        "{query} at {amount}"
    );
    assert!(
        (state.progress - progress).abs() < 1e-9,
        "{query} at {amount}: {}",
        state.progress
    );
}

#[track_caller]
fn goal(query: &str, session: &Session) -> GoalState {
    match widget(query) {
        Widget::Goal(goal) => with_context(Some(session), None, |ctx| goal.state(ctx)),
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn the_text_passes_the_target_and_the_bar_stops_when_full() {
    check_goal(
        "target=10000",
        "5859.600000000002",
        "5859.6 / 10000 59%",
        0.585_96,
        false,
    );
    check_goal("target=10000", "0", "0 / 10000 0%", 0.0, false);
    check_goal("target=10000", "-50", "-50 / 10000 0%", 0.0, false);
    check_goal(
        "target=10000",
        "9999.99",
        "9999.99 / 10000 99%",
        0.999_999,
        false,
    );
    check_goal("target=10000", "10000", "10000 / 10000 100%", 1.0, true);
    check_goal("target=10000", "12345.6", "12345.6 / 10000 123%", 1.0, true);
}

#[test]
fn the_bar_begins_at_the_start() {
    check_goal("target=200&start=100", "150", "150 / 200 50%", 0.5, false);
    check_goal("target=200&start=100", "50", "50 / 200 0%", 0.0, false);
    check_goal("target=50&start=-50", "0", "0 / 50 50%", 0.5, false);
}

#[test]
fn a_reached_target_rises_by_its_step() {
    check_goal("target=100&step=50", "99", "99 / 100 99%", 0.99, false);
    check_goal(
        "target=100&step=50",
        "100",
        "100 / 150 67%",
        100.0 / 150.0,
        false,
    );
    check_goal(
        "target=100&step=50",
        "275",
        "275 / 300 92%",
        275.0 / 300.0,
        false,
    );
    let endless = goal(
        "widget=tip-goal&target=100&step=1e-300",
        &session(r#"{"tip-goal":1e300}"#),
    );
    assert_eq!((endless.target, endless.is_reached), (100.0, true));
}

#[test]
fn all_reached_targets_are_counted() {
    let targets_reached = |query: &str, amount: &str| {
        let session = session(&format!(r#"{{"tip-goal":{{"amount":{amount}}}}}"#));
        goal(&format!("widget=tip-goal&{query}"), &session).targets_reached
    };
    for (query, amount, expected) in [
        ("target=100", "99.9", 0.0),
        ("target=100", "100", 1.0),
        ("target=100", "1000", 1.0),
        ("target=100&step=50", "99.9", 0.0),
        ("target=100&step=50", "100", 1.0),
        ("target=100&step=50", "151", 2.0),
        ("target=100&step=50", "1e308", 0.0),
    ] {
        let reached = targets_reached(query, amount);
        let is_huge = amount == "1e308" && reached >= 0.0;
        assert!(
            is_huge || (reached - expected).abs() < 1e-9,
            "{query} {amount}: {reached}"
        );
    }
}

#[test]
fn without_a_figure_the_current_value_is_a_dash() {
    let state = goal("widget=tip-goal&target=5", &session("{}"));
    assert_eq!(
        (state.current, state.text.as_str(), state.is_reached),
        (None, "— / 5", false)
    );
    let waiting = with_context(None, None, |ctx| match widget("widget=tip-goal&target=5") {
        Widget::Goal(goal) => goal.state(ctx).current,
        other => panic!("{other:?}"),
    });
    assert_eq!(waiting, None);
}

#[test]
fn without_a_figure_a_template_without_current_is_a_dash() {
    check("widget=tip-goal&target=8&template={percent}", "{}", &["—"]);
    check(
        "widget=tip-goal&target=8&template={left}%20left",
        "{}",
        &["—"],
    );
}

#[test]
fn the_remaining_time_is_shown_until_the_end() {
    let ends = |ends: &str| {
        let query = format!("widget=tip-goal&target=5&ends={ends}");
        let text = goal(&query, &session(r#"{"tip-goal":1}"#)).text;
        (
            text,
            with_context(None, None, |ctx| widget(&query).changes_in(ctx)).map(f64::floor),
        )
    };
    assert_eq!(
        ends("2018-05-10T12:30:24.128Z"),
        ("1 / 5 20% 1h 6m".to_owned(), Some(1.0))
    );
    assert_eq!(
        ends("2018-05-10T13:24:24.128%2B02:00"),
        ("1 / 5 20% ended".to_owned(), None)
    );
    assert_eq!(ends("2018-05-12").0, "1 / 5 20% 2d 12h");
}

#[test]
fn a_template_with_the_fields_of_a_goal_is_rendered() {
    check(
        "widget=tip-goal&target=8&template={left}%20to%20go%20({percent})",
        r#"{"tip-goal":6}"#,
        &["2 to go (75%)"],
    );
    check(
        "widget=tip-goal&target=8&template={left}%20to%20go",
        r#"{"tip-goal":9}"#,
        &["0 to go"],
    );
}

#[test]
fn an_interpolated_figure_has_no_more_decimals_than_its_ends() {
    for (from, to, ratio, expected) in [
        (71.0, 76.0, 0.25, 72.0),
        (71.0, 76.0, 0.0, 71.0),
        (71.0, 76.0, 1.0, 76.0),
        (8_859.6, 8_871.6, 0.37, 8_864.0),
        (10.0, 12.55, 0.333, 10.85),
        (900.0, 100.0, 0.5, 500.0),
    ] {
        let figure = interpolate(from, to, ratio);
        assert!((figure - expected).abs() < 1e-9, "{from} to {to}: {figure}");
    }
}

#[test]
fn a_figure_counts_from_the_one_that_is_shown() {
    let moving = |number, ratio| ChangeContext {
        has_motion: true,
        is_suppressed: false,
        progress: CountProgress { number, ratio },
        ..ChangeContext::default()
    };
    let state = |amount: &str| {
        let session = session(&format!(r#"{{"tip-goal":{amount}}}"#));
        goal("widget=tip-goal&target=1000", &session)
    };
    let shown =
        |state: &GoalState, number, ratio| state.shown_figure(CountProgress { number, ratio });
    let first = state("100").after(None, moving(0, None));
    assert_eq!(shown(&first, 0, None), Some(100.0));
    let next = state("200").after(Some(&first), moving(0, None));
    assert_eq!(shown(&next, 0, None), Some(100.0), "until the first frame");
    assert_eq!(shown(&next, 1, Some(0.5)), Some(150.0));
    assert_eq!(shown(&next, 1, None), Some(200.0));
    // An equal figure keeps the count, and another one starts where this one is.
    assert_eq!(
        state("200").after(Some(&next), moving(1, Some(0.5))).count,
        next.count
    );
    let third = state("50").after(Some(&next), moving(1, Some(0.5)));
    assert_eq!(shown(&third, 1, Some(0.9)), Some(150.0));
    assert_eq!(shown(&third, 2, Some(0.5)), Some(100.0));
}

#[test]
fn a_figure_does_not_count_without_animation() {
    let state = |data: &str| goal("widget=tip-goal&target=1000", &session(data));
    let [none, before, after] = ["{}", r#"{"tip-goal":100}"#, r#"{"tip-goal":200}"#].map(state);
    let from = |state: &GoalState, previous: &GoalState, has_motion, is_suppressed| {
        let progress = CountProgress::default();
        let now = ChangeContext {
            has_motion,
            is_suppressed,
            progress,
            ..ChangeContext::default()
        };
        state.clone().after(Some(previous), now).count.from
    };
    assert_eq!(from(&after, &before, true, false), Some(100.0));
    assert_eq!(from(&after, &before, false, false), None);
    assert_eq!(from(&after, &before, true, true), None);
    assert_eq!(from(&after, &none, true, false), None);
    assert_eq!(from(&none, &after, true, false), None);
}

#[test]
fn other_figures_are_added_to_the_cent() {
    for (data, expected) in [
        (
            r#"{"tip-goal":0.1,"cheer-session":20,"subscriber-session":1}"#,
            "2.8 / 10 28%",
        ),
        (r#"{"tip-goal":0.1,"cheer-session":30}"#, "0.4 / 10 4%"),
        (r#"{"cheer-session":30}"#, "0.3 / 10 3%"),
        (
            r#"{"tip-goal":{"amount":5859.600000000002},"cheer-session":1}"#,
            "5859.61 / 10 58596%",
        ),
        ("{}", "— / 10"),
    ] {
        let query = "widget=tip-goal&target=10&plus=cheer-session*0.01,subscriber-session*2.5";
        check(query, data, &[expected]);
    }
    let session = session(r#"{"tip-goal":0.1,"tip-week":0.2}"#);
    let state = goal("widget=tip-goal&target=0.3&plus=tip-week", &session);
    assert_eq!((state.current, state.is_reached), (Some(0.3), true));
}

#[test]
fn milestones_are_marks_and_the_next_one_has_words() {
    let query = "widget=tip-goal&start=100&milestones=500:Song;300:Karaoke&template={next}";
    for (amount, text, passed) in [
        (100, "Karaoke", [false, false]),
        (300, "Song", [true, false]),
        (500, "", [true, true]),
    ] {
        let state = goal(query, &session(&format!(r#"{{"tip-goal":{amount}}}"#)));
        assert_eq!(state.text, text, "{amount}");
        assert!((state.target - 500.0).abs() < 1e-9);
        let marks: Vec<(f64, f64, bool)> = state
            .marks
            .iter()
            .map(|mark| (mark.after, mark.at, mark.is_passed))
            .collect();
        assert_eq!(marks, [(0.0, 0.5, passed[0]), (0.5, 1.0, passed[1])]);
    }
    let state = goal(
        "widget=tip-goal&target=200&milestones=50:a;200:b",
        &session(r#"{"tip-goal":60}"#),
    );
    assert!((state.targets_reached - 1.0).abs() < 1e-9);
    assert_eq!(state.text, "60 / 200 30%");
}
