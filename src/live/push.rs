//! The leader's connection to the gateway that pushes changes of the session.

use crate::browser::{clock, random, visibility};
use crate::polling::patches::Patch;
use crate::polling::push::{Access, Connection, Reaction, reconnect_wait};
use crate::session::timestamp::Timestamp;
use futures::future::{Either, pending, select};
use futures::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use std::pin::pin;

/// Connects to the gateway, and reconnects, between [`Push::start`] and [`Push::stop`].
pub(super) struct Push {
    gateway: Option<(String, Access)>,
    state: State,
    /// How many connections in a row have ended before both subscriptions stood.
    failures: u32,
}

enum State {
    Stopped,
    /// Connects at this time.
    Waiting(Timestamp),
    Open(WebSocket, Connection),
    /// The gateway refuses the credential. It is not asked again.
    Refused,
}

/// What the gateway tells.
#[derive(Debug)]
pub(super) enum PushEvent {
    /// Both subscriptions stand.
    Subscribed,
    /// The connection has ended.
    Lost,
    /// A change.
    Patch(Patch),
    /// Something may have changed.
    Doubt,
}

/// Whether a gateway pushes changes to the holder of this access. Connects once, and knows
/// after half a minute at the latest.
pub async fn is_push_available(gateway: &str, access: Access) -> bool {
    let mut push = Push::new(Some((gateway.to_owned(), access)));
    push.start();
    loop {
        match push.next().await {
            PushEvent::Subscribed => return true,
            PushEvent::Lost => return false,
            PushEvent::Patch(_) | PushEvent::Doubt => {}
        }
    }
}

impl Push {
    /// A connection to this gateway that is not started; `None` never connects.
    pub(super) fn new(gateway: Option<(String, Access)>) -> Push {
        Push {
            gateway,
            state: State::Stopped,
            failures: 0,
        }
    }

    /// Connects at the next [`Push::next`], unless it already does.
    pub(super) fn start(&mut self) {
        if matches!(self.state, State::Stopped) {
            self.state = State::Waiting(clock::now());
        }
    }

    /// Closes the connection.
    pub(super) fn stop(&mut self) {
        if !matches!(self.state, State::Refused) {
            self.state = State::Stopped;
        }
    }

    /// Whether there is a gateway to connect to, and nothing has started that.
    pub(super) fn is_stopped(&self) -> bool {
        self.gateway.is_some() && matches!(self.state, State::Stopped)
    }

    /// Whether both subscriptions stand.
    pub(super) fn is_subscribed(&self) -> bool {
        matches!(&self.state, State::Open(_, connection) if connection.is_subscribed())
    }

    /// Waits for the next event. A wait that is dropped loses nothing.
    pub(super) async fn next(&mut self) -> PushEvent {
        loop {
            let reaction = match &mut self.state {
                State::Stopped | State::Refused => pending().await,
                State::Waiting(until) => {
                    visibility::sleep_until(*until).await;
                    self.open();
                    continue;
                }
                State::Open(socket, connection) => receive(socket, connection).await,
            };
            match reaction {
                Reaction::Ignore => {}
                Reaction::Send(text) => self.send(text).await,
                Reaction::Subscribed => {
                    self.failures = 0;
                    return PushEvent::Subscribed;
                }
                Reaction::Patch(patch) => return PushEvent::Patch(patch),
                Reaction::Doubt => return PushEvent::Doubt,
                Reaction::Close => {
                    self.failures += 1;
                    let wait = reconnect_wait(self.failures, random());
                    self.state = State::Waiting(Timestamp(clock::now().0 + wait));
                    return PushEvent::Lost;
                }
                Reaction::Refused => {
                    self.state = State::Refused;
                    return PushEvent::Lost;
                }
            }
        }
    }

    fn open(&mut self) {
        let socket = self.gateway.as_ref().and_then(|(address, access)| {
            let socket = WebSocket::open(address).ok()?;
            Some(State::Open(
                socket,
                Connection::new(access.clone(), clock::now()),
            ))
        });
        // Without a gateway there is nothing to wait for.
        self.state = socket.unwrap_or(State::Refused);
    }

    async fn send(&mut self, text: String) {
        if let State::Open(socket, _) = &mut self.state {
            // If it fails, the next read does too.
            let _ = socket.send(Message::Text(text)).await;
        }
    }
}

/// Waits for a frame, or for the time at which the connection has something to do.
async fn receive(socket: &mut WebSocket, connection: &mut Connection) -> Reaction {
    let due = connection.due();
    let frame = match select(socket.next(), pin!(visibility::sleep_until(due))).await {
        Either::Left((frame, _)) => frame,
        Either::Right(_) => return connection.wake(clock::now()),
    };
    match frame {
        Some(Ok(Message::Text(text))) => connection.receive(&text, clock::now()),
        Some(Ok(Message::Bytes(_))) => Reaction::Ignore,
        Some(Err(_)) | None => Reaction::Close,
    }
}
