//! What a test makes the gateway send, and how it ends connections.

use super::connection::Order;
use super::{Frame, Gateway, frame};
use axum::body::Bytes;
use axum::extract::ws::Message;
use serde_json::Value;

impl Gateway {
    /// Pushes a new entry of the session to the subscribers of session updates, and
    /// returns how many there are.
    pub fn push_update(&self, key: &str, entry: Value) -> usize {
        self.push(&Frame::update(key, entry))
    }

    /// Pushes several entries that change by one activity.
    pub fn push_burst<'a>(&self, entries: impl IntoIterator<Item = (&'a str, Value)>) -> usize {
        let activity = frame::next_activity_id();
        let frames = entries
            .into_iter()
            .map(|(key, entry)| Frame::update(key, entry).with_activity(&activity));
        frames.map(|frame| self.push(&frame)).sum()
    }

    /// Pushes a frame to the subscribers of its topic, and returns how many there are.
    pub fn push(&self, frame: &Frame) -> usize {
        let inner = self.shared.lock();
        let mut count = 0;
        for connection in &inner.connections {
            for subscription in &connection.subscriptions {
                if subscription.topic == frame.topic {
                    connection.order(Order::text(frame.text_in(&subscription.room)));
                    count += 1;
                }
            }
        }
        count
    }

    /// Sends this text on every connection, whatever is subscribed there.
    pub fn push_text(&self, text: &str) {
        self.order_all(|| Order::text(text.to_owned()));
    }

    /// Sends a binary frame on every connection.
    pub fn push_binary(&self, bytes: &'static [u8]) {
        self.order_all(|| Order::Send(Message::Binary(Bytes::from_static(bytes))));
    }

    /// Announces that the server leaves. Each connection gets a token with which a new one
    /// has the same subscriptions.
    pub fn push_reconnect(&self) {
        let mut guard = self.shared.lock();
        let inner = &mut *guard;
        for connection in &inner.connections {
            let token = format!("eyJ.made-up.{}", connection.number);
            connection.order(Order::text(frame::reconnect(&token)));
            let subscriptions = connection.subscriptions.clone();
            inner.reconnect_tokens.insert(token, subscriptions);
        }
    }

    /// Closes connections with these tokens at once from now on.
    pub fn expire_reconnect_tokens(&self) {
        self.shared.lock().reconnect_tokens.clear();
    }

    /// Closes every connection with this code.
    pub fn close(&self, code: u16) {
        self.order_all(|| Order::Close(code));
    }

    /// Drops every connection without a closing handshake.
    pub fn drop_connections(&self) {
        self.shared.lock().connections.clear();
    }

    /// Sends nothing more on the present connections, but keeps them open, as when the
    /// network is gone: they still count as open and subscribed. Later connections are not
    /// affected.
    pub fn stall(&self) {
        self.order_all(|| Order::Stall);
    }

    fn order_all(&self, order: impl Fn() -> Order) {
        for connection in &self.shared.lock().connections {
            connection.order(order());
        }
    }
}
