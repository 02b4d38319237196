//! The element around every widget: its title, colours and attributes.

use super::template_text::segments;
use crate::browser::duration_from_ms;
use crate::widget::state::{Content, WidgetState};
use crate::widget::{Colours, Widget, WidgetBase};
use leptos::html::Section;
use leptos::prelude::*;

/// The element around a widget.
#[component]
pub(super) fn WidgetCard(
    widget: Widget,
    state: WidgetState,
    /// Whether the last change is marked at present.
    is_marked: bool,
    node_ref: NodeRef<Section>,
    /// What is below the title.
    content: impl IntoView + 'static,
) -> impl IntoView {
    let base = widget.base();
    let alert = state.content.alert();
    let title = match alert.filter(|_| base.title.is_none()) {
        Some(alert) => alert.title.clone(),
        None => base.title(),
    };
    let title = Some(title).filter(|title| !title.is_empty());
    let shown = alert.and_then(|alert| alert.queue.shown());
    let shown = shown.map(|alert| alert.event_type().to_owned());
    let is_leaving = alert.is_some_and(|alert| alert.is_leaving);
    let direction = match &widget {
        Widget::Goal(goal) => Some(goal.options.direction.name()),
        Widget::Label(_)
        | Widget::Counter(_)
        | Widget::List(_)
        | Widget::Ticker(_)
        | Widget::Timer(..)
        | Widget::Alert(..)
        | Widget::Credits(..) => None,
    };
    let is_hidden = widget.is_hidden(&state);
    let change = state.change;
    let mark = is_marked.then(|| change.mark.name());
    // The previous text is in the document only while it fades out.
    let has_leaving = matches!(state.content, Content::Text(_)) && mark.is_some_and(str::is_empty);
    let leaving = has_leaving.then(|| {
        view! {
            <p class="leaving" aria-hidden="true">
                {segments(change.old_text)}
            </p>
        }
    });
    view! {
        <section
            class="widget"
            data-widget=base.data_source.name().to_owned()
            data-kind=widget.kind().name()
            data-direction=direction
            data-empty=state.content.is_empty().then_some("")
            data-reached=state.content.is_reached().then_some("")
            data-changed=mark
            data-fault=state.content.fault()
            data-alert=shown
            data-leaving=is_leaving.then_some("")
            hidden=is_hidden
            style=colour_properties(base)
            node_ref=node_ref
        >
            {title.map(|title| view! { <h2 class="title">{title}</h2> })}
            {content}
            {leaving}
        </section>
    }
}

/// Whether the last change is marked at present. Calls back for each change.
pub(super) fn mark_changes(
    state: Memo<WidgetState>,
    on_change: fn(),
) -> impl Fn() -> bool + Copy + Send + Sync {
    // The number of the last change whose time is over. The first session is not marked.
    let ended = RwSignal::new(1);
    Effect::new(move |previous: Option<u32>| {
        let change = &state.read().change;
        let number = change.number;
        if number > previous.unwrap_or_default() {
            on_change();
            let duration = duration_from_ms(change.mark.duration());
            set_timeout(move || ended.set(number), duration);
        }
        number
    });
    move || state.read().change.number > ended.get()
}

/// The colours of a widget as declarations of custom properties; `None` without any.
fn colour_properties(base: &WidgetBase) -> Option<String> {
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
    (!style.is_empty()).then_some(style)
}
