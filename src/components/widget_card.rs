//! The frame of every widget: its marks, its colours and its title; and that the
//! widget says something else is marked for a moment, by which the style sheet
//! knows what to move.

use super::context::Stage;
use super::drawn::Drawn;
use super::template_text::{Line, Words};
use crate::browser::element::{Marked, make, make_with, put, set};
use crate::browser::visibility;
use crate::options::kind::Kind;
use crate::options::template::{Field, Piece};
use crate::options::values::Direction;
use crate::widget::{Colours, Face};
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
pub(super) struct Marks {
    /// Whether there is nobody or nothing yet.
    pub(super) empty: bool,
    /// Whether a goal is met.
    pub(super) reached: bool,
    /// How many of a goal's targets lie behind.
    pub(super) passed: f64,
    /// What the widget says; that it says something else is marked for a
    /// moment.
    pub(super) words: Words,
}

/// The frame of a widget.
pub(super) struct Frame {
    /// The element that all the others stand in.
    section: Rc<Marked>,
    stage: Rc<Stage>,
    /// Whether the widget is not there while it is empty.
    hides: bool,
    /// What leaves while something else arrives, on those that say one thing; it
    /// stands there as long as that takes.
    leaving: Option<Rc<RefCell<Line>>>,
    /// Those of the last session, if there was one.
    marks: Option<Marks>,
    /// How many changes there were, so that each ends its own mark alone.
    changes: Rc<Cell<u32>>,
}

impl Frame {
    /// The frame of a widget of this kind around these elements.
    pub(super) fn new(
        face: &Face,
        kind: Kind,
        stage: &Rc<Stage>,
        hides: bool,
        children: &[&Element],
    ) -> Frame {
        let section = make("section", "widget");
        set(&section, "data-widget", Some(face.subject.name()));
        set(&section, "data-kind", Some(kind.name()));
        let colours = colours(face);
        if !colours.is_empty() {
            set(&section, "style", Some(&colours));
        }
        let title = face.title();
        let title = (!title.is_empty()).then(|| make_with("h2", "title", &title));
        let leaving = matches!(kind, Kind::Label | Kind::Counter).then(|| {
            let line = Line::new("p", "leaving");
            set(&line.place, "aria-hidden", Some("true"));
            line
        });
        for child in title.iter().chain(children.iter().copied()) {
            let _ = section.append_child(child);
        }
        Frame {
            section: Rc::new(Marked::new(section)),
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
    pub(super) fn directed(self, direction: Direction) -> Frame {
        self.section.mark("data-direction", Some(direction.name()));
        self
    }

    /// Shows these marks, and for a moment that what is said has changed, though
    /// not when it first came.
    pub(super) fn tell(&mut self, marks: Marks) {
        self.section.flag("data-empty", marks.empty);
        self.section.flag("data-reached", marks.reached);
        self.section.flag("hidden", self.hides && marks.empty);
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
        let (how, lasts) = if visibility::is_catching_up() {
            ("still", MARKED)
        } else if marks.passed > before.passed && !before.empty {
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
                put(&self.section.element, &leaving.place, None);
            } else {
                leaving.place.remove();
            }
        }
        self.section.mark("data-changed", Some(how));
        let number = self.changes.get().wrapping_add(1);
        self.changes.set(number);
        let (section, leaving) = (self.section.clone(), self.leaving.clone());
        let changes = self.changes.clone();
        let end = move || {
            if changes.get() != number {
                return;
            }
            section.mark("data-changed", None);
            if let Some(leaving) = leaving {
                leaving.borrow().place.remove();
            }
        };
        set_timeout(end, lasts);
    }
}

/// What of these pieces is a value, and not the passing of time.
fn value_text(pieces: &[Piece]) -> String {
    let lasts = |piece: &&Piece| !matches!(piece.field, Some(Field::Ago | Field::TimeLeft));
    let texts: Vec<&str> = pieces
        .iter()
        .filter(lasts)
        .map(|piece| piece.text.as_str())
        .collect();
    texts.concat()
}

/// A widget's own colours, as the custom properties that the themes draw with.
fn colours(face: &Face) -> String {
    let Colours {
        accent,
        text,
        track,
        back,
    } = &face.colours;
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
