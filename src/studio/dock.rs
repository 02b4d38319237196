//! The dock: watches, corrects and resets the session.
//!
//! What is on screen is always what the server last said. A write is taken in
//! from its answer; one that fails leaves the figures as they are and the edit
//! in its field; one whose answer was lost is looked into before anything is
//! sent again.

mod connect;
mod entries;
mod reset;
mod settings;
mod status;
mod write;

use crate::api::{Client, credential_store, csp};
use crate::browser::drive::drive;
use crate::browser::{clock, element};
use crate::components::problem_card::{ProblemCard, texts};
use crate::config::credential::{ChannelId, Credential, CredentialKind};
use crate::config::{Config, LenientConfig, Page};
use crate::live::{self, PollOptions, PollTiming};
use crate::polling::{Fault, Feed};
use crate::studio::corrections::SessionDocument;
use connect::Open;
use entries::Lines;
use leptos::either::Either;
use leptos::prelude::*;
use reset::{KeptCopies, Reset};
use settings::Settings;
use status::Standing;
use write::Notice;

/// What all parts of the dock share.
#[derive(Clone, Copy)]
struct DockState {
    client: StoredValue<Client>,
    channel: StoredValue<ChannelId>,
    /// Whether the credential can write.
    writes: bool,
    feed: RwSignal<Feed>,
    /// The text of the last session.
    document: RwSignal<String>,
    /// Its data.
    book: Memo<SessionDocument>,
    /// Whether a write is under way.
    busy: RwSignal<bool>,
    told: RwSignal<Notice>,
}

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
        let heading = "This dock’s address needs a change".to_owned();
        return Either::Left(view! { <ProblemCard heading texts=texts(&problems) /> });
    };
    let own = Credential::from_fragment(&fragment);
    let opened = RwSignal::new(page.channel.clone().and_then(|channel| {
        let credential = own.or_else(|| credential_store::load(&channel))?;
        Some((channel, credential))
    }));
    Either::Right(move || match opened.get() {
        Some((channel, credential)) => {
            view! { <Running page=page.clone() channel credential /> }.into_any()
        }
        None => view! { <Open channel=page.channel.clone() opened /> }.into_any(),
    })
}

#[component]
fn Running(page: Page, channel: ChannelId, credential: Credential) -> impl IntoView {
    let feed = RwSignal::new(Feed::default());
    let beat = RwSignal::new(None::<PollTiming>);
    let document = RwSignal::new(String::new());
    let expires = credential.expires();
    let kind = credential.kind();
    let client = Client::new(page.api.as_str(), Some(credential));
    csp::restrict_connections(page.api.as_str());
    let desk = DockState {
        client: StoredValue::new(client.clone()),
        channel: StoredValue::new(channel.clone()),
        writes: kind == CredentialKind::Jwt,
        feed,
        document,
        book: Memo::new(move |_| document.with(|text| SessionDocument::parse(text))),
        busy: RwSignal::new(false),
        told: RwSignal::new(Notice::default()),
    };
    drive(live::run(
        PollOptions {
            client,
            channel,
            interval: page.interval * 1000.0,
            // What is corrected here must be what the server has.
            use_cache: false,
        },
        feed.into(),
        beat.into(),
        move |text| {
            document.set(text.to_owned());
        },
    ));
    Effect::new(move |_| {
        let feed = feed.read();
        if let Some(root) = element::root() {
            element::set_if_changed(&root, "data-page", Some("dock"));
            element::set_if_changed(&root, "data-status", Some(feed.status().name()));
            element::set_if_changed(&root, "data-fault", feed.fault.map(Fault::name));
        }
    });
    Effect::new(move |_| {
        if document.with(|text| !text.is_empty())
            && let Some(root) = element::root()
        {
            element::set_if_changed(
                &root,
                "data-updated",
                Some(&clock::to_iso_string(clock::now())),
            );
        }
    });
    view! {
        <main class="dock">
            <h1 class="unseen">"Session"</h1>
            <Standing desk beat kind expires />
            <Lines desk />
            <section aria-labelledby="whole">
                <h2 id="whole">"The whole session"</h2>
                <Reset desk />
                <KeptCopies desk />
                <Settings desk />
            </section>
        </main>
    }
}
