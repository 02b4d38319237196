//! The `StreamElements` session API, one method a call.
//!
//! Origin, paths and bodies follow the API's documentation of 2018 and its official
//! specification. A call sends a single request: whether to retry is decided elsewhere.

pub mod credential_store;
pub mod csp;
mod response;
pub mod session_written;
mod types;

pub use types::{FoundChannel, SessionSettings};

use crate::browser::sha256_hex;
use crate::config::credential::{ChannelId, Credential};
use crate::options::values::Currency;
use crate::polling::push::Access;
use crate::polling::{Fault, RequestError};
use crate::session::leaderboard::TopList;
use gloo_net::http::{Method, RequestBuilder};
use serde_json::{Map, Value};
use types::{DISPLAY_NAME, USERNAME, parse, tip_currency};
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

const BASE: &str = "/kappa/v2/";
/// Milliseconds after which a request is aborted, including its body.
const REQUEST_TIMEOUT: u32 = 10_000;

/// A server of the API, and the credential to use.
#[derive(Clone, Debug)]
pub struct Client {
    origin: String,
    credential: Option<Credential>,
}

impl Client {
    /// A client of the server at this origin.
    pub fn new(origin: &str, credential: Option<Credential>) -> Client {
        Client {
            origin: origin.to_owned(),
            credential,
        }
    }

    /// A key that is equal for all clients that receive the same answers and pushed changes:
    /// same server, gateway, channel and credential. It is a digest, which reveals none of
    /// them. `None` if the browser has no digests.
    pub async fn sharing_key(&self, channel: &ChannelId, gateway: Option<&str>) -> Option<String> {
        let credential = self.credential.as_ref().map(Credential::authorization);
        let text = [
            &self.origin,
            "\n",
            channel.as_str(),
            "\n",
            &credential.unwrap_or_default(),
            "\n",
            gateway.unwrap_or_default(),
        ];
        sha256_hex(&text.concat()).await
    }

    /// What the gateway needs to push the channel's changes; `None` without a credential.
    pub fn gateway_access(&self, channel: &ChannelId) -> Option<Access> {
        let (token_type, token) = self.credential.as_ref()?.gateway_token();
        Some(Access {
            channel: channel.as_str().to_owned(),
            token_type,
            token: token.to_owned(),
        })
    }

    /// The server's origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The text of the session.
    ///
    /// # Errors
    /// When there is no complete answer, or its status is no success.
    pub async fn session(&self, channel: &ChannelId) -> Result<String, RequestError> {
        self.call(Method::GET, &path(channel, ""), None).await
    }

    /// Sets some entries and keeps the others. Returns the text of the whole session.
    ///
    /// # Errors
    /// As [`Client::session`].
    pub async fn update(
        &self,
        channel: &ChannelId,
        entries: &[(String, Value)],
    ) -> Result<String, RequestError> {
        let body: Map<String, Value> = entries.iter().cloned().collect();
        let body = Value::Object(body).to_string();
        self.call(Method::PUT, &path(channel, ""), Some(body)).await
    }

    /// Resets the session. Returns its text; `None` from older servers, which do not send it.
    ///
    /// # Errors
    /// As [`Client::session`].
    pub async fn reset(&self, channel: &ChannelId) -> Result<Option<String>, RequestError> {
        let path = path(channel, "/reset");
        let text = self.call(Method::PUT, &path, Some("{}".to_owned())).await?;
        let is_bare = matches!(text.trim().trim_matches('"'), "ok" | "");
        Ok(Some(text).filter(|_| !is_bare))
    }

    /// Makes the server recompute its totals. Its answer is not documented and ignored.
    ///
    /// # Errors
    /// As [`Client::session`]; [`Fault::UnknownChannel`] also if the server does not offer
    /// this any more.
    pub async fn reload(&self, channel: &ChannelId) -> Result<(), RequestError> {
        let path = path(channel, "/reload");
        self.call(Method::PUT, &path, None).await.map(|_| ())
    }

    /// The settings of the session.
    ///
    /// # Errors
    /// As [`Client::session`], and when the answer cannot be parsed.
    pub async fn settings(&self, channel: &ChannelId) -> Result<SessionSettings, RequestError> {
        let path = path(channel, "/settings");
        parse(&self.call(Method::GET, &path, None).await?)
    }

    /// Changes the settings that are present, and keeps the others.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn set_settings(
        &self,
        channel: &ChannelId,
        settings: &SessionSettings,
    ) -> Result<SessionSettings, RequestError> {
        let body = serde_json::to_string(settings).map_err(|_| Fault::Unreadable)?;
        let path = path(channel, "/settings");
        parse(&self.call(Method::PUT, &path, Some(body)).await?)
    }

    /// The text with the first `limit` places of a leaderboard.
    ///
    /// # Errors
    /// As [`Client::session`].
    pub async fn top(
        &self,
        channel: &ChannelId,
        list: TopList,
        limit: u8,
    ) -> Result<String, RequestError> {
        let query = [
            ("interval", list.span.name()),
            ("type", list.of.name()),
            ("limit", &limit.to_string()),
            ("offset", "0"),
        ];
        let request = self
            .request(Method::GET, &path(channel, "/top"))
            .query(query);
        self.send(request, None).await
    }

    /// Finds a channel by its name. Sends no credential.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn find_channel(&self, name: &str) -> Result<FoundChannel, RequestError> {
        let name = String::from(js_sys::encode_uri_component(name));
        let anonymous = Client::new(&self.origin, None);
        let path = ["channels/", &name].concat();
        let text = anonymous.call(Method::GET, &path, None).await?;
        FoundChannel::parse(&text, &[DISPLAY_NAME, USERNAME])
    }

    /// The channel of the credential. Not in the official specification.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn own_channel(&self) -> Result<FoundChannel, RequestError> {
        let text = self.call(Method::GET, "channels/me", None).await?;
        FoundChannel::parse(&text, &[USERNAME])
    }

    /// The currency of a channel's tip page; `None` if it names none. Sends no credential. Not
    /// in the official specification.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn tip_currency(
        &self,
        channel: &ChannelId,
    ) -> Result<Option<Currency>, RequestError> {
        let anonymous = Client::new(&self.origin, None);
        let path = ["tipping/", channel.as_str()].concat();
        let text = anonymous.call(Method::GET, &path, None).await?;
        Ok(tip_currency(&text))
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Result<String, RequestError> {
        self.send(self.request(method, path), body).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = RequestBuilder::new(&[&self.origin, BASE, path].concat())
            .method(method)
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Omit);
        match &self.credential {
            Some(credential) => request.header("Authorization", &credential.authorization()),
            None => request,
        }
    }

    async fn send(
        &self,
        request: RequestBuilder,
        body: Option<String>,
    ) -> Result<String, RequestError> {
        // The browser owns the timer of this signal: there is none to clear after a request
        // that ends in time.
        let signal = AbortSignal::timeout_with_u32(REQUEST_TIMEOUT);
        let request = request.abort_signal(Some(&signal));
        let request = match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body),
            None => request.build(),
        };
        let request = request.map_err(|_| Fault::Unreachable)?;
        let text = response::text(&self.origin, request.send().await).await;
        // Engines report an aborted request differently.
        text.map_err(|error| {
            if signal.aborted() {
                Fault::Timeout.into()
            } else {
                error
            }
        })
    }
}

fn path(channel: &ChannelId, rest: &str) -> String {
    ["sessions/", channel.as_str(), rest].concat()
}
