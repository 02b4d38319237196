//! A frame that draws widgets as an overlay does.
//!
//! It is an iframe, because the overlay's styles depend on the root element and
//! on the size of the window.

use super::document::{BLANK, PreviewDocument};
use super::{DocumentSignal, SessionMemo};
use crate::browser::js_number;
use crate::config::{Config, LenientConfig};
use crate::overlay::widgets::Widgets;
use leptos::html::Iframe;
use leptos::prelude::*;
use std::any::Any;

/// The widgets of an address, in a source of this size that is drawn at this scale.
#[component]
pub(super) fn WidgetFrame(
    /// Names the frame for screen readers.
    #[prop(into)]
    title: String,
    #[prop(into)] config: Signal<LenientConfig>,
    session: SessionMemo,
    #[prop(into)] size: Signal<(f64, f64)>,
    #[prop(into)] scale: Signal<f64>,
    /// Gets the document again after its widgets are mounted.
    document: DocumentSignal,
) -> impl IntoView {
    let iframe = NodeRef::<Iframe>::new();
    let loaded = DocumentSignal::new_local(None);
    let load = move |_| {
        loaded.set(
            iframe
                .get()
                .and_then(|iframe| PreviewDocument::new(&iframe)),
        );
    };
    mount_widgets(config, session, loaded, document);
    let pixels = |length: f64| js_number(length) + "px";
    view! {
        <iframe
            node_ref=iframe
            title=title
            srcdoc=BLANK
            on:load=load
            tabindex="-1"
            style:width=move || pixels(size.get().0)
            style:height=move || pixels(size.get().1)
            style:transform=move || format!("scale({})", js_number(scale.get()))
        ></iframe>
    }
}

/// Mounts the widgets in the document, again after every change of the address.
fn mount_widgets(
    config: Signal<LenientConfig>,
    session: SessionMemo,
    loaded: DocumentSignal,
    mounted_in: DocumentSignal,
) {
    let mounted = StoredValue::new_local(None::<Box<dyn Any>>);
    Effect::new(move |_| {
        let Some(document) = loaded.get() else {
            return;
        };
        let LenientConfig { page, slots, .. } = config.get();
        // The form shows problems of the page. The preview then uses the defaults.
        let Some(page) = page.or_else(|| Config::parse_lenient("").page) else {
            return;
        };
        // Unmounts the old widgets before the new ones are mounted.
        mounted.set_value(None);
        document.clear_properties();
        let root = document.root.clone();
        let widgets = move || view! { <Widgets page slots session root on_change=|| {} /> };
        mounted.set_value(Some(Box::new(mount_to(document.body.clone(), widgets))));
        document.mark_live();
        mounted_in.set(Some(document));
    });
    on_cleanup(move || mounted.set_value(None));
}
