//! The connections of the gateway.

use super::behaviour::{Behaviour, Upgrade, Welcome};
use super::limit::AcceptedCommands;
use super::{Inner, RecordedCommand, Shared, commands, frame};
use crate::stub::{RecordedRequest, to_map};
use axum::body::{Body, Bytes};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{interval_at, sleep, timeout};

/// How long the server waits for the client's part of a closing handshake.
const CLOSING: Duration = Duration::from_secs(5);
/// Longer than a browser waits for the server's part.
const STALLED: Duration = Duration::from_mins(1);

/// A topic that a connection receives.
#[derive(Clone, Debug)]
pub(super) struct Subscription {
    pub topic: String,
    /// The room in the answer to the client.
    pub room: String,
}

/// What the task of a connection has to do.
pub(super) enum Order {
    Send(Message),
    Close(u16),
    Stall,
}

impl Order {
    pub fn text(text: String) -> Order {
        Order::Send(Message::Text(text.into()))
    }
}

/// An open connection. When this is dropped, its task drops the socket.
pub(super) struct Connection {
    pub number: usize,
    pub subscriptions: Vec<Subscription>,
    orders: UnboundedSender<Order>,
}

impl Connection {
    pub fn order(&self, order: Order) {
        // It fails for a connection that is closing.
        let _ = self.orders.send(order);
    }

    /// Sends a text after this time, if the connection is still open then.
    pub fn send_after(&self, delay: Duration, text: String) {
        if delay.is_zero() {
            return self.order(Order::text(text));
        }
        let orders = self.orders.downgrade();
        tokio::spawn(async move {
            sleep(delay).await;
            if let Some(orders) = orders.upgrade() {
                let _ = orders.send(Order::text(text));
            }
        });
    }

    fn welcome(&self, welcome: Welcome) {
        match welcome {
            Welcome::Now => self.send_after(Duration::ZERO, frame::welcome()),
            Welcome::Never => {}
            Welcome::Late(delay) => self.send_after(delay, frame::welcome()),
            Welcome::Garbage => self.send_after(Duration::ZERO, "<!doctype html>".to_owned()),
        }
    }
}

/// Responds to a request for a connection.
pub(super) async fn upgrade(State(shared): State<Shared>, request: Request) -> Response {
    let (mut head, _) = request.into_parts();
    let behaviour = {
        let mut inner = shared.lock();
        inner.upgrades.push(RecordedRequest {
            method: head.method.to_string(),
            path: head.uri.to_string(),
            headers: to_map(&head.headers),
            body: String::new(),
            at: shared.now(),
        });
        inner.behaviour.clone()
    };
    match behaviour.upgrade {
        Upgrade::Accept => {}
        Upgrade::Refuse(status) => return refuse(status),
        Upgrade::Hang => std::future::pending().await,
    }
    let uri = head.uri.clone();
    match WebSocketUpgrade::from_request_parts(&mut head, &()).await {
        Ok(upgrade) => upgrade.on_upgrade(move |socket| serve(socket, shared, behaviour, uri)),
        Err(rejection) => rejection.into_response(),
    }
}

fn refuse(status: u16) -> Response {
    let mut response = Response::builder().status(status);
    if status == 429 {
        response = response.header(header::RETRY_AFTER, "2");
    }
    response.body(Body::empty()).expect("a valid status")
}

async fn serve(mut socket: WebSocket, shared: Shared, behaviour: Behaviour, uri: Uri) {
    let (orders, received) = unbounded_channel();
    let registered = register(&mut shared.lock(), &uri, orders, behaviour.welcome);
    let Some(number) = registered else {
        return close(&mut socket, 1008).await;
    };
    let still_open = exchange(&mut socket, &shared, number, received, &behaviour).await;
    shared.lock().connections.retain(|own| own.number != number);
    if still_open {
        sleep(STALLED).await;
    }
}

/// Adds a connection and returns its number; `None` if its reconnect token is not valid.
fn register(
    inner: &mut Inner,
    uri: &Uri,
    orders: UnboundedSender<Order>,
    welcome: Welcome,
) -> Option<usize> {
    inner.connected += 1;
    let mut pairs = uri.query().into_iter().flat_map(|query| query.split('&'));
    let subscriptions = match pairs.find_map(|pair| pair.strip_prefix("reconnect_token=")) {
        // A token is valid once.
        Some(token) => inner.reconnect_tokens.remove(token)?,
        None => Vec::new(),
    };
    let connection = Connection {
        number: inner.connected,
        subscriptions,
        orders,
    };
    connection.welcome(welcome);
    inner.connections.push(connection);
    Some(inner.connected)
}

/// Receives commands and carries out orders until the connection ends. Returns whether
/// the client began to close it while it was stalled, so that it gets no answer.
async fn exchange(
    socket: &mut WebSocket,
    shared: &Shared,
    number: usize,
    mut orders: UnboundedReceiver<Order>,
    behaviour: &Behaviour,
) -> bool {
    let period = behaviour.ping_interval;
    let mut pings = interval_at(tokio::time::Instant::now() + period, period);
    let mut accepted = AcceptedCommands::default();
    let mut is_stalled = false;
    loop {
        let to_send = tokio::select! {
            order = orders.recv() => match order {
                None => return false,
                Some(Order::Stall) => {
                    is_stalled = true;
                    continue;
                }
                Some(Order::Send(message)) => message,
                Some(Order::Close(code)) if !is_stalled => {
                    close(socket, code).await;
                    return false;
                }
                Some(Order::Close(_)) => continue,
            },
            received = socket.recv() => match received {
                None | Some(Err(_)) => return false,
                Some(Ok(Message::Close(_))) if is_stalled => return true,
                Some(Ok(Message::Text(text))) => {
                    receive(shared, number, &text, &mut accepted, is_stalled);
                    continue;
                }
                // Documented: binary frames are ignored.
                Some(Ok(_)) => continue,
            },
            _ = pings.tick() => Message::Ping(Bytes::new()),
        };
        if !is_stalled && socket.send(to_send).await.is_err() {
            return false;
        }
    }
}

/// Records a command, and orders the answer.
fn receive(
    shared: &Shared,
    number: usize,
    text: &str,
    accepted: &mut AcceptedCommands,
    is_stalled: bool,
) {
    let json: Value = serde_json::from_str(text).unwrap_or_default();
    let at = shared.now();
    let mut guard = shared.lock();
    let inner = &mut *guard;
    inner.commands.push(RecordedCommand {
        at,
        connection: number,
        json: json.clone(),
    });
    let mut connections = inner.connections.iter_mut();
    let connection = connections.find(|own| own.number == number);
    let Some(connection) = connection.filter(|_| !is_stalled) else {
        return;
    };
    if accepted.accept(inner.behaviour.limit, Instant::now()) {
        commands::carry_out(&json, connection, &mut inner.rules);
    } else {
        connection.order(Order::text(commands::rate_limit()));
    }
}

/// Closes a connection with both parts of the handshake.
async fn close(socket: &mut WebSocket, code: u16) {
    let reason = Utf8Bytes::from_static("");
    let message = Message::Close(Some(CloseFrame { code, reason }));
    if socket.send(message).await.is_ok() {
        let closed = async { while let Some(Ok(_)) = socket.recv().await {} };
        let _ = timeout(CLOSING, closed).await;
    }
}
