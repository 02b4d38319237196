//! A browser that was just started, with an empty profile, and what a page costs
//! in it.

use super::table::Subject;
use crate::browser::{BrowserProcess, Engine};
use crate::site::{ServeMode, Site};
use crate::stub::{APIKEY, CHANNEL, Stub, StubResponse};
use crate::tab::Tab;
#[allow(deprecated)] // the other way to say it is too new for 103
use chromiumoxide::cdp::browser_protocol::network::{
    EmulateNetworkConditionsParams, EnableParams as EnableNetwork,
};
use chromiumoxide::cdp::browser_protocol::performance::{EnableParams, GetMetricsParams};
use chromiumoxide::cdp::browser_protocol::system_info::GetProcessInfoParams;
use chromiumoxide::cdp::browser_protocol::target::CreateBrowserContextParams;
use std::fs;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Polls before the first that counts: as many as it takes until the engine has
/// compiled what it finds to be run often.
pub const WARM: usize = 300;
const LIMIT: Duration = Duration::from_mins(1);

/// A browser of its own, and a page in it that goes nowhere yet.
pub struct FreshBrowser {
    pub process: BrowserProcess,
    pub tab: Tab,
    pub api: Stub,
    pub site: Site,
}

impl FreshBrowser {
    pub async fn start(engine: Engine, speed: u32) -> FreshBrowser {
        let process = BrowserProcess::start(engine).await;
        let context = CreateBrowserContextParams::default();
        let context = process
            .client
            .create_browser_context(context)
            .await
            .unwrap();
        let tab = Tab::new(process.new_page(&context).await, (800, 600)).await;
        let watch = include_str!("watch.js").replace("$SPEED", &speed.to_string());
        tab.add_init_script(&watch).await;
        FreshBrowser {
            process,
            tab,
            api: Stub::start().await,
            site: Site::start(ServeMode::Normal).await,
        }
    }

    #[allow(deprecated)]
    /// Puts 50 ms and 10 Mbit/s between the page and everything.
    pub async fn throttle_network(&self) {
        let page = self.tab.cdp();
        page.execute(EnableNetwork::default()).await.unwrap();
        let line = EmulateNetworkConditionsParams::new(false, 50.0, 1_250_000.0, 1_250_000.0);
        page.execute(line).await.unwrap();
    }

    /// Goes to these widgets; gives the milliseconds until the first value.
    pub async fn visit(&self, which: Subject, query: &str) -> f64 {
        let page = match which {
            Subject::Ours => "",
            Subject::Plain => "plain.html",
        };
        let (base, api) = (&self.site.base, &self.api.origin);
        let address = format!(
            "{base}{page}?channel={CHANNEL}&api={api}&locale=en-US&{query}#apikey={APIKEY}"
        );
        self.tab.goto("about:blank").await;
        self.tab.goto(&address).await;
        self.tab.wait_for("window.first", LIMIT).await;
        self.tab.eval("window.first").await
    }

    /// The page's own processes, of which a new browser may keep one in reserve.
    async fn renderers(&self) -> Vec<i64> {
        let processes = self.process.client.execute(GetProcessInfoParams::default());
        let processes = processes.await.unwrap().result.process_info;
        let own = processes
            .iter()
            .filter(|process| process.r#type == "renderer");
        own.map(|process| process.id).collect()
    }

    /// Milliseconds that all threads of the page's processes have run.
    pub async fn spent(&self) -> f64 {
        let mut nanoseconds = 0.0;
        for process in self.renderers().await {
            let threads = fs::read_dir(format!("/proc/{process}/task"));
            for thread in threads.into_iter().flatten().flatten() {
                let account = fs::read_to_string(thread.path().join("schedstat"));
                let ran = account
                    .ok()
                    .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
                nanoseconds += ran.unwrap_or(0.0);
            }
        }
        nanoseconds / 1e6
    }

    /// Kilobytes of memory that are the page's processes' alone or shared.
    pub async fn resident(&self) -> f64 {
        let mut kilobytes = 0.0;
        for process in self.renderers().await {
            let status = fs::read_to_string(format!("/proc/{process}/smaps_rollup"));
            let status = status.unwrap_or_default();
            let line = status.lines().find(|line| line.starts_with("Pss:"));
            let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
            kilobytes += number.unwrap_or(0.0);
        }
        kilobytes
    }

    pub async fn metric(&self, name: &str) -> f64 {
        let page = self.tab.cdp();
        page.execute(EnableParams::default()).await.unwrap();
        let metrics = page.execute(GetMetricsParams::default()).await.unwrap();
        let found = metrics
            .result
            .metrics
            .iter()
            .find(|metric| metric.name == name);
        found.map_or(0.0, |metric| metric.value)
    }

    /// Lets polls be answered so; gives the milliseconds that each of so many cost,
    /// after others while which it gets going.
    pub async fn polls(&self, answers: Vec<String>, warm: usize, count: usize) -> f64 {
        let answers = answers.iter().map(|body| StubResponse::json(body));
        self.api.respond(answers);
        self.wait_for_polls(warm).await;
        let (before, at) = (self.spent().await, self.api.poll_count());
        self.wait_for_polls(count).await;
        #[allow(clippy::cast_precision_loss)] // some thousands
        let polls = (self.api.poll_count() - at) as f64;
        (self.spent().await - before) / polls
    }

    pub async fn wait_for_polls(&self, count: usize) {
        let (started, at) = (Instant::now(), self.api.poll_count());
        while self.api.poll_count() < at + count {
            assert!(started.elapsed() < 3 * LIMIT, "no polls any more");
            sleep(Duration::from_millis(5)).await;
        }
        self.api.clear_requests();
    }
}
