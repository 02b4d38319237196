//! How connections of the gateway begin and end.

use super::{BOTH, Client, subscription};
use crate::stub::gateway::{Behaviour, Gateway, SESSION_UPDATE, Upgrade, Welcome};
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};

/// Starts a gateway with this behaviour.
async fn start(behaviour: Behaviour) -> Gateway {
    let gateway = Gateway::start().await;
    gateway.behave(behaviour);
    gateway
}

fn welcoming(welcome: Welcome) -> Behaviour {
    Behaviour {
        welcome,
        ..Behaviour::default()
    }
}

async fn wait_until_closed(gateway: &Gateway) {
    let is_closed = |own: &Gateway| own.open_count() == 0;
    gateway
        .wait_until("end of the connections", is_closed)
        .await;
}

#[tokio::test]
async fn a_connection_begins_with_a_welcome() {
    let gateway = Gateway::start().await;
    let mut client = Client::connect(&gateway, "").await.unwrap();
    let welcome = client.json().await;
    assert_eq!(welcome["type"], "welcome");
    assert!(welcome["data"]["client_id"].is_string());
    assert_eq!((gateway.connection_count(), gateway.open_count()), (1, 1));
    drop(client);
    wait_until_closed(&gateway).await;
    assert_eq!(gateway.connection_count(), 1);
    assert_eq!(gateway.upgrades()[0].path, "/");
}

#[tokio::test]
async fn a_welcome_can_be_late_or_missing() {
    let late = Duration::from_millis(300);
    let gateway = start(welcoming(Welcome::Late(late))).await;
    let started = gateway.now();
    let mut client = Client::welcomed(&gateway).await;
    assert!(gateway.now() - started >= late.as_secs_f64());
    assert!(client.hears_nothing().await);

    gateway.behave(welcoming(Welcome::Garbage));
    let mut client = Client::connect(&gateway, "").await.unwrap();
    let text = client.text().await;
    assert!(serde_json::from_str::<Value>(&text).is_err());

    gateway.behave(welcoming(Welcome::Never));
    let mut client = Client::connect(&gateway, "").await.unwrap();
    assert!(client.hears_nothing().await);
    // It serves all the same.
    let response = client.subscribe(SESSION_UPDATE).await;
    assert_eq!(response["type"], "response");
}

#[tokio::test]
async fn a_request_for_a_connection_can_be_refused() {
    for (status, retry_after) in [(502, None), (429, Some("2"))] {
        let gateway = start(Behaviour {
            upgrade: Upgrade::Refuse(status),
            ..Behaviour::default()
        })
        .await;
        let response = match Client::connect(&gateway, "?a=1").await {
            Err(Error::Http(response)) => response,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("it is accepted"),
        };
        assert_eq!(response.status().as_u16(), status);
        let header = response.headers().get("retry-after");
        assert_eq!(header.map(|value| value.to_str().unwrap()), retry_after);
        assert_eq!(gateway.upgrades()[0].path, "/?a=1");
        assert_eq!(gateway.connection_count(), 0);
    }
}

#[tokio::test]
async fn a_request_for_a_connection_can_stay_unanswered() {
    let gateway = start(Behaviour {
        upgrade: Upgrade::Hang,
        ..Behaviour::default()
    })
    .await;
    let connect = Client::connect(&gateway, "");
    let limit = Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, connect).await.is_err());
    assert_eq!(gateway.upgrades().len(), 1);
}

#[tokio::test]
async fn pings_come_at_an_interval() {
    let gateway = start(Behaviour {
        ping_interval: Duration::from_millis(50),
        ..Behaviour::default()
    })
    .await;
    let mut client = Client::welcomed(&gateway).await;
    for _ in 0..2 {
        let message = client.message().await.unwrap().unwrap();
        assert!(message.is_ping(), "{message:?}");
    }
}

#[tokio::test]
async fn a_reconnect_token_restores_subscriptions_once() {
    let gateway = Gateway::start().await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    gateway.push_reconnect();
    let frame = client.json().await;
    assert_eq!(frame["type"], "reconnect");
    drop(client);
    wait_until_closed(&gateway).await;

    let token = frame["data"]["reconnect_token"].as_str().unwrap();
    let query = format!("?reconnect_token={token}");
    let mut client = Client::connect(&gateway, &query).await.unwrap();
    assert_eq!(client.json().await["type"], "welcome");
    gateway.wait_until_subscribed().await;
    let response = client.subscribe(SESSION_UPDATE).await;
    assert_eq!(response["data"]["message"], "already subscribed to topic");

    let mut second = Client::connect(&gateway, &query).await.unwrap();
    assert!(second.message().await.unwrap().unwrap().is_close());
    gateway.push_reconnect();
    let token = client.json().await["data"]["reconnect_token"].take();
    gateway.expire_reconnect_tokens();
    let query = format!("?reconnect_token={}", token.as_str().unwrap());
    let mut late = Client::connect(&gateway, &query).await.unwrap();
    assert!(late.message().await.unwrap().unwrap().is_close());
    assert_eq!(gateway.upgrades().last().unwrap().path, format!("/{query}"));
    assert_eq!(gateway.open_count(), 1);
}

#[tokio::test]
async fn connections_can_be_closed_or_dropped() {
    let gateway = Gateway::start().await;
    let mut client = Client::welcomed(&gateway).await;
    gateway.close(1012);
    match client.message().await {
        Some(Ok(Message::Close(Some(close)))) => assert_eq!(close.code, CloseCode::Restart),
        other => panic!("{other:?}"),
    }
    assert!(client.message().await.is_none());
    wait_until_closed(&gateway).await;

    let mut client = Client::welcomed(&gateway).await;
    gateway.drop_connections();
    assert!(matches!(client.message().await, Some(Err(_))));
    assert_eq!(gateway.open_count(), 0);

    let mut client = Client::welcomed(&gateway).await;
    drop(gateway);
    assert!(matches!(client.message().await, Some(Err(_))));
}

#[tokio::test]
async fn a_stalled_connection_stays_open_and_silent() {
    let gateway = start(Behaviour {
        ping_interval: Duration::from_secs(1),
        ..Behaviour::default()
    })
    .await;
    let mut client = Client::subscribed(&gateway, &BOTH).await;
    gateway.stall();
    gateway.push_update("tip-goal", json!({ "amount": 70 }));
    client.send(&subscription(SESSION_UPDATE).to_string()).await;
    let is_recorded = |own: &Gateway| own.commands().len() == 3;
    gateway.wait_until("third command", is_recorded).await;
    // Longer than the interval of pings.
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert!(client.hears_nothing().await);
    assert_eq!(gateway.open_count(), 1);
    // A later connection works.
    Client::subscribed(&gateway, &BOTH).await;
    // The closing handshake stays unanswered too.
    client.start_to_close().await;
    wait_until_closed(&gateway).await;
    assert!(client.hears_nothing().await);
}
