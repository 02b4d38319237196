//! What a person at a desk does with a page: clipboard, drags, files.

use gloo_net::http::Request;
use js_sys::{Array, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, File, HtmlAnchorElement, HtmlElement, HtmlTextAreaElement,
    Url,
};

/// Puts a text on the clipboard; says whether it is there.
pub async fn copy(text: &str) -> bool {
    // Absent where the page is no secure context.
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_truthy()) {
        let written = window().navigator().clipboard().write_text(text);
        if JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The old way, which works without permissions.
fn copy_by_selection(text: &str) -> Option<bool> {
    let area: HtmlTextAreaElement = document()
        .create_element("textarea")
        .ok()?
        .dyn_into()
        .ok()?;
    area.set_value(text);
    let body = document().body()?;
    let focused = document().active_element();
    body.append_child(&area).ok()?;
    area.select();
    let command = Reflect::get(&document(), &"execCommand".into()).ok()?;
    let copied = command
        .dyn_into::<js_sys::Function>()
        .ok()?
        .call1(&document(), &"copy".into());
    area.remove();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    Some(copied.ok()?.is_truthy())
}

/// Gives a drag these data, by their types.
pub fn give(event: &DragEvent, data: &[(&str, &str)]) {
    if let Some(transfer) = event.data_transfer() {
        for (kind, text) in data {
            let _ = transfer.set_data(kind, text);
        }
    }
}

/// The text that is dropped: an address before any other.
pub fn dropped(event: &DragEvent) -> Option<String> {
    let transfer = event.data_transfer()?;
    ["text/uri-list", "text/plain"]
        .iter()
        .filter_map(|kind| transfer.get_data(kind).ok())
        .find(|text| !text.trim().is_empty())
}

/// Hands a text out as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    let parts = Array::of1(&JsValue::from_str(text));
    let how = BlobPropertyBag::new();
    how.set_type(kind);
    let address = Blob::new_with_str_sequence_and_options(&parts, &how)
        .and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Ok(address), Some(link)) = (address, link) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // The browser has taken it by then.
        leptos::prelude::set_timeout(
            move || drop(Url::revoke_object_url(&address)),
            std::time::Duration::from_secs(10),
        );
    }
}

/// The text of another file of this site; `None` where it cannot be had.
pub async fn load(path: &str) -> Option<String> {
    let answer = Request::get(path).send().await.ok()?;
    answer.ok().then_some(answer.text().await.ok()?)
}

/// The text of a file; `None` where it cannot be read.
pub async fn read(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
