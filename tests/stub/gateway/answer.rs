//! Answers to subscriptions other than the documented ones.

use serde_json::Value;
use std::time::Duration;

/// Which subscriptions a test changes the answer to.
#[derive(Clone, Copy, Debug)]
pub enum When {
    Any,
    Topic(&'static str),
    Room(&'static str),
    Token(&'static str),
    TokenType(&'static str),
}

impl When {
    /// Whether this is the `data` of such a subscription.
    fn fits(self, data: &Value) -> bool {
        match self {
            When::Any => true,
            When::Topic(topic) => data["topic"] == topic,
            When::Room(room) => data["room"] == room,
            When::Token(token) => data["token"] == token,
            When::TokenType(kind) => data["token_type"] == kind,
        }
    }
}

/// The documented errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    Unauthorized,
    BadRequest,
    DeadlineExceeded,
    InternalError,
    RateLimitExceeded,
    InvalidMessageType,
}

impl ErrorCode {
    pub const ALL: [ErrorCode; 6] = [
        ErrorCode::Unauthorized,
        ErrorCode::BadRequest,
        ErrorCode::DeadlineExceeded,
        ErrorCode::InternalError,
        ErrorCode::RateLimitExceeded,
        ErrorCode::InvalidMessageType,
    ];

    /// The code in a frame.
    pub fn name(self) -> &'static str {
        match self {
            ErrorCode::Unauthorized => "err_unauthorized",
            ErrorCode::BadRequest => "err_bad_request",
            ErrorCode::DeadlineExceeded => "err_deadline_exceeded",
            ErrorCode::InternalError => "err_internal_error",
            ErrorCode::RateLimitExceeded => "rate_limit_exceeded",
            ErrorCode::InvalidMessageType => "invalid_message_type",
        }
    }

    pub(super) fn message(self) -> &'static str {
        match self {
            ErrorCode::Unauthorized => "invalid token",
            ErrorCode::BadRequest => "invalid topic",
            ErrorCode::DeadlineExceeded => "authorization timed out",
            ErrorCode::InternalError => "internal error",
            ErrorCode::RateLimitExceeded => "rate limit exceeded",
            ErrorCode::InvalidMessageType => "invalid message type",
        }
    }
}

/// How the gateway answers a subscription.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub(super) error: Option<ErrorCode>,
    /// Instead of the room of the subscription.
    pub(super) room: Option<String>,
    pub(super) delay: Duration,
    pub(super) has_no_nonce: bool,
    pub(super) has_text_data: bool,
    pub(super) is_silent: bool,
}

impl Answer {
    /// As documented: whether it is accepted depends on the subscription.
    pub fn correct() -> Answer {
        Answer::default()
    }

    /// With this error, whatever the subscription is.
    pub fn refuse(code: ErrorCode) -> Answer {
        Answer {
            error: Some(code),
            ..Answer::default()
        }
    }

    /// Not at all.
    pub fn never() -> Answer {
        Answer {
            is_silent: true,
            ..Answer::default()
        }
    }

    /// Names this room as the canonical one. Frames then come with it.
    pub fn in_room(self, room: &str) -> Answer {
        Answer {
            room: Some(room.to_owned()),
            ..self
        }
    }

    pub fn without_nonce(self) -> Answer {
        Answer {
            has_no_nonce: true,
            ..self
        }
    }

    /// Has the message itself as `data`, as in 2023.
    pub fn with_text_data(self) -> Answer {
        Answer {
            has_text_data: true,
            ..self
        }
    }

    /// Comes after this time.
    pub fn after(self, delay: Duration) -> Answer {
        Answer { delay, ..self }
    }
}

/// An answer and the subscriptions that get it.
pub(super) struct Rule {
    when: When,
    answer: Answer,
    is_for_one: bool,
}

impl Rule {
    pub fn new(when: When, answer: Answer) -> Rule {
        Rule {
            when,
            answer,
            is_for_one: false,
        }
    }

    pub fn once(self) -> Rule {
        Rule {
            is_for_one: true,
            ..self
        }
    }

    /// The answer to the subscription with this `data`. Removes a rule for one.
    pub fn find(rules: &mut Vec<Rule>, data: &Value) -> Answer {
        let Some(index) = rules.iter().position(|rule| rule.when.fits(data)) else {
            return Answer::correct();
        };
        if rules[index].is_for_one {
            return rules.remove(index).answer;
        }
        rules[index].answer.clone()
    }
}
