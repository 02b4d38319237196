//! Rendered templates: an element for each segment, with the field as its class.

use crate::browser::element::{make, make_with_text, set, set_text};
use crate::options::template::{Field, Segment};
use web_sys::Element;

/// The segments of a rendered template, and the name of the amount's unit.
pub(super) type RenderedText = (Vec<Segment>, Option<&'static str>);

/// An element that shows a rendered template.
pub(super) struct TemplateText {
    /// The element around the segments.
    pub(super) root: Element,
    rendered: RenderedText,
    elements: Vec<Element>,
}

impl TemplateText {
    /// An element without text.
    pub(super) fn new(name: &str, class: &str) -> TemplateText {
        TemplateText {
            root: make(name, class),
            rendered: RenderedText::default(),
            elements: Vec::new(),
        }
    }

    /// Shows a text. Only the segments that differ are changed.
    pub(super) fn update(&mut self, text: RenderedText) {
        if self.rendered == text {
            return;
        }
        let (old, old_unit) = std::mem::replace(&mut self.rendered, text);
        let (segments, unit) = &self.rendered;
        for removed in self.elements.drain(segments.len().min(old.len())..) {
            removed.remove();
        }
        for (index, segment) in segments.iter().enumerate() {
            let existing = old.get(index).zip(self.elements.get_mut(index));
            let Some((old, element)) = existing else {
                let element = segment_element(segment, *unit);
                let _ = self.root.append_child(&element);
                self.elements.push(element);
                continue;
            };
            if old.field != segment.field || old_unit != *unit {
                let new = segment_element(segment, *unit);
                let _ = element.replace_with_with_node_1(&new);
                *element = new;
            } else if old.text != segment.text {
                set_text(element, &segment.text);
            }
        }
    }
}

fn segment_element(segment: &Segment, unit: Option<&str>) -> Element {
    let Segment { field, text } = segment;
    let class = field.map_or("text", Field::name);
    // A name in a right-to-left script must not reorder the text around it.
    let is_name = matches!(field, Some(Field::Name | Field::Sender));
    let element = make_with_text(if is_name { "bdi" } else { "span" }, class, text);
    if *field == Some(Field::Message) {
        set(&element, "dir", Some("auto"));
    }
    if *field == Some(Field::Amount) && unit.is_some() {
        set(&element, "data-unit", unit);
    }
    element
}
