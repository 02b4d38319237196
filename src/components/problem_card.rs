//! The card that replaces a widget or the page when its address has problems.

use crate::options::problem::Problem;
use leptos::prelude::*;

/// The texts of these problems.
pub fn problem_texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

/// A card that lists what is wrong with a widget or with the page.
#[component]
pub fn ProblemCard(
    /// The heading of the card.
    #[prop(into)]
    heading: String,
    /// The widget's key in the address; absent for the page.
    #[prop(optional)]
    widget: Option<String>,
    /// The problems, one sentence each.
    texts: Vec<String>,
) -> impl IntoView {
    let texts = texts.into_iter();
    let texts = texts.map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <section class="problem" role="alert" data-widget=widget>
            <h2>{heading}</h2>
            <ul>{texts}</ul>
        </section>
    }
}
