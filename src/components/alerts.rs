//! Alerts: their tick, and their sound.

use crate::browser::{clock, duration_from_ms, sound, visibility};
use crate::widget::alerts::Alerts;
use crate::widget::alerts::sound::{is_square, notes};
use crate::widget::state::{Content, WidgetState};
use leptos::prelude::*;
use std::sync::Arc;

/// The loudness of the full volume.
const LOUDEST: f64 = 0.5;

/// Notifies `tick` when an alert comes, leaves or has left, and plays its sound.
pub(super) fn run_alerts(alerts: Arc<Alerts>, state: Memo<WidgetState>, tick: Trigger) {
    on_visibility(tick);
    Effect::new(move |last: Option<u32>| {
        tick.track();
        let state = state.read();
        let Content::Alert(_, state) = &state.content else {
            return 0;
        };
        let now = clock::now();
        if let Some(due) = state.queue.due(now) {
            // Rounded up, so that the clock has reached the time, too.
            let wait = duration_from_ms(due.since(now).max(0.0) + 1.0);
            if let Ok(timeout) = set_timeout_with_handle(move || tick.notify(), wait) {
                // Also before this runs again.
                on_cleanup(move || timeout.clear());
            }
        }
        let number = state.queue.number;
        let notes = notes(alerts.options.sound);
        let is_new = last.is_some_and(|last| last < number);
        if is_new && !state.is_mute && !notes.is_empty() {
            let loudness = alerts.options.volume / 100.0 * LOUDEST;
            sound::play(notes, is_square(alerts.options.sound), loudness);
        }
        number
    });
}

/// Notifies `tick` when the page is shown or hidden.
pub(super) fn on_visibility(tick: Trigger) {
    StoredValue::new_local(visibility::on_change(move |_| tick.notify()));
}
