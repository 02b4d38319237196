//! The frames that the gateway pushes.

use super::{BOTH, Client, OTHER_ROOM};
use crate::stub::CHANNEL;
use crate::stub::gateway::{Frame, Gateway, SESSION_UPDATE};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

/// The example of the documentation.
const UPDATE: &str = r#"{"id":"01HB0YF39XF16HMHCPDYZYJYFK","ts":"2023-09-23T12:06:25Z","type":"message",
    "topic":"channel.session.update","data":{"key":"follower-latest","name":"follower-latest",
    "data":{"name":"Styler","activityId":"651016c07b356e73c9a3d928"},
    "provider":"twitch","channel":"5f2b4c9e8a1d3e001c8b4567"}}"#;

/// The frame as JSON, without its id and time.
fn json_of(text: &str) -> Value {
    let mut json: Value = serde_json::from_str(text).unwrap();
    let object = json.as_object_mut().unwrap();
    assert_eq!(object.remove("id").unwrap().as_str().unwrap().len(), 26);
    assert_eq!(object.remove("ts").unwrap().as_str().unwrap().len(), 20);
    json
}

#[tokio::test]
async fn an_update_is_as_in_the_documentation() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    let update = Frame::update("follower-latest", json!({ "name": "Styler" }))
        .with_activity("651016c07b356e73c9a3d928")
        .in_channel(OTHER_ROOM)
        .without_room();
    assert_eq!(gateway.push(&update), 1);
    assert_eq!(json_of(&client.text().await), json_of(UPDATE));

    gateway.push_update("follower-total", json!({ "count": 50 }));
    let frame = json_of(&client.text().await);
    assert_eq!(frame["room"], CHANNEL);
    assert_eq!(frame["data"]["channel"], CHANNEL);
    assert_eq!(frame["data"]["data"]["count"], 50);
    assert!(frame["data"]["data"]["activityId"].is_string());
}

#[test]
fn an_update_can_be_unusual() {
    let update = || Frame::update("tip-goal", json!({ "amount": 70 })).with_activity("1");
    let documented = json_of(&update().text());
    let check = |frame: Frame, pointer: &str, expected: Option<Value>| {
        let json = json_of(&frame.text());
        assert_eq!(json.pointer(pointer), expected.as_ref(), "{json}");
        assert_ne!(json, documented);
    };
    check(update().by_name_only(), "/data/key", None);
    check(
        update().by_name_only(),
        "/data/name",
        Some("tip-goal".into()),
    );
    check(update().unnamed(), "/data/key", None);
    check(update().unnamed(), "/data/name", None);
    check(
        update().with_activity("2"),
        "/data/data/activityId",
        Some("2".into()),
    );
    check(update().mock(), "/data/isMock", Some(true.into()));
    check(update().without_room(), "/room", None);
    check(
        update().in_room(OTHER_ROOM),
        "/room",
        Some(OTHER_ROOM.into()),
    );
    check(update().without_channel(), "/data/channel", None);
    check(
        update().in_channel(OTHER_ROOM),
        "/data/channel",
        Some(OTHER_ROOM.into()),
    );
    check(
        update().with_topic("channel.tips"),
        "/topic",
        Some("channel.tips".into()),
    );
    check(update().with_type("notice"), "/type", Some("notice".into()));
    check(
        Frame::update("tip-goal", 70.into()),
        "/data/data",
        Some(70.into()),
    );
}

#[tokio::test]
async fn a_reset_has_the_entries_with_or_without_a_wrapper() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    let entries =
        json!({ "follower-latest": { "name": "Styler" }, "tip-session": { "amount": 0 } });
    gateway.push(&Frame::reset(entries.clone()));
    let flat = json_of(&client.text().await);
    assert_eq!(
        flat,
        json!({ "type": "message", "topic": "channel.session.reset", "room": CHANNEL, "data": entries })
    );
    gateway.push(&Frame::wrapped_reset(entries.clone()));
    let wrapped = json_of(&client.text().await);
    assert_eq!(wrapped["data"], json!({ "session": entries }));
}

#[tokio::test]
async fn only_subscribers_receive_updates() {
    let gateway = Gateway::start().await;
    let mut stranger = Client::welcomed(&gateway).await;
    assert_eq!(gateway.push_update("tip-goal", 70.into()), 0);
    let mut subscriber = Client::subscribed(&gateway, &[SESSION_UPDATE]).await;
    assert_eq!(gateway.push_update("tip-goal", 70.into()), 1);
    assert_eq!(gateway.push(&Frame::reset(json!({}))), 0);
    assert_eq!(subscriber.json().await["data"]["data"], 70);
    assert!(stranger.hears_nothing().await);
}

#[tokio::test]
async fn a_burst_has_one_activity() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    let entries = (0..20).map(|amount| ("tip-goal", json!({ "amount": amount })));
    assert_eq!(gateway.push_burst(entries), 20);
    let mut activities = Vec::new();
    for amount in 0..20 {
        let entry = client.json().await["data"]["data"].take();
        assert_eq!(entry["amount"], amount);
        activities.push(entry["activityId"].to_string());
    }
    activities.dedup();
    assert_eq!(activities.len(), 1);
}

#[tokio::test]
async fn any_text_and_bytes_can_be_sent() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    let update = Frame::update("tip-goal", 70.into()).text();
    let truncated = &update[..update.len() / 2];
    let unknown = Frame::reset(json!({})).with_topic("channel.tips").text();
    let large = "x".repeat(1 << 20);
    for text in ["", "null", truncated, &unknown, &large] {
        gateway.push_text(text);
        assert!(client.text().await == text);
    }
    gateway.push_binary(b"\x00{}");
    let message = client.message().await.unwrap().unwrap();
    assert_eq!(message, Message::binary(&b"\x00{}"[..]));
}
