//! The state that all parts of the configurator share.

use crate::api::credential_store;
use crate::browser::clock;
use crate::config::credential::{ChannelId, Credential};
use crate::options::problem::Problem;
use crate::options::values::{Source, Theme};
use crate::options::{self, OptionSpec};
use crate::session::{Session, catalogue};
use crate::studio::draft::{Draft, DraftErrors, History, Scope};
use leptos::prelude::*;
use std::sync::Arc;

/// Options that describe the streamer rather than the look. Importing an address
/// keeps their values.
const PERSONAL: &[&OptionSpec] = &[
    &options::CHANNEL,
    &options::SOURCE,
    &options::API,
    &options::INTERVAL,
    &options::LOCALE,
    &options::CURRENCY,
    &options::UPDATES,
    &options::GATEWAY,
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
    /// The widget whose options are shown; without one those of the page.
    pub(super) selected: RwSignal<Option<u32>>,
    /// Width and height of what the preview draws, in pixels.
    pub(super) measured: RwSignal<Option<(f64, f64)>>,
    /// The live session while the preview shows it, without simulated events and as long as
    /// it can be read.
    pub(super) live_session: RwSignal<Option<Arc<Session>>>,
    /// The text that screen readers announce.
    pub(super) announcement: RwSignal<String>,
}

impl ConfiguratorState {
    /// The state of a page that was opened with this draft and this credential.
    pub fn new(draft: Draft, credential: Option<Credential>) -> ConfiguratorState {
        let selected = draft.widgets.first().map(|widget| widget.id);
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
            selected: RwSignal::new(selected),
            measured: RwSignal::new(None),
            live_session: RwSignal::new(None),
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

    /// The theme; the default one where the draft names none that exists.
    pub(super) fn theme(self) -> Theme {
        let name = self.page_option(&options::THEME);
        let theme = name.and_then(|name| Theme::of_name(&name));
        theme.unwrap_or(Theme::Plate)
    }

    /// Whether the overlay shows the demo session.
    pub(super) fn is_demo(self) -> bool {
        self.draft(|draft| draft.page.get(options::SOURCE.name) == Some(Source::Demo.name()))
    }

    /// Width and height of the source, in pixels.
    pub(super) fn size(self) -> (f64, f64) {
        let (width, height) = self.draft(|draft| draft.size);
        (f64::from(width), f64::from(height))
    }

    /// The selected widget, while the draft has it.
    pub(super) fn selected_widget(self) -> Option<u32> {
        let selected = self.selected.get()?;
        self.draft(|draft| draft.index_of(selected))
            .map(|_| selected)
    }

    /// Edits the draft, as one step of the history.
    pub(super) fn edit(self, edit: impl FnOnce(&mut Draft)) {
        self.edit_field("", edit);
    }

    /// Edits the draft; consecutive edits of one field are one step.
    pub(super) fn edit_field(self, field: &str, edit: impl FnOnce(&mut Draft)) {
        self.history.update(|history| history.edit(field, edit));
    }

    /// Sets the channel; `None` removes it.
    pub(super) fn set_channel(self, channel: Option<&str>) {
        self.edit_field("channel", |draft| {
            draft.set(Scope::Page, options::CHANNEL.name, channel);
        });
    }

    /// Adds a widget and selects it.
    pub(super) fn add_widget(self, key: &str) {
        let mut id = None;
        self.edit(|draft| {
            let added = draft.add_alike(key);
            if key == catalogue::TIMER.key {
                let now = clock::to_iso_minute(clock::now());
                draft.set(Scope::Widget(added), options::FROM.name, Some(&now));
                draft.set(Scope::Widget(added), options::TIME.name, Some("4h"));
            }
            id = Some(added);
        });
        self.selected.set(id);
    }

    /// Moves a widget to an index and announces its new position.
    pub(super) fn move_widget(self, id: u32, index: usize) {
        self.edit(|draft| draft.move_to(id, index));
        let announcement = self.draft_untracked(|draft| {
            let (position, title) = (draft.index_of(id)? + 1, draft.widget(id)?.title());
            let count = draft.widgets.len();
            Some(format!("{title} moved to position {position} of {count}"))
        });
        self.announce(announcement.unwrap_or_default());
    }

    /// Moves a widget by one position, if there is one.
    pub(super) fn move_widget_by_one(self, id: u32, is_forward: bool) {
        let index = self.draft_untracked(|draft| draft.index_of(id));
        let last = self.draft_untracked(|draft| draft.widgets.len().saturating_sub(1));
        let to = match index {
            Some(index) if is_forward && index < last => index + 1,
            Some(index) if !is_forward && index > 0 => index - 1,
            _ => return,
        };
        self.move_widget(id, to);
    }

    /// Adds a copy of a widget after it and selects it.
    pub(super) fn duplicate_widget(self, id: u32) {
        let mut copy = None;
        self.edit(|draft| copy = draft.duplicate(id));
        self.selected.set(copy);
        self.announce("Duplicated".to_owned());
    }

    /// Removes a widget and selects the one that takes its place.
    pub(super) fn remove_widget(self, id: u32) {
        let (index, title) = self.draft_untracked(|draft| {
            let title = draft
                .widget(id)
                .map(crate::studio::draft::WidgetDraft::title);
            (
                draft.index_of(id).unwrap_or_default(),
                title.unwrap_or_default(),
            )
        });
        self.edit(|draft| draft.remove(id));
        let next = self.draft_untracked(|draft| {
            let next = draft.widgets.get(index).or(draft.widgets.last());
            next.map(|widget| widget.id)
        });
        self.selected.set(next);
        self.announce(format!("{title} removed. Undo restores it."));
    }

    /// Replaces the widgets and the look with those of a query. Returns whether it has a
    /// widget; without one nothing changes. The size is that of the query's source, or else
    /// stays.
    pub(super) fn import_query(self, query: &str, size: Option<(u32, u32)>) -> bool {
        let imported = Draft::from_query(query);
        let Some(first) = imported.widgets.first().map(|widget| widget.id) else {
            return false;
        };
        self.edit(|draft| {
            let before = std::mem::replace(draft, imported);
            draft.size = size.unwrap_or(before.size);
            for spec in PERSONAL {
                if draft.page.get(spec.name).is_none() {
                    draft.page.set(spec.name, before.page.get(spec.name));
                }
            }
        });
        self.selected.set(Some(first));
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

    /// The problems of a widget or of the page; none for all widgets.
    pub(super) fn problems(self, scope: Scope) -> Vec<Problem> {
        let errors = self.errors.read();
        let problems = match scope {
            Scope::Page => Some(&errors.page),
            Scope::Widget(id) => self
                .draft(|draft| draft.index_of(id))
                .and_then(|index| errors.widgets.get(index)),
            Scope::AllWidgets => None,
        };
        problems.cloned().unwrap_or_default()
    }

    /// The origin of the API: the draft's own or the default.
    pub(super) fn api_origin(self) -> String {
        self.page_option(&options::API)
            .filter(|origin| !origin.trim().is_empty())
            .unwrap_or_else(|| options::API.default.unwrap_or_default().to_owned())
    }
}
