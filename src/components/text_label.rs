//! Labels and counters: a line of text.

use super::context::{Make, WidgetContext, follow};
use super::drawn::Drawn;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::options::kind::WidgetKind;
use crate::widget::WidgetBase;
use crate::widget::label::LabelState;
use std::rc::Rc;

/// Draws a label or a counter.
pub(super) fn text_view(
    face: &WidgetBase,
    kind: WidgetKind,
    hides: bool,
    state: Make<LabelState>,
    stage: &Rc<WidgetContext>,
) -> Drawn {
    let mut line = TemplateText::new("p", "value");
    let mut frame = WidgetCard::new(face, kind, stage, hides, &[&line.place]);
    let drawn = frame.drawn();
    let draw = move |state: &LabelState| {
        let words = (state.segments.clone(), state.unit);
        line.say(words.clone());
        frame.tell(CardFlags {
            empty: state.empty,
            words,
            ..CardFlags::default()
        });
    };
    follow(stage, &face.subject, state, Box::new(draw));
    drawn
}
