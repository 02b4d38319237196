//! The goal: a figure, and a bar that fills.

use super::{Frame, Stage, pieces, value_text};
use crate::browser::number_text;
use crate::kind::Kind;
use crate::value::Direction;
use crate::widget::Face;
use crate::widget::goal::GoalState;
use leptos::prelude::*;

/// Draws a goal.
#[component]
pub fn GoalView(
    face: Face,
    direction: Direction,
    /// The figure at which the bar is empty.
    start: f64,
    state: Signal<GoalState>,
    stage: Stage,
) -> impl IntoView {
    let title = face.title();
    let label = if title.is_empty() {
        face.subject.title()
    } else {
        title
    };
    view! {
        <Frame
            face
            kind=Kind::Goal
            stage
            direction
            empty=Signal::derive(move || state.read().current.is_none())
            reached=Signal::derive(move || state.read().reached)
            value=Signal::derive(move || value_text(&state.read().pieces))
        >
            <p class="value">{move || pieces(state.read().pieces.clone(), None)}</p>
            <div
                class="bar"
                role="progressbar"
                aria-label=label
                aria-valuemin=number_text(start)
                aria-valuemax=move || number_text(state.read().target)
                aria-valuenow=move || state.read().current.map(number_text)
                aria-valuetext=move || state.read().text.clone()
                style:--progress=move || number_text(state.read().progress)
            >
                <div class="fill"></div>
            </div>
        </Frame>
    }
}
