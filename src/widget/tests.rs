//! Settings and a session in, a state out.
//!
//! Long because all kinds share its helpers and its documents.

use super::*;
use crate::config::{Config, WidgetSlot};
use crate::options::template::join_text;
use crate::session::decode;
use crate::widget::format::tests::PlainLocale;

const NOW: f64 = 1_525_951_464_128.0; // 20 s after the newest follower of the 2018 document

fn session(data: &str) -> Session {
    let text = format!(r#"{{"data":{data}}}"#);
    match decode::session(&text) {
        Ok(decoded) => decoded.session,
        Err(decode::Unreadable) => panic!("{data}"),
    }
}

fn of_2018() -> Session {
    let text = include_str!("../../tests/fixtures/session-2018.json");
    decode::session(text)
        .map(|decoded| decoded.session)
        .unwrap_or_default()
}

fn widget(query: &str) -> Widget {
    let config = Config::parse(&format!("source=demo&{query}"), "", &|_| None);
    match config.map(|config| config.slots).as_deref() {
        Ok([WidgetSlot::Widget(widget)]) => widget.clone(),
        other => panic!("{query}: {other:?}"),
    }
}

fn on<T>(
    session: Option<&Session>,
    currency: Option<&'static str>,
    look: impl Fn(&RenderContext) -> T,
) -> T {
    look(&RenderContext {
        session,
        locale: &PlainLocale { currency },
        now: Timestamp(NOW),
    })
}

fn goal(query: &str, session: &Session) -> GoalState {
    match widget(query) {
        Widget::Goal(goal) => on(Some(session), None, |scene| goal.state(scene)),
        other => panic!("{query}: {other:?}"),
    }
}

use crate::widget::goal::GoalState;

/// What a label, counter, list or ticker says, line by line.
#[track_caller]
fn lines(query: &str, session: Option<&Session>) -> Vec<String> {
    on(session, None, |scene| match widget(query) {
        Widget::Goal(goal) => vec![goal.state(scene).text],
        Widget::Label(label) => vec![join_text(&label.state(scene).segments)],
        Widget::Counter(counter) => vec![join_text(&counter.state(scene).segments)],
        Widget::List(list) => list
            .state(scene)
            .items
            .iter()
            .map(|item| join_text(&item.segments))
            .collect(),
        Widget::Ticker(ticker) => ticker
            .state(scene)
            .items
            .iter()
            .map(|item| join_text(&item.segments))
            .collect(),
    })
}

#[track_caller]
fn check(query: &str, data: &str, expected: &[&str]) {
    assert_eq!(
        lines(query, Some(&session(data))),
        expected,
        "{query} on {data}"
    );
}

#[track_caller]
fn check_goal(query: &str, amount: &str, text: &str, progress: f64, reached: bool) {
    let data = format!(r#"{{"tip-goal":{{"amount":{amount}}}}}"#);
    let state = goal(&format!("widget=tip-goal&{query}"), &session(&data));
    assert_eq!(
        (state.text.as_str(), state.is_reached),
        (text, reached),
        "{query} at {amount}"
    );
    assert!(
        (state.progress - progress).abs() < 1e-9,
        "{query} at {amount}: {}",
        state.progress
    );
}

#[test]
fn a_goal_tells_the_truth_and_its_bar_stops_at_full() {
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
fn a_goals_bar_runs_from_start_to_target() {
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
fn a_goal_without_a_figure_is_empty() {
    let state = goal("widget=tip-goal&target=5", &session("{}"));
    assert_eq!(
        (state.current, state.text.as_str(), state.is_reached),
        (None, "— / 5", false)
    );
    let waiting = on(None, None, |scene| {
        match widget("widget=tip-goal&target=5") {
            Widget::Goal(goal) => goal.state(scene).current,
            other => panic!("{other:?}"),
        }
    });
    assert_eq!(waiting, None);
}

#[test]
fn a_goal_that_tells_no_figure_is_a_dash_without_one() {
    check("widget=tip-goal&target=8&template={percent}", "{}", &["—"]);
    check(
        "widget=tip-goal&target=8&template={left}%20left",
        "{}",
        &["—"],
    );
}

#[test]
fn a_list_that_nobody_knows_may_say_what_its_events_are() {
    let data = r#"{"activities":[{"type":"cheer","name":"a","amount":5},{"type":"odd","name":"b"}],"tip-recent":[{"type":"cheer","name":"c"}]}"#;
    let session = session(data);
    let sources = |key: &str| match session.get(key) {
        Some(Entry::Recent(events)) => events
            .iter()
            .map(|event| event.event_type.clone())
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(sources("activities"), ["cheer", "activities"]);
    assert_eq!(sources("tip-recent"), ["tip"]);
}

#[test]
fn a_goal_may_end() {
    let ends = |ends: &str| {
        let query = format!("widget=tip-goal&target=5&ends={ends}");
        let text = goal(&query, &session(r#"{"tip-goal":1}"#)).text;
        (
            text,
            on(None, None, |scene| widget(&query).changes_in(scene)).map(f64::floor),
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
fn a_goals_template_has_its_own_fields() {
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
fn a_label_is_somebody_or_what_stands_for_nobody() {
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
fn an_events_fields_are_filled() {
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
    let changes = on(Some(&session(data)), None, |scene| {
        widget("widget=subscriber-gifted-latest&template={ago}").changes_in(scene)
    });
    assert!(
        changes.is_some_and(|wait| wait > 0.0 && wait <= 3_600_000.0),
        "{changes:?}"
    );
    let still = on(Some(&session(data)), None, |scene| {
        widget("widget=subscriber-gifted-latest").changes_in(scene)
    });
    assert_eq!(still, None);
}

#[test]
fn a_counter_counts_zero_too() {
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

#[test]
fn money_has_the_currency_of_the_address() {
    let say = |query: &str| {
        on(Some(&of_2018()), Some("EUR"), |scene| match widget(query) {
            Widget::Counter(counter) => join_text(&counter.state(scene).segments),
            Widget::List(list) => list
                .state(scene)
                .items
                .iter()
                .map(|item| join_text(&item.segments))
                .collect(),
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(say("widget=tip-total"), "10139.13 EUR");
    assert_eq!(say("widget=cheer-total"), "496");
    assert_eq!(say("widget=recent"), "xdrhaegal_meh 5.00 EUR");
}

#[test]
fn a_list_is_cut_and_sifted() {
    let data = r#"{"tip-recent":[{"name":"a","amount":1},{"name":"b","amount":5},{"name":"c"},{"name":"d","amount":9}]}"#;
    check("widget=tip-recent", data, &["a 1", "b 5", "c", "d 9"]);
    check("widget=tip-recent&limit=2", data, &["a 1", "b 5"]);
    check("widget=tip-recent&least=5", data, &["b 5", "c", "d 9"]);
    check("widget=tip-recent&as=ticker&least=6&limit=1", data, &["c"]);
    check("widget=tip-recent", "{}", &[]);
}

#[test]
fn recent_merges_every_list_newest_first() {
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
    let items = on(Some(&session(data)), None, |scene| list.state(scene)).items;
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
fn events_that_are_alike_are_still_two() {
    let data = r#"{"tip-recent":[{"name":"a"},{"name":"a"},{"name":"a","_id":"x"},{"name":"a","_id":"x"}]}"#;
    let Widget::List(list) = widget("widget=tip-recent") else {
        panic!("no list")
    };
    let mut ids: Vec<_> = on(Some(&session(data)), None, |scene| list.state(scene))
        .items
        .into_iter()
        .map(|item| item.id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 3, "and what has one id is one");
}

#[test]
fn every_target_that_lies_behind_counts() {
    let passed = |query: &str, amount: &str| {
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
        let passed = passed(query, amount);
        let is_huge = amount == "1e308" && passed >= 0.0;
        assert!(
            is_huge || (passed - expected).abs() < 1e-9,
            "{query} {amount}: {passed}"
        );
    }
}

#[test]
fn a_figure_on_its_way_has_no_more_decimals_than_its_ends() {
    use crate::widget::goal::interpolate;
    for (from, to, share, expected) in [
        (71.0, 76.0, 0.25, 72.0),
        (71.0, 76.0, 0.0, 71.0),
        (71.0, 76.0, 1.0, 76.0),
        (8_859.6, 8_871.6, 0.37, 8_864.0),
        (10.0, 12.55, 0.333, 10.85),
        (900.0, 100.0, 0.5, 500.0),
    ] {
        let figure = interpolate(from, to, share);
        assert!((figure - expected).abs() < 1e-9, "{from} to {to}: {figure}");
    }
}

#[test]
fn a_list_knows_what_arrived() {
    let state = |names: &str| {
        let events: Vec<_> = names
            .chars()
            .map(|name| format!(r#"{{"name":"{name}","amount":1}}"#))
            .collect();
        let session = session(&format!(r#"{{"tip-recent":[{}]}}"#, events.join(",")));
        on(Some(&session), None, |scene| {
            match widget("widget=tip-recent&limit=3") {
                Widget::List(list) => list.state(scene),
                other => panic!("{other:?}"),
            }
        })
    };
    let arrived = |before: &str, now: &str| state(now).after(Some(&state(before))).arrived;
    for (before, now, expected) in [
        ("cba", "dcb", 1),
        ("cba", "edc", 2),
        ("cba", "fed", 3),
        ("", "ba", 2),
        ("cba", "cba", 0),
        ("cba", "cb", 0),
        // Who comes in between others is nobody who pushes them down.
        ("ca", "dba", 0),
    ] {
        assert_eq!(arrived(before, now), expected, "{before} to {now}");
    }
    assert_eq!(state("ba").after(None).arrived, 0);
    // No news is the same state to the letter.
    let pushed = state("dcb").after(Some(&state("cba")));
    assert_eq!(state("dcb").after(Some(&pushed)), pushed);
}

#[test]
fn a_widget_is_made_of_its_own_entries_alone() {
    let session = session(r#"{"tip-goal":{"amount":7},"tip-recent":[],"cheer-recent":[]}"#);
    let keys = |data_source: DataSource| {
        let entries = Session::default().changed_entries(&session).into_iter();
        let own = entries.filter(|entry| data_source.is_drawn_from(entry));
        let keys: Vec<String> = own.map(|entry| entry.0.as_str().to_owned()).collect();
        keys.join(" ")
    };
    assert_eq!(keys(DataSource::Entry(Key::from("tip-goal"))), "tip-goal");
    assert_eq!(keys(DataSource::Entry(Key::from("tip-week"))), "");
    let recent = keys(DataSource::MergedRecent(EventTypes::default()));
    assert_eq!(recent, "tip-recent cheer-recent");
}
