//! Cards: what stands there instead of what cannot be drawn.

use super::drawn::Drawn;
use crate::browser::element::{make, make_with_text, set};
use crate::options::problem::Problem;
use leptos::prelude::*;

/// What is wrong, a sentence each.
pub fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
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
    card(&heading, &widget, &texts)
}

/// The same, to be put into an element that is drawn by hand.
pub fn card(heading: &str, widget: &str, texts: &[String]) -> Drawn {
    let card = make("section", "problem");
    set(&card, "role", Some("alert"));
    if !widget.is_empty() {
        set(&card, "data-widget", Some(widget));
    }
    let list = make("ul", "");
    for text in texts {
        let _ = list.append_child(&make_with_text("li", "", text));
    }
    let _ = card.append_child(&make_with_text("h2", "", heading));
    let _ = card.append_child(&list);
    Drawn::of(vec![card])
}
