//! Views: a state in, elements out. One small file a kind.
//!
//! Knows nothing of clients, polls and addresses. Style sees classes, `data-*`
//! and numbers as custom properties; it decides all the rest.

mod context;
pub mod drawn;
mod event_list;
mod goal_bar;
pub mod intl;
pub mod problem_card;
mod template_text;
mod text_label;
mod ticker;
pub mod ticker_track;
mod widget_card;

use crate::options::kind::WidgetKind;
use crate::widget::list::ListState;
use crate::widget::text::TextState;
use crate::widget::{RenderContext, Widget};
pub use context::WidgetContext;
use drawn::Drawn;
use std::rc::Rc;

/// Draws a widget of any kind. The kind is matched once; within, only a state is
/// made again.
pub fn draw(widget: Widget, stage: &Rc<WidgetContext>) -> Drawn {
    match widget {
        Widget::Goal(goal) => goal_bar::goal_view(goal, stage),
        Widget::Label(label) => {
            let (own, hides) = (label.clone(), label.empty.is_empty());
            let state = Box::new(move |ctx: &RenderContext, _: Option<&TextState>| own.state(ctx));
            text_label::text_view(&label.base, WidgetKind::Label, hides, state, stage)
        }
        Widget::Counter(counter) => {
            let own = counter.clone();
            let state = Box::new(move |ctx: &RenderContext, _: Option<&TextState>| own.state(ctx));
            text_label::text_view(&counter.base, WidgetKind::Counter, false, state, stage)
        }
        Widget::List(list) => {
            let own = list.clone();
            let state = Box::new(move |scene: &RenderContext, before: Option<&ListState>| {
                own.state(scene).after(before)
            });
            event_list::list_view(&list.base, &list.options.empty, state, stage)
        }
        Widget::Ticker(ticker) => {
            let own = ticker.clone();
            let state = Box::new(move |scene: &RenderContext, before: Option<&ListState>| {
                own.state(scene).after(before)
            });
            ticker::ticker_view(&ticker, state, stage)
        }
    }
}
