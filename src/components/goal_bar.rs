//! The goal: a figure, and a bar that fills.
//!
//! The style sheet animates the bar. Meanwhile the figure is read off the bar frame by
//! frame, so that both arrive together.

use super::context::{WidgetContext, render_state};
use super::elements::Elements;
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
pub(super) fn render_goal(goal: Arc<Goal>, context: &Rc<WidgetContext>) -> Elements {
    let goal_bar = GoalBar::new(goal.clone(), context);
    let elements = goal_bar.card.elements();
    let goal_bar = Rc::new(RefCell::new(goal_bar));
    let render = move |state: &GoalState| {
        let animation = goal_bar.borrow_mut().update(state);
        if let Some((from, to)) = animation {
            animate_figure(goal_bar.clone(), from, to);
        }
    };
    let data_source = goal.base.data_source.clone();
    let compute = Box::new(move |ctx: &RenderContext, _: Option<&GoalState>| goal.state(ctx));
    render_state(context, &data_source, compute, Box::new(render));
    elements
}

/// The elements of a goal, and what they show.
struct GoalBar {
    goal: Arc<Goal>,
    context: Rc<WidgetContext>,
    card: WidgetCard,
    value: TemplateText,
    bar: CachedAttributes,
    fill: Element,
    state: Option<GoalState>,
    /// The figure that is shown while the bar moves; `None` for that of the state.
    animated: Option<f64>,
}

impl GoalBar {
    fn new(goal: Arc<Goal>, context: &Rc<WidgetContext>) -> GoalBar {
        let value = TemplateText::new("p", "value");
        let bar = CachedAttributes::new(make("div", "bar"));
        let title = Some(goal.base.title()).filter(|title| !title.is_empty());
        let label = title.unwrap_or_else(|| goal.base.data_source.title());
        bar.set_if_changed("role", Some("progressbar"));
        bar.set_if_changed("aria-label", Some(&label));
        bar.set_if_changed("aria-valuemin", Some(&js_number(goal.range.start)));
        let fill = make("div", "fill");
        let _ = bar.element.append_child(&fill);
        let children = [&value.root, &bar.element];
        let card = WidgetCard::new(&goal.base, WidgetKind::Goal, context, false, &children);
        card.set_direction(goal.range.direction);
        GoalBar {
            context: context.clone(),
            card,
            value,
            bar,
            fill,
            state: None,
            animated: None,
            goal,
        }
    }

    /// Shows a state. Returns the figures between which to animate, if they differ.
    fn update(&mut self, state: &GoalState) -> Option<(f64, f64)> {
        let previous = self.state.replace(state.clone());
        let from = self
            .animated
            .or(previous.and_then(|previous| previous.current));
        let has_motion = self.context.has_motion && !visibility::suppress_animations();
        let animation = from
            .zip(state.current)
            .filter(|(from, to)| has_motion && from.total_cmp(to).is_ne());
        // The old figure stays until the first frame.
        self.animated = animation.map(|(from, _)| from);
        self.update_text();
        let current = state.current.map(js_number);
        let bar = &self.bar;
        bar.set_if_changed("aria-valuemax", Some(&js_number(state.target)));
        bar.set_if_changed("aria-valuenow", current.as_deref());
        bar.set_if_changed("aria-valuetext", Some(&state.text));
        set_property(&bar.element, "--progress", &js_number(state.progress));
        self.card.update(CardFlags {
            is_empty: state.current.is_none(),
            is_reached: state.is_reached,
            targets_reached: state.targets_reached,
            text: (state.segments.clone(), None),
        });
        animation
    }

    fn update_text(&mut self) {
        let Some(state) = &self.state else { return };
        let segments = match self.animated {
            None => state.segments.clone(),
            figure => self
                .context
                .with_context(|ctx| self.goal.segments(figure, state.target, ctx)),
        };
        self.value.update((segments, None));
    }

    /// Shows the figure at which the bar is. Returns whether the bar still moves.
    fn update_animated(&mut self, from: f64, to: f64) -> bool {
        let is_current = self.state.as_ref().and_then(|state| state.current) == Some(to);
        if !is_current {
            return false;
        }
        let progress = animation_progress(&self.fill);
        self.animated = progress.map(|progress| interpolate(from, to, progress));
        self.update_text();
        progress.is_some()
    }
}

/// Updates the figure in each frame until the bar stands still or goes elsewhere.
fn animate_figure(goal_bar: Rc<RefCell<GoalBar>>, from: f64, to: f64) {
    request_animation_frame(move || {
        let is_moving = goal_bar.borrow_mut().update_animated(from, to);
        if is_moving {
            animate_figure(goal_bar, from, to);
        }
    });
}
