//! The track of a ticker: it measures the events and sets their positions as custom
//! properties.

use crate::browser::{animation_elapsed, clock, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::ticker_layout::{self, TickerItem, TickerLayout};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The track of a ticker, with its last layout.
pub struct TickerTrack {
    road: HtmlElement,
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
    /// A track that is not laid out yet. `road` is the element around the events.
    pub fn new(road: HtmlElement, speed: f64) -> TickerTrack {
        TickerTrack {
            road,
            speed,
            width: 0.0,
            cycle_length: 0.0,
            items: Vec::new(),
            recorded_at: None,
        }
    }

    /// Records how far all events have moved. To be called before their elements are
    /// moved in the document, which restarts their animations.
    pub fn record_positions(&mut self) {
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

    /// Lays out the events that are in the document now. Visible events move on from
    /// where they are. Does nothing if no event and no width has changed.
    pub fn update(&mut self) {
        self.record_positions();
        let recorded_at = self.recorded_at.take();
        let seconds = recorded_at.map_or(0.0, |time| clock::now().since(time) / 1000.0);
        let moved = seconds * self.speed;
        let width = f64::from(self.road.client_width());
        let measured = events(&self.road).into_iter().map(|event| {
            let width = f64::from(event.offset_width());
            let offset = self.offset(&event, moved);
            (event, TickerItem { width, offset })
        });
        let measured: Vec<_> = measured.collect();
        // Without a width the track is not visible.
        if width <= 0.0 || self.is_laid_out(width, &measured) {
            return;
        }
        self.lay_out(width, measured);
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

    fn lay_out(&mut self, width: f64, measured: Vec<(HtmlElement, TickerItem)>) {
        let (events, items): (Vec<_>, Vec<_>) = measured.into_iter().unzip();
        let layout = TickerLayout::compute(width, &items);
        let cycle_length = layout.cycle_length;
        set_number(&self.road, "--round", cycle_length);
        set_number(&self.road, "--speed", self.speed);
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
pub fn scroll_to_next_page(road: &HtmlElement) {
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
