//! Labels and counters: a line of text.

use super::{Frame, Stage, pieces, value_text};
use crate::kind::Kind;
use crate::template::Piece;
use crate::widget::Face;
use leptos::prelude::*;

/// What it says, the unit behind an amount, and whether there is nothing yet.
pub type Line = (Vec<Piece>, Option<&'static str>, bool);

/// Draws a label or a counter.
#[component]
pub fn TextView(
    face: Face,
    kind: Kind,
    hides: bool,
    state: Signal<Line>,
    stage: Stage,
) -> impl IntoView {
    let line = move || {
        let (text, unit, _) = state.get();
        pieces(text, unit)
    };
    view! {
        <Frame
            face
            kind
            stage
            hides
            empty=Signal::derive(move || state.read().2)
            value=Signal::derive(move || value_text(&state.read().0))
        >
            <p class="value">{line}</p>
        </Frame>
    }
}
