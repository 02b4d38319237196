//! What a page draws while it is watched.
//!
//! Frames are those of the page's own process, for the browser is shared.

use super::tab::Tab;
use chromiumoxide::cdp::browser_protocol::tracing::{
    EndParams, EventDataCollected, EventTracingComplete, StartParams, TraceConfig,
};
use futures::StreamExt;
use serde_json::Value;
use std::time::Duration;
use tokio::time::sleep;

const CATEGORIES: [&str; 4] = [
    "-*",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
];
const NO_TRACE: Duration = Duration::from_secs(20);

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
    let page = tab.page();
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
        loop {
            tokio::select! {
                biased;
                Some(piece) = pieces.next() => events.extend(piece.value.iter().cloned()),
                _ = ends.next() => break,
            }
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
