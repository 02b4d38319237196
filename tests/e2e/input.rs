//! A person's hand: mouse and keyboard as the browser itself gets them.

use super::tab::Tab;
use super::test_page::TestPage;
use chromiumoxide::cdp::browser_protocol::browser::{
    PermissionDescriptor, PermissionSetting, SetPermissionParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType,
    InsertTextParams, MouseButton,
};

const CTRL: i64 = 2;
const SHIFT: i64 = 8;

/// A button, link or field by the name that a person reads or hears.
fn named(name: &str) -> String {
    format!(
        "(() => {{
            const name = {name:?};
            const says = (text) => (text ?? '').replace(/\\s+/g, ' ').trim() === name;
            const all = [...document.querySelectorAll('button, a, summary, input, select, .drag, label')];
            const seen = all.filter((own) => own.getClientRects().length);
            const found = seen.find((own) => says(own.getAttribute('aria-label'))) ?? seen.find((own) => says(own.innerText));
            return found?.matches('label') ? found.control ?? found : found;
        }})()"
    )
}

impl Tab {
    /// Where the middle of something is, now in view.
    async fn middle(&self, element: &str) -> (f64, f64) {
        let found: Option<(f64, f64, bool)> = self
            .eval(&format!(
                "(() => {{
                    const element = {element};
                    if (!element) return null;
                    element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                    const box = element.getBoundingClientRect();
                    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                    const top = document.elementFromPoint(x, y);
                    return [x, y, !!top && (element.contains(top) || !!top.closest('label')?.contains(element))];
                }})()"
            ))
            .await;
        let (x, y, is_free) = found.unwrap_or_else(|| panic!("there is no {element}"));
        assert!(is_free, "something covers {element}");
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
        self.page().execute(event.unwrap()).await.unwrap();
    }

    async fn click_at(&self, place: (f64, f64)) {
        self.mouse(DispatchMouseEventType::MousePressed, place)
            .await;
        self.mouse(DispatchMouseEventType::MouseReleased, place)
            .await;
    }

    /// Clicks on what has this name.
    pub async fn click(&self, name: &str) {
        let place = self.middle(&named(name)).await;
        self.click_at(place).await;
    }

    /// Clicks on the first element that fits.
    pub async fn click_on(&self, selector: &str) {
        let place = self
            .middle(&format!("document.querySelector({selector:?})"))
            .await;
        self.click_at(place).await;
    }

    /// Drags an element by the mouse to the middle of another and a little on.
    pub async fn drag(&self, from: &str, to: &str) {
        let (x, y) = self
            .middle(&format!("document.querySelector({from:?})"))
            .await;
        let to: (f64, f64) = self
            .eval(&format!(
                "(() => {{ const box = document.querySelector({to:?}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
            ))
            .await;
        self.mouse(DispatchMouseEventType::MousePressed, (x, y))
            .await;
        for step in 1..=12 {
            let share = f64::from(step) / 10.0;
            let way = (x, y + (to.1 - y) * share);
            self.mouse(DispatchMouseEventType::MouseMoved, way).await;
        }
        self.mouse(DispatchMouseEventType::MouseReleased, to).await;
    }

    /// Types where the keyboard is.
    pub async fn type_text(&self, text: &str) {
        let text = InsertTextParams::new(text);
        self.page().execute(text).await.unwrap();
    }

    /// Replaces what stands in the field of this name.
    pub async fn fill(&self, name: &str, text: &str) {
        self.fill_in(&named(name), text).await;
    }

    /// Replaces what stands in the first field that fits.
    pub async fn fill_on(&self, selector: &str, text: &str) {
        self.fill_in(&format!("document.querySelector({selector:?})"), text)
            .await;
    }

    async fn fill_in(&self, element: &str, text: &str) {
        let place = self.middle(element).await;
        self.click_at(place).await;
        let _: bool = self.eval(&format!("{element}.select?.(), true")).await;
        if text.is_empty() {
            self.press("Delete").await;
        } else {
            self.type_text(text).await;
        }
    }

    /// Chooses in a list, as its own popup would.
    pub async fn choose(&self, selector: &str, value: &str) {
        let _: bool = self
            .eval(&format!(
                "(() => {{
                    const list = document.querySelector({selector:?});
                    list.value = {value:?};
                    list.dispatchEvent(new Event('input', {{ bubbles: true }}));
                    list.dispatchEvent(new Event('change', {{ bubbles: true }}));
                    return list.value === {value:?};
                }})()"
            ))
            .await;
    }

    /// Presses a key, such as `Tab`, `Shift+Tab` or `Ctrl+z`.
    pub async fn press(&self, keys: &str) {
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
            self.page().execute(event.build().unwrap()).await.unwrap();
        }
    }

    /// What a drag of this element carries, by its types.
    pub async fn carried(&self, selector: &str) -> std::collections::HashMap<String, String> {
        self.eval(&format!(
            "(() => {{
                const dataTransfer = new DataTransfer();
                document.querySelector({selector:?}).dispatchEvent(new DragEvent('dragstart', {{ dataTransfer, bubbles: true }}));
                return Object.fromEntries([...dataTransfer.types].map((type) => [type, dataTransfer.getData(type)]));
            }})()"
        ))
        .await
    }

    /// Drops a text on an element.
    pub async fn drop_text(&self, selector: &str, text: &str) {
        let _: bool = self
            .eval(&format!(
                "(() => {{
                    const dataTransfer = new DataTransfer();
                    dataTransfer.setData('text/uri-list', {text:?});
                    const on = document.querySelector({selector:?});
                    for (const kind of ['dragenter', 'dragover', 'drop'])
                        on.dispatchEvent(new DragEvent(kind, {{ dataTransfer, bubbles: true, cancelable: true }}));
                    return true;
                }})()"
            ))
            .await;
    }

    /// What stands in a field.
    pub async fn value(&self, selector: &str) -> String {
        self.eval(&format!(
            "document.querySelector({selector:?})?.value ?? ''"
        ))
        .await
    }

    /// The text of the clipboard.
    pub async fn clipboard(&self) -> String {
        self.eval("navigator.clipboard.readText()").await
    }
}

impl TestPage {
    /// Lets the pages of this test read and write the clipboard.
    pub async fn allow_clipboard(&self) {
        for name in ["clipboard-read", "clipboard-write"] {
            let allow = SetPermissionParams::builder()
                .permission(PermissionDescriptor::new(name))
                .setting(PermissionSetting::Granted)
                .browser_context_id(self.context())
                .build();
            self.running()
                .browser
                .execute(allow.unwrap())
                .await
                .unwrap();
        }
    }
}
