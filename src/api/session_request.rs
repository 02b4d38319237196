//! A request for one channel's session, built once and sent on every poll.

use super::response;
use super::{BASE, Client, REQUEST_TIMEOUT, path, timeout_if_aborted};
use crate::browser::waiter::Waiter;
use crate::config::credential::{ChannelId, Credential};
use crate::polling::{Fault, RequestError};
use js_sys::{JsString, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit};

#[wasm_bindgen]
extern "C" {
    // The one in web-sys copies the URL to JavaScript on every call.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &JsString, init: &RequestInit) -> Promise;
}

/// A request for a channel's session. It can be sent again after it has ended.
pub struct SessionRequest {
    origin: String,
    /// On the JavaScript side.
    url: JsString,
    init: RequestInit,
    waiter: Waiter,
}

impl SessionRequest {
    pub(super) fn new(client: &Client, channel: &ChannelId) -> SessionRequest {
        let url = [&client.origin, BASE, &path(channel, "")].concat();
        let (init, headers) = (RequestInit::new(), Object::new());
        if let Some(credential) = client.credential.as_ref().map(Credential::authorization) {
            let _ = Reflect::set(&headers, &"Authorization".into(), &credential.into());
        }
        init.set_headers(&headers);
        init.set_cache(RequestCache::NoStore);
        init.set_credentials(RequestCredentials::Omit);
        SessionRequest {
            origin: client.origin.clone(),
            url: url.as_str().into(),
            init,
            waiter: Waiter::default(),
        }
    }

    /// Sends the request and returns the session's text. The text stays on the JavaScript
    /// side, where it can be compared with the last one at no cost.
    ///
    /// # Errors
    /// When there is no complete answer, or its status is no success.
    pub async fn send(&self) -> Result<JsString, RequestError> {
        let signal = AbortSignal::timeout_with_u32(REQUEST_TIMEOUT);
        self.init.set_signal(Some(&signal));
        timeout_if_aborted(self.text_of(fetch(&self.url, &self.init)).await, &signal)
    }

    async fn text_of(&self, response: Promise) -> Result<JsString, RequestError> {
        // The browser's own message can contain the address.
        let response = self.waiter.wait_for(response).await;
        let response = response.map_err(|_| Fault::Unreachable)?;
        response::text(&self.origin, response.unchecked_into(), &self.waiter).await
    }
}
