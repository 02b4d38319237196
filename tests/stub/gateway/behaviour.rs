//! What the gateway does with connections.

use super::Limit;
use std::time::Duration;

/// How the gateway behaves. The default is what its documentation says, but for the pace
/// of commands.
#[derive(Clone, Debug)]
pub struct Behaviour {
    pub upgrade: Upgrade,
    pub welcome: Welcome,
    pub limit: Limit,
    /// How often it sends a ping.
    pub ping_interval: Duration,
}

impl Default for Behaviour {
    fn default() -> Behaviour {
        Behaviour {
            upgrade: Upgrade::Accept,
            welcome: Welcome::Now,
            limit: Limit::Burst,
            ping_interval: Duration::from_secs(30),
        }
    }
}

/// How the gateway responds to a request for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upgrade {
    Accept,
    /// With this status, which is 502 when the server leaves, and 429 with `Retry-After: 2`
    /// above the limit of connections.
    Refuse(u16),
    /// With nothing.
    Hang,
}

/// How a connection begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Welcome {
    Now,
    Never,
    /// After this time.
    Late(Duration),
    /// With a text that is not JSON.
    Garbage,
}
