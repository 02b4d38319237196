//! The label: one event.

use super::{RenderContext, WidgetBase};
use crate::options;
use crate::options::reader::OptionReader;
use crate::options::template::Segment;
use crate::session::{Entry, Event};

/// A label's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What every widget has.
    pub face: WidgetBase,
    /// What stands there while there is nobody; empty hides the label.
    pub empty: String,
}

/// A label, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelState {
    /// What it says: somebody, or what stands for nobody.
    pub segments: Vec<Segment>,
    /// The unit behind the amount, by a name that the style sheet knows.
    pub unit: Option<&'static str>,
    /// Whether there is nobody yet.
    pub empty: bool,
}

impl Label {
    pub(super) fn read(face: Option<WidgetBase>, from: &mut OptionReader) -> Option<Label> {
        let empty = from.take(&options::EMPTY)?;
        Some(Label { face: face?, empty })
    }

    /// What the label is in this scene.
    pub fn state(&self, on: &RenderContext) -> LabelState {
        let event = self.event(on);
        LabelState {
            segments: match event {
                Some(event) => self.face.event(event, on),
                None => nobody(&self.empty),
            },
            unit: event.and_then(|event| self.face.amount_unit(&event.source)),
            empty: event.is_none(),
        }
    }

    pub(super) fn changes_in(&self, on: &RenderContext) -> Option<f64> {
        self.face.ages_change_in(|| self.event(on), on.now)
    }

    fn event<'a>(&self, on: &RenderContext<'a>) -> Option<&'a Event> {
        match self.face.subject.entry(on.session) {
            Some(Entry::Event(event)) => event.as_ref(),
            Some(Entry::Figure(_) | Entry::Recent(_)) | None => None,
        }
    }
}

/// The text that stands for nobody, as pieces.
pub(super) fn nobody(empty: &str) -> Vec<Segment> {
    let segment = (!empty.is_empty()).then(|| Segment {
        field: None,
        text: empty.to_owned(),
    });
    segment.into_iter().collect()
}
