//! An option of the draft, as a form control reads and writes it.

use super::state::ConfiguratorState;
use crate::options::kind::WidgetKind;
use crate::options::{self, OptionSpec};
use crate::session::catalogue;
use crate::studio::draft::Draft;
use leptos::prelude::*;

/// An option of a widget, or of the page.
#[derive(Clone, Copy)]
pub(super) struct FieldBinding {
    state: ConfiguratorState,
    /// `None` for the page.
    widget: Option<u32>,
    pub(super) spec: &'static OptionSpec,
    /// The kind of the widget; `None` for the page, or where only the session can say.
    pub(super) kind: Option<WidgetKind>,
    /// The text of the option; `None` where it is not set.
    pub(super) value: Memo<Option<String>>,
    pub(super) problems: Memo<Vec<String>>,
}

impl FieldBinding {
    /// Binds an option of the state in the context.
    pub(super) fn new(
        widget: Option<u32>,
        spec: &'static OptionSpec,
        kind: Option<WidgetKind>,
    ) -> FieldBinding {
        let state = ConfiguratorState::from_context();
        FieldBinding {
            state,
            widget,
            spec,
            kind,
            value: Memo::new(move |_| {
                state.draft(|draft| draft.options(widget)?.get(spec.name).map(str::to_owned))
            }),
            problems: Memo::new(move |_| {
                let problems = state.problems(widget).into_iter();
                let own = problems.filter(|problem| problem.option() == Some(spec.name));
                own.map(|problem| problem.to_string()).collect()
            }),
        }
    }

    /// The `id` of the control.
    pub(super) fn id(self) -> String {
        match self.widget {
            Some(id) => format!("{}-{id}", self.spec.name),
            None => self.spec.name.to_owned(),
        }
    }

    /// The `id` of the help text, for `aria-describedby`.
    pub(super) fn help_id(self) -> String {
        format!("{}-help", self.id())
    }

    /// The value of `aria-invalid`.
    pub(super) fn aria_invalid(self) -> Option<&'static str> {
        (!self.problems.read().is_empty()).then_some("true")
    }

    /// The text of the option; empty where it is not set.
    pub(super) fn text(self) -> String {
        self.value.get().unwrap_or_default()
    }

    /// The text of the option, or its default.
    pub(super) fn text_or_default(self) -> String {
        let default = || self.spec.default.unwrap_or_default().to_owned();
        self.value.get().unwrap_or_else(default)
    }

    /// The text that counts where the option is not set. That of a title depends on the
    /// key of the widget.
    pub(super) fn default_text(self) -> String {
        if self.spec != &options::TITLE {
            return self.spec.default.unwrap_or_default().to_owned();
        }
        let key = |draft: &Draft| Some(draft.widget(self.widget?)?.key.clone());
        let key = self.state.draft_untracked(key);
        key.map(|key| catalogue::title(&key)).unwrap_or_default()
    }

    /// Sets the option; `None` removes it.
    pub(super) fn set(self, value: Option<&str>) {
        let FieldBinding { widget, spec, .. } = self;
        self.state
            .edit_field(&self.id(), |draft| draft.set(widget, spec.name, value));
    }

    /// Sets the option to a text. Blank text removes it.
    pub(super) fn set_text(self, text: &str) {
        self.set((!text.trim().is_empty()).then_some(text));
    }

    /// Sets the option to a value. The default removes it.
    pub(super) fn set_unless_default(self, value: &str) {
        let default = self.spec.default.unwrap_or_default();
        self.set((value != default).then_some(value));
    }
}
