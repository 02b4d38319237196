//! Lists: events below each other, and the events that tickers share.

use super::context::{Make, WidgetContext, follow};
use super::drawn::Drawn;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::browser::element::{insert, make, make_with_text, set, set_property};
use crate::options::kind::WidgetKind;
use crate::options::template::Segment;
use crate::widget::WidgetBase;
use crate::widget::list::{Item, ListState};
use std::rc::Rc;
use web_sys::{Element, Node};

/// Draws a list.
pub(super) fn list_view(
    base: &WidgetBase,
    empty: &str,
    state: Make<ListState>,
    stage: &Rc<WidgetContext>,
) -> Drawn {
    let mut events = Events::new(empty);
    let hides = empty.is_empty();
    let mut frame = WidgetCard::new(base, WidgetKind::List, stage, hides, &[&events.list]);
    let drawn = frame.drawn();
    let draw = move |state: &ListState| {
        events.draw(state, &events.list.clone());
        frame.tell(marks(state));
    };
    follow(stage, &base.data_source, state, Box::new(draw));
    drawn
}

/// A list's marks; which events it holds is what it says.
pub(super) fn marks(state: &ListState) -> CardFlags {
    let id = |item: &Item| Segment {
        field: None,
        text: item.id.clone(),
    };
    CardFlags {
        empty: state.items.is_empty(),
        words: (state.items.iter().map(id).collect(), None),
        ..CardFlags::default()
    }
}

/// The events, each an element that stays while it is listed, for its age may be
/// told anew.
pub(super) struct Events {
    pub(super) list: Element,
    /// What stands there while there is nobody.
    placeholder: Element,
    /// Those that are listed, with their ids, in order.
    items: Vec<(String, Element, TemplateText)>,
}

impl Events {
    pub(super) fn new(empty: &str) -> Events {
        Events {
            list: make("ul", "events"),
            placeholder: make_with_text("p", "value", empty),
            items: Vec::new(),
        }
    }

    /// Draws a state; who is nobody stands before `before`.
    pub(super) fn draw(&mut self, state: &ListState, before: &Element) {
        match before.parent_element() {
            Some(parent) if state.items.is_empty() => {
                insert(&parent, &self.placeholder, Some(before));
            }
            _ => self.placeholder.remove(),
        }
        set_property(&self.list, "--arrived", &state.arrived.to_string());
        let mut known = std::mem::take(&mut self.items);
        for item in &state.items {
            let at = known.iter().position(|(id, ..)| *id == item.id);
            let mut shown = at.map_or_else(|| event(item), |at| known.remove(at));
            shown.2.say((item.segments.clone(), item.unit));
            self.items.push(shown);
        }
        for (_, gone, _) in known {
            gone.remove();
        }
        // From the end, for what is new comes in at the beginning, and so nothing
        // that stays is moved.
        let mut next: Option<&Node> = None;
        for (_, element, _) in self.items.iter().rev() {
            insert(&self.list, element, next);
            next = Some(element);
        }
    }
}

fn event(item: &Item) -> (String, Element, TemplateText) {
    let (event, line) = (make("li", "event"), TemplateText::new("span", "line"));
    set(&event, "data-event", Some(&item.event_type));
    if let Some(label) = &item.type_label {
        let _ = event.append_child(&make_with_text("span", "type", label));
    }
    let _ = event.append_child(&line.place);
    (item.id.clone(), event, line)
}
