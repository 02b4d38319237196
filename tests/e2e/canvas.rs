//! The canvas and what is around it: handles, gallery, themes, colours, fields, output.

use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use session_overlay::options::values::Theme;
use session_overlay::studio::gallery;

in_both_engines! {
    a_widget_is_selected_and_moved_on_the_canvas,
    the_frame_is_where_an_alert_comes_to_rest,
    the_gallery_shows_every_widget_and_adds_one,
    the_miniatures_look_like_their_themes,
    colours_are_chosen_and_judged,
    a_field_explains_itself_and_goes_back_to_its_default,
}

const WIDGETS: &str = "widget=tip-goal&target=20000&widget=follower-latest&widget=recent";

/// The selection frame is over this widget.
async fn check_frame(tab: &Tab, widget: &str) {
    let distance: f64 = tab
        .call(
            "(widget) => {
                const frame = document.querySelector('iframe');
                const outer = frame.getBoundingClientRect(), scale = outer.width / frame.offsetWidth;
                const inner = frame.contentDocument.querySelector(`[data-widget=${widget}]`).getBoundingClientRect();
                const handle = document.querySelector('.widget-handle[aria-pressed=true]').getBoundingClientRect();
                return Math.abs(outer.x + inner.x * scale - handle.x) + Math.abs(outer.y + inner.y * scale - handle.y)
                    + Math.abs(inner.width * scale - handle.width) + Math.abs(inner.height * scale - handle.height);
            }",
            [widget],
        )
        .await;
    assert!(distance < 2.0, "{distance}");
}

async fn select(tab: &Tab, title: &str) {
    tab.click(&format!("Select {title}")).await;
}

async fn order(tab: &Tab) -> Vec<String> {
    tab.eval("[...document.querySelector('iframe').contentDocument.querySelectorAll('.widget')].map((widget) => widget.dataset.widget)")
        .await
}

async fn wait_for_order(tab: &Tab, expected: [&str; 3]) {
    for _ in 0..100 {
        if order(tab).await == expected {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{:?} instead of {expected:?}", order(tab).await);
}

async fn a_widget_is_selected_and_moved_on_the_canvas(page: &TestPage) {
    let tab = page.open_configurator(WIDGETS).await;
    tab.wait_for_preview("20,000").await;
    tab.wait_for_text("The widgets need").await;
    select(&tab, "Latest follower").await;
    tab.wait_for(
        "document.querySelector('.inspector code').textContent === 'follower-latest'",
        TIMEOUT,
    )
    .await;
    check_frame(&tab, "follower-latest").await;
    tab.screenshot(&page.screenshot_dir(), "canvas").await;
    // By arrow keys, which keep the focus.
    tab.press_key("ArrowDown").await;
    wait_for_order(&tab, ["tip-goal", "recent", "follower-latest"]).await;
    tab.press_key("ArrowUp").await;
    tab.press_key("ArrowUp").await;
    wait_for_order(&tab, ["follower-latest", "tip-goal", "recent"]).await;
    // By mouse, past the centre of another.
    tab.wait_for(
        "document.querySelectorAll('.widget-handle:not([hidden])').length === 3",
        TIMEOUT,
    )
    .await;
    tab.settle().await;
    tab.drag(
        "[aria-label='Select Latest follower']",
        "[aria-label='Select Recent events']",
    )
    .await;
    wait_for_order(&tab, ["tip-goal", "recent", "follower-latest"]).await;
    tab.press_key("Delete").await;
    tab.wait_for(
        "document.querySelectorAll('.widget-editor').length === 2",
        TIMEOUT,
    )
    .await;
    tab.click("Undo").await;
    wait_for_order(&tab, ["tip-goal", "recent", "follower-latest"]).await;
    // A click beside the widgets selects the overlay.
    let _: bool = tab
        .eval("document.querySelector('.stage').click(), true")
        .await;
    tab.wait_for(
        "document.querySelector('.inspector h2').textContent === 'Whole overlay'",
        TIMEOUT,
    )
    .await;
}

async fn the_frame_is_where_an_alert_comes_to_rest(page: &TestPage) {
    let tab = page.open_configurator("widget=alerts&hold=30").await;
    tab.wait_for_text("The widgets need").await;
    select(&tab, "Alerts").await;
    tab.click("Tip").await;
    let at_rest = "(() => {
        const alert = document.querySelector('iframe').contentDocument.querySelector('[data-alert]');
        return alert?.getAnimations().length === 0;
    })()";
    tab.wait_for(at_rest, TIMEOUT).await;
    check_frame(&tab, "alerts").await;
}

async fn the_gallery_shows_every_widget_and_adds_one(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-latest&accent=ff8800")
        .await;
    tab.click("Add a widget").await;
    let count: usize = gallery::find("")
        .iter()
        .map(|(_, offers)| offers.len())
        .sum();
    assert_eq!(tab.count(".offer").await, count);
    let groups: Vec<String> = tab
        .eval("[...document.querySelectorAll('dialog h3')].map((title) => title.textContent)")
        .await;
    assert_eq!(
        groups,
        [
            "Goals",
            "Latest",
            "Tops",
            "Lists and tickers",
            "Counters",
            "Timer, alerts and credits"
        ]
    );
    let drawn = "[...document.querySelectorAll('.offer img')].slice(0, 4).every((image) => image.naturalWidth)";
    tab.wait_for(drawn, TIMEOUT).await;
    tab.screenshot(&page.screenshot_dir(), "gallery").await;
    tab.type_text("monthly tipper").await;
    tab.wait_for("document.querySelectorAll('.offer').length === 1", TIMEOUT)
        .await;
    tab.wait_for_text("Who gave the most in tips this month.")
        .await;
    tab.click_on(".offer").await;
    // With the colour that all others have.
    tab.wait_for_address("widget=tip-monthly-top-donator&accent=ff8800")
        .await;
    tab.wait_for_preview("TOP TIPPER THIS MONTH").await;
    assert_eq!(
        tab.text(".inspector code").await.as_deref(),
        Some("tip-monthly-top-donator")
    );
    // A key that only the session knows.
    tab.click("Add a widget").await;
    tab.type_text("supporter-latest").await;
    tab.click("Add “supporter-latest”").await;
    tab.wait_for_address("&widget=supporter-latest").await;
}

async fn the_miniatures_look_like_their_themes(page: &TestPage) {
    let look = |document: &str| {
        format!(
            "(() => {{
                const page = {document};
                const widget = page.querySelector('.widget'), style = (element) => page.defaultView.getComputedStyle(element);
                return widget && [page.documentElement.dataset.theme, style(widget).backgroundColor, style(widget.querySelector('.title')).fontFamily].join();
            }})()"
        )
    };
    let tab = page
        .open_configurator("widget=tip-goal&target=20000&title=Mine")
        .await;
    for theme in Theme::ALL {
        let name = theme.name();
        let miniature = format!(
            "document.querySelector('.miniature[data-scene={name}] iframe').contentDocument"
        );
        tab.wait_for(
            &format!("{miniature}?.querySelector('.title')?.textContent === 'Mine'"),
            TIMEOUT,
        )
        .await;
        tab.choose_theme(name).await;
        let main = look("document.querySelector('iframe').contentDocument");
        tab.wait_for(&format!("{main}?.startsWith('{name},')"), TIMEOUT)
            .await;
        let (main, small): (String, String) =
            (tab.eval(&main).await, tab.eval(&look(&miniature)).await);
        assert_eq!(main, small);
    }
    tab.wait_for_address("theme=glass").await;
}

async fn colours_are_chosen_and_judged(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-goal&target=20000&widget=tip-latest")
        .await;
    tab.wait_for_preview("20,000").await;
    let accent = "getComputedStyle(document.querySelector('iframe').contentDocument.querySelector('.percent')).color";
    tab.click("Amber accent").await;
    tab.wait_for(&format!("{accent} === 'rgb(255, 181, 46)'"), TIMEOUT)
        .await;
    tab.click("Theme accent").await;
    tab.wait_for(&format!("{accent} === 'rgb(75, 227, 164)'"), TIMEOUT)
        .await;
    tab.click("More colours").await;
    tab.fill("Background colour", "ffffff").await;
    tab.wait_for_text("The text of Tip goal is hard to read over any video.")
        .await;
    tab.fill("Background colour", "00000000").await;
    tab.wait_for_text("The text of Tip goal is hard to read over bright video.")
        .await;
    tab.click("Use the default of Background colour").await;
    tab.wait_for(
        "!document.querySelector('.colours .warning').textContent",
        TIMEOUT,
    )
    .await;
}

async fn a_field_explains_itself_and_goes_back_to_its_default(page: &TestPage) {
    let tab = page
        .open_configurator("theme=paper&widget=tip-latest")
        .await;
    let placeholder = async |option: &str| -> String {
        tab.eval(&format!(
            "document.querySelector('[data-option={option}] input[id]').placeholder"
        ))
        .await
    };
    assert_eq!(placeholder("title").await, "Latest tip");
    assert_eq!(placeholder("template").await, "{name} {amount}");
    assert_eq!(placeholder("accent").await, "b3301b");
    // The tooltip is reached by the keyboard.
    let _: bool = tab
        .eval("document.querySelector('[aria-label=\"About Title\"]').focus(), true")
        .await;
    let shown =
        "getComputedStyle(document.querySelector('[data-option=title] .tooltip')).visibility";
    tab.wait_for(&format!("{shown} === 'visible'"), TIMEOUT)
        .await;
    tab.press_key("Escape").await;
    tab.wait_for(&format!("{shown} === 'hidden'"), TIMEOUT)
        .await;
    tab.fill("Title", "Thanks").await;
    tab.wait_for_address("title=Thanks").await;
    tab.click("Use the default of Title").await;
    tab.wait_for(
        "!document.querySelector('#address').value.includes('title')",
        TIMEOUT,
    )
    .await;
    assert_eq!(tab.value("[data-option=title] input").await, "");
    let groups: Vec<String> = tab
        .eval("[...document.querySelectorAll('.inspector .group')].map((group) => group.firstElementChild.textContent)")
        .await;
    assert_eq!(groups, ["Content", "Look", "Behaviour", "Advanced"]);
    tab.click("Whole overlay").await;
    assert_eq!(placeholder("font").await, "Piazzolla");
}
