//! Labels and counters: a line of text.

use super::context::{Make, Stage, follow};
use super::drawn::Drawn;
use super::template_text::Line;
use super::widget_card::{Frame, Marks};
use crate::options::kind::Kind;
use crate::widget::Face;
use crate::widget::label::LabelState;
use std::rc::Rc;

/// Draws a label or a counter.
pub(super) fn text_view(
    face: &Face,
    kind: Kind,
    hides: bool,
    state: Make<LabelState>,
    stage: &Rc<Stage>,
) -> Drawn {
    let mut line = Line::new("p", "value");
    let mut frame = Frame::new(face, kind, stage, hides, &[&line.place]);
    let drawn = frame.drawn();
    let draw = move |state: &LabelState| {
        let words = (state.pieces.clone(), state.unit);
        line.say(words.clone());
        frame.tell(Marks {
            empty: state.empty,
            words,
            ..Marks::default()
        });
    };
    follow(stage, &face.subject, state, Box::new(draw));
    drawn
}
