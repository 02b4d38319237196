//! The frames that the gateway sends.

use super::commands::{SESSION_RESET, SESSION_UPDATE};
use super::{CHANNEL, ErrorCode};
use serde_json::{Map, Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

static FRAMES: AtomicU32 = AtomicU32::new(0);
static ACTIVITIES: AtomicU32 = AtomicU32::new(0);

/// Another id of an activity, made up.
pub(super) fn next_activity_id() -> String {
    format!(
        "65ce2539b1585c5f{:08x}",
        ACTIVITIES.fetch_add(1, Ordering::Relaxed)
    )
}

/// The text of a frame with an id and a time of its own.
fn envelope(kind: &str, parts: Value) -> String {
    let number = FRAMES.fetch_add(1, Ordering::Relaxed);
    let mut frame = json!({
        "id": format!("01J5KXYZ{number:018}"),
        "ts": format!("2026-11-20T12:{:02}:{:02}Z", number / 60 % 60, number % 60),
        "type": kind,
    });
    if let (Some(frame), Value::Object(parts)) = (frame.as_object_mut(), parts) {
        frame.extend(parts);
    }
    frame.to_string()
}

pub(super) fn welcome() -> String {
    let message = "You are in a maze of dank memes, all alike.";
    let parts =
        json!({ "data": { "message": message, "client_id": "01J5KXYZMADEUPCLIENT000001" } });
    envelope("welcome", parts)
}

/// Without an id and a time, as in the documentation.
pub(super) fn reconnect(token: &str) -> String {
    let data = json!({ "message": "The server is shutting down.", "reconnect_token": token });
    json!({ "type": "reconnect", "data": data }).to_string()
}

/// A response to a command. Only a refusal has an error.
pub(super) fn response(nonce: Option<&Value>, error: Option<ErrorCode>, data: Value) -> String {
    let mut parts = json!({ "data": data });
    if let Some(nonce) = nonce {
        parts["nonce"] = nonce.clone();
    }
    if let Some(error) = error {
        parts["error"] = error.name().into();
    }
    envelope("response", parts)
}

/// Which room or channel a frame names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// The one that the subscription was answered with.
    Subscribed,
    None,
    Other(String),
}

impl Place {
    fn name<'a>(&'a self, subscribed: &'a str) -> Option<&'a str> {
        match self {
            Place::Subscribed => Some(subscribed),
            Place::None => None,
            Place::Other(name) => Some(name),
        }
    }
}

/// A frame of a topic.
#[derive(Clone, Debug)]
pub struct Frame {
    pub(super) topic: String,
    kind: String,
    room: Place,
    channel: Place,
    data: Map<String, Value>,
}

impl Frame {
    fn new(topic: &str, channel: Place, data: Value) -> Frame {
        let Value::Object(data) = data else {
            panic!("the data of a frame is an object, not {data}")
        };
        Frame {
            topic: topic.to_owned(),
            kind: "message".to_owned(),
            room: Place::Subscribed,
            channel,
            data,
        }
    }

    /// A new entry of the session, by an activity of its own.
    pub fn update(key: &str, entry: Value) -> Frame {
        let data = json!({ "key": key, "name": key, "data": entry, "provider": "twitch" });
        let frame = Frame::new(SESSION_UPDATE, Place::Subscribed, data);
        frame.with_activity(&next_activity_id())
    }

    /// A new session with these entries.
    pub fn reset(entries: Value) -> Frame {
        Frame::new(SESSION_RESET, Place::None, entries)
    }

    /// A new session with the entries in `session`, as in old examples.
    pub fn wrapped_reset(entries: Value) -> Frame {
        Frame::reset(json!({ "session": entries }))
    }

    /// Names the entry in `name` only, as in 2024.
    pub fn by_name_only(mut self) -> Frame {
        self.data.remove("key");
        self
    }

    /// Names no entry.
    pub fn unnamed(mut self) -> Frame {
        self.data.remove("name");
        self.by_name_only()
    }

    /// Says which activity changed the entry; a bare number cannot.
    pub fn with_activity(mut self, id: &str) -> Frame {
        if let Some(Value::Object(entry)) = self.data.get_mut("data") {
            entry.insert("activityId".to_owned(), id.into());
        }
        self
    }

    /// Says that the activity is a test.
    pub fn mock(mut self) -> Frame {
        self.data.insert("isMock".to_owned(), true.into());
        self
    }

    pub fn without_room(mut self) -> Frame {
        self.room = Place::None;
        self
    }

    pub fn in_room(mut self, room: &str) -> Frame {
        self.room = Place::Other(room.to_owned());
        self
    }

    pub fn without_channel(mut self) -> Frame {
        self.channel = Place::None;
        self
    }

    pub fn in_channel(mut self, channel: &str) -> Frame {
        self.channel = Place::Other(channel.to_owned());
        self
    }

    /// Gives it another topic, for [`Frame::text`].
    pub fn with_topic(mut self, topic: &str) -> Frame {
        topic.clone_into(&mut self.topic);
        self
    }

    /// Gives it another type than `message`.
    pub fn with_type(mut self, kind: &str) -> Frame {
        kind.clone_into(&mut self.kind);
        self
    }

    /// Its text for the stub's channel.
    pub fn text(&self) -> String {
        self.text_in(CHANNEL)
    }

    pub(super) fn text_in(&self, subscribed: &str) -> String {
        let mut data = self.data.clone();
        if let Some(channel) = self.channel.name(subscribed) {
            data.insert("channel".to_owned(), channel.into());
        }
        let mut parts = json!({ "topic": self.topic, "data": data });
        if let Some(room) = self.room.name(subscribed) {
            parts["room"] = room.into();
        }
        envelope(&self.kind, parts)
    }
}
