//! The configurator: makes an address.
//!
//! What is being made is one value, a draft of the address, with its history.
//! The form writes into it, the preview and the address are read from it by the
//! overlay's own parser, so the two cannot disagree.

mod address;
mod connection;
mod controls;
mod credential;
mod field;
mod page_options;
mod presets;
mod preview;
mod preview_document;
mod widget_list;

use crate::browser::{element, storage};
use crate::config::credential::{ChannelId, Credential, pasted};
use crate::options::problem::Problem;
use crate::options::{self, OptionSpec};
use crate::studio::bind::{click, live};
use crate::studio::draft::{Draft, DraftErrors, History};
use address::Address;
use connection::Account;
use leptos::prelude::*;
use page_options::PageOptions;
use presets::Presets;
use preview::Preview;
use widget_list::{Catalogue, Pieces};

/// The options that are about the person and not about the look.
const OWN: &[&OptionSpec] = &[
    &options::CHANNEL,
    &options::SOURCE,
    &options::API,
    &options::INTERVAL,
    &options::LOCALE,
    &options::CURRENCY,
];

/// Where the draft is kept between visits; never with a credential.
const KEPT_DRAFT: &str = "draft";

/// What all parts of the page share.
#[derive(Clone, Copy)]
struct Studio {
    history: RwSignal<History>,
    troubles: Memo<DraftErrors>,
    channel: Memo<Option<ChannelId>>,
    credential: RwSignal<Option<Credential>>,
    /// Whether the credential is kept in this browser and not in the address.
    kept: RwSignal<bool>,
    /// The widget whose options are open.
    opened: RwSignal<Option<u32>>,
    /// Width and height of the source, in pixels.
    size: RwSignal<(f64, f64)>,
    /// Width and height of what is drawn.
    measured: RwSignal<Option<(f64, f64)>>,
    /// What a screen reader is told next.
    said: RwSignal<String>,
}

impl Studio {
    fn new(draft: Draft, credential: Option<Credential>) -> Studio {
        let history = RwSignal::new(History::new(draft));
        let channel = Memo::new(move |_| {
            history.with(|history| {
                ChannelId::read(history.now().page.get(options::CHANNEL.name)?.trim())
            })
        });
        let kept_one = channel
            .get_untracked()
            .and_then(|channel| storage::credential(&channel));
        let kept = credential.is_none() && kept_one.is_some();
        Studio {
            history,
            troubles: Memo::new(move |_| history.with(|history| history.now().troubles())),
            channel,
            credential: RwSignal::new(credential.or(kept_one)),
            kept: RwSignal::new(kept),
            opened: RwSignal::new(None),
            size: RwSignal::new((800.0, 600.0)),
            measured: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// Edits the draft, as a step of its own.
    fn edit(self, edit: impl FnOnce(&mut Draft)) {
        self.history.update(|history| history.edit("", edit));
    }

    /// Begins with another address, whole or its query alone; says whether there
    /// was any in it.
    fn take_in(self, text: &str) -> bool {
        let text = text.trim();
        let (before, _) = text.split_once('#').unwrap_or((text, ""));
        let query = before.split_once('?').map_or(before, |(_, query)| query);
        let draft = Draft::read(query);
        if draft.pieces.is_empty() {
            return false;
        }
        if let Some(found) = text.contains("://").then(|| pasted(text)).flatten() {
            self.credential.set(Some(found.credential));
            self.kept.set(false);
        }
        self.opened.set(None);
        self.edit(|now| {
            let before = now.page.clone();
            *now = draft;
            // A preset speaks of a look, and leaves what the person has said of
            // themselves.
            for spec in OWN {
                if now.page.get(spec.name).is_none() {
                    now.page.set(spec.name, before.get(spec.name));
                }
            }
        });
        true
    }

    /// Tells a screen reader.
    fn say(self, words: String) {
        self.said.set(words);
    }

    /// What is wrong with a widget, or with the page.
    fn problems(self, piece: Option<u32>) -> Vec<Problem> {
        let troubles = self.troubles.read();
        let Some(id) = piece else {
            return troubles.page.clone();
        };
        let place = self.history.with(|history| history.now().place(id));
        place
            .and_then(|place| troubles.pieces.get(place))
            .cloned()
            .unwrap_or_default()
    }

    /// The server that the draft names.
    fn origin(self) -> String {
        let own = self
            .history
            .with(|history| history.now().page.get(options::API.name).map(str::to_owned));
        let usual = options::API.default.unwrap_or_default();
        own.filter(|own| !own.trim().is_empty())
            .unwrap_or_else(|| usual.to_owned())
    }
}

/// The page on which an address is made.
#[component]
pub fn Configurator(
    /// The page's own query, without `?`; what it says is edited further.
    query: String,
    /// The page's own fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    let own = Draft::read(&query);
    let draft = if own == Draft::default() {
        storage::read(KEPT_DRAFT)
            .map(|kept| Draft::read(&kept))
            .unwrap_or_default()
    } else {
        own
    };
    let credential = Credential::of_fragment(&fragment);
    let studio = Studio::new(draft, credential);
    if let Some(root) = element::root() {
        element::mark(&root, "data-page", Some("configurator"));
    }
    Effect::new(move |_| {
        studio
            .history
            .with(|history| storage::write(KEPT_DRAFT, &history.now().to_query()))
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let key = event.key().to_ascii_lowercase();
        // In a field the browser's own undo is meant.
        if !(event.ctrl_key() || event.meta_key()) || address::is_in_field(&event) {
            return;
        }
        match (key.as_str(), event.shift_key()) {
            ("z", false) => undo(studio),
            ("z", true) | ("y", _) => redo(studio),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    let can = move |which: fn(&History) -> bool| studio.history.with(which);
    view! {
        <header class="top">
            <div>
                <h1>"Session Overlay"</h1>
                <p>"Goals, latest followers, top tippers and recent events of your StreamElements session, on air in OBS."</p>
            </div>
            <div class="buttons">
                <button type="button" disabled=live(move || !can(History::can_undo)) on:click=click(move |_| undo(studio))>"Undo"</button>
                <button type="button" disabled=live(move || !can(History::can_redo)) on:click=click(move |_| redo(studio))>"Redo"</button>
            </div>
        </header>
        <main class="configurator">
            <div class="make">
                <Presets studio />
                <Account studio />
                <section aria-labelledby="widgets">
                    <h2 id="widgets">"Widgets"</h2>
                    <Pieces studio />
                    <Catalogue studio />
                </section>
                <PageOptions studio />
            </div>
            <div class="see">
                <Preview studio />
                <Address studio />
            </div>
        </main>
        <p class="unseen" role="status">{live(move || studio.said.get())}</p>
    }
}

fn undo(studio: Studio) {
    studio.history.update(History::undo);
    studio.say("Undone".to_owned());
}

fn redo(studio: Studio) {
    studio.history.update(History::redo);
    studio.say("Done again".to_owned());
}
