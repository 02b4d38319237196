//! The goal: a figure, and a bar that fills. The style sheet animates the bar, and the
//! figure is read off the bar, so that both arrive together.

use super::WidgetContext;
use super::in_full;
use super::template_text::TemplateText;
use crate::browser::{animation_progress, js_number};
use crate::widget::goal::{CountProgress, Goal, GoalState, Mark};
use crate::widget::state::{Content, WidgetState};
use leptos::html::Section;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How often a counting figure is written. Each time is a layout, which costs more than
/// all else in a frame.
const COUNT_INTERVAL: Duration = Duration::from_millis(50);

/// The figures and the bar of a goal.
#[component]
pub(super) fn GoalBar(
    goal: Arc<Goal>,
    state: GoalState,
    /// The figure to show, which may be on its way to that of the state.
    figure: Option<f64>,
    context: WidgetContext,
) -> impl IntoView {
    let segments = if figure == state.current {
        state.segments
    } else {
        context.with_session(None, |ctx| goal.segments(figure, state.target, ctx))
    };
    let marks = state.marks;
    let words = marks.clone();
    let title = Some(goal.base.title()).filter(|title| !title.is_empty());
    let label = title.unwrap_or_else(|| goal.base.data_source.title());
    view! {
        <TemplateText text=(segments, None) />
        <div
            class="bar"
            role="progressbar"
            aria-label=label
            aria-valuemin=js_number(goal.options.start)
            aria-valuemax=js_number(state.target)
            aria-valuenow=state.current.map(js_number)
            aria-valuetext=state.text
            style=format!("--progress: {};", js_number(state.progress))
        >
            <div class="fill"></div>
            {in_full(move || { marks.iter().map(|own| mark("mark", own, "")).collect_view() })}
        </div>
        {in_full(move || {
            let words = words.iter().map(|own| mark("milestone", own, &own.words));
            view! { <p class="milestones">{words.collect_view()}</p> }
        })}
    }
}

/// A mark on the bar, or the words below the part of the bar that ends at it.
fn mark(class: &'static str, own: &Mark, words: &str) -> impl IntoView + use<> {
    let (after, at) = (js_number(own.after), js_number(own.at));
    let style = format!("--after: {after}; --at: {at};");
    view! {
        <i class=class style=style data-passed=own.is_passed.then_some("")>
            {words.to_owned()}
        </i>
    }
}

/// Follows the bar each time that the figure counts.
pub(super) fn follow_bar(
    card: NodeRef<Section>,
    state: Memo<WidgetState>,
    progress: RwSignal<CountProgress>,
) {
    Effect::new(move |last: Option<u32>| {
        let state = state.read();
        let Content::Goal(goal) = &state.content else {
            return 0;
        };
        let number = goal.count.number;
        if goal.count.from.is_some() && last != Some(number) {
            // The bar's animation starts with the next frame.
            request_animation_frame(move || count(number, card, progress));
        }
        number
    });
}

/// Reads the progress off the bar again and again, until the bar stands still or a new
/// count begins.
fn count(number: u32, card: NodeRef<Section>, progress: RwSignal<CountProgress>) {
    let newest = progress.try_get_untracked().map(|progress| progress.number);
    if newest.is_none_or(|newest| newest > number) {
        return;
    }
    let element = card.try_get_untracked().flatten();
    let bar = element.and_then(|card| card.query_selector(".fill").ok().flatten());
    let ratio = bar.and_then(|bar| animation_progress(&bar));
    progress.set(CountProgress { number, ratio });
    if ratio.is_some() {
        set_timeout(move || count(number, card, progress), COUNT_INTERVAL);
    }
}
