//! A newly started browser with an empty profile, and the cost of a page in it.

use super::table::Subject;
use crate::browser::{BrowserProcess, Engine};
use crate::site::{ServeMode, Site};
use crate::stub::gateway::Gateway;
use crate::stub::{APIKEY, CHANNEL, Stub, StubResponse};
use crate::tab::Tab;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
#[allow(deprecated)] // Chromium 103 lacks the replacement.
use chromiumoxide::cdp::browser_protocol::network::{
    EmulateNetworkConditionsParams, EnableParams as EnableNetwork,
};
use chromiumoxide::cdp::browser_protocol::performance::{EnableParams, GetMetricsParams};
use chromiumoxide::cdp::browser_protocol::system_info::GetProcessInfoParams;
use chromiumoxide::cdp::browser_protocol::target::CreateBrowserContextParams;
use std::fs;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Polls before the first measured one. By then the engine has compiled the hot code.
pub const WARMUP: usize = 300;
const FIRST_VALUE_TIMEOUT: Duration = Duration::from_mins(1);
const POLLS_TIMEOUT: Duration = Duration::from_mins(3);

/// A browser with one blank page, and servers of its own.
pub struct FreshBrowser {
    pub process: BrowserProcess,
    pub tab: Tab,
    pub api: Stub,
    pub gateway: Gateway,
    pub site: Site,
    context: BrowserContextId,
    speed: u32,
}

impl FreshBrowser {
    /// Starts a browser. The clock of its page runs `speed` times as fast.
    pub async fn start(engine: Engine, subject: Subject, speed: u32) -> FreshBrowser {
        let process = BrowserProcess::start(engine).await;
        let context = CreateBrowserContextParams::default();
        let context = process.client.create_browser_context(context).await;
        let context = context.unwrap();
        let tab = blank_tab(&process, &context, speed).await;
        FreshBrowser {
            process,
            tab,
            api: Stub::start().await,
            gateway: Gateway::start().await,
            site: Site::serve(subject.site(), ServeMode::Normal).await,
            context,
            speed,
        }
    }

    /// Another blank page, which is the one to measure from now on.
    pub async fn switch_tab(&mut self) {
        self.tab = blank_tab(&self.process, &self.context, self.speed).await;
    }

    /// Emulates a network with a latency of 50 ms and 10 Mbit/s.
    #[allow(deprecated)]
    pub async fn throttle_network(&self) {
        let page = self.tab.cdp();
        page.execute(EnableNetwork::default()).await.unwrap();
        let network = EmulateNetworkConditionsParams::new(false, 50.0, 1_250_000.0, 1_250_000.0);
        page.execute(network).await.unwrap();
    }

    /// Opens a page with this query and returns the milliseconds until the first value.
    pub async fn visit(&self, subject: Subject, query: &str) -> f64 {
        let page = match subject {
            Subject::Overlay | Subject::Earlier => "",
            Subject::PlainJs => "plain.html",
        };
        let (base, api) = (&self.site.base, &self.api.origin);
        let address = format!(
            "{base}{page}?channel={CHANNEL}&api={api}&locale=en-US&{query}#apikey={APIKEY}"
        );
        self.tab.goto("about:blank").await;
        self.tab.goto(&address).await;
        self.tab
            .wait_for("window.firstValueAt", FIRST_VALUE_TIMEOUT)
            .await;
        self.tab.eval("window.firstValueAt").await
    }

    /// The ids of the renderer processes; a new browser may keep a spare one.
    async fn renderers(&self) -> Vec<i64> {
        let processes = self.process.client.execute(GetProcessInfoParams::default());
        let processes = processes.await.unwrap().result.process_info;
        let renderers = processes
            .iter()
            .filter(|process| process.r#type == "renderer");
        renderers.map(|process| process.id).collect()
    }

    /// CPU milliseconds of all threads of the renderer processes.
    pub async fn cpu_time(&self) -> f64 {
        let mut nanoseconds = 0.0;
        for process in self.renderers().await {
            let threads = fs::read_dir(format!("/proc/{process}/task"));
            for thread in threads.into_iter().flatten().flatten() {
                let statistics = fs::read_to_string(thread.path().join("schedstat"));
                let on_cpu = statistics
                    .ok()
                    .and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
                nanoseconds += on_cpu.unwrap_or(0.0);
            }
        }
        nanoseconds / 1e6
    }

    /// The proportional set size of the renderer processes, in kilobytes.
    pub async fn memory(&self) -> f64 {
        let mut kilobytes = 0.0;
        for process in self.renderers().await {
            let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup"));
            let rollup = rollup.unwrap_or_default();
            let line = rollup.lines().find(|line| line.starts_with("Pss:"));
            let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
            kilobytes += number.unwrap_or(0.0);
        }
        kilobytes
    }

    /// A metric of the `Performance` domain; 0 if the engine does not have it.
    pub async fn metric(&self, name: &str) -> f64 {
        let page = self.tab.cdp();
        page.execute(EnableParams::default()).await.unwrap();
        let metrics = page.execute(GetMetricsParams::default()).await.unwrap();
        let metrics = &metrics.result.metrics;
        let found = metrics.iter().find(|metric| metric.name == name);
        found.map_or(0.0, |metric| metric.value)
    }

    /// Responds to polls with these documents and returns the CPU milliseconds of each
    /// of `count` polls after `warmup` others.
    pub async fn cpu_time_per_poll(
        &self,
        documents: Vec<String>,
        warmup: usize,
        count: usize,
    ) -> f64 {
        let responses = documents.iter().map(|body| StubResponse::json(body));
        self.api.respond(responses);
        self.wait_for_polls(warmup).await;
        let (cpu_time, polls) = (self.cpu_time().await, self.api.poll_count());
        self.wait_for_polls(count).await;
        #[allow(clippy::cast_precision_loss)] // thousands of polls
        let polls = (self.api.poll_count() - polls) as f64;
        (self.cpu_time().await - cpu_time) / polls
    }

    async fn wait_for_polls(&self, count: usize) {
        let (started, before) = (Instant::now(), self.api.poll_count());
        while self.api.poll_count() < before + count {
            assert!(started.elapsed() < POLLS_TIMEOUT, "polling stopped");
            sleep(Duration::from_millis(5)).await;
        }
        self.api.clear_requests();
    }
}

async fn blank_tab(process: &BrowserProcess, context: &BrowserContextId, speed: u32) -> Tab {
    let tab = Tab::new(process.new_page(context).await, (800, 600)).await;
    let script = include_str!("instrument.js").replace("$SPEED", &speed.to_string());
    tab.add_init_script(&script).await;
    tab
}
