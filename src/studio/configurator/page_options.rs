//! The options that count for all widgets together.

use super::field::Field;
use super::state::ConfiguratorState;
use crate::options;
use crate::studio::bind::{click, parts};
use crate::studio::form::PAGE_GROUPS;
use leptos::prelude::*;

/// The page's options, and what is wrong with the page as a whole.
#[component]
pub(super) fn PageOptions(state: ConfiguratorState) -> impl IntoView {
    let rotates =
        move || state.draft(|draft| draft.page.get(options::LAYOUT.name) == Some("rotate"));
    let groups: Vec<_> = PAGE_GROUPS
        .iter()
        .enumerate()
        .map(|(at, (heading, specs))| {
            let fields: Vec<_> = specs
                .iter()
                .map(|spec| {
                    // It is for rotation, and for tickers that may not move.
                    let is_there = move || {
                        spec.name != "every"
                            || rotates()
                            || state.draft(|draft| draft.page.get(spec.name).is_some())
                    };
                    let is_there = Memo::new(move |_| is_there());
                    move || {
                        is_there
                            .get()
                            .then(|| view! { <Field state widget=None spec kind=None /> })
                    }
                })
                .collect();
            view! {
                <details class="card" open=at == 0>
                    <summary><h3>{*heading}</h3></summary>
                    {fields}
                </details>
            }
        })
        .collect();
    let unknown_options = move || {
        let names = state.draft(|draft| draft.page.unknown_options(options::PAGE));
        let elsewhere = state
            .problems(None)
            .into_iter()
            .filter(|problem| problem.field().is_none());
        let told = elsewhere
            .map(|problem| view! { <p class="wrong">{problem.to_string()}</p> })
            .collect::<Vec<_>>();
        let buttons = names.into_iter().map(|name| {
            let own = name.clone();
            let drop = move |_| state.edit(|draft| draft.set(None, &own, None));
            view! { <button type="button" class="small" on:click=click(drop)>{format!("Take “{name}” out")}</button> }
        });
        (told, buttons.collect::<Vec<_>>())
    };
    view! {
        <section aria-labelledby="page">
            <h2 id="page">"All of them together"</h2>
            {parts(unknown_options)}
            {groups}
        </section>
    }
}
