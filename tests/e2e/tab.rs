//! A page of a browser: asked by scripts, and listened to.

use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use chromiumoxide::cdp::js_protocol::runtime::{
    EvaluateParams, EventConsoleApiCalled, EventExceptionThrown, RemoteObject,
};
use chromiumoxide::page::Page;
use futures::StreamExt;
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A word of the console, or an exception that nobody caught.
#[derive(Clone, Debug)]
pub struct Heard {
    pub level: String,
    pub text: String,
}

/// A page, closed with its context.
#[derive(Clone)]
pub struct Tab {
    pub(super) page: Page,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// How a page goes out of sight.
#[derive(Clone, Copy, Debug)]
pub enum HideBy {
    /// OBS says so.
    Obs,
    /// The browser says so.
    Document,
}

impl Tab {
    pub async fn new(page: Page, size: (u32, u32)) -> Tab {
        let tab = Tab {
            page,
            heard: Arc::default(),
        };
        tab.listen().await;
        tab.resize(size).await;
        tab
    }

    /// Gives the page another size.
    pub async fn resize(&self, (width, height): (u32, u32)) {
        let size = SetDeviceMetricsOverrideParams::new(width, height, 1.0, false);
        self.page.execute(size).await.unwrap();
    }

    async fn listen(&self) {
        let mut entries = self.page.event_listener::<EventEntryAdded>().await.unwrap();
        let mut calls = self
            .page
            .event_listener::<EventConsoleApiCalled>()
            .await
            .unwrap();
        let mut thrown = self
            .page
            .event_listener::<EventExceptionThrown>()
            .await
            .unwrap();
        let heard = self.heard.clone();
        let keep = move |level: &str, text: String| {
            let level = level.to_owned();
            heard.lock().unwrap().push(Heard { level, text });
        };
        let (keep_call, keep_thrown) = (keep.clone(), keep.clone());
        tokio::spawn(async move {
            while let Some(event) = entries.next().await {
                let (entry, url) = (&event.entry, event.entry.url.clone());
                let text = format!("{} {}", entry.text, url.unwrap_or_default());
                keep(entry.level.as_ref(), text);
            }
        });
        tokio::spawn(async move {
            while let Some(event) = calls.next().await {
                let words: Vec<String> = event.args.iter().map(words).collect();
                keep_call(event.r#type.as_ref(), words.join(" "));
            }
        });
        tokio::spawn(async move {
            while let Some(event) = thrown.next().await {
                let details = &event.exception_details;
                let what = details.exception.as_ref().map(words).unwrap_or_default();
                keep_thrown("error", format!("{}: {what}", details.text));
            }
        });
    }

    /// For what only the browser's own protocol can ask.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Everything that was heard, of any level.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// Goes to an address and waits until another document, or another fragment of
    /// this one, stands there, whatever it shows.
    ///
    /// Not `Page.navigate`, which chromiumoxide answers after every frame has said
    /// that it is loaded: now and then it misses one, and times out.
    pub async fn goto(&self, address: &str) {
        if address.starts_with("file:") {
            // Where no page may lead; it is there even if nobody says so.
            let limit = Duration::from_secs(3);
            let _ = tokio::time::timeout(limit, self.page.goto(address)).await;
            return self
                .wait_for("location.protocol === 'file:'", Duration::from_secs(20))
                .await;
        }
        let leave = format!(
            "(() => {{
                const there = new URL({address:?}, location);
                const same = there.hash && there.href.split('#')[0] === location.href.split('#')[0];
                if (!same) window.left = true;
                location.assign(there);
                return true;
            }})()"
        );
        let _: bool = self.eval(&leave).await;
        self.wait_for("!window.left", Duration::from_secs(20)).await;
    }

    /// Runs a script before those of every page to come.
    pub async fn prepare(&self, script: &str) {
        let params = AddScriptToEvaluateOnNewDocumentParams::new(script);
        self.page.execute(params).await.unwrap();
    }

    /// Makes the system ask for less motion.
    pub async fn prefer_less_motion(&self) {
        let less = MediaFeature::new("prefers-reduced-motion", "reduce");
        let params = SetEmulatedMediaParams::builder().feature(less).build();
        self.page.execute(params).await.unwrap();
    }

    /// Makes the system prefer dark pages, or bright ones.
    pub async fn prefer_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let scheme = MediaFeature::new("prefers-color-scheme", scheme);
        let params = SetEmulatedMediaParams::builder().feature(scheme).build();
        self.page.execute(params).await.unwrap();
    }

    async fn try_eval(&self, script: &str) -> Result<serde_json::Value, String> {
        evaluate(&self.page, script).await
    }

    /// The value of a script, awaited if it is a promise.
    pub async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self
            .try_eval(script)
            .await
            .unwrap_or_else(|why| panic!("{script}: {why}"));
        serde_json::from_value(value).unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    /// Waits until a condition holds.
    pub async fn wait_for(&self, condition: &str, limit: Duration) {
        let started = Instant::now();
        let script = format!("Boolean({condition})");
        while self.try_eval(&script).await != Ok(true.into()) {
            if started.elapsed() > limit {
                let glance = self.glance().await;
                panic!("not within {limit:?}: {condition}\n{glance}");
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Waits until the page stands so, as its root element says.
    pub async fn wait_for_status(&self, status: &str, limit: Duration) {
        let condition = format!("document.documentElement.dataset.status === '{status}'");
        self.wait_for(&condition, limit).await;
    }

    pub async fn wait_until_live(&self) {
        self.wait_for_status("live", Duration::from_secs(20)).await;
    }

    /// The root element's marks and the visible text, for messages.
    pub async fn glance(&self) -> String {
        let script =
            "document.documentElement.cloneNode().outerHTML + '\\n' + document.body?.innerText";
        let seen = self.try_eval(script).await;
        let heard: Vec<String> = self.heard().into_iter().map(|heard| heard.text).collect();
        let text = seen.map_or_else(|why| why, |seen| seen.to_string()) + &heard.join("\n");
        text.chars().take(1500).collect()
    }

    /// The text of the first element that fits; `None` where there is none.
    pub async fn text(&self, selector: &str) -> Option<String> {
        self.eval(&format!(
            "document.querySelector({selector:?})?.textContent ?? null"
        ))
        .await
    }

    /// A mark of the root element.
    pub async fn mark(&self, name: &str) -> Option<String> {
        self.eval(&format!(
            "document.documentElement.getAttribute('data-{name}')"
        ))
        .await
    }

    pub async fn count(&self, selector: &str) -> usize {
        self.eval(&format!("document.querySelectorAll({selector:?}).length"))
            .await
    }

    /// Brings the page in or out of sight.
    pub async fn show(&self, way: HideBy, visible: bool) {
        let script = match way {
            HideBy::Obs => format!(
                "dispatchEvent(new CustomEvent('obsSourceVisibleChanged', {{ detail: {{ visible: {visible} }} }})); 0"
            ),
            HideBy::Document => format!(
                "{}; document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }})); 0",
                hidden_script(!visible)
            ),
        };
        let _: i32 = self.eval(&script).await;
    }

    /// Tells the page that the network is back.
    pub async fn back_online(&self) {
        let _: bool = self.eval("dispatchEvent(new Event('online'))").await;
    }
}

/// What makes a document say that it is hidden, or that it is not.
pub fn hidden_script(hidden: bool) -> String {
    let state = if hidden { "hidden" } else { "visible" };
    format!(
        "Object.defineProperties(document, {{
            hidden: {{ configurable: true, get: () => {hidden} }},
            visibilityState: {{ configurable: true, get: () => '{state}' }},
        }})"
    )
}

async fn evaluate(page: &Page, script: &str) -> Result<serde_json::Value, String> {
    let params = EvaluateParams::builder()
        .expression(script)
        .await_promise(true)
        // Else the page's policy would not bind what is tried here.
        .allow_unsafe_eval_blocked_by_csp(false)
        .return_by_value(true);
    let answer = page
        .execute(params.build()?)
        .await
        .map_err(|why| why.to_string())?
        .result;
    match answer.exception_details {
        Some(details) => Err(format!(
            "{} {:?}",
            details.text,
            details.exception.as_ref().map(words)
        )),
        None => Ok(answer.result.value.unwrap_or_default()),
    }
}

fn words(object: &RemoteObject) -> String {
    let value = object.value.as_ref().map(|value| match value {
        serde_json::Value::String(text) => text.clone(),
        value => value.to_string(),
    });
    value
        .or_else(|| object.description.clone())
        .unwrap_or_default()
}
