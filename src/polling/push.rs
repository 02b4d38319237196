//! A connection to the gateway that pushes changes of a session: what to send, what its
//! frames mean, and when it counts as broken. No socket, no clock.
//!
//! The protocol follows the gateway's public documentation of July 2026. It leaves open:
//!
//! - Whether an overlay token may subscribe. After a refusal the page only polls.
//! - Whether the frames of sessions name their room or channel. They need not.
//! - Whether a subscription ends when its JWT expires. If it does, that is a refusal or a
//!   close; if not, polls tell the fault.
//! - Whether frames also carry lists of recent events and the tops of weeks and months. A
//!   poll follows them in any case.
//! - Whether an edit in the dashboard pushes a frame. If not, the next poll brings it.
//! - What was pushed while there was no connection. A poll follows the subscriptions.
//! - How many connections a client may have. One too many is a close, after which the next
//!   waits.

mod access;

pub use access::Access;

use super::patches::Patch;
use crate::session::decode::{Fields, text};
use crate::session::timestamp::Timestamp;

/// How many milliseconds the gateway may take for its welcome, and for an answer.
const ANSWER_TIMEOUT: f64 = 10_000.0;
/// The gateway accepts one command in 100 ms.
const COMMAND_GAP: f64 = 150.0;
/// The time between two probes in milliseconds. A connection can end without a close.
const PROBE_INTERVAL: f64 = 60_000.0;
/// How many milliseconds the answer to a probe may take.
const PROBE_TIMEOUT: f64 = 15_000.0;
/// The shortest and the longest wait before a reconnection, in milliseconds.
const RECONNECT_RANGE: (f64, f64) = (3_000.0, 300_000.0);

/// The topics to subscribe, in this order. Their names are the nonces, too.
const TOPICS: [&str; 2] = [UPDATE, RESET];
const UPDATE: &str = "channel.session.update";
const RESET: &str = "channel.session.reset";
/// The nonce of a probe.
const PROBE: &str = "probe";

/// The next action after a frame or a timeout.
#[derive(Clone, Debug, PartialEq)]
pub enum Reaction {
    /// Nothing.
    Ignore,
    /// Send this text.
    Send(String),
    /// Both subscriptions stand since now.
    Subscribed,
    /// Apply this change.
    Patch(Patch),
    /// Something may have changed: request the session.
    Doubt,
    /// Close the connection, and connect again later.
    Close,
    /// Close the connection for good: the gateway refuses the credential.
    Refused,
}

/// The state of one connection.
pub struct Connection {
    access: Access,
    /// The gateway's own name of the channel, if it differs.
    room: Option<String>,
    opened: Timestamp,
    is_welcome: bool,
    subscriptions: [Subscription; 2],
    /// When the last probe was sent or answered, or the second subscription was answered.
    probed: Timestamp,
    is_probing: bool,
}

#[derive(Clone, Copy, Default)]
struct Subscription {
    sent: Option<Timestamp>,
    is_answered: bool,
}

impl Connection {
    /// A connection that is being opened.
    pub fn new(access: Access, now: Timestamp) -> Connection {
        Connection {
            access,
            room: None,
            opened: now,
            is_welcome: false,
            subscriptions: [Subscription::default(); 2],
            probed: now,
            is_probing: false,
        }
    }

    /// Whether both subscriptions stand.
    pub fn is_subscribed(&self) -> bool {
        self.subscriptions.iter().all(|own| own.is_answered)
    }

    /// When to call [`Connection::wake`] next, unless a frame comes before.
    pub fn due(&self) -> Timestamp {
        let after = |time: Timestamp, wait: f64| Timestamp(time.0 + wait);
        if !self.is_welcome {
            return after(self.opened, ANSWER_TIMEOUT);
        }
        if self.is_subscribed() {
            let wait = if self.is_probing {
                PROBE_TIMEOUT
            } else {
                PROBE_INTERVAL
            };
            return after(self.probed, wait);
        }
        let times = self.subscriptions.iter().map(|own| match own.sent {
            None => after(self.last_sent(), COMMAND_GAP),
            Some(_) if own.is_answered => Timestamp(f64::INFINITY),
            Some(sent) => after(sent, ANSWER_TIMEOUT),
        });
        Timestamp(times.fold(f64::INFINITY, |earliest, time| earliest.min(time.0)))
    }

    /// What to do when the time of [`Connection::due`] has come.
    pub fn wake(&mut self, now: Timestamp) -> Reaction {
        if now < self.due() {
            return Reaction::Ignore;
        }
        if !self.is_welcome || self.is_probing {
            return Reaction::Close;
        }
        if self.is_subscribed() {
            self.is_probing = true;
            self.probed = now;
            return self.subscribe(UPDATE, PROBE);
        }
        self.subscribe_next(now).unwrap_or(Reaction::Close)
    }

    /// What to do after a text frame.
    pub fn receive(&mut self, frame: &str, now: Timestamp) -> Reaction {
        let Some(fields) = Fields::parse(frame) else {
            return Reaction::Doubt;
        };
        let kind = fields.text("type").unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "welcome" if !self.is_welcome => {
                self.is_welcome = true;
                self.subscribe_next(now).unwrap_or(Reaction::Ignore)
            }
            "response" => self.receive_answer(&fields, now),
            "message" => self.receive_message(&fields),
            // It would offer to resume with a token in an address. A new connection loses
            // nothing, since a poll follows it.
            "reconnect" => Reaction::Close,
            _ => Reaction::Ignore,
        }
    }

    fn last_sent(&self) -> Timestamp {
        let sent = self.subscriptions.iter().filter_map(|own| own.sent);
        sent.fold(
            self.opened,
            |last, time| if time > last { time } else { last },
        )
    }

    /// Sends the next subscription; `None` if all are sent.
    fn subscribe_next(&mut self, now: Timestamp) -> Option<Reaction> {
        let mut pairs = TOPICS.into_iter().zip(&mut self.subscriptions);
        let (topic, own) = pairs.find(|(_, own)| own.sent.is_none())?;
        own.sent = Some(now);
        Some(self.subscribe(topic, topic))
    }

    fn subscribe(&self, topic: &str, nonce: &str) -> Reaction {
        let command = self.access.subscribe(topic, nonce);
        command.map_or(Reaction::Close, Reaction::Send)
    }

    fn receive_answer(&mut self, fields: &Fields, now: Timestamp) -> Reaction {
        let raw = fields.find("data").map_or("", |(_, raw)| raw);
        let data = Fields::parse(raw).unwrap_or_default();
        // Older servers answer with the message alone.
        let message = data.text("message").or_else(|| text(raw));
        let message = message.unwrap_or_default().to_ascii_lowercase();
        match fields.text("error").as_deref() {
            None | Some("") => {}
            Some(_) if message.contains("already subscribed") => {}
            Some("err_unauthorized") => return Reaction::Refused,
            Some(_) => return Reaction::Close,
        }
        if let Some(room) = data.text("room").filter(|room| !room.is_empty()) {
            self.room = Some(room);
        }
        let nonce = fields.text("nonce").unwrap_or_default();
        if self.is_probing && (nonce == PROBE || nonce.is_empty()) {
            self.is_probing = false;
            self.probed = now;
            return Reaction::Ignore;
        }
        let was_subscribed = self.is_subscribed();
        // Without a nonce it answers the topic that it names, or the oldest command.
        let topic = Some(nonce).filter(|nonce| !nonce.is_empty());
        let topic = topic.or_else(|| data.text("topic"));
        let mut pairs = TOPICS.into_iter().zip(&mut self.subscriptions);
        let answered = pairs.find(|(name, own)| {
            let is_pending = own.sent.is_some() && !own.is_answered;
            is_pending && topic.as_ref().is_none_or(|topic| topic == name)
        });
        if let Some((_, own)) = answered {
            own.is_answered = true;
        }
        if was_subscribed || !self.is_subscribed() {
            return Reaction::Ignore;
        }
        self.probed = now;
        Reaction::Subscribed
    }

    fn receive_message(&self, fields: &Fields) -> Reaction {
        let raw = fields.find("data").map_or("", |(_, raw)| raw);
        let data = Fields::parse(raw);
        let channel = data.as_ref().and_then(|data| data.text("channel"));
        if !self.is_own(fields.text("room")) || !self.is_own(channel) {
            return Reaction::Ignore;
        }
        match fields.text("topic").as_deref() {
            Some(UPDATE) => data
                .and_then(|data| update(&data))
                .map_or(Reaction::Doubt, Reaction::Patch),
            Some(RESET) => match data {
                Some(data) => {
                    Reaction::Patch(Patch::Session(map_of(&data).unwrap_or(raw).to_owned()))
                }
                None => Reaction::Doubt,
            },
            _ => Reaction::Ignore,
        }
    }

    /// Whether a frame with this room or channel is for this page; it may name none.
    fn is_own(&self, name: Option<String>) -> bool {
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return true;
        };
        name == self.access.channel || self.room.as_ref() == Some(&name)
    }
}

/// The entry that an update changes; `None` if it names or holds none.
fn update(data: &Fields) -> Option<Patch> {
    let name = |field| data.text(field).filter(|name: &String| !name.is_empty());
    let key = name("key").or_else(|| name("name"))?;
    let (_, raw) = data.find("data")?;
    Some(Patch::Entry(key, raw.to_owned()))
}

/// The map of a reset that is wrapped, as older documentation has it.
fn map_of<'a>(data: &Fields<'a>) -> Option<&'a str> {
    let wrapped = ["session", "data"]
        .into_iter()
        .filter_map(|name| data.find(name));
    wrapped.map(|(_, raw)| raw).find(|raw| raw.starts_with('{'))
}

/// How many milliseconds to wait before a reconnection, after this many failed connections
/// in a row. `random`, from 0 to 1, is for the jitter.
pub fn reconnect_wait(failures: u32, random: f64) -> f64 {
    let (shortest, longest) = RECONNECT_RANGE;
    let wait = shortest * f64::from(1_u32 << failures.saturating_sub(1).min(20));
    wait.min(longest) * (0.9 + 0.2 * random.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests;
