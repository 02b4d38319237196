//! States of labels and counters.

use crate::widget::tests::{check, session, widget, with_context};

#[test]
fn a_label_is_an_event_or_a_placeholder() {
    check(
        "widget=tip-latest",
        r#"{"tip-latest":{"name":"ada","amount":5}}"#,
        &["ada 5"],
    );
    check(
        "widget=tip-latest",
        r#"{"tip-latest":{"name":"ada","amount":0}}"#,
        &["ada"],
    );
    check("widget=tip-latest", r#"{"tip-latest":{"name":""}}"#, &["—"]);
    check("widget=tip-latest", "{}", &["—"]);
    check("widget=tip-latest&empty=be%20first", "{}", &["be first"]);
    check("widget=tip-latest&empty=", "{}", &[""]);
}

#[test]
fn the_fields_of_an_event_are_rendered() {
    let data = r#"{"subscriber-gifted-latest":{"name":"ada","sender":"grace","amount":3,"tier":"2000","message":"hi","createdAt":"2018-05-10T10:20:00Z"}}"#;
    check(
        "widget=subscriber-gifted-latest&template={sender}%20gave%20{name}%20{tier}%20for%20{months}:%20{message},%20{ago}",
        data,
        &["grace gave ada Tier 2 for 3: hi, 1 hours ago"],
    );
    check(
        "widget=tip-latest&template={name}|{months}",
        r#"{"tip-latest":{"name":"ada","amount":3}}"#,
        &["ada"],
    );
    let changes = with_context(Some(&session(data)), None, |ctx| {
        widget("widget=subscriber-gifted-latest&template={ago}").changes_in(ctx)
    });
    assert!(
        changes.is_some_and(|wait| wait > 0.0 && wait <= 3_600_000.0),
        "{changes:?}"
    );
    let without_age = with_context(Some(&session(data)), None, |ctx| {
        widget("widget=subscriber-gifted-latest").changes_in(ctx)
    });
    assert_eq!(without_age, None);
}

#[test]
fn a_zero_is_a_figure() {
    check(
        "widget=follower-total",
        r#"{"follower-total":{"count":0}}"#,
        &["0"],
    );
    check("widget=follower-total", "{}", &["—"]);
    check(
        "widget=follower-total&template={count}%20friends",
        r#"{"follower-total":{"count":1234}}"#,
        &["1234 friends"],
    );
    check(
        "widget=tip-month&decimals=2",
        r#"{"tip-month":46.5}"#,
        &["46.50"],
    );
}
