//! Hostile names and messages: markup, control characters and floods of text.

use super::image::Image;
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
    markup_is_shown_as_text,
    unusual_characters_stay_in_their_widget,
    overlong_text_is_truncated,
}

const SIZE: (u32, u32) = (420, 1400);
/// How far the glows and shadows of themes reach beyond widgets, in pixels.
const GLOW: f64 = 48.0;

/// Hostile texts by name, escaped for a JSON string.
fn hostile_texts() -> Vec<(&'static str, String)> {
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

/// A session that has this text in every field that viewers can fill.
fn document(text: &str) -> String {
    let event = format!(
        r#"{{"name":"{text}","amount":25,"message":"{text}","tier":"{text}","sender":"{text}","_id":"{text}","type":"{text}","createdAt":"2026-11-23T10:00:00Z"}}"#
    );
    let other = event.replacen("\"_id\"", "\"id\"", 1);
    // A long text is only in the entries that are drawn, to keep the document small.
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

/// Widgets of all kinds, with all fields that viewers can fill.
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

async fn markup_is_shown_as_text(page: &TestPage) {
    check_texts(page, &["markup", "style", "braces", "prototype"]).await;
}

async fn unusual_characters_stay_in_their_widget(page: &TestPage) {
    let letters = [
        "bidi",
        "a wide ligature",
        "lone surrogates",
        "controls",
        "emoji",
    ];
    check_texts(page, &letters).await;
}

async fn overlong_text_is_truncated(page: &TestPage) {
    let floods = [
        "zero width",
        "combining",
        "thai pile",
        "100 KB",
        "100 KB of words",
    ];
    check_texts(page, &floods).await;
}

/// Checks the hostile texts with these names in all themes.
async fn check_texts(page: &TestPage, names: &[&str]) {
    let texts = hostile_texts();
    assert!(
        names
            .iter()
            .all(|name| texts.iter().any(|(own, _)| own == name))
    );
    let texts = texts.into_iter().filter(|(name, _)| names.contains(name));
    futures::stream::iter(texts)
        .for_each_concurrent(3, async |(name, text)| {
            let api = Stub::start().await;
            api.respond([StubResponse::json(&document(&text))]);
            let tab = page.tab(SIZE).await;
            for theme in Theme::ALL {
                let query = format!("theme={}&{}", theme.name(), widgets(&text));
                tab.goto("about:blank").await;
                tab.goto(&page.address_at(&api.origin, &query)).await;
                tab.wait_until_live().await;
                let case = format!("{name}, {}, {}", theme.name(), page.engine.name());
                check(&tab, &case).await;
            }
            let file = format!("hostile-{}", name.replace(' ', "-"));
            tab.screenshot(&page.screenshot_dir(), &file).await;
            report_poll_duration(page, &tab, &api, name, &text).await;
            tab.goto("about:blank").await;
        })
        .await;
}

async fn check(tab: &Tab, case: &str) {
    tab.settle().await;
    let injected = "[...document.querySelectorAll('.widget img, .widget script, .widget style, .widget b')].length + Number('pwned' in window)";
    assert_eq!(tab.eval::<usize>(injected).await, 0, "{case}");
    assert_eq!(tab.count(".widget").await, 7, "{case}");
    let measured = tab.measure_layout().await;
    assert!(
        measured.outside.is_empty(),
        "{case}: {:#?}",
        measured.outside
    );
    assert!(measured.page_overflow <= 0.0, "{case}: {measured:?}");
    let boxes = "(glow) => [...document.querySelectorAll('.widget')]
        .map((widget) => widget.getBoundingClientRect())
        .map(({ left, top, right, bottom }) => [left - glow, top - glow, right + glow, bottom + glow])";
    let boxes: Vec<[f64; 4]> = tab.call(boxes, [GLOW]).await;
    let image = Image::decode(&tab.capture(None).await);
    assert_eq!(image.visible_outside(&boxes), 0, "{case}");
    let name = tab
        .text("[data-widget=tip-latest] .name")
        .await
        .unwrap_or_default();
    assert!(name.chars().count() <= 120, "{case}: {name}");
}

/// Prints how long a poll with a changed text keeps the page busy.
async fn report_poll_duration(page: &TestPage, tab: &Tab, api: &Stub, name: &str, text: &str) {
    let observe = "window.durations = [0];
        new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration)))
            .observe({ type: 'longtask' })";
    tab.eval::<()>(observe).await;
    let polls = api.poll_times().len();
    api.respond([StubResponse::json(&document(&[text, "2"].concat()))]);
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    tab.dispatch_online().await;
    while api.poll_times().len() == polls {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let longest: f64 = tab.eval("Math.max(...durations)").await;
    let size = document(text).len() / 1024;
    let engine = page.engine.name();
    let _ = writeln!(
        std::io::stderr(),
        "hostile: {name} ({engine}), {size} KB: longest task over 50 ms of a poll {longest:.0} ms"
    );
}
