//! The question that a page asks all day long, made ready once: a poll costs a
//! fetch and little else.

use super::{BASE, Client, PATIENCE, answer, in_time, path};
use crate::account::{Channel, Credential};
use crate::browser::early::{self, Early};
use crate::browser::waiter::Waiter;
use crate::poll::{Failure, Fault};
use js_sys::{JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestInit};

#[wasm_bindgen]
extern "C" {
    // That of web-sys takes the address as a text, to be decoded at every call.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &JsString, how: &RequestInit) -> Promise;
}

/// A question for the session of a channel, asked by one at a time.
pub struct Ask {
    origin: String,
    url: String,
    address: JsString,
    how: RequestInit,
    waiter: Waiter,
}

impl Ask {
    pub(super) fn new(client: &Client, channel: &Channel) -> Ask {
        let url = [&client.origin, BASE, &path(channel, "")].concat();
        let (how, headers) = (RequestInit::new(), Object::new());
        if let Some(credential) = client.credential.as_ref().map(Credential::authorization) {
            // Fails on what is sealed alone.
            let _ = Reflect::set(&headers, &"Authorization".into(), &credential.into());
        }
        how.set_headers(&headers);
        how.set_cache(RequestCache::NoStore);
        how.set_credentials(RequestCredentials::Omit);
        Ask {
            origin: client.origin.clone(),
            address: url.as_str().into(),
            url,
            how,
            waiter: Waiter::default(),
        }
    }

    /// The session, as a text that stays the browser's: to tell there that it is
    /// the same as before costs next to nothing.
    ///
    /// # Errors
    /// When there was no whole answer, or one that is no success.
    pub async fn answer(&self) -> Result<JsString, Failure> {
        let signal = AbortSignal::timeout_with_u32(PATIENCE);
        self.how.set_signal(Some(&signal));
        let answer = self.promised(fetch(&self.address, &self.how)).await;
        in_time(self.text(answer).await, &signal)
    }

    /// The answer to what the loader has asked, if it has asked the same.
    ///
    /// # Errors
    /// As [`Ask::answer`].
    pub async fn early(&self) -> Option<Result<JsString, Failure>> {
        let Early { answer, signal } = early::take(&self.url)?;
        let answer = self.promised(answer).await;
        if answer.as_ref().is_ok_and(JsValue::is_undefined) {
            return None;
        }
        Some(in_time(self.text(answer).await, &signal))
    }

    async fn promised(&self, answer: Promise) -> Result<JsValue, Failure> {
        let answer = self.waiter.promised(answer).await;
        // The browser's own words may hold the address.
        answer.map_err(|_| Fault::Unreachable.into())
    }

    async fn text(&self, answer: Result<JsValue, Failure>) -> Result<JsString, Failure> {
        answer::text(&self.origin, answer?.unchecked_into(), &self.waiter).await
    }
}
