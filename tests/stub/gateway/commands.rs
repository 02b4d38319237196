//! What the gateway answers to the commands of a client.

use super::answer::{Answer, Rule};
use super::connection::{Connection, Subscription};
use super::{ErrorCode, frame};
use crate::stub::{APIKEY, CHANNEL, JWT};
use serde_json::{Value, json};

/// Changes of entries.
pub const SESSION_UPDATE: &str = "channel.session.update";
/// New sessions.
pub const SESSION_RESET: &str = "channel.session.reset";
/// The topics that the stub knows.
const TOPICS: [&str; 3] = [SESSION_UPDATE, SESSION_RESET, "channel.stream.status"];

/// The error and its message.
type Refusal = (ErrorCode, &'static str);

/// The response to a command above the limit.
pub(super) fn rate_limit() -> String {
    let code = ErrorCode::RateLimitExceeded;
    // Documented: this response has no nonce.
    respond(None, Err((code, code.message())), &Answer::correct())
}

/// Carries out a command, and answers it by the first rule that fits it.
pub(super) fn carry_out(command: &Value, connection: &mut Connection, rules: &mut Vec<Rule>) {
    let data = &command["data"];
    let kind = command["type"].as_str();
    let answer = match kind {
        Some("subscribe") => Rule::find(rules, data),
        Some("unsubscribe") => Answer::correct(),
        Some(_) => Answer::refuse(ErrorCode::InvalidMessageType),
        None => Answer::refuse(ErrorCode::BadRequest),
    };
    if answer.is_silent {
        return;
    }
    let subscriptions = &mut connection.subscriptions;
    let outcome = match answer.error {
        Some(code) => Err((code, code.message())),
        None if kind == Some("unsubscribe") => unsubscribe(subscriptions, data),
        None => subscribe(subscriptions, data, &answer),
    };
    let text = respond(command.get("nonce"), outcome, &answer);
    connection.send_after(answer.delay, text);
}

/// The text of the response to a command.
fn respond(nonce: Option<&Value>, outcome: Result<Value, Refusal>, answer: &Answer) -> String {
    let (error, mut data) = match outcome {
        Ok(data) => (None, data),
        Err((code, message)) => (Some(code), json!({ "message": message })),
    };
    if answer.has_text_data {
        data = data["message"].take();
    }
    let nonce = nonce.filter(|_| !answer.has_no_nonce);
    frame::response(nonce, error, data)
}

/// Subscribes if the subscription is in order. The result is the `data` of the response.
fn subscribe(
    subscriptions: &mut Vec<Subscription>,
    data: &Value,
    answer: &Answer,
) -> Result<Value, Refusal> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let topic = text("topic");
    if topic.is_empty() || text("token").is_empty() || text("token_type").is_empty() {
        return Err((ErrorCode::BadRequest, "missing required fields"));
    }
    if subscriptions.iter().any(|own| own.topic == topic) {
        return Err((ErrorCode::BadRequest, "already subscribed to topic"));
    }
    if !TOPICS.contains(&topic) {
        return Err((ErrorCode::BadRequest, ErrorCode::BadRequest.message()));
    }
    let credential = (text("token_type"), text("token"));
    if credential != ("apikey", APIKEY) && credential != ("jwt", JWT) {
        return Err((ErrorCode::Unauthorized, ErrorCode::Unauthorized.message()));
    }
    // Documented: without a room it is the channel of the credential.
    let room = Some(text("room")).filter(|room| !room.is_empty());
    if room.is_some_and(|room| room != CHANNEL) {
        return Err((ErrorCode::Unauthorized, "permission denied"));
    }
    let room = answer.room.clone().unwrap_or_else(|| CHANNEL.to_owned());
    subscriptions.push(Subscription {
        topic: topic.to_owned(),
        room: room.clone(),
    });
    Ok(json!({ "message": "successfully subscribed to topic", "topic": topic, "room": room }))
}

/// Without a room it ends the subscriptions of all rooms.
fn unsubscribe(subscriptions: &mut Vec<Subscription>, data: &Value) -> Result<Value, Refusal> {
    let room = data["room"].as_str();
    let is_meant =
        |own: &Subscription| data["topic"] == own.topic && room.is_none_or(|room| room == own.room);
    let count = subscriptions.len();
    subscriptions.retain(|own| !is_meant(own));
    if subscriptions.len() == count {
        return Err((ErrorCode::BadRequest, "not subscribed to topic"));
    }
    Ok(json!({ "message": "successfully unsubscribed from topic", "topic": data["topic"] }))
}
