//! A frame of the same site in which widgets are drawn as on a page of their own.

use super::element;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlIFrameElement, HtmlTemplateElement};

/// What a frame holds before anything is drawn in it; a page's own markup.
pub const BLANK: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><title>Preview</title><body></body></html>";

/// The document of a frame.
#[derive(Clone)]
pub struct PreviewDocument {
    document: Document,
    root: Element,
    body: HtmlElement,
}

impl PreviewDocument {
    /// The document of this frame, with the style sheets that every overlay
    /// has; `None` before it is there.
    pub fn of(frame: &HtmlIFrameElement) -> Option<PreviewDocument> {
        let own = frame.content_document()?;
        let sheets = document()
            .query_selector_all("head > link[rel=stylesheet]:not([id])")
            .ok()?;
        let head = own.head()?;
        for at in 0..sheets.length() {
            let copy = own.import_node_with_deep(&sheets.item(at)?, true).ok()?;
            let _ = head.append_child(&copy);
        }
        Some(PreviewDocument {
            root: own.document_element()?,
            // Of another window's class, which is the same one.
            body: own.body()?.unchecked_into(),
            document: own,
        })
    }

    /// The root element.
    pub fn root(&self) -> Element {
        self.root.clone()
    }

    /// The body.
    pub fn body(&self) -> HtmlElement {
        self.body.clone()
    }

    /// Adds the style sheet of a theme, unless the document has it already.
    pub fn load_theme(&self, theme: &str) {
        if self.document.get_element_by_id(theme).is_some() {
            return;
        }
        let copy = || {
            let styles: HtmlTemplateElement =
                document().get_element_by_id("styles")?.dyn_into().ok()?;
            let sheet = styles.content().get_element_by_id(theme)?;
            self.document.import_node_with_deep(&sheet, true).ok()
        };
        if let (Some(head), Some(copy)) = (self.document.head(), copy()) {
            let _ = head.append_child(&copy);
        }
    }

    /// Tells the style sheets that there is a session to show.
    pub fn mark_live(&self) {
        element::set_if_changed(&self.root, "data-page", Some("overlay"));
        element::set_if_changed(&self.root, "data-status", Some("live"));
    }

    /// Width and height, in whole pixels, of what is drawn; all the width where
    /// a widget uses what there is.
    pub fn measure(&self) -> Option<(f64, f64)> {
        let main = self.document.query_selector("main.widgets").ok()??;
        let cards = main
            .query_selector_all(".widget:not([hidden]), .problem")
            .ok()?;
        let mut right = 0.0_f64;
        for at in 0..cards.length() {
            // Of another window's class.
            let card: Element = cards.item(at)?.unchecked_into();
            right = right.max(card.get_bounding_client_rect().right());
        }
        let is_wide = matches!(main.query_selector(".slot.wide"), Ok(Some(_)));
        let whole = main.get_bounding_client_rect();
        // What is right of the last card is as wide as what is left of the first.
        let width = if is_wide { whole.width() } else { right + 8.0 };
        (right > 0.0).then(|| (width.min(whole.width()).ceil(), whole.height().ceil()))
    }
}
