//! The goal: a figure, and a bar that fills.

use super::{Frame, Marks, Stage, attribute, value_text, words};
use crate::browser::number_text;
use crate::kind::Kind;
use crate::value::Direction;
use crate::widget::Face;
use crate::widget::goal::GoalState;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws a goal.
#[component]
pub(super) fn GoalView(
    face: Face,
    direction: Direction,
    /// The figure at which the bar is empty.
    start: f64,
    state: Memo<GoalState>,
    stage: Stage,
) -> impl IntoView {
    let title = face.title();
    let label = if title.is_empty() {
        face.subject.title()
    } else {
        title
    };
    let marks = Arc::new(move || {
        let state = state.read();
        Marks {
            empty: state.current.is_none(),
            reached: state.reached,
            value: value_text(&state.pieces),
        }
    });
    view! {
        <Frame
            face
            kind=Kind::Goal
            stage
            direction
            marks
        >
            <p class="value">{words(move || (state.read().pieces.clone(), None))}</p>
            <div
                class="bar"
                role="progressbar"
                aria-label=label
                aria-valuemin=number_text(start)
                aria-valuemax=attribute(move || Some(number_text(state.read().target)))
                aria-valuenow=attribute(move || state.read().current.map(number_text))
                aria-valuetext=attribute(move || Some(state.read().text.clone()))
                style=attribute(move || Some("--progress:".to_owned() + &number_text(state.read().progress)))
            >
                <div class="fill"></div>
            </div>
        </Frame>
    }
}
