//! Prints a table of what each animation costs: frames, work and CPU time.
//!
//! It asserts nothing, so it runs only on demand: `make measure`.

use super::browser::Engine;
use super::paint::{PageCost, PaintCounts, count_paints, measure_cost};
use super::tab::Tab;
use super::test_page::{self, TestPage};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

/// How long a scene is measured: once for CPU time, once for frames.
const SPAN: Duration = Duration::from_secs(10);
/// How long the animations of the first render may take.
const SETTLE: Duration = Duration::from_secs(4);
/// The time between two changes. While a session is fresh, an `online` event does not
/// cause a poll, so this is longer.
const STEP: Duration = Duration::from_millis(2500);

/// One widget of every kind except a ticker.
const WIDGETS: &str = "widget=tip-goal&target=10000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent";

/// An overlay and how its session changes.
struct Scene {
    name: String,
    query: String,
    /// Seconds between polls.
    interval: u32,
    change: Change,
}

/// What changes at each step.
#[derive(Clone, Copy)]
enum Change {
    Nothing,
    /// A tip advances the goal.
    Tip,
    /// The goal is reached, then reset, in turn.
    Reach,
    Follower,
    Event,
    /// Nothing; the session has this many events from the start.
    Events(u32),
}

impl Change {
    fn repeats(self) -> bool {
        match self {
            Change::Tip | Change::Reach | Change::Follower | Change::Event => true,
            Change::Nothing | Change::Events(_) => false,
        }
    }

    fn apply(self, page: &TestPage, step: u32) {
        match self {
            Change::Nothing => {}
            Change::Tip => {
                let amount = 2000 + step % 16 * 450;
                page.api.set("tip-goal", json!({ "amount": amount }));
            }
            Change::Reach => {
                let amount = if step.is_multiple_of(2) { 9500 } else { 10_050 };
                page.api.set("tip-goal", json!({ "amount": amount }));
            }
            Change::Follower => {
                let follower = json!({ "name": format!("clover_{step}") });
                page.api.set("follower-latest", follower);
            }
            Change::Event => page.api.set("tip-recent", tips(step, 8)),
            Change::Events(count) => page.api.set("tip-recent", tips(0, count)),
        }
    }
}

/// This many tips, newest first, the oldest with the number of this step.
fn tips(step: u32, count: u32) -> Value {
    let tip = |number: u32| {
        let created = format!(
            "2018-05-09T14:{:02}:{:02}.191Z",
            number / 60 % 60,
            number % 60
        );
        json!({ "name": format!("tipper_{number}"), "amount": number + 1, "createdAt": created })
    };
    (step..step + count).rev().map(tip).collect()
}

fn scenes() -> Vec<Scene> {
    let idle = |name: &str, interval| Scene {
        name: name.to_owned(),
        query: WIDGETS.to_owned(),
        interval,
        change: Change::Nothing,
    };
    let goal = "widget=tip-goal&target=10000&currency=EUR";
    let milestones = "widget=tip-goal&currency=EUR&milestones=3000:a;5000:b;7000:c;10000:d";
    let timer = "widget=timer&from=2099-01-01T00:00Z&time=4h&add=tip-total*1&widget=timer&from=2001-01-01T00:00Z&time=40000d";
    let rotate = "layout=rotate&every=2&widget=tip-latest&widget=tip-total&widget=follower-latest";
    let ticker = "widget=tip-recent&as=ticker&speed=60&limit=25";
    let mut scenes = vec![idle("idle", 3600), idle("idle, unchanged polls", 5)];
    for (motion, suffix) in [("on", ""), ("off", ", motion=off")] {
        let scene = |name: &str, change, query: &str| Scene {
            name: format!("{name}{suffix}"),
            query: format!("motion={motion}&{query}"),
            interval: 5,
            change,
        };
        scenes.extend([
            scene("goal advances", Change::Tip, goal),
            scene("goal is reached", Change::Reach, goal),
            scene("new follower", Change::Follower, "widget=follower-latest"),
            scene("new event in a list", Change::Event, "widget=tip-recent"),
            scene("rotation every 2 s", Change::Nothing, rotate),
            scene("ticker of 5 events", Change::Events(5), ticker),
            scene("ticker of 25 events", Change::Events(25), ticker),
            scene("milestones are passed", Change::Tip, milestones),
            scene("leaderboard at rest", Change::Nothing, "widget=tip-top"),
            scene("timer", Change::Nothing, timer),
            scene(
                "alerts, one after the other",
                Change::Event,
                "widget=alerts&hold=2",
            ),
            scene("alerts at rest", Change::Nothing, "widget=alerts"),
            scene(
                "credits roll",
                Change::Events(25),
                "widget=credits&speed=30",
            ),
        ]);
    }
    scenes
}

static ROWS: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[test]
#[ignore = "takes 15 minutes and asserts nothing: make measure"]
fn measure() {
    for engine in [Engine::Chromium103, Engine::Current] {
        for scene in scenes() {
            test_page::run(engine, "measure", async |page: &TestPage| {
                let row = measure_scene(page, &scene).await;
                eprintln!("{row}");
                ROWS.lock().unwrap().push(row);
            });
        }
    }
    println!(
        "| over 10 s | engine | frames | paints | styles | layouts | script ms | main thread ms | renderer CPU ms | GPU process CPU ms |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for row in ROWS.lock().unwrap().iter() {
        println!("{row}");
    }
}

async fn measure_scene(page: &TestPage, scene: &Scene) -> String {
    scene.change.apply(page, 0);
    let address = page.address(&scene.query);
    let interval = format!("interval={}&", scene.interval);
    let tab = page.open(&address.replace("interval=5&", &interval)).await;
    tab.wait_until_live().await;
    sleep(SETTLE).await;
    let measure = async {
        let cost = measure_cost(page.browser(), &tab, SPAN).await;
        (cost, count_paints(&tab, SPAN).await)
    };
    let (cost, paints) = tokio::select! {
        measured = measure => measured,
        never = keep_changing(page, &tab, scene.change) => match never {},
    };
    row(&scene.name, page.engine, cost, paints)
}

async fn keep_changing(page: &TestPage, tab: &Tab, change: Change) -> Infallible {
    let mut step = 0;
    loop {
        sleep(STEP).await;
        if change.repeats() {
            step += 1;
            change.apply(page, step);
            tab.dispatch_online().await;
        }
    }
}

fn row(name: &str, engine: Engine, cost: PageCost, paints: PaintCounts) -> String {
    format!(
        "| {name} | {} | {} | {} | {:.0} | {:.0} | {:.1} | {:.1} | {:.0} | {:.0} |",
        engine.name(),
        paints.frames,
        paints.paints,
        cost.style_recalculations,
        cost.layouts,
        cost.script,
        cost.main_thread,
        cost.renderers,
        cost.gpu,
    )
}
