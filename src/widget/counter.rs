//! The counter: a figure.

use super::{RenderContext, WidgetBase, fill};
use crate::options::template::{Field, Segment};

/// A counter's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// What every widget has.
    pub face: WidgetBase,
}

/// A counter, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct CounterState {
    /// What it says.
    pub segments: Vec<Segment>,
    /// Whether there is no figure yet; zero is one.
    pub empty: bool,
}

impl Counter {
    /// What the counter is in this scene.
    pub fn state(&self, on: &RenderContext) -> CounterState {
        let figure = self.face.subject.figure(on.session);
        let text = figure.map_or_else(|| "—".to_owned(), |figure| self.face.figure(figure, on));
        CounterState {
            segments: fill(
                self.face.template.as_ref(),
                "{count}",
                &|field| match field {
                    Field::Count => text.clone(),
                    Field::Name
                    | Field::Amount
                    | Field::Message
                    | Field::Tier
                    | Field::Months
                    | Field::Sender
                    | Field::Ago
                    | Field::Current
                    | Field::Target
                    | Field::Left
                    | Field::Percent
                    | Field::TimeLeft => String::new(),
                },
            ),
            empty: figure.is_none(),
        }
    }
}
