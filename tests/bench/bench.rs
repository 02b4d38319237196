//! Compares the release build with the same widgets in plain JavaScript.
//!
//! Each measurement uses a newly started browser with an empty profile. Starts alternate;
//! polls of both run at the same time, because the speed of a machine varies by a quarter
//! between two seconds and then affects both equally. The result is the median of the
//! paired ratios. CPU time is that of the page's process, read from the kernel.
//!
//! It asserts nothing, so it runs only on demand: `make bench`.

#[path = "faces.rs"]
mod faces;
#[path = "fresh_browser.rs"]
mod fresh_browser;
#[path = "motion.rs"]
mod motion;
#[path = "push.rs"]
mod push;
#[path = "sessions.rs"]
mod sessions;
#[path = "table.rs"]
mod table;

use super::browser::Engine;
use super::paint::count_paints;
use chromiumoxide::cdp::js_protocol::heap_profiler::CollectGarbageParams;
use fresh_browser::{FreshBrowser, WARMUP};
use sessions::{sequence, session};
use std::collections::BTreeMap;
use std::time::Duration;
use table::{Subject, Table};
use tokio::time::sleep;

const WIDGETS: &str =
    "widget=tip-goal&target=10000&widget=follower-latest&widget=tip-total&widget=tip-recent";
const POLLING: &str = "interval=5&motion=off";
/// The clock runs this many times as fast in measurements of polls.
const SPEED: u32 = 500;
/// Widgets of several kinds. Only the first one changes.
const MANY: [&str; 6] = [
    "follower-latest",
    "subscriber-goal&target=100",
    "tip-latest",
    "tip-total",
    "cheer-goal&target=5000",
    "subscriber-latest",
];
/// Polls per figure, after [`WARMUP`].
const POLLS: usize = 200;
/// The same for long documents, whose code becomes hot sooner.
const LONG_POLLS: usize = 15;
const MEMORY_POLLS: usize = 2_000;
const IDLE: Duration = Duration::from_secs(20);
/// How long the animations of the first render may take.
const SETTLE: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
enum Part {
    Starts,
    Polls,
    Many,
    Documents,
    Motion,
    Push,
    Faces,
    Idle,
    Memory,
}

impl Part {
    /// Each part with its name, its maximum of rounds and whether both subjects run at
    /// the same time. The last ones take long and vary little.
    const ALL: [(Part, &str, usize, bool); 9] = [
        (Part::Starts, "starts", usize::MAX, false),
        (Part::Polls, "polls", usize::MAX, true),
        (Part::Many, "many", usize::MAX, true),
        (Part::Documents, "documents", 2, true),
        (Part::Motion, "motion", 3, false),
        (Part::Push, "push", usize::MAX, false),
        (Part::Faces, "faces", usize::MAX, false),
        (Part::Idle, "idle", 2, false),
        (Part::Memory, "memory", 2, false),
    ];

    /// Whether this part also measures an earlier build, if there is one.
    fn has_earlier(self) -> bool {
        let is_compared = matches!(self, Part::Starts | Part::Motion);
        is_compared && std::env::var_os("EARLIER").is_some_and(|folder| !folder.is_empty())
    }

    async fn measure(self, engine: Engine, subject: Subject, table: &Table) {
        match self {
            Part::Starts => measure_starts(engine, subject, table).await,
            Part::Polls => measure_polls(engine, subject, table).await,
            Part::Many => measure_many(engine, subject, table).await,
            Part::Documents => measure_documents(engine, subject, table).await,
            Part::Motion => motion::measure(engine, subject, table).await,
            Part::Push => push::measure(engine, subject, table).await,
            Part::Faces => faces::measure(engine, subject, table).await,
            Part::Idle => measure_idle(engine, subject, table).await,
            Part::Memory => measure_memory(engine, subject, table).await,
        }
    }
}

#[test]
#[ignore = "takes an hour: make bench"]
fn measure() {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let rounds = variable("ROUNDS").and_then(|rounds| rounds.parse().ok());
    let engine_name = variable("ENGINE");
    let engines = [Engine::Current, Engine::Chromium103].into_iter();
    let engines = engines.filter(|engine| {
        let is_named = |name: &String| engine.name().ends_with(name);
        engine_name.as_ref().is_none_or(is_named)
    });
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in engines {
        let only = variable("ONLY");
        runtime.block_on(compare(engine, rounds.unwrap_or(7), only.as_deref()));
    }
}

async fn compare(engine: Engine, rounds: usize, only: Option<&str>) {
    let browser = FreshBrowser::start(engine, Subject::Overlay, 1).await;
    let version = browser.process.client.version().await.unwrap();
    let table = Table::default();
    for round in 0..rounds {
        eprintln!("{}: round {} of {rounds}", engine.name(), round + 1);
        for (part, name, max_rounds, concurrent) in Part::ALL {
            if round >= max_rounds || only.is_some_and(|only| only != name) {
                continue;
            }
            let mut subjects = vec![Subject::Overlay, Subject::PlainJs];
            if part.has_earlier() {
                subjects.push(Subject::Earlier);
            }
            if !round.is_multiple_of(2) {
                subjects.reverse();
            }
            let measure = |subject| part.measure(engine, subject, &table);
            if concurrent {
                futures::future::join_all(subjects.into_iter().map(measure)).await;
            } else {
                for subject in subjects {
                    measure(subject).await;
                }
            }
        }
    }
    table.print(&version.product.replace("HeadlessChrome", "Chromium "));
}

async fn measure_starts(engine: Engine, subject: Subject, table: &Table) {
    let browser = FreshBrowser::start(engine, subject, 1).await;
    let first = browser.visit(subject, WIDGETS).await;
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let log = browser.site.log();
    for file in &log {
        let path = file.path.split('?').next().unwrap_or_default();
        let kind = ["wasm", "js", "css"]
            .into_iter()
            .find(|kind| path.ends_with(kind));
        *sizes.entry(kind.unwrap_or("html")).or_default() += file.size;
    }
    for kind in ["wasm", "js", "css", "html"] {
        #[allow(clippy::cast_precision_loss)] // some hundred kilobytes
        let size = sizes.get(kind).copied().unwrap_or(0) as f64;
        table.record(subject, &format!("bytes, gzip: {kind}"), size);
    }
    table.record(subject, "first value, ms", first);
    let second = browser.visit(subject, WIDGETS).await;
    table.record(subject, "second visit, ms", second);
    let browser = FreshBrowser::start(engine, subject, 1).await;
    browser.throttle_network().await;
    let first = browser.visit(subject, WIDGETS).await;
    table.record(subject, "first value at 50 ms and 10 Mbit/s, ms", first);
    let second = browser.visit(subject, WIDGETS).await;
    table.record(subject, "second visit at 50 ms and 10 Mbit/s, ms", second);
}

async fn measure_polls(engine: Engine, subject: Subject, table: &Table) {
    let browser = FreshBrowser::start(engine, subject, SPEED).await;
    browser
        .visit(subject, &format!("{POLLING}&{WIDGETS}"))
        .await;
    let dates = sequence(WARMUP + POLLS, |step| session(0, step, 0));
    let cost = browser.cpu_time_per_poll(dates, WARMUP, POLLS).await;
    table.record(subject, "CPU ms per poll: another date", cost);
    let changes = sequence(WARMUP + POLLS, |step| session(0, step, step));
    let cost = browser.cpu_time_per_poll(changes, WARMUP, POLLS).await;
    table.record(subject, "CPU ms per poll: changed", cost);

    // The highlight of the last change must end before unchanged polls are measured.
    let unchanged = vec![session(0, 0, 0)];
    browser
        .cpu_time_per_poll(unchanged.clone(), WARMUP, 1)
        .await;
    let count_mutations = include_str!("count_mutations.js");
    browser.tab.call::<()>(count_mutations, ()).await;
    let styles = browser.metric("RecalcStyleCount").await;
    let layouts = browser.metric("LayoutCount").await;
    let cost = browser.cpu_time_per_poll(unchanged, 1, POLLS).await;
    table.record(subject, "CPU ms per poll: unchanged", cost);
    let mutations: f64 = browser.tab.eval("mutations").await;
    table.record(subject, "mutations by unchanged polls", mutations);
    let styles = browser.metric("RecalcStyleCount").await - styles;
    table.record(subject, "style recalculations by unchanged polls", styles);
    let layouts = browser.metric("LayoutCount").await - layouts;
    table.record(subject, "layouts by unchanged polls", layouts);
    let counts = count_paints(&browser.tab, Duration::from_secs(2)).await;
    #[allow(clippy::cast_precision_loss)] // a few
    let paints = counts.paints as f64;
    table.record(subject, "paints in 2 s of unchanged polls", paints);
}

async fn measure_many(engine: Engine, subject: Subject, table: &Table) {
    for count in [1, 10, 50, 200] {
        let browser = FreshBrowser::start(engine, subject, SPEED).await;
        let unchanged = MANY[1..].iter().cycle();
        let widgets = MANY[..1].iter().chain(unchanged).take(count);
        let widgets: Vec<&str> = widgets.copied().collect();
        let query = format!("{POLLING}&widget={}", widgets.join("&widget="));
        browser.visit(subject, &query).await;
        let changes = sequence(WARMUP + POLLS, |step| session(0, step, step));
        let cost = browser.cpu_time_per_poll(changes, WARMUP, POLLS).await;
        let name = format!("CPU ms per poll that changes one of {count} widgets");
        table.record(subject, &name, cost);
    }
}

async fn measure_documents(engine: Engine, subject: Subject, table: &Table) {
    for (size, bytes) in [("16 KB", 16_000), ("256 KB", 256_000), ("4 MB", 4_000_000)] {
        let browser = FreshBrowser::start(engine, subject, 50).await;
        browser
            .visit(subject, &format!("{POLLING}&{WIDGETS}"))
            .await;
        let changes = sequence(2 * LONG_POLLS, |step| session(bytes, step, step));
        let cost = browser
            .cpu_time_per_poll(changes, LONG_POLLS, LONG_POLLS)
            .await;
        let name = format!("CPU ms per changed poll of {size}");
        table.record(subject, &name, cost);
    }
}

async fn measure_idle(engine: Engine, subject: Subject, table: &Table) {
    let browser = FreshBrowser::start(engine, subject, 1).await;
    browser
        .visit(subject, &format!("interval=3600&{WIDGETS}"))
        .await;
    sleep(SETTLE).await;
    let before = browser.cpu_time().await;
    sleep(IDLE).await;
    let cost = browser.cpu_time().await - before;
    table.record(subject, "CPU ms in 20 s idle", cost);
    #[allow(clippy::cast_precision_loss)] // a few
    let frames = count_paints(&browser.tab, IDLE).await.frames as f64;
    table.record(subject, "frames in 20 s idle", frames);
}

async fn measure_memory(engine: Engine, subject: Subject, table: &Table) {
    let browser = FreshBrowser::start(engine, subject, SPEED).await;
    browser
        .visit(subject, &format!("{POLLING}&{WIDGETS}"))
        .await;
    for (when, polls) in [("at start", WARMUP), ("after 2,000 polls", MEMORY_POLLS)] {
        let changes = sequence(polls, |step| session(0, step, step / 2));
        browser.cpu_time_per_poll(changes, 1, polls).await;
        for _ in 0..2 {
            let collect = CollectGarbageParams::default();
            browser.tab.cdp().execute(collect).await.unwrap();
        }
        let heap = browser.metric("JSHeapUsedSize").await / 1024.0;
        table.record(subject, &format!("JS heap {when}, KB"), heap);
        let wasm = "window.memory?.buffer.byteLength ?? 0";
        let wasm = browser.tab.eval::<f64>(wasm).await / 1024.0;
        table.record(subject, &format!("wasm memory {when}, KB"), wasm);
        let memory = browser.memory().await;
        table.record(subject, &format!("process memory {when}, KB"), memory);
    }
}
