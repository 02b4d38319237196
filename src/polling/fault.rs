//! Why a request failed, and what the pages say about it.

/// Why a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer: no network, no CORS headers, or a redirect to another origin.
    Unreachable,
    /// No complete answer within ten seconds.
    Timeout,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    UnknownChannel,
    /// 429.
    RateLimited,
    /// 5xx, and any other status that is no success.
    Server,
    /// An answer that is not the expected JSON.
    Unreadable,
}

/// The row of a fault in the table of names and messages. Messages are written
/// for the streamer; a summary has no full stop.
struct FaultRow {
    name: &'static str,
    summary: &'static str,
    user_action: &'static str,
    /// Whether the fault lasts until the user acts.
    is_permanent: bool,
    /// Why a write was rejected. `None` if the server may have applied it.
    write_rejection: Option<&'static str>,
}

impl Fault {
    pub(super) const ALL: [Fault; 8] = [
        Fault::Unreachable,
        Fault::Timeout,
        Fault::Unauthorized,
        Fault::Forbidden,
        Fault::UnknownChannel,
        Fault::RateLimited,
        Fault::Server,
        Fault::Unreadable,
    ];

    const fn row(self) -> FaultRow {
        match self {
            Fault::Unreachable => FaultRow {
                name: "unreachable",
                summary: "StreamElements cannot be reached",
                user_action: "Check the network, and whether a firewall or an extension blocks \
                    the request.",
                is_permanent: false,
                write_rejection: None,
            },
            Fault::Timeout => FaultRow {
                name: "timeout",
                summary: "StreamElements takes too long to answer",
                user_action: "Try again in a moment.",
                is_permanent: false,
                write_rejection: None,
            },
            Fault::Unauthorized => FaultRow {
                name: "unauthorized",
                summary: "StreamElements does not accept the token",
                user_action: "Copy the overlay token again, in full: it is the last part of an \
                    overlay’s address on StreamElements. In an address of this page it goes \
                    behind #apikey=. A JWT (#token=) may have expired.",
                is_permanent: true,
                write_rejection: Some(
                    "StreamElements does not accept the JWT. It may have expired: copy a new \
                        one from your dashboard.",
                ),
            },
            Fault::Forbidden => FaultRow {
                name: "forbidden",
                summary: "StreamElements does not allow this token to read this channel",
                user_action: "Check that the token and the channel ID belong to the same account.",
                is_permanent: true,
                write_rejection: Some(
                    "StreamElements does not allow this token to change this channel.",
                ),
            },
            Fault::UnknownChannel => FaultRow {
                name: "unknown-channel",
                summary: "StreamElements has no channel with this ID",
                user_action: "Check the 24 digits behind channel= in the address. The \
                    configurator finds the ID by your name.",
                is_permanent: true,
                write_rejection: Some("StreamElements does not offer this for this channel."),
            },
            Fault::RateLimited => FaultRow {
                name: "rate-limited",
                summary: "StreamElements has received too many requests",
                user_action: "Try again in a minute.",
                is_permanent: false,
                write_rejection: Some(
                    "StreamElements has received too many requests. Try again in a minute.",
                ),
            },
            Fault::Server => FaultRow {
                name: "server",
                summary: "StreamElements reports an error of its own",
                user_action: "Try again in a moment.",
                is_permanent: false,
                write_rejection: None,
            },
            Fault::Unreadable => FaultRow {
                name: "unreadable",
                summary: "The answer is not a session",
                user_action: "Try again. If it stays so, check the server behind api= in the \
                    address.",
                is_permanent: false,
                write_rejection: None,
            },
        }
    }

    /// The fault that an HTTP status stands for; `None` for a success.
    pub fn of_status(status: u16) -> Option<Fault> {
        match status {
            200..=299 => None,
            401 => Some(Fault::Unauthorized),
            403 => Some(Fault::Forbidden),
            404 => Some(Fault::UnknownChannel),
            429 => Some(Fault::RateLimited),
            _ => Some(Fault::Server),
        }
    }

    /// The name in the page's markup.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The fault of this name; `None` for another text.
    pub fn from_name(name: &str) -> Option<Fault> {
        Fault::ALL.into_iter().find(|fault| fault.name() == name)
    }

    /// What happened, for the streamer; without a full stop.
    pub const fn summary(self) -> &'static str {
        self.row().summary
    }

    /// What happened and what to do, in sentences.
    pub fn message(self) -> String {
        format!("{}. {}", self.summary(), self.row().user_action)
    }

    /// Whether the fault lasts until the user acts: retrying does not help.
    pub const fn is_permanent(self) -> bool {
        self.row().is_permanent
    }

    /// Why a write was rejected, in sentences; `None` if the server may have
    /// applied it.
    pub const fn write_rejection(self) -> Option<&'static str> {
        self.row().write_rejection
    }
}

/// A request that failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestError {
    /// Why.
    pub fault: Fault,
    /// How long the server asks clients to wait, in milliseconds.
    pub retry_after: Option<f64>,
}

impl From<Fault> for RequestError {
    fn from(fault: Fault) -> Self {
        RequestError {
            fault,
            retry_after: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_summary_and_an_action() {
        for fault in Fault::ALL {
            assert!(!fault.summary().ends_with('.'), "{fault:?}");
            let message = fault.message();
            assert!(message.starts_with(fault.summary()), "{message}");
            assert!(
                message.ends_with('.') && !message.contains(".."),
                "{message}"
            );
        }
        assert_eq!(
            Fault::Timeout.message(),
            "StreamElements takes too long to answer. Try again in a moment."
        );
    }

    #[test]
    fn only_a_4xx_answer_rejects_a_write() {
        let rejections = Fault::ALL.map(|fault| fault.write_rejection().is_some());
        let statuses = [401, 403, 404, 429].map(Fault::of_status);
        let expected = Fault::ALL.map(|fault| statuses.contains(&Some(fault)));
        assert_eq!(rejections, expected);
    }
}
