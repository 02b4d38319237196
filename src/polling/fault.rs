//! Why a call brought nothing.

/// Why a poll failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer: no network, no CORS headers, a redirect elsewhere.
    Unreachable,
    /// No whole answer within ten seconds.
    Timeout,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    UnknownChannel,
    /// 429.
    RateLimited,
    /// 5xx, and any other status.
    Server,
    /// An answer that is not the JSON expected.
    Unreadable,
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

    /// The fault of this name.
    pub fn of_name(name: &str) -> Option<Fault> {
        Fault::ALL.into_iter().find(|fault| fault.name() == name)
    }

    /// The fault of an answer's status; `None` for a success.
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

    /// Its name in the page's markup.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Unreachable => "unreachable",
            Fault::Timeout => "timeout",
            Fault::Unauthorized => "unauthorized",
            Fault::Forbidden => "forbidden",
            Fault::UnknownChannel => "unknown-channel",
            Fault::RateLimited => "rate-limited",
            Fault::Server => "server",
            Fault::Unreadable => "unreadable",
        }
    }

    /// What the person must do, for the faults that no waiting mends.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Fault::Unauthorized => Some(
                "StreamElements does not accept the credential. Copy the overlay token anew: it is \
                 the last part of an overlay's address on StreamElements. Put it behind #apikey= \
                 at the end of this address. A JWT behind #token= may have expired.",
            ),
            Fault::Forbidden => Some(
                "StreamElements does not let this credential read this channel. Check that the \
                 overlay token and the channel's id belong to the same account.",
            ),
            Fault::UnknownChannel => Some(
                "StreamElements knows no channel of this id. Check the 24 digits behind channel= in \
                 this address.",
            ),
            Fault::Unreachable
            | Fault::Timeout
            | Fault::RateLimited
            | Fault::Server
            | Fault::Unreadable => None,
        }
    }
}

/// A call that brought nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestError {
    /// Why.
    pub fault: Fault,
    /// How many milliseconds the server asks us to stay away.
    pub hint: Option<f64>,
}

impl From<Fault> for RequestError {
    fn from(fault: Fault) -> Self {
        RequestError { fault, hint: None }
    }
}
