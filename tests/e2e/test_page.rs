//! What a claim is tested on: a server, a site and a browser of its own.

use super::browser::{Engine, Running, running};
use super::site::{ServeMode, Site};
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

/// A test of each claim in each engine, which calls the function of its name.
macro_rules! in_both_engines {
    ($($claim:ident),* $(,)?) => {
        mod chromium_103 {
            $(#[test]
            fn $claim() {
                crate::test_page::run(crate::browser::Engine::Chromium103, stringify!($claim), super::$claim);
            })*
        }
        mod chromium_current {
            $(#[test]
            fn $claim() {
                crate::test_page::run(crate::browser::Engine::Current, stringify!($claim), super::$claim);
            })*
        }
    };
}
pub(crate) use in_both_engines;

/// A test of a claim about each theme in one engine, which calls the function of
/// its name.
macro_rules! in_every_theme {
    ($engine:ident: $claim:ident) => {
        crate::test_page::in_every_theme! { $engine: $claim, plate Plate, clear Clear, neon Neon, paper Paper, pixel Pixel, glass Glass }
    };
    ($engine:ident: $claim:ident, $($theme:ident $variant:ident),*) => {
        mod $claim {
            use session_overlay::options::values::Theme;

            $(#[test]
            fn $theme() {
                let name = concat!(stringify!($claim), "-", stringify!($theme));
                let claim = async |stage: &_| super::$claim(stage, Theme::$variant).await;
                crate::test_page::run(crate::browser::Engine::$engine, name, claim);
            })*

            const _NONE_IS_LEFT_OUT: fn(Theme) = |theme| match theme {
                $(Theme::$variant => ()),*
            };
        }
    };
}
pub(crate) use in_every_theme;

/// The folder that holds what is built.
pub fn target() -> PathBuf {
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    target.parent().map_or(target.clone(), PathBuf::from)
}

/// Shared, because the browsers are.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// The size of a page that no test cares for.
pub const SIZE: (u32, u32) = (800, 600);

pub struct TestPage {
    pub engine: Engine,
    pub api: Stub,
    pub site: Site,
    name: &'static str,
    running: &'static Running,
    context: BrowserContextId,
    tabs: Mutex<Vec<Tab>>,
    expected: Mutex<Vec<&'static str>>,
    others: Mutex<Vec<Stub>>,
}

/// Tests a claim, and afterwards that nothing was heard on the console that the
/// claim does not speak of.
pub fn run(engine: Engine, name: &'static str, claim: impl AsyncFnOnce(&TestPage)) {
    run_within(Duration::from_secs(100), engine, name, claim);
}

/// The same of a claim that takes its time.
pub fn run_within(
    limit: Duration,
    engine: Engine,
    name: &'static str,
    claim: impl AsyncFnOnce(&TestPage),
) {
    RUNTIME.block_on(async {
        let stage = TestPage::new(engine, name).await;
        let claim = AssertUnwindSafe(claim(&stage)).catch_unwind();
        let outcome = tokio::time::timeout(limit, claim).await;
        let unheard = stage.unexpected().await;
        if !matches!(outcome, Ok(Ok(()))) {
            stage.keep_evidence().await;
        }
        let context = stage.context.clone();
        let _ = stage.running.browser.dispose_browser_context(context).await;
        match outcome {
            Err(late) => panic!("{name} takes too long in {}: {late}", engine.name()),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Ok(Ok(())) => assert!(unheard.is_empty(), "on the console: {unheard:#?}"),
        }
    });
}

impl TestPage {
    async fn new(engine: Engine, name: &'static str) -> TestPage {
        let running = running(engine).await;
        let context = running
            .browser
            .create_browser_context(CreateBrowserContextParams::default());
        TestPage {
            engine,
            api: Stub::start().await,
            site: Site::start(ServeMode::Faithful).await,
            name,
            running,
            context: context.await.unwrap(),
            tabs: Mutex::default(),
            expected: Mutex::default(),
            others: Mutex::default(),
        }
    }

    /// Words of the console that belong to the claim.
    pub fn expect(&self, words: &'static str) {
        self.expected.lock().unwrap().push(words);
    }

    /// The failed requests that every browser reports by itself.
    pub fn expect_failed_requests(&self) {
        for words in [
            "Failed to load resource",
            "blocked by CORS policy",
            "net::ERR_",
        ] {
            self.expect(words);
        }
    }

    /// The address of a live overlay of these widgets.
    pub fn address(&self, query: &str) -> String {
        self.address_at(&self.api.origin, query)
    }

    /// The same with another server.
    pub fn address_at(&self, api: &str, query: &str) -> String {
        let base = &self.site.base;
        format!(
            "{base}?channel={CHANNEL}&api={api}&interval=5&locale=en-US&{query}#apikey={APIKEY}"
        )
    }

    /// The origin of another server, which has this session. Pages of one server
    /// share a poll, and what an earlier one was told.
    pub async fn another_api(&self, document: &str) -> String {
        let api = Stub::start().await;
        api.set_session(document);
        let origin = api.origin.clone();
        self.others.lock().unwrap().push(api);
        origin
    }

    /// A page of this size that has gone nowhere yet.
    pub async fn tab(&self, size: (u32, u32)) -> Tab {
        let page = self.running.page(&self.context).await;
        let tab = Tab::new(page, size).await;
        self.tabs.lock().unwrap().push(tab.clone());
        tab
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) -> Tab {
        let tab = self.tab(SIZE).await;
        tab.goto(address).await;
        tab
    }

    /// Opens a live overlay of these widgets and waits for its session.
    pub async fn live(&self, query: &str) -> Tab {
        let tab = self.open(&self.address(query)).await;
        tab.wait_until_live().await;
        tab
    }

    /// The browser, which other tests use too.
    pub fn running(&self) -> &Running {
        self.running
    }

    /// The context that this test's pages share.
    pub fn context(&self) -> BrowserContextId {
        self.context.clone()
    }

    /// Where pictures of this test are kept.
    pub fn folder(&self) -> PathBuf {
        target().join("e2e").join(self.engine.name())
    }

    /// The browser's name and version.
    pub async fn version(&self) -> String {
        let version = self.running.browser.version().await.unwrap();
        version.product.replace("HeadlessChrome", "Chrome")
    }

    async fn unexpected(&self) -> Vec<String> {
        // What was said last may still be on its way.
        tokio::time::sleep(Duration::from_millis(60)).await;
        let expected = self.expected.lock().unwrap().clone();
        let mut unexpected = Vec::new();
        for tab in self.tabs.lock().unwrap().iter() {
            for heard in tab.heard() {
                let is_expected = expected.iter().any(|words| heard.text.contains(words));
                if !is_expected && heard.level == "warning" {
                    eprintln!(
                        "warning in {} ({}): {}",
                        self.engine.name(),
                        self.name,
                        heard.text
                    );
                }
                if !is_expected && matches!(heard.level.as_str(), "error" | "assert") {
                    unexpected.push(heard.text);
                }
            }
        }
        unexpected
    }

    async fn keep_evidence(&self) {
        let tabs = self.tabs.lock().unwrap().clone();
        for (at, tab) in tabs.iter().enumerate() {
            eprintln!("page {at}: {}", tab.glance().await);
            tab.shoot(&self.folder(), &format!("failed-{}-{at}", self.name))
                .await;
        }
    }
}
