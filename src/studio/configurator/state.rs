//! The state that all parts of the configurator share.

use crate::api::credential_store;
use crate::config::credential::{ChannelId, Credential, extract_credential};
use crate::options::problem::Problem;
use crate::options::values::Source;
use crate::options::{self, OptionSpec};
use crate::studio::draft::{Draft, DraftErrors, History};
use leptos::prelude::*;

/// Options that describe the streamer rather than the look. Importing an address
/// keeps their values.
const PERSONAL: &[&OptionSpec] = &[
    &options::CHANNEL,
    &options::SOURCE,
    &options::API,
    &options::INTERVAL,
    &options::LOCALE,
    &options::CURRENCY,
];

/// The draft, what is derived from it, and the state of the page around it. Components
/// get it from their context.
#[derive(Clone, Copy)]
pub struct ConfiguratorState {
    pub(super) history: RwSignal<History>,
    pub(super) errors: Memo<DraftErrors>,
    pub(super) channel: Memo<Option<ChannelId>>,
    pub(super) credential: RwSignal<Option<Credential>>,
    /// Whether the credential is saved in this browser, and so left out of the
    /// address.
    pub(super) credential_saved: RwSignal<bool>,
    /// The widget whose options are open.
    pub(super) expanded_widget: RwSignal<Option<u32>>,
    /// Width and height of the browser source, in pixels.
    pub(super) size: RwSignal<(f64, f64)>,
    /// Width and height of what the preview draws, in pixels.
    pub(super) measured: RwSignal<Option<(f64, f64)>>,
    /// The text that screen readers announce.
    pub(super) announcement: RwSignal<String>,
}

impl ConfiguratorState {
    /// The state of a page that was opened with this draft and this credential.
    pub fn new(draft: Draft, credential: Option<Credential>) -> ConfiguratorState {
        let history = RwSignal::new(History::new(draft));
        let channel = Memo::new(move |_| {
            history.with(|history| {
                ChannelId::parse(history.current().page.get(options::CHANNEL.name)?.trim())
            })
        });
        let saved = channel
            .get_untracked()
            .and_then(|channel| credential_store::load(&channel));
        let credential_saved = credential.is_none() && saved.is_some();
        ConfiguratorState {
            history,
            errors: Memo::new(move |_| history.with(|history| history.current().errors())),
            channel,
            credential: RwSignal::new(credential.or(saved)),
            credential_saved: RwSignal::new(credential_saved),
            expanded_widget: RwSignal::new(None),
            size: RwSignal::new((800.0, 600.0)),
            measured: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
        }
    }

    /// The state that [`Configurator`](super::Configurator) provides; an empty one
    /// outside of it.
    pub(super) fn from_context() -> ConfiguratorState {
        use_context().unwrap_or_else(|| ConfiguratorState::new(Draft::default(), None))
    }

    /// Reads the current draft and subscribes to it.
    pub(super) fn draft<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.history.with(|history| read(history.current()))
    }

    /// Reads the current draft without subscribing to it.
    pub fn draft_untracked<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.history
            .with_untracked(|history| read(history.current()))
    }

    /// The text of a page option; `None` where it is not set.
    pub(super) fn page_option(self, spec: &OptionSpec) -> Option<String> {
        self.draft(|draft| draft.page.get(spec.name).map(str::to_owned))
    }

    /// Whether the overlay shows the demo session.
    pub(super) fn is_demo(self) -> bool {
        self.draft(|draft| draft.page.get(options::SOURCE.name) == Some(Source::Demo.name()))
    }

    /// Edits the draft, as one step of the history.
    pub(super) fn edit(self, edit: impl FnOnce(&mut Draft)) {
        self.edit_field("", edit);
    }

    /// Edits the draft; consecutive edits of one field are one step.
    pub(super) fn edit_field(self, field: &str, edit: impl FnOnce(&mut Draft)) {
        self.history.update(|history| history.edit(field, edit));
    }

    /// Replaces the draft with an address or a query, and the credential with the
    /// one in the address. Returns whether the text has a widget; without one
    /// nothing changes.
    pub(super) fn import_address(self, text: &str) -> bool {
        let text = text.trim();
        let (before, _) = text.split_once('#').unwrap_or((text, ""));
        let query = before.split_once('?').map_or(before, |(_, query)| query);
        let imported = Draft::from_query(query);
        if imported.widgets.is_empty() {
            return false;
        }
        if let Some(found) = text
            .contains("://")
            .then(|| extract_credential(text))
            .flatten()
        {
            self.credential.set(Some(found.credential));
            self.credential_saved.set(false);
        }
        self.expanded_widget.set(None);
        self.edit(|draft| {
            let before = std::mem::replace(draft, imported).page;
            for spec in PERSONAL {
                if draft.page.get(spec.name).is_none() {
                    draft.page.set(spec.name, before.get(spec.name));
                }
            }
        });
        true
    }

    /// Undoes the last step.
    pub fn undo(self) {
        self.history.update(History::undo);
        self.announce("Undone".to_owned());
    }

    /// Redoes the step that was undone last.
    pub fn redo(self) {
        self.history.update(History::redo);
        self.announce("Redone".to_owned());
    }

    /// Announces a text to screen readers.
    pub(super) fn announce(self, text: String) {
        self.announcement.set(text);
    }

    /// The problems of a widget, or of the page for `None`.
    pub(super) fn problems(self, widget: Option<u32>) -> Vec<Problem> {
        let errors = self.errors.read();
        let Some(id) = widget else {
            return errors.page.clone();
        };
        let problems = self
            .draft(|draft| draft.index_of(id))
            .and_then(|index| errors.widgets.get(index));
        problems.cloned().unwrap_or_default()
    }

    /// The origin of the API: the draft's own or the default.
    pub(super) fn api_origin(self) -> String {
        self.page_option(&options::API)
            .filter(|origin| !origin.trim().is_empty())
            .unwrap_or_else(|| options::API.default.unwrap_or_default().to_owned())
    }
}
