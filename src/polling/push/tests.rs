//! Conversations with the gateway.

use super::*;
use serde_json::{Value, json};

const CHANNEL: &str = "5f2b4c9e8a1d3e001c8b4567";

fn connection() -> Connection {
    let access = Access {
        channel: CHANNEL.to_owned(),
        token_type: "apikey",
        token: "made-\"up".to_owned(),
    };
    Connection::new(access, Timestamp(0.0))
}

fn receive(connection: &mut Connection, frame: &Value, now: f64) -> Reaction {
    connection.receive(&frame.to_string(), Timestamp(now))
}

fn wake(connection: &mut Connection, now: f64) -> Reaction {
    connection.wake(Timestamp(now))
}

fn answer(nonce: &str) -> Value {
    json!({ "type": "response", "nonce": nonce, "data": { "message": "successfully subscribed to topic", "topic": nonce, "room": CHANNEL } })
}

#[track_caller]
fn sent(reaction: Reaction) -> Value {
    match reaction {
        Reaction::Send(text) => serde_json::from_str(&text).unwrap_or_default(),
        other => panic!("{other:?}"),
    }
}

/// A connection whose subscriptions stand at 1,000 ms.
fn subscribed() -> Connection {
    let mut connection = connection();
    sent(receive(
        &mut connection,
        &json!({ "type": "welcome", "data": {} }),
        100.0,
    ));
    sent(wake(&mut connection, 250.0));
    assert_eq!(
        receive(&mut connection, &answer(UPDATE), 900.0),
        Reaction::Ignore
    );
    assert_eq!(
        receive(&mut connection, &answer(RESET), 1_000.0),
        Reaction::Subscribed
    );
    connection
}

#[test]
fn both_topics_are_subscribed_after_the_welcome() {
    let mut connection = connection();
    assert_eq!(connection.due(), Timestamp(10_000.0));
    let first = sent(receive(
        &mut connection,
        &json!({ "type": "welcome", "data": {} }),
        400.0,
    ));
    assert_eq!(
        first,
        json!({ "type": "subscribe", "nonce": UPDATE, "data": { "topic": UPDATE, "room": CHANNEL, "token": "made-\"up", "token_type": "apikey" } })
    );
    assert_eq!(connection.due(), Timestamp(550.0));
    assert_eq!(wake(&mut connection, 549.0), Reaction::Ignore);
    assert_eq!(sent(wake(&mut connection, 550.0))["data"]["topic"], RESET);
    assert_eq!(connection.due(), Timestamp(10_400.0));
    assert!(!connection.is_subscribed());
}

#[test]
fn answers_may_have_no_nonce_an_old_form_or_another_order() {
    let plain = json!({ "type": "RESPONSE", "data": "successfully subscribed to topic" });
    let topic = |topic: &str| json!({ "type": "response", "data": { "topic": topic } });
    let repeated = json!({ "type": "response", "nonce": RESET, "error": "err_bad_request", "data": { "message": "already subscribed to topic" } });
    for answers in [
        [plain.clone(), plain],
        [topic(RESET), topic(UPDATE)],
        [answer(RESET), answer(UPDATE)],
        [answer(UPDATE), repeated],
    ] {
        let mut connection = connection();
        sent(receive(&mut connection, &json!({ "type": "Welcome" }), 0.0));
        sent(wake(&mut connection, 150.0));
        assert_eq!(
            receive(&mut connection, &answers[0], 200.0),
            Reaction::Ignore
        );
        assert_eq!(
            receive(&mut connection, &answers[1], 200.0),
            Reaction::Subscribed,
            "{answers:?}"
        );
    }
}

#[test]
fn silence_is_a_close() {
    assert_eq!(wake(&mut connection(), 10_000.0), Reaction::Close);
    let mut connection = connection();
    sent(receive(&mut connection, &json!({ "type": "welcome" }), 0.0));
    sent(wake(&mut connection, 150.0));
    receive(&mut connection, &answer(UPDATE), 200.0);
    assert_eq!(connection.due(), Timestamp(10_150.0));
    assert_eq!(wake(&mut connection, 10_150.0), Reaction::Close);
}

#[test]
fn a_refusal_is_final_and_other_errors_are_not() {
    for (error, reaction) in [
        ("err_unauthorized", Reaction::Refused),
        ("err_bad_request", Reaction::Close),
        ("err_deadline_exceeded", Reaction::Close),
        ("err_internal_error", Reaction::Close),
        ("rate_limit_exceeded", Reaction::Close),
    ] {
        let mut connection = connection();
        sent(receive(&mut connection, &json!({ "type": "welcome" }), 0.0));
        let refusal = json!({ "type": "response", "error": error, "data": { "message": "no" } });
        assert_eq!(
            receive(&mut connection, &refusal, 10.0),
            reaction,
            "{error}"
        );
    }
}

#[test]
fn a_probe_finds_a_dead_connection() {
    let mut connection = subscribed();
    assert_eq!(connection.due(), Timestamp(61_000.0));
    assert_eq!(sent(wake(&mut connection, 61_000.0))["nonce"], PROBE);
    let repeated = json!({ "type": "response", "nonce": PROBE, "error": "err_bad_request", "data": { "message": "Already subscribed to topic" } });
    assert_eq!(
        receive(&mut connection, &repeated, 61_100.0),
        Reaction::Ignore
    );
    sent(wake(&mut connection, 121_100.0));
    assert_eq!(connection.due(), Timestamp(136_100.0));
    assert_eq!(wake(&mut connection, 136_100.0), Reaction::Close);
}

#[test]
fn frames_change_what_they_name() {
    let connection = &mut subscribed();
    let entry =
        |key: &str, raw: &str| Reaction::Patch(Patch::Entry(key.to_owned(), raw.to_owned()));
    let session = |raw: &str| Reaction::Patch(Patch::Session(raw.to_owned()));
    let update = |data: Value| json!({ "type": "message", "topic": UPDATE, "data": data });
    let reset = |data: Value| json!({ "type": "message", "topic": RESET, "data": data });
    for (frame, reaction) in [
        (
            update(json!({ "key": "tip-goal", "name": "x", "data": { "amount": 7 } })),
            entry("tip-goal", r#"{"amount":7}"#),
        ),
        (
            update(json!({ "name": "tip-goal", "data": 7, "isMock": true })),
            entry("tip-goal", "7"),
        ),
        (
            update(json!({ "key": "tip-goal", "channel": CHANNEL, "data": 7 })),
            entry("tip-goal", "7"),
        ),
        (update(json!({ "data": { "amount": 7 } })), Reaction::Doubt),
        (update(json!({ "key": "tip-goal" })), Reaction::Doubt),
        (update(json!([])), Reaction::Doubt),
        (
            update(json!({ "key": "tip-goal", "channel": "other", "data": 7 })),
            Reaction::Ignore,
        ),
        (
            reset(json!({ "tip-goal": 0 })),
            session(r#"{"tip-goal":0}"#),
        ),
        (
            reset(json!({ "session": { "tip-goal": 0 } })),
            session(r#"{"tip-goal":0}"#),
        ),
        (
            reset(json!({ "data": { "tip-goal": 0 } })),
            session(r#"{"tip-goal":0}"#),
        ),
        (reset(json!("all")), Reaction::Doubt),
        (
            json!({ "type": "message", "topic": "channel.tips", "data": {} }),
            Reaction::Ignore,
        ),
        (
            json!({ "type": "message", "topic": UPDATE, "room": "other", "data": { "key": "tip-goal", "data": 7 } }),
            Reaction::Ignore,
        ),
        (
            json!({ "type": "message", "topic": UPDATE, "room": CHANNEL, "data": { "key": "tip-goal", "data": 7 } }),
            entry("tip-goal", "7"),
        ),
        (json!({ "type": "advertisement" }), Reaction::Ignore),
        (
            json!({ "type": "reconnect", "data": { "reconnect_token": "made-up" } }),
            Reaction::Close,
        ),
        (json!({}), Reaction::Ignore),
        (json!([]), Reaction::Doubt),
    ] {
        assert_eq!(receive(connection, &frame, 2_000.0), reaction, "{frame}");
    }
    assert_eq!(
        connection.receive(r#"{"type":"mess"#, Timestamp(2_000.0)),
        Reaction::Doubt
    );
}

#[test]
fn frames_may_name_the_room_of_the_answer() {
    let mut connection = connection();
    sent(receive(&mut connection, &json!({ "type": "welcome" }), 0.0));
    let mut renamed = answer(UPDATE);
    renamed["data"]["room"] = "canonical".into();
    receive(&mut connection, &renamed, 10.0);
    let frame = json!({ "type": "message", "topic": UPDATE, "room": "canonical", "data": { "key": "a", "data": 1 } });
    assert!(matches!(
        receive(&mut connection, &frame, 20.0),
        Reaction::Patch(_)
    ));
}

#[test]
fn reconnections_wait_longer_and_longer() {
    for (failures, seconds) in [
        (1, 3.0),
        (2, 6.0),
        (3, 12.0),
        (7, 192.0),
        (8, 300.0),
        (100, 300.0),
    ] {
        let wait = reconnect_wait(failures, 0.5) / 1000.0;
        assert!((wait - seconds).abs() < 0.001, "{failures}: {wait}");
    }
    assert!((2_699.0..2_701.0).contains(&reconnect_wait(1, 0.0)));
}
