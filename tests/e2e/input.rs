//! User input: mouse, keyboard, drag and drop, clipboard.

use super::tab::Tab;
use super::test_page::TestPage;
use chromiumoxide::cdp::browser_protocol::browser::{
    PermissionDescriptor, PermissionSetting, SetPermissionParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType,
    InsertTextParams, MouseButton,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

const CTRL: i64 = 2;
const SHIFT: i64 = 8;

/// An element to operate.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Target<'a> {
    /// The label of a button, link or field, as a user reads or hears it.
    Name(&'a str),
    /// A CSS selector, of which the first match counts.
    Selector(&'a str),
}

impl Tab {
    /// Calls a function of `input.js`.
    async fn input<T: DeserializeOwned>(&self, function: &str, arguments: impl Serialize) -> T {
        let function = [include_str!("input.js"), ".", function].concat();
        self.call(&function, arguments).await
    }

    /// Scrolls to an element and returns its centre.
    async fn scroll_to(&self, target: Target<'_>) -> (f64, f64) {
        let found: Option<(f64, f64, bool)> = self.input("scrollTo", [target]).await;
        let (x, y, is_free) = found.unwrap_or_else(|| panic!("there is no {target:?}"));
        assert!(is_free, "{target:?} is covered by another element");
        (x, y)
    }

    async fn mouse(&self, kind: DispatchMouseEventType, (x, y): (f64, f64)) {
        let event = DispatchMouseEventParams::builder()
            .r#type(kind)
            .x(x)
            .y(y)
            .button(MouseButton::Left)
            .buttons(1)
            .click_count(1)
            .build();
        self.cdp().execute(event.unwrap()).await.unwrap();
    }

    async fn click_at(&self, position: (f64, f64)) {
        self.mouse(DispatchMouseEventType::MousePressed, position)
            .await;
        self.mouse(DispatchMouseEventType::MouseReleased, position)
            .await;
    }

    /// Clicks the element with this label.
    pub async fn click(&self, name: &str) {
        self.click_at(self.scroll_to(Target::Name(name)).await)
            .await;
    }

    /// Clicks the first match.
    pub async fn click_on(&self, selector: &str) {
        self.click_at(self.scroll_to(Target::Selector(selector)).await)
            .await;
    }

    /// Drags an element vertically, slightly past the centre of another, with the mouse.
    pub async fn drag(&self, from: &str, to: &str) {
        let (x, y) = self.scroll_to(Target::Selector(from)).await;
        let to: (f64, f64) = self.input("center", [Target::Selector(to)]).await;
        self.mouse(DispatchMouseEventType::MousePressed, (x, y))
            .await;
        for step in 1..=12 {
            let share = f64::from(step) / 10.0;
            let position = (x, y + (to.1 - y) * share);
            self.mouse(DispatchMouseEventType::MouseMoved, position)
                .await;
        }
        self.mouse(DispatchMouseEventType::MouseReleased, to).await;
    }

    /// Inserts text at the keyboard focus.
    pub async fn type_text(&self, text: &str) {
        let text = InsertTextParams::new(text);
        self.cdp().execute(text).await.unwrap();
    }

    /// Replaces the text of the field with this label.
    pub async fn fill(&self, name: &str, text: &str) {
        self.fill_target(Target::Name(name), text).await;
    }

    /// Replaces the text of the first matching field.
    pub async fn fill_on(&self, selector: &str, text: &str) {
        self.fill_target(Target::Selector(selector), text).await;
    }

    async fn fill_target(&self, target: Target<'_>, text: &str) {
        self.click_at(self.scroll_to(target).await).await;
        self.input::<()>("selectText", [target]).await;
        if text.is_empty() {
            self.press_key("Delete").await;
        } else {
            self.type_text(text).await;
        }
    }

    /// Selects the option with this value.
    pub async fn select_option(&self, selector: &str, value: &str) {
        self.input::<()>("selectOption", (Target::Selector(selector), value))
            .await;
    }

    /// Presses a key, such as `Tab`, `Shift+Tab` or `Ctrl+z`.
    pub async fn press_key(&self, keys: &str) {
        let mut modifiers = 0;
        let mut key = keys;
        for (name, bit) in [("Ctrl+", CTRL), ("Shift+", SHIFT)] {
            if let Some(rest) = key.strip_prefix(name) {
                (key, modifiers) = (rest, modifiers | bit);
            }
        }
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            " " => 32,
            "Delete" => 46,
            key => i64::from(key.to_ascii_uppercase().as_bytes()[0]),
        };
        let text = match key {
            "Enter" => Some("\r"),
            " " => Some(" "),
            _ => None,
        };
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let mut event = DispatchKeyEventParams::builder()
                .r#type(kind.clone())
                .key(key)
                .modifiers(modifiers)
                .windows_virtual_key_code(code);
            if let (DispatchKeyEventType::KeyDown, Some(text)) = (kind, text) {
                event = event.text(text);
            }
            self.cdp().execute(event.build().unwrap()).await.unwrap();
        }
    }

    /// The data that a drag of this element carries, by type.
    pub async fn drag_data(&self, selector: &str) -> HashMap<String, String> {
        self.input("dragData", [Target::Selector(selector)]).await
    }

    /// Drops a text on an element.
    pub async fn drop_text(&self, selector: &str, text: &str) {
        self.input::<()>("dropText", (Target::Selector(selector), text))
            .await;
    }

    /// The value of a field; empty if there is none.
    pub async fn value(&self, selector: &str) -> String {
        self.eval(&format!(
            "document.querySelector({selector:?})?.value ?? ''"
        ))
        .await
    }

    /// The text on the clipboard.
    pub async fn clipboard(&self) -> String {
        self.eval("navigator.clipboard.readText()").await
    }
}

impl TestPage {
    /// Allows the pages of this test to read and write the clipboard.
    pub async fn allow_clipboard(&self) {
        for name in ["clipboard-read", "clipboard-write"] {
            let allow = SetPermissionParams::builder()
                .permission(PermissionDescriptor::new(name))
                .setting(PermissionSetting::Granted)
                .browser_context_id(self.context())
                .build();
            self.browser().client.execute(allow.unwrap()).await.unwrap();
        }
    }
}
