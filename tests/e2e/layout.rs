//! Long names, narrow sources, and the streamer's own style.

use super::test_page::{SIZE, TestPage, in_both_engines};
use serde::Deserialize;
use serde_json::json;
use session_overlay::options::values::Theme;
use std::time::Duration;

in_both_engines! {
    long_names_stay_within_their_widgets,
    a_row_shortens_names_before_it_wraps,
    a_row_wraps_what_does_not_fit_with_short_names,
    figures_are_never_cut_off,
    a_name_is_only_ever_text,
    custom_css_wins,
    the_page_is_transparent,
    pictures_are_drawn,
}

const NAMES: [&str; 5] = [
    "xXx_the_longest_name_that_anybody_ever_gave_to_themselves_xX",
    "超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字",
    "اسم طويل جدا جدا جدا اسم طويل جدا جدا جدا اسم طويل جدا جدا جدا",
    "Zo\u{308}e\u{301} 👩‍👩‍👧‍👦🏳️‍🌈 and the family and the family and the family",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

/// What sticks out: of the page, or of its widget.
#[derive(Debug, Deserialize)]
pub struct Measured {
    pub out: Vec<String>,
    dotted: usize,
    names: usize,
    pub scrolls: f64,
    /// Figures that are cut off.
    lost: Vec<String>,
}

pub const MEASURE: &str = "(() => {
    const out = [];
    const fits = (inner, outer) => inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5;
    const page = { left: 0, right: innerWidth };
    // What can be seen of an element, after everything around it has clipped it.
    const visible = (node, widget) => {
        let { left, right } = node.getBoundingClientRect();
        for (let around = node.parentElement; around !== widget; around = around.parentElement) {
            if (getComputedStyle(around).overflowX === 'visible') continue;
            const box = around.getBoundingClientRect();
            [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        }
        return left < right ? { left, right } : widget.getBoundingClientRect();
    };
    for (const widget of document.querySelectorAll('.widget')) {
        const own = widget.getBoundingClientRect();
        if (!fits(own, page)) out.push(`${widget.dataset.widget} ${own.left} ${own.right}`);
        for (const node of widget.querySelectorAll('*'))
            if (!fits(visible(node, widget), own)) out.push(`${widget.dataset.widget} ${node.className} ${node.textContent}`);
    }
    const isCut = (node) => node.scrollWidth > node.clientWidth + 1;
    const names = [...document.querySelectorAll('[data-kind=label] .name, [data-kind=list] .name')];
    const dotted = names.filter((name) => isCut(name)
        && getComputedStyle(name).textOverflow === 'ellipsis' && getComputedStyle(name).overflowX === 'hidden');
    const figures = [...document.querySelectorAll('.amount, .current, .target, .percent, .count')];
    return {
        out, dotted: dotted.length, names: names.length, scrolls: document.documentElement.scrollWidth - innerWidth,
        lost: figures.filter((node) => isCut(node)
            || !fits(node.getBoundingClientRect(), node.closest('.widget').getBoundingClientRect())).map((node) => node.textContent),
    };
})()";

async fn long_names_stay_within_their_widgets(page: &TestPage) {
    let event = |name: &&str| json!({ "name": name, "amount": 123_456.78, "message": format!("{name} {name}") });
    page.api
        .set("tip-recent", NAMES.iter().map(event).collect());
    for (key, name) in ["tip-latest", "cheer-latest", "raid-latest", "host-latest"]
        .iter()
        .zip(&NAMES)
    {
        page.api.set(key, event(name));
    }
    page.api
        .set("tip-goal", json!({ "amount": 98_765_432_109.87 }));
    page.api.set("tip-total", json!({ "amount": 1.7e300 }));
    let title =
        "A%20title%20that%20says%20everything%20there%20is%20to%20say%20about%20it%20and%20more";
    let widgets = format!(
        "widget=tip-latest&title={title}&widget=cheer-latest&widget=raid-latest&widget=host-latest&widget=tip-goal&target=123456789012&title={title}&widget=tip-recent&widget=tip-recent&template=%7Bname%7D%3A%20%7Bmessage%7D%20%7Bamount%7D&widget=recent&widget=tip-recent&as=ticker&widget=tip-total&widget=tip-goal&target=5&direction=up&title={title}&widget=tip-latest&template=%7Bmessage%7D"
    );
    let tab = page.tab((300, 900)).await;
    for layout in [
        "layout=column",
        "layout=row",
        "layout=column&align=end&scale=3",
        "layout=rotate&theme=clear&align=center",
    ] {
        for currency in ["", "&currency=EUR"] {
            let what = format!("{layout}{currency}");
            tab.goto("about:blank").await;
            tab.goto(&page.address(&format!("{what}&motion=off&{widgets}")))
                .await;
            tab.wait_until_live().await;
            let measured: Measured = tab.eval(MEASURE).await;
            assert!(measured.out.is_empty(), "{what}: {:#?}", measured.out);
            assert!(measured.scrolls <= 0.0, "{what}: {measured:?}");
            assert!(measured.names >= 15, "{what}: {measured:?}");
            assert!(
                measured.dotted + 2 >= measured.names,
                "{what}: {measured:?}"
            );
            assert_eq!(tab.count(".name:not(bdi)").await, 0);
        }
        tab.screenshot(
            &page.screenshot_dir(),
            &format!("long-names-{}", layout.replace(['=', '&'], "-")),
        )
        .await;
    }
}

/// How a row of widgets is laid out.
#[derive(Debug, Deserialize)]
struct Row {
    rows: usize,
    shortened: Vec<String>,
    /// How far the widgets reach below the page, in pixels.
    below: f64,
}

const ROW: &str = include_str!("row.js");
const LABELS: &str = "widget=follower-latest&widget=subscriber-latest&widget=tip-latest";

async fn a_row_shortens_names_before_it_wraps(page: &TestPage) {
    let long = "W".repeat(100);
    page.api.set("follower-latest", json!({ "name": long }));
    page.api
        .set("subscriber-latest", json!({ "name": "river_fox" }));
    page.api
        .set("tip-latest", json!({ "name": "Bo", "amount": 25 }));
    let with_counters = format!("widget=follower-total&{LABELS}&widget=tip-total");
    let with_bars = format!("{LABELS}&widget=tip-goal&target=9000&widget=tip-recent&limit=3");
    for theme in Theme::ALL {
        for (widgets, sizes) in [
            (LABELS, [(1920, 160), (700, 120)]),
            (&with_counters, [(1920, 180), (1280, 160)]),
            (&with_bars, [(1920, 400), (1900, 400)]),
        ] {
            let query = format!("layout=row&theme={}&{widgets}", theme.name());
            let tab = page.live(&query).await;
            for size in sizes {
                tab.resize(size).await;
                for align in ["start", "center", "end"] {
                    let case = format!("{size:?} {align} {query}");
                    let script = format!("document.documentElement.dataset.align = '{align}'");
                    let _: String = tab.eval(&script).await;
                    tab.settle().await;
                    let row: Row = tab.eval(ROW).await;
                    assert_eq!(row.rows, 1, "{case}: {row:?}");
                    assert!(row.below <= 0.0, "{case}: {row:?}");
                    assert_eq!(row.shortened, [long.as_str()], "{case}");
                    let measured: Measured = tab.eval(MEASURE).await;
                    assert!(measured.out.is_empty(), "{case}: {:#?}", measured.out);
                    assert!(measured.lost.is_empty(), "{case}: {:?}", measured.lost);
                }
            }
            let name = format!("row-{}-{}", theme.name(), tab.count(".slot").await);
            tab.screenshot(&page.screenshot_dir(), &name).await;
            tab.goto("about:blank").await;
        }
    }
}

async fn a_row_wraps_what_does_not_fit_with_short_names(page: &TestPage) {
    page.api.set("follower-latest", json!({ "name": NAMES[0] }));
    let tab = page.tab((800, 600)).await;
    let query = format!("layout=row&{LABELS}&{LABELS}");
    tab.goto(&page.address(&query)).await;
    tab.wait_until_live().await;
    let row: Row = tab.eval(ROW).await;
    assert_eq!(row.rows, 2, "{row:?}");
    let measured: Measured = tab.eval(MEASURE).await;
    assert!(measured.out.is_empty(), "{:#?}", measured.out);
}

async fn figures_are_never_cut_off(page: &TestPage) {
    let event = json!({ "name": NAMES[0], "amount": 1234.5, "createdAt": "2018-05-09T14:13:59Z" });
    page.api.set("tip-latest", event.clone());
    page.api.set("tip-recent", json!([event]));
    for options in [
        "",
        "currency=EUR&",
        "currency=EUR&align=end&",
        "theme=pixel&currency=EUR&",
    ] {
        let tab = page.tab((300, 600)).await;
        let widgets = "widget=tip-latest&widget=tip-goal&target=10000&title=A%20new%20PC%20for%20the%20stream&widget=tip-total&widget=tip-recent&widget=recent";
        tab.goto(&page.address(&format!("{options}{widgets}")))
            .await;
        tab.wait_until_live().await;
        let measured: Measured = tab.eval(MEASURE).await;
        assert!(measured.lost.is_empty(), "{options}: {:?}", measured.lost);
        assert!(measured.out.is_empty(), "{options}: {:?}", measured.out);
    }
}

async fn a_name_is_only_ever_text(page: &TestPage) {
    let name = "<b onclick=alert(1)>bold</b><img src=x onerror=\"window.hacked = 1\">";
    let event = json!({ "name": name, "amount": 5, "message": format!("<script>window.hacked = 2</script>{name}{{amount}}") });
    page.api.set("tip-latest", event.clone());
    page.api.set("tip-recent", json!([event]));
    let title = "%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D3%3E";
    let tab = page
        .live(&format!(
            "template=%7Bname%7D%7Bmessage%7D&widget=tip-latest&title={title}&widget=tip-recent&widget=tip-recent&as=ticker&widget=%3Cb%3Ex%3C%2Fb%3E"
        ))
        .await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(tab.text("bdi.name").await.as_deref(), Some(name));
    assert!(tab.text(".message").await.unwrap().starts_with("<script>"));
    assert_eq!(tab.count("body b, body img, body script").await, 0);
    assert!(tab.eval::<bool>("window.hacked === undefined").await);
}

/// As OBS does it: a style element at the end of the head, by script.
const INJECT: &str = "(() => {
    const style = document.createElement('style');
    style.innerHTML = CSS_TEXT;
    document.querySelector('head').appendChild(style);
    return 0;
})()";

async fn custom_css_wins(page: &TestPage) {
    let css = ".widget { border-radius: 0px; background: rgb(9, 9, 9); padding: 3px; } .title { color: rgb(1, 2, 3); opacity: 1; }
        .value { font-size: 31px; } .name { color: rgb(4, 5, 6); } .bar { height: 17px; } :root { --accent: rgb(7, 8, 9); }
        li.event[data-event=tip] { display: none; } body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; }";
    for theme in ["plate", "clear", "neon", "paper", "pixel", "glass"] {
        let tab = page
            .live(&format!(
                "theme={theme}&widget=tip-latest&widget=tip-goal&target=9000&widget=tip-recent"
            ))
            .await;
        let _: i32 = tab
            .eval(&INJECT.replace("CSS_TEXT", &format!("{css:?}")))
            .await;
        let styles: Vec<String> = tab
            .eval(
                "(() => {
                    const style = (selector, name) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name).trim();
                    return [style('.widget', 'border-top-left-radius'), style('.widget', 'background-color'), style('.widget', 'padding-left'),
                        style('.title', 'color'), style('.value', 'font-size'), style('.name', 'color'), style('.bar', 'height'),
                        style('.bar', '--accent'), style('li.event', 'display')];
                })()",
            )
            .await;
        let expected = [
            "0px",
            "rgb(9, 9, 9)",
            "3px",
            "rgb(1, 2, 3)",
            "31px",
            "rgb(4, 5, 6)",
            "17px",
            "rgb(7, 8, 9)",
            "none",
        ];
        assert_eq!(styles, expected, "{theme}");
    }
}

async fn the_page_is_transparent(page: &TestPage) {
    let tab = page.live("widget=tip-latest&empty=").await;
    let backs: Vec<String> = tab
        .eval("['html', 'body', 'main'].map((name) => getComputedStyle(document.querySelector(name)).backgroundColor)")
        .await;
    assert!(
        backs.iter().all(|back| back == "rgba(0, 0, 0, 0)"),
        "{backs:?}"
    );
    let pixels = tab.screenshot(&page.screenshot_dir(), "transparent").await;
    assert!(
        pixels.visible > 0 && pixels.visible < pixels.total / 2,
        "{pixels:?}"
    );
}

async fn pictures_are_drawn(page: &TestPage) {
    let base = &page.site.base;
    let widgets = "widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest&widget=recent&widget=recent&as=ticker";
    for theme in ["plate", "clear", "neon", "paper", "pixel", "glass"] {
        let tab = page.tab(SIZE).await;
        tab.goto(&format!(
            "{base}?source=demo&currency=EUR&theme={theme}&{widgets}"
        ))
        .await;
        tab.wait_until_live().await;
        tokio::time::sleep(Duration::from_millis(1300)).await;
        let pixels = tab
            .screenshot(&page.screenshot_dir(), &format!("theme-{theme}"))
            .await;
        assert!(pixels.visible > 5_000, "{theme}: {pixels:?}");
    }
}
