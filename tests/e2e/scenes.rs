//! Overlays for visual tests: widgets of every kind in several states, with fixed sessions
//! at a fixed time.

use super::stub::{CHANNEL, Stub};
use super::tab::{TIMEOUT, Tab};
use super::test_page::TestPage;
use serde_json::{Value, json};
use session_overlay::options::values::Theme;

/// Stops the clock of the page, which `skip` puts forward.
const CLOCK: &str = "{ let now = Date.UTC(2026, 11, 24, 18); Date.now = () => now; window.skip = (ms) => void (now += ms); }";

/// Resolves after fonts are loaded and a frame is painted.
const SETTLED: &str = "document.fonts.ready
    .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))))";

/// The state of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Usual,
    Long,
    Empty,
    /// Goals that are reached or exceeded.
    Reached,
    /// Milestones, leaderboards, timers, alerts and credits.
    Show,
    /// The same with very long texts.
    LongShow,
}

/// A widget of a scene: its image name and its query.
type Widget = (&'static str, &'static str);

const TITLE: &str =
    "A%20new%20computer%20for%20the%20stream,%20with%20everything%20that%20makes%20it%20fast";

impl State {
    pub const ALL: [State; 6] = [
        State::Usual,
        State::Long,
        State::Empty,
        State::Reached,
        State::Show,
        State::LongShow,
    ];

    /// The widgets in page order.
    pub fn widgets(self) -> &'static [Widget] {
        match self {
            State::Usual => &[
                (
                    "goal-usual",
                    "widget=tip-goal&target=2000&title=New%20PC&ends=2026-12-26T20:30Z",
                ),
                (
                    "goal-left",
                    "widget=follower-goal&target=500&direction=left",
                ),
                ("goal-up", "widget=subscriber-goal&target=50&direction=up"),
                ("goal-down", "widget=cheer-goal&target=10000&direction=down"),
                ("goal-step", "widget=merch-goal-items&target=10&step=10"),
                ("label-usual", "widget=tip-latest"),
                ("counter-usual", "widget=follower-session"),
                ("list-usual", "widget=recent"),
                ("ticker-usual", "widget=cheer-recent&as=ticker"),
            ],
            State::Long => &[
                (
                    "goal-long",
                    "widget=tip-goal&target=123456789012&ends=2027-12-24T20:30Z&title={title}",
                ),
                (
                    "label-long",
                    "widget=tip-latest&template=%7Bname%7D%20–%20%7Bamount%7D:%20%7Bmessage%7D&title={title}",
                ),
                ("counter-long", "widget=tip-total&title={title}"),
                ("list-long", "widget=tip-recent&limit=7&title={title}"),
                (
                    "ticker-long",
                    "widget=tip-recent&as=ticker&limit=7&title={title}",
                ),
            ],
            State::Empty => &[
                ("goal-empty", "widget=tip-goal&target=2000&title=New%20PC"),
                ("label-empty", "widget=tip-latest"),
                ("counter-empty", "widget=follower-session"),
                ("list-empty", "widget=tip-recent"),
                ("ticker-empty", "widget=cheer-recent&as=ticker"),
            ],
            State::Reached => &[
                ("goal-reached", "widget=tip-goal&target=1500&title=New%20PC"),
                ("goal-past", "widget=tip-goal&target=1200&title=New%20PC"),
            ],
            State::Show => &[
                (
                    "milestones-usual",
                    "widget=tip-goal&title=New%20PC&milestones=500:Karaoke;1000:Cosplay;2000:24%20hours",
                ),
                (
                    "milestones-up",
                    "widget=subscriber-goal&direction=up&milestones=20:Karaoke;50:Cosplay&template=%7Bcurrent%7D%20%7Bnext%7D",
                ),
                ("leaderboard-list", "widget=tip-top"),
                ("leaderboard-ticker", "widget=cheer-top&as=ticker"),
                (
                    "timer-usual",
                    "widget=timer&from=2026-12-24T17:00:07Z&time=4h",
                ),
                (
                    "timer-added",
                    "widget=timer&from=2026-12-24T17:00:07Z&time=3h30m&template=%7Btime-left%7D%20with%20%7Badded%7D%20more",
                ),
                ("timer-over", "widget=timer&from=2026-12-24T13:00Z&time=4h"),
                ("alert", "widget=alerts"),
                ("credits", "widget=credits"),
            ],
            State::LongShow => &[
                (
                    "milestones-long",
                    "widget=tip-goal&title={title}&milestones=100000000:{title};20000000000:{title};100000000000:星空の下で静かに歌う",
                ),
                ("leaderboard-long", "widget=tip-top&limit=7&title={title}"),
                (
                    "timer-long",
                    "widget=timer&from=2026-12-24T17:00:07Z&time=4000d&title={title}&template=%7Btime-left%7D%20with%20%7Badded%7D%20more,%20because%20you%20all%20are%20so%20kind",
                ),
                ("alert-long", "widget=alerts"),
                (
                    "credits-long",
                    "widget=credits&template=%7Bname%7D%20%7Bamount%7D",
                ),
            ],
        }
    }

    /// The entries of the session. All names are made up.
    fn data(self) -> Value {
        match self {
            State::Usual => json!({
                "tip-goal": { "amount": 1284.5 },
                "follower-goal": { "amount": 320 },
                "subscriber-goal": { "amount": 31 },
                "cheer-goal": { "amount": 8750 },
                "merch-goal-items": { "amount": 27 },
                "tip-latest": event("juniper_lane", 25.0, 59),
                "follower-session": { "count": 48 },
                "tip-recent": [event("juniper_lane", 25.0, 59), event("Quillon", 4.2, 31)],
                "cheer-recent": [event("Pim & Bo", 500.0, 47), event("otterly_calm", 100.0, 12)],
                "follower-recent": [event("marble_arch", 0.0, 53), event("Nessa", 0.0, 40)],
            }),
            State::Long => json!({
                "tip-goal": { "amount": 98_765_432_109.87_f64 },
                "tip-latest": {
                    "name": LONG, "amount": 123_456.78, "createdAt": at(59),
                    "message": "For the new computer, and for all the evenings that we laughed so much",
                },
                "tip-total": { "amount": 1_234_567_890_123.45_f64 },
                "tip-recent": [
                    event(LONG, 123_456.78, 59),
                    event("نجمة الصحراء البعيدة والقمر المضيء فوق الجبال", 20.0, 58),
                    event("כוכב הצפון מעל הים הגדול והשקט", 7.5, 57),
                    event("ปลาดาวน้อยที่อยู่ใต้ทะเลลึกสีน้ำเงิน", 1_000.0, 56),
                    event("星空の下で静かに歌う小さな猫とその友達", 99.99, 55),
                    event("🦊🌲✨ fox & fir 👩‍👩‍👧‍👦🏳️‍🌈", 12.0, 54),
                    event("Åsgård Þórunn Ǻngström", 3.0, 53),
                ],
            }),
            State::Show => json!({
                "tip-goal": { "amount": 1284.5 },
                "subscriber-goal": { "amount": 31 },
                "tip-recent": [event("juniper_lane", 25.0, 59), event("Quillon", 4.2, 31), event("Nessa", 12.0, 12)],
                "cheer-recent": [event("Pim & Bo", 500.0, 47), event("otterly_calm", 100.0, 12)],
                "follower-recent": [event("marble_arch", 0.0, 53), event("Nessa", 0.0, 40)],
            }),
            State::LongShow => State::Long.data(),
            State::Empty => json!({}),
            State::Reached => json!({ "tip-goal": { "amount": 1500 } }),
        }
    }

    /// Opens this scene and waits until it is live.
    pub async fn open(self, page: &TestPage, theme: Theme, options: &str, size: (u32, u32)) -> Tab {
        let document =
            json!({ "_id": "5af42bb472b82a8690e3423b", "channel": CHANNEL, "data": self.data() });
        let api = Stub::start().await;
        api.set_session(&document.to_string());
        let widgets: Vec<&str> = self.widgets().iter().map(|(_, widget)| *widget).collect();
        let widgets = widgets.join("&").replace("{title}", TITLE);
        let theme = theme.name();
        let tab = page.tab(size).await;
        tab.add_init_script(CLOCK).await;
        let query = format!("motion=off&every=3600&currency=EUR&theme={theme}&{options}{widgets}");
        tab.goto(&page.address_at(&api.origin, &query)).await;
        tab.wait_until_live().await;
        self.show_rest(&tab, &api).await;
        page.keep(api);
        tab
    }

    /// Waits for what does not come with the first session.
    async fn show_rest(self, tab: &Tab, api: &Stub) {
        let (name, message) = match self {
            State::Show => ("juniper_lane", "For the new computer!"),
            State::LongShow => (LONG, LONG_MESSAGE),
            State::Usual | State::Long | State::Empty | State::Reached => return,
        };
        let mut new = event(name, 123_456.78, 59);
        new["message"] = message.into();
        new["_id"] = "new".into();
        api.set("superchat-recent", json!([new]));
        // Sooner than two seconds after the first session nothing is requested.
        let _: Option<bool> = tab.eval("skip(3_000)").await;
        tab.dispatch_online().await;
        let shown = "document.querySelector('[data-alert]') && document.querySelector('[data-widget=tip-top] .event')";
        tab.wait_for(shown, TIMEOUT).await;
    }
}

impl Tab {
    /// Adds a style sheet as OBS does: a style element at the end of the head,
    /// by script.
    pub async fn add_style(&self, css: &str) {
        self.call::<()>(include_str!("add_style.js"), [css]).await;
        self.settle().await;
    }

    /// Removes the style sheet that was added last.
    pub async fn remove_style(&self) {
        self.eval::<()>("document.head.lastChild.remove()").await;
    }

    /// Waits until everything is painted.
    pub async fn settle(&self) {
        let _: i32 = self.eval(SETTLED).await;
    }
}

/// A message of 500 characters.
const LONG_MESSAGE: &str = concat!(
    "For the new computer, and for all the evenings that we laughed so much that nobody could remember what we had laughed about. ",
    "星空の下で静かに歌う小さな猫とその友達 نجمة الصحراء البعيدة والقمر المضيء فوق الجبال 🦊🌲✨ ",
    "averyveryverylongwordwithoutanyspaceinitthatsomebodyhastypedjusttoseewhetheritfits ",
    "and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on, and so on.",
);

/// A name of 60 characters.
const LONG: &str = "the_longest_name_that_anybody_ever_gave_to_themselves_so_far";

fn at(second: u32) -> String {
    format!("2026-12-24T17:58:{second:02}Z")
}

fn event(name: &str, amount: f64, second: u32) -> Value {
    json!({ "name": name, "amount": amount, "createdAt": at(second) })
}
