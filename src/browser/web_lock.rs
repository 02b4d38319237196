//! A lock that one page of a browser holds at a time.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // web-sys has it behind a flag that all of the build would need.
    #[wasm_bindgen(js_name = LockManager)]
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Request, JsValue>;

    #[wasm_bindgen(js_name = Promise, extends = Promise)]
    type Request;

    #[wasm_bindgen(method)]
    fn then(this: &Request, kept: &Function, broken: &Function);
}

/// The lock of a name, held or not. It is free again when the page goes.
pub struct WebLock {
    locks: Locks,
    name: String,
    /// Gives the lock back; present while it is held.
    release: Rc<RefCell<Option<Function>>>,
}

impl WebLock {
    /// The lock of this name; `None` where the browser offers none, as it does
    /// outside of a secure context.
    pub fn new(name: &str) -> Option<WebLock> {
        let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
        locks.is_object().then(|| WebLock {
            locks: locks.unchecked_into(),
            name: name.to_owned(),
            release: Rc::default(),
        })
    }

    /// Whether it is held.
    pub fn is_taken(&self) -> bool {
        self.release.borrow().is_some()
    }

    /// Takes it if nobody has it, or from whoever has it; says whether it is
    /// held. Where that is forbidden, everybody may think so.
    pub async fn take(&self, from_anybody: bool) -> bool {
        if self.is_taken() {
            return true;
        }
        let mut request = Err(JsValue::UNDEFINED);
        let taken = Promise::new(&mut |told, _| {
            let release = self.release.clone();
            let granted = Closure::once_into_js(move |lock: JsValue| {
                if lock.is_null() {
                    return JsValue::UNDEFINED;
                }
                let _ = told.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
                // It is held until this promise is kept.
                Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve)).into()
            });
            let options = Object::new();
            let how = if from_anybody { "steal" } else { "ifAvailable" };
            let _ = Reflect::set(&options, &how.into(), &JsValue::TRUE);
            request = self
                .locks
                .request(&self.name, &options, granted.unchecked_ref());
        });
        let Ok(request) = request else {
            return true;
        };
        // It ends when the lock is given back, or was taken away.
        let release = self.release.clone();
        let over = Closure::once_into_js(move || drop(release.borrow_mut().take()));
        request.then(over.unchecked_ref(), over.unchecked_ref());
        // The request itself ends at once when somebody else holds it.
        let first = Promise::race(&Array::of2(&request, &taken));
        JsFuture::from(first)
            .await
            .map_or(true, |held| held.is_truthy())
    }

    /// Gives it back.
    pub fn leave(&self) {
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
