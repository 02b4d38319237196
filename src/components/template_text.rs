//! Lines: the pieces of a filled template, each an element of its field's class.

use crate::browser::element::{make, make_with_text, set, set_text};
use crate::options::template::{Field, Segment};
use web_sys::Element;

/// A filled template and the unit behind its amount.
pub(super) type Words = (Vec<Segment>, Option<&'static str>);

/// A line of words.
pub(super) struct TemplateText {
    /// The element that they stand in.
    pub(super) place: Element,
    said: Words,
    elements: Vec<Element>,
}

impl TemplateText {
    /// An empty line.
    pub(super) fn new(name: &str, class: &str) -> TemplateText {
        TemplateText {
            place: make(name, class),
            said: Words::default(),
            elements: Vec::new(),
        }
    }

    /// Says this, and touches only what was not said already.
    pub(super) fn say(&mut self, words: Words) {
        if self.said == words {
            return;
        }
        let (said, own_unit) = std::mem::replace(&mut self.said, words);
        let (segments, unit) = &self.said;
        for gone in self.elements.drain(segments.len().min(said.len())..) {
            gone.remove();
        }
        for (at, segment) in segments.iter().enumerate() {
            let before = said.get(at).zip(self.elements.get_mut(at));
            let Some((before, element)) = before else {
                let element = element(segment, *unit);
                let _ = self.place.append_child(&element);
                self.elements.push(element);
                continue;
            };
            if before.field != segment.field || own_unit != *unit {
                let new = self::element(segment, *unit);
                let _ = element.replace_with_with_node_1(&new);
                *element = new;
            } else if before.text != segment.text {
                set_text(element, &segment.text);
            }
        }
    }
}

fn element(segment: &Segment, unit: Option<&str>) -> Element {
    let Segment { field, text } = segment;
    let class = field.map_or("text", Field::name);
    // What people chose may run in any direction, and must not turn the rest of
    // the line.
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
