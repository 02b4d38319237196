//! Cards: what stands there instead of what cannot be drawn.

use leptos::prelude::*;

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
