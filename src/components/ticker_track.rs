//! The road of a ticker: measured, laid, and turned page by page.

use crate::browser::{animation_elapsed, clock, js_number};
use crate::session::timestamp::Timestamp;
use crate::widget::ticker_layout::{self, TickerItem, TickerLayout};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A road as it was last laid.
#[derive(Default)]
pub struct TickerTrack {
    width: f64,
    cycle_length: f64,
    placed: Vec<PlacedItem>,
    /// When it was noted how far all have run; `None` when that is long past.
    noted: Option<Timestamp>,
}

struct PlacedItem {
    event: HtmlElement,
    width: f64,
    /// How far it had run when that was last told,
    run: f64,
    /// and how long its motion had gone on by then, in seconds.
    elapsed: f64,
}

impl TickerTrack {
    /// Notes how far all have run, before their elements are touched: one that is
    /// put elsewhere in the document begins its motion anew.
    pub fn note(&mut self, speed: f64) {
        if self.noted.is_some() {
            return;
        }
        self.noted = Some(clock::now());
        for placed in &mut self.placed {
            let elapsed = animation_elapsed(&placed.event);
            placed.run += (elapsed - placed.elapsed) * speed;
            placed.elapsed = elapsed;
        }
    }

    /// Lays the lane for the events that are there now, and tells the style
    /// sheet; at so many pixels a second. What is in sight goes on as it runs,
    /// and nothing is done where nothing changed.
    pub fn lay(&mut self, road: &HtmlElement, speed: f64) {
        self.note(speed);
        let since = self
            .noted
            .take()
            .map_or(0.0, |noted| clock::now().since(noted));
        let width = f64::from(road.client_width());
        let measured = events(road).into_iter().map(|event| {
            let width = f64::from(event.offset_width());
            let offset = self.offset(&event, since / 1000.0 * speed);
            (event, TickerItem { width, offset })
        });
        let (events, items): (Vec<_>, Vec<_>) = measured.unzip();
        let is_as_laid = |(placed, (event, item)): (&PlacedItem, (&HtmlElement, &TickerItem))| {
            placed.event == *event && same(placed.width, item.width)
        };
        let now = events.iter().zip(&items);
        let nothing_new = events.len() == self.placed.len()
            && self.placed.iter().zip(now).all(is_as_laid)
            && same(width, self.width);
        // Without a width it is not there to be seen.
        if nothing_new || width <= 0.0 {
            return;
        }
        let layout = TickerLayout::compute(width, &items);
        set(road, "--round", layout.cycle_length);
        set(road, "--speed", speed);
        let places = events.into_iter().zip(&items).zip(&layout.offsets);
        let placed = places.map(|((event, item), offset)| {
            let elapsed = animation_elapsed(&event);
            let run = ticker_layout::distance_at(layout.cycle_length, item.width, *offset);
            set(&event, "--width", item.width);
            set(&event, "--delay", elapsed - run / speed);
            PlacedItem {
                event,
                width: item.width,
                run,
                elapsed,
            }
        });
        *self = TickerTrack {
            width,
            cycle_length: layout.cycle_length,
            placed: placed.collect(),
            noted: None,
        };
    }

    /// Where an event is when it has run so far since that was noted; `None` for
    /// one that was not there.
    fn offset(&self, event: &HtmlElement, run: f64) -> Option<f64> {
        let placed = self.placed.iter().find(|placed| placed.event == *event)?;
        Some(ticker_layout::offset_at(
            self.cycle_length,
            placed.width,
            placed.run + run,
        ))
    }
}

fn same(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
}

fn events(road: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(events) = road.query_selector_all("li") else {
        return Vec::new();
    };
    (0..events.length())
        .filter_map(|at| events.item(at)?.dyn_into().ok())
        .collect()
}

fn set(element: &HtmlElement, name: &str, number: f64) {
    // Fails on a read-only style alone, which this is not.
    let _ = element.style().set_property(name, &js_number(number));
}

/// Turns a road that stands still to the next page of events: the first that was
/// not whole in view comes to its beginning, and after the last the first.
pub fn turn_page(road: &HtmlElement) {
    // Events are placed within the road, the nearest positioned element.
    let (from, to) = (road.scroll_left(), road.scroll_left() + road.client_width());
    let is_next = |event: &HtmlElement| {
        let left = event.offset_left();
        left > from && left + event.offset_width() > to
    };
    let next = events(road).into_iter().find(is_next);
    road.set_scroll_left(next.map_or(0, |event| event.offset_left()));
}
