//! Files: downloads, the user's own files, and files of this site.

use super::element::with_mounted;
use gloo_net::http::Request;
use js_sys::Array;
use leptos::html::A;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, Url};

/// Offers a text as a download under this file name.
pub fn download_text(name: &str, mime_type: &str, text: &str) {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    let url = Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| Url::create_object_url_with_blob(&blob));
    let Ok(url) = url else { return };
    let (href, name) = (url.clone(), name.to_owned());
    with_mounted(
        |link: NodeRef<A>| view! { <a node_ref=link href=href download=name hidden></a> },
        |link| link.click(),
    );
    // The download has started by then.
    set_timeout(
        move || drop(Url::revoke_object_url(&url)),
        Duration::from_secs(10),
    );
}

/// The text of a file that the user chose; `None` on failure.
pub async fn read_text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Fetches a text file of this site; `None` on failure.
pub async fn fetch_text(path: &str) -> Option<String> {
    let response = Request::get(path).send().await.ok()?;
    response.ok().then_some(response.text().await.ok()?)
}
