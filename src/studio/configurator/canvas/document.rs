//! The document inside the preview's frame.

use crate::browser::element::set_if_changed;
use leptos::prelude::document;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, FontFace, FontFaceSet, HtmlElement, HtmlIFrameElement};

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

/// Adds a face of this page to another document. Chromium does not draw text of that document
/// again when the face has loaded, only when it is added, so it is added a second time.
fn add_face(faces: FontFaceSet, face: FontFace) -> Option<()> {
    faces.add(&face).ok()?;
    let loaded = JsFuture::from(face.loaded().ok()?);
    spawn_local(async move {
        if loaded.await.is_ok() {
            faces.delete(&face);
            let _ = faces.add(&face);
        }
    });
    Some(())
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
            add_face(own.fonts(), face.unchecked_into())?;
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

    /// Removes the custom properties of the last address.
    pub(super) fn clear_properties(&self) {
        let _ = self.root.remove_attribute("style");
    }

    /// The element around all widgets.
    pub(super) fn main(&self) -> Option<Element> {
        self.document.query_selector("main.widgets").ok()?
    }

    /// The slots of the widgets, in the order of the address.
    pub(super) fn slots(&self) -> Vec<Element> {
        self.all(".slot")
    }

    /// The index of the slot whose turn it is in a rotation.
    pub(super) fn turn(&self) -> Option<usize> {
        let mut slots = self.slots().into_iter();
        slots.position(|slot| slot.has_attribute("data-turn"))
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.document.query_selector_all(selector) else {
            return Vec::new();
        };
        // A dynamic cast fails here too.
        let elements = (0..found.length()).filter_map(|at| Some(found.item(at)?.unchecked_into()));
        elements.collect()
    }

    /// Width and height of the widgets, in whole pixels; the width of the frame
    /// if a widget fills it. `None` without a visible widget.
    pub(super) fn measure(&self) -> Option<(f64, f64)> {
        let main = self.main()?;
        let widgets = self.all(".widget:not([hidden]), .problem");
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
