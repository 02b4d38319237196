//! The answers to subscriptions that a test can ask for.

use super::{BOTH, Client, OTHER_ROOM, subscription};
use crate::stub::gateway::{Answer, ErrorCode, Gateway, SESSION_RESET, SESSION_UPDATE, When};
use crate::stub::{APIKEY, CHANNEL, JWT};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn every_error_can_be_the_answer() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    for code in ErrorCode::ALL {
        gateway.answer_once(When::Any, Answer::refuse(code));
        let response = client.subscribe(SESSION_UPDATE).await;
        assert_eq!(response["error"], code.name());
        assert!(response["data"]["message"].is_string());
    }
    let response = client.subscribe(SESSION_UPDATE).await;
    assert_eq!(response["error"], Value::Null);
}

#[tokio::test]
async fn answers_are_for_the_subscriptions_that_fit() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    for when in [
        When::Any,
        When::Topic(SESSION_RESET),
        When::Room(CHANNEL),
        When::Token(APIKEY),
        When::TokenType("apikey"),
    ] {
        gateway.answer(when, Answer::refuse(ErrorCode::InternalError));
        for _ in 0..2 {
            let response = client.subscribe(SESSION_RESET).await;
            assert_eq!(response["error"], "err_internal_error", "{when:?}");
        }
        gateway.answer_correctly();
    }
    for when in [
        When::Topic(SESSION_RESET),
        When::Room(OTHER_ROOM),
        When::Token(JWT),
        When::TokenType("jwt"),
    ] {
        gateway.answer(when, Answer::refuse(ErrorCode::InternalError));
    }
    gateway.answer(When::Topic(SESSION_RESET), Answer::correct());
    for topic in BOTH {
        let response = client.subscribe(topic).await;
        assert_eq!(response["error"], Value::Null, "{topic}");
    }
}

#[tokio::test]
async fn answers_can_be_unusual() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    let late = Duration::from_millis(300);
    gateway.answer_once(When::Any, Answer::never());
    gateway.answer_once(
        When::Any,
        Answer::refuse(ErrorCode::InternalError)
            .without_nonce()
            .after(late),
    );
    let asked = gateway.now();
    let response = client.subscribe(SESSION_UPDATE).await;
    assert!(gateway.now() - asked >= late.as_secs_f64());
    assert_eq!(response.get("nonce"), None);
    client.send(&subscription(SESSION_UPDATE).to_string()).await;
    assert!(client.hears_nothing().await);

    gateway.answer_once(When::Any, Answer::correct().with_text_data());
    let response = client.subscribe(SESSION_RESET).await;
    assert_eq!(response["data"], "successfully subscribed to topic");
    gateway.answer_once(When::Any, Answer::correct().in_room(OTHER_ROOM));
    let response = client.subscribe(SESSION_UPDATE).await;
    assert_eq!(response["data"]["room"], OTHER_ROOM);
    gateway.push_update("tip-goal", json!({ "amount": 70 }));
    let frame = client.json().await;
    assert_eq!(frame["room"], OTHER_ROOM);
    assert_eq!(frame["data"]["channel"], OTHER_ROOM);
}
