//! The clipboard, and the data of drags.

use super::element::with_mounted;
use js_sys::Reflect;
use leptos::html::Textarea;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DragEvent, HtmlElement};

/// Copies a text to the clipboard; false on failure.
pub async fn copy(text: &str) -> bool {
    // Missing outside a secure context.
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_truthy()) {
        let written = window().navigator().clipboard().write_text(text);
        if JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_selection(text).unwrap_or(false)
}

/// Copies by the deprecated `execCommand`, which needs neither a permission nor a secure
/// context.
fn copy_selection(text: &str) -> Option<bool> {
    let focused = document().active_element();
    let text = text.to_owned();
    let copied = with_mounted(
        |area: NodeRef<Textarea>| view! { <textarea node_ref=area prop:value=text></textarea> },
        |area| {
            area.select();
            let command = Reflect::get(&document(), &"execCommand".into()).ok()?;
            let command = command.dyn_into::<js_sys::Function>().ok()?;
            command.call1(&document(), &"copy".into()).ok()
        },
    );
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    Some(copied??.is_truthy())
}

/// Sets the data of a drag, as pairs of MIME type and text.
pub fn set_drag_data(event: &DragEvent, data: &[(&str, &str)]) {
    if let Some(transfer) = event.data_transfer() {
        for (mime_type, text) in data {
            let _ = transfer.set_data(mime_type, text);
        }
    }
}

/// The text of a paste.
pub fn pasted_text(event: &ClipboardEvent) -> Option<String> {
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    (!text.trim().is_empty()).then_some(text)
}

/// The text of a drop; its URL if it has one.
pub fn drop_text(event: &DragEvent) -> Option<String> {
    let transfer = event.data_transfer()?;
    ["text/uri-list", "text/plain"]
        .iter()
        .filter_map(|mime_type| transfer.get_data(mime_type).ok())
        .find(|text| !text.trim().is_empty())
}
