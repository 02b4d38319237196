//! Helpers for tests of the configurator and the dock.

use super::tab::{TIMEOUT, Tab};
use super::test_page::TestPage;
use chromiumoxide::cdp::browser_protocol::browser::{
    SetDownloadBehaviorBehavior, SetDownloadBehaviorParams,
};
use std::time::Duration;

impl TestPage {
    /// Opens the configurator with this query and the stub as its API.
    pub async fn open_configurator(&self, query: &str) -> Tab {
        let tab = self.tab((1280, 900)).await;
        let (base, api) = (&self.site.base, &self.api.origin);
        tab.goto(&format!(
            "{base}?page=configurator&api={api}&locale=en-US&{query}"
        ))
        .await;
        tab.wait_for("document.querySelector('#address')", TIMEOUT)
            .await;
        tab
    }

    /// The text of the file that a click on this button downloads.
    pub async fn download(&self, tab: &Tab, button: &str) -> String {
        let folder = std::env::temp_dir().join(format!("saved-{}", self.context().inner()));
        std::fs::create_dir_all(&folder).unwrap();
        let into = SetDownloadBehaviorParams::builder()
            .behavior(SetDownloadBehaviorBehavior::Allow)
            .browser_context_id(self.context())
            .download_path(folder.to_string_lossy())
            .build();
        let browser = &self.browser().client;
        browser.execute(into.unwrap()).await.unwrap();
        tab.click(button).await;
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let paths = std::fs::read_dir(&folder).unwrap();
            // A partial download has another extension.
            let done = paths.map(|file| file.unwrap().path()).find(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "json" || extension == "html")
            });
            if let Some(path) = done {
                let text = std::fs::read_to_string(path).unwrap();
                std::fs::remove_dir_all(folder).unwrap();
                return text;
            }
        }
        panic!("{button} downloads no file");
    }
}

impl Tab {
    /// Waits until the page shows this text.
    pub async fn wait_for_text(&self, words: &str) {
        let there = format!("document.body.innerText.includes({words:?})");
        self.wait_for(&there, TIMEOUT).await;
    }

    /// Waits until the preview shows this text.
    pub async fn wait_for_preview(&self, words: &str) {
        let shown = "document.querySelector('iframe').contentDocument.body.innerText";
        self.wait_for(&format!("{shown}.includes({words:?})"), TIMEOUT)
            .await;
    }

    /// Selects the widget at this position of the list, from 1.
    pub async fn select_widget(&self, position: usize) {
        self.click_on(&format!(".widget-editor:nth-child({position}) .entry"))
            .await;
    }

    /// Opens the group of what is rarely needed, where a widget has one.
    pub async fn open_advanced(&self) {
        if self.count("details.group").await == 1 {
            self.click("Advanced").await;
        }
    }

    /// Opens the presets and applies one.
    pub async fn apply_preset(&self, id: &str) {
        self.click("Presets").await;
        self.click_on(&format!("[data-preset={id}]")).await;
        self.wait_for("!document.querySelector('dialog[open]')", TIMEOUT)
            .await;
    }

    /// Chooses a theme by its miniature.
    pub async fn choose_theme(&self, name: &str) {
        let card = format!(".theme-card [data-scene={name}] + button");
        self.click_on(&card).await;
    }

    /// The address that the configurator shows.
    pub async fn address(&self) -> String {
        self.value("#address").await
    }

    /// Waits until the address contains this part.
    pub async fn wait_for_address(&self, part: &str) {
        let there = format!("document.querySelector('#address').value.includes({part:?})");
        self.wait_for(&there, TIMEOUT).await;
    }
}
