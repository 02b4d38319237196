//! What the calls send and what they bring, apart from sessions.

use super::RequestError;
use crate::polling::Fault;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What an update sets one entry to.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `{amount}`, for sums and goals.
    Amount(f64),
    /// `{count}`, for numbers of people and things.
    Count(f64),
    /// `{name, amount, message}`; an empty name is nobody.
    Event {
        /// Who.
        name: String,
        /// How much; zero for none.
        amount: f64,
        /// What they wrote.
        message: String,
    },
    /// The entry as it stands in a document.
    Whole(Value),
}

/// How a session behaves on its server; absent is what the server thinks best.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SessionSettings {
    /// Whether it is made anew by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_reset: Option<bool>,
    /// Whether weeks and months are those of the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<bool>,
    /// Whether it is made anew when a stream starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset_on_start: Option<bool>,
}

/// The span of a top list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Since the session began.
    Session,
    /// Seven days.
    Weekly,
    /// Thirty days.
    Monthly,
    /// Ever.
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

/// A place in a top list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Top {
    /// Who.
    pub username: String,
    /// Their sum.
    pub total: f64,
}

/// A channel that was found by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The id that an address wants.
    #[serde(rename = "_id")]
    pub id: String,
    /// The platform, for a name may exist on several.
    #[serde(default)]
    pub provider: String,
    /// The login.
    #[serde(default)]
    pub username: String,
    /// The name as it is shown.
    #[serde(default)]
    pub display_name: String,
}

impl Change {
    pub(super) fn json(&self) -> Value {
        match self {
            Change::Amount(amount) => serde_json::json!({ "amount": amount }),
            Change::Count(count) => serde_json::json!({ "count": count }),
            Change::Event {
                name,
                amount,
                message,
            } => {
                serde_json::json!({ "name": name, "amount": amount, "message": message })
            }
            Change::Whole(entry) => entry.clone(),
        }
    }
}

/// Reads an answer that is no session.
pub(super) fn read<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, RequestError> {
    serde_json::from_str(text).map_err(|_| Fault::Unreadable.into())
}
