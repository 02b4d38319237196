//! One option of the form: its label, its control, its help, and what is wrong
//! with it.

use super::controls::{
    Choice, Colour, Date, EventTypes, FieldBinding, Hiding, Number, Template, Text,
};
use super::state::ConfiguratorState;
use crate::options::OptionSpec;
use crate::options::kind::WidgetKind;
use crate::options::problem::Problem;
use crate::session::catalogue;
use crate::studio::bind::parts;
use crate::studio::form::{self, Control};
use leptos::either::EitherOf8;
use leptos::prelude::*;

/// One option, of a widget or of the page.
#[component]
pub(super) fn Field(
    state: ConfiguratorState,
    /// The widget; `None` is the page.
    #[prop(optional_no_strip)]
    widget: Option<u32>,
    spec: &'static OptionSpec,
    /// The widget's kind, for what depends on it.
    #[prop(optional_no_strip)]
    kind: Option<WidgetKind>,
) -> impl IntoView {
    let control_id = control_id(spec, widget);
    let value = Memo::new(move |_| {
        state.draft(|draft| {
            let options = match widget {
                Some(id) => &draft.widget(id)?.options,
                None => &draft.page,
            };
            options.get(spec.name).map(str::to_owned)
        })
    });
    let step = control_id.clone();
    let set = Callback::new(move |value: Option<String>| {
        state.edit_field(&step, |draft| {
            draft.set(widget, spec.name, value.as_deref());
        });
    });
    let wrong = Memo::new(move |_| {
        let problems = state.problems(widget);
        let own = problems
            .iter()
            .filter(|problem| problem.field() == Some(spec.name));
        own.map(Problem::to_string).collect::<Vec<_>>()
    });
    let told_wrong = move || -> Vec<_> {
        let texts = wrong.get().into_iter();
        texts
            .map(|text| view! { <span class="wrong">{text}</span> })
            .collect()
    };
    let told = format!("{control_id}-told");
    let asked = FieldBinding {
        spec,
        id: control_id.clone(),
        told: told.clone(),
        value,
        set,
        is_invalid: Signal::derive(move || !wrong.read().is_empty()),
    };
    let input = match form::of(spec) {
        Control::Choice => EitherOf8::A(view! { <Choice asked kind /> }),
        Control::Number { slider } => EitherOf8::B(view! { <Number asked slider /> }),
        Control::Colour => EitherOf8::C(view! { <Colour asked /> }),
        Control::Date => EitherOf8::D(view! { <Date asked /> }),
        Control::Template => EitherOf8::E(view! { <Template asked kind /> }),
        Control::Hiding(words) => {
            let key = move || {
                widget.and_then(|id| state.draft(|draft| Some(draft.widget(id)?.key.clone())))
            };
            let usual = match spec.default {
                Some(usual) => usual.to_owned(),
                None => key().map(|key| catalogue::title(&key)).unwrap_or_default(),
            };
            EitherOf8::F(view! { <Hiding asked words usual /> })
        }
        Control::EventTypes => EitherOf8::G(view! { <EventTypes asked /> }),
        Control::Text => EitherOf8::H(view! { <Text asked /> }),
    };
    let help = catalogue::capitalize(spec.help());
    let help = match spec.default {
        Some(default) if !default.is_empty() => format!("{help}. Usually {default}."),
        _ => help + ".",
    };
    let is_many = form::of(spec) == Control::EventTypes;
    let label = form::label(spec);
    let group = is_many.then(|| label.clone());
    view! {
        <div class="field" data-option=spec.name role=is_many.then_some("group") aria-label=group>
            {if is_many {
                leptos::either::Either::Left(view! { <span class="label">{label}</span> })
            } else {
                leptos::either::Either::Right(view! { <label for=control_id>{label}</label> })
            }}
            {input}
            <p class="help" id=told>
                {help}
                {parts(told_wrong)}
            </p>
        </div>
    }
}

/// The name of an option's control on the page, and of the steps that edit it.
fn control_id(spec: &OptionSpec, widget: Option<u32>) -> String {
    match widget {
        Some(id) => format!("{}-{id}", spec.name),
        None => spec.name.to_owned(),
    }
}
