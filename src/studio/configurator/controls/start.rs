//! The start of a timer: a text, a date picker, and a button for the present.

use super::date::DateInput;
use crate::api::Client;
use crate::browser::{clock, js_number};
use crate::options::values::OptionValue;
use crate::options::{self, FROM};
use crate::polling::Fault;
use crate::session::timestamp::{IsoDateTime, Timestamp};
use crate::session::{Entry, Session, decode};
use crate::studio::configurator::field_binding::FieldBinding;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::draft::{Draft, Scope};
use crate::studio::rows;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// The start of a timer.
#[component]
pub(super) fn Start(binding: FieldBinding) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let is_pending = RwSignal::new(false);
    // Empty if there is nothing to say.
    let message = RwSignal::new(String::new());
    let local_minute = move || {
        let start = Timestamp::parse(&binding.text(), &FROM);
        start.map(clock::to_local_minute).unwrap_or_default()
    };
    let pick = move |picked: String| {
        // A picker is empty, too, while its date is incomplete.
        if let Some(IsoDateTime { local_ms, .. }) = IsoDateTime::parse(&picked) {
            let start = clock::from_local_ms(local_ms);
            binding.set_text(&clock::to_iso_minute(start));
        }
    };
    let start = move |_| {
        is_pending.set(true);
        message.set(String::new());
        spawn_local(async move {
            let text = match start_now(state, binding.scope).await {
                Ok(Counted::FromNow) => String::new(),
                Ok(Counted::FromZero) => NOT_CONNECTED.to_owned(),
                Err(fault) => [NOT_READ, &fault.message()].concat(),
            };
            message.try_set(text);
            is_pending.try_set(false);
        });
    };
    let is_error = move || message.read().starts_with(NOT_READ);
    view! {
        <DateInput binding note=", in your local time" minute=Signal::derive(local_minute) pick>
            <button type="button" disabled=is_pending on:click=start>
                "Start now"
            </button>
        </DateInput>
        <p class="help" class:error=is_error role="status">
            {message}
        </p>
    }
}

const NOT_READ: &str = "The figures could not be read, so nothing was changed. ";
const NOT_CONNECTED: &str =
    "There is no channel or no token, so the added time counts figures from zero.";

/// What the added time counts after a start.
enum Counted {
    /// What is added from now on, or nothing.
    FromNow,
    /// All of each figure, because the figures are not known.
    FromZero,
}

/// Lets the timer start now, and its added time count from the present figures.
async fn start_now(state: ConfiguratorState, scope: Scope) -> Result<Counted, Fault> {
    let from = clock::to_iso_second(clock::now());
    let has_added_time = !state.draft_untracked(|draft| added_time(draft, scope).is_empty());
    let session = if has_added_time {
        present_session(state).await?
    } else {
        None
    };
    let base_of = |key: &str| match session.as_ref()?.get(key) {
        Some(Entry::Figure(figure)) => Some(js_number(*figure)),
        Some(Entry::Event(_) | Entry::Recent(_)) | None => Some("0".to_owned()),
    };
    state.edit(|draft| {
        draft.set(scope, FROM.name, Some(&from));
        // Read again: it may have been edited meanwhile.
        let added = added_time(draft, scope);
        if !added.is_empty() {
            let added = rows::with_bases(&added, base_of);
            draft.set(scope, options::ADD.name, Some(&added));
        }
    });
    state.announce("The timer starts now".to_owned());
    Ok(if has_added_time && session.is_none() {
        Counted::FromZero
    } else {
        Counted::FromNow
    })
}

/// The text of the widget's `add`; empty without one.
fn added_time(draft: &Draft, scope: Scope) -> String {
    let text = draft.get(scope, options::ADD.name).unwrap_or_default();
    text.trim().to_owned()
}

/// The session that the preview shows if it is live, or else the channel's own; `None`
/// without a channel or a credential.
async fn present_session(state: ConfiguratorState) -> Result<Option<Arc<Session>>, Fault> {
    if let Some(live) = state.live_session.get_untracked() {
        return Ok(Some(live));
    }
    let channel = state.channel.get_untracked();
    let (Some(channel), Some(credential)) = (channel, state.credential.get_untracked()) else {
        return Ok(None);
    };
    let client = Client::new(&untrack(|| state.api_origin()), Some(credential));
    let text = client.session(&channel).await;
    let text = text.map_err(|error| error.fault)?;
    let decoded = decode::session(&text).map_err(|_| Fault::Unreadable)?;
    Ok(Some(Arc::new(decoded.session)))
}
