//! The frame that shows the draft's widgets at the size of the source.
//!
//! It is an iframe, because the overlay's styles depend on the root element and
//! on the size of the window.

use super::document::{BLANK, PreviewDocument};
use crate::browser::js_number;
use crate::browser::size_observer::SizeObserver;
use crate::config::{Config, LenientConfig};
use crate::overlay::widgets::Widgets;
use crate::session::Session;
use crate::studio::configurator::state::ConfiguratorState;
use leptos::ev::resize;
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
    session: Memo<Option<Arc<Session>>>,
    background: RwSignal<&'static str>,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let outer = NodeRef::<Div>::new();
    let iframe = NodeRef::<Iframe>::new();
    let document = DocumentSignal::new_local(None);
    let available = RwSignal::new(600.0);
    let measure_space = move || {
        if let Some(outer) = outer.get_untracked() {
            available.set(f64::from(outer.client_width()));
        }
    };
    let load = move |_| {
        measure_space();
        document.set(
            iframe
                .get()
                .and_then(|iframe| PreviewDocument::new(&iframe)),
        );
    };
    let resized = window_event_listener(resize, move |_| measure_space());
    on_cleanup(move || resized.remove());
    mount_widgets(state, session, document);
    let scale = move || {
        let (width, height) = state.size.get();
        let scale = (available.get() / width).min(MAX_HEIGHT / height);
        scale.min(1.0)
    };
    let pixels = |length: f64| js_number(length) + "px";
    view! {
        <div
            class="preview-frame"
            node_ref=outer
            data-backdrop=background
            style:height=move || pixels(state.size.get().1 * scale())
        >
            <iframe
                node_ref=iframe
                title="Preview of the overlay"
                srcdoc=BLANK
                on:load=load
                tabindex="-1"
                style:width=move || pixels(state.size.get().0)
                style:height=move || pixels(state.size.get().1)
                style:transform=move || format!("scale({})", js_number(scale()))
            ></iframe>
            <Show when=move || state.draft(|draft| draft.widgets.is_empty())>
                <p class="hint">"Choose a preset or add a widget to see it here."</p>
            </Show>
        </div>
        <p class="help">{move || describe(state, scale())}</p>
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
    let observer = observe_sizes(state, document);
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
        let root = document.root.clone();
        let widgets = move || view! { <Widgets page slots session root on_change=|| {} /> };
        mounted.set_value(Some(Box::new(mount_to(document.body.clone(), widgets))));
        document.mark_live();
        observe_widgets(observer, &document);
    });
    on_cleanup(move || mounted.set_value(None));
}

type Observer = StoredValue<Option<SizeObserver>, LocalStorage>;

/// Measures the widgets after they have changed their sizes.
fn observe_sizes(state: ConfiguratorState, document: DocumentSignal) -> Observer {
    let observer = Observer::new_local(None);
    let mut measure = debounce(MEASURE_DELAY, move |()| {
        let Some(document) = document.get() else {
            return;
        };
        // An unknown key has no widget before the first session.
        observe_widgets(observer, &document);
        if let Some(size) = document.measure() {
            state.measured.set(Some(size));
        }
    });
    observer.set_value(SizeObserver::new(move || measure(())));
    observer
}

fn observe_widgets(observer: Observer, document: &PreviewDocument) {
    let Some((main, mut elements)) = document.widgets() else {
        return;
    };
    elements.push(main);
    observer.with_value(|observer| {
        if let Some(observer) = observer {
            observer.observe(elements);
        }
    });
}
