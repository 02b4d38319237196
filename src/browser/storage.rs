//! What is kept in the browser's profile. Where that is forbidden, full or
//! foreign, nothing is kept, and nothing is said of it.

use super::clock;
use crate::config::credential::{ChannelId, Credential};
use crate::polling;
use crate::session::timestamp::Timestamp;
use js_sys::JsString;
use leptos::prelude::{on_cleanup, window, window_event_listener_untyped};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

#[wasm_bindgen]
extern "C" {
    // That of web-sys takes texts of ours.
    #[wasm_bindgen(js_name = Storage)]
    type Store;

    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &Store, name: &JsString, text: &JsString) -> Result<(), JsValue>;
}

/// What is kept under this name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&own(name)).ok()?
}

/// Keeps something under this name; says whether it could.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&own(name), text).is_ok())
}

/// Keeps nothing under this name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&own(name));
    }
}

/// The credential that somebody chose to keep for this channel.
pub fn credential(channel: &ChannelId) -> Option<Credential> {
    Credential::read(&read(&place(channel))?)
}

/// Keeps a credential for this channel, or none any more; says whether it could.
pub fn keep_credential(channel: &ChannelId, credential: Option<&Credential>) -> bool {
    let place = place(channel);
    let Some(credential) = credential else {
        forget(&place);
        return true;
    };
    write(&place, &credential.authorization())
}

/// Keeps a channel's last good session for the next start. What changes often is
/// not written each time, for that goes to the disk; it is when the page goes.
pub struct SessionCache(Rc<State>);

struct State {
    name: String,
    /// The text to keep, which is the browser's and stays there.
    text: RefCell<Option<JsString>>,
    /// When that was last known to be what the server has.
    good: Cell<Timestamp>,
    is_written: Cell<bool>,
    written: Cell<Timestamp>,
}

impl SessionCache {
    /// Keeps until the owner of this call ends.
    pub fn new(origin: &str, channel: &ChannelId) -> SessionCache {
        let keeper = Rc::new(State {
            // Another server's channel of the same id is another channel.
            name: ["session:", channel.as_str(), " ", origin].concat(),
            text: RefCell::default(),
            good: Cell::new(Timestamp(0.0)),
            is_written: Cell::new(true),
            written: Cell::new(Timestamp(0.0)),
        });
        let last = keeper.clone();
        let going = window_event_listener_untyped("pagehide", move |_| {
            if last.is_written.get() {
                return;
            }
            // A page that was out of sight may know less than another has kept.
            let kept = read(&last.name).and_then(|kept| polling::kept_at(&kept));
            if kept.is_none_or(|kept| kept <= last.good.get()) {
                last.write();
            }
        });
        on_cleanup(move || going.remove());
        SessionCache(keeper)
    }

    /// The text of the session that was kept, unless it is too old.
    pub fn recall(&self) -> Option<JsString> {
        let kept = read(&self.0.name)?;
        let text = JsString::from(polling::recall(&kept, clock::now())?);
        self.0.text.replace(Some(text.clone()));
        Some(text)
    }

    /// Has another text to keep, which is good now.
    pub fn take(&self, text: &JsString) {
        self.0.text.replace(Some(text.clone()));
        self.0.good.set(clock::now());
        self.0.is_written.set(false);
    }

    /// Keeps it, for it is good still, unless that was done not long ago.
    pub fn keep(&self) {
        let now = clock::now();
        self.0.good.set(now);
        let age = now.since(self.0.written.get());
        if age >= polling::keep_after(self.0.is_written.get()) {
            self.0.write();
        }
    }
}

impl State {
    fn write(&self) {
        self.is_written.set(true);
        self.written.set(clock::now());
        let text = self.text.borrow();
        let Some(text) = &*text else { return };
        if let (Some(head), Some(storage)) =
            (polling::keep(text.length(), self.good.get()), storage())
        {
            let name = JsString::from(own(&self.name));
            let kept = JsString::from(head).concat(text);
            let _ = storage.unchecked_ref::<Store>().set_item(&name, &kept);
        }
    }
}

fn place(channel: &ChannelId) -> String {
    ["credential:", channel.as_str()].concat()
}

/// Names of ours among those of the host's other pages.
fn own(name: &str) -> String {
    ["session-overlay:", name].concat()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
