//! The options of the page, which apply to all widgets.

use super::field::{Field, OtherProblems};
use super::state::ConfiguratorState;
use crate::options::values::Layout;
use crate::options::{self, Group, OptionSpec};
use crate::studio::form::{PAGE_GROUPS, options_in};
use leptos::prelude::*;

/// The page options by group, and the problems of the page that belong to none.
#[component]
pub(super) fn PageOptions() -> impl IntoView {
    let group = |(index, group): (usize, &Group)| {
        let fields = options_in(*group).map(|spec| view! { <PageField spec /> });
        view! {
            <details class="card" open=index == 0>
                <summary>
                    <h3>{group.title()}</h3>
                </summary>
                {fields.collect_view()}
            </details>
        }
    };
    view! {
        <section aria-labelledby="page">
            <h2 id="page">"Page options"</h2>
            <OtherProblems widget=None table=options::PAGE />
            {PAGE_GROUPS.iter().enumerate().map(group).collect_view()}
        </section>
    }
}

/// A page option. `every` is shown where it is set and where it applies.
#[component]
fn PageField(spec: &'static OptionSpec) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let is_rotation =
        move || state.page_option(&options::LAYOUT).as_deref() == Some(Layout::Rotate.name());
    let is_shown =
        move || spec != &options::EVERY || state.page_option(spec).is_some() || is_rotation();
    view! {
        <Show when=is_shown>
            <Field widget=None spec kind=None />
        </Show>
    }
}
