//! States of lists and tickers.

use crate::widget::Widget;
use crate::widget::tests::{check, session, widget, with_context};

#[test]
fn limit_and_least_select_events() {
    let data = r#"{"tip-recent":[{"name":"a","amount":1},{"name":"b","amount":5},{"name":"c"},{"name":"d","amount":9}]}"#;
    check("widget=tip-recent", data, &["a 1", "b 5", "c", "d 9"]);
    check("widget=tip-recent&limit=2", data, &["a 1", "b 5"]);
    check("widget=tip-recent&least=5", data, &["b 5", "c", "d 9"]);
    check("widget=tip-recent&as=ticker&least=6&limit=1", data, &["c"]);
    check("widget=tip-recent", "{}", &[]);
}

#[test]
fn merged_lists_are_sorted_from_new_to_old() {
    let data = r#"{"tip-recent":[{"name":"tip","createdAt":"2018-05-10T10:00:00Z"}],
        "cheer-recent":[{"name":"cheer","createdAt":"2018-05-10T11:00:00Z","amount":50},{"name":"undated"}],
        "sponsor-recent":[{"name":"member","createdAt":"2018-05-10T10:30:00Z"}]}"#;
    check(
        "widget=recent",
        data,
        &["cheer 50", "member", "tip", "undated"],
    );
    check("widget=recent&only=tip,sponsor", data, &["member", "tip"]);
    check("widget=recent&limit=1", data, &["cheer 50"]);
    let Widget::List(list) = widget("widget=recent") else {
        panic!("no list")
    };
    let items = with_context(Some(&session(data)), None, |ctx| list.state(ctx)).items;
    let marks: Vec<_> = items
        .iter()
        .map(|item| {
            (
                item.event_type.as_str(),
                item.type_label.as_deref(),
                item.unit,
            )
        })
        .collect();
    assert_eq!(
        marks[..2],
        [
            ("cheer", Some("Cheer"), Some("bits")),
            ("sponsor", Some("Member"), Some("months"))
        ]
    );
}

#[test]
fn equal_events_have_different_ids() {
    let data = r#"{"tip-recent":[{"name":"a"},{"name":"a"},{"name":"a","_id":"x"},{"name":"a","_id":"x"}]}"#;
    let Widget::List(list) = widget("widget=tip-recent") else {
        panic!("no list")
    };
    let mut ids: Vec<_> = with_context(Some(&session(data)), None, |ctx| list.state(ctx))
        .items
        .into_iter()
        .map(|item| item.id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3, "events with the same id are one");
}

#[test]
fn arrivals_are_counted_if_they_push_the_rest() {
    let state = |names: &str| {
        let events: Vec<_> = names
            .chars()
            .map(|name| format!(r#"{{"name":"{name}","amount":1}}"#))
            .collect();
        let session = session(&format!(r#"{{"tip-recent":[{}]}}"#, events.join(",")));
        with_context(Some(&session), None, |ctx| {
            match widget("widget=tip-recent&limit=3") {
                Widget::List(list) => list.state(ctx),
                other => panic!("{other:?}"),
            }
        })
    };
    let arrived = |before: &str, after: &str| state(after).after(Some(&state(before))).arrived;
    for (before, after, expected) in [
        ("cba", "dcb", 1),
        ("cba", "edc", 2),
        ("cba", "fed", 3),
        ("", "ba", 2),
        ("cba", "cba", 0),
        ("cba", "cb", 0),
        // An event that enters between others does not push all of them.
        ("ca", "dba", 0),
    ] {
        assert_eq!(arrived(before, after), expected, "{before} to {after}");
    }
    assert_eq!(state("ba").after(None).arrived, 0);
    // An update without new events gives an equal state.
    let pushed = state("dcb").after(Some(&state("cba")));
    assert_eq!(state("dcb").after(Some(&pushed)), pushed);
}
