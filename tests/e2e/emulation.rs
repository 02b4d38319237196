//! Emulates what is outside a page: the viewport, preferences, visibility, the network.

use super::tab::Tab;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};

/// What hides and shows the page.
#[derive(Clone, Copy, Debug)]
pub enum HideBy {
    /// The event that OBS dispatches.
    Obs,
    /// The Page Visibility API of the browser.
    Document,
}

impl Tab {
    /// Sets the viewport size in CSS pixels.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let size = SetDeviceMetricsOverrideParams::new(width, height, 1.0, false);
        self.cdp().execute(size).await.unwrap();
    }

    /// Emulates `prefers-reduced-motion: reduce`.
    pub async fn prefer_reduced_motion(&self) {
        let reduced = MediaFeature::new("prefers-reduced-motion", "reduce");
        let params = SetEmulatedMediaParams::builder().feature(reduced).build();
        self.cdp().execute(params).await.unwrap();
    }

    /// Emulates `prefers-color-scheme`.
    pub async fn prefer_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let scheme = MediaFeature::new("prefers-color-scheme", scheme);
        let params = SetEmulatedMediaParams::builder().feature(scheme).build();
        self.cdp().execute(params).await.unwrap();
    }

    /// Shows or hides the page.
    pub async fn set_visible(&self, by: HideBy, visible: bool) {
        let script = match by {
            HideBy::Obs => format!(
                "dispatchEvent(new CustomEvent('obsSourceVisibleChanged', {{ detail: {{ visible: {visible} }} }}))"
            ),
            HideBy::Document => format!(
                "{}; document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))",
                visibility_script(visible)
            ),
        };
        let _: bool = self.eval(&script).await;
    }

    /// Dispatches the event of a network that is back.
    pub async fn dispatch_online(&self) {
        let _: bool = self.eval("dispatchEvent(new Event('online'))").await;
    }
}

/// A script that makes the document report itself as visible or hidden.
pub fn visibility_script(visible: bool) -> String {
    format!("({})({visible})", include_str!("visibility.js"))
}
