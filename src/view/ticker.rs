//! The ticker: events running past at a constant speed.
//!
//! The style sheet moves them; here their road is laid whenever what is on it
//! changes. Where nothing may move, it turns over a page of events at a time.

use super::list::{Events, Nobody, marks};
use super::{Frame, Stage};
use crate::browser::milliseconds;
use crate::browser::road::{Road, turn_page};
use crate::kind::Kind;
use crate::widget::Face;
use crate::widget::list::ListState;
use leptos::html::Div;
use leptos::prelude::*;

/// Draws a ticker.
#[component]
pub(super) fn TickerView(
    face: Face,
    empty: String,
    /// Pixels a second.
    speed: f64,
    state: Memo<ListState>,
    stage: Stage,
) -> impl IntoView {
    let road = NodeRef::<Div>::new();
    let laid = StoredValue::new_local(Road::default());
    let shown = Memo::new(move |_| {
        let state = state.get();
        laid.update_value(|laid| laid.note(speed));
        state
    });
    if stage.moves {
        let lay = move || {
            // A frame may come when the ticker is gone already.
            if let Some(road) = road.try_get_untracked().flatten() {
                laid.update_value(|laid| laid.lay(&road, speed));
            }
        };
        Effect::new(move |_| {
            let _ = state.read();
            // When the events stand there, and once more when OBS has added its
            // style sheet, which it does after the page has loaded.
            request_animation_frame(lay);
            set_timeout(lay, milliseconds(1_000.0));
        });
        let resized = window_event_listener_untyped("resize", move |_| lay());
        on_cleanup(move || resized.remove());
    } else {
        turn_pages(road, stage.every);
    }
    view! {
        <Frame
            face
            kind=Kind::Ticker
            stage
            hides=empty.is_empty()
            marks=marks(state)
        >
            <Nobody text=empty state />
            <div class="road" node_ref=road>
                <Events state=shown />
            </div>
        </Frame>
    }
}

/// Every `every` seconds shows the next part of the road, and the first again
/// after the last.
fn turn_pages(road: NodeRef<Div>, every: f64) {
    let turn = move || {
        if let Some(road) = road.try_get_untracked().flatten() {
            turn_page(&road);
        }
    };
    if let Ok(turning) = set_interval_with_handle(turn, milliseconds(every * 1000.0)) {
        on_cleanup(move || turning.clear());
    }
}
