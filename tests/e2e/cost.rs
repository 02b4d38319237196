//! What each motion costs, as a table: frames, work and processor time.
//!
//! A measurement has no right answer, so it is taken only when asked for
//! (`make measure`).

use super::browser::Engine;
use super::paint::{Cost, Drawn, cost, drawn};
use super::tab::Tab;
use super::test_page::{self, TestPage};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

/// How long each is watched: once for its time, once for its frames.
const SPAN: Duration = Duration::from_secs(10);
/// What the first picture set going has come to rest by then.
const SETTLED: Duration = Duration::from_secs(4);
/// Longer than a session is fresh, which no return of the network asks anew.
const PACE: Duration = Duration::from_millis(2500);

/// One entry of every kind, but no ticker.
const KINDS: &str = "widget=tip-goal&target=10000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent";

/// A page, and what happens to it.
struct Scene {
    name: &'static str,
    query: String,
    /// Seconds between polls.
    interval: u32,
    happens: Happens,
}

/// What the server says next, at every step.
#[derive(Clone, Copy)]
enum Happens {
    Nothing,
    /// A tip moves the goal on.
    Tip,
    /// A goal is reached, and set back.
    Reach,
    Follower,
    Event,
    /// There are so many events from the beginning.
    Events(u32),
}

impl Happens {
    fn changes(self) -> bool {
        match self {
            Happens::Tip | Happens::Reach | Happens::Follower | Happens::Event => true,
            Happens::Nothing | Happens::Events(_) => false,
        }
    }

    fn set(self, page: &TestPage, step: u32) {
        match self {
            Happens::Nothing => {}
            Happens::Tip => {
                let amount = 2000 + step % 16 * 450;
                page.api.set("tip-goal", json!({ "amount": amount }));
            }
            Happens::Reach => {
                let amount = if step.is_multiple_of(2) { 9500 } else { 10_050 };
                page.api.set("tip-goal", json!({ "amount": amount }));
            }
            Happens::Follower => {
                let follower = json!({ "name": format!("clover_{step}") });
                page.api.set("follower-latest", follower);
            }
            Happens::Event => page.api.set("tip-recent", tips(step, 8)),
            Happens::Events(count) => page.api.set("tip-recent", tips(0, count)),
        }
    }
}

/// So many tips, the last of them at this step.
fn tips(step: u32, count: u32) -> Value {
    let last = step + count;
    let tip = |at: u32| {
        let created = format!("2018-05-09T14:{:02}:{:02}.191Z", at / 60 % 60, at % 60);
        json!({ "name": format!("tipper_{at}"), "amount": at + 1, "createdAt": created })
    };
    (step..last).rev().map(tip).collect()
}

fn scenes() -> Vec<Scene> {
    let still = |name, interval| Scene {
        name,
        query: KINDS.to_owned(),
        interval,
        happens: Happens::Nothing,
    };
    let goal = "widget=tip-goal&target=10000&currency=EUR";
    let rotate = "layout=rotate&every=2&widget=tip-latest&widget=tip-total&widget=follower-latest";
    let ticker = "widget=tip-recent&as=ticker&speed=60&limit=25";
    let mut scenes = vec![
        still("at rest", 3600),
        still("at rest, polls that bring nothing", 5),
    ];
    for (motion, words) in [("on", ""), ("off", ", motion=off")] {
        let moving = |name: &'static str, happens, query: &str| Scene {
            name: Box::leak(format!("{name}{words}").into_boxed_str()),
            query: format!("motion={motion}&{query}"),
            interval: 5,
            happens,
        };
        scenes.extend([
            moving("a goal moves on", Happens::Tip, goal),
            moving("a goal is reached", Happens::Reach, goal),
            moving(
                "a name arrives",
                Happens::Follower,
                "widget=follower-latest",
            ),
            moving(
                "a list takes in an event",
                Happens::Event,
                "widget=tip-recent",
            ),
            moving("rotation every 2 s", Happens::Nothing, rotate),
            moving("a ticker of 5 events", Happens::Events(5), ticker),
            moving("a ticker of 25 events", Happens::Events(25), ticker),
        ]);
    }
    scenes
}

static ROWS: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
#[ignore = "takes fifteen minutes and judges nothing: make measure"]
fn measure() {
    for engine in [Engine::Chromium103, Engine::Current] {
        for scene in scenes() {
            test_page::run(engine, "measure", async |page: &TestPage| {
                let row = measured(page, &scene).await;
                eprintln!("{row}");
                ROWS.lock().unwrap().push(row);
            });
        }
    }
    println!(
        "| over 10 s | engine | frames | paints | styles | layouts | script ms | main thread ms | page CPU ms | screen CPU ms |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for row in ROWS.lock().unwrap().iter() {
        println!("{row}");
    }
}

async fn measured(page: &TestPage, scene: &Scene) -> String {
    scene.happens.set(page, 0);
    let usual = page.address(&scene.query);
    let interval = format!("interval={}&", scene.interval);
    let tab = page.open(&usual.replace("interval=5&", &interval)).await;
    tab.wait_until_live().await;
    sleep(SETTLED).await;
    let watched = async {
        let cost = cost(page.browser(), &tab, SPAN).await;
        (cost, drawn(&tab, SPAN).await)
    };
    let (cost, drawn) = tokio::select! {
        watched = watched => watched,
        never = live_on(page, &tab, scene.happens) => match never {},
    };
    row(scene.name, page.engine, cost, drawn)
}

async fn live_on(page: &TestPage, tab: &Tab, happens: Happens) -> Infallible {
    let mut step = 0;
    loop {
        sleep(PACE).await;
        if happens.changes() {
            step += 1;
            happens.set(page, step);
            tab.dispatch_online().await;
        }
    }
}

fn row(name: &str, engine: Engine, cost: Cost, drawn: Drawn) -> String {
    format!(
        "| {name} | {} | {} | {} | {:.0} | {:.0} | {:.1} | {:.1} | {:.0} | {:.0} |",
        engine.name(),
        drawn.frames,
        drawn.paints,
        cost.styles,
        cost.layouts,
        cost.script,
        cost.main,
        cost.pages,
        cost.screen,
    )
}
