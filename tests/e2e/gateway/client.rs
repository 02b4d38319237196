//! A client of the gateway over TCP.

use crate::stub::gateway::Gateway;
use crate::stub::{APIKEY, CHANNEL};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

const LIMIT: Duration = Duration::from_secs(5);

pub struct Client(WebSocketStream<TcpStream>);

impl Client {
    /// Connects and receives the welcome.
    pub async fn welcomed(gateway: &Gateway) -> Client {
        let mut client = Client::connect(gateway, "").await.unwrap();
        assert_eq!(client.json().await["type"], "welcome");
        client
    }

    /// Connects and subscribes these topics.
    pub async fn subscribed(gateway: &Gateway, topics: &[&str]) -> Client {
        let mut client = Client::welcomed(gateway).await;
        for topic in topics {
            let response = client.subscribe(topic).await;
            assert_eq!(response["error"], Value::Null, "{response}");
        }
        client
    }

    /// Connects with this query, which is empty or begins with a question mark.
    pub async fn connect(gateway: &Gateway, query: &str) -> Result<Client, Error> {
        let address = format!("{}{query}", gateway.address());
        let host = gateway.address().trim_start_matches("ws://");
        let stream = TcpStream::connect(host.trim_end_matches('/'))
            .await
            .unwrap();
        let handshake = timeout(LIMIT, client_async(address, stream)).await.unwrap();
        handshake.map(|(socket, _)| Client(socket))
    }

    pub async fn send(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// Sends the client's part of a closing handshake.
    pub async fn start_to_close(&mut self) {
        self.0.send(Message::Close(None)).await.unwrap();
    }

    /// Subscribes with the overlay token, and returns the response.
    pub async fn subscribe(&mut self, topic: &str) -> Value {
        self.ask(&subscription(topic)).await
    }

    /// Sends a command and returns the next frame.
    pub async fn ask(&mut self, command: &Value) -> Value {
        self.send(&command.to_string()).await;
        self.json().await
    }

    /// The next message, control frames included; `None` when the connection has ended.
    pub async fn message(&mut self) -> Option<Result<Message, Error>> {
        timeout(LIMIT, self.0.next()).await.expect("a message")
    }

    /// The next message, which must be text.
    pub async fn text(&mut self) -> String {
        match self.message().await {
            Some(Ok(Message::Text(text))) => text.to_string(),
            other => panic!("not a text: {other:?}"),
        }
    }

    /// The next message, which must be JSON.
    pub async fn json(&mut self) -> Value {
        serde_json::from_str(&self.text().await).unwrap()
    }

    /// Whether nothing arrives for a while.
    pub async fn hears_nothing(&mut self) -> bool {
        let pause = Duration::from_millis(300);
        timeout(pause, self.0.next()).await.is_err()
    }
}

/// A correct subscription of this topic, with the topic's name as nonce.
pub fn subscription(topic: &str) -> Value {
    let data = json!({
        "topic": topic, "room": CHANNEL, "token": APIKEY, "token_type": "apikey",
    });
    json!({ "type": "subscribe", "nonce": topic, "data": data })
}
