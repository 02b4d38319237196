//! The goal: a figure, and a bar that fills.
//!
//! The figure counts along with its bar: the style sheet moves the bar, and as
//! long as it does the figure is where the bar is.

use super::context::{WidgetContext, follow};
use super::drawn::Drawn;
use super::template_text::TemplateText;
use super::widget_card::{CardFlags, WidgetCard};
use crate::browser::element::{CachedAttributes, make, set_property};
use crate::browser::{animation_progress, js_number, visibility};
use crate::options::kind::WidgetKind;
use crate::widget::RenderContext;
use crate::widget::goal::{Goal, GoalState, interpolate};
use leptos::prelude::request_animation_frame;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// Draws a goal.
pub(super) fn goal_view(goal: Arc<Goal>, stage: &Rc<WidgetContext>) -> Drawn {
    let line = TemplateText::new("p", "value");
    let bar = bar(&goal);
    let frame = WidgetCard::new(
        &goal.base,
        WidgetKind::Goal,
        stage,
        false,
        &[&line.place, &bar.0.element],
    );
    let frame = frame.directed(goal.range.direction);
    let drawn = frame.drawn();
    let data_source = goal.base.data_source.clone();
    let parts = Rc::new(RefCell::new(Parts {
        goal: goal.clone(),
        stage: stage.clone(),
        frame,
        line,
        bar,
        state: None,
        counted: None,
    }));
    let draw = move |state: &GoalState| {
        let counts = parts.borrow_mut().draw(state);
        if let Some((from, to)) = counts {
            count_on(parts.clone(), from, to);
        }
    };
    let state = Box::new(move |scene: &RenderContext, _: Option<&GoalState>| goal.state(scene));
    follow(stage, &data_source, state, Box::new(draw));
    drawn
}

/// A bar, and that of it which is full.
fn bar(goal: &Goal) -> (CachedAttributes, Element) {
    let (bar, fill) = (
        CachedAttributes::new(make("div", "bar")),
        make("div", "fill"),
    );
    let title = Some(goal.base.title()).filter(|title| !title.is_empty());
    let label = title.unwrap_or_else(|| goal.base.data_source.title());
    bar.set_if_changed("role", Some("progressbar"));
    bar.set_if_changed("aria-label", Some(&label));
    bar.set_if_changed("aria-valuemin", Some(&js_number(goal.range.start)));
    let _ = bar.element.append_child(&fill);
    (bar, fill)
}

/// A goal's elements, and what they say.
struct Parts {
    goal: Arc<Goal>,
    stage: Rc<WidgetContext>,
    frame: WidgetCard,
    line: TemplateText,
    bar: (CachedAttributes, Element),
    state: Option<GoalState>,
    /// The figure while it is on its way.
    counted: Option<f64>,
}

impl Parts {
    /// Draws a state; gives from where to where the figure is to count along.
    fn draw(&mut self, state: &GoalState) -> Option<(f64, f64)> {
        let before = self.state.replace(state.clone());
        let from = self.counted.or(before.and_then(|before| before.current));
        let way = from.zip(state.current).filter(|(from, to)| {
            from.total_cmp(to).is_ne() && self.stage.moves && !visibility::suppress_animations()
        });
        // Until the first frame it stands where it stood.
        self.counted = way.map(|(from, _)| from);
        self.say();
        let bar = &self.bar.0;
        let now = state.current.map(js_number);
        bar.set_if_changed("aria-valuemax", Some(&js_number(state.target)));
        bar.set_if_changed("aria-valuenow", now.as_deref());
        bar.set_if_changed("aria-valuetext", Some(&state.text));
        set_property(&bar.element, "--progress", &js_number(state.progress));
        self.frame.tell(CardFlags {
            empty: state.current.is_none(),
            reached: state.is_reached,
            targets_reached: state.targets_reached,
            words: (state.segments.clone(), None),
        });
        way
    }

    fn say(&mut self) {
        let Some(state) = &self.state else { return };
        let segments = match self.counted {
            None => state.segments.clone(),
            figure => self
                .stage
                .look(|scene| self.goal.segments(figure, state.target, scene)),
        };
        self.line.say((segments, None));
    }

    /// Says the figure that belongs to where the bar is; whether that moves still.
    fn count(&mut self, from: f64, to: f64) -> bool {
        let is_wanted = self.state.as_ref().and_then(|state| state.current) == Some(to);
        if !is_wanted {
            return false;
        }
        let share = animation_progress(&self.bar.1);
        self.counted = share.map(|share| interpolate(from, to, share));
        self.say();
        share.is_some()
    }
}

/// Goes on frame by frame while the bar moves and the figure is still to become
/// the same.
fn count_on(parts: Rc<RefCell<Parts>>, from: f64, to: f64) {
    request_animation_frame(move || {
        let goes_on = parts.borrow_mut().count(from, to);
        if goes_on {
            count_on(parts, from, to);
        }
    });
}
