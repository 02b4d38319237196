//! Recordings of what a page shows, frame by frame.

use super::tab::Tab;
use serde::de::DeserializeOwned;

/// The figure that a goal shows.
pub const FIGURE: &str =
    "parseFloat(document.querySelector('.current').textContent.replace(/,/g, ''))";
/// How full a goal's bar is, from 0 to 1.
pub const BAR: &str = "new DOMMatrix(getComputedStyle(document.querySelector('.fill')).transform).m41 / document.querySelector('.fill').offsetWidth + 1";

impl Tab {
    /// Starts to record the value of a JavaScript expression in each frame.
    pub async fn record(&self, expression: &str) {
        let record = include_str!("record.js");
        self.eval::<()>(&format!("({record})(() => ({expression}))"))
            .await;
    }

    /// The values of the last recording so far.
    pub async fn records<T: DeserializeOwned>(&self) -> Vec<T> {
        self.eval("records").await
    }
}
