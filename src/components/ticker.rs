//! The ticker: events that run past at a constant speed.
//!
//! The style sheet moves the events. Where each of them starts is computed here, after
//! each change of the events or of the page's size. Without motion the ticker scrolls to
//! its next page every few seconds.

use super::context::{WidgetContext, render_state};
use super::elements::Elements;
use super::event_list::{EventElements, card_flags};
use super::ticker_track::{TickerTrack, scroll_to_next_page};
use super::widget_card::WidgetCard;
use crate::browser::duration_from_ms;
use crate::browser::element::make;
use crate::options::kind::WidgetKind;
use crate::widget::RenderContext;
use crate::widget::list::{ListState, Ticker};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, Window};

/// Draws a ticker.
pub(super) fn render_ticker(ticker: Arc<Ticker>, context: &Rc<WidgetContext>) -> Elements {
    let (empty, speed) = (&ticker.options.empty, ticker.speed);
    let mut events = EventElements::new(empty);
    let road: HtmlElement = make("div", "road").unchecked_into();
    let _ = road.append_child(&events.list);
    let (base, kind) = (&ticker.base, WidgetKind::Ticker);
    let mut card = WidgetCard::new(base, kind, context, empty.is_empty(), &[&road]);
    let elements = card.elements();
    let data_source = base.data_source.clone();
    let compute = Box::new(move |ctx: &RenderContext, previous: Option<&ListState>| {
        ticker.state(ctx).after(previous)
    });
    if !context.has_motion {
        scroll_pages(road.clone(), context.page_seconds);
        let render = move |state: &ListState| {
            events.update(state, &road);
            card.update(card_flags(state));
        };
        render_state(context, &data_source, compute, Box::new(render));
        return elements;
    }
    let track = Rc::new(RefCell::new(TickerTrack::new(road.clone(), speed)));
    update_on_resize(road.clone(), track.clone());
    let render = move |state: &ListState| {
        // Moving an element restarts its animation.
        track.borrow_mut().record_positions();
        events.update(state, &road);
        card.update(card_flags(state));
        // After the layout, and again after OBS has added the streamer's style sheet,
        // which it does when the page has loaded.
        let (soon, later) = (track.clone(), track.clone());
        request_animation_frame(move || soon.borrow_mut().update());
        let delay = duration_from_ms(1_000.0);
        set_timeout(move || later.borrow_mut().update(), delay);
    };
    render_state(context, &data_source, compute, Box::new(render));
    elements
}

/// Scrolls to the next page again and again, until the current owner is cleaned up.
fn scroll_pages(road: HtmlElement, page_seconds: f64) {
    let scroll = move || scroll_to_next_page(&road);
    let period = duration_from_ms(page_seconds * 1000.0);
    if let Ok(interval) = set_interval_with_handle(scroll, period) {
        on_cleanup(move || interval.clear());
    }
}

/// Updates the track when its window is resized, until the current owner is cleaned up.
fn update_on_resize(road: HtmlElement, track: Rc<RefCell<TickerTrack>>) {
    let listener = Rc::new(RefCell::new(None));
    let owned = SendWrapper::new(listener.clone());
    on_cleanup(move || drop(owned));
    // The configurator's preview moves the element to the document of its iframe, which
    // has a window of its own.
    request_animation_frame(move || {
        let window = road.owner_document().and_then(|own| own.default_view());
        *listener.borrow_mut() = window.map(|window| ResizeListener::new(window, track));
    });
}

/// Updates a track on each resize of a window. Removes itself when it is dropped.
struct ResizeListener {
    window: Window,
    callback: Closure<dyn Fn()>,
}

impl ResizeListener {
    fn new(window: Window, track: Rc<RefCell<TickerTrack>>) -> ResizeListener {
        let callback = Closure::new(move || track.borrow_mut().update());
        let function = callback.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("resize", function);
        ResizeListener { window, callback }
    }
}

impl Drop for ResizeListener {
    fn drop(&mut self) {
        let function = self.callback.as_ref().unchecked_ref();
        let _ = self
            .window
            .remove_event_listener_with_callback("resize", function);
    }
}
