//! Labels and counters: a line of text.

use super::{Frame, Marks, Stage, words};
use crate::kind::Kind;
use crate::widget::Face;
use crate::widget::label::LabelState;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws a label or a counter.
#[component]
pub(super) fn TextView(
    face: Face,
    kind: Kind,
    hides: bool,
    state: Memo<LabelState>,
    stage: Stage,
) -> impl IntoView {
    let marks = Arc::new(move || {
        let state = state.read();
        Marks {
            empty: state.empty,
            words: (state.pieces.clone(), state.unit),
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
            <p class="value">{words(Box::new(move || (state.read().pieces.clone(), state.read().unit)))}</p>
        </Frame>
    }
}
