//! A browser page, controlled over the `DevTools` protocol (CDP).

use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::page::AddScriptToEvaluateOnNewDocumentParams;
use chromiumoxide::cdp::js_protocol::runtime::{
    EvaluateParams, EventConsoleApiCalled, EventExceptionThrown, RemoteObject,
};
use chromiumoxide::page::Page;
use futures::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A console message or an uncaught exception.
#[derive(Clone, Debug)]
pub struct ConsoleMessage {
    pub level: String,
    pub text: String,
}

/// How long most waits may take before the test fails.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// A page. Disposing of its browser context closes it.
#[derive(Clone)]
pub struct Tab {
    page: Page,
    console: Arc<Mutex<Vec<ConsoleMessage>>>,
}

impl Tab {
    pub async fn new(page: Page, size: (u32, u32)) -> Tab {
        let tab = Tab {
            page,
            console: Arc::default(),
        };
        tab.listen().await;
        tab.resize(size).await;
        tab
    }

    /// Collects messages from the log, console calls and uncaught exceptions.
    async fn listen(&self) {
        let page = &self.page;
        let mut entries = page.event_listener::<EventEntryAdded>().await.unwrap();
        let mut calls = page
            .event_listener::<EventConsoleApiCalled>()
            .await
            .unwrap();
        let mut exceptions = page.event_listener::<EventExceptionThrown>().await.unwrap();
        let console = self.console.clone();
        let push = move |level: &str, text: String| {
            let level = level.to_owned();
            console.lock().unwrap().push(ConsoleMessage { level, text });
        };
        let (push_call, push_exception) = (push.clone(), push.clone());
        tokio::spawn(async move {
            while let Some(event) = entries.next().await {
                let (entry, url) = (&event.entry, event.entry.url.clone());
                let text = format!("{} {}", entry.text, url.unwrap_or_default());
                push(entry.level.as_ref(), text);
            }
        });
        tokio::spawn(async move {
            while let Some(event) = calls.next().await {
                let arguments: Vec<String> = event.args.iter().map(format_object).collect();
                push_call(event.r#type.as_ref(), arguments.join(" "));
            }
        });
        tokio::spawn(async move {
            while let Some(event) = exceptions.next().await {
                let details = &event.exception_details;
                let exception = details.exception.as_ref().map(format_object);
                let text = format!("{}: {}", details.text, exception.unwrap_or_default());
                push_exception("error", text);
            }
        });
    }

    /// The page for direct CDP commands.
    pub fn cdp(&self) -> &Page {
        &self.page
    }

    /// All console messages so far, of every level.
    pub fn console(&self) -> Vec<ConsoleMessage> {
        self.console.lock().unwrap().clone()
    }

    /// Navigates to an address. Waits until the document, or only the fragment, has
    /// changed; not until the page has loaded.
    ///
    /// It does not use `Page.navigate`: chromiumoxide answers it after every frame
    /// has reported that it loaded, sometimes misses one, and then times out.
    pub async fn goto(&self, address: &str) {
        if address.starts_with("file:") {
            // A page may not navigate to a file, so the browser must. The timeout is
            // ignored for the reason above.
            let limit = Duration::from_secs(3);
            let _ = tokio::time::timeout(limit, self.page.goto(address)).await;
            return self
                .wait_for("location.protocol === 'file:'", TIMEOUT)
                .await;
        }
        self.call::<()>(include_str!("goto.js"), [address]).await;
        self.wait_for("!window.left", TIMEOUT).await;
    }

    /// Adds a script that runs before the scripts of every document from now on.
    pub async fn add_init_script(&self, script: &str) {
        let params = AddScriptToEvaluateOnNewDocumentParams::new(script);
        self.page.execute(params).await.unwrap();
    }

    async fn try_eval(&self, script: &str) -> Result<serde_json::Value, String> {
        evaluate(&self.page, script).await
    }

    /// Evaluates a script and awaits its value if that is a promise.
    pub async fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self
            .try_eval(script)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Calls a JavaScript function with these arguments: an array, a tuple or `()`.
    pub async fn call<T: DeserializeOwned>(&self, function: &str, arguments: impl Serialize) -> T {
        let arguments = serde_json::to_string(&arguments).unwrap();
        self.eval(&format!("({function})(...({arguments} ?? []))"))
            .await
    }

    /// Waits until a JavaScript condition is true.
    pub async fn wait_for(&self, condition: &str, limit: Duration) {
        let started = Instant::now();
        let script = format!("Boolean({condition})");
        while self.try_eval(&script).await != Ok(true.into()) {
            if started.elapsed() > limit {
                let page = self.describe().await;
                panic!("not true within {limit:?}: {condition}\n{page}");
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    /// Waits until the `data-status` of the root element has this value.
    pub async fn wait_for_status(&self, status: &str, limit: Duration) {
        let condition = format!("document.documentElement.dataset.status === '{status}'");
        self.wait_for(&condition, limit).await;
    }

    pub async fn wait_until_live(&self) {
        self.wait_for_status("live", TIMEOUT).await;
    }

    /// The root element's attributes, the visible text and the console, for failure
    /// messages.
    pub async fn describe(&self) -> String {
        let script =
            "document.documentElement.cloneNode().outerHTML + '\\n' + document.body?.innerText";
        let page = match self.try_eval(script).await {
            Ok(page) => page.to_string(),
            Err(error) => error,
        };
        let console: Vec<String> = self.console().into_iter().map(|own| own.text).collect();
        let text = page + &console.join("\n");
        text.chars().take(1500).collect()
    }

    /// The text content of the first match; `None` if there is none.
    pub async fn text(&self, selector: &str) -> Option<String> {
        self.eval(&format!(
            "document.querySelector({selector:?})?.textContent ?? null"
        ))
        .await
    }

    /// The value of a `data-*` attribute of the root element.
    pub async fn root_data(&self, name: &str) -> Option<String> {
        self.eval(&format!(
            "document.documentElement.getAttribute('data-{name}')"
        ))
        .await
    }

    pub async fn count(&self, selector: &str) -> usize {
        self.eval(&format!("document.querySelectorAll({selector:?}).length"))
            .await
    }
}

async fn evaluate(page: &Page, script: &str) -> Result<serde_json::Value, String> {
    let params = EvaluateParams::builder()
        .expression(script)
        .await_promise(true)
        // Otherwise the page's CSP would not apply to the script.
        .allow_unsafe_eval_blocked_by_csp(false)
        .return_by_value(true);
    let response = page
        .execute(params.build()?)
        .await
        .map_err(|error| error.to_string())?
        .result;
    match response.exception_details {
        Some(details) => {
            let exception = details.exception.as_ref().map(format_object);
            Err(format!("{} {exception:?}", details.text))
        }
        None => Ok(response.result.value.unwrap_or_default()),
    }
}

fn format_object(object: &RemoteObject) -> String {
    let value = object.value.as_ref().map(|value| match value {
        serde_json::Value::String(text) => text.clone(),
        value => value.to_string(),
    });
    value
        .or_else(|| object.description.clone())
        .unwrap_or_default()
}
