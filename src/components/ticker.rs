//! The ticker: events that run past at a constant speed.
//!
//! The style sheet moves the events. Where each of them starts is computed here, after
//! each change of the events or of the page's size, and set as custom properties. Without
//! motion the ticker scrolls to its next page every few seconds.

use super::WidgetContext;
use super::event_list::{Events, Placeholder, Rows, moves_elements};
use crate::browser::{animation_elapsed, clock, duration_from_ms, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::list::ListState;
use crate::widget::state::WidgetState;
use crate::widget::ticker_layout::{self, TickerItem, TickerLayout};
use gloo_events::EventListener;
use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Window};

/// The track of a ticker as it was laid out last.
pub(super) type TrackRef = StoredValue<TickerTrack, LocalStorage>;

/// The events of a ticker, or the text without any.
#[component]
pub(super) fn Ticker(
    state: ListState,
    empty: String,
    rows: Rows,
    track: TrackRef,
) -> impl IntoView {
    // Moving an element restarts its animation.
    if moves_elements(rows, &state) {
        track.update_value(TickerTrack::record_positions);
    }
    view! {
        <Placeholder text=empty is_shown=state.items.is_empty() />
        <div class="road">
            <Events state rows />
        </div>
    }
}

/// Moves the events of a ticker, until the current owner is cleaned up.
pub(super) fn run_ticker(
    card: NodeRef<Section>,
    state: Memo<WidgetState>,
    track: TrackRef,
    speed: f64,
    context: WidgetContext,
) {
    // The ticker may have gone since a call of this was scheduled.
    let road = move || -> Option<HtmlElement> {
        let card = card.try_get_untracked().flatten()?;
        Some(card.query_selector(".road").ok()??.unchecked_into())
    };
    if !context.has_motion {
        let scroll = move || {
            if let Some(road) = road() {
                scroll_to_next_page(&road);
            }
        };
        let period = duration_from_ms(context.page_seconds * 1000.0);
        if let Ok(interval) = set_interval_with_handle(scroll, period) {
            on_cleanup(move || interval.clear());
        }
        return;
    }
    let update = move || {
        if let Some(road) = road() {
            track.try_update_value(|track| track.update(&road, speed));
        }
    };
    Effect::new(move || {
        state.track();
        // After the layout, and again after OBS has added the streamer's style sheet,
        // which it does when the page has loaded.
        request_animation_frame(update);
        set_timeout(update, duration_from_ms(1_000.0));
    });
    let listener = StoredValue::new_local(None);
    // The configurator's preview moves the element to the document of its iframe, which
    // has a window of its own.
    request_animation_frame(move || {
        let window = road().and_then(|road| road.owner_document()?.default_view());
        let listen = |window: Window| EventListener::new(&window, "resize", move |_| update());
        listener.try_set_value(window.map(listen));
    });
}

/// The track of a ticker, with its last layout.
#[derive(Default)]
pub(super) struct TickerTrack {
    /// Pixels a second.
    speed: f64,
    width: f64,
    cycle_length: f64,
    items: Vec<PlacedItem>,
    /// When the positions were recorded; `None` if that was for an earlier update.
    recorded_at: Option<Timestamp>,
}

struct PlacedItem {
    event: HtmlElement,
    width: f64,
    /// The distance that it had moved in its cycle when that was last recorded.
    distance: f64,
    /// Seconds that its animation had run by then.
    elapsed: f64,
}

impl TickerTrack {
    /// Records how far all events have moved. To be called before their elements are
    /// moved in the document, which restarts their animations.
    fn record_positions(&mut self) {
        if self.recorded_at.is_some() {
            return;
        }
        self.recorded_at = Some(clock::now());
        for item in &mut self.items {
            let elapsed = animation_elapsed(&item.event);
            item.distance += (elapsed - item.elapsed) * self.speed;
            item.elapsed = elapsed;
        }
    }

    /// Lays out the events that are now in the element `road`. Visible events move on from
    /// where they are. Does nothing if no event and no width has changed.
    fn update(&mut self, road: &HtmlElement, speed: f64) {
        self.speed = speed;
        self.record_positions();
        let recorded_at = self.recorded_at.take();
        let seconds = recorded_at.map_or(0.0, |time| clock::now().since(time) / 1000.0);
        let moved = seconds * self.speed;
        let width = f64::from(road.client_width());
        let measured = events(road).into_iter().map(|event| {
            let width = f64::from(event.offset_width());
            let offset = self.offset(&event, moved);
            (event, TickerItem { width, offset })
        });
        let measured: Vec<_> = measured.collect();
        // Without a width the track is not visible.
        if width <= 0.0 || self.is_laid_out(width, &measured) {
            return;
        }
        self.lay_out(road, width, measured);
    }

    /// The offset of an event that has moved on by `moved` pixels since it was recorded;
    /// `None` for a new event.
    fn offset(&self, event: &HtmlElement, moved: f64) -> Option<f64> {
        let item = self.items.iter().find(|item| item.event == *event)?;
        let distance = item.distance + moved;
        Some(ticker_layout::offset_at(
            self.cycle_length,
            item.width,
            distance,
        ))
    }

    fn is_laid_out(&self, width: f64, measured: &[(HtmlElement, TickerItem)]) -> bool {
        let is_same = |(item, (event, new)): (&PlacedItem, &(HtmlElement, TickerItem))| {
            item.event == *event && is_equal(item.width, new.width)
        };
        is_equal(width, self.width)
            && measured.len() == self.items.len()
            && self.items.iter().zip(measured).all(is_same)
    }

    fn lay_out(
        &mut self,
        road: &HtmlElement,
        width: f64,
        measured: Vec<(HtmlElement, TickerItem)>,
    ) {
        let (events, items): (Vec<_>, Vec<_>) = measured.into_iter().unzip();
        let layout = TickerLayout::compute(width, &items);
        let cycle_length = layout.cycle_length;
        set_number(road, "--round", cycle_length);
        set_number(road, "--speed", self.speed);
        let placed = events.into_iter().zip(&items).zip(&layout.offsets);
        let placed = placed.map(|((event, item), offset)| {
            let width = item.width;
            let elapsed = animation_elapsed(&event);
            let distance = ticker_layout::distance_at(cycle_length, width, *offset);
            set_number(&event, "--width", width);
            set_number(&event, "--delay", elapsed - distance / self.speed);
            PlacedItem {
                event,
                width,
                distance,
                elapsed,
            }
        });
        self.items = placed.collect();
        self.width = width;
        self.cycle_length = cycle_length;
    }
}

/// Scrolls a road without motion to its next page, which starts with the first event that
/// was not completely visible. After the last page comes the first.
fn scroll_to_next_page(road: &HtmlElement) {
    let start = road.scroll_left();
    let end = start + road.client_width();
    let is_next = |event: &HtmlElement| {
        let left = event.offset_left();
        left > start && left + event.offset_width() > end
    };
    let next = events(road).into_iter().find(is_next);
    road.set_scroll_left(next.map_or(0, |event| event.offset_left()));
}

fn events(road: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(events) = road.query_selector_all("li") else {
        return Vec::new();
    };
    // In the preview they may be instances of another window's class.
    (0..events.length())
        .filter_map(|index| Some(events.item(index)?.unchecked_into()))
        .collect()
}

fn is_equal(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
}

fn set_number(element: &HtmlElement, name: &str, number: f64) {
    // Fails only on a read-only style.
    let _ = element.style().set_property(name, &js_number(number));
}
