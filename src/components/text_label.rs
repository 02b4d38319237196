//! Labels and counters: a line of text.

use super::context::{Make, WidgetContext, follow};
use super::drawn::Drawn;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::options::kind::WidgetKind;
use crate::widget::WidgetBase;
use crate::widget::text::TextState;
use std::rc::Rc;

/// Draws a label or a counter.
pub(super) fn text_view(
    base: &WidgetBase,
    kind: WidgetKind,
    hides: bool,
    state: Make<TextState>,
    stage: &Rc<WidgetContext>,
) -> Drawn {
    let mut line = TemplateText::new("p", "value");
    let mut frame = WidgetCard::new(base, kind, stage, hides, &[&line.place]);
    let drawn = frame.drawn();
    let draw = move |state: &TextState| {
        let words = (state.segments.clone(), state.unit);
        line.say(words.clone());
        frame.tell(CardFlags {
            empty: state.is_empty,
            words,
            ..CardFlags::default()
        });
    };
    follow(stage, &base.data_source, state, Box::new(draw));
    drawn
}
