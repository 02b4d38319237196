//! Components: one file for each way in which widgets are drawn.
//!
//! A component turns a widget's state into elements. It does not know the API, the
//! address or the poll loop. The style sheet decides on looks and motion: components
//! set classes, `data-*` attributes and numbers as custom properties.

mod context;
pub mod elements;
mod event_list;
mod goal_bar;
pub mod problem_card;
mod template_text;
mod text_label;
mod ticker;
pub mod ticker_track;
mod widget_card;

use crate::options::kind::WidgetKind;
use crate::widget::text::TextState;
use crate::widget::{RenderContext, Widget};
pub use context::WidgetContext;
use elements::Elements;
use std::rc::Rc;

/// Draws a widget and keeps it up to date until the current owner is cleaned up.
pub fn render_widget(widget: Widget, context: &Rc<WidgetContext>) -> Elements {
    match widget {
        Widget::Goal(goal) => goal_bar::render_goal(goal, context),
        Widget::Label(label) => {
            let (base, is_hidden_when_empty) = (label.base.clone(), label.empty.is_empty());
            let compute =
                Box::new(move |ctx: &RenderContext, _: Option<&TextState>| label.state(ctx));
            let kind = WidgetKind::Label;
            text_label::render_text(&base, kind, is_hidden_when_empty, compute, context)
        }
        Widget::Counter(counter) => {
            let base = counter.base.clone();
            let compute =
                Box::new(move |ctx: &RenderContext, _: Option<&TextState>| counter.state(ctx));
            text_label::render_text(&base, WidgetKind::Counter, false, compute, context)
        }
        Widget::List(list) => event_list::render_list(list, context),
        Widget::Ticker(ticker) => ticker::render_ticker(ticker, context),
    }
}
