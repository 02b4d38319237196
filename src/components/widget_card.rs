//! The frame of every widget: its marks, its colours and its title; and that the
//! widget says something else is marked for a moment, by which the style sheet
//! knows what to move.

use super::context::WidgetContext;
use super::drawn::Drawn;
use super::template_text::{TemplateText, Words};
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

/// How long a changed value is marked; the themes' motion is shorter.
const MARKED: Duration = Duration::from_millis(1_500);
/// The same where a goal was reached.
const MARKED_WON: Duration = Duration::from_millis(2_900);

/// What of a widget's state shows on its frame.
#[derive(Default)]
pub(super) struct CardFlags {
    /// Whether there is nobody or nothing yet.
    pub(super) empty: bool,
    /// Whether a goal is met.
    pub(super) reached: bool,
    /// How many of a goal's targets lie behind.
    pub(super) targets_reached: f64,
    /// What the widget says; that it says something else is marked for a
    /// moment.
    pub(super) words: Words,
}

/// The frame of a widget.
pub(super) struct WidgetCard {
    /// The element that all the others stand in.
    section: Rc<CachedAttributes>,
    stage: Rc<WidgetContext>,
    /// Whether the widget is not there while it is empty.
    hides: bool,
    /// What leaves while something else arrives, on those that say one thing; it
    /// stands there as long as that takes.
    leaving: Option<Rc<RefCell<TemplateText>>>,
    /// Those of the last session, if there was one.
    marks: Option<CardFlags>,
    /// How many changes there were, so that each ends its own mark alone.
    changes: Rc<Cell<u32>>,
}

impl WidgetCard {
    /// The frame of a widget of this kind around these elements.
    pub(super) fn new(
        base: &WidgetBase,
        kind: WidgetKind,
        stage: &Rc<WidgetContext>,
        hides: bool,
        children: &[&Element],
    ) -> WidgetCard {
        let section = make("section", "widget");
        set(&section, "data-widget", Some(base.data_source.name()));
        set(&section, "data-kind", Some(kind.name()));
        let colours = colours(base);
        if !colours.is_empty() {
            set(&section, "style", Some(&colours));
        }
        let title = base.title();
        let title = (!title.is_empty()).then(|| make_with_text("h2", "title", &title));
        let leaving = matches!(kind, WidgetKind::Label | WidgetKind::Counter).then(|| {
            let line = TemplateText::new("p", "leaving");
            set(&line.place, "aria-hidden", Some("true"));
            line
        });
        for child in title.iter().chain(children.iter().copied()) {
            let _ = section.append_child(child);
        }
        WidgetCard {
            section: Rc::new(CachedAttributes::new(section)),
            stage: stage.clone(),
            hides,
            leaving: leaving.map(|line| Rc::new(RefCell::new(line))),
            marks: None,
            changes: Rc::default(),
        }
    }

    /// The whole widget.
    pub(super) fn drawn(&self) -> Drawn {
        Drawn::of(vec![self.section.element.clone()])
    }

    /// Tells where a goal's bar grows.
    pub(super) fn directed(self, direction: Direction) -> WidgetCard {
        self.section
            .set_if_changed("data-direction", Some(direction.name()));
        self
    }

    /// Shows these marks, and for a moment that what is said has changed, though
    /// not when it first came.
    pub(super) fn tell(&mut self, marks: CardFlags) {
        self.section.set_flag("data-empty", marks.empty);
        self.section.set_flag("data-reached", marks.reached);
        self.section.set_flag("hidden", self.hides && marks.empty);
        if self.stage.session().is_none() {
            return;
        }
        let Some(before) = self.marks.replace(marks) else {
            return (self.stage.on_change)();
        };
        // It was put there just now.
        let Some(marks) = &self.marks else { return };
        if value_text(&before.words.0) == value_text(&marks.words.0) {
            return;
        }
        (self.stage.on_change)();
        let (how, lasts) = if visibility::suppress_animations() {
            ("still", MARKED)
        } else if marks.targets_reached > before.targets_reached && !before.empty {
            ("won", MARKED_WON)
        } else {
            ("", MARKED)
        };
        self.mark_change(how, lasts, before.words);
    }

    /// `how` is what `data-changed` tells the style sheet: empty with motion,
    /// `won` for a goal that has just been reached, `still` where nothing may
    /// move.
    fn mark_change(&self, how: &str, lasts: Duration, before: Words) {
        if let Some(leaving) = &self.leaving {
            let mut leaving = leaving.borrow_mut();
            if how.is_empty() {
                leaving.say(before);
                insert(&self.section.element, &leaving.place, None);
            } else {
                leaving.place.remove();
            }
        }
        self.section.set_if_changed("data-changed", Some(how));
        let number = self.changes.get().wrapping_add(1);
        self.changes.set(number);
        let (section, leaving) = (self.section.clone(), self.leaving.clone());
        let changes = self.changes.clone();
        let end = move || {
            if changes.get() != number {
                return;
            }
            section.set_if_changed("data-changed", None);
            if let Some(leaving) = leaving {
                leaving.borrow().place.remove();
            }
        };
        set_timeout(end, lasts);
    }
}

/// What of these pieces is a value, and not the passing of time.
fn value_text(segments: &[Segment]) -> String {
    let lasts = |segment: &&Segment| !matches!(segment.field, Some(Field::Ago | Field::TimeLeft));
    let texts: Vec<&str> = segments
        .iter()
        .filter(lasts)
        .map(|segment| segment.text.as_str())
        .collect();
    texts.concat()
}

/// A widget's own colours, as the custom properties that the themes draw with.
fn colours(base: &WidgetBase) -> String {
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
