//! The command that subscribes a topic.

use serde::Serialize;

/// What the gateway needs to let a page subscribe. Its `Debug` is not derived, because of
/// the token.
#[derive(Clone)]
pub struct Access {
    /// The id of the channel.
    pub channel: String,
    /// The gateway's name for the kind of the token.
    pub token_type: &'static str,
    /// The token.
    pub token: String,
}

#[derive(Serialize)]
struct Command<'a> {
    r#type: &'a str,
    nonce: &'a str,
    data: Subscribe<'a>,
}

#[derive(Serialize)]
struct Subscribe<'a> {
    topic: &'a str,
    room: &'a str,
    token: &'a str,
    token_type: &'a str,
}

impl Access {
    /// The text of the command that subscribes this topic. The answer repeats the nonce.
    pub(super) fn subscribe(&self, topic: &str, nonce: &str) -> Option<String> {
        let data = Subscribe {
            topic,
            room: &self.channel,
            token: &self.token,
            token_type: self.token_type,
        };
        let command = Command {
            r#type: "subscribe",
            nonce,
            data,
        };
        serde_json::to_string(&command).ok()
    }
}
