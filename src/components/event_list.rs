//! The list: events below each other. The ticker uses its event elements too.

use super::context::{WidgetContext, render_state};
use super::elements::Elements;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::browser::element::{insert, make, make_with_text, set, set_property};
use crate::options::kind::WidgetKind;
use crate::options::template::Segment;
use crate::widget::RenderContext;
use crate::widget::list::{Item, List, ListState};
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{Element, Node};

/// Draws a list.
pub(super) fn render_list(list: Arc<List>, context: &Rc<WidgetContext>) -> Elements {
    let (base, empty) = (&list.base, &list.options.empty);
    let mut events = EventElements::new(empty);
    let children = [&events.list];
    let mut card = WidgetCard::new(base, WidgetKind::List, context, empty.is_empty(), &children);
    let elements = card.elements();
    let data_source = base.data_source.clone();
    let render = move |state: &ListState| {
        events.update(state, &events.list.clone());
        card.update(card_flags(state));
    };
    let compute = Box::new(move |ctx: &RenderContext, previous: Option<&ListState>| {
        list.state(ctx).after(previous)
    });
    render_state(context, &data_source, compute, Box::new(render));
    elements
}

/// The flags of a list. The ids of its events are its text: a list changes when an
/// event arrives, not when the text of one does.
pub(super) fn card_flags(state: &ListState) -> CardFlags {
    let id = |item: &Item| Segment {
        field: None,
        text: item.id.clone(),
    };
    CardFlags {
        is_empty: state.items.is_empty(),
        text: (state.items.iter().map(id).collect(), None),
        ..CardFlags::default()
    }
}

/// The elements of a list's events. An event keeps its element while it is listed.
pub(super) struct EventElements {
    pub(super) list: Element,
    /// Shown while there are no events.
    placeholder: Element,
    /// The elements of the events in order, with the events' ids.
    items: Vec<(String, Element, TemplateText)>,
}

impl EventElements {
    pub(super) fn new(empty: &str) -> EventElements {
        EventElements {
            list: make("ul", "events"),
            placeholder: make_with_text("p", "value", empty),
            items: Vec::new(),
        }
    }

    /// Shows a state. The placeholder is inserted in front of `before`.
    pub(super) fn update(&mut self, state: &ListState, before: &Element) {
        match before.parent_element() {
            Some(parent) if state.items.is_empty() => {
                insert(&parent, &self.placeholder, Some(before));
            }
            _ => self.placeholder.remove(),
        }
        set_property(&self.list, "--arrived", &state.arrived.to_string());
        let mut previous = std::mem::take(&mut self.items);
        for item in &state.items {
            let index = previous.iter().position(|(id, ..)| *id == item.id);
            let mut element =
                index.map_or_else(|| event_element(item), |index| previous.remove(index));
            element.2.update((item.segments.clone(), item.unit));
            self.items.push(element);
        }
        for (_, removed, _) in previous {
            removed.remove();
        }
        // New events are inserted at the front. Going backwards, the others need not move.
        let mut next: Option<&Node> = None;
        for (_, element, _) in self.items.iter().rev() {
            insert(&self.list, element, next);
            next = Some(element);
        }
    }
}

fn event_element(item: &Item) -> (String, Element, TemplateText) {
    let (event, text) = (make("li", "event"), TemplateText::new("span", "line"));
    set(&event, "data-event", Some(&item.event_type));
    if let Some(label) = &item.type_label {
        let _ = event.append_child(&make_with_text("span", "type", label));
    }
    let _ = event.append_child(&text.root);
    (item.id.clone(), event, text)
}
