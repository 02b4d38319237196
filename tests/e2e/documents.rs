//! Every entry of real session documents, as the page shows it.
//!
//! The expected texts are computed from the JSON, without the code of the overlay.

use super::reference_format::{amount, figure, number};
use super::tab::Tab;
use super::test_page::{TestPage, in_both_engines};
use serde::Deserialize;
use serde_json::{Map, Value};

in_both_engines! {
    every_entry_of_the_2018_document_is_drawn,
    every_entry_of_the_specification_is_drawn,
    every_entry_after_a_reset_is_drawn,
    every_entry_of_kick_and_youtube_is_drawn,
    every_goal_is_drawn_as_a_goal,
    a_goal_past_its_target_shows_the_true_figure,
    undated_events_are_last,
    an_empty_session_is_live,
}

/// A widget in the page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seen {
    key: String,
    kind: String,
    is_empty: bool,
    is_reached: bool,
    value: Option<String>,
    line: Line,
    events: Vec<Line>,
    bar: Option<Bar>,
}

/// The parts of an event; missing parts are empty.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Line {
    name: String,
    amount: String,
    message: String,
}

/// A goal's bar, as a screen reader gets it.
#[derive(Debug, Deserialize)]
struct Bar {
    min: f64,
    max: f64,
    now: Option<f64>,
    text: String,
    progress: f64,
}

async fn widgets(tab: &Tab) -> Vec<Seen> {
    tab.eval(include_str!("read_widgets.js")).await
}

async fn every_entry_of_the_2018_document_is_drawn(page: &TestPage) {
    check_document(page, include_str!("../fixtures/session-2018.json")).await;
}

async fn every_entry_of_the_specification_is_drawn(page: &TestPage) {
    check_document(page, include_str!("../fixtures/session-get.json")).await;
}

async fn every_entry_after_a_reset_is_drawn(page: &TestPage) {
    check_document(page, include_str!("../fixtures/session-reset.json")).await;
}

async fn every_entry_of_kick_and_youtube_is_drawn(page: &TestPage) {
    check_document(page, include_str!("../fixtures/session-platforms.json")).await;
}

/// Checks every key of a document without a currency, with one, and with messages.
async fn check_document(page: &TestPage, document: &str) {
    page.api.set_session(document);
    let data = data(document);
    let mut query = "limit=25".to_owned();
    for (key, entry) in &data {
        query += "&widget=";
        query += key;
        if is_figure(entry) {
            query += "&as=counter";
        }
    }
    for currency in ["", "EUR"] {
        let option = if currency.is_empty() {
            String::new()
        } else {
            format!("&currency={currency}")
        };
        let tab = page.live(&(query.clone() + &option)).await;
        let seen = widgets(&tab).await;
        assert_eq!(seen.len(), data.len());
        for (widget, (key, entry)) in seen.iter().zip(&data) {
            assert_eq!(widget.key, *key);
            check(widget, entry, currency, |event| Line {
                name: name(event),
                amount: amount(key, event, currency),
                message: String::new(),
            });
        }
    }
    let query = query.replacen("limit=25", "limit=25&template=%7Bmessage%7D", 1);
    let query = query.replace("&as=counter", "&as=counter&template=%7Bcount%7D");
    let tab = page.live(&query).await;
    for (widget, (key, entry)) in widgets(&tab).await.iter().zip(&data) {
        if !is_figure(entry) {
            assert_eq!(widget.key, *key);
            check(widget, entry, "", |event| Line {
                message: event["message"].as_str().unwrap_or("").trim().to_owned(),
                ..Line::default()
            });
        }
    }
}

fn check(widget: &Seen, entry: &Value, currency: &str, line: impl Fn(&Value) -> Line) {
    let key = &widget.key;
    match entry {
        Value::Array(events) => {
            let expected: Vec<Line> = newest_first(events).into_iter().map(line).collect();
            assert_eq!(widget.kind, "list", "{key}");
            assert_eq!(widget.events, expected, "{key}");
            assert_eq!(widget.is_empty, expected.is_empty(), "{key}");
            let placeholder = expected.is_empty().then(|| "—".to_owned());
            assert_eq!(widget.value, placeholder, "{key}");
        }
        entry if is_figure(entry) => {
            assert_eq!(widget.kind, "counter", "{key}");
            assert_eq!(widget.value, Some(figure(key, entry, currency)), "{key}");
            assert!(!widget.is_empty, "{key}: zero is a figure");
        }
        event => {
            assert_eq!(widget.kind, "label", "{key}");
            let is_empty = name(event).is_empty();
            assert_eq!(widget.is_empty, is_empty, "{key}");
            if is_empty {
                assert_eq!(widget.value.as_deref(), Some("—"), "{key}");
                assert_eq!(widget.line, Line::default(), "{key}");
            } else {
                assert_eq!(widget.line, line(event), "{key}");
            }
        }
    }
}

fn data(document: &str) -> Map<String, Value> {
    let document: Value = serde_json::from_str(document).unwrap();
    document["data"].as_object().unwrap().clone()
}

fn is_figure(entry: &Value) -> bool {
    entry.is_object() && entry.get("name").is_none()
}

fn name(event: &Value) -> String {
    event["name"].as_str().unwrap_or("").trim().to_owned()
}

/// ISO times in UTC sort as text if their fractions have the same length.
fn newest_first(events: &[Value]) -> Vec<&Value> {
    let at = |event: &Value| {
        let at = event["createdAt"].as_str()?;
        let (seconds, rest) = at.split_once('.').unwrap_or((at, ""));
        Some(format!("{seconds}.{:0<9}", rest.trim_end_matches('Z')))
    };
    let named = |event: &&Value| !name(event).is_empty();
    let mut events: Vec<&Value> = events.iter().filter(named).collect();
    events.sort_by_key(|event| std::cmp::Reverse(at(event)));
    events
}

async fn every_goal_is_drawn_as_a_goal(page: &TestPage) {
    for document in [
        include_str!("../fixtures/session-2018.json"),
        include_str!("../fixtures/session-get.json"),
        include_str!("../fixtures/session-platforms.json"),
    ] {
        let api = page.start_api(document).await;
        let mut goals = data(document);
        goals.retain(|key, _| key.contains("-goal"));
        let mut query = "start=-100&target=7250.5".to_owned();
        for key in goals.keys() {
            query += "&widget=";
            query += key;
        }
        let tab = page.open(&page.address_at(&api, &query)).await;
        tab.wait_until_live().await;
        let seen = widgets(&tab).await;
        assert_eq!(seen.len(), goals.len());
        for (widget, (key, entry)) in seen.iter().zip(&goals) {
            let bar = widget.bar.as_ref().unwrap();
            let current = entry["amount"].as_f64().unwrap();
            assert_eq!((&widget.key, widget.kind.as_str()), (key, "goal"));
            assert_eq!((bar.min, bar.max, bar.now), (-100.0, 7250.5, Some(current)));
            assert!(
                (bar.progress - (current + 100.0) / 7350.5).abs() < 1e-6,
                "{bar:?}"
            );
            let value = widget.value.as_deref().unwrap();
            assert_eq!(bar.text.trim(), value.trim(), "{key}");
            assert!(value.starts_with(&figure(key, entry, "")), "{key}: {value}");
            assert!(!widget.is_reached && !widget.is_empty, "{key}");
        }
    }
}

async fn a_goal_past_its_target_shows_the_true_figure(page: &TestPage) {
    let tab = page
        .live("widget=tip-goal&target=5000&widget=follower-goal&target=18&widget=follower-total&as=goal&target=40&step=25")
        .await;
    let seen = widgets(&tab).await;
    let bars: Vec<(f64, Option<f64>, f64, bool)> = seen
        .iter()
        .map(|widget| {
            let bar = widget.bar.as_ref().unwrap();
            (bar.max, bar.now, bar.progress, widget.is_reached)
        })
        .collect();
    assert_eq!(bars[0], (5000.0, Some(5_859.600_000_000_002), 1.0, true));
    assert_eq!(bars[1], (18.0, Some(18.0), 1.0, true));
    assert_eq!((bars[2].0, bars[2].1), (65.0, Some(49.0)));
    assert!(!bars[2].3);
    let value = seen[0].value.as_deref().unwrap();
    assert!(
        value.contains(&number(5859.6, 2)) && value.contains("5,000") && value.contains("117%"),
        "{value}"
    );
}

async fn undated_events_are_last(page: &TestPage) {
    let events = serde_json::json!([
        { "name": "first undated" },
        { "name": "older", "createdAt": "2018-05-09T14:13:59Z" },
        { "name": "second undated" },
        { "name": "" },
        { "name": "newer", "createdAt": "2018-05-09T16:13:59+02:00", "amount": 0 },
        { "name": "newest", "createdAt": "2018-05-09T14:14:00.5Z" },
        { "name": "older", "createdAt": "2018-05-09T14:13:58Z" },
    ]);
    page.api.set("cheer-recent", events);
    let tab = page.live("widget=cheer-recent&limit=6").await;
    let seen = widgets(&tab).await;
    let names: Vec<&str> = seen[0]
        .events
        .iter()
        .map(|line| line.name.as_str())
        .collect();
    let expected = [
        "newest",
        "older",
        "newer",
        "older",
        "first undated",
        "second undated",
    ];
    assert_eq!(names, expected);
}

async fn an_empty_session_is_live(page: &TestPage) {
    page.api.set_session(r#"{"data": {}}"#);
    let tab = page
        .live("widget=tip-goal&target=9&widget=tip-latest&widget=tip-total&widget=recent&widget=cheer-latest&empty=be%20the%20first&widget=host-latest&empty=")
        .await;
    assert_eq!(tab.root_data("fault").await, None);
    let seen = widgets(&tab).await;
    assert!(seen.iter().all(|widget| widget.is_empty), "{seen:?}");
    let values: Vec<&str> = seen
        .iter()
        .filter_map(|widget| widget.value.as_deref())
        .collect();
    assert!(values[0].starts_with('—'), "{values:?}");
    assert_eq!(values[1..5], ["—", "—", "—", "be the first"]);
    assert_eq!(seen[0].bar.as_ref().unwrap().now, None);
    let height =
        "document.querySelector('[data-widget=host-latest]').getBoundingClientRect().height";
    assert!(
        tab.eval::<f64>(height).await == 0.0,
        "an empty placeholder hides the widget"
    );
}
