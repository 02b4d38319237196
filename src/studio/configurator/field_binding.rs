//! An option of the draft, as a form control reads and writes it.

use super::state::ConfiguratorState;
use crate::browser::intl;
use crate::options::kind::WidgetKind;
use crate::options::values::{FACES, Theme};
use crate::options::{self, OptionSpec};
use crate::session::catalogue;
use crate::session::leaderboard::{Span, TopList};
use crate::studio::draft::Scope;
use crate::studio::palette::Palette;
use crate::widget::DataSource;
use leptos::prelude::*;

/// An option of the draft.
#[derive(Clone, Copy)]
pub(super) struct FieldBinding {
    state: ConfiguratorState,
    pub(super) scope: Scope,
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
        scope: Scope,
        spec: &'static OptionSpec,
        kind: Option<WidgetKind>,
    ) -> FieldBinding {
        let state = ConfiguratorState::from_context();
        FieldBinding {
            state,
            scope,
            spec,
            kind,
            value: Memo::new(move |_| {
                state.draft(|draft| draft.get(scope, spec.name).map(str::to_owned))
            }),
            problems: Memo::new(move |_| {
                let problems = state.problems(scope).into_iter();
                let own = problems.filter(|problem| problem.option() == Some(spec.name));
                own.map(|problem| problem.to_string()).collect()
            }),
        }
    }

    /// The `id` of the control.
    pub(super) fn id(self) -> String {
        let name = self.spec.name;
        match self.scope {
            Scope::Widget(id) => format!("{name}-{id}"),
            Scope::AllWidgets => format!("all-{name}"),
            Scope::Page => name.to_owned(),
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

    /// The value that counts where the option is not set, as far as it is a text.
    pub(super) fn default_text(self) -> String {
        let FieldBinding { state, spec, .. } = self;
        let text = match spec.name {
            "title" => Some(self.default_title()),
            "template" => {
                let key = self.widget_key();
                self.kind.map(|kind| kind.default_template(&key).to_owned())
            }
            "font" => {
                let faces = Theme::ALL.iter().zip(FACES);
                let mut own = faces.filter(|(theme, _)| **theme == state.theme());
                own.next().map(|(_, face)| face.to_owned())
            }
            "locale" => Some(intl::browser_language()),
            "target" => Some("Required".to_owned()),
            "currency" => Some("Plain numbers".to_owned()),
            "step" | "least" => Some("None".to_owned()),
            "ends" => Some("Never".to_owned()),
            "gateway" => Some("That of StreamElements".to_owned()),
            name => Palette::of(state.theme()).colour(name).map(str::to_owned),
        };
        text.unwrap_or_else(|| spec.default.unwrap_or_default().to_owned())
    }

    fn default_title(self) -> String {
        let key = self.widget_key();
        match DataSource::of_widget(&key) {
            Some(DataSource::Alerts(_)) => "That of the event, such as “New tip”".to_owned(),
            Some(DataSource::Leaderboard(list)) => {
                let span = self.state.draft(|draft| {
                    let name = draft.get(self.scope, options::SPAN.name)?;
                    Span::of_name(name)
                });
                let span = span.unwrap_or(list.span);
                DataSource::Leaderboard(TopList { span, ..list }).title()
            }
            _ => catalogue::title(&key),
        }
    }

    /// The key of the widget; empty for the page.
    pub(super) fn widget_key(self) -> String {
        let key = self.state.draft(|draft| match self.scope {
            Scope::Widget(id) => Some(draft.widget(id)?.key.clone()),
            Scope::Page | Scope::AllWidgets => None,
        });
        key.unwrap_or_default()
    }

    /// Sets the option; `None` removes it.
    pub(super) fn set(self, value: Option<&str>) {
        let FieldBinding { scope, spec, .. } = self;
        self.state
            .edit_field(&self.id(), |draft| draft.set(scope, spec.name, value));
    }

    /// Sets the option to a text of which one part was edited. Blank text removes it.
    /// Consecutive edits of one part are one step of the history; without a name, each edit
    /// is one.
    pub(super) fn set_part(self, part: &str, text: &str) {
        let FieldBinding { scope, spec, .. } = self;
        let field = match part {
            "" => String::new(),
            part => [&self.id(), "-", part].concat(),
        };
        let value = Some(text).filter(|text| !text.trim().is_empty());
        self.state
            .edit_field(&field, |draft| draft.set(scope, spec.name, value));
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
