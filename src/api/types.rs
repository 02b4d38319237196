//! Requests and answers of the API, apart from the session.

use super::RequestError;
use crate::polling::Fault;
use serde::{Deserialize, Serialize};

/// The settings of a session on its server. The server chooses what is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SessionSettings {
    /// Whether the server resets the session automatically.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_reset: Option<bool>,
    /// Whether weeks and months are those of the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<bool>,
    /// Whether the server resets the session when a stream starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset_on_start: Option<bool>,
}

/// The period of a top list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Since the start of the session.
    Session,
    /// Seven days.
    Weekly,
    /// Thirty days.
    Monthly,
    /// No limit.
    Alltime,
}

/// What a top list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopOf {
    /// Money.
    Tip,
    /// Bits.
    Cheer,
}

/// A row of a top list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Top {
    /// The user's name.
    pub username: String,
    /// The sum of their tips or cheers.
    pub total: f64,
}

/// A channel that was found by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundChannel {
    /// The channel id, as the option `channel` expects it.
    #[serde(rename = "_id")]
    pub id: String,
    /// The platform. The same name can exist on several.
    #[serde(default)]
    pub provider: String,
    /// The login name.
    #[serde(default)]
    pub username: String,
    /// The name as the platform shows it.
    #[serde(default)]
    pub display_name: String,
}

/// Parses an answer that is not a session.
pub(super) fn parse<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, RequestError> {
    serde_json::from_str(text).map_err(|_| Fault::Unreadable.into())
}
