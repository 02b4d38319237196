//! The label: one event.

use super::{Face, Scene};
use crate::options;
use crate::options::reader::Reader;
use crate::options::template::Piece;
use crate::session::{Entry, Event};

/// A label's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What every widget has.
    pub face: Face,
    /// What stands there while there is nobody; empty hides the label.
    pub empty: String,
}

/// A label, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelState {
    /// What it says: somebody, or what stands for nobody.
    pub pieces: Vec<Piece>,
    /// The unit behind the amount, by a name that the style sheet knows.
    pub unit: Option<&'static str>,
    /// Whether there is nobody yet.
    pub empty: bool,
}

impl Label {
    pub(super) fn read(face: Option<Face>, from: &mut Reader) -> Option<Label> {
        let empty = from.take(&options::EMPTY)?;
        Some(Label { face: face?, empty })
    }

    /// What the label is in this scene.
    pub fn state(&self, on: &Scene) -> LabelState {
        let event = self.event(on);
        LabelState {
            pieces: match event {
                Some(event) => self.face.event(event, on),
                None => nobody(&self.empty),
            },
            unit: event.and_then(|event| self.face.amount_unit(&event.source)),
            empty: event.is_none(),
        }
    }

    pub(super) fn changes_in(&self, on: &Scene) -> Option<f64> {
        self.face.ages_change_in(|| self.event(on), on.now)
    }

    fn event<'a>(&self, on: &Scene<'a>) -> Option<&'a Event> {
        match self.face.subject.entry(on.session) {
            Some(Entry::Event(event)) => event.as_ref(),
            Some(Entry::Figure(_) | Entry::Recent(_)) | None => None,
        }
    }
}

/// The text that stands for nobody, as pieces.
pub(super) fn nobody(empty: &str) -> Vec<Piece> {
    let piece = (!empty.is_empty()).then(|| Piece {
        field: None,
        text: empty.to_owned(),
    });
    piece.into_iter().collect()
}
