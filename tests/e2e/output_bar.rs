//! The bar with the address, and how soon the preview follows.

use super::stub::{APIKEY, CHANNEL};
use super::test_page::{TestPage, in_both_engines};
use std::io::Write;

in_both_engines! {
    the_bar_is_always_in_sight,
    typing_changes_the_preview_at_once,
}

const WIDGETS: &str = "widget=tip-goal&target=20000&widget=follower-latest&widget=recent";

async fn the_bar_is_always_in_sight(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("channel={CHANNEL}&{WIDGETS}"))
        .await;
    for width in [360, 800, 1280, 2560] {
        tab.resize((width, 800)).await;
        let is_in_sight = "(() => {
            const copy = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Copy address').getBoundingClientRect();
            return copy.bottom <= innerHeight && copy.top >= 0;
        })()";
        for scrolled in ["0", "1e6"] {
            let _: bool = tab.eval(&format!("scrollTo(0, {scrolled}), true")).await;
            assert!(tab.eval::<bool>(is_in_sight).await, "{width} {scrolled}");
        }
    }
    // Dots until it is asked for.
    let kind = "document.querySelector('#address').type";
    assert_eq!(tab.eval::<String>(kind).await, "password");
    tab.click("Paste your overlay token.").await;
    let focused: String = tab.eval("document.activeElement.id").await;
    assert_eq!(focused, "credential");
    tab.type_text(APIKEY).await;
    tab.wait_for_text("Ready for OBS").await;
    tab.click("Show the address for 10 s").await;
    assert_eq!(tab.eval::<String>(kind).await, "text");
    tab.wait_for_address(APIKEY).await;
    tab.click("Hide the address").await;
    assert_eq!(tab.eval::<String>(kind).await, "password");
    // What opens in a tab has no token, and shows the demo.
    let opened: String = tab
        .eval("[...document.links].find((link) => link.textContent.trim() === 'Open').href")
        .await;
    assert!(
        opened.contains("source=demo") && !opened.contains('#'),
        "{opened}"
    );
    let overlay = page.open(&opened).await;
    overlay.wait_until_live().await;
}

async fn typing_changes_the_preview_at_once(page: &TestPage) {
    let tab = page.open_configurator(WIDGETS).await;
    tab.wait_for_preview("20,000").await;
    // Without a delay of its own, such as a debounce: a few tasks are enough.
    let (is_shown, milliseconds): (bool, f64) = tab
        .eval(
            "(async () => {
                const input = document.querySelector('[data-option=title] input');
                const shown = document.querySelector('iframe').contentDocument;
                const start = performance.now();
                const isShown = () => shown.body.innerText.toLowerCase().includes('typed');
                input.value = 'Typed';
                input.dispatchEvent(new Event('input', { bubbles: true }));
                for (let task = 0; task < 5 && !isShown(); task += 1) await new Promise((done) => setTimeout(done));
                return [isShown(), performance.now() - start];
            })()",
        )
        .await;
    assert!(is_shown);
    let _ = writeln!(
        std::io::stderr(),
        "typing: {milliseconds:.0} ms to the preview"
    );
}
