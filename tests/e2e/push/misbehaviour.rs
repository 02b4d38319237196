//! Whatever the gateway does, the right figure is on the page no later than with polls alone.

use super::{GOAL, TIMEOUT, UPDATES, WIDGETS};
use crate::stub::gateway::{
    Answer, Behaviour, ErrorCode, Frame, Gateway, Limit, Upgrade, Welcome, When,
};
use crate::test_page::{TestPage, in_both_engines};
use serde_json::json;
use std::time::{Duration, Instant};

in_both_engines! {
    connections_that_begin_wrong,
    subscriptions_that_are_refused,
    unusual_answers,
    unusual_updates,
    frames_for_others,
    frames_that_cannot_be_read,
    connections_that_end,
    a_connection_that_goes_silent,
}

/// The interval and its jitter, and the time that a page takes for a request.
const POLL_TIME: Duration = Duration::from_secs(7);

struct Case {
    name: &'static str,
    /// Before the page connects.
    prepare: Box<dyn Fn(&Gateway)>,
    /// How the gateway tells that the goal is now 4242.
    change: Box<dyn Fn(&Gateway)>,
    /// How the page learns of changes before, and some time later.
    updates: &'static str,
}

/// The frame of the change.
fn frame() -> Frame {
    Frame::update("tip-goal", json!({ "amount": 4242 }))
}

/// A frame with a wrong figure.
fn wrong() -> Frame {
    Frame::update("tip-goal", json!({ "amount": 13 }))
}

fn push(frame: Frame) -> impl Fn(&Gateway) {
    move |gateway| {
        gateway.push(&frame);
    }
}

/// A gateway that does this with connections or subscriptions.
fn prepared(
    name: &'static str,
    updates: &'static str,
    prepare: impl Fn(&Gateway) + 'static,
) -> Case {
    Case {
        name,
        prepare: Box::new(prepare),
        change: Box::new(push(frame())),
        updates,
    }
}

fn behaving(name: &'static str, updates: &'static str, behaviour: Behaviour) -> Case {
    prepared(name, updates, move |gateway| {
        gateway.behave(behaviour.clone());
    })
}

fn answering(name: &'static str, updates: &'static str, answer: Answer) -> Case {
    prepared(name, updates, move |gateway| {
        gateway.answer(When::Any, answer.clone());
    })
}

/// A gateway that serves, and then tells the change in this way.
fn telling(name: &'static str, change: impl Fn(&Gateway) + 'static) -> Case {
    Case {
        name,
        prepare: Box::new(|_| ()),
        change: Box::new(change),
        updates: "push",
    }
}

async fn check(page: &TestPage, cases: &[Case], limit: Duration) {
    page.expect_console("WebSocket connection to");
    let mut opened = Vec::new();
    for case in cases {
        let gateway = Gateway::start().await;
        (case.prepare)(&gateway);
        let query = format!("gateway={}&{WIDGETS}", gateway.address());
        opened.push((case, gateway, page.open(&page.address(&query)).await));
    }
    // The comment names the case if the condition does not come true.
    let shows = |case: &Case| format!("/* {} */ {GOAL} === '4,242'", case.name);
    let updates = |case: &Case| format!("/* {} */ {UPDATES} === '{}'", case.name, case.updates);
    for (case, _, tab) in &opened {
        tab.wait_until_live().await;
        tab.wait_for(&updates(case), TIMEOUT).await;
    }
    let start = Instant::now();
    page.api.set("tip-goal", json!({ "amount": 4242 }));
    for (case, gateway, _) in &opened {
        (case.change)(gateway);
    }
    for (case, _, tab) in &opened {
        tab.wait_for(&shows(case), limit.saturating_sub(start.elapsed()))
            .await;
    }
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    for (case, _, tab) in &opened {
        tab.wait_for(&shows(case), Duration::ZERO).await;
        tab.wait_for(&updates(case), TIMEOUT).await;
    }
}

async fn connections_that_begin_wrong(page: &TestPage) {
    let upgrade = |upgrade| Behaviour {
        upgrade,
        ..Behaviour::default()
    };
    let welcome = |welcome| Behaviour {
        welcome,
        ..Behaviour::default()
    };
    let cases = [
        behaving("502", "poll", upgrade(Upgrade::Refuse(502))),
        behaving("429", "poll", upgrade(Upgrade::Refuse(429))),
        behaving("no upgrade", "poll", upgrade(Upgrade::Hang)),
        behaving("no welcome", "poll", welcome(Welcome::Never)),
        behaving("garbage", "poll", welcome(Welcome::Garbage)),
        behaving(
            "late welcome",
            "push",
            welcome(Welcome::Late(Duration::from_secs(4))),
        ),
    ];
    check(page, &cases, POLL_TIME).await;
}

async fn subscriptions_that_are_refused(page: &TestPage) {
    let refused = |code: ErrorCode| answering(code.name(), "poll", Answer::refuse(code));
    let mut cases = Vec::from(ErrorCode::ALL.map(refused));
    cases.push(answering("no answer", "poll", Answer::never()));
    check(page, &cases, POLL_TIME).await;
}

async fn unusual_answers(page: &TestPage) {
    let pace = Behaviour {
        limit: Limit::Pace,
        ..Behaviour::default()
    };
    let cases = [
        answering("no nonce", "push", Answer::correct().without_nonce()),
        answering("text", "push", Answer::correct().with_text_data()),
        answering(
            "text only",
            "push",
            Answer::correct().with_text_data().without_nonce(),
        ),
        answering(
            "late",
            "push",
            Answer::correct().after(Duration::from_secs(4)),
        ),
        answering(
            "another room",
            "push",
            Answer::correct().in_room("5f2b4c9e8a1d3e001c8b4567"),
        ),
        behaving("one command in 100 ms", "push", pace),
    ];
    check(page, &cases, POLL_TIME).await;
}

async fn unusual_updates(page: &TestPage) {
    let burst = (0..20).map(|back| ("tip-goal", json!({ "amount": 4242 - 19 + back })));
    let burst: Vec<_> = burst.collect();
    let cases = [
        telling("name only", push(frame().by_name_only())),
        telling("no name", push(frame().unnamed())),
        telling(
            "a bare number",
            push(Frame::update("tip-goal", json!(4242))),
        ),
        telling("a test", push(frame().mock())),
        telling("no room", push(frame().without_room())),
        telling("no channel", push(frame().without_channel())),
        telling("neither", push(frame().without_room().without_channel())),
        telling("a burst", move |gateway| {
            gateway.push_burst(burst.clone());
        }),
        telling("1 MiB", |gateway| {
            gateway.push(&Frame::update(
                "big",
                json!({ "name": "x".repeat(1 << 20) }),
            ));
            gateway.push(&frame());
        }),
    ];
    check(page, &cases, POLL_TIME).await;
}

async fn frames_for_others(page: &TestPage) {
    let other = "5f2b4c9e8a1d3e001c8b4567";
    let before = |wrong: Frame| {
        move |gateway: &Gateway| {
            gateway.push(&frame());
            gateway.push_text(&wrong.text());
        }
    };
    let cases = [
        telling("another room", before(wrong().in_room(other))),
        telling("another channel", before(wrong().in_channel(other))),
        telling("another topic", before(wrong().with_topic("channel.tips"))),
        telling("another type", before(wrong().with_type("news"))),
        telling("binary", |gateway| {
            gateway.push(&frame());
            gateway.push_binary(b"{\"type\":\"reconnect\"}");
        }),
    ];
    check(page, &cases, POLL_TIME).await;
}

async fn frames_that_cannot_be_read(page: &TestPage) {
    let text = |text: &'static str| move |gateway: &Gateway| gateway.push_text(text);
    let cases = [
        telling(
            "cut off",
            text(r#"{"type":"message","topic":"channel.session.upd"#),
        ),
        telling("no JSON", text("tip-goal: 4242")),
        telling(
            "a reset of no map",
            text(r#"{"type":"message","topic":"channel.session.reset","data":[]}"#),
        ),
    ];
    check(page, &cases, POLL_TIME).await;
}

async fn connections_that_end(page: &TestPage) {
    let cases = [
        telling("reconnect", Gateway::push_reconnect),
        telling("normal close", |gateway| gateway.close(1000)),
        telling("close with an error", |gateway| gateway.close(1011)),
        telling("no handshake", Gateway::drop_connections),
    ];
    check(page, &cases, POLL_TIME).await;
}

/// The probe comes once a minute and waits 15 seconds for its answer.
async fn a_connection_that_goes_silent(page: &TestPage) {
    let cases = [telling("silence", Gateway::stall)];
    check(page, &cases, Duration::from_secs(75) + POLL_TIME).await;
}
