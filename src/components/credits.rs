//! The credits: names that roll upwards once, or page by page without motion.

use super::WidgetContext;
use super::alerts::on_visibility;
use super::template_text::segments;
use crate::browser::element::set_property;
use crate::browser::{duration_from_ms, js_number};
use crate::widget::credits::{CreditsGroup, CreditsState};
use crate::widget::goal::CountProgress;
use crate::widget::state::{Content, WidgetState};
use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Everybody, by event type.
#[component]
pub(super) fn CreditsRoll(state: CreditsState) -> impl IntoView {
    // An element restarts its animation only if the animation's name changes.
    let is_even = state.run.is_multiple_of(2);
    let turn = if is_even { "even" } else { "odd" };
    let groups = state.groups.into_iter();
    let groups = groups.map(|group| view! { <Group group /> });
    view! {
        <div class="screen">
            <div class="roll" data-turn=turn>
                {groups.collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Group(group: CreditsGroup) -> impl IntoView {
    let unit = group.unit;
    let people = group.people.into_iter();
    let people = people.map(|person| view! { <li class="line">{segments((person, unit))}</li> });
    view! {
        <div class="group" data-event=group.event_type>
            <h2 class="title">{group.title}</h2>
            <ul>{people.collect_view()}</ul>
        </div>
    }
}

/// Rolls the names once each time that the state begins a run.
pub(super) fn run_credits(
    speed: f64,
    card: NodeRef<Section>,
    state: Memo<WidgetState>,
    tick: Trigger,
    progress: RwSignal<CountProgress>,
    context: WidgetContext,
) {
    on_visibility(tick);
    Effect::new(move |last: Option<u32>| {
        let state = state.read();
        let Content::Credits(_, state) = &state.content else {
            return 0;
        };
        let run = state.run;
        if last != Some(run) && run > 0 {
            request_animation_frame(move || {
                let roll = card.try_get_untracked().flatten().and_then(|card| {
                    Some(
                        card.query_selector(".roll")
                            .ok()??
                            .unchecked_into::<HtmlElement>(),
                    )
                });
                let Some(roll) = roll else { return };
                let end = move || {
                    // Of a later run, the end of an earlier one is ignored.
                    progress.set(CountProgress {
                        number: run,
                        ratio: None,
                    });
                    tick.notify();
                };
                if context.has_motion {
                    let seconds = start_roll(&roll, speed);
                    set_timeout(end, duration_from_ms(seconds * 1000.0));
                } else {
                    turn_pages(roll, 0.0, context.page_seconds, end);
                }
            });
        }
        run
    });
}

/// The height of the roll, and of the screen that shows it.
fn heights(roll: &HtmlElement) -> (f64, f64) {
    let screen = roll.parent_element();
    let view = screen.map_or(0, |screen| screen.client_height());
    (f64::from(roll.offset_height()), f64::from(view))
}

/// Starts the animation, and returns how many seconds it takes.
fn start_roll(roll: &HtmlElement, speed: f64) -> f64 {
    let (length, view) = heights(roll);
    let seconds = (length + view) / speed;
    for (name, number) in [
        ("--length", length),
        ("--view", view),
        ("--seconds", seconds),
    ] {
        set_property(roll, name, &js_number(number));
    }
    seconds
}

fn lines(roll: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(lines) = roll.query_selector_all(".title, .line") else {
        return Vec::new();
    };
    // In the preview they may be instances of another window's class.
    (0..lines.length())
        .filter_map(|index| Some(lines.item(index)?.unchecked_into()))
        .collect()
}

/// Shows one page after the other, and then calls back.
fn turn_pages(roll: HtmlElement, top: f64, seconds: f64, end: impl FnOnce() + 'static) {
    let (length, view) = heights(&roll);
    if top >= length || view <= 0.0 {
        return end();
    }
    set_property(&roll, "--top", &js_number(top));
    // The next page starts with what was not completely visible.
    let bottom = |line: &HtmlElement| f64::from(line.offset_top() + line.offset_height());
    let is_next = |line: &HtmlElement| bottom(line) > top + view;
    let next = lines(&roll).into_iter().find(is_next);
    let next = next.map_or(length, |line| f64::from(line.offset_top()).max(top + 1.0));
    let next = move || turn_pages(roll, next, seconds, end);
    set_timeout(next, duration_from_ms(seconds * 1000.0));
}
