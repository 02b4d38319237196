//! What the configurator produces: the addresses of overlay and dock, and the
//! offline copy.

use super::state::ConfiguratorState;
use crate::browser::{files, js_number, location};
use crate::config::query::Query;
use crate::options;
use crate::options::values::Source;
use crate::studio::draft::{Draft, Scope, WidgetDraft};
use crate::studio::offline_copy;
use leptos::prelude::*;

impl ConfiguratorState {
    /// The overlay's address without its fragment.
    pub(super) fn public_address(self) -> String {
        address_of(&self.draft(Draft::to_query))
    }

    /// The overlay's address, with the credential unless this browser saves it.
    pub(super) fn address(self) -> String {
        with_fragment(self.public_address(), &self.fragment())
    }

    /// The address to open in a tab, where the credential would be seen. Without one that
    /// is saved in this browser, it shows the demo.
    pub(super) fn address_to_open(self) -> String {
        let is_complete = self.is_demo() || self.credential_saved.get();
        let mut draft = self.draft(Draft::clone);
        if !is_complete {
            let demo = Some(Source::Demo.name());
            draft.set(Scope::Page, options::SOURCE.name, demo);
        }
        address_of(&draft.to_query())
    }

    /// The address with the name and the size of the source, which OBS reads when
    /// a link is dragged into it.
    pub(super) fn address_to_drag(self) -> String {
        let title = self.draft(|draft| draft.widgets.first().map(WidgetDraft::title));
        let (width, height) = self.source_size();
        let layer = pairs([
            (
                "layer-name",
                title.unwrap_or_else(|| "Session Overlay".to_owned()),
            ),
            ("layer-width", js_number(width)),
            ("layer-height", js_number(height)),
        ]);
        let query = self.draft(Draft::to_query);
        let separator = if query.is_empty() { "" } else { "&" };
        let query = [&query, separator, &layer.encode()].concat();
        with_fragment(address_of(&query), &self.fragment())
    }

    /// The address of the dock of the same channel.
    pub(super) fn dock_address(self) -> String {
        let own = [
            &options::CHANNEL,
            &options::API,
            &options::CURRENCY,
            &options::LOCALE,
        ];
        let own = own.map(|spec| Some((spec.name, self.page_option(spec)?)));
        let page = ("page", "dock".to_owned());
        address_of(&pairs(std::iter::once(page).chain(own.into_iter().flatten())).encode())
    }

    /// The fragment of the address; empty without a credential, and where this
    /// browser saves the credential.
    pub(super) fn fragment(self) -> String {
        if self.credential_saved.get() {
            return String::new();
        }
        self.credential_fragment()
    }

    /// The fragment with the credential; empty without one, and for the demo.
    fn credential_fragment(self) -> String {
        match self.credential.read().as_ref() {
            Some(credential) if !self.is_demo() => credential.fragment(),
            _ => String::new(),
        }
    }

    /// Width and height of the source in whole pixels: what the widgets take, at
    /// most the size of the preview.
    pub(super) fn source_size(self) -> (f64, f64) {
        let (width, height) = self.size();
        let measured = self.measured.get();
        measured.map_or((width, height), |(measured_width, measured_height)| {
            (measured_width.min(width), measured_height.min(height))
        })
    }

    /// Downloads the offline copy, with this address in it. Returns a message.
    pub(super) async fn save_offline_copy(self) -> &'static str {
        let query = self.draft_untracked(Draft::to_query);
        let fragment = untrack(|| self.credential_fragment());
        let copy = files::fetch_text("offline.html").await;
        match copy.and_then(|copy| offline_copy::embed_config(&copy, &query, &fragment)) {
            Some(copy) => {
                files::download_text("session-overlay.html", "text/html", &copy);
                "Saved. In OBS, add a Browser source, tick Local file and choose the file. \
                 It contains your token, so keep it private."
            }
            None => "The file could not be loaded from this site. Try again in a moment.",
        }
    }
}

fn pairs(pairs: impl IntoIterator<Item = (&'static str, String)>) -> Query {
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Query(pairs.collect())
}

fn address_of(query: &str) -> String {
    [&location::base_url(), "?", query].concat()
}

fn with_fragment(address: String, fragment: &str) -> String {
    if fragment.is_empty() {
        return address;
    }
    [&address, "#", fragment].concat()
}
