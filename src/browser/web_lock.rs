//! A lock that one page of this origin holds at a time.

use super::prefixed;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
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
    ) -> Result<LockRequest, JsValue>;

    #[wasm_bindgen(js_name = Promise, extends = Promise)]
    type LockRequest;

    #[wasm_bindgen(method)]
    fn then(this: &LockRequest, on_fulfilled: &Function, on_rejected: &Function);
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
        let mut request = Err(JsValue::UNDEFINED);
        let granted = Promise::new(&mut |resolve_granted, _| {
            let release = self.release.clone();
            let on_granted = Closure::once_into_js(move |lock: JsValue| {
                if lock.is_null() {
                    return JsValue::UNDEFINED;
                }
                let _ = resolve_granted.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
                // The browser holds the lock until this promise is resolved.
                Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve)).into()
            });
            let options = Object::new();
            let option = if steal { "steal" } else { "ifAvailable" };
            let _ = Reflect::set(&options, &option.into(), &JsValue::TRUE);
            request = self
                .locks
                .request(&self.name, &options, on_granted.unchecked_ref());
        });
        let Ok(request) = request else {
            return true;
        };
        // The request ends when the lock is released or stolen.
        let release = self.release.clone();
        let on_end = Closure::once_into_js(move || drop(release.borrow_mut().take()));
        request.then(on_end.unchecked_ref(), on_end.unchecked_ref());
        // It ends at once if another page holds the lock.
        let first = Promise::race(&Array::of2(&request, &granted));
        JsFuture::from(first)
            .await
            .map_or(true, |is_held| is_held.is_truthy())
    }

    /// Releases the lock if this page holds it.
    pub fn release(&self) {
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
