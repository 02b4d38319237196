//! The goal: a figure, and a bar that fills.
//!
//! The figure counts along with its bar: the style sheet moves the bar, and as
//! long as it does the figure is where the bar is.

use super::{Frame, Marks, Stage, attribute, words};
use crate::browser::{motion, number_text, watch};
use crate::kind::Kind;
use crate::widget::goal::{Goal, GoalState, on_the_way};
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws a goal.
#[component]
pub(super) fn GoalView(goal: Arc<Goal>, state: Memo<GoalState>, stage: Stage) -> impl IntoView {
    let (face, run) = (goal.face.clone(), goal.run.clone());
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
            passed: state.passed,
            words: (state.pieces.clone(), None),
        }
    });
    let fill = NodeRef::<Div>::new();
    let counted = count(fill, state, stage);
    let said = move || match counted.get() {
        None => state.read().pieces.clone(),
        figure => stage.look(|scene| goal.pieces(figure, state.read().target, scene)),
    };
    view! {
        <Frame
            face
            kind=Kind::Goal
            stage
            direction=run.direction
            marks
        >
            <p class="value">{words(Box::new(move || (said(), None)))}</p>
            <div
                class="bar"
                role="progressbar"
                aria-label=label
                aria-valuemin=number_text(run.start)
                aria-valuemax=attribute(move || Some(number_text(state.read().target)))
                aria-valuenow=attribute(move || state.read().current.map(number_text))
                aria-valuetext=attribute(move || Some(state.read().text.clone()))
                style=attribute(move || Some("--progress:".to_owned() + &number_text(state.read().progress)))
            >
                <div class="fill" node_ref=fill></div>
            </div>
        </Frame>
    }
}

/// The figure while it is on its way.
fn count(fill: NodeRef<Div>, state: Memo<GoalState>, stage: Stage) -> RwSignal<Option<f64>> {
    let counted = RwSignal::new(None);
    Effect::new(move |before: Option<Option<f64>>| {
        let to = state.read().current;
        let from = counted.get_untracked().or(before.flatten());
        if let (Some(from), Some(to)) = (from, to)
            && from.total_cmp(&to).is_ne()
            && stage.moves
            && !watch::is_catching_up()
        {
            // Until the first frame it stands where it stood.
            counted.set(Some(from));
            count_on(fill, state, counted, from, to);
        } else {
            counted.set(None);
        }
        to
    });
    counted
}

/// Goes on frame by frame while the bar moves and the figure is still to become
/// the same.
fn count_on(
    fill: NodeRef<Div>,
    state: Memo<GoalState>,
    counted: RwSignal<Option<f64>>,
    from: f64,
    to: f64,
) {
    request_animation_frame(move || {
        let is_wanted = state.try_with_untracked(|state| state.current == Some(to));
        if is_wanted != Some(true) {
            return;
        }
        let bar = fill.try_get_untracked().flatten();
        let share = bar.and_then(|bar| motion::progress(&bar));
        counted.set(share.map(|share| on_the_way(from, to, share)));
        if share.is_some() {
            count_on(fill, state, counted, from, to);
        }
    });
}
