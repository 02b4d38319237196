//! The session API's calls, typed, each a single request.
//!
//! Base, paths and bodies are those of the API's documentation of 2018 and of
//! its official specification. Deciding what to do about a failure is for
//! others.

pub mod csp;
mod response;
mod session_request;
mod types;

pub use session_request::Ask;
pub use types::{Change, Found, SessionSettings, Span, Top, TopOf};

use crate::browser::sha256_hex;
use crate::browser::waiter::Waiter;
use crate::config::credential::{ChannelId, Credential};
use crate::polling::{Fault, RequestError};
use gloo_net::http::{Method, RequestBuilder};
use js_sys::JsString;
use serde_json::{Map, Value};
use types::read;
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

const BASE: &str = "/kappa/v2/";
/// After so many milliseconds a request is given up, its body included.
const PATIENCE: u32 = 10_000;

/// A server, and what opens it.
#[derive(Clone, Debug)]
pub struct Client {
    origin: String,
    credential: Option<Credential>,
}

impl Client {
    /// A client of the server at this origin, with what opens it, if anything
    /// does.
    pub fn new(origin: &str, credential: Option<Credential>) -> Client {
        Client {
            origin: origin.to_owned(),
            credential,
        }
    }

    /// What all clients have in common that get the same answers: same server,
    /// same channel, same credential. Nothing of them can be read from it.
    /// `None` where the browser does not offer to make it.
    pub async fn audience(&self, channel: &ChannelId) -> Option<String> {
        let credential = self.credential.as_ref().map(Credential::authorization);
        let whole = [
            &self.origin,
            "\n",
            channel.as_str(),
            "\n",
            &credential.unwrap_or_default(),
        ];
        sha256_hex(&whole.concat()).await
    }

    /// The server's origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The session, as text.
    ///
    /// # Errors
    /// When there was no whole answer, or one that is no success.
    pub async fn session(&self, channel: &ChannelId) -> Result<String, RequestError> {
        self.ask(channel).answer().await.map(String::from)
    }

    /// The question for the session, to be asked again and again.
    pub fn ask(&self, channel: &ChannelId) -> Ask {
        Ask::new(self, channel)
    }

    /// Sets some entries and leaves the others; gives the whole session, as
    /// text.
    ///
    /// # Errors
    /// As [`Client::session`].
    pub async fn update(
        &self,
        channel: &ChannelId,
        changes: &[(&str, Change)],
    ) -> Result<String, RequestError> {
        let body: Map<String, Value> = changes
            .iter()
            .map(|(key, change)| ((*key).to_owned(), change.json()))
            .collect();
        let body = Value::Object(body).to_string();
        self.call(Method::PUT, &path(channel, ""), Some(body)).await
    }

    /// Makes the session anew; gives it as text. Older servers do not answer with
    /// it: then it is `None`.
    ///
    /// # Errors
    /// As [`Client::update`].
    pub async fn reset(&self, channel: &ChannelId) -> Result<Option<String>, RequestError> {
        let text = self
            .call(Method::PUT, &path(channel, "/reset"), Some("{}".to_owned()))
            .await?;
        let is_bare = matches!(text.trim().trim_matches('"'), "ok" | "");
        Ok(Some(text).filter(|_| !is_bare))
    }

    /// Has the server count its sums anew. What it answers is not documented.
    ///
    /// # Errors
    /// As [`Client::session`]; [`Fault::UnknownChannel`] also where the server
    /// no longer offers this.
    pub async fn reload(&self, channel: &ChannelId) -> Result<(), RequestError> {
        self.call(Method::PUT, &path(channel, "/reload"), None)
            .await
            .map(|_| ())
    }

    /// How the session behaves.
    ///
    /// # Errors
    /// As [`Client::session`], and when the answer is something else.
    pub async fn settings(&self, channel: &ChannelId) -> Result<SessionSettings, RequestError> {
        read(
            &self
                .call(Method::GET, &path(channel, "/settings"), None)
                .await?,
        )
    }

    /// Changes how the session behaves; what is absent stays.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn set_settings(
        &self,
        channel: &ChannelId,
        settings: &SessionSettings,
    ) -> Result<SessionSettings, RequestError> {
        let body = serde_json::to_string(settings).map_err(|_| Fault::Unreadable)?;
        read(
            &self
                .call(Method::PUT, &path(channel, "/settings"), Some(body))
                .await?,
        )
    }

    /// Who gave most, `limit` places after the first `offset`.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn top(
        &self,
        channel: &ChannelId,
        of: TopOf,
        span: Span,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Top>, RequestError> {
        let interval = match span {
            Span::Session => "session",
            Span::Weekly => "weekly",
            Span::Monthly => "monthly",
            Span::Alltime => "alltime",
        };
        let of = match of {
            TopOf::Tip => "tip",
            TopOf::Cheer => "cheer",
        };
        let query = [
            ("interval", interval),
            ("type", of),
            ("limit", &limit.to_string()),
            ("offset", &offset.to_string()),
        ];
        let request = self
            .request(Method::GET, &path(channel, "/top"))
            .query(query);
        read(&String::from(self.send(request, None).await?))
    }

    /// Finds a channel by its name. Needs no credential and sends none.
    ///
    /// # Errors
    /// As [`Client::settings`].
    pub async fn channel(&self, name: &str) -> Result<Found, RequestError> {
        let name = String::from(js_sys::encode_uri_component(name));
        let open = Client::new(&self.origin, None);
        read(
            &open
                .call(Method::GET, &["channels/", &name].concat(), None)
                .await?,
        )
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Result<String, RequestError> {
        let answer = self.send(self.request(method, path), body).await;
        answer.map(String::from)
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

    /// Sends one request, which is given up after [`PATIENCE`].
    async fn send(
        &self,
        request: RequestBuilder,
        body: Option<String>,
    ) -> Result<JsString, RequestError> {
        // The signal has a timer of its own. One of ours would have to be freed
        // after every request that is answered in time.
        let signal = AbortSignal::timeout_with_u32(PATIENCE);
        let answer = self.answer(request.abort_signal(Some(&signal)), body);
        in_time(answer.await, &signal)
    }

    async fn answer(
        &self,
        request: RequestBuilder,
        body: Option<String>,
    ) -> Result<JsString, RequestError> {
        // Whatever goes wrong on the way is one thing to the person; the
        // browser's own words may hold the address.
        let unreachable = |_| Fault::Unreachable;
        let request = match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body),
            None => request.build(),
        };
        let answer = request
            .map_err(unreachable)?
            .send()
            .await
            .map_err(unreachable)?;
        response::text(&self.origin, answer.into(), &Waiter::default()).await
    }
}

/// An outcome; what failed after it was given up took too long, whatever the
/// engine says of it.
fn in_time<T>(outcome: Result<T, RequestError>, signal: &AbortSignal) -> Result<T, RequestError> {
    match outcome {
        Err(_) if signal.aborted() => Err(Fault::Timeout.into()),
        outcome => outcome,
    }
}

fn path(channel: &ChannelId, rest: &str) -> String {
    ["sessions/", channel.as_str(), rest].concat()
}
