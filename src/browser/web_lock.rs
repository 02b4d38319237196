//! A lock that one page of this origin holds at a time.

use super::prefixed;
use futures::channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Unstable in web-sys.
    #[wasm_bindgen(js_name = LockManager)]
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        on_granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// A lock of the Web Locks API, held by this page or not. The browser releases it when the
/// page closes.
pub struct WebLock {
    locks: LockManager,
    name: String,
    /// Releases the lock; `None` while this page does not hold it.
    release: Rc<RefCell<Option<Function>>>,
}

impl WebLock {
    /// The lock with this name. `None` if the browser has no locks, as outside a secure
    /// context.
    pub fn new(name: &str) -> Option<WebLock> {
        let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
        locks.is_object().then(|| WebLock {
            locks: locks.unchecked_into(),
            name: prefixed(name),
            release: Rc::default(),
        })
    }

    /// Whether this page holds the lock.
    pub fn is_held(&self) -> bool {
        self.release.borrow().is_some()
    }

    /// Acquires the lock if it is free, or with `steal` in any case. Returns whether this page
    /// holds it; also true if the browser forbids locks, so that every page works alone.
    pub async fn acquire(&self, steal: bool) -> bool {
        if self.is_held() {
            return true;
        }
        let options = Object::new();
        let option = if steal { "steal" } else { "ifAvailable" };
        let _ = Reflect::set(&options, &option.into(), &JsValue::TRUE);
        let (sender, is_granted) = oneshot::channel();
        let release = self.release.clone();
        let on_granted = Closure::once(move |lock: JsValue| {
            let is_granted = !lock.is_null();
            let _ = sender.send(is_granted);
            // The browser holds the lock until this promise is resolved.
            let mut held = |resolve, _| *release.borrow_mut() = Some(resolve);
            is_granted.then(|| Promise::new(&mut held))
        });
        let callback = on_granted.as_ref().unchecked_ref();
        let Ok(request) = self.locks.request(&self.name, &options, callback) else {
            return true;
        };
        let release = self.release.clone();
        spawn_local(async move {
            // Until the lock is released or stolen; at once if it is not granted.
            let _ = JsFuture::from(request).await;
            release.take();
            // With the sender, if the browser has rejected the request.
            drop(on_granted);
        });
        is_granted.await.unwrap_or(true)
    }

    /// Releases the lock if this page holds it.
    pub fn release(&self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
