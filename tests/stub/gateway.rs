//! A local server for the gateway of pushed updates. It records what clients send, and
//! misbehaves as a test asks.
//!
//! It has its own port, so it is another origin than the API, as the real one is.

mod answer;
mod behaviour;
mod commands;
mod connection;
mod frame;
mod in_step;
mod limit;
mod push;

pub use answer::{Answer, ErrorCode, When};
pub use behaviour::{Behaviour, Upgrade, Welcome};
pub use commands::{SESSION_RESET, SESSION_UPDATE};
pub use frame::Frame;
pub use limit::Limit;

use super::{CHANNEL, RecordedRequest};
use answer::Rule;
use axum::Router;
use connection::{Connection, Subscription};
use serde_json::Value;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

/// A text frame that a client sent.
#[derive(Clone, Debug)]
pub struct RecordedCommand {
    /// Seconds since the server started.
    pub at: f64,
    /// The number of its connection; the first is 1.
    pub connection: usize,
    /// Null if the text is not JSON.
    pub json: Value,
}

#[derive(Default)]
struct Inner {
    behaviour: Behaviour,
    /// The first that fits a subscription decides.
    rules: Vec<Rule>,
    connections: Vec<Connection>,
    connected: usize,
    tips: usize,
    /// What the client of a reconnect token had subscribed.
    reconnect_tokens: HashMap<String, Vec<Subscription>>,
    upgrades: Vec<RecordedRequest>,
    commands: Vec<RecordedCommand>,
}

type Shared = super::shared::Shared<Inner>;

/// A gateway that stops, and drops its connections, when dropped.
pub struct Gateway {
    address: String,
    shared: Shared,
    server: AbortHandle,
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.server.abort();
        self.shared.lock().connections.clear();
    }
}

impl Gateway {
    /// Starts a gateway on a free port of this machine.
    pub async fn start() -> Gateway {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let shared = Shared::new();
        let router = Router::new()
            .fallback(connection::upgrade)
            .with_state(shared.clone());
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Gateway {
            address: format!("ws://{address}/"),
            shared,
            server: server.abort_handle(),
        }
    }

    /// Where clients connect, such as `ws://127.0.0.1:40123/`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Changes how it behaves from now on.
    pub fn behave(&self, behaviour: Behaviour) {
        self.shared.lock().behaviour = behaviour;
    }

    /// Answers these subscriptions like this from now on. The newest call that fits counts.
    pub fn answer(&self, when: When, answer: Answer) {
        self.shared.lock().rules.insert(0, Rule::new(when, answer));
    }

    /// Like [`Gateway::answer`], for the next such subscription only.
    pub fn answer_once(&self, when: When, answer: Answer) {
        let rule = Rule::new(when, answer).once();
        self.shared.lock().rules.insert(0, rule);
    }

    /// Answers all subscriptions correctly again.
    pub fn answer_correctly(&self) {
        self.shared.lock().rules.clear();
    }

    /// The requests for a connection, refused ones included.
    pub fn upgrades(&self) -> Vec<RecordedRequest> {
        self.shared.lock().upgrades.clone()
    }

    /// The number of connections that there ever were.
    pub fn connection_count(&self) -> usize {
        self.shared.lock().connected
    }

    /// The number of connections that are open now.
    pub fn open_count(&self) -> usize {
        self.shared.lock().connections.len()
    }

    /// Every text that clients sent.
    pub fn commands(&self) -> Vec<RecordedCommand> {
        self.shared.lock().commands.clone()
    }

    /// The number of subscriptions of this topic, all connections together.
    pub fn subscriber_count(&self, topic: &str) -> usize {
        let inner = self.shared.lock();
        let all = inner.connections.iter().flat_map(|own| &own.subscriptions);
        all.filter(|own| own.topic == topic).count()
    }

    /// Waits until this holds; fails after 15 seconds.
    pub async fn wait_until(&self, what: &str, holds: impl Fn(&Gateway) -> bool) {
        let limit = Instant::now() + Duration::from_secs(15);
        while !holds(self) {
            let commands = self.commands();
            assert!(Instant::now() < limit, "no {what}; commands: {commands:#?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until both topics of the session are subscribed.
    pub async fn wait_until_subscribed(&self) {
        let topics = [SESSION_UPDATE, SESSION_RESET];
        let is_subscribed =
            |own: &Gateway| topics.iter().all(|topic| own.subscriber_count(topic) > 0);
        self.wait_until("subscriptions", is_subscribed).await;
    }

    /// Seconds since the server started.
    pub fn now(&self) -> f64 {
        self.shared.now()
    }
}
