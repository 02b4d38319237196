//! Changes of widgets, and when they are hidden.

use super::*;
use crate::options::template::join_text;
use crate::session::timestamp::Timestamp;
use crate::widget::tests::{session, widget, with_context};

const MOVING: ChangeContext = ChangeContext {
    has_motion: true,
    is_suppressed: false,
    progress: CountProgress {
        number: 0,
        ratio: None,
    },
    is_hidden: false,
    visibility: 0,
};

/// The states of a widget with these sessions, one after the other; `None` before the
/// first one.
fn states(query: &str, sessions: &[Option<&str>], now: ChangeContext) -> Vec<WidgetState> {
    let widget = widget(query);
    let mut states: Vec<WidgetState> = Vec::new();
    for data in sessions {
        let session = data.map(session);
        let state = with_context(session.as_ref(), None, |ctx| {
            widget.state(ctx, states.last(), now)
        });
        states.push(state);
    }
    states
}

fn changes(query: &str, sessions: &[Option<&str>], now: ChangeContext) -> Vec<(u32, &'static str)> {
    let states = states(query, sessions, now);
    states
        .iter()
        .map(|state| (state.change.number, state.change.mark.name()))
        .collect()
}

#[test]
fn the_first_session_is_the_first_change() {
    let [ada, bob] = [
        r#"{"tip-latest":{"name":"ada"}}"#,
        r#"{"tip-latest":{"name":"bob"}}"#,
    ];
    let sessions = [None, Some(ada), Some(ada), Some(bob)];
    assert_eq!(
        changes("widget=tip-latest", &sessions, MOVING),
        [(0, ""), (1, ""), (1, ""), (2, "")]
    );
    assert_eq!(
        changes("widget=tip-latest", &[Some(ada)], MOVING),
        [(1, "")]
    );
    // Also if its text is that of no session.
    assert_eq!(
        changes("widget=tip-latest", &[None, Some("{}")], MOVING),
        [(0, ""), (1, "")]
    );
}

#[test]
fn a_label_keeps_the_text_that_leaves() {
    let [ada, bob] = [
        r#"{"tip-latest":{"name":"ada","amount":1}}"#,
        r#"{"tip-latest":{"name":"bob"}}"#,
    ];
    let states = states(
        "widget=tip-latest",
        &[Some(ada), Some(bob), Some(bob)],
        MOVING,
    );
    let old: Vec<String> = states
        .iter()
        .map(|state| join_text(&state.change.old_text.0))
        .collect();
    assert_eq!(old, ["", "ada 1", "ada 1"]);
}

#[test]
fn time_alone_is_no_change() {
    let widget = widget("widget=tip-latest&template={name}%20{ago}");
    let session = session(r#"{"tip-latest":{"name":"ada","createdAt":"2018-05-10T11:20:00Z"}}"#);
    let at = |milliseconds: f64, previous: Option<&WidgetState>| {
        with_context(Some(&session), None, |ctx| {
            let now = Timestamp(ctx.now.0 + milliseconds);
            widget.state(&RenderContext { now, ..*ctx }, previous, MOVING)
        })
    };
    let first = at(0.0, None);
    let later = at(7_200_000.0, Some(&first));
    assert_ne!(first.content, later.content);
    assert_eq!(first.change, later.change);
}

#[test]
fn a_reached_goal_is_won_and_a_hidden_change_is_still() {
    let sessions = [
        Some(r#"{"tip-goal":50}"#),
        Some(r#"{"tip-goal":100}"#),
        Some(r#"{"tip-goal":120}"#),
        Some(r#"{"tip-goal":10}"#),
    ];
    let query = "widget=tip-goal&target=100";
    assert_eq!(
        changes(query, &sessions, MOVING),
        [(1, ""), (2, "won"), (3, ""), (4, "")]
    );
    let hidden = ChangeContext {
        is_suppressed: true,
        ..MOVING
    };
    assert_eq!(
        changes(query, &sessions[..2], hidden),
        [(1, ""), (2, "still")]
    );
    // A goal that was reached before it was ever shown is not celebrated.
    assert_eq!(
        changes(query, &[Some("{}"), sessions[1]], MOVING),
        [(1, ""), (2, "")]
    );
}

#[test]
fn a_list_changes_with_its_events_alone() {
    let sessions = [
        Some(r#"{"tip-recent":[{"_id":"1","name":"ada"}]}"#),
        Some(r#"{"tip-recent":[{"_id":"1","name":"ada l."}]}"#),
        Some(r#"{"tip-recent":[{"_id":"2","name":"bob"},{"_id":"1","name":"ada l."}]}"#),
    ];
    assert_eq!(
        changes("widget=tip-recent", &sessions, MOVING),
        [(1, ""), (1, ""), (2, "")]
    );
}

#[test]
fn a_widget_with_an_empty_text_is_hidden_while_it_is_empty() {
    for (query, data, is_hidden) in [
        ("widget=tip-latest", "{}", false),
        ("widget=tip-latest&empty=", "{}", true),
        (
            "widget=tip-latest&empty=",
            r#"{"tip-latest":{"name":"ada"}}"#,
            false,
        ),
        ("widget=tip-recent&empty=", "{}", true),
        ("widget=tip-recent&as=ticker&empty=", "{}", true),
        ("widget=tip-goal&target=9", "{}", false),
    ] {
        let states = states(query, &[Some(data)], MOVING);
        assert_eq!(
            widget(query).is_hidden(&states[0]),
            is_hidden,
            "{query} on {data}"
        );
    }
}
