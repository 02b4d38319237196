//! The frame that shows the draft's widgets at the size of the source.
//!
//! It is an iframe, because the overlay's styles depend on the root element and
//! on the size of the window.

use super::document::{BLANK, PreviewDocument};
use crate::browser::js_number;
use crate::config::{Config, LenientConfig};
use crate::overlay::widgets;
use crate::session::Session;
use crate::studio::bind::{live, parts};
use crate::studio::configurator::state::ConfiguratorState;
use leptos::html::{Div, Iframe};
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

/// The frame's height on the page is at most this, in pixels.
const MAX_HEIGHT: f64 = 620.0;

/// Fonts and transitions have settled after this time.
const MEASURE_DELAY: Duration = Duration::from_millis(400);

type DocumentSignal = RwSignal<Option<PreviewDocument>, LocalStorage>;

/// The frame, scaled down to the space that the page has for it.
#[component]
pub(super) fn PreviewFrame(
    state: ConfiguratorState,
    session: Memo<Option<Arc<Session>>>,
    background: RwSignal<&'static str>,
) -> impl IntoView {
    let outer = NodeRef::<Div>::new();
    let iframe = NodeRef::<Iframe>::new();
    let document = DocumentSignal::new_local(None);
    let load = move |_| {
        let iframe = iframe.get_untracked();
        document.set(iframe.and_then(|iframe| PreviewDocument::new(&iframe)));
    };
    mount_widgets(state, session, document);
    let available = available_width(outer);
    let scale = move || {
        let (width, height) = state.size.get();
        let scale = (available.get() / width).min(MAX_HEIGHT / height);
        scale.min(1.0)
    };
    let outer_style = move || {
        let height = js_number(state.size.get().1 * scale());
        ["height:", &height, "px"].concat()
    };
    let frame_style = move || {
        let (width, height) = state.size.get();
        let [width, height, scale] = [width, height, scale()].map(js_number);
        format!("width:{width}px;height:{height}px;transform:scale({scale})")
    };
    let hint = move || {
        let is_empty = state.draft(|draft| draft.widgets.is_empty());
        is_empty.then(
            || view! { <p class="hint">"Choose a preset or add a widget to see it here."</p> },
        )
    };
    view! {
        <div class="preview-frame" node_ref=outer data-backdrop=live(move || background.get()) style=live(outer_style)>
            <iframe
                node_ref=iframe
                title="Preview of the overlay"
                srcdoc=BLANK
                on:load=load
                tabindex="-1"
                style=live(frame_style)
            ></iframe>
            {parts(hint)}
        </div>
        <p class="help">{live(move || describe(state, scale()))}</p>
    }
}

/// The sizes of the source and of its widgets, as a text.
fn describe(state: ConfiguratorState, scale: f64) -> String {
    let (width, height) = state.size.get();
    let [width, height, percent] = [width, height, (scale * 100.0).round()].map(js_number);
    let source = format!("{width} × {height} pixels, shown at {percent} %.");
    let Some((width, height)) = state.measured.get() else {
        return source;
    };
    let [width, height] = [width, height].map(js_number);
    format!("{source} The widgets need {width} × {height} pixels.")
}

/// Mounts the draft's widgets in the document, again after every change of the
/// draft.
fn mount_widgets(
    state: ConfiguratorState,
    session: Memo<Option<Arc<Session>>>,
    document: DocumentSignal,
) {
    let config = Memo::new(move |_| state.draft(|draft| Config::parse_lenient(&draft.to_query())));
    let mounted = StoredValue::new_local(None::<Box<dyn Any>>);
    Effect::new(move |_| {
        let Some(document) = document.get() else {
            return;
        };
        let LenientConfig { page, slots, .. } = config.get();
        // The form shows problems of the page. The preview then uses the defaults.
        let Some(page) = page.or_else(|| Config::parse_lenient("").page) else {
            return;
        };
        // Unmounts the old widgets before the new ones are mounted.
        mounted.set_value(None);
        document.load_theme(page.theme.name());
        let root = document.root.clone();
        let session = Box::new(move || session.get());
        let widgets = move || widgets::render_widgets(&page, slots, session, root, || {});
        mounted.set_value(Some(Box::new(mount_to(document.body.clone(), widgets))));
        document.mark_live();
    });
    on_cleanup(move || mounted.set_value(None));
    Effect::new(move |_| {
        document.track();
        config.track();
        session.track();
        set_timeout(move || measure(state, document), MEASURE_DELAY);
    });
}

fn measure(state: ConfiguratorState, document: DocumentSignal) {
    let measured = document
        .try_with_untracked(|document| document.as_ref().and_then(PreviewDocument::measure));
    if let Some(Some(size)) = measured {
        state.measured.set(Some(size));
    }
}

/// The width of an element, in pixels. It follows the size of the window.
fn available_width(element: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(600.0);
    let update = move || {
        if let Some(element) = element.try_get_untracked().flatten() {
            width.set(f64::from(element.client_width()));
        }
    };
    Effect::new(move |_| {
        element.track();
        request_animation_frame(update);
    });
    let resized = window_event_listener_untyped("resize", move |_| update());
    on_cleanup(move || resized.remove());
    width
}
