//! Labels and counters: a line of text.

use super::{Frame, Marks, Stage, value_text, words};
use crate::kind::Kind;
use crate::template::Piece;
use crate::widget::Face;
use leptos::prelude::*;
use std::sync::Arc;

/// What it says, the unit behind an amount, and whether there is nothing yet.
pub(super) type Line = (Vec<Piece>, Option<&'static str>, bool);

/// Draws a label or a counter.
#[component]
pub(super) fn TextView(
    face: Face,
    kind: Kind,
    hides: bool,
    state: Memo<Line>,
    stage: Stage,
) -> impl IntoView {
    let marks = Arc::new(move || {
        let state = state.read();
        Marks {
            empty: state.2,
            value: value_text(&state.0),
            ..Marks::default()
        }
    });
    view! {
        <Frame
            face
            kind
            stage
            hides
            marks
        >
            <p class="value">{words(move || (state.read().0.clone(), state.read().1))}</p>
        </Frame>
    }
}
