//! Cards: what stands there instead of what cannot be drawn.

use crate::problem::Problem;
use leptos::prelude::*;

/// What is wrong, a sentence each.
pub fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// A card that says what is wrong with a widget, or with the page.
#[component]
pub fn ProblemCard(
    /// What it stands in for, as a heading.
    heading: String,
    /// The widget that it stands in for, as the address names it; empty for
    /// the page.
    #[prop(optional)]
    widget: String,
    /// What is wrong, a sentence each.
    texts: Vec<String>,
) -> impl IntoView {
    let texts: Vec<_> = texts
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect();
    view! {
        <section class="problem" role="alert" data-widget=(!widget.is_empty()).then_some(widget)>
            <h2>{heading}</h2>
            <ul>{texts}</ul>
        </section>
    }
}
