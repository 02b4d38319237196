//! The connection: whose the credential is, and whether the session can be read with it.

use super::state::ConfiguratorState;
use crate::api::{Client, FoundChannel};
use crate::browser::js_number;
use crate::config::credential::{ChannelId, Credential};
use crate::config::{Config, Page};
use crate::live;
use crate::options::{self, OptionSpec};
use crate::polling::{Fault, RequestError};
use crate::session::decode;
use crate::session::{Entry, Session};
use crate::studio::draft::{Draft, Scope};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

/// Milliseconds without a change before the connection is tested, so that a token that is
/// typed is not sent letter by letter.
const PAUSE: u32 = 400;

/// What the connection is tested with.
#[derive(Clone, Debug, PartialEq)]
struct Input {
    origin: String,
    credential: Credential,
    channel: Option<ChannelId>,
    /// How often the user has asked for another test.
    attempt: u32,
}

/// What a test has found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Status {
    /// There is no credential.
    None,
    /// An answer is awaited.
    Testing,
    /// The credential does not tell its channel.
    ChannelMissing,
    /// The session can be read.
    Connected(String),
    /// It cannot, with the reason.
    Failed(String),
}

/// The connection. It is tested again when the channel, the credential or the server
/// changes.
#[derive(Clone, Copy)]
pub(super) struct Connection {
    state: ConfiguratorState,
    /// The last test, with what it tested.
    tested: RwSignal<Option<(Input, Status)>>,
    /// The channel that was found last, and its name.
    names: RwSignal<Option<(ChannelId, String)>>,
    pub(super) status: Memo<Status>,
    attempt: RwSignal<u32>,
}

impl Connection {
    pub(super) fn new(state: ConfiguratorState) -> Connection {
        let tested = RwSignal::new(None::<(Input, Status)>);
        let names = RwSignal::new(None);
        let attempt = RwSignal::new(0);
        let input = Memo::new(move |_| {
            Some(Input {
                origin: state.api_origin(),
                credential: state.credential.get()?,
                channel: state.channel.get(),
                attempt: attempt.get(),
            })
        });
        let status = Memo::new(move |_| {
            let Some(input) = input.get() else {
                return Status::None;
            };
            match tested.get() {
                Some((own, status)) if own == input => status,
                _ => Status::Testing,
            }
        });
        let connection = Connection {
            state,
            tested,
            names,
            status,
            attempt,
        };
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                // Ends when this effect runs again.
                spawn_local_scoped_with_cancellation(connection.test(input));
            }
        });
        connection
    }

    pub(super) fn from_context() -> Connection {
        use_context().unwrap_or_else(|| Connection::new(ConfiguratorState::from_context()))
    }

    /// Finds the channel if there is none, reads the session once, and proposes the currency.
    async fn test(self, input: Input) {
        let state = self.state;
        TimeoutFuture::new(PAUSE).await;
        let client = Client::new(&input.origin, Some(input.credential.clone()));
        // Unofficial: without an answer, the channel is found by its name.
        let own = client.own_channel().await.ok();
        if let Some(own) = &own {
            self.names.set(Some((own.id.clone(), shown_name(own))));
        }
        // Which starts another test.
        let adopt = |own: FoundChannel| state.set_channel(Some(own.id.as_str()));
        let Some(channel) = input.channel.clone() else {
            return match own {
                Some(own) => adopt(own),
                None => self.tested.set(Some((input, Status::ChannelMissing))),
            };
        };
        let status = match client.session(&channel).await {
            Ok(text) => match decode::session(&text) {
                Ok(decoded) => {
                    let updates = updates_message(state, &client, &channel).await;
                    Status::Connected(figures(&decoded.session) + updates)
                }
                Err(_) => Status::Failed(Fault::Unreadable.message()),
            },
            // The token is that of another channel.
            Err(_) if own.as_ref().is_some_and(|own| own.id != channel) => {
                return own.map(adopt).unwrap_or_default();
            }
            Err(RequestError { fault, .. }) => Status::Failed(fault.message()),
        };
        let is_connected = matches!(status, Status::Connected(_));
        self.tested.set(Some((input, status)));
        if is_connected && !has_option(state, &options::CURRENCY) {
            propose_currency(state, &client, &channel).await;
        }
    }

    /// Tests the connection again.
    pub(super) fn retry(self) {
        self.attempt.update(|attempt| *attempt += 1);
    }

    /// The name of the draft's channel; empty if it is not known.
    pub(super) fn channel_name(self) -> String {
        let channel = self.state.channel.get();
        let names = self.names.read();
        let name = names
            .as_ref()
            .filter(|(own, _)| Some(own) == channel.as_ref());
        name.map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// Looks a channel up by its name and sets it in the draft. Returns what was found, or
    /// why nothing was.
    pub(super) async fn find_channel(self, name: String) -> String {
        let client = Client::new(&untrack(|| self.state.api_origin()), None);
        match client.find_channel(&name).await {
            Ok(found) => {
                self.state.set_channel(Some(found.id.as_str()));
                self.names.set(Some((found.id.clone(), shown_name(&found))));
                found_message(&found)
            }
            Err(RequestError { fault, .. }) => not_found_message(fault, &name),
        }
    }
}

fn has_option(state: ConfiguratorState, spec: &OptionSpec) -> bool {
    state.draft_untracked(|draft| draft.page.get(spec.name).is_some())
}

/// Sets the currency of the channel's tip page. That page is unofficial too.
async fn propose_currency(state: ConfiguratorState, client: &Client, channel: &ChannelId) {
    let Ok(Some(currency)) = client.tip_currency(channel).await else {
        return;
    };
    // The user may have typed one meanwhile.
    if !has_option(state, &options::CURRENCY) {
        state.edit(|draft| draft.set(Scope::Page, options::CURRENCY.name, Some(currency.as_str())));
        state.announce(format!("Currency: {}", currency.as_str()));
    }
}

fn shown_name(found: &FoundChannel) -> String {
    match found.provider.as_str() {
        "" => found.name.clone(),
        provider => format!("{} on {provider}", found.name),
    }
}

fn found_message(found: &FoundChannel) -> String {
    let name = shown_name(found);
    format!("Found {name}. If this is not you, paste your channel ID instead.")
}

fn not_found_message(fault: Fault, name: &str) -> String {
    match fault {
        Fault::UnknownChannel => format!(
            "StreamElements has no channel named “{name}”. Check the spelling or paste the \
             channel ID."
        ),
        fault => fault.message(),
    }
}

/// Says how an overlay with this draft's options would learn of changes.
async fn updates_message(
    state: ConfiguratorState,
    client: &Client,
    channel: &ChannelId,
) -> &'static str {
    let query = state.draft_untracked(Draft::to_query);
    let page = Config::parse_lenient(&query).page;
    let gateway = page.as_ref().and_then(Page::push_gateway);
    let (Some(gateway), Some(access)) = (gateway, client.gateway_access(channel)) else {
        return " Changes are polled.";
    };
    if live::is_push_available(gateway, access).await {
        " Changes are pushed at once."
    } else {
        " Changes are polled, because the server that pushes them cannot be used now."
    }
}

/// Figures that the streamer recognizes, as a sentence; empty without any.
fn figures(session: &Session) -> String {
    let followers = match session.get("follower-total") {
        Some(Entry::Figure(figure)) => Some(js_number(*figure) + " followers"),
        _ => None,
    };
    let latest = match session.get("follower-latest") {
        Some(Entry::Event(Some(event))) => Some(format!("latest follower {}", event.name)),
        _ => None,
    };
    let figures: Vec<String> = followers.into_iter().chain(latest).collect();
    if figures.is_empty() {
        return String::new();
    }
    format!(" {}.", figures.join(", "))
}
