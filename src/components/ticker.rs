//! The ticker: events running past at a constant speed.
//!
//! The style sheet moves them; here their road is laid whenever what is on it
//! changes. Where nothing may move, it turns over a page of events at a time.

use super::context::{Make, WidgetContext, follow};
use super::drawn::Drawn;
use super::event_list::{Events, marks};
use super::widget_card::WidgetCard;
use crate::browser::duration_from_ms;
use crate::browser::element::make;
use crate::components::ticker_track::{TickerTrack, turn_page};
use crate::options::kind::WidgetKind;
use crate::widget::list::{ListState, Ticker};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Draws a ticker.
pub(super) fn ticker_view(
    ticker: &Ticker,
    state: Make<ListState>,
    stage: &Rc<WidgetContext>,
) -> Drawn {
    let Ticker {
        base,
        options,
        speed,
    } = ticker;
    let (empty, speed) = (&options.empty, *speed);
    let mut events = Events::new(empty);
    let place = make("div", "road");
    let _ = place.append_child(&events.list);
    let hides = empty.is_empty();
    let mut frame = WidgetCard::new(base, WidgetKind::Ticker, stage, hides, &[&place]);
    let drawn = frame.drawn();
    let road: HtmlElement = place.clone().unchecked_into();
    let laid = Rc::new(RefCell::new(TickerTrack::default()));
    let lay: Rc<dyn Fn()> = {
        let (laid, road) = (laid.clone(), road.clone());
        Rc::new(move || laid.borrow_mut().lay(&road, speed))
    };
    let moves = stage.moves;
    if moves {
        let lay = SendWrapper::new(lay.clone());
        let resized = window_event_listener_untyped("resize", move |_| lay());
        on_cleanup(move || resized.remove());
    } else {
        turn_pages(road, stage.every);
    }
    let draw = move |state: &ListState| {
        if moves {
            // Before their elements are touched.
            laid.borrow_mut().note(speed);
        }
        events.draw(state, &place);
        frame.tell(marks(state));
        if moves {
            // When the events stand there, and once more when OBS has added its
            // style sheet, which it does after the page has loaded.
            let (now, later) = (lay.clone(), lay.clone());
            request_animation_frame(move || now());
            set_timeout(move || later(), duration_from_ms(1_000.0));
        }
    };
    follow(stage, &base.data_source, state, Box::new(draw));
    drawn
}

/// Every `every` seconds shows the next part of the road, and the first again
/// after the last.
fn turn_pages(road: HtmlElement, every: f64) {
    let turn = move || turn_page(&road);
    if let Ok(turning) = set_interval_with_handle(turn, duration_from_ms(every * 1000.0)) {
        on_cleanup(move || turning.clear());
    }
}
