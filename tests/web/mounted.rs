//! A view that is mounted in the document, and used as a person does.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent,
    KeyboardEventInit,
};

/// The view and its element, which are removed when this is dropped.
pub struct Mounted {
    parent: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.parent.remove();
    }
}

impl Mounted {
    pub async fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted {
        let parent: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&parent).unwrap();
        let mounted = Mounted {
            _mounted: Box::new(mount_to(parent.clone(), view)),
            parent,
        };
        mounted.settle().await;
        mounted
    }

    /// Waits until effects have run.
    pub async fn settle(&self) {
        for _ in 0..3 {
            leptos::task::tick().await;
        }
    }

    pub fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.parent.query_selector(selector).unwrap();
        let found =
            found.unwrap_or_else(|| panic!("no {selector} in {}", self.parent.inner_html()));
        found.unchecked_into()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.parent.query_selector_all(selector).unwrap().length()
    }

    pub fn text(&self, selector: &str) -> String {
        let element: Element = self.find(selector);
        element.text_content().unwrap_or_default()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let element: Element = self.find(selector);
        element.get_attribute(name).unwrap_or_default()
    }

    pub fn value(&self, selector: &str) -> String {
        self.find::<HtmlInputElement>(selector).value()
    }

    pub fn is_disabled(&self, selector: &str) -> bool {
        self.find::<Element>(selector).matches(":disabled").unwrap()
    }

    pub fn has_focus(&self, selector: &str) -> bool {
        document().active_element() == Some(self.find(selector))
    }

    pub async fn click(&self, selector: &str) {
        self.find::<HtmlElement>(selector).click();
        self.settle().await;
    }

    /// Types into a field: the new value first, then the event.
    pub async fn enter(&self, selector: &str, text: &str) {
        let input: HtmlInputElement = self.find(selector);
        input.set_value(text);
        self.dispatch(&input, "input").await;
    }

    /// Chooses from a menu: the new value first, then the event.
    pub async fn choose(&self, selector: &str, value: &str) {
        let select: HtmlSelectElement = self.find(selector);
        select.set_value(value);
        self.dispatch(&select, "change").await;
    }

    /// Presses a key in an element, alone or with Ctrl.
    pub async fn press(&self, selector: &str, key: &str, has_ctrl: bool) {
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_key(key);
        init.set_ctrl_key(has_ctrl);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let target: Element = self.find(selector);
        target.dispatch_event(&event).unwrap();
        self.settle().await;
    }

    /// Waits for an element whose text begins with `start`.
    pub async fn wait_for_text(&self, selector: &str, start: &str) {
        for _ in 0..100 {
            if self.text(selector).starts_with(start) {
                return;
            }
            sleep(50).await;
        }
        panic!("{selector} is {:?}, not {start:?}", self.text(selector));
    }

    async fn dispatch(&self, target: &Element, kind: &str) {
        let init = EventInit::new();
        init.set_bubbles(true);
        let event = Event::new_with_event_init_dict(kind, &init).unwrap();
        target.dispatch_event(&event).unwrap();
        self.settle().await;
    }
}

async fn sleep(milliseconds: i32) {
    let mut start = |resolve, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    };
    JsFuture::from(js_sys::Promise::new(&mut start))
        .await
        .unwrap();
}
