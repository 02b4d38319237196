//! The release build beside the same widgets in plain JavaScript.
//!
//! Every figure is taken of both, each time in a browser that was just started with
//! an empty profile: how long something takes in turn, and what polls cost while
//! both run, for a machine gives the same work a quarter more or less time from one
//! second to the next, and so gives it to both. What counts is the median of the
//! paired ratios; processor time is that of the page's own process, by the kernel's
//! account.
//!
//! A measurement has no right answer, so it is taken only when asked for
//! (`make bench`).

#[path = "answers.rs"]
mod answers;
#[path = "fresh.rs"]
mod fresh;
#[path = "table.rs"]
mod table;

use super::browser::Engine;
use super::paint::drawn;
use answers::{session, steps};
use chromiumoxide::cdp::js_protocol::heap_profiler::CollectGarbageParams;
use fresh::{FreshBrowser, WARM};
use std::collections::BTreeMap;
use std::time::Duration;
use table::{Subject, Table};
use tokio::time::sleep;

const WIDGETS: &str =
    "widget=tip-goal&target=10000&widget=follower-latest&widget=tip-total&widget=tip-recent";
/// Keys of all shapes, of which one changes.
const MANY: [&str; 6] = [
    "follower-latest",
    "subscriber-goal&target=100",
    "tip-latest",
    "tip-total",
    "cheer-goal&target=5000",
    "subscriber-latest",
];
/// Polls per figure, after [`WARM`].
const POLLS: usize = 200;
/// Of long documents there are fewer, and what is run often is known sooner.
const FEW: usize = 15;
const MANY_POLLS: usize = 2_000;
const REST: Duration = Duration::from_secs(20);

/// What is measured, in how many rounds at most, for those at the end take long and
/// differ little, and whether of both at a time.
const PARTS: [(&str, usize, bool); 6] = [
    ("starts", usize::MAX, false),
    ("polls", usize::MAX, true),
    ("many", usize::MAX, true),
    ("documents", 2, true),
    ("rest", 2, false),
    ("memory", 2, false),
];

async fn measure_part(part: &str, engine: Engine, which: Subject, table: &Table) {
    match part {
        "starts" => starts(engine, which, table).await,
        "polls" => polls(engine, which, table).await,
        "many" => many(engine, which, table).await,
        "documents" => documents(engine, which, table).await,
        "rest" => rest(engine, which, table).await,
        _ => memory(engine, which, table).await,
    }
}

/// Both, in turns that begin with another each time.
fn turns(round: usize) -> [Subject; 2] {
    if round.is_multiple_of(2) {
        [Subject::Ours, Subject::Plain]
    } else {
        [Subject::Plain, Subject::Ours]
    }
}

#[test]
#[ignore = "takes an hour: make bench"]
fn measure() {
    let given = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let rounds = given("ROUNDS").and_then(|rounds| rounds.parse().ok());
    let rounds = rounds.unwrap_or(7);
    let (only, only_engine) = (given("ONLY"), given("ENGINE"));
    let engines = [Engine::Current, Engine::Chromium103].into_iter();
    let engines = engines.filter(|engine| {
        let named = |name: &String| engine.name().ends_with(name);
        only_engine.as_ref().is_none_or(named)
    });
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        for engine in engines {
            let version = FreshBrowser::start(engine, 1)
                .await
                .process
                .client
                .version()
                .await
                .unwrap();
            let table = Table::default();
            for round in 0..rounds {
                eprintln!("{}: round {} of {rounds}", engine.name(), round + 1);
                for (part, times, together) in PARTS {
                    if round >= times || only.as_deref().is_some_and(|only| only != part) {
                        continue;
                    }
                    let [first, second] =
                        turns(round).map(|which| measure_part(part, engine, which, &table));
                    if together {
                        futures::join!(first, second);
                    } else {
                        first.await;
                        second.await;
                    }
                }
            }
            table.print(&version.product.replace("HeadlessChrome", "Chromium "));
        }
    });
}

async fn starts(engine: Engine, which: Subject, table: &Table) {
    let fresh = FreshBrowser::start(engine, 1).await;
    let first = fresh.visit(which, WIDGETS).await;
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let log = fresh.site.log();
    for served in &log {
        let path = served.path.split('?').next().unwrap_or_default();
        let kind = ["wasm", "js", "css"]
            .into_iter()
            .find(|kind| path.ends_with(kind));
        *sizes.entry(kind.unwrap_or("html")).or_default() += served.size;
    }
    for kind in ["wasm", "js", "css", "html"] {
        #[allow(clippy::cast_precision_loss)] // some hundred thousands
        let size = sizes.get(kind).copied().unwrap_or(0) as f64;
        table.note(which, &format!("bytes, gzip: {kind}"), size);
    }
    table.note(which, "first value, ms", first);
    table.note(which, "second visit, ms", fresh.visit(which, WIDGETS).await);
    let fresh = FreshBrowser::start(engine, 1).await;
    fresh.throttle_network().await;
    let first = fresh.visit(which, WIDGETS).await;
    table.note(which, "first value behind 50 ms and 10 Mbit/s, ms", first);
    // Another page of the same browser, so that what is kept is found.
    let second = fresh.visit(which, WIDGETS).await;
    table.note(which, "second visit behind them, ms", second);
}

/// Things that a poll does to the document and the picture.
const COUNT_MUTATIONS: &str = "(() => {
    window.mutations = 0;
    const count = (list) => { window.mutations += list.length; };
    new MutationObserver(count).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
    return true;
})()";

async fn polls(engine: Engine, which: Subject, table: &Table) {
    let fresh = FreshBrowser::start(engine, 500).await;
    let query = format!("interval=5&motion=off&{WIDGETS}");
    fresh.visit(which, &query).await;
    let all = WARM + POLLS;
    let moved = steps(all, |at| session(0, at, 0));
    let moved = fresh.polls(moved, WARM, POLLS).await;
    table.note(which, "ms of CPU per poll: date moved", moved);
    let changed = steps(all, |at| session(0, at, at));
    let changed = fresh.polls(changed, WARM, POLLS).await;
    table.note(which, "ms of CPU per poll: changed", changed);

    // What was changed last is marked for a moment.
    fresh.polls(vec![session(0, 0, 0)], WARM, 1).await;
    let _: bool = fresh.tab.eval(COUNT_MUTATIONS).await;
    let counted = ["RecalcStyleCount", "LayoutCount"];
    let before = [
        fresh.metric(counted[0]).await,
        fresh.metric(counted[1]).await,
    ];
    let same = fresh.polls(vec![session(0, 0, 0)], 1, POLLS).await;
    table.note(which, "ms of CPU per poll: same bytes", same);
    let mutations: f64 = fresh.tab.eval("mutations").await;
    table.note(which, "mutations by polls of the same bytes", mutations);
    for ((name, metric), before) in ["style recalculations", "layouts"]
        .into_iter()
        .zip(counted)
        .zip(before)
    {
        table.note(
            which,
            &format!("{name} by them"),
            fresh.metric(metric).await - before,
        );
    }
    let drawn = drawn(&fresh.tab, Duration::from_secs(2)).await;
    #[allow(clippy::cast_precision_loss)] // a few
    table.note(which, "paints in 2 s of them", drawn.paints as f64);
}

async fn many(engine: Engine, which: Subject, table: &Table) {
    for count in [1, 10, 50, 200] {
        let fresh = FreshBrowser::start(engine, 500).await;
        let widgets = MANY.iter().cycle().skip(1).filter(|key| **key != MANY[0]);
        let widgets: Vec<&str> = MANY
            .iter()
            .take(1)
            .chain(widgets)
            .take(count)
            .copied()
            .collect();
        let only_one = widgets.join("&widget=");
        fresh
            .visit(which, &format!("interval=5&motion=off&widget={only_one}"))
            .await;
        let answers = steps(WARM + POLLS, |at| session(0, at, at));
        let changed = fresh.polls(answers, WARM, POLLS).await;
        table.note(
            which,
            &format!("ms of CPU per poll that changes one of {count} widgets"),
            changed,
        );
    }
}

async fn documents(engine: Engine, which: Subject, table: &Table) {
    for (name, bytes) in [("16 KB", 16_000), ("256 KB", 256_000), ("4 MB", 4_000_000)] {
        let fresh = FreshBrowser::start(engine, 50).await;
        fresh
            .visit(which, &format!("interval=5&motion=off&{WIDGETS}"))
            .await;
        let answers = steps(2 * FEW, |at| session(bytes, at, at));
        let changed = fresh.polls(answers, FEW, FEW).await;
        table.note(
            which,
            &format!("ms of CPU per changed poll of {name}"),
            changed,
        );
    }
}

async fn rest(engine: Engine, which: Subject, table: &Table) {
    let fresh = FreshBrowser::start(engine, 1).await;
    fresh
        .visit(which, &format!("interval=3600&{WIDGETS}"))
        .await;
    // The first picture set going has come to rest by then.
    sleep(Duration::from_secs(5)).await;
    let before = fresh.spent().await;
    sleep(REST).await;
    table.note(
        which,
        "ms of CPU in 20 s at rest",
        fresh.spent().await - before,
    );
    #[allow(clippy::cast_precision_loss)] // a few
    let frames = drawn(&fresh.tab, REST).await.frames as f64;
    table.note(which, "frames in 20 s at rest", frames);
}

async fn memory(engine: Engine, which: Subject, table: &Table) {
    let fresh = FreshBrowser::start(engine, 500).await;
    fresh
        .visit(which, &format!("interval=5&motion=off&{WIDGETS}"))
        .await;
    for (when, polls) in [("at start", WARM), ("after 2,000 polls", MANY_POLLS)] {
        let answers = steps(polls, |at| session(0, at, at / 2));
        fresh.polls(answers, 1, polls).await;
        for _ in 0..2 {
            let collect = CollectGarbageParams::default();
            fresh.tab.cdp().execute(collect).await.unwrap();
        }
        let heap = fresh.metric("JSHeapUsedSize").await / 1024.0;
        table.note(which, &format!("JS heap {when}, KB"), heap);
        let wasm: f64 = fresh
            .tab
            .eval("window.memory?.buffer.byteLength ?? 0")
            .await;
        table.note(which, &format!("wasm memory {when}, KB"), wasm / 1024.0);
        table.note(
            which,
            &format!("memory of the page's process {when}, KB"),
            fresh.resident().await,
        );
    }
}
