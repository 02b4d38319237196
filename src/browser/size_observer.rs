//! Changes of the sizes of elements.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

/// Calls back after an element has changed its size, and after it is observed first. Ends
/// when it is dropped.
pub struct SizeObserver {
    observer: ResizeObserver,
    elements: RefCell<Vec<Element>>,
    _callback: Closure<dyn FnMut()>,
}

impl SizeObserver {
    /// An observer of no elements yet.
    pub fn new(callback: impl FnMut() + 'static) -> Option<SizeObserver> {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        Some(SizeObserver {
            observer,
            elements: RefCell::default(),
            _callback: callback,
        })
    }

    /// Observes these elements and no others.
    pub fn observe(&self, elements: Vec<Element>) {
        // Observing an element again would call back again.
        if *self.elements.borrow() != elements {
            self.observer.disconnect();
            for element in &elements {
                self.observer.observe(element);
            }
            self.elements.replace(elements);
        }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
