//! What a page draws and what it costs while it is watched.
//!
//! Frames are those of the page's own process, for the browser is shared; the
//! time is that of processes, which is why it is measured and never judged.

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
const NO_TRACE: Duration = Duration::from_secs(20);
/// Nothing more comes of a trace after such a silence.
const QUIET: Duration = Duration::from_secs(1);

/// What a page drew in a while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Pictures of the page that were handed to the screen.
    pub frames: usize,
    /// Parts of the page that were painted anew for them.
    pub paints: usize,
}

/// Watches a page for so long.
pub async fn drawn(tab: &Tab, span: Duration) -> Drawn {
    let page = tab.cdp();
    let mut pieces = page.event_listener::<EventDataCollected>().await.unwrap();
    let mut ends = page.event_listener::<EventTracingComplete>().await.unwrap();
    let config = TraceConfig::builder()
        .included_categories(CATEGORIES)
        .build();
    let start = StartParams::builder().trace_config(config).build();
    page.execute(start).await.unwrap();
    sleep(span).await;
    page.execute(EndParams::default()).await.unwrap();
    let mut events: Vec<Value> = Vec::new();
    let whole = async {
        let end = loop {
            tokio::select! {
                Some(piece) = pieces.next() => events.extend(piece.value.iter().cloned()),
                Some(end) = ends.next() => break end,
            }
        };
        assert!(!end.data_loss_occurred, "the trace has gaps");
        // The end may overtake the last pieces on their way here.
        while let Ok(Some(piece)) = tokio::time::timeout(QUIET, pieces.next()).await {
            events.extend(piece.value.iter().cloned());
        }
    };
    tokio::time::timeout(NO_TRACE, whole).await.unwrap();
    let own = process(&events);
    let count = |name: &str| {
        let named = events.iter().filter(|event| event["name"] == name);
        named.filter(|event| event["pid"] == own).count()
    };
    Drawn {
        frames: count("DrawFrame"),
        paints: count("Paint"),
    }
}

/// The process that draws the page which the trace was asked of.
fn process(events: &[Value]) -> Value {
    let begun = events
        .iter()
        .find(|event| event["name"] == "TracingStartedInBrowser");
    let begun = begun.expect("a trace says of which page it is");
    begun["args"]["data"]["frames"][0]["processId"].clone()
}

/// What a page cost in a while.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Milliseconds of scripts, wasm included.
    pub script: f64,
    /// Milliseconds of everything on the main thread.
    pub main: f64,
    pub layouts: f64,
    pub styles: f64,
    /// Milliseconds of all threads of all pages.
    pub pages: f64,
    /// Milliseconds of the process that puts pictures on the screen.
    pub screen: f64,
}

/// Lets a page do what it does for so long, without a trace that would cost too.
pub async fn cost(running: &BrowserProcess, tab: &Tab, span: Duration) -> Cost {
    // A clock is chosen only while nobody looks at it.
    tab.cdp().execute(DisableParams::default()).await.unwrap();
    let enable = EnableParams::builder().time_domain(EnableTimeDomain::ThreadTicks);
    tab.cdp().execute(enable.build()).await.unwrap();
    let before = spent(running, tab).await;
    sleep(span).await;
    let after = spent(running, tab).await;
    let over = |name: &str| after.get(name).unwrap_or(&0.0) - before.get(name).unwrap_or(&0.0);
    Cost {
        script: over("ScriptDuration") * 1000.0,
        main: over("TaskDuration") * 1000.0,
        layouts: over("LayoutCount"),
        styles: over("RecalcStyleCount"),
        pages: over("renderer") * 1000.0,
        screen: over("GPU") * 1000.0,
    }
}

/// Counts of the page and seconds of processes, since they began.
async fn spent(running: &BrowserProcess, tab: &Tab) -> HashMap<String, f64> {
    let metrics = tab.cdp().execute(GetMetricsParams::default()).await;
    let metrics = metrics.unwrap().result.metrics.into_iter();
    let mut spent: HashMap<String, f64> =
        metrics.map(|metric| (metric.name, metric.value)).collect();
    let processes = running.client.execute(GetProcessInfoParams::default());
    for process in processes.await.unwrap().result.process_info {
        *spent.entry(process.r#type).or_default() += process.cpu_time;
    }
    spent
}
