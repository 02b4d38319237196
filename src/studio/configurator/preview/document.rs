//! The document inside the preview's frame.

use crate::browser::element::set_if_changed;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlIFrameElement};

/// The frame's markup before widgets are mounted.
pub(super) const BLANK: &str =
    "<!doctype html><html lang=en><meta charset=utf-8><title>Preview</title><body></body></html>";

/// The space to the right of the last widget, in pixels.
const MARGIN: f64 = 8.0;

/// The document inside the preview's frame, styled like an overlay.
#[derive(Clone)]
pub(super) struct PreviewDocument {
    document: Document,
    pub(super) root: Element,
    pub(super) body: HtmlElement,
}

impl PreviewDocument {
    /// The document of a frame that has loaded, with the style sheets that every
    /// overlay has, and with the faces of all themes.
    pub(super) fn new(frame: &HtmlIFrameElement) -> Option<PreviewDocument> {
        let own = frame.content_document()?;
        let sheets = document().query_selector_all("head > style").ok()?;
        let head = own.head()?;
        for at in 0..sheets.length() {
            let copy = own.import_node_with_deep(&sheets.item(at)?, true).ok()?;
            head.append_child(&copy).ok()?;
        }
        for face in js_sys::try_iter(&document().fonts()).ok()??.flatten() {
            own.fonts().add(face.unchecked_ref()).ok()?;
        }
        Some(PreviewDocument {
            root: own.document_element()?,
            // A dynamic cast fails, since each window has its own classes.
            body: own.body()?.unchecked_into(),
            document: own,
        })
    }

    /// Marks the document as an overlay that shows a session, for the style
    /// sheets.
    pub(super) fn mark_live(&self) {
        set_if_changed(&self.root, "data-page", Some("overlay"));
        set_if_changed(&self.root, "data-status", Some("live"));
    }

    /// The element around all widgets, and the visible widgets.
    pub(super) fn widgets(&self) -> Option<(Element, Vec<Element>)> {
        let main = self.document.query_selector("main.widgets").ok()??;
        let found = main
            .query_selector_all(".widget:not([hidden]), .problem")
            .ok()?;
        // A dynamic cast fails here too.
        let widgets = (0..found.length()).filter_map(|at| Some(found.item(at)?.unchecked_into()));
        Some((main, widgets.collect()))
    }

    /// Width and height of the widgets, in whole pixels; the width of the frame
    /// if a widget fills it. `None` without a visible widget.
    pub(super) fn measure(&self) -> Option<(f64, f64)> {
        let (main, widgets) = self.widgets()?;
        let sides = widgets
            .iter()
            .map(|widget| widget.get_bounding_client_rect().right());
        let right = sides.fold(0.0, f64::max);
        let is_wide = matches!(main.query_selector(".slot.wide"), Ok(Some(_)));
        let main = main.get_bounding_client_rect();
        let width = if is_wide {
            main.width()
        } else {
            right + MARGIN
        };
        (right > 0.0).then(|| (width.min(main.width()).ceil(), main.height().ceil()))
    }
}
