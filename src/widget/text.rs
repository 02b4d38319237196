//! The label, which draws an event, and the counter, which draws a figure. Both
//! are one line of text.

use super::{RenderContext, WidgetBase};
use crate::options;
use crate::options::reader::OptionReader;
use crate::options::template::{Field, Segment};
use crate::session::{Entry, Event};

/// The settings of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The settings that all widgets have.
    pub base: WidgetBase,
    /// The text without an event. If it is empty, the label is hidden then.
    pub empty: String,
}

/// The settings of a counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// The settings that all widgets have.
    pub base: WidgetBase,
}

/// The state of a label or a counter.
#[derive(Clone, Debug, PartialEq)]
pub struct TextState {
    /// The rendered template, or the placeholder.
    pub segments: Vec<Segment>,
    /// The name of the amount's unit in the markup; `None` for no unit.
    pub unit: Option<&'static str>,
    /// Whether there is no event or no figure. A zero is a figure.
    pub is_empty: bool,
}

impl Label {
    pub(super) fn parse(base: Option<WidgetBase>, reader: &mut OptionReader) -> Option<Label> {
        let empty = reader.parse(&options::EMPTY)?;
        Some(Label { base: base?, empty })
    }

    /// The state of the label in this context.
    pub fn state(&self, ctx: &RenderContext) -> TextState {
        let event = self.event(ctx);
        TextState {
            segments: match event {
                Some(event) => self.base.render_event(event, None, ctx),
                None => placeholder(&self.empty),
            },
            unit: event.and_then(|event| self.base.unit_name(&event.event_type)),
            is_empty: event.is_none(),
        }
    }

    pub(super) fn changes_in(&self, ctx: &RenderContext) -> Option<f64> {
        self.base.ages_change_in(|| self.event(ctx), ctx.now)
    }

    fn event<'a>(&self, ctx: &RenderContext<'a>) -> Option<&'a Event> {
        match self.base.data_source.entry(ctx.session) {
            Some(Entry::Event(event)) => event.as_ref(),
            Some(Entry::Figure(_) | Entry::Recent(_)) | None => None,
        }
    }
}

impl Counter {
    /// The state of the counter in this context.
    pub fn state(&self, ctx: &RenderContext) -> TextState {
        let figure = self.base.data_source.figure(ctx.session);
        let text = figure.map_or_else(
            || "—".to_owned(),
            |figure| self.base.format_figure(figure, ctx),
        );
        let resolve = |field| match field {
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
            | Field::TimeLeft
            | Field::Next
            | Field::Rank
            | Field::End
            | Field::Added => String::new(),
        };
        TextState {
            segments: self.base.render(&resolve),
            unit: None,
            is_empty: figure.is_none(),
        }
    }
}

/// A text without fields, as the segments of a template.
pub(super) fn placeholder(text: &str) -> Vec<Segment> {
    let segment = (!text.is_empty()).then(|| Segment {
        field: None,
        text: text.to_owned(),
    });
    segment.into_iter().collect()
}

#[cfg(test)]
mod tests;
