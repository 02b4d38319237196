//! The stub of the gateway does what the documentation says, and misbehaves as asked.

use super::stub::gateway::{Behaviour, Gateway, Limit, SESSION_RESET, SESSION_UPDATE};
use super::stub::{APIKEY, CHANNEL, JWT, Stub};
use super::test_page::{TestPage, in_both_engines};
use client::{Client, subscription};
use serde_json::{Value, json};
use std::time::Duration;

#[path = "gateway/answers.rs"]
mod answers;
#[path = "gateway/client.rs"]
mod client;
#[path = "gateway/connections.rs"]
mod connections;
#[path = "gateway/frames.rs"]
mod frames;

in_both_engines! {
    a_browser_receives_frames,
}

const BOTH: [&str; 2] = [SESSION_UPDATE, SESSION_RESET];
const OTHER_ROOM: &str = "5f2b4c9e8a1d3e001c8b4567";

async fn a_browser_receives_frames(page: &TestPage) {
    // The stub of the API has no icon.
    page.expect_console("favicon.ico");
    let gateway = page.gateway().await;
    let tab = page.open(&format!("{}/log", page.api.origin)).await;
    let connect = "(address, command) => {
        window.types = [];
        window.socket = new WebSocket(address);
        socket.onmessage = ({ data }) => types.push(JSON.parse(data).type);
        socket.onopen = () => socket.send(command);
        socket.onclose = ({ code }) => types.push(code);
    }";
    let command = subscription(SESSION_UPDATE).to_string();
    tab.call::<()>(connect, (gateway.address(), command)).await;
    let is_subscribed = |own: &Gateway| own.subscriber_count(SESSION_UPDATE) == 1;
    gateway.wait_until("subscription", is_subscribed).await;
    gateway.push_update("tip-goal", json!({ "amount": 70 }));
    gateway.close(4000);
    tab.wait_for("types.length === 4", Duration::from_secs(5))
        .await;
    let types: Vec<Value> = tab.eval("types").await;
    assert_eq!(
        json!(types),
        json!(["welcome", "response", "message", 4000])
    );
}

#[tokio::test]
async fn a_subscription_is_answered_with_its_nonce() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    let mut response = client.subscribe(SESSION_UPDATE).await;
    assert!(response["id"].take().is_string() && response["ts"].take().is_string());
    let expected = json!({
        "id": null, "ts": null, "type": "response", "nonce": SESSION_UPDATE,
        "data": {
            "message": "successfully subscribed to topic", "topic": SESSION_UPDATE, "room": CHANNEL,
        },
    });
    assert_eq!(response, expected);
    assert_eq!(gateway.subscriber_count(SESSION_UPDATE), 1);
    client.subscribe(SESSION_RESET).await;
    gateway.wait_until_subscribed().await;

    let again = client.subscribe(SESSION_UPDATE).await;
    assert_eq!(again["nonce"], SESSION_UPDATE);
    check_refusal(&again, "err_bad_request", "already subscribed to topic");
    let _other = Client::subscribed(&gateway, &BOTH).await;
    assert_eq!(gateway.subscriber_count(SESSION_UPDATE), 2);
    let commands = gateway.commands();
    let connections: Vec<_> = commands.iter().map(|own| own.connection).collect();
    assert_eq!(connections, [1, 1, 1, 2, 2]);
}

#[tokio::test]
async fn a_subscription_ends_when_the_client_asks() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    let command = json!({
        "type": "unsubscribe", "nonce": "req-002", "data": { "topic": SESSION_UPDATE },
    });
    let response = client.ask(&command).await;
    assert_eq!(response["nonce"], "req-002");
    assert_eq!(gateway.subscriber_count(SESSION_UPDATE), 0);
    assert_eq!(gateway.subscriber_count(SESSION_RESET), 1);
    let again = client.ask(&command).await;
    check_refusal(&again, "err_bad_request", "not subscribed to topic");
}

#[track_caller]
fn check_refusal(response: &Value, error: &str, message: &str) {
    assert_eq!(response["type"], "response", "{response}");
    assert_eq!(response["error"], error, "{response}");
    assert_eq!(response["data"], json!({ "message": message }));
}

#[tokio::test]
async fn a_subscription_needs_the_right_credential_topic_and_room() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    for (field, value, error, message) in [
        ("token", "MadeUp-Other", "err_unauthorized", "invalid token"),
        ("token", JWT, "err_unauthorized", "invalid token"),
        ("token_type", "oauth2", "err_unauthorized", "invalid token"),
        ("room", OTHER_ROOM, "err_unauthorized", "permission denied"),
        (
            "topic",
            "channel.follow",
            "err_bad_request",
            "invalid topic",
        ),
        ("topic", "", "err_bad_request", "missing required fields"),
        ("token", "", "err_bad_request", "missing required fields"),
        (
            "token_type",
            "",
            "err_bad_request",
            "missing required fields",
        ),
    ] {
        let mut command = subscription(SESSION_UPDATE);
        command["data"][field] = value.into();
        check_refusal(&client.ask(&command).await, error, message);
    }
    assert_eq!(gateway.subscriber_count(SESSION_UPDATE), 0);

    let mut command = subscription(SESSION_UPDATE);
    command["data"] = json!({ "topic": SESSION_UPDATE, "token": JWT, "token_type": "jwt" });
    let response = client.ask(&command).await;
    assert_eq!(response["data"]["room"], CHANNEL);
}

#[tokio::test]
async fn other_texts_are_refused() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    let command = json!({ "type": "authenticate", "nonce": "1", "data": { "token": APIKEY } });
    let response = client.ask(&command).await;
    assert_eq!(response["nonce"], "1");
    check_refusal(&response, "invalid_message_type", "invalid message type");
    client.send("{\"type\":").await;
    let response = client.json().await;
    assert_eq!(response.get("nonce"), None);
    assert_eq!(response["error"], "err_bad_request");
    let commands = gateway.commands();
    assert_eq!(commands[0].json, command);
    assert_eq!(commands[1].json, Value::Null);
    assert!(commands[0].at <= commands[1].at && commands[1].at <= gateway.now());
}

#[tokio::test]
async fn a_hundred_commands_in_ten_seconds_are_the_limit() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &[SESSION_RESET]).await;
    for _ in 1..100 {
        let response = client.subscribe(SESSION_RESET).await;
        assert_eq!(response["error"], "err_bad_request");
    }
    check_limit(&client.subscribe(SESSION_RESET).await);
}

#[tokio::test]
async fn one_command_in_100_ms_can_be_the_limit() {
    let gateway = Gateway::start().await;
    gateway.behave(Behaviour {
        limit: Limit::Pace,
        ..Behaviour::default()
    });
    let mut client = Client::welcomed(&gateway).await;
    client.send(&subscription(SESSION_UPDATE).to_string()).await;
    client.send(&subscription(SESSION_RESET).to_string()).await;
    assert_eq!(client.json().await["error"], Value::Null);
    check_limit(&client.json().await);
    tokio::time::sleep(Duration::from_millis(150)).await;
    let response = client.subscribe(SESSION_RESET).await;
    assert_eq!(response["error"], Value::Null);
}

#[track_caller]
fn check_limit(response: &Value) {
    check_refusal(response, "rate_limit_exceeded", "rate limit exceeded");
    assert_eq!(response.get("nonce"), None);
}

#[tokio::test]
async fn the_api_and_the_gateway_move_in_step() {
    let (gateway, api) = (Gateway::start().await, Stub::start().await);
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    let mut heard = Vec::new();
    gateway.set(&api, "follower-total", json!({ "count": 50 }));
    heard.push(client.json().await);
    gateway.tip(&api, "mossy_pebble", 12.5);
    for _ in 0..8 {
        heard.push(client.json().await);
    }
    assert!(client.hears_nothing().await);
    for frame in &heard {
        let mut entry = frame["data"]["data"].clone();
        entry.as_object_mut().unwrap().remove("activityId");
        let key = frame["data"]["key"].as_str().unwrap();
        assert_eq!(api.entry(key), entry, "{key}");
    }
    let activity = &heard[1]["data"]["data"]["activityId"];
    let tip = &heard[1..];
    assert!(
        tip.iter()
            .all(|frame| frame["data"]["data"]["activityId"] == *activity)
    );
    assert_eq!(api.entry("tip-recent")[0]["name"], "mossy_pebble");
    assert_eq!(api.entry("tip-count")["count"], 1.0);

    gateway.reset(&api);
    let frame = client.json().await;
    assert_eq!(frame["data"]["tip-session"], json!({ "amount": 0 }));
    assert_eq!(frame["data"]["tip-goal"], api.entry("tip-goal"));
}
