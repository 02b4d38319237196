//! Counts the frames and paints of a page, and measures its CPU time.
//!
//! Frames are counted for the page's process only, since tests share the browser. CPU
//! time belongs to whole processes, so tests print it and assert nothing about it.

use super::browser::BrowserProcess;
use super::tab::Tab;
use chromiumoxide::cdp::browser_protocol::performance::{
    DisableParams, EnableParams, EnableTimeDomain, GetMetricsParams,
};
use chromiumoxide::cdp::browser_protocol::system_info::GetProcessInfoParams;
use chromiumoxide::cdp::browser_protocol::tracing::{
    EndParams, EventDataCollected, EventTracingComplete, StartParams, TraceConfig,
};
use futures::StreamExt;
use serde_json::Value;
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::sleep;

const CATEGORIES: [&str; 4] = [
    "-*",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
];
/// How long the browser may take to deliver a trace.
const TRACE_TIMEOUT: Duration = Duration::from_secs(20);
/// A trace is complete when no event has arrived for this long after its end.
const TRACE_IDLE: Duration = Duration::from_secs(1);

/// What a page drew in a time span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaintCounts {
    /// Frames that were presented.
    pub frames: usize,
    /// Paint operations for them.
    pub paints: usize,
}

/// Traces a page for this long.
pub async fn count_paints(tab: &Tab, span: Duration) -> PaintCounts {
    let page = tab.cdp();
    let mut chunks = page.event_listener::<EventDataCollected>().await.unwrap();
    let mut ends = page.event_listener::<EventTracingComplete>().await.unwrap();
    let config = TraceConfig::builder()
        .included_categories(CATEGORIES)
        .build();
    let start = StartParams::builder().trace_config(config).build();
    page.execute(start).await.unwrap();
    sleep(span).await;
    page.execute(EndParams::default()).await.unwrap();
    let mut events: Vec<Value> = Vec::new();
    let collect = async {
        let end = loop {
            tokio::select! {
                Some(chunk) = chunks.next() => events.extend(chunk.value.iter().cloned()),
                Some(end) = ends.next() => break end,
            }
        };
        assert!(!end.data_loss_occurred, "the trace lost events");
        // The last chunks may arrive after the end.
        while let Ok(Some(chunk)) = tokio::time::timeout(TRACE_IDLE, chunks.next()).await {
            events.extend(chunk.value.iter().cloned());
        }
    };
    tokio::time::timeout(TRACE_TIMEOUT, collect).await.unwrap();
    let process = page_process(&events);
    let count = |name: &str| {
        let named = events.iter().filter(|event| event["name"] == name);
        named.filter(|event| event["pid"] == process).count()
    };
    PaintCounts {
        frames: count("DrawFrame"),
        paints: count("Paint"),
    }
}

/// The process of the traced page.
fn page_process(events: &[Value]) -> Value {
    let started = events
        .iter()
        .find(|event| event["name"] == "TracingStartedInBrowser");
    let started = started.expect("a trace begins with TracingStartedInBrowser");
    started["args"]["data"]["frames"][0]["processId"].clone()
}

/// What a page cost in a time span.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageCost {
    /// Milliseconds of scripts, wasm included.
    pub script: f64,
    /// Milliseconds of the whole main thread.
    pub main_thread: f64,
    pub layouts: f64,
    pub style_recalculations: f64,
    /// CPU milliseconds of all renderer processes.
    pub renderers: f64,
    /// CPU milliseconds of the GPU process.
    pub gpu: f64,
}

/// Measures a page for this long, without a trace, which would add cost.
pub async fn measure_cost(browser: &BrowserProcess, tab: &Tab, span: Duration) -> PageCost {
    // The time domain can only be set while metrics are disabled.
    tab.cdp().execute(DisableParams::default()).await.unwrap();
    let enable = EnableParams::builder().time_domain(EnableTimeDomain::ThreadTicks);
    tab.cdp().execute(enable.build()).await.unwrap();
    let before = read_counters(browser, tab).await;
    sleep(span).await;
    let after = read_counters(browser, tab).await;
    let difference =
        |name: &str| after.get(name).unwrap_or(&0.0) - before.get(name).unwrap_or(&0.0);
    PageCost {
        script: difference("ScriptDuration") * 1000.0,
        main_thread: difference("TaskDuration") * 1000.0,
        layouts: difference("LayoutCount"),
        style_recalculations: difference("RecalcStyleCount"),
        renderers: difference("renderer") * 1000.0,
        gpu: difference("GPU") * 1000.0,
    }
}

/// The page's metrics and the CPU seconds by process type, since they started.
async fn read_counters(browser: &BrowserProcess, tab: &Tab) -> HashMap<String, f64> {
    let metrics = tab.cdp().execute(GetMetricsParams::default()).await;
    let metrics = metrics.unwrap().result.metrics.into_iter();
    let mut counters: HashMap<String, f64> =
        metrics.map(|metric| (metric.name, metric.value)).collect();
    let processes = browser.client.execute(GetProcessInfoParams::default());
    for process in processes.await.unwrap().result.process_info {
        *counters.entry(process.r#type).or_default() += process.cpu_time;
    }
    counters
}
