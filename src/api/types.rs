//! Requests and answers of the API, apart from the session.

use super::RequestError;
use crate::config::credential::ChannelId;
use crate::options;
use crate::options::values::{Currency, OptionValue};
use crate::polling::Fault;
use crate::session::decode::{Fields, text as text_of};
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

/// A channel that was found by its name, or by its credential.
///
/// The answer about one's own channel may hold an e-mail address and tokens; only these
/// fields are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundChannel {
    /// The channel's id.
    pub id: ChannelId,
    /// The platform. The same name can exist on several. Empty if it is not known.
    pub provider: String,
    /// The login name, or how the platform shows it. Empty if it is not known.
    pub name: String,
}

/// A field of an answer that names the channel.
pub(super) const USERNAME: &str = "username";
/// The name as the platform shows it.
pub(super) const DISPLAY_NAME: &str = "displayName";

impl FoundChannel {
    /// Parses an answer. The name is the first of these fields that is not empty.
    pub(super) fn parse(text: &str, names: &[&str]) -> Result<FoundChannel, RequestError> {
        let fields = Fields::parse(text).ok_or(Fault::Unreadable)?;
        let text = |name: &str| fields.text(name).unwrap_or_default();
        let mut names = names.iter().map(|name| text(name));
        Ok(FoundChannel {
            id: ChannelId::parse(&text("_id")).ok_or(Fault::Unreadable)?,
            provider: text("provider"),
            name: names.find(|name| !name.is_empty()).unwrap_or_default(),
        })
    }
}

/// The currency of a channel's page for tips: `"EUR"` or `{"code": "EUR"}`, as clients report
/// both. `None` if it is no currency code.
pub(super) fn tip_currency(text: &str) -> Option<Currency> {
    let page = Fields::parse(text)?;
    let (_, currency) = page.find("currency")?;
    let code = match Fields::parse(currency) {
        Some(fields) => fields.text("code")?,
        None => text_of(currency)?,
    };
    Currency::parse(&code, &options::CURRENCY)
}

/// Parses an answer that is not a session.
pub(super) fn parse<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T, RequestError> {
    serde_json::from_str(text).map_err(|_| Fault::Unreadable.into())
}
