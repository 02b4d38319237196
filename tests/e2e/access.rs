//! Accessibility and responsive layout of the configurator and the dock.

use super::stub::{APIKEY, CHANNEL, JWT};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    the_configurator_has_no_accessibility_violations,
    the_dock_has_no_accessibility_violations,
    the_checker_finds_a_field_without_a_label,
    the_configurator_fits_every_width,
}

/// The violations that axe reports, each with its elements.
async fn violations(tab: &Tab) -> Vec<String> {
    let checker = std::env::var("AXE").expect("AXE is the path of axe.js; make test sets it");
    let checker = std::fs::read_to_string(checker).unwrap();
    let _: bool = tab.eval(&format!("{checker}; true")).await;
    tab.eval(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], iframes: false, resultTypes: ['violations'] })
            .then((found) => found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target).join(', ')}`))",
    )
    .await
}

async fn check(tab: &Tab, state: &str) {
    for dark in [false, true] {
        tab.prefer_dark(dark).await;
        let found = violations(tab).await;
        assert!(found.is_empty(), "{state}, dark {dark}: {found:#?}");
    }
}

async fn the_configurator_has_no_accessibility_violations(page: &TestPage) {
    let tab = page.tab((1280, 900)).await;
    let base = &page.site.base;
    tab.goto(base).await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    check(&tab, "first visit").await;
    let api = &page.api.origin;
    let address = format!(
        "{base}?page=configurator&api={api}&channel={CHANNEL}&theme=neom&widget=tip-goal&target=x&plus=theirs*x&milestones=500:Karaoke&widget=recent&as=ticker&widget=timer&add=tip-session*60@120#apikey={APIKEY}"
    );
    tab.goto("about:blank").await;
    tab.goto(&address).await;
    tab.wait_for(
        "document.querySelectorAll('.widget-editor').length === 3",
        TIMEOUT,
    )
    .await;
    for dialog in ["Presets", "Add a widget"] {
        tab.click(dialog).await;
        check(&tab, dialog).await;
        tab.click("Close").await;
    }
    for position in [1, 2, 3] {
        tab.select_widget(position).await;
        tab.open_advanced().await;
        check(&tab, &format!("widget {position}")).await;
    }
    tab.click_on(".widgets-panel > .entry").await;
    check(&tab, "page").await;
    tab.screenshot(&page.screenshot_dir(), "configurator-dark")
        .await;
}

async fn the_dock_has_no_accessibility_violations(page: &TestPage) {
    let (base, api) = (&page.site.base, &page.api.origin);
    let tab = page.tab((400, 900)).await;
    tab.goto(&format!(
        "{base}?page=dock&channel={CHANNEL}&api={api}#token={JWT}"
    ))
    .await;
    tab.wait_until_live().await;
    check(&tab, "live").await;
    tab.click("Correct Latest tip").await;
    check(&tab, "correcting").await;
    tab.click("Increase Tip goal").await;
    tab.click("Reset…").await;
    tab.click("Session settings").await;
    check(&tab, "open").await;
    tab.screenshot(&page.screenshot_dir(), "dock-dark").await;
    tab.goto("about:blank").await;
    tab.goto(&format!("{base}?page=dock")).await;
    tab.wait_for("document.querySelector('form')", TIMEOUT)
        .await;
    check(&tab, "connecting").await;
    tab.goto("about:blank").await;
    tab.goto(&format!("{base}?page=dock&interval=2")).await;
    tab.wait_for("document.querySelector('.problem')", TIMEOUT)
        .await;
    check(&tab, "problem").await;
}

async fn the_checker_finds_a_field_without_a_label(page: &TestPage) {
    let tab = page.open(&page.site.base).await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    let _: bool = tab
        .eval("document.querySelector('label[for=channel]').remove(), true")
        .await;
    let found = violations(&tab).await;
    assert!(
        found.iter().any(|one| one.contains("#channel")),
        "{found:?}"
    );
}

async fn the_configurator_fits_every_width(page: &TestPage) {
    let tab = page
        .open_configurator("widget=tip-goal&target=10000&title=A%20rather%20long%20title%20for%20a%20goal&widget=recent")
        .await;
    tab.wait_for_preview("10,000").await;
    for width in [360, 1280, 2560] {
        tab.resize((width, 1100)).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        tab.screenshot(&page.screenshot_dir(), &format!("configurator-{width}"))
            .await;
        let overflow = "document.documentElement.scrollWidth > innerWidth";
        assert!(!tab.eval::<bool>(overflow).await, "{width}");
    }
}
