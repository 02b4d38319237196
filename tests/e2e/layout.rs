//! The layout with long names and narrow sources, and custom CSS.

use super::tab::Tab;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use session_overlay::options::values::Theme;
use std::time::Duration;

in_both_engines! {
    long_names_stay_within_their_widgets,
    a_row_shortens_names_before_it_wraps,
    a_row_wraps_what_does_not_fit_with_short_names,
    figures_are_never_cut_off,
    markup_in_names_is_text,
    custom_css_wins,
    the_page_is_transparent,
    every_theme_draws_widgets,
}

const NAMES: [&str; 5] = [
    "xXx_the_longest_name_that_anybody_ever_gave_to_themselves_xX",
    "超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字超長的名字",
    "اسم طويل جدا جدا جدا اسم طويل جدا جدا جدا اسم طويل جدا جدا جدا",
    "Zo\u{308}e\u{301} 👩‍👩‍👧‍👦🏳️‍🌈 and the family and the family and the family",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
];

/// The widths of the widgets' parts, measured by `layout.js`.
#[derive(Debug, Deserialize)]
pub struct Measurement {
    /// Descriptions of what is outside of the page or of its widget.
    pub outside: Vec<String>,
    /// The number of names in labels and lists.
    names: usize,
    /// Those names that end in an ellipsis.
    shortened: Vec<String>,
    /// Figures that are cut off.
    cut_figures: Vec<String>,
    /// How much wider the page's content is than the page.
    pub page_overflow: f64,
}

/// The rows of the widgets in `layout=row`.
#[derive(Debug, Deserialize)]
struct Rows {
    count: usize,
    /// How far the lowest widget reaches below the page, in pixels.
    below: f64,
}

impl Tab {
    /// Calls a function of `layout.js`.
    async fn layout<T: DeserializeOwned>(&self, function: &str) -> T {
        let function = [include_str!("layout.js"), ".", function].concat();
        self.call(&function, ()).await
    }

    pub async fn measure_layout(&self) -> Measurement {
        self.layout("measure").await
    }
}

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
            let case = format!("{layout}{currency}");
            tab.goto("about:blank").await;
            tab.goto(&page.address(&format!("{case}&motion=off&{widgets}")))
                .await;
            tab.wait_until_live().await;
            let measured = tab.measure_layout().await;
            assert!(
                measured.outside.is_empty(),
                "{case}: {:#?}",
                measured.outside
            );
            assert!(measured.page_overflow <= 0.0, "{case}: {measured:?}");
            assert!(measured.names >= 15, "{case}: {measured:?}");
            assert!(
                measured.shortened.len() + 2 >= measured.names,
                "{case}: {measured:?}"
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
                    let rows: Rows = tab.layout("rows").await;
                    assert_eq!(rows.count, 1, "{case}: {rows:?}");
                    assert!(rows.below <= 0.0, "{case}: {rows:?}");
                    let measured = tab.measure_layout().await;
                    assert_eq!(measured.shortened, [long.as_str()], "{case}");
                    assert!(
                        measured.outside.is_empty(),
                        "{case}: {:#?}",
                        measured.outside
                    );
                    assert!(
                        measured.cut_figures.is_empty(),
                        "{case}: {:?}",
                        measured.cut_figures
                    );
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
    let rows: Rows = tab.layout("rows").await;
    assert_eq!(rows.count, 2, "{rows:?}");
    let measured = tab.measure_layout().await;
    assert!(measured.outside.is_empty(), "{:#?}", measured.outside);
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
        let measured = tab.measure_layout().await;
        assert!(
            measured.cut_figures.is_empty(),
            "{options}: {:?}",
            measured.cut_figures
        );
        assert!(
            measured.outside.is_empty(),
            "{options}: {:?}",
            measured.outside
        );
    }
}

async fn markup_in_names_is_text(page: &TestPage) {
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

async fn custom_css_wins(page: &TestPage) {
    let css = ".widget { border-radius: 0px; background: rgb(9, 9, 9); padding: 3px; } .title { color: rgb(1, 2, 3); opacity: 1; }
        .value { font-size: 31px; } .name { color: rgb(4, 5, 6); } .bar { height: 17px; } :root { --accent: rgb(7, 8, 9); }
        li.event[data-event=tip] { display: none; } body { background-color: rgba(0, 0, 0, 0); margin: 0px auto; overflow: hidden; }";
    for theme in Theme::ALL.iter().map(|theme| theme.name()) {
        let tab = page
            .live(&format!(
                "theme={theme}&widget=tip-latest&widget=tip-goal&target=9000&widget=tip-recent"
            ))
            .await;
        tab.add_style(css).await;
        let styles: Vec<String> = tab.layout("customStyles").await;
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
    let backgrounds: Vec<String> = tab
        .eval("['html', 'body', 'main'].map((name) => getComputedStyle(document.querySelector(name)).backgroundColor)")
        .await;
    assert!(
        backgrounds
            .iter()
            .all(|colour| colour == "rgba(0, 0, 0, 0)"),
        "{backgrounds:?}"
    );
    let pixels = tab.screenshot(&page.screenshot_dir(), "transparent").await;
    assert!(
        pixels.visible > 0 && pixels.visible < pixels.total / 2,
        "{pixels:?}"
    );
}

async fn every_theme_draws_widgets(page: &TestPage) {
    let base = &page.site.base;
    let widgets = "widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest&widget=recent&widget=recent&as=ticker";
    for theme in Theme::ALL.iter().map(|theme| theme.name()) {
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
