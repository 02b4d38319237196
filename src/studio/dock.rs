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

use crate::api::Client;
use crate::browser::drive::drive;
use crate::browser::{clock, element, location, storage};
use crate::components::problem_card::{ProblemCard, texts};
use crate::config::credential::{Channel, Credential, CredentialKind};
use crate::config::{Page, Survey};
use crate::live::{self, Beat, Polling};
use crate::polling::{Fault, Feed};
use crate::studio::corrections::Book;
use connect::Open;
use entries::Lines;
use leptos::either::Either;
use leptos::prelude::*;
use reset::{KeptCopies, Reset};
use settings::Settings;
use status::Standing;
use write::Told;

/// What all parts of the dock share.
#[derive(Clone, Copy)]
struct Desk {
    client: StoredValue<Client>,
    channel: StoredValue<Channel>,
    /// Whether the credential can write.
    writes: bool,
    feed: RwSignal<Feed>,
    /// The text of the last session.
    document: RwSignal<String>,
    /// Its data.
    book: Memo<Book>,
    /// Whether a write is under way.
    busy: RwSignal<bool>,
    told: RwSignal<Told>,
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
    let Survey { page, problems, .. } = Survey::of(&query.collect::<Vec<_>>().join("&"));
    let Some(page) = page.filter(|_| problems.is_empty()) else {
        let heading = "This dock’s address needs a change".to_owned();
        return Either::Left(view! { <ProblemCard heading texts=texts(&problems) /> });
    };
    let own = Credential::of_fragment(&fragment);
    let opened = RwSignal::new(page.channel.clone().and_then(|channel| {
        let credential = own.or_else(|| storage::credential(&channel))?;
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
fn Running(page: Page, channel: Channel, credential: Credential) -> impl IntoView {
    let feed = RwSignal::new(Feed::default());
    let beat = RwSignal::new(None::<Beat>);
    let document = RwSignal::new(String::new());
    let expires = credential.expires();
    let kind = credential.kind();
    let client = Client::new(page.api.as_str(), Some(credential));
    location::connect_only_to(page.api.as_str());
    let desk = Desk {
        client: StoredValue::new(client.clone()),
        channel: StoredValue::new(channel.clone()),
        writes: kind == CredentialKind::Jwt,
        feed,
        document,
        book: Memo::new(move |_| document.with(|text| Book::read(text))),
        busy: RwSignal::new(false),
        told: RwSignal::new(Told::default()),
    };
    drive(live::run(
        Polling {
            client,
            channel,
            interval: page.interval * 1000.0,
            // What is corrected here must be what the server has.
            recalls: false,
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
            element::mark(&root, "data-page", Some("dock"));
            element::mark(&root, "data-status", Some(feed.status().name()));
            element::mark(&root, "data-fault", feed.fault.map(Fault::name));
        }
    });
    Effect::new(move |_| {
        if document.with(|text| !text.is_empty())
            && let Some(root) = element::root()
        {
            element::mark(&root, "data-updated", Some(&clock::iso(clock::now())));
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
