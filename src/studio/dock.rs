//! The dock: shows, edits and resets the session.
//!
//! It shows only what the server sent. A successful write shows the session in
//! its answer. After a failed write the figures stay as they are, and the input
//! stays in the form. When the answer of a write is lost, the dock loads the
//! session before it sends anything again.

mod backups;
mod connect;
mod edit_form;
mod entries;
mod figure_card;
mod form_input;
mod reset;
mod settings;
mod state;
mod status;
mod timer;
mod write;

pub use entries::EntryList;
pub use reset::SessionButtons;
pub use state::DockState;
pub use status::StatusHeader;

use crate::api::{Client, credential_store, csp};
use crate::browser::intl::IntlLocale;
use crate::browser::{clock, element};
use crate::components::problem_card::{ProblemCard, problem_texts};
use crate::config::credential::{ChannelId, Credential};
use crate::config::{Config, LenientConfig, Page};
use crate::options::values::{Currency, LocaleTag};
use crate::polling::Fault;
use backups::BackupList;
use connect::ConnectForm;
use leptos::either::Either;
use leptos::prelude::*;
use settings::SettingsPanel;
use timer::{DockTimer, TimerPanel, TimerSource};

/// The page that OBS shows as a custom browser dock.
#[component]
pub fn Dock(
    /// The page's own query, without `?`.
    query: String,
    /// The page's own fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    let query = query.split('&').filter(|pair| !pair.starts_with("page="));
    let LenientConfig { page, problems, .. } =
        Config::parse_lenient(&query.collect::<Vec<_>>().join("&"));
    let Some(page) = page.filter(|_| problems.is_empty()) else {
        let heading = "The address of this dock has a problem".to_owned();
        return Either::Left(view! {
            <main class="dock">
                <h1 class="visually-hidden">"Session dock"</h1>
                <ProblemCard heading texts=problem_texts(&problems) />
            </main>
        });
    };
    let given = Credential::from_fragment(&fragment);
    let connection = RwSignal::new(page.channel.clone().and_then(|channel| {
        let credential = given.or_else(|| credential_store::load(&channel))?;
        Some((channel, credential))
    }));
    Either::Right(move || match connection.get() {
        Some((channel, credential)) => {
            view! { <SessionPage page=page.clone() channel credential /> }.into_any()
        }
        None => view! { <ConnectForm channel=page.channel.clone() connection /> }.into_any(),
    })
}

#[component]
fn SessionPage(page: Page, channel: ChannelId, credential: Credential) -> impl IntoView {
    let (kind, expires) = (credential.kind(), credential.expires());
    let client = Client::new(page.api.as_str(), Some(credential));
    csp::restrict_connections(page.api.as_str(), page.push_gateway());
    let locale = IntlLocale {
        tag: page
            .locale
            .as_ref()
            .map_or("", LocaleTag::as_str)
            .to_owned(),
        currency: page
            .currency
            .as_ref()
            .map_or("", Currency::as_str)
            .to_owned(),
    };
    let dock = DockState::new(client, channel, kind, locale);
    dock.start_polling(&page);
    mark_root(dock);
    provide_context(dock);
    let timer = DockTimer::new(dock);
    view! {
        <main class="dock">
            <h1 class="visually-hidden">"Session"</h1>
            <StatusHeader kind expires />
            <TimerPanel timer />
            <EntryList />
            <section class="pane" aria-labelledby="session">
                <h2 id="session">"Whole session"</h2>
                <SessionButtons />
                <BackupList />
                <SettingsPanel />
            </section>
            <TimerSource timer />
        </main>
    }
}

/// Keeps the attributes of `<html>` up to date.
fn mark_root(dock: DockState) {
    let set = |name, value: Option<&str>| {
        if let Some(root) = element::root() {
            element::set_if_changed(&root, name, value);
        }
    };
    set("data-page", Some("dock"));
    Effect::new(move |_| {
        let feed = dock.feed.read();
        set("data-status", Some(feed.status().name()));
        set("data-fault", feed.fault.map(Fault::name));
        set("data-updates", Some(feed.updates()));
    });
    Effect::new(move |_| {
        if dock.text.with(|text| !text.is_empty()) {
            set("data-updated", Some(&clock::to_iso_string(clock::now())));
        }
    });
}
