//! Alerts: each new event once.

use super::*;
use crate::options::{ONLY, values::OptionValue};
use crate::session::Key;
use crate::session::decode;
use proptest::prelude::*;

const ALL: Filter = Filter {
    only: &EventTypes::ALL,
    least: None,
};
const HOLD: f64 = 6_000.0;

fn session(data: &str, news: News) -> Session {
    let text = format!(r#"{{"data":{data}}}"#);
    let decoded = decode::session(&text).map(|decoded| decoded.session);
    let mut session = decoded.unwrap_or_default();
    session.received.news = news;
    session
}

fn text(queue: &AlertQueue) -> String {
    match queue.shown() {
        None => String::new(),
        Some(Alert::Event(event)) => event.name.clone(),
        Some(Alert::More(event_type, count)) => format!("{count} more {event_type}"),
    }
}

/// Everything that the queue shows from now on, and the time that it takes.
fn play(queue: &mut AlertQueue, mut now: f64) -> (Vec<String>, f64) {
    let mut shown = Vec::new();
    let start = now;
    for _ in 0..2_000 {
        queue.advance(Timestamp(now), HOLD, 0.0);
        let own = text(queue);
        if !own.is_empty() {
            shown.push(own);
        }
        match queue.due(Timestamp(now)) {
            Some(due) => now = due.0,
            None => break,
        }
    }
    (shown, now - start)
}

/// What is played for these sessions, one after the other.
fn played(filter: Filter, sessions: &[(&str, News)]) -> Vec<String> {
    let mut queue = AlertQueue::default();
    for (data, news) in sessions {
        queue.receive(&session(data, *news), filter);
    }
    play(&mut queue, 0.0).0
}

const NONE: &str = r#"{"tip-recent":[],"raid-latest":{"name":"","amount":0}}"#;

#[test]
fn new_events_are_shown_once_and_oldest_first() {
    let first = r#"{"tip-recent":[{"_id":"1","name":"old"}]}"#;
    let second = r#"{"tip-recent":[{"_id":"3","name":"bob","createdAt":"2026-12-24T18:02:00Z"},
        {"_id":"2","name":"ada","createdAt":"2026-12-24T18:00:00Z"},{"_id":"1","name":"old"}],
        "follower-recent":[{"name":"eve","createdAt":"2026-12-24T18:01:00Z"}],
        "tip-latest":{"name":"bob","amount":5}}"#;
    let sessions = [(first, News::All), (second, News::All), (second, News::All)];
    assert_eq!(played(ALL, &sessions), ["ada", "eve", "bob"]);
    // Nothing after a start, and nothing that came while the page was hidden.
    assert!(played(ALL, &[(second, News::All)]).is_empty());
    assert!(played(ALL, &[(first, News::All), (second, News::None)]).is_empty());
    // What has left the list and comes back is known.
    let sessions = [
        (NONE, News::All),
        (first, News::All),
        (NONE, News::All),
        (first, News::All),
    ];
    assert_eq!(played(ALL, &sessions), ["old"]);
}

#[test]
fn types_without_a_list_are_taken_from_their_latest_event() {
    let latest =
        |name: &str| format!(r#"{{"community-gift-latest":{{"name":"{name}","amount":5}}}}"#);
    let (ada, bob) = (latest("ada"), latest("bob"));
    let sessions = [
        (NONE, News::All),
        (&ada, News::All),
        (&bob, News::All),
        (&ada, News::All),
        (&ada, News::All),
    ];
    assert_eq!(played(ALL, &sessions), ["ada", "bob", "ada"]);
    let sessions = [
        (NONE, News::All),
        (r#"{"tip-latest":{"name":"ada"}}"#, News::All),
    ];
    assert!(played(ALL, &sessions).is_empty());
}

#[test]
fn events_without_an_id_are_told_apart_by_the_rest() {
    let one = |amount: u32| {
        format!(r#"{{"name":"ada","amount":{amount},"createdAt":"2026-12-24T18:00:00Z"}}"#)
    };
    let first = format!(r#"{{"tip-recent":[{}]}}"#, one(1));
    let second = format!(r#"{{"tip-recent":[{},{},{}]}}"#, one(2), one(1), one(2));
    let sessions = [(first.as_str(), News::All), (&second, News::All)];
    assert_eq!(played(ALL, &sessions), ["ada"]);
    // An id that comes later makes no other event of it.
    let with_id = r#"{"tip-recent":[{"_id":"7","name":"ada","amount":1,"createdAt":"2026-12-24T18:00:00Z"}]}"#;
    let sessions = [
        (NONE, News::All),
        (first.as_str(), News::All),
        (with_id, News::All),
    ];
    assert_eq!(played(ALL, &sessions), ["ada"]);
}

#[test]
fn after_a_pause_old_events_are_no_news() {
    let first = r#"{"tip-recent":[{"_id":"1","name":"known","createdAt":"2026-12-24T18:00:00Z"}]}"#;
    let second = r#"{"tip-recent":[{"_id":"4","name":"new","createdAt":"2026-12-24T19:00:00Z"},
        {"_id":"3","name":"close","createdAt":"2026-12-24T17:58:00Z"},
        {"_id":"2","name":"old","createdAt":"2026-12-24T17:57:59Z"},
        {"_id":"5","name":"undated"}]}"#;
    let sessions = [(first, News::All), (second, News::Recent)];
    assert_eq!(played(ALL, &sessions), ["close", "new", "undated"]);
}

#[test]
fn only_some_events_are_alerts() {
    let only = EventTypes::parse("tip", &ONLY).unwrap_or_default();
    let filter = Filter {
        only: &only,
        least: Some(5.0),
    };
    let data = r#"{"tip-recent":[{"_id":"1","name":"five","amount":5},{"_id":"2","name":"four","amount":4},
        {"_id":"3","name":"unknown"}],"raid-recent":[{"_id":"4","name":"raid","amount":9}]}"#;
    let sessions = [(NONE, News::All), (data, News::All)];
    assert_eq!(played(filter, &sessions), ["unknown", "five"]);
}

#[test]
fn what_does_not_fit_is_summed_up_by_type() {
    let mut queue = AlertQueue::default();
    queue.receive(&session(NONE, News::All), ALL);
    let list = |event_type: &str, count: u32| {
        let event = |number: u32| format!(r#"{{"_id":"{event_type}{number}","name":"n{number}"}}"#);
        let events: Vec<String> = (0..count).rev().map(event).collect();
        format!(r#""{event_type}-recent":[{}]"#, events.join(","))
    };
    let data = format!("{{{},{}}}", list("tip", 200), list("raid", 3));
    queue.receive(&session(&data, News::All), ALL);
    let (shown, milliseconds) = play(&mut queue, 0.0);
    assert_eq!(shown.len(), 1 + MAX_WAITING + 2);
    assert_eq!(shown[..2], ["n0", "n1"]);
    assert_eq!(shown[21..], ["179 more tip", "3 more raid"]);
    assert!(
        (milliseconds - 23.0 * (HOLD + GAP)).abs() < 1e-6,
        "{milliseconds}"
    );
}

#[test]
fn hiding_clears_the_queue_and_forgets_nothing() {
    let mut queue = AlertQueue::default();
    queue.receive(&session(NONE, News::All), ALL);
    let data = r#"{"tip-recent":[{"_id":"1","name":"ada"},{"_id":"2","name":"bob"}]}"#;
    queue.receive(&session(data, News::All), ALL);
    queue.advance(Timestamp(0.0), HOLD, 0.0);
    assert_eq!(text(&queue), "bob");
    queue.clear();
    queue.receive(&session(data, News::All), ALL);
    assert!(play(&mut queue, 1.0).0.is_empty());
}

#[test]
fn an_alert_leaves_before_the_next_one_comes() {
    let mut queue = AlertQueue::default();
    queue.receive(&session(NONE, News::All), ALL);
    let data = r#"{"tip-recent":[{"_id":"1","name":"ada"},{"_id":"2","name":"bob"}]}"#;
    queue.receive(&session(data, News::All), ALL);
    let mut seen = Vec::new();
    for now in (0..14_000).step_by(250) {
        let now = Timestamp(f64::from(now));
        queue.advance(now, HOLD, 500.0);
        let own = (text(&queue), queue.is_leaving(now));
        if seen.last() != Some(&own) {
            seen.push(own);
        }
    }
    let seen: Vec<(&str, bool)> = seen
        .iter()
        .map(|(text, leaves)| (text.as_str(), *leaves))
        .collect();
    assert_eq!(
        seen,
        [
            ("bob", false),
            ("bob", true),
            ("", false),
            ("ada", false),
            ("ada", true),
            ("", false)
        ]
    );
}

/// The newest 25 of these events, as a list has them.
fn list(events: &[Event], count: usize) -> Session {
    let newest = events.iter().take(count).rev().take(25);
    Session::new(vec![(
        Key::from("tip-recent"),
        Entry::Recent(newest.cloned().collect()),
    )])
}

proptest! {
    /// Answers and frames come in any order and overlap, at most 25 events apart: each event is
    /// shown once, and none is lost as long as the queue has room.
    #[test]
    fn no_event_is_repeated_or_lost(
        steps in proptest::collection::vec((0..9_usize, any::<bool>(), 0..3_usize), 1..40),
        with_ids in any::<bool>(),
    ) {
        let event = |number: u32| Event {
            id: if with_ids { number.to_string() } else { String::new() },
            created: Some(Timestamp(f64::from(number) * 1_000.0)),
            ..Event::of("tip", &format!("n{number}"))
        };
        let events: Vec<Event> = (0..400).map(event).collect();
        let mut queue = AlertQueue::default();
        queue.receive(&list(&events, 0), ALL);
        let (mut count, mut shown, mut now) = (0, Vec::new(), 0.0);
        for (new, is_stale, lag) in steps {
            count += new;
            queue.receive(&list(&events, count), ALL);
            if is_stale {
                queue.receive(&list(&events, count.saturating_sub(lag)), ALL);
            }
            let (own, milliseconds) = play(&mut queue, now);
            shown.extend(own);
            now += milliseconds + 1.0;
        }
        let expected: Vec<String> = (0..count).map(|number| format!("n{number}")).collect();
        prop_assert_eq!(shown, expected);
    }
}
