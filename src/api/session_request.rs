//! The question that a page asks all day long, made ready once: a poll costs a
//! fetch and little else.

use super::response;
use super::{BASE, Client, PATIENCE, in_time, path};
use crate::browser::early::{self, Early};
use crate::browser::waiter::Waiter;
use crate::config::credential::{ChannelId, Credential};
use crate::polling::{Fault, RequestError};
use js_sys::{JsString, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
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
    pub(super) fn new(client: &Client, channel: &ChannelId) -> Ask {
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
    pub async fn answer(&self) -> Result<JsString, RequestError> {
        let signal = AbortSignal::timeout_with_u32(PATIENCE);
        self.how.set_signal(Some(&signal));
        let answer = fetch(&self.address, &self.how);
        let taken = self.take(Early { answer, signal }).await;
        // The browser's own answer is never nothing.
        taken.unwrap_or(Err(Fault::Unreachable.into()))
    }

    /// The answer to what the loader has asked; `None` where it has not asked the
    /// same, or found another page that does.
    ///
    /// # Errors
    /// As [`Ask::answer`].
    pub async fn early(&self) -> Option<Result<JsString, RequestError>> {
        self.take(early::take(&self.url)?).await
    }

    async fn take(
        &self,
        Early { answer, signal }: Early,
    ) -> Option<Result<JsString, RequestError>> {
        let text = match self.waiter.promised(answer).await {
            Ok(nothing) if nothing.is_undefined() => return None,
            Ok(answer) => response::text(&self.origin, answer.unchecked_into(), &self.waiter).await,
            // The browser's own words may hold the address.
            Err(_) => Err(Fault::Unreachable.into()),
        };
        Some(in_time(text, &signal))
    }
}
