//! The element around every widget: its title, colours and attributes. A change of the
//! widget's text is marked for a moment with `data-changed`, which the style sheet
//! animates.

use super::context::WidgetContext;
use super::elements::Elements;
use super::template_text::{RenderedText, TemplateText};
use crate::browser::element::{CachedAttributes, insert, make, make_with_text, set};
use crate::browser::visibility;
use crate::options::kind::WidgetKind;
use crate::options::template::{Field, Segment};
use crate::options::values::Direction;
use crate::widget::{Colours, WidgetBase};
use leptos::prelude::set_timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use web_sys::Element;

/// How long a change is marked. The animations of the themes are shorter.
const CHANGE: Duration = Duration::from_millis(1_500);
/// How long a reached goal is celebrated.
const CELEBRATION: Duration = Duration::from_millis(2_900);

/// What a widget's state says about its card.
#[derive(Default)]
pub(super) struct CardFlags {
    /// Whether there is no event or figure.
    pub(super) is_empty: bool,
    /// Whether a goal is met.
    pub(super) is_reached: bool,
    /// How many targets a goal has reached; with `step` there are several.
    pub(super) targets_reached: f64,
    /// The widget's text, to notice changes.
    pub(super) text: RenderedText,
}

/// The element around a widget.
pub(super) struct WidgetCard {
    section: Rc<CachedAttributes>,
    context: Rc<WidgetContext>,
    is_hidden_when_empty: bool,
    /// The previous text of a label or counter. It is in the document only while it
    /// fades out.
    leaving: Option<Rc<RefCell<TemplateText>>>,
    /// The flags of the last update; `None` before the first session.
    flags: Option<CardFlags>,
    /// The number of changes, so that a timeout removes the mark of its own change only.
    changes: Rc<Cell<u32>>,
}

impl WidgetCard {
    /// A card around these children.
    pub(super) fn new(
        base: &WidgetBase,
        kind: WidgetKind,
        context: &Rc<WidgetContext>,
        is_hidden_when_empty: bool,
        children: &[&Element],
    ) -> WidgetCard {
        let section = make("section", "widget");
        set(&section, "data-widget", Some(base.data_source.name()));
        set(&section, "data-kind", Some(kind.name()));
        let colours = colour_properties(base);
        if !colours.is_empty() {
            set(&section, "style", Some(&colours));
        }
        let title = base.title();
        let title = (!title.is_empty()).then(|| make_with_text("h2", "title", &title));
        for child in title.iter().chain(children.iter().copied()) {
            let _ = section.append_child(child);
        }
        let leaving = matches!(kind, WidgetKind::Label | WidgetKind::Counter).then(|| {
            let text = TemplateText::new("p", "leaving");
            set(&text.root, "aria-hidden", Some("true"));
            Rc::new(RefCell::new(text))
        });
        WidgetCard {
            section: Rc::new(CachedAttributes::new(section)),
            context: context.clone(),
            is_hidden_when_empty,
            leaving,
            flags: None,
            changes: Rc::default(),
        }
    }

    /// The card as a view.
    pub(super) fn elements(&self) -> Elements {
        Elements::new(vec![self.section.element.clone()])
    }

    /// Sets the direction in which a goal's bar grows.
    pub(super) fn set_direction(&self, direction: Direction) {
        self.section
            .set_if_changed("data-direction", Some(direction.name()));
    }

    /// Shows these flags, and marks a change of the text unless it is the first one.
    pub(super) fn update(&mut self, flags: CardFlags) {
        let is_hidden = self.is_hidden_when_empty && flags.is_empty;
        self.section.set_flag("data-empty", flags.is_empty);
        self.section.set_flag("data-reached", flags.is_reached);
        self.section.set_flag("hidden", is_hidden);
        if self.context.session().is_none() {
            return;
        }
        let new_text = lasting_text(&flags.text.0);
        let targets_reached = flags.targets_reached;
        let Some(old) = self.flags.replace(flags) else {
            return (self.context.on_change)();
        };
        if lasting_text(&old.text.0) == new_text {
            return;
        }
        (self.context.on_change)();
        if visibility::suppress_animations() {
            self.mark_change("still", CHANGE, old.text);
        } else if targets_reached > old.targets_reached && !old.is_empty {
            self.mark_change("won", CELEBRATION, old.text);
        } else {
            self.mark_change("", CHANGE, old.text);
        }
    }

    /// Sets `data-changed` for a duration: to nothing for an ordinary change, to `won`
    /// for a goal that was reached, to `still` for a change without animation.
    fn mark_change(&self, value: &str, duration: Duration, old_text: RenderedText) {
        if let Some(leaving) = &self.leaving {
            let mut leaving = leaving.borrow_mut();
            if value.is_empty() {
                leaving.update(old_text);
                insert(&self.section.element, &leaving.root, None);
            } else {
                leaving.root.remove();
            }
        }
        self.section.set_if_changed("data-changed", Some(value));
        let change = self.changes.get().wrapping_add(1);
        self.changes.set(change);
        let changes = self.changes.clone();
        let (section, leaving) = (self.section.clone(), self.leaving.clone());
        let end = move || {
            if changes.get() != change {
                return;
            }
            section.set_if_changed("data-changed", None);
            if let Some(leaving) = leaving {
                leaving.borrow().root.remove();
            }
        };
        set_timeout(end, duration);
    }
}

/// The text of the segments that do not change with time alone.
fn lasting_text(segments: &[Segment]) -> String {
    let is_lasting =
        |segment: &&Segment| !matches!(segment.field, Some(Field::Ago | Field::TimeLeft));
    let segments = segments.iter().filter(is_lasting);
    segments.map(|segment| segment.text.as_str()).collect()
}

/// The colours of a widget as declarations of custom properties.
fn colour_properties(base: &WidgetBase) -> String {
    let Colours {
        accent,
        text,
        track,
        back,
    } = &base.colours;
    let mut style = String::new();
    for (name, colour) in [
        ("accent", accent),
        ("text", text),
        ("track", track),
        ("back", back),
    ] {
        if let Some(colour) = colour {
            for part in ["--", name, ":#", colour.as_str(), ";"] {
                style.push_str(part);
            }
        }
    }
    style
}
