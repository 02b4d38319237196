//! Rendered templates: an element for each segment, with the field as its class.

use crate::options::template::{Field, Segment};
use crate::widget::state::RenderedText;
use leptos::either::Either;
use leptos::prelude::*;

/// A rendered template as the value of a widget. If only the text of a segment changes,
/// its element stays.
#[component]
pub(super) fn TemplateText(text: RenderedText) -> impl IntoView {
    view! { <p class="value">{segments(text)}</p> }
}

/// The elements of a rendered template.
pub(super) fn segments((segments, unit): RenderedText) -> impl IntoView {
    let segments = segments.into_iter();
    segments
        .map(|segment| view! { <TemplateSegment segment unit /> })
        .collect_view()
}

#[component]
fn TemplateSegment(segment: Segment, unit: Option<&'static str>) -> impl IntoView {
    let Segment { field, text } = segment;
    let class = field.map_or("text", Field::name);
    // A name in a right-to-left script must not reorder the text around it.
    if matches!(field, Some(Field::Name | Field::Sender)) {
        return Either::Left(view! { <bdi class=class>{text}</bdi> });
    }
    let dir = (field == Some(Field::Message)).then_some("auto");
    let unit = unit.filter(|_| field == Some(Field::Amount));
    Either::Right(view! {
        <span class=class dir=dir data-unit=unit>
            {text}
        </span>
    })
}
