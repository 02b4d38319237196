//! One cause of failed polls at a time: what the page shows, and how it recovers.

use crate::proxy::{Network, Proxy};
use crate::stub::{Stub, StubResponse};
use crate::tab::Tab;
use crate::test_page::{SIZE, TestPage};
use futures::StreamExt;
use std::io::Write;
use std::time::{Duration, Instant};

/// The polling interval of the page, in seconds.
pub const INTERVAL: f64 = 5.0;
/// How late a poll may be noticed on a busy machine, in seconds.
pub const LATE: f64 = 2.5;

/// What keeps the page from a session.
#[derive(Clone)]
pub enum Cause {
    Response(StubResponse),
    Network(Network),
}

/// What the page makes of it.
#[derive(Clone, Copy)]
pub enum Outcome {
    /// The page shows the session.
    Live,
    /// A fault with this name that polling overcomes.
    Transient(&'static str),
    /// A fault with this name that only the user can fix.
    Permanent(&'static str),
}

pub struct Case {
    pub name: &'static str,
    pub cause: Cause,
    pub outcome: Outcome,
    /// The minimum time from the failed poll to the next, in seconds.
    pub min_gap: f64,
    /// The maximum time from the end of the cause until the page is live, in
    /// seconds.
    pub max_recovery: f64,
}

impl Case {
    pub fn new(name: &'static str, cause: Cause, outcome: Outcome) -> Case {
        let (min_gap, max_recovery) = match outcome {
            Outcome::Live | Outcome::Transient(_) => (0.9 * INTERVAL - 0.1, 1.1 * INTERVAL + LATE),
            Outcome::Permanent(_) => (0.0, 3.5),
        };
        Case {
            name,
            cause,
            outcome,
            min_gap,
            max_recovery,
        }
    }
}

/// Checks each case: before the first session the page is empty, or shows a card
/// if the user must act. After it the page keeps the last session. Both times the
/// page recovers.
pub async fn check_recovery(page: &TestPage, cases: impl IntoIterator<Item = Case>) {
    page.expect_failed_requests();
    futures::stream::iter(cases)
        .for_each_concurrent(4, |case| check_case(page, case))
        .await;
}

/// Prints a row of the report. `eprintln!` would be captured by the test harness.
pub fn report(page: &TestPage, row: &str) {
    let _ = writeln!(std::io::stderr(), "| {} | {row}", page.engine.name());
}

async fn check_case(page: &TestPage, case: Case) {
    let setup = Setup::start(page, case).await;
    let (fault, is_permanent) = match setup.case.outcome {
        Outcome::Live => return setup.check_live(page).await,
        Outcome::Transient(fault) => (fault, false),
        Outcome::Permanent(fault) => (fault, true),
    };
    let (tries, first) = setup.check_down(page, fault, is_permanent).await;
    let (retries, second) = setup.check_stale(fault, tries).await;
    let shown = if is_permanent { "a card" } else { "nothing" };
    report(
        page,
        &format!(
            "{} | down, {fault}, {shown}, {tries} request, {first:.1} s | stale, {fault}, the last picture, {retries} request, {second:.1} s |",
            setup.case.name
        ),
    );
}

/// An overlay whose server and network fail on demand.
struct Setup {
    case: Case,
    api: Stub,
    proxy: Proxy,
    tab: Tab,
}

impl Setup {
    async fn start(page: &TestPage, case: Case) -> Setup {
        let api = Stub::start().await;
        let proxy = Proxy::start(&api.origin).await;
        let tab = page.tab(SIZE).await;
        let setup = Setup {
            case,
            api,
            proxy,
            tab,
        };
        setup.fail();
        let query = "widget=tip-latest&widget=tip-goal&target=10000";
        let address = page.address_at(&setup.proxy.origin, query);
        setup.tab.goto(&address).await;
        setup
    }

    fn fail(&self) {
        match &self.case.cause {
            Cause::Response(response) => self.api.respond([response.clone()]),
            Cause::Network(network) => self.proxy.set_network(*network),
        }
    }

    async fn text(&self) -> String {
        self.tab.eval("document.body.innerText").await
    }

    async fn check_fault(&self, fault: Option<&str>) {
        let shown = self.tab.root_data("fault").await;
        assert_eq!(shown.as_deref(), fault, "{}", self.case.name);
    }

    async fn check_live(&self, page: &TestPage) {
        let name = self.case.name;
        self.tab.wait_until_live().await;
        assert!(self.text().await.contains("rhaegal_meh"), "{name}");
        let polls = self.api.poll_count();
        while self.api.poll_count() == polls {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        self.check_fault(None).await;
        report(page, &format!("{name} | live, 1 request | live |"));
    }

    /// Checks the fault before the first session. Returns the number of requests
    /// and the seconds until the page was live.
    async fn check_down(&self, page: &TestPage, fault: &str, is_permanent: bool) -> (usize, f64) {
        let (name, tab, api) = (self.case.name, &self.tab, &self.api);
        tab.wait_for_status("down", Duration::from_secs(20)).await;
        // The browser itself may repeat a request whose connection was cut.
        let tries = api.poll_count();
        assert!((1..=2).contains(&tries), "{name}: {tries}");
        if fault == "timeout" {
            let waited = api.now() - api.poll_times()[0];
            assert!((9.5..12.5).contains(&waited), "{name}: {waited} s");
        }
        self.check_fault(Some(fault)).await;
        let cards = usize::from(is_permanent);
        assert_eq!(tab.count(".problem[role=alert]").await, cards, "{name}");
        let picture = format!("down-{fault}");
        let pixels = tab.screenshot(&page.screenshot_dir(), &picture).await;
        assert_eq!(pixels.total, u64::from(SIZE.0) * u64::from(SIZE.1));
        assert_eq!(pixels.visible > 0, is_permanent, "{name}: {pixels:?}");
        let seconds = self.recover().await;
        let polls = api.poll_times();
        assert_eq!(polls.len(), tries + 1, "{name}: {polls:?}");
        let gap = polls[tries] - polls[tries - 1];
        assert!(gap > self.case.min_gap, "{name}: {polls:?}");
        (tries, seconds)
    }

    /// Checks the fault after the first session, like [`Setup::check_down`].
    async fn check_stale(&self, fault: &str, tries: usize) -> (usize, f64) {
        let (name, tab) = (self.case.name, &self.tab);
        let shown = self.text().await;
        assert!(shown.contains("rhaegal_meh"), "{name}: {shown}");
        self.fail();
        tab.wait_for_status("stale", Duration::from_secs(20)).await;
        self.check_fault(Some(fault)).await;
        assert_eq!(self.text().await, shown, "{name}");
        assert_eq!(tab.count(".problem").await, 0, "{name}");
        let retries = self.api.poll_count() - tries - 1;
        let polls = self.api.poll_times();
        assert!((1..=2).contains(&retries), "{name}: {polls:?}");
        (retries, self.recover().await)
    }

    /// Ends the cause and waits until the page is live. Returns the seconds that
    /// this took.
    async fn recover(&self) -> f64 {
        let name = self.case.name;
        let started = Instant::now();
        self.api.respond([StubResponse::Session]);
        self.proxy.set_network(Network::Good);
        if let Outcome::Permanent(_) = self.case.outcome {
            // The next poll would come after five minutes.
            tokio::time::sleep(Duration::from_millis(2_100)).await;
            self.tab.dispatch_online().await;
        }
        let max = self.case.max_recovery;
        let limit = Duration::from_secs_f64(max + 2.0);
        self.tab.wait_for_status("live", limit).await;
        let seconds = started.elapsed().as_secs_f64();
        assert!(seconds < max, "{name}: {seconds} s");
        self.check_fault(None).await;
        assert_eq!(self.tab.count(".problem").await, 0, "{name}");
        seconds
    }
}
