//! The environment of one end-to-end test: an API stub, the built site and a browser
//! context of its own, and a gateway if it asks for one.

use super::browser::{BrowserProcess, Engine};
use super::site::{ServeMode, Site};
use super::stub::gateway::Gateway;
use super::stub::{APIKEY, CHANNEL, Stub};
use super::tab::Tab;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::target::CreateBrowserContextParams;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

/// Generates a `#[test]` in each engine for each of these functions.
macro_rules! in_both_engines {
    ($($test:ident),* $(,)?) => {
        mod chromium_103 {
            $(#[test]
            fn $test() {
                crate::test_page::run(crate::browser::Engine::Chromium103, stringify!($test), super::$test);
            })*
        }
        mod chromium_current {
            $(#[test]
            fn $test() {
                crate::test_page::run(crate::browser::Engine::Current, stringify!($test), super::$test);
            })*
        }
    };
}
pub(crate) use in_both_engines;

/// Generates a `#[test]` for each theme that calls this function with the theme.
macro_rules! in_every_theme {
    ($engine:ident: $test:ident) => {
        crate::test_page::in_every_theme! { $engine: $test, plate Plate, clear Clear, neon Neon, paper Paper, pixel Pixel, glass Glass }
    };
    ($engine:ident: $test:ident, $($theme:ident $variant:ident),*) => {
        mod $test {
            use session_overlay::options::values::Theme;

            $(#[test]
            fn $theme() {
                let name = concat!(stringify!($test), "-", stringify!($theme));
                let test = async |page: &_| super::$test(page, Theme::$variant).await;
                crate::test_page::run(crate::browser::Engine::$engine, name, test);
            })*

            const _COVERS_ALL_THEMES: fn(Theme) = |theme| match theme {
                $(Theme::$variant => ()),*
            };
        }
    };
}
pub(crate) use in_every_theme;

/// The `target` folder.
pub fn target() -> PathBuf {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    target.parent().map_or(target.clone(), PathBuf::from)
}

/// Shared by all tests, because the browsers are.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// The default viewport size.
pub const SIZE: (u32, u32) = (800, 600);

pub struct TestPage {
    pub engine: Engine,
    pub api: Stub,
    pub site: Site,
    name: &'static str,
    browser: &'static BrowserProcess,
    context: BrowserContextId,
    tabs: Mutex<Vec<Tab>>,
    expected_console: Mutex<Vec<&'static str>>,
    /// Kept until the test ends.
    other_apis: Mutex<Vec<Stub>>,
    gateway: OnceCell<Gateway>,
}

/// Runs a test with a timeout of 100 seconds. The test also fails if the console has
/// an error that it does not expect.
pub fn run(engine: Engine, name: &'static str, test: impl AsyncFnOnce(&TestPage)) {
    run_within(Duration::from_secs(100), engine, name, test);
}

/// Like [`run`], with another timeout.
pub fn run_within(
    limit: Duration,
    engine: Engine,
    name: &'static str,
    test: impl AsyncFnOnce(&TestPage),
) {
    RUNTIME.block_on(async {
        let page = TestPage::new(engine, name).await;
        let test = AssertUnwindSafe(test(&page)).catch_unwind();
        let outcome = tokio::time::timeout(limit, test).await;
        let errors = page.unexpected_errors().await;
        if !matches!(outcome, Ok(Ok(()))) {
            page.report_failure().await;
        }
        let context = page.context.clone();
        let _ = page.browser.client.dispose_browser_context(context).await;
        match outcome {
            Err(elapsed) => panic!("{name} in {} after {limit:?}: {elapsed}", engine.name()),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Ok(Ok(())) => assert!(errors.is_empty(), "unexpected console errors: {errors:#?}"),
        }
    });
}

impl TestPage {
    async fn new(engine: Engine, name: &'static str) -> TestPage {
        let browser = BrowserProcess::shared(engine).await;
        let context = CreateBrowserContextParams::default();
        let context = browser.client.create_browser_context(context);
        TestPage {
            engine,
            api: Stub::start().await,
            site: Site::start(ServeMode::Normal).await,
            name,
            browser,
            context: context.await.unwrap(),
            tabs: Mutex::default(),
            expected_console: Mutex::default(),
            other_apis: Mutex::default(),
            gateway: OnceCell::new(),
        }
    }

    /// Allows console errors that contain these words.
    pub fn expect_console(&self, words: &'static str) {
        self.expected_console.lock().unwrap().push(words);
    }

    /// Allows the console errors with which a browser reports a failed request.
    pub fn expect_failed_requests(&self) {
        for words in [
            "Failed to load resource",
            "blocked by CORS policy",
            "net::ERR_",
        ] {
            self.expect_console(words);
        }
    }

    /// The address of an overlay with this query that polls this test's stub.
    pub fn address(&self, query: &str) -> String {
        self.address_at(&self.api.origin, query)
    }

    /// Like [`TestPage::address`], with another API origin.
    pub fn address_at(&self, api: &str, query: &str) -> String {
        let base = &self.site.base;
        format!(
            "{base}?channel={CHANNEL}&api={api}&interval=5&locale=en-US&{query}#apikey={APIKEY}"
        )
    }

    /// Starts another stub with this session and returns its origin. Pages with the same
    /// API share polls and the cached session, so some tests need separate ones.
    pub async fn start_api(&self, document: &str) -> String {
        let api = Stub::start().await;
        api.set_session(document);
        let origin = api.origin.clone();
        self.keep(api);
        origin
    }

    /// Keeps a stub until the test ends.
    pub fn keep(&self, api: Stub) {
        self.other_apis.lock().unwrap().push(api);
    }

    /// This test's gateway, started at the first call.
    pub async fn gateway(&self) -> &Gateway {
        self.gateway.get_or_init(Gateway::start).await
    }

    /// Opens a blank page with this viewport size.
    pub async fn tab(&self, size: (u32, u32)) -> Tab {
        let tab = Tab::new(self.browser.new_page(&self.context).await, size).await;
        self.tabs.lock().unwrap().push(tab.clone());
        tab
    }

    /// Opens an address in a page of the default size.
    pub async fn open(&self, address: &str) -> Tab {
        let tab = self.tab(SIZE).await;
        tab.goto(address).await;
        tab
    }

    /// Opens an overlay with this query and waits until its status is `live`.
    pub async fn live(&self, query: &str) -> Tab {
        let tab = self.open(&self.address(query)).await;
        tab.wait_until_live().await;
        tab
    }

    /// The browser, shared with other tests.
    pub fn browser(&self) -> &BrowserProcess {
        self.browser
    }

    /// The browser context of this test's pages.
    pub fn context(&self) -> BrowserContextId {
        self.context.clone()
    }

    /// The folder for screenshots in this engine.
    pub fn screenshot_dir(&self) -> PathBuf {
        target().join("e2e").join(self.engine.name())
    }

    /// The browser's name and version, such as `Chrome/148.0.7778.167`.
    pub async fn browser_version(&self) -> String {
        let version = self.browser.client.version().await.unwrap();
        version.product.replace("HeadlessChrome", "Chrome")
    }

    /// Console errors that the test does not expect. Unexpected warnings are printed.
    async fn unexpected_errors(&self) -> Vec<String> {
        // The last messages may still be in transit.
        tokio::time::sleep(Duration::from_millis(60)).await;
        let expected = self.expected_console.lock().unwrap().clone();
        let mut errors = Vec::new();
        for message in self.tabs.lock().unwrap().iter().flat_map(Tab::console) {
            if expected.iter().any(|words| message.text.contains(words)) {
                continue;
            }
            match message.level.as_str() {
                "error" | "assert" => errors.push(message.text),
                "warning" => {
                    let engine = self.engine.name();
                    eprintln!("warning in {engine} ({}): {}", self.name, message.text);
                }
                _ => {}
            }
        }
        errors
    }

    /// Prints the state of each page and saves a screenshot of it.
    async fn report_failure(&self) {
        let tabs = self.tabs.lock().unwrap().clone();
        for (index, tab) in tabs.iter().enumerate() {
            eprintln!("page {index}: {}", tab.describe().await);
            let name = format!("failed-{}-{index}", self.name);
            tab.screenshot(&self.screenshot_dir(), &name).await;
        }
    }
}
