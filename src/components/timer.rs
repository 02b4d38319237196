//! The timer: its tick, and what it stores.

use super::WidgetContext;
use crate::browser::{clock, duration_from_ms, storage};
use crate::widget::state::{Content, WidgetState};
use crate::widget::timer::Timer;
use leptos::prelude::*;
use std::sync::Arc;

/// Notifies `tick` at each second of a timer that runs, and stores what was added.
pub(super) fn run_timer(
    timer: Arc<Timer>,
    state: Memo<WidgetState>,
    tick: Trigger,
    context: WidgetContext,
) {
    let name = context.settings.with_value(|own| own.store(&timer.store));
    Effect::new(move |stored: Option<u32>| {
        tick.track();
        let state = state.read();
        let Content::Timer(_, state) = &state.content else {
            return 0;
        };
        let wait = state.end.and_then(|end| timer.next_tick(end, clock::now()));
        if let Some(wait) = wait {
            let tick = set_timeout_with_handle(move || tick.notify(), duration_from_ms(wait));
            if let Ok(tick) = tick {
                // Also before this runs again.
                on_cleanup(move || tick.clear());
            }
        }
        let Some(count) = &state.count else { return 0 };
        if let Some(name) = name.as_ref().filter(|_| stored != Some(count.number)) {
            storage::write(name, &count.tally.encode());
        }
        count.number
    });
}
