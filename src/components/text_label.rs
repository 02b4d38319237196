//! The label and the counter: a line of text.

use super::context::{ComputeState, WidgetContext, render_state};
use super::elements::Elements;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::options::kind::WidgetKind;
use crate::widget::WidgetBase;
use crate::widget::text::TextState;
use std::rc::Rc;

/// Draws a label or a counter.
pub(super) fn render_text(
    base: &WidgetBase,
    kind: WidgetKind,
    is_hidden_when_empty: bool,
    compute: ComputeState<TextState>,
    context: &Rc<WidgetContext>,
) -> Elements {
    let mut value = TemplateText::new("p", "value");
    let mut card = WidgetCard::new(base, kind, context, is_hidden_when_empty, &[&value.root]);
    let elements = card.elements();
    let render = move |state: &TextState| {
        let text = (state.segments.clone(), state.unit);
        value.update(text.clone());
        card.update(CardFlags {
            is_empty: state.is_empty,
            text,
            ..CardFlags::default()
        });
    };
    render_state(context, &base.data_source, compute, Box::new(render));
    elements
}
