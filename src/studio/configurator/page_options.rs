//! The options of the page, which apply to all widgets.

use super::field::{Field, OtherProblems};
use super::state::ConfiguratorState;
use crate::options::values::Layout;
use crate::options::{self, OptionSpec};
use crate::studio::form::{PAGE_GROUPS, options_in};
use leptos::prelude::*;

/// The page options by group, and the problems of the page that belong to none.
#[component]
pub(super) fn PageOptions(state: ConfiguratorState) -> impl IntoView {
    let groups: Vec<_> = PAGE_GROUPS
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let fields: Vec<_> = options_in(*group)
                .map(|spec| view! { <PageField state spec /> })
                .collect();
            view! {
                <details class="card" open=index == 0>
                    <summary><h3>{group.title()}</h3></summary>
                    {fields}
                </details>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="page">
            <h2 id="page">"Page options"</h2>
            <OtherProblems state widget=None table=options::PAGE />
            {groups}
        </section>
    }
}

/// A page option. `every` is shown where it is set and where it applies.
#[component]
fn PageField(state: ConfiguratorState, spec: &'static OptionSpec) -> impl IntoView {
    let is_shown = Memo::new(move |_| {
        let is_rotation =
            || state.page_option(&options::LAYOUT).as_deref() == Some(Layout::Rotate.name());
        spec != &options::EVERY || state.page_option(spec).is_some() || is_rotation()
    });
    move || {
        is_shown
            .get()
            .then(|| view! { <Field state widget=None spec kind=None /> })
    }
}
