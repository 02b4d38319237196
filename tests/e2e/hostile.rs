//! Names and messages come from chat, and some of chat is hostile.

use super::image::Image;
use super::layout::{MEASURE, Measured};
use super::stub::{Stub, StubResponse};
use super::tab::Tab;
use super::test_page::{TestPage, in_both_engines};
use futures::StreamExt;
use session_overlay::config::query::Query;
use session_overlay::options::values::Theme;
use session_overlay::session::Shape;
use session_overlay::session::catalogue::ROWS;
use std::io::Write;

in_both_engines! {
    words_from_chat_are_only_text,
    letters_from_chat_stay_in_their_widgets,
    floods_from_chat_are_stemmed,
}

const SIZE: (u32, u32) = (420, 1400);
/// How far a theme's glow and shadow reach, in pixels.
const GLOW: f64 = 48.0;

/// What somebody may be called, as the inside of a JSON string.
fn texts() -> Vec<(&'static str, String)> {
    vec![
        (
            "markup",
            r#"<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script><b>b</b>&amp;</section>"#.to_owned(),
        ),
        (
            "style",
            "</style><style>*{display:none!important}</style>;}--accent:red;background:url(x)".to_owned(),
        ),
        (
            "braces",
            "{name} {{amount}} {current} {0} ${7*7} {{constructor.constructor('x')()}}".to_owned(),
        ),
        (
            "bidi",
            r"\u202eright to left\u202c \u2066\u2067\u202d 100\u200f% \u05d0\u05d1\u05d2 7,50".to_owned(),
        ),
        ("zero width", ["a", &r"\u200b\u200d\u2060\ufeff".repeat(2_000), "b"].concat()),
        ("combining", r"z\u0301\u0336\u0489\u20dd".repeat(3) + &r"\u0301\u030d\u0316\u0489".repeat(500)),
        ("thai pile", ["ก", &r"\u0e47".repeat(300)].concat()),
        ("a wide ligature", r"\ufdfd".repeat(40)),
        ("100 KB", "W".repeat(100_000)),
        ("100 KB of words", "to be or not ".repeat(8_000)),
        ("lone surrogates", r"\ud83d x \udc00\udc00 \ud83d".to_owned()),
        ("controls", r"a\u0000\u0007\u001b[31m\nb\tc\u0085\u2028d\u2029e\r\n".to_owned()),
        ("emoji", r"\ud83d\udc69\u200d".repeat(400)),
        ("prototype", r"__proto__\u0022constructor".to_owned()),
    ]
}

/// A session that says it wherever chat can say something.
fn document(text: &str) -> String {
    let event = format!(
        r#"{{"name":"{text}","amount":25,"message":"{text}","tier":"{text}","sender":"{text}","_id":"{text}","type":"{text}","createdAt":"2026-11-23T10:00:00Z"}}"#
    );
    let other = event.replacen("\"_id\"", "\"id\"", 1);
    // A long one stands where it is drawn, and not a thousand times.
    let drawn = [
        "tip-latest",
        "tip-recent",
        "cheer-recent",
        "follower-total",
        "tip-goal",
    ];
    let is_drawn = |key: &str| text.len() < 5_000 || drawn.contains(&key);
    let mut entries: Vec<String> = ROWS
        .iter()
        .filter(|row| is_drawn(row.key))
        .map(|row| {
            let entry = match row.shape {
                Shape::Figure => r#"{"amount":1234.5,"count":1234}"#.to_owned(),
                Shape::Event => event.clone(),
                Shape::Recent => format!("[{event},{other}]"),
            };
            format!("\"{}\":{entry}", row.key)
        })
        .collect();
    entries.push(format!("\"{text}\":{event}"));
    format!("{{\"data\":{{{}}}}}", entries.join(","))
}

/// All kinds, with every field that chat fills.
fn widgets(text: &str) -> String {
    let title: String = text.chars().filter(|c| *c != '\\').take(200).collect();
    let title = Query(vec![("title".to_owned(), title)]).encode();
    let fields =
        "%7Bname%7D %7Bamount%7D %7Bmessage%7D %7Btier%7D %7Bmonths%7D %7Bsender%7D %7Bago%7D";
    format!(
        "motion=off&widget=tip-goal&target=9&{title}&widget=tip-latest&widget=tip-latest&template={fields}\
         &widget=follower-total&{title}&widget=tip-recent&limit=2&template={fields}&widget=recent&limit=3\
         &widget=cheer-recent&as=ticker&template={fields}"
    )
}

async fn words_from_chat_are_only_text(page: &TestPage) {
    are_only_text(page, &["markup", "style", "braces", "prototype"]).await;
}

async fn letters_from_chat_stay_in_their_widgets(page: &TestPage) {
    let letters = [
        "bidi",
        "a wide ligature",
        "lone surrogates",
        "controls",
        "emoji",
    ];
    are_only_text(page, &letters).await;
}

async fn floods_from_chat_are_stemmed(page: &TestPage) {
    let floods = [
        "zero width",
        "combining",
        "thai pile",
        "100 KB",
        "100 KB of words",
    ];
    are_only_text(page, &floods).await;
}

async fn are_only_text(page: &TestPage, expected: &[&str]) {
    let texts = texts();
    assert!(
        expected
            .iter()
            .all(|name| texts.iter().any(|(own, _)| own == name))
    );
    let texts = texts
        .into_iter()
        .filter(|(name, _)| expected.contains(name));
    futures::stream::iter(texts)
        .for_each_concurrent(3, async |(what, text)| {
            let api = Stub::start().await;
            api.respond([StubResponse::json(&document(&text))]);
            let tab = page.tab(SIZE).await;
            for theme in Theme::ALL {
                let query = format!("theme={}&{}", theme.name(), widgets(&text));
                tab.goto("about:blank").await;
                tab.goto(&page.address_at(&api.origin, &query)).await;
                tab.wait_until_live().await;
                check(
                    &tab,
                    &format!("{what}, {}, {}", theme.name(), page.engine.name()),
                )
                .await;
            }
            let name = format!("hostile-{}", what.replace(' ', "-"));
            tab.screenshot(&page.screenshot_dir(), &name).await;
            cost(page, &tab, &api, what, &text).await;
            tab.goto("about:blank").await;
        })
        .await;
}

async fn check(tab: &Tab, what: &str) {
    tab.settle().await;
    let foreign = "[...document.querySelectorAll('.widget img, .widget script, .widget style, .widget b')].length + Number('pwned' in window)";
    assert_eq!(tab.eval::<usize>(foreign).await, 0, "{what}");
    assert_eq!(tab.count(".widget").await, 7, "{what}");
    let measured: Measured = tab.eval(MEASURE).await;
    assert!(measured.out.is_empty(), "{what}: {:#?}", measured.out);
    assert!(measured.scrolls <= 0.0, "{what}: {measured:?}");
    let boxes: Vec<[f64; 4]> = tab
        .eval(&format!(
            "[...document.querySelectorAll('.widget')].map((widget) => {{
                const {{ left, top, right, bottom }} = widget.getBoundingClientRect();
                return [left - {GLOW}, top - {GLOW}, right + {GLOW}, bottom + {GLOW}];
            }})"
        ))
        .await;
    let picture = Image::decode(&tab.capture(None).await);
    assert_eq!(picture.visible_outside(&boxes), 0, "{what}");
    let said = tab
        .text("[data-widget=tip-latest] .name")
        .await
        .unwrap_or_default();
    assert!(said.chars().count() <= 120, "{what}: {said}");
}

/// What one more poll costs that brings the same in other words; a figure, no
/// judgement.
async fn cost(page: &TestPage, tab: &Tab, api: &Stub, what: &str, text: &str) {
    let _: i32 = tab
        .eval("window.long = [0]; new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' }); 0")
        .await;
    let polls = api.poll_times().len();
    api.respond([StubResponse::json(&document(&[text, "2"].concat()))]);
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    tab.dispatch_online().await;
    while api.poll_times().len() == polls {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let longest: f64 = tab.eval("Math.max(...long)").await;
    let size = document(text).len() / 1024;
    let engine = page.engine.name();
    let _ = writeln!(
        std::io::stderr(),
        "hostile: {what} ({engine}), {size} KB: longest task over 50 ms of a poll {longest:.0} ms"
    );
}
