//! The card that replaces a widget or the page when its address has problems.

use super::elements::Elements;
use crate::browser::element::{make, make_with_text, set};
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
    heading: String,
    /// The widget's key in the address; empty for the page.
    #[prop(optional)]
    widget: String,
    /// The problems, one sentence each.
    texts: Vec<String>,
) -> impl IntoView {
    render_problem_card(&heading, &widget, &texts)
}

/// The same card without `view!`.
pub fn render_problem_card(heading: &str, widget: &str, texts: &[String]) -> Elements {
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
    Elements::new(vec![card])
}
